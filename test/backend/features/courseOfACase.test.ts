import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { boxesOf, emptyPerson } from '../../../shared/domain/intake.ts';
import { openOffice, receive, refusalOf, setUp, type Office } from '../../helpers/office.ts';
import { child, day, decision, logForm, recordDecision } from '../../helpers/loggedCase.ts';

const anOffice = async (at = '2026-05-14T09:30:00Z', procedureId = 'bury') => {
  const office = openOffice({ at });
  await setUp(office, procedureId);
  return office;
};

const dueOf = async ({ api }: Pick<Office, 'api'>, caseId: string) => {
  const { row, stages } = await api.cases.get({ caseId });
  const clock = stages.find(({ state }) => state === 'open')?.clock;
  expect(clock?.dueOn, 'the list and the case say the same day').toBe(row.dueOn);
  return { dueOn: row.dueOn, kind: row.due.kind, childLed: row.childLed };
};

const end = {
  outcome: 'notResolved' as const,
  words: 'The heads of service did not agree.',
  noConfirmationReason: 'Agreed by telephone',
};

test('the child’s own date wins while it is earlier, and taking it away gives the week back', async () => {
  await using office = await anOffice();
  const { api } = office;
  const { caseId } = await logForm(office, '2026-05-14');
  expect(await dueOf(office, caseId)).toEqual({ dueOn: '2026-05-21', kind: 'later', childLed: false });
  const refusal = await refusalOf(
    api.cases.setChildLedDate({ caseId, revision: 0, on: day('2026-05-13'), reason: 'Court' }),
  );
  expect(refusal).toMatchObject({ code: 'invalid', issues: [{ path: 'on' }] });
  await api.cases.setChildLedDate({ caseId, revision: 0, on: day('2026-05-19'), reason: 'Court' });
  expect(await dueOf(office, caseId)).toEqual({ dueOn: '2026-05-19', kind: 'later', childLed: true });
  await api.cases.setChildLedDate({ caseId, revision: 1, on: null, reason: 'The hearing was moved' });
  expect(await dueOf(office, caseId)).toEqual({ dueOn: '2026-05-21', kind: 'later', childLed: false });
});

test('a stated date is asked for where the procedure leaves it open', async () => {
  await using office = await anOffice();
  const { api } = office;
  const { caseId } = await logForm(office, '2026-05-14', { stageOrder: 1 });
  expect(await dueOf(office, caseId)).toMatchObject({ dueOn: undefined, kind: 'none' });
  expect(
    await refusalOf(api.cases.setAgreedDate({ caseId, revision: 0, on: day('2026-05-01') })),
  ).toMatchObject({ code: 'invalid' });
  await api.cases.setAgreedDate({ caseId, revision: 0, on: day('2026-05-18') });
  expect(await dueOf(office, caseId)).toMatchObject({ dueOn: '2026-05-18', kind: 'soon' });
});

test('an extension goes as far as ten working days, and past them only with its reason', async () => {
  await using office = await anOffice();
  const { api } = office;
  const { caseId } = await logForm(office, '2026-05-14');
  const extend = (revision: number, on: string, beyondCeilingReason = '') =>
    api.cases.extend({ caseId, revision, on: day(on), reason: 'The chair is ill', beyondCeilingReason });
  expect(await refusalOf(extend(0, '2026-05-21'))).toMatchObject({
    code: 'invalid',
    issues: [{ path: 'on' }],
  });
  await extend(0, '2026-05-27');
  expect(await dueOf(office, caseId)).toMatchObject({ dueOn: '2026-05-27' });
  expect(await refusalOf(extend(1, '2026-06-10'))).toMatchObject({
    code: 'invalid',
    issues: [{ path: 'beyondCeilingReason' }],
  });
  expect(await refusalOf(extend(0, '2026-05-29'))).toMatchObject({ code: 'conflict' });
  await extend(1, '2026-06-10', 'The parents asked for it');
  expect(await dueOf(office, caseId)).toMatchObject({ dueOn: '2026-06-10' });
});

