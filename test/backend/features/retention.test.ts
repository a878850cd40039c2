import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  day,
  decision,
  filledIn,
  logForm,
  referrer,
  revisionOf,
  signInAs,
  recordDecision,
} from '../../helpers/loggedCase.ts';
import { tablesThatSay } from '../../helpers/lockedDatabase.ts';
import { fixtureForm, openOffice, receive, refusalOf, setUp, type Office } from '../../helpers/office.ts';
import { boxesOf, emptyPerson } from '../../../shared/domain/intake.ts';

const endedWell = {
  outcome: 'withdrawn' as const,
  words: 'Canary: the visit took place.',
  noConfirmationReason: 'Canary: agreed by telephone.',
  undoneDutiesReason: 'Canary: not what this is about.',
};

/** A case with a file, a contact and a draft letter of its own, resolved on the day that it was logged. */
const closedCase = async (office: Office, on: string): Promise<{ caseId: string; reference: string }> => {
  const { api } = office;
  const { document } = await receive(office, 'canary.docx', fixtureForm('bury-request-for-resolution.docx'));
  const draft = await api.drafts.start({ documentId: document.id });
  const { revision } = await api.drafts.save({
    draftId: draft.id,
    revision: draft.revision,
    form: filledIn(draft.form, on, {
      people: [
        {
          ...emptyPerson(),
          name: 'Canary Ashdown-Test',
          dateOfBirth: boxesOf(day('2016-04-03')),
        },
      ],
      referrers: [referrer('Canary School', 'Canary Ellery-Test')],
      summary: 'Canary summary.',
    }),
  });
  const { caseId, reference } = await api.drafts.log({ draftId: draft.id, revision });
  await api.cases.recordEntry({
    caseId,
    revision: await revisionOf(office, caseId),
    stageOrder: 4,
    kind: 'contact',
    happenedOn: day(on),
    title: 'Canary call',
    words: 'Canary words.',
    attendees: ['Canary Person-Test'],
    agreements: '',
    disagreements: '',
    actions: [],
  });
  await api.cases.endStage({
    caseId,
    revision: await revisionOf(office, caseId),
    endedOn: day(on),
    ...endedWell,
  });
  return { caseId, reference };
};

test('a case is reviewed by the rule that the unit sets, and not before', async () => {
  await using office = openOffice({ at: '2026-05-14T09:30:00Z' });
  const { api } = office;
  await setUp(office);
  const { caseId } = await closedCase(office, '2026-05-14');
  const open = await logForm(office, '2026-05-14');
  expect(await api.retention.ofCase({ caseId })).toEqual({
    kind: 'noRule',
    words: 'The unit has set no rule yet.',
  });
  const { settings } = await api.settings.get({});
  await api.settings.update({ ...settings, retention: { yearsFromClosure: 6, untilBirthday: 25 } });
  expect(await api.retention.ofCase({ caseId: open.caseId })).toMatchObject({ kind: 'open' });
  expect(await api.retention.ofCase({ caseId })).toEqual({
    kind: 'later',
    reviewOn: '2041-04-03',
    words:
      'Closed 14 May 2026; 6 years after that is 14 May 2032. The youngest child’s 25th birthday is 3 April 2041.',
  });
  office.clock.set('2041-04-02T09:30:00Z');
  const before = await api.retention.queue({});
  office.clock.set('2041-04-03T09:30:00Z');
  const after = await api.retention.queue({});
  expect({
    before: [before.due.length, before.comingUp.map((review) => review.caseId)],
    after: [after.due.map((review) => review.caseId), after.comingUp.length],
    count: await api.retention.dueCount({}),
  }).toEqual({ before: [0, [caseId]], after: [[caseId], 0], count: { due: 1, unlogged: 0 } });
});

