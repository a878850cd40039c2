import fc from 'fast-check';
import { expect, test } from 'vitest';
import { operations } from '../../../shared/contract/index.ts';
import { openOffice, receive, refusalOf, setUp, type Office } from '../../helpers/office.ts';
import { child, day, decision, filledIn, logForm, receivedFile } from '../../helpers/loggedCase.ts';

test('a half-filled form with an impossible date is kept exactly as typed, and says what is missing when it is logged', async () => {
  await using office = openOffice();
  const { api } = office;
  await setUp(office);
  const draft = await api.drafts.start({});
  const form = {
    ...draft.form,
    dateOfNotification: { day: '31', month: 'Feb', year: '26' },
    people: [child('', '2016-04-03', { dateOfBirth: { day: ' 31', month: '02', year: '2016' } })],
    summary: '  half a sent\n',
  };
  const { revision } = await api.drafts.save({ draftId: draft.id, revision: 0, form });
  expect((await api.drafts.get({ draftId: draft.id })).form).toEqual(form);
  expect((await api.drafts.list({})).drafts).toMatchObject([
    { about: 'No name yet', raisedBy: 'No agency yet' },
  ]);
  const refusal = await refusalOf(api.drafts.log({ draftId: draft.id, revision }));
  expect(refusal.code).toBe('invalid');
  expect(refusal.issues?.map(({ path }) => path).toSorted()).toEqual([
    'dangerAnswer',
    'dateOfNotification',
    'people.0.dateOfBirth',
    'people.0.name',
    'referrers.0.agency',
    'referrers.0.name',
  ]);
  expect((await api.drafts.get({ draftId: draft.id })).form).toEqual(form);
});

test('of two people who save one draft the second is told, and nothing of the first is lost', async () => {
  await using office = openOffice();
  const { api } = office;
  await setUp(office);
  const draft = await api.drafts.start({});
  const save = (summary: string) =>
    office.try('drafts.save', { draftId: draft.id, revision: 0, form: { ...draft.form, summary } });
  const [first, second] = await Promise.all([save('First'), save('Second')]);
  expect([first.ok, second.ok || second.error.code]).toEqual([true, 'conflict']);
  expect((await api.drafts.get({ draftId: draft.id })).form.summary).toBe('First');
});

test('a draft that was thrown away can be taken back, and cannot be logged or saved before', async () => {
  await using office = openOffice();
  const { api } = office;
  await setUp(office);
  const draft = await api.drafts.start({});
  const form = filledIn(draft.form, '2026-05-14');
  await api.drafts.save({ draftId: draft.id, revision: 0, form });
  await api.drafts.discard({ draftId: draft.id });
  expect((await api.drafts.list({})).drafts).toEqual([]);
  expect(await refusalOf(api.drafts.log({ draftId: draft.id, revision: 1 }))).toMatchObject({
    code: 'conflict',
  });
  expect(await refusalOf(api.drafts.save({ draftId: draft.id, revision: 1, form }))).toMatchObject({
    code: 'conflict',
  });
  await api.drafts.restore({ draftId: draft.id });
  await api.drafts.log({ draftId: draft.id, revision: 1 });
  expect(await refusalOf(api.drafts.log({ draftId: draft.id, revision: 1 }))).toMatchObject({
    code: 'not-found',
  });
});

test('a form is logged once, however often the button is pressed', async () => {
  await using office = openOffice();
  const { api } = office;
  await setUp(office);
  const draft = await api.drafts.start({});
  await api.drafts.save({ draftId: draft.id, revision: 0, form: filledIn(draft.form, '2026-05-14') });
  const answers = await Promise.all(
    [1, 2, 3].map(() => office.try('drafts.log', { draftId: draft.id, revision: 1 })),
  );
  expect(answers.map(({ ok }) => ok)).toEqual([true, false, false]);
  const { total } = await api.cases.list({
    filter: {},
    sort: { by: 'due', direction: 'up' },
    offset: 0,
    limit: 9,
  });
  expect(total).toBe(1);
});