test('a pause stops the clock, also where the computer’s clock has gone back when it ends', async () => {
  await using office = await anOffice();
  const { api } = office;
  const { caseId } = await logForm(office, '2026-05-14');
  await api.cases.pause({ caseId, revision: 0, reason: 'Police investigation' });
  expect(await dueOf(office, caseId)).toMatchObject({ kind: 'paused' });
  expect(await refusalOf(api.cases.pause({ caseId, revision: 1, reason: 'Again' }))).toMatchObject({
    code: 'refused',
  });
  office.clock.set('2026-05-18T09:30:00Z');
  await api.cases.resume({ caseId, revision: 1 });
  expect(await dueOf(office, caseId)).toMatchObject({ dueOn: '2026-05-26', kind: 'later' });
  expect(await refusalOf(api.cases.resume({ caseId, revision: 2 }))).toMatchObject({ code: 'refused' });
  await api.cases.pause({ caseId, revision: 2, reason: 'Once more' });
  office.clock.set('2026-05-17T09:30:00Z');
  await api.cases.resume({ caseId, revision: 3 });
  expect(await dueOf(office, caseId)).toMatchObject({ dueOn: '2026-05-26' });
  expect(
    (await api.audit.ofCase({ caseId, offset: 0, limit: 50 })).entries
      .filter(({ clockWentBack }) => clockWentBack)
      .map(({ action }) => action),
  ).toEqual(['cases.resume']);
  expect(office.faults).toEqual([]);
});

test('a clock that went back is marked on the entry where it happened, whatever the list leaves out', async () => {
  await using office = await anOffice();
  const { api } = office;
  const first = await logForm(office, '2026-05-14');
  const second = await logForm(office, '2026-05-14');
  await api.cases.get({ caseId: first.caseId });
  office.clock.set('2026-05-14T08:00:00Z');
  await api.cases.get({ caseId: second.caseId });
  await api.cases.get({ caseId: first.caseId });
  const marks = async (caseId: string) =>
    (await api.audit.ofCase({ caseId, offset: 0, limit: 9 })).entries.map(
      ({ clockWentBack }) => clockWentBack,
    );
  expect({ first: await marks(first.caseId), second: await marks(second.caseId) }).toEqual({
    first: [false, false, false],
    second: [true, false],
  });
});

test('a level that is not resolved opens the next, and the case ends as resolved, withdrawn or re-directed', async () => {
  await using office = await anOffice();
  const { api } = office;
  const log = async () => (await logForm(office, '2026-05-14', { stageOrder: 3 })).caseId;
  const ended = async (caseId: string) => {
    const { row, closed, stages } = await api.cases.get({ caseId });
    return [row.status, row.stage.order, row.nextStep, closed?.how, stages.map(({ state }) => state)];
  };
  const endedOn = day('2026-05-14');
  const next = await log();
  expect(
    await refusalOf(
      api.cases.endStage({ ...end, caseId: next, revision: 0, endedOn, noConfirmationReason: '' }),
    ),
  ).toMatchObject({ code: 'invalid', issues: [{ path: 'noConfirmationReason' }] });
  await api.cases.endStage({ ...end, caseId: next, revision: 0, endedOn });
  expect(await refusalOf(api.cases.endStage({ ...end, caseId: next, revision: 1, endedOn }))).toMatchObject({
    code: 'invalid',
    issues: [{ path: 'outcome' }],
  });
  const [resolved, withdrawn, redirected] = [await log(), await log(), await log()];
  await api.cases.endStage({
    ...end,
    caseId: resolved,
    revision: 0,
    endedOn,
    outcome: 'resolved',
    outcomeForChild: 'achieved',
    outcomeForChildWords: 'A plan is in place.',
  });
  await api.cases.endStage({ ...end, caseId: withdrawn, revision: 0, endedOn, outcome: 'withdrawn' });
  expect(
    await refusalOf(
      api.cases.endStage({ ...end, caseId: redirected, revision: 0, endedOn, outcome: 'redirected' }),
    ),
  ).toMatchObject({ code: 'invalid', issues: [{ path: 'routeId' }] });
  await api.cases.endStage({
    ...end,
    caseId: redirected,
    revision: 0,
    endedOn,
    outcome: 'redirected',
    routeId: 'mash-referral',
  });
  expect({
    next: await ended(next),
    resolved: await ended(resolved),
    withdrawn: await ended(withdrawn),
    redirected: await ended(redirected),
  }).toEqual({
    next: ['open', 4, 'decide', undefined, ['open', 'ended', 'evidenceOnly', 'evidenceOnly']],
    resolved: [
      'closed',
      3,
      'none',
      'Resolved at Level 3',
      ['notReached', 'ended', 'evidenceOnly', 'evidenceOnly'],
    ],
    withdrawn: [
      'closed',
      3,
      'none',
      'Withdrawn at Level 3',
      ['notReached', 'ended', 'evidenceOnly', 'evidenceOnly'],
    ],
    redirected: [
      'closed',
      3,
      'none',
      'Re-directed: Referral to the Multi Agency Safeguarding Hub (MASH)',
      ['notReached', 'ended', 'evidenceOnly', 'evidenceOnly'],
    ],
  });
  expect(await refusalOf(api.cases.pause({ caseId: resolved, revision: 1, reason: 'x' }))).toMatchObject({
    code: 'refused',
  });
});

