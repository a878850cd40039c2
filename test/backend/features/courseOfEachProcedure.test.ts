/** One case of each procedure, from the form to its end, as that procedure's document says. */
import { expect, test } from 'vitest';
import { boxesOf, type IntakeForm } from '../../../shared/domain/intake.ts';
import type { InputOf } from '../../../shared/contract/index.ts';
import { day, decision, logForm, referrer, revisionOf, recordDecision } from '../../helpers/loggedCase.ts';
import { openOffice, refusalOf, setUp, type Office } from '../../helpers/office.ts';

type Entry = Partial<Omit<InputOf<'cases.recordEntry'>, 'caseId' | 'revision'>>;

const officeOf = async (procedureId: string, at: string) => {
  const office = openOffice({ at });
  await setUp(office, procedureId);
  const { agencies } = await office.api.directory.listAgencies({});
  const idOf = (name: string) => agencies.find((agency) => agency.name === name)?.id ?? '';
  return { office, idOf };
};

/** What is done to one case, each at its newest revision. */
const deskOf = (office: Office, caseId: string) => {
  const ref = async () => ({ caseId, revision: await revisionOf(office, caseId) });
  return {
    record: async (stageOrder: number, on: string, entry: Entry) =>
      office.api.cases.recordEntry({
        ...(await ref()),
        stageOrder,
        kind: 'note',
        happenedOn: day(on),
        title: 'Done',
        words: '',
        attendees: [],
        agreements: '',
        disagreements: '',
        actions: [],
        ...entry,
      }),
    end: async (on: string, end: Partial<InputOf<'cases.endStage'>>) =>
      office.api.cases.endStage({
        ...(await ref()),
        outcome: 'notResolved',
        endedOn: day(on),
        words: 'They did not come to terms.',
        noConfirmationReason: 'Confirmed by telephone.',
        ...end,
      }),
    decide: async (on: string, changes: Parameters<typeof decision>[1], undoneDutiesReason = '') =>
      recordDecision(office, {
        ...(await ref()),
        decision: decision(on, changes),
        amendmentReason: '',
        undoneDutiesReason,
      }),
    see: async () => {
      const { row, closed } = await office.api.cases.get({ caseId });
      return { stage: row.stage.label, due: row.dueOn, next: row.nextStep, closed: closed?.how };
    },
    ref,
  };
};

const pathsOf = async (call: Promise<unknown>): Promise<readonly string[]> => {
  const refusal = await refusalOf(call);
  return refusal.code === 'invalid' ? (refusal.issues ?? []).map(({ path }) => path) : [refusal.code];
};

test('Bury: Level 3 goes to Level 4 within a week, needs the meeting, and the Executive decides', async () => {
  // "Within one week"; "A further meeting will be facilitated between the BSCP and the referrer and agencies".
  const { office } = await officeOf('bury', '2026-05-11T09:30:00Z');
  await using _ = office;
  const { caseId } = await logForm(office, '2026-05-11', { stageOrder: 3 });
  const desk = deskOf(office, caseId);
  expect(await desk.see()).toEqual({
    stage: 'Level 3',
    due: '2026-05-18',
    next: 'workStage',
    closed: undefined,
  });
  office.clock.set('2026-05-14T09:30:00Z');
  await desk.end('2026-05-14', {});
  expect(await desk.see()).toMatchObject({ stage: 'Level 4', due: '2026-05-21', next: 'decide' });
  expect(await pathsOf(desk.decide('2026-05-14', {}))).toEqual(['undoneDutiesReason']);
  await desk.record(4, '2026-05-14', { kind: 'meeting', dutyId: 'facilitated-meeting' });
  await desk.decide('2026-05-14', {});
  expect(await desk.see()).toMatchObject({ next: 'completeNotice' });
  expect(
    await pathsOf(
      office.api.cases.referOutward({ ...(await desk.ref()), to: 'x', on: day('2026-05-14'), words: 'x' }),
    ),
  ).toEqual(['refused']);
});