test('a case on hold or still open cannot be erased, and a slip of the hand erases nothing', async () => {
  await using office = openOffice({ at: '2026-05-14T09:30:00Z' });
  const { api } = office;
  await setUp(office);
  const { caseId, reference } = await closedCase(office, '2026-05-14');
  const open = await logForm(office, '2026-05-14');
  const reason = 'The time has run out.';
  await api.retention.hold({ caseId, reason: 'A court has asked for the records.' });
  const held = await refusalOf(api.retention.erase({ caseId, reference, reason }));
  await api.retention.hold({ caseId: open.caseId, reason: 'An inquiry has asked for it.' });
  expect((await api.retention.queue({})).held.map(({ hold, closedOn }) => [hold?.reason, closedOn])).toEqual([
    ['An inquiry has asked for it.', undefined],
    ['A court has asked for the records.', '2026-05-14'],
  ]);
  await api.retention.release({ caseId, reason: 'The case is over.' });
  expect([
    held.message,
    (await refusalOf(api.retention.erase({ ...open, reason }))).message,
    (await refusalOf(api.retention.erase({ caseId, reference: 'BURY-2026-999', reason }))).message,
    (await refusalOf(api.retention.keep({ caseId, until: day('2026-05-14'), reason }))).message,
  ]).toEqual([
    'This case is on hold and must be kept. Release the hold first, with its reason.',
    'Only a closed case can be erased. Close it first, or withdraw it with a reason.',
    'The reference does not match. Nothing was erased.',
    'The next review must lie ahead.',
  ]);
  expect((await api.cases.get({ caseId })).row.people[0]?.name).toBe('Canary Ashdown-Test');
});

test('an erased case leaves its statistics and a certificate, and not a word of it anywhere in the register', async () => {
  await using office = openOffice({ at: '2026-05-14T09:30:00Z' });
  const { api } = office;
  await setUp(office);
  const { caseId, reference } = await closedCase(office, '2026-05-14');
  const other = await logForm(office, '2026-05-14');
  const detail = await api.cases.get({ caseId });
  await api.unsaved.keep({ screen: 'case', subject: caseId, value: '"Canary typed"' });
  const { certificate } = await api.retention.erase({
    caseId,
    reference: reference.toLowerCase(),
    reason: 'Logged twice by mistake.',
  });
  const left = await api.cases.get({ caseId });
  expect({
    row: [left.row.reference, left.row.receivedOn, left.row.themes, left.row.status],
    stages: left.stages.map(({ state, endedOn, outcome, words }) => [state, endedOn, outcome, words]),
    people: left.row.people.map((person) => person.name),
    certificate: await api.retention.ofCase({ caseId }),
    changed: (
      await refusalOf(
        api.cases.reopen({ caseId, revision: left.revision, stageOrder: 4, reason: 'To look again' }),
      )
    ).message,
    found: (
      await api.cases.list({
        filter: { search: 'canary' },
        sort: { by: 'due', direction: 'up' },
        offset: 0,
        limit: 10,
      })
    ).total,
    other: (await api.cases.get({ caseId: other.caseId })).row.people[0]?.name,
  }).toEqual({
    row: [detail.row.reference, detail.row.receivedOn, detail.row.themes, 'closed'],
    stages: detail.stages.map(({ state, endedOn, outcome }) => [state, endedOn, outcome, '']),
    people: ['Erased record'],
    certificate: {
      kind: 'erased',
      words: 'This record was erased. What is left of it is what statistics count.',
      certificate,
    },
    changed: 'This record was erased. Nothing can be added to it or changed.',
    found: 0,
    other: 'Rowan Ashdown-Test',
  });
  await api.retention.saveCertificate({ certificateId: certificate.id });
  expect(office.delivered.at(-1)?.suggestedName).toBe(`erasure-${reference}.pdf`);
  expect(await api.audit.check({})).toMatchObject({ intact: true });
  await api.vault.lock({});
  const bytesOfForm = createHash('sha256')
    .update(fixtureForm('bury-request-for-resolution.docx'))
    .digest('hex');
  expect(await tablesThatSay(office, new RegExp(`canary|${bytesOfForm}`, 'i'))).toEqual([]);
});