test('a reopened case has no date of its earlier round, and what that round said stays in the timeline', async () => {
  await using office = await anOffice();
  const { api } = office;
  const { caseId } = await logForm(office, '2026-05-14', {
    stageOrder: 3,
    childLedOn: boxesOf(day('2026-05-15')),
    childLedReason: 'Court',
    stageOutcomes: [{ stageOrder: 2, resolvedOn: boxesOf(day('2026-05-11')), evidence: 'Managers spoke.' }],
  });
  expect(
    await refusalOf(api.cases.reopen({ caseId, revision: 0, stageOrder: 3, reason: 'x' })),
  ).toMatchObject({
    code: 'refused',
  });
  await api.cases.endStage({
    ...end,
    caseId,
    revision: 0,
    endedOn: day('2026-05-14'),
    outcome: 'resolved',
    outcomeForChild: 'achieved',
    outcomeForChildWords: 'A plan is in place.',
    words: 'Agreed to visit weekly.',
  });
  office.clock.set('2026-07-01T09:00:00Z');
  await api.cases.reopen({ caseId, revision: 1, stageOrder: 3, reason: 'No visit took place' });
  const reopened = await api.cases.get({ caseId });
  expect(reopened.row).toMatchObject({ status: 'open', dueOn: '2026-07-08', childLed: false });
  expect(reopened.stages[1]).toMatchObject({ state: 'open', openedOn: '2026-07-01', words: '' });
  expect(reopened.stages[1]).not.toHaveProperty('childLed');
  expect(reopened.stages[1]?.entries[0]).toMatchObject({
    title: 'Reopened at Level 3',
    words: 'No visit took place\nBefore: Resolved on Thu 14 May\nAgreed to visit weekly.',
  });
  await api.cases.endStage({ ...end, caseId, revision: 2, endedOn: day('2026-07-01'), outcome: 'withdrawn' });
  await api.cases.reopen({ caseId, revision: 3, stageOrder: 2, reason: 'Back to the managers' });
  expect((await api.cases.get({ caseId })).stages[2]?.entries[0]?.words).toBe(
    'Back to the managers\nBefore: on Mon 11 May\nManagers spoke.',
  );
});

