import { expect, test } from 'vitest';
import { logForm, signIn, signInAs } from '../../helpers/loggedCase.ts';
import { openOffice, PASSPHRASE, setUp } from '../../helpers/office.ts';

test('each person finds the cases that they opened themselves, the latest first, and nobody else’s', async () => {
  await using office = openOffice({ at: '2026-05-14T09:30:00Z' });
  const { api, clock } = office;
  await setUp(office);
  const logged: Awaited<ReturnType<typeof logForm>>[] = [];
  for (let count = 0; count < 9; count += 1) logged.push(await logForm(office, '2026-05-14'));
  for (const [minute, { caseId }] of [...logged, logged[3]!].entries()) {
    clock.set(`2026-05-14T10:${String(minute * 3).padStart(2, '0')}:00Z`);
    await api.cases.get({ caseId });
  }
  const seen = async () => (await api.cases.recent({})).cases.map(({ reference }) => reference);
  const own = await seen();
  await signInAs(office, 'reader');
  const before = await seen();
  await api.cases.get({ caseId: logged[0]!.caseId });
  expect({ own, before, after: (await api.cases.recent({})).cases }).toEqual({
    own: [3, 8, 7, 6, 5].map((index) => logged[index]!.reference),
    before: [],
    after: [{ caseId: logged[0]!.caseId, reference: logged[0]!.reference, people: expect.any(String) }],
  });
});

test('how somebody likes their window is kept under their name, and what is not given stays', async () => {
  await using office = openOffice();
  const { api } = office;
  await setUp(office);
  await api.preferences.keep({ appearance: 'dark' });
  await api.preferences.keep({ tourDone: true });
  await signInAs(office, 'coordinator');
  const others = await api.preferences.get({});
  await api.vault.lock({});
  await signIn(office, 'Priya Nair-Test', PASSPHRASE);
  expect([others, await api.preferences.get({})]).toEqual([{}, { appearance: 'dark', tourDone: true }]);
});