test('Bury: a matter resolved at Level 3 is kept for its themes, closed and without a clock', async () => {
  // "escalations resolved at this stage should be provided to the BSCP Business Manager for tracking of thematics"
  const { office } = await officeOf('bury', '2026-05-14T09:30:00Z');
  await using _ = office;
  const kept: Partial<IntakeForm> = { recordKind: 'resolvedElsewhere', stageOrder: 3 };
  expect(await pathsOf(logForm(office, '2026-05-14', kept))).toEqual([
    'resolvedOn',
    'outcomeForChild',
    'outcomeForChildWords',
  ]);
  const { caseId } = await logForm(office, '2026-05-14', {
    ...kept,
    resolvedOn: boxesOf(day('2026-05-12')),
    outcomeForChild: 'achieved',
    outcomeForChildWords: 'The child is seen every week.',
  });
  await logForm(office, '2026-05-14');
  const detail = await office.api.cases.get({ caseId });
  expect({
    ...(await deskOf(office, caseId).see()),
    on: detail.closed?.on,
    form: detail.form.recordKind,
  }).toEqual({
    stage: 'Level 3',
    due: undefined,
    next: 'none',
    closed: 'Resolved at Level 3: kept for themes',
    on: '2026-05-12',
    form: 'resolvedElsewhere',
  });
  const listed = await office.api.cases.list({
    filter: { recordKinds: ['resolvedElsewhere'] },
    sort: { by: 'received', direction: 'up' },
    offset: 0,
    limit: 10,
  });
  expect(listed.rows.map((row) => row.caseId)).toEqual([caseId]);
});

test('Gloucestershire: a Resolution Panel needs three full members with the agencies concerned among them', async () => {
  // "senior officer from the three agencies who are members of the full Board … must include the agencies concerned"
  const { office, idOf } = await officeOf('gloucestershire', '2026-05-11T09:30:00Z');
  await using _ = office;
  const [care, police, health] = [idOf("Children's Social Care"), idOf('Police'), idOf('Hospital trust')];
  const { agencies } = await office.api.directory.listAgencies({});
  await office.api.directory.change({
    put: {
      agencies: agencies
        .filter(({ id }) => [care, police, health].includes(id))
        .map((agency) => ({ ...agency, fullMember: true })),
      services: [],
      decisionMakers: [],
      panelMembers: [],
    },
    remove: [],
  });
  const { caseId } = await logForm(office, '2026-05-11', {
    referrers: [referrer('Police', 'Pat Coe-Test', police)],
    challengedAgencyIds: [care],
    childStatus: 'lookedAfter',
  });
  const desk = deskOf(office, caseId);
  // "within 10 working days", with the bank holiday of 25 May between.
  expect(await desk.see()).toMatchObject({ stage: 'Stage Four', due: '2026-05-26', next: 'decide' });
  // "the Independent Reviewing Officer must be notified"
  expect(await pathsOf(desk.record(4, '2026-05-11', { dutyId: 'tell-reviewing-officer' }))).toEqual(['told']);
  await desk.record(4, '2026-05-11', { dutyId: 'tell-reviewing-officer', told: ['Jo Reed-Test'] });
  await desk.record(4, '2026-05-11', {
    dutyId: 'board-members-engaged',
    told: ['Al Dee-Test', 'Bo Fox-Test'],
  });
  const officer = (agencyId: string) => ({ name: 'Kit Vale-Test', role: 'Director', agencyId });
  const panel = { bodyId: 'resolution-panel', panel: [officer(care), officer(police)] };
  expect(await pathsOf(desk.decide('2026-05-11', panel))).toEqual(['decision.panel']);
  await desk.decide('2026-05-11', { ...panel, panel: [...panel.panel, officer(health)] });
  const ref = await desk.ref();
  await office.api.cases.referOutward({
    ...ref,
    to: 'secretary-of-state',
    on: day('2026-05-11'),
    words: 'Not complied with.',
  });
  expect(await desk.see()).toMatchObject({
    next: 'completeNotice',
    closed: 'Referred outward: Secretary of State',
  });
});

test('Gloucestershire: Stage Three may end as understood, not agreed', async () => {
  // "until they are satisfied the problem has been resolved or they understand the reasons"
  const { office } = await officeOf('gloucestershire', '2026-05-11T09:30:00Z');
  await using _ = office;
  const { caseId } = await logForm(office, '2026-05-11', { stageOrder: 3 });
  const desk = deskOf(office, caseId);
  expect(await desk.see()).toMatchObject({ due: '2026-05-18' });
  await desk.end('2026-05-11', {
    outcome: 'understoodNotAgreed',
    outcomeForChild: 'partly',
    undoneDutiesReason: 'The agencies hold the plan of action themselves.',
  });
  expect(await desk.see()).toMatchObject({ closed: 'Understood, not agreed at Stage Three' });
});