test('a correction changes the details, keeps its reason in the timeline, and moves nothing', async () => {
  await using office = await anOffice();
  const { api } = office;
  const { caseId } = await logForm(office, '2026-05-14', {
    stageOutcomes: [
      { stageOrder: 3, resolvedOn: boxesOf(day('2026-05-11')), evidence: 'Heads of service met.' },
    ],
  });
  const { form } = await api.cases.get({ caseId });
  const correct = (changes: Partial<typeof form>, revision = 0) =>
    api.cases.correct({ caseId, revision, form: { ...form, ...changes }, reason: 'The school wrote again' });
  expect(await refusalOf(correct({ stageOrder: 3 }))).toMatchObject({
    code: 'invalid',
    issues: [{ path: 'stageOrder' }],
  });
  expect(await refusalOf(correct({ summary: ' ' }))).toMatchObject({
    code: 'invalid',
    issues: [{ path: 'summary' }],
  });
  expect(await refusalOf(correct({ challengedAgencyIds: ['nobody'] }))).toMatchObject({
    code: 'invalid',
    issues: [{ path: 'challengedAgencyIds' }],
  });
  await correct({
    people: [child('Rowan Ashdown-Test', '2016-04-08'), child('Wren Ashdown-Test')],
    stageOutcomes: form.stageOutcomes.map((row) =>
      row.stageOrder === 3 ? { ...row, evidence: 'Heads of service met twice.' } : row,
    ),
  });
  const corrected = await api.cases.get({ caseId });
  expect(corrected.row.people.map(({ name, age }) => [name, age])).toEqual([
    ['Rowan Ashdown-Test', '10 years'],
    ['Wren Ashdown-Test', 'age not known'],
  ]);
  expect(corrected.stages[1]).toMatchObject({ order: 3, words: 'Heads of service met twice.' });
  expect(corrected.stages[0]?.entries).toMatchObject([
    { title: 'Details corrected', words: 'The school wrote again' },
  ]);
  expect(
    (
      await api.cases.list({
        filter: { search: 'wren' },
        sort: { by: 'due', direction: 'up' },
        offset: 0,
        limit: 9,
      })
    ).total,
  ).toBe(1);
  // Opened and corrected again without a change, a case comes through as it is.
  await api.cases.correct({ caseId, revision: 1, form: corrected.form, reason: 'Nothing' });
  expect((await api.cases.get({ caseId })).form).toEqual(corrected.form);
});

test('contacts and meetings are recorded with their documents, at levels that the case has reached, never ahead of time', async () => {
  await using office = await anOffice();
  const { api } = office;
  const { caseId } = await logForm(office, '2026-05-14');
  const { document } = await receive(office, 'minutes.txt', Buffer.from('Minutes of the meeting'));
  const entry = {
    caseId,
    stageOrder: 4,
    kind: 'meeting' as const,
    happenedOn: day('2026-05-14'),
    title: 'Meeting of the partnership',
    words: 'Discussed',
    attendees: ['Pat Coe-Test'],
    agreements: 'A visit',
    disagreements: '',
    actions: [{ action: 'Visit', owner: 'Social care', dueOn: day('2026-05-18') }],
  };
  const record = (revision: number, changes: Partial<Parameters<typeof api.cases.recordEntry>[0]> = {}) =>
    api.cases.recordEntry({ ...entry, revision, ...changes });
  expect(await refusalOf(record(0, { happenedOn: day('2026-05-15') }))).toMatchObject({ code: 'invalid' });
  expect(await refusalOf(record(0, { stageOrder: 5 }))).toMatchObject({ code: 'refused' });
  expect(await refusalOf(record(0, { dutyId: 'no-such-duty' }))).toMatchObject({ code: 'refused' });
  expect(await refusalOf(record(0, { documentId: caseId }))).toMatchObject({ code: 'not-found' });
  await record(0, { documentId: document.id, dutyId: 'facilitated-meeting' });
  const { stages, revision } = await api.cases.get({ caseId });
  expect(stages[0]?.entries).toMatchObject([
    { title: 'Meeting of the partnership', document: { id: document.id } },
  ]);
  expect(stages[0]?.duties.find(({ id }) => id === 'facilitated-meeting')?.done).toBe(true);
  expect(revision).toBe(1);
});

test('who has left is given no case, and an owner can be taken away', async () => {
  await using office = await anOffice();
  const { api } = office;
  const { caseId } = await logForm(office, '2026-05-14');
  const { person } = await api.people.add({ name: 'Zoë Lark-Test', role: 'coordinator' });
  await api.cases.assign({ caseId, revision: 0, ownerId: person.id });
  expect((await api.cases.get({ caseId })).row.ownerName).toBe('Zoë Lark-Test');
  await api.cases.assign({ caseId, revision: 1, ownerId: null });
  await api.people.remove({ personId: person.id });
  expect(await refusalOf(api.cases.assign({ caseId, revision: 2, ownerId: person.id }))).toMatchObject({
    code: 'refused',
  });
});