test('what a form says of any level is found in the case: of earlier levels there, of this one as evidence', async () => {
  await using office = openOffice();
  const { api } = office;
  await setUp(office);
  const noDate = { day: '', month: '', year: '' };
  const { caseId } = await logForm(office, '2026-05-14', {
    stageOutcomes: [
      { stageOrder: 3, resolvedOn: { day: '11', month: '5', year: '2026' }, evidence: 'Heads met.' },
      { stageOrder: 3, resolvedOn: noDate, evidence: 'And wrote.' },
      { stageOrder: 4, resolvedOn: noDate, evidence: 'Sent to the partnership.' },
      { stageOrder: 5, resolvedOn: noDate, evidence: 'A level of another procedure.' },
    ],
  });
  const { stages } = await api.cases.get({ caseId });
  expect(stages[1]).toMatchObject({ order: 3, endedOn: '2026-05-11', words: 'Heads met.\nAnd wrote.' });
  expect(
    stages[0]?.entries
      .map(({ title, words }) => [title, words])
      .toSorted(([one = ''], [other = '']) => one.localeCompare(other)),
  ).toEqual([
    ['From the form, stage 4', 'Sent to the partnership.'],
    ['From the form, stage 5', 'A level of another procedure.'],
  ]);
});

test('a form that names an agency which the directory has not is refused in words, not by accident', async () => {
  await using office = openOffice();
  await setUp(office);
  expect(await refusalOf(logForm(office, '2026-05-14', { challengedAgencyIds: ['x'] }))).toMatchObject({
    code: 'invalid',
    issues: [{ path: 'challengedAgencyIds' }],
  });
  expect(office.faults).toEqual([]);
});

test('references run on without a gap after refused forms, are never given twice, and begin anew with London’s year', async () => {
  await using office = openOffice({ at: '2026-12-31T23:30:00Z' });
  const { api } = office;
  await setUp(office);
  const log = async () => (await logForm(office, '2026-12-31')).reference;
  const given = [await log()];
  await refusalOf(logForm(office, '2026-12-31', { summary: '' }));
  await refusalOf(logForm(office, '2026-12-31', { challengedAgencyIds: ['x'] }));
  given.push(...(await Promise.all([log(), log(), log()])));
  office.clock.set('2027-01-01T00:00:00Z');
  given.push(await log());
  const { settings } = await api.settings.get({});
  await api.settings.update({ ...settings, referencePrefix: 'BSCP' });
  given.push(await log());
  expect(given).toEqual([
    'BURY-2026-001',
    'BURY-2026-002',
    'BURY-2026-003',
    'BURY-2026-004',
    'BURY-2027-001',
    'BSCP-2027-001',
  ]);
  office.clock.set('2027-06-30T23:30:00Z');
  const draft = await api.drafts.start({});
  expect(draft.form.receivedOn, 'half past midnight in London').toEqual({
    day: '1',
    month: '7',
    year: '2027',
  });
});

test('the largest form that the screens allow is kept, logged and found', async () => {
  await using office = openOffice();
  const { api } = office;
  await setUp(office);
  const long = (length: number) => 'ñ\u0000😀"%'.repeat(length).slice(0, length);
  const { caseId } = await logForm(office, '2026-05-14', {
    people: Array.from({ length: 30 }, (_, index) => child(`${'é'.repeat(280)} ${index}-Test`)),
    summary: `${long(49_900)} heron`,
    evidence: long(50_000),
    notificationSentTo: Array.from({ length: 30 }, () => long(290)),
  });
  const { rows } = await api.cases.list({
    filter: { search: 'heron' },
    sort: { by: 'due', direction: 'up' },
    offset: 0,
    limit: 1,
  });
  expect(rows[0]?.caseId).toBe(caseId);
  expect(office.faults).toEqual([]);
});