test.each(['staffordshire', 'stoke-on-trent'])(
  '%s: the dates of Stage 3 are ticked one by one, stages 1 and 2 are never left out, and representatives decide with the Chair',
  async (procedureId) => {
    const { office, idOf } = await officeOf(procedureId, '2026-05-11T09:30:00Z');
    await using _ = office;
    const care = idOf("Children's Social Care");
    const leftOut = [{ stageOrder: 1, how: 'leftOut' as const, reason: 'Nobody to ask' }];
    // "as a minimum would have followed stage 1 and 2 before escalating to their Board representative"
    expect(
      await pathsOf(logForm(office, '2026-05-11', { stageOpenedTime: '10:00', earlierStages: leftOut })),
    ).toEqual(['earlierStages.0.how']);
    expect(await pathsOf(logForm(office, '2026-05-11'))).toEqual(['stageOpenedTime']);
    const { caseId } = await logForm(office, '2026-05-11', { stageOrder: 3, challengedAgencyIds: [care] });
    const desk = deskOf(office, caseId);
    // "This notification should be made within 1 working day."
    expect(await desk.see()).toMatchObject({ due: '2026-05-12' });
    office.clock.set('2026-05-12T15:00:00Z');
    await desk.record(3, '2026-05-12', { timescaleId: 'stage-3-notify' });
    // "contact their agency equivalent within a maximum of 1 working day", of the formal escalation on the 12th.
    expect(await desk.see()).toMatchObject({ due: '2026-05-13' });
    await desk.record(3, '2026-05-12', { kind: 'contact', timescaleId: 'stage-3-contact' });
    // "in writing within 2 working days of the matter being formally escalated"
    expect(await desk.see()).toMatchObject({ due: '2026-05-14' });
    await desk.record(3, '2026-05-12', { dutyId: 'record-review', words: 'The chronology was read again.' });
    await desk.end('2026-05-12', {});
    // "contact and meet their agency equivalent within five working days"
    expect(await desk.see()).toMatchObject({ stage: 'Stage 4', due: '2026-05-19' });
    expect(await pathsOf(desk.end('2026-05-12', {}))).toEqual(['undoneDutiesReason']);
    await desk.record(4, '2026-05-12', {
      dutyId: 'board-representatives-alerted',
      told: ['A Lee-Test', 'B Ray-Test'],
    });
    expect(await pathsOf(desk.record(4, '2026-05-12', { dutyId: 'wider-lessons' }))).toEqual(['words']);
    await desk.record(4, '2026-05-12', { dutyId: 'wider-lessons', words: 'None: the policy is clear.' });
    await desk.end('2026-05-12', {});
    // "within 2 working days" and "within 72 hours": the earlier is due until the unit says which.
    expect(await desk.see()).toMatchObject({ stage: 'Stage 5', due: '2026-05-14', next: 'decide' });
    await desk.record(5, '2026-05-12', { dutyId: 'formal-escalation-form' });
    const body = { bodyId: 'independent-chair-with-representatives' };
    const manager = { name: 'Priya Nair-Test', role: 'Board manager', agencyId: '' };
    expect(await pathsOf(desk.decide('2026-05-12', { ...body, panel: [manager] }))).toEqual([
      'decision.panel',
    ]);
    await desk.decide('2026-05-12', {
      ...body,
      panel: [manager, { name: 'Kit Vale-Test', role: 'Representative', agencyId: care }],
    });
    await office.api.cases.referOutward({
      ...(await desk.ref()),
      to: 'independent-professional-adviser',
      on: day('2026-05-12'),
      words: 'Still unresolved.',
    });
    expect(await desk.see()).toMatchObject({ closed: 'Referred outward: Independent professional adviser' });
  },
);