test('a decision is made by who may decide, on a day of its level; an amended one is a new version with a notice of its own', async () => {
  await using office = await anOffice();
  const { api } = office;
  const { caseId } = await logForm(office, '2026-05-14');
  office.clock.set('2026-05-18T09:00:00Z');
  const decide = (revision: number, changes: Parameters<typeof decision>[1] = {}, amendmentReason = '') =>
    recordDecision(
      { api },
      {
        caseId,
        revision,
        decision: decision('2026-05-18', changes),
        amendmentReason,
        undoneDutiesReason: 'Not what this is about.',
      },
    );
  const pathsOf = async (call: Promise<unknown>) => (await refusalOf(call)).issues?.map(({ path }) => path);
  expect({
    nobody: await pathsOf(decide(0, { bodyId: 'somebody' })),
    tooEarly: await pathsOf(decide(0, { decidedOn: day('2026-05-13') })),
    toCome: await pathsOf(decide(0, { decidedOn: day('2026-05-19') })),
    agreement: await pathsOf(decide(0, { bodyId: 'agreement' })),
    outward: await pathsOf(decide(0, { outcome: 'referredOutward' })),
  }).toEqual({
    nobody: ['decision.bodyId'],
    tooEarly: ['decision.decidedOn'],
    toCome: ['decision.decidedOn'],
    agreement: ['decision.outcome'],
    outward: ['decision.referredOutwardTo'],
  });
  expect(await refusalOf(api.notices.preview({ caseId }))).toMatchObject({ code: 'refused' });
  expect(await refusalOf(api.cases.close({ caseId, revision: 0 }))).toMatchObject({ code: 'refused' });
  await decide(0);
  expect(await refusalOf(api.cases.close({ caseId, revision: 1 }))).toMatchObject({ code: 'refused' });
  const first = await api.notices.complete({ caseId, revision: 1 });
  const firstNotice = (await api.cases.get({ caseId })).notices[0];
  expect(await pathsOf(decide(2))).toEqual(['amendmentReason']);

  office.clock.set('2026-05-19T09:00:00Z');
  await decide(2, { outcome: 'partlyUpheld' }, 'A word was wrong');
  const amended = await api.cases.get({ caseId });
  expect([amended.row.nextStep, amended.decision?.version, amended.earlierDecisions.length]).toEqual([
    'completeNotice',
    2,
    1,
  ]);
  expect(amended.notices[0]).toEqual(firstNotice);
  const second = await api.notices.complete({ caseId, revision: 3 });

  const sent = { to: 'm.ellery@hollybrook.example', how: 'secureEmail' as const };
  expect(
    await pathsOf(
      api.notices.markSent({ ...sent, noticeId: second.noticeId, revision: 4, on: day('2026-05-18') }),
    ),
  ).toEqual(['on']);
  expect(
    await refusalOf(
      api.notices.confirmReceipt({
        noticeId: second.noticeId,
        revision: 4,
        on: day('2026-05-19'),
        words: '',
      }),
    ),
  ).toMatchObject({ code: 'refused' });
  await api.notices.markSent({ ...sent, noticeId: second.noticeId, revision: 4, on: day('2026-05-19') });
  expect(
    await refusalOf(
      api.notices.markSent({ ...sent, noticeId: second.noticeId, revision: 5, on: day('2026-05-19') }),
    ),
  ).toMatchObject({ code: 'refused' });
  await api.cases.close({ caseId, revision: 5 });
  expect(await refusalOf(api.cases.close({ caseId, revision: 6 }))).toMatchObject({ code: 'refused' });

  // Both notices are handed out as they were made.
  const { notices } = await api.cases.get({ caseId });
  for (const { noticeId } of [first, second]) await api.notices.savePdf({ noticeId });
  expect(office.delivered.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'))).toEqual(
    notices.toReversed().map(({ sha256 }) => sha256),
  );
  expect(new Set(notices.map(({ sha256 }) => sha256)).size).toBe(2);
});

