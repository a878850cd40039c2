import { expect, test } from 'vitest';
import { boxesOf, emptyPerson } from '../../../shared/domain/intake.ts';
import { day, filledIn, logForm, signInAs } from '../../helpers/loggedCase.ts';
import { tablesThatSay } from '../../helpers/lockedDatabase.ts';
import { fixtureForm, openOffice, receive, refusalOf, setUp, type Office } from '../../helpers/office.ts';

const letter = (words: string) => Buffer.from(`Dear colleague,\n\n${words}\n`);

/** A draft with a file of its own, about a made-up child. */
const draftAbout = async (office: Office, name: string) => {
  const { document } = await receive(office, `${name}.txt`, letter(`About ${name}.`));
  const draft = await office.api.drafts.start({ documentId: document.id });
  const { revision } = await office.api.drafts.save({
    draftId: draft.id,
    revision: draft.revision,
    form: filledIn(draft.form, '2026-05-14', {
      people: [{ ...emptyPerson(), name, dateOfBirth: boxesOf(day('2016-04-03')) }],
    }),
  });
  return { draftId: draft.id, documentId: document.id, revision };
};

test('drafts and files that never became a case come up for review, and go only when a person erases them', async () => {
  await using office = openOffice({ at: '2026-05-14T09:30:00Z' });
  const { api, clock } = office;
  await setUp(office);
  const old = await draftAbout(office, 'Canary Larch-Test');
  const logged = await draftAbout(office, 'Rowan Ashdown-Test');
  await api.drafts.log({ draftId: logged.draftId, revision: logged.revision });
  const { document: file } = await receive(office, 'Canary evidence.txt', letter('Canary words.'));
  await api.unsaved.keep({ screen: 'evidence', subject: 'case', value: JSON.stringify({ canary: file.id }) });
  const { settings } = await api.settings.get({});
  await api.settings.update({ ...settings, unloggedReviewDays: 20 });

  clock.set('2026-06-02T09:30:00Z');
  const [dayBefore, early] = [
    await api.retention.queue({}),
    await refusalOf(api.retention.eraseUnlogged({ kind: 'draft', id: old.draftId })),
  ];
  const fresh = await draftAbout(office, 'Canary Fern-Test');
  await api.drafts.discard({ draftId: fresh.draftId });
  clock.set('2026-06-03T09:30:00Z');
  const due = (await api.retention.queue({})).unlogged;
  expect({
    days: settings.unloggedReviewDays,
    dayBefore: dayBefore.unlogged,
    early: [
      early.code,
      (await refusalOf(api.retention.eraseUnlogged({ kind: 'file', id: logged.documentId }))).code,
    ],
    due: due.map(({ kind, about, fileName, words }) => [kind, about, fileName, words]),
    count: await api.retention.dueCount({}),
  }).toEqual({
    days: 30,
    dayBefore: [],
    early: ['refused', 'not-found'],
    due: [
      ['draft', 'Canary Larch-Test', 'Canary Larch-Test.txt', 'Last saved 14 May 2026'],
      ['discarded', 'Canary Fern-Test', 'Canary Fern-Test.txt', 'Discarded 2 June 2026'],
      ['file', 'Canary evidence.txt', undefined, 'Received 14 May 2026; no case or draft holds it'],
    ],
    count: { due: 0, unlogged: 3 },
  });

  // Whoever takes a draft back wants to work on it: its days begin again.
  await api.drafts.restore({ draftId: fresh.draftId });
  expect((await api.retention.queue({})).unlogged.map(({ id }) => id)).toEqual([old.draftId, file.id]);
  await api.drafts.discard({ draftId: fresh.draftId });

  for (const { kind, id } of (await api.retention.queue({})).unlogged)
    await api.retention.eraseUnlogged({ kind: kind === 'file' ? 'file' : 'draft', id });
  const { entries } = await api.audit.list({ kind: 'erasure', offset: 0, limit: 10 });
  expect({
    left: (await api.retention.queue({})).unlogged,
    lines: entries.map(({ subject, detail }) => [subject, detail]),
    logged: (await api.documents.get({ documentId: logged.documentId })).document.id,
  }).toEqual({
    left: [],
    lines: [
      ['a document', 'file'],
      ['a draft', 'draft and its file'],
      ['a draft', 'draft and its file'],
    ],
    logged: logged.documentId,
  });
  await api.vault.lock({});
  expect(await tablesThatSay(office, /canary/i)).toEqual([]);
});

test('a file that a case holds stays when a second draft of it is erased', async () => {
  await using office = openOffice({ at: '2026-05-14T09:30:00Z' });
  const { api } = office;
  await setUp(office);
  const logged = await draftAbout(office, 'Rowan Ashdown-Test');
  const second = await api.drafts.start({ documentId: logged.documentId });
  await api.drafts.log({ draftId: logged.draftId, revision: logged.revision });
  await api.drafts.discard({ draftId: second.id });
  await api.retention.eraseUnlogged({ kind: 'draft', id: second.id });
  expect((await api.documents.get({ documentId: logged.documentId })).document.id).toBe(logged.documentId);
});

test('a search for one person’s records finds what never became a case, by form, by file and by number', async () => {
  await using office = openOffice({ at: '2026-05-14T09:30:00Z' });
  const { api } = office;
  await setUp(office);
  await logForm(office, '2026-05-14');
  const { draftId } = await draftAbout(office, 'Zoë Larch-Test');
  const thrownAway = await draftAbout(office, 'Zoe Larch-Test');
  await api.drafts.discard({ draftId: thrownAway.draftId });
  await draftAbout(office, 'Iris Fern-Test');
  const { document: named } = await receive(office, 'letter.txt', letter('We saw Zoe LARCH-TEST at home.'));
  const { document: numbered } = await receive(office, 'note.txt', letter('NHS number 999 000 0018.'));
  await receive(office, 'form.docx', fixtureForm('bury-request-for-resolution.docx'));
  const find = async (name: string, nhsNumber = '') => {
    const { found, unlogged } = await api.subjectAccess.find({ name, nhsNumber });
    return [found.length, unlogged.map(({ kind, id }) => [kind, id])];
  };
  expect({
    byName: await find('Zoë Larch-Test'),
    byNumber: await find('', '9990000018'),
    nobody: await find('Nobody Wren-Test'),
  }).toEqual({
    byName: [
      0,
      [
        ['draft', draftId],
        ['discarded', thrownAway.draftId],
        ['file', named.id],
      ],
    ],
    byNumber: [0, [['file', numbered.id]]],
    nobody: [0, []],
  });
  await signInAs(office, 'coordinator');
  expect((await refusalOf(api.retention.eraseUnlogged({ kind: 'draft', id: thrownAway.draftId }))).code).toBe(
    'forbidden',
  );
});