test('a decided case loses the words of its decision, notice and breach, and keeps what must be answered for', async () => {
  await using office = openOffice({ at: '2026-05-14T09:30:00Z' });
  const { api } = office;
  await setUp(office);
  const { caseId, reference } = await logForm(office, '2026-05-14');
  const decided = await recordDecision(
    { api },
    {
      caseId,
      revision: await revisionOf(office, caseId),
      amendmentReason: '',
      undoneDutiesReason: 'Not what this is about.',
      decision: decision('2026-05-14', { decision: 'Canary decision.', deciderName: 'Canary Osei-Test' }),
    },
  );
  const notice = await api.notices.complete({ caseId, revision: decided.revision });
  const sent = await api.notices.markSent({
    noticeId: notice.noticeId,
    revision: notice.revision,
    to: 'canary@hollybrook.example',
    how: 'secureEmail',
    on: day('2026-05-14'),
  });
  const breached = await api.breaches.record({
    caseId,
    revision: sent.revision,
    breach: {
      noticeId: notice.noticeId,
      whatHappened: 'Canary: sent to another school.',
      happenedOn: day('2026-05-14'),
      noticedOn: day('2026-05-14'),
      disclosedTo: 'Canary School',
      contained: 'Canary: deleted.',
      leadName: 'Iris Vane-Test',
      leadToldOn: day('2026-05-14'),
      childRisk: 'Canary: none.',
    },
  });
  const closed = await api.cases.close({ caseId, revision: breached.revision });
  const early = await refusalOf(api.retention.erase({ caseId, reference, reason: 'The time has run out.' }));
  const [{ id: breachId } = { id: '' }] = (await api.breaches.ofCase({ caseId })).breaches;
  await api.breaches.close({ breachId, revision: closed.revision, words: 'Canary: no report.' });
  await api.retention.erase({ caseId, reference, reason: 'The time has run out.' });
  const [breach] = (await api.breaches.ofCase({ caseId })).breaches;
  const left = await api.cases.get({ caseId });
  expect({
    decision: [
      left.decision?.outcome,
      left.decision?.decidedOn,
      left.decision?.decision,
      left.decision?.deciderName,
    ],
    notices: left.notices.map(({ sent: sending, bytes }) => [sending?.on, sending?.to, bytes]),
    early: early.message,
    breach: [
      breach?.happenedOn,
      breach?.leadToldOn,
      breach?.leadName,
      /canary/i.test(JSON.stringify(breach)),
    ],
    check: (await api.audit.check({})).intact,
  }).toEqual({
    decision: ['upheld', '2026-05-14', 'Erased', 'Erased'],
    notices: [['2026-05-14', 'Erased', 0]],
    early: 'A breach of this case is still being followed up. Close it first, on the case.',
    breach: ['2026-05-14', '2026-05-14', 'Iris Vane-Test', false],
    check: true,
  });
});

test('nothing is put into a case that is erased, and nothing of it is handed out', async () => {
  await using office = openOffice({ at: '2026-05-14T09:30:00Z' });
  const { api } = office;
  await setUp(office);
  const { caseId, reference } = await logForm(office, '2026-05-14');
  const decided = await recordDecision(
    { api },
    {
      caseId,
      revision: await revisionOf(office, caseId),
      amendmentReason: '',
      undoneDutiesReason: 'Not what this is about.',
      decision: decision('2026-05-14'),
    },
  );
  const notice = await api.notices.complete({ caseId, revision: decided.revision });
  const sent = await api.notices.markSent({
    noticeId: notice.noticeId,
    revision: notice.revision,
    to: 'm.ellery@hollybrook.example',
    how: 'secureEmail',
    on: day('2026-05-14'),
  });
  await api.cases.close({ caseId, revision: sent.revision });
  const letter = {
    kind: 'acknowledgement' as const,
    addressee: 'Morgan Ellery-Test',
    addresseeLines: '',
    email: '',
    copyTo: '',
    title: 'We have your form',
    text: 'Canary: thank you.',
  };
  await api.retention.erase({ caseId, reference, reason: 'The time has run out.' });
  const { noticeId } = notice;
  const revision = await revisionOf(office, caseId);
  const erased = 'This record was erased. Nothing can be added to it or changed.';
  expect([
    (await refusalOf(api.letters.write({ caseId, revision, letter }))).message,
    (await refusalOf(api.reviews.addNote({ caseId, words: 'Canary note.' }))).message,
    (await refusalOf(api.notices.preview({ caseId }))).message,
    (await refusalOf(api.unsaved.keep({ screen: 'correct', subject: caseId, value: '"Canary"' }))).message,
    (await refusalOf(api.notices.savePdf({ noticeId, protect: false }))).message,
    (await api.letters.ofCase({ caseId })).letters,
    office.delivered,
  ]).toEqual([
    erased,
    erased,
    'This record was erased, and the words of its decision with it.',
    erased,
    'This record was erased, and the words of its notice with it.',
    [],
    [],
  ]);
});

test('only a business manager reviews, holds and erases', async () => {
  await using office = openOffice();
  await setUp(office);
  await signInAs(office, 'coordinator');
  expect(await refusalOf(office.api.retention.queue({}))).toMatchObject({ code: 'forbidden' });
});