/** Lines that an operation adds to the log. */
const linesOf = async ({ api }: Pick<Office, 'api'>, work: () => Promise<unknown>): Promise<number> => {
  const count = async () => (await api.audit.list({ offset: 0, limit: 1 })).total;
  const before = await count();
  await work();
  return (await count()) - before;
};

test('every change and every look that counts writes one line, and other questions write none', async () => {
  await using office = openOffice();
  const { api } = office;
  await setUp(office);
  const written: Record<string, number> = {};
  const seen = async <Value>(name: string, work: () => Promise<Value>): Promise<Value> => {
    let value: Value | undefined;
    written[name] = await linesOf(office, async () => {
      value = await work();
    });
    return value as Value;
  };
  await seen('directory.listAgencies', () => api.directory.listAgencies({}));
  const { settings } = await seen('settings.get', () => api.settings.get({}));
  await seen('settings.update', () => api.settings.update(settings));
  const { person } = await seen('people.add', () =>
    api.people.add({ name: 'Zoë Lark-Test', role: 'reader' }),
  );
  await seen('people.list', () => api.people.list({}));
  await seen('people.changeRole', () => api.people.changeRole({ personId: person.id, role: 'coordinator' }));
  await seen('people.resetPassphrase', () => api.people.resetPassphrase({ personId: person.id }));
  await seen('people.remove', () => api.people.remove({ personId: person.id }));
  const { document } = await seen('documents.finish', () =>
    receive(office, 'a.txt', Buffer.from('A letter')),
  );
  await seen('documents.get', () => api.documents.get({ documentId: document.id }));
  await seen('documents.saveCopy', () => api.documents.saveCopy({ documentId: document.id }));
  const thrownAway = await seen('drafts.start', () => api.drafts.start({}));
  await seen('drafts.discard', () => api.drafts.discard({ draftId: thrownAway.id }));
  await seen('drafts.restore', () => api.drafts.restore({ draftId: thrownAway.id }));
  await seen('drafts.get', () => api.drafts.get({ draftId: thrownAway.id }));
  await seen('drafts.list', () => api.drafts.list({}));
  const form = filledIn(thrownAway.form, '2026-05-14', { stageOrder: 3 });
  await seen('drafts.save', () => api.drafts.save({ draftId: thrownAway.id, revision: 0, form }));
  const { caseId } = await seen('drafts.log', () => api.drafts.log({ draftId: thrownAway.id, revision: 1 }));
  const list = { filter: {}, sort: { by: 'due', direction: 'up' }, offset: 0, limit: 9 } as const;
  await seen('cases.list', () => api.cases.list(list));
  await seen('cases.today', () => api.cases.today({}));
  await seen('cases.get', () => api.cases.get({ caseId }));
  await seen('cases.findAlike', () => api.cases.findAlike({ people: [] }));
  const on = day('2026-05-20');
  await seen('cases.setChildLedDate', () =>
    api.cases.setChildLedDate({ caseId, revision: 0, on, reason: 'x' }),
  );
  await seen('cases.setAgreedDate', () => api.cases.setAgreedDate({ caseId, revision: 1, on }));
  await seen('cases.extend', () =>
    api.cases.extend({ caseId, revision: 2, on: day('2026-05-22'), reason: 'x', beyondCeilingReason: '' }),
  );
  await seen('cases.pause', () => api.cases.pause({ caseId, revision: 3, reason: 'x' }));
  await seen('cases.resume', () => api.cases.resume({ caseId, revision: 4 }));
  const today = day('2026-05-14');
  await seen('cases.recordEntry', () =>
    api.cases.recordEntry({
      caseId,
      revision: 5,
      stageOrder: 3,
      kind: 'note',
      happenedOn: today,
      title: 'Note',
      words: '',
      attendees: [],
      agreements: '',
      disagreements: '',
      actions: [],
    }),
  );
  await seen('cases.assign', () => api.cases.assign({ caseId, revision: 6, ownerId: null }));
  await seen('cases.correct', () => api.cases.correct({ caseId, revision: 7, form, reason: 'x' }));
  const ending = { caseId, endedOn: today, words: 'x', noConfirmationReason: 'x' };
  await seen('cases.endStage', () =>
    api.cases.endStage({
      ...ending,
      revision: 8,
      outcome: 'resolved',
      outcomeForChild: 'achieved',
      outcomeForChildWords: 'A plan.',
    }),
  );
  await seen('cases.reopen', () => api.cases.reopen({ caseId, revision: 9, stageOrder: 4, reason: 'x' }));
  const evidenceDocumentId = (await receivedFile({ api })).id;
  await seen('decisions.recordElsewhere', () =>
    api.decisions.recordElsewhere({
      caseId,
      revision: 10,
      decision: decision('2026-05-14'),
      amendmentReason: '',
      undoneDutiesReason: 'Not what this is about.',
      evidenceDocumentId,
    }),
  );
  await seen('notices.preview', () => api.notices.preview({ caseId }));
  const { noticeId } = await seen('notices.complete', () => api.notices.complete({ caseId, revision: 11 }));
  await seen('notices.pages', () => api.notices.pages({ noticeId }));
  await seen('notices.savePdf', () => api.notices.savePdf({ noticeId }));
  await seen('notices.draftEmail', () => api.notices.draftEmail({ noticeId }));
  await seen('notices.emailText', () => api.notices.emailText({ noticeId }));
  await seen('notices.markSent', () =>
    api.notices.markSent({ noticeId, revision: 12, to: 'x', how: 'post', on: today }),
  );
  await seen('cases.close', () => api.cases.close({ caseId, revision: 13 }));
  await seen('notices.confirmReceipt', () =>
    api.notices.confirmReceipt({ noticeId, revision: 14, on: today, words: '' }),
  );
  await seen('unsaved.keep', () => api.unsaved.keep({ screen: 's', subject: 's', value: '1' }));
  await seen('unsaved.find', () => api.unsaved.find({ screen: 's', subject: 's' }));
  await seen('unsaved.discard', () => api.unsaved.discard({ screen: 's', subject: 's' }));
  await seen('audit.ofCase', () => api.audit.ofCase({ caseId, offset: 0, limit: 1 }));
  await seen('audit.check', () => api.audit.check({}));
  await seen('vault.status', () => api.vault.status({}));
  await seen('vault.touch', () => api.vault.touch({}));

  const expected = Object.fromEntries(
    Object.keys(written).map((name) => {
      const audit = operations.get(name as never)?.audit;
      if (audit === undefined || audit === 'none') return [name, 0];
      // Who leaves is one line, that the register has new keys because of it another.
      return [name, name === 'people.remove' ? 2 : 1];
    }),
  );
  expect(written).toEqual(expected);
  expect(await api.audit.check({})).toMatchObject({ intact: true });
  expect(office.faults).toEqual([]);
});

test('no settings that are accepted keep the business manager out', async () => {
  await using office = openOffice();
  const { api } = office;
  await setUp(office);
  const { settings } = await api.settings.get({});
  const line = fc.string({ unit: 'binary', maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        unitName: line,
        referencePrefix: fc.oneof(line, fc.constant('ABC')),
        bankHolidaysCount: fc.boolean(),
        idleLockMinutes: fc.integer({ min: -1, max: 61 }),
        secureKeyword: line,
        unitEmail: fc.constantFrom('', 'unit@bury.example', 'nobody'),
        noticeWithinWorkingDays: fc.integer({ min: 0, max: 61 }),
      }),
      async (changes) => {
        const answer = await office.try('settings.update', { ...settings, ...changes });
        if (!answer.ok) expect(answer.error.code).toBe('invalid');
        expect(await office.try('settings.get', {})).toMatchObject({ ok: true });
        expect(await office.try('vault.status', {})).toMatchObject({ ok: true });
      },
    ),
    { numRuns: 60, seed: 20260514 },
  );
  expect(office.faults).toEqual([]);
});
