import { expect, test } from 'vitest';
import type { CaseFilter } from '../../../shared/contract/cases.ts';
import { detailInWords, operationInWords } from '../../../shared/contract/auditWords.ts';
import { logForm } from '../../helpers/loggedCase.ts';
import { openOffice, setUp } from '../../helpers/office.ts';

test('a page that fetches a case again and again is one look in two minutes, and a later look is another', async () => {
  await using office = openOffice({ at: '2026-05-14T09:30:00Z' });
  const { api, clock } = office;
  await setUp(office);
  const one = await logForm(office, '2026-05-14');
  const other = await logForm(office, '2026-05-14', { summary: 'Another disagreement.' });
  const looks: readonly (readonly [at: string, caseId: string])[] = [
    ['2026-05-14T09:31:00Z', one.caseId],
    ['2026-05-14T09:31:30Z', one.caseId],
    ['2026-05-14T09:32:00Z', other.caseId],
    ['2026-05-14T09:32:59Z', one.caseId],
    ['2026-05-14T09:33:00Z', one.caseId],
    // The clock of the computer was put back: nobody knows how long ago the last look was.
    ['2026-05-14T09:00:00Z', one.caseId],
  ];
  for (const [at, caseId] of looks) {
    clock.set(at);
    await api.cases.get({ caseId });
  }
  const { entries } = await api.audit.list({ kind: 'consultation', offset: 0, limit: 100 });
  expect(
    entries
      .filter(({ action }) => action === 'cases.get')
      .map(({ at, subject }) => `${at.slice(11, 16)} ${subject}`)
      .toReversed(),
  ).toEqual([
    `09:31 ${one.reference}`,
    `09:32 ${other.reference}`,
    `09:33 ${one.reference}`,
    `09:00 ${one.reference}`,
  ]);
});

test('a look of somebody else is written down however soon it comes', async () => {
  await using office = openOffice({ at: '2026-05-14T09:30:00Z' });
  const { api } = office;
  await setUp(office);
  const { caseId } = await logForm(office, '2026-05-14');
  await api.cases.get({ caseId });
  const { passphrase, person } = await api.people.add({ name: 'Joy Adeyemi-Test', role: 'independentChair' });
  await api.vault.lock({});
  const { people } = await api.vault.status({});
  const slotId = people.find(({ name }) => name === person.name)?.slotId ?? '';
  await api.vault.unlock({ slotId, passphrase });
  await api.cases.get({ caseId });
  await api.cases.get({ caseId });
  const { entries } = await api.audit.ofCase({ caseId, offset: 0, limit: 100 });
  expect(entries.filter(({ action }) => action === 'cases.get').map(({ person: who }) => who)).toEqual([
    'Joy Adeyemi-Test',
    'Priya Nair-Test',
  ]);
});

test('lists, searches, Today, figures and drafts are lines without a word of what was searched for or shown', async () => {
  await using office = openOffice({ at: '2026-05-14T09:30:00Z' });
  const { api, clock } = office;
  await setUp(office);
  await logForm(office, '2026-05-14');
  await logForm(office, '2026-05-14');
  const list = (filter: CaseFilter, offset = 0) =>
    api.cases.list({ filter, sort: { by: 'reference', direction: 'down' }, offset, limit: 1 });
  const { rows } = await list({});
  const name = rows[0]?.people[0]?.name ?? '';
  // Turning the page, and typing on in a search, is the same look.
  await list({}, 1);
  await list({ search: name.slice(0, 4) });
  await list({ search: name });
  await api.cases.today({});
  await api.cases.today({});
  await api.analytics.figures({});
  await api.drafts.list({});
  await api.cases.count({ filter: { status: ['open'] } });
  clock.set('2026-05-14T09:32:00Z');
  await list({ search: 'nobody of this name' });
  const { entries } = await api.audit.list({ kind: 'consultation', offset: 0, limit: 100 });
  expect({
    name: name !== '',
    lines: entries
      .toReversed()
      .map(({ at, action, subject, detail }) => [
        at.slice(11, 16),
        operationInWords(action),
        subject,
        detailInWords({ action, detail }, []),
      ]),
  }).toEqual({
    name: true,
    lines: [
      ['09:30', 'Looked at a list of cases', 'the register', 'Listed: 2 found'],
      ['09:30', 'Looked at a list of cases', 'the register', 'Searched: 2 found'],
      ['09:30', 'Looked at Today', 'the register', ''],
      ['09:30', 'Looked at the figures', 'the register', ''],
      ['09:30', 'Looked at the list of drafts', 'the register', '0 found'],
      ['09:32', 'Looked at a list of cases', 'the register', 'Searched: 0 found'],
    ],
  });
});