test('nobody decides at a level that ends without a decision', async () => {
  await using office = await anOffice();
  const { caseId } = await logForm(office, '2026-05-14', { stageOrder: 3 });
  const refusal = await refusalOf(
    recordDecision(office, {
      caseId,
      revision: 0,
      amendmentReason: '',
      undoneDutiesReason: 'Not what this is about.',
      decision: decision('2026-05-14', { bodyId: 'agreement', outcome: 'agreementReached' }),
    }),
  );
  expect(refusal).toMatchObject({ code: 'invalid', issues: [{ path: 'decision.bodyId' }] });
});

test.each([
  [
    'an unborn child',
    { ...emptyPerson('unborn'), nameNotKnown: true, expectedDateOfBirth: boxesOf(day('2026-07-09')) },
    'Unborn child, name not known',
    'expected 9 July',
    'Not yet born, expected 9 July 2026',
  ],
  [
    'an adult at risk',
    child('Ivor Hale-Test', '1961-02-01', { kind: 'adult' }),
    'Ivor Hale-Test',
    '65 years',
    'Ivor Hale-Test (adult at risk)',
  ],
  [
    'a child without a name',
    child('', '2016-04-03', { nameNotKnown: true }),
    'Name not known',
    '10 years',
    'Child, name not known',
  ],
  [
    'a child without a birth date',
    child('Rowan Ashdown-Test'),
    'Rowan Ashdown-Test',
    'age not known',
    'Rowan Ashdown-Test',
  ],
])('%s is carried from the form to the notice', async (_who, person, name, age, onNotice) => {
  await using office = await anOffice();
  const { api } = office;
  const { caseId } = await logForm(office, '2026-05-14', { people: [person] });
  expect((await api.cases.get({ caseId })).row.people).toEqual([{ kind: person.kind, name, age }]);
  await recordDecision(
    { api },
    {
      caseId,
      revision: 0,
      decision: decision('2026-05-14'),
      amendmentReason: '',
      undoneDutiesReason: 'Not what this is about.',
    },
  );
  const { noticeId } = await api.notices.complete({ caseId, revision: 1 });
  const { pages } = await api.notices.pages({ noticeId });
  expect(pages[0]?.text).toContain(onNotice);
  expect(pages.map(({ text }) => text).join('\n')).toContain('Margaret Osei-Test');
  await api.notices.draftEmail({ noticeId });
  expect(office.delivered).toHaveLength(1);
  expect(office.faults).toEqual([]);
});

test('a dialog that is left open keeps neither the lock nor other work waiting, and what leaves is written down first', async () => {
  let answer: (taken: boolean) => void = () => undefined;
  await using office = openOffice({
    ports: {
      outbox: {
        deliver: () =>
          new Promise((resolve) => {
            answer = (delivered) => resolve({ delivered, where: '' });
          }),
      },
    },
  });
  await setUp(office);
  const { api } = office;
  const { document } = await receive(office, 'letter.txt', Buffer.from('A letter'));
  const saving = api.documents.saveCopy({ documentId: document.id });
  await logForm(office, '2026-05-14');
  answer(false);
  expect(await saving).toMatchObject({ delivered: false });
  const details = (await api.audit.list({ kind: 'disclosure', offset: 0, limit: 9 })).entries.map(
    ({ detail }) => detail,
  );
  expect(details).toEqual(['copy not taken', 'copy handed over']);
  const leftOpen = office.try('documents.saveCopy', { documentId: document.id });
  await api.vault.lock({});
  expect(await api.vault.status({})).toMatchObject({ state: 'locked' });
  answer(true);
  expect(await leftOpen).toMatchObject({ ok: true });
});

test('a file that is still being read when the register locks is not kept in the name of whoever unlocks next', async () => {
  await using office = await anOffice();
  const { api } = office;
  const { uploadId } = await api.documents.begin({ fileName: 'letter.txt', bytes: 5 });
  await api.documents.append({ uploadId, index: 0, piece: Buffer.from('Hello').toString('base64') });
  const finishing = office.try('documents.finish', { uploadId });
  await api.vault.lock({});
  expect(await finishing).toMatchObject({ ok: false, error: { code: 'locked' } });
});