test('West Sussex: a live Stage 3 is only heard of, jumps to Stage 5 with a reason, and may go to the Secretary of State', async () => {
  // "Inform the WSSCP at the stage using the Escalation Template"; "the person escalating should clearly state the timeframe"
  const { office, idOf } = await officeOf('west-sussex', '2026-05-11T09:30:00Z');
  await using _ = office;
  const alike: Partial<IntakeForm> = {
    referrers: [referrer('Police', 'Pat Coe-Test', idOf('Police'))],
    challengedAgencyIds: [idOf("Children's Social Care")],
    themeIds: ['need-for-action'],
    primaryThemeId: 'need-for-action',
  };
  const other = await logForm(office, '2026-05-11', { ...alike, agreedOn: boxesOf(day('2026-05-20')) });
  const { caseId } = await logForm(office, '2026-05-11', {
    ...alike,
    recordKind: 'liveElsewhere',
    stageOrder: 3,
  });
  const desk = deskOf(office, caseId);
  expect(await desk.see()).toEqual({
    stage: 'Stage 3',
    due: undefined,
    next: 'hearOutcome',
    closed: undefined,
  });
  const jump = {
    nextStageOrder: 5,
    nextAgreedOn: day('2026-05-20'),
    undoneDutiesReason: 'Told by telephone.',
  };
  expect(await pathsOf(desk.end('2026-05-11', jump))).toEqual(['skipReason']);
  await desk.end('2026-05-11', { ...jump, skipReason: 'A number of similar concerns' });
  expect(await desk.see()).toMatchObject({ stage: 'Stage 5', due: '2026-05-20', next: 'decide' });
  const stages = (await office.api.cases.get({ caseId })).stages;
  expect(stages.find(({ order }) => order === 4)).toMatchObject({
    state: 'skipped',
    words: 'A number of similar concerns',
  });
  // "a number of similar concerns or disagreements have been recorded"
  await desk.record(5, '2026-05-11', { dutyId: 'similar-concerns', alikeCaseIds: [other.caseId] });
  await desk.record(5, '2026-05-11', { dutyId: 'raised-with-partners' });
  await desk.decide('2026-05-11', { bodyId: 'independent-scrutineer' });
  await office.api.cases.referOutward({
    ...(await desk.ref()),
    to: 'stage-6',
    on: day('2026-05-11'),
    words: 'All attempts have failed.',
  });
  expect(await desk.see()).toMatchObject({
    closed: 'Referred outward: Stage 6: Escalation to Secretary of State',
  });
});

test('Salford: an urgent case starts at C by telephone, and the review at D has a chair and a record', async () => {
  // "begin the resolution process at senior management level … by telephone"
  const { office } = await officeOf('salford', '2026-05-11T09:30:00Z');
  await using _ = office;
  const urgent = {
    urgentEntry: true,
    urgentReason: 'The child goes home on Friday',
    agreedOn: boxesOf(day('2026-05-13')),
  };
  expect(await pathsOf(logForm(office, '2026-05-11', { ...urgent, stageOrder: 2 }))).toEqual([
    'urgentEntry',
    'urgentHow',
  ]);
  const { caseId } = await logForm(office, '2026-05-11', {
    ...urgent,
    stageOrder: 3,
    urgentHow: 'By telephone, the head of service',
  });
  const desk = deskOf(office, caseId);
  expect(await desk.see()).toMatchObject({ stage: 'C', due: '2026-05-13' });
  const { stages, form } = await office.api.cases.get({ caseId });
  expect(stages.filter(({ state }) => state === 'skipped').map(({ order, words }) => [order, words])).toEqual(
    [
      [2, 'The child goes home on Friday'],
      [1, 'The child goes home on Friday'],
    ],
  );
  expect(form.urgentHow).toBe('By telephone, the head of service');
  await desk.record(3, '2026-05-11', { dutyId: 'next-steps' });
  await desk.end('2026-05-11', { nextAgreedOn: day('2026-05-15') });
  expect(await desk.see()).toMatchObject({ stage: 'D', due: '2026-05-15' });
  // "agree who will chair the meeting … A written record will be made of the key areas of discussion"
  const review = { kind: 'meeting' as const, dutyId: 'multi-agency-review' };
  expect(await pathsOf(desk.record(4, '2026-05-11', review))).toEqual([
    'chair',
    'attendees',
    'words',
    'agreements',
  ]);
  await desk.record(4, '2026-05-11', {
    ...review,
    chair: 'Noor Haig-Test',
    attendees: ['Noor Haig-Test', 'Sol Park-Test'],
    words: 'The risk at home',
    disagreements: 'When the child goes home',
  });
  await desk.end('2026-05-11', { nextAgreedOn: day('2026-05-18') });
  expect(await pathsOf(desk.record(5, '2026-05-11', { kind: 'meeting', dutyId: 'mediation' }))).toEqual([
    'attendees',
  ]);
  await desk.decide('2026-05-11', { bodyId: 'safeguarding-partners' });
  expect(await desk.see()).toMatchObject({ stage: 'E', next: 'completeNotice' });
});
