import { expect, test } from 'vitest';
import { staffordshire } from '../../../shared/domain/procedures/staffordshire.ts';
import { stokeOnTrent } from '../../../shared/domain/procedures/stokeOnTrent.ts';
import { walkStage } from '../../helpers/walkStages.ts';

test.each([staffordshire, stokeOnTrent])(
  'a case in $shortName walks through its five stages',
  (procedure) => {
    expect([
      // "within a maximum of 1 working day of the disagreement or on receipt of the disputed decision": Fri 10 April
      // 2026, so Mon 13. "advise the agency of the outcome within a maximum of 1 working day": agreed Mon 13, so Tue 14.
      walkStage(procedure, {
        stage: 1,
        openedAt: '2026-04-10T15:00:00+01:00',
        events: { meetingHeld: '2026-04-13T15:00:00+01:00' },
      }),
      // "contact should occur between agencies within 1 working day": Tue 14 April, so Wed 15. "advise ... within a
      // maximum of 1 working day and confirm by letter": agreed Wed 15, so Thu 16.
      walkStage(procedure, {
        stage: 2,
        openedAt: '2026-04-14T15:00:00+01:00',
        events: { meetingHeld: '2026-04-15T15:00:00+01:00' },
      }),
      // "This notification should be made within 1 working day." Thu 30 April, so Fri 1 May. Formally escalated on that
      // Friday: "contact their agency equivalent within a maximum of 1 working day", after Mon 4 May: Tue 5 May; "a
      // meeting should take place within 2 working days" and "in writing within 2 working days": Wed 6 May.
      walkStage(procedure, {
        stage: 3,
        openedAt: '2026-04-30T15:00:00+01:00',
        events: { formalEscalation: '2026-05-01T15:00:00+01:00' },
      }),
      // "contact and meet their agency equivalent within five working days." Wed 20 May around Mon 25: Thu 28 May.
      walkStage(procedure, { stage: 4, openedAt: '2026-05-20T15:00:00+01:00' }),
      // "within 2 working days" in one box, "within 72 hours" in the other. Fri 29 May at 16:00: Tue 2 June; Mon 1 June
      // at 16:00, which is the earlier.
      walkStage(procedure, { stage: 5, openedAt: '2026-05-29T16:00:00+01:00' }),
    ]).toEqual([
      { dates: { 'stage-1-raise': '2026-04-13', 'stage-1-outcome': '2026-04-14' }, due: '2026-04-13' },
      { dates: { 'stage-2-contact': '2026-04-15', 'stage-2-outcome': '2026-04-16' }, due: '2026-04-15' },
      {
        dates: {
          'stage-3-notify': '2026-05-01',
          'stage-3-contact': '2026-05-05',
          'stage-3-meeting': '2026-05-06',
          'stage-3-decision': '2026-05-06',
        },
        due: '2026-05-01',
      },
      { dates: { 'stage-4-meet': '2026-05-28' }, due: '2026-05-28' },
      {
        dates: {
          'stage-5-two-working-days': '2026-06-02',
          'stage-5-seventy-two-hours': '2026-06-01T16:00:00+01:00',
        },
        due: '2026-06-01T16:00:00+01:00',
      },
    ]);
  },
);

test('the two areas share one text and differ in whose register it is', () => {
  const {
    id: _id,
    partnershipName: _name,
    shortName: _short,
    referencePrefix: _prefix,
    stages: stokeStages,
    ...stoke
  } = stokeOnTrent;
  const { id, partnershipName, shortName, referencePrefix, stages, ...staffs } = staffordshire;
  expect([staffs, [id, shortName, referencePrefix, partnershipName]]).toEqual([
    stoke,
    ['staffordshire', 'Staffordshire', 'STAFFS', 'Staffordshire Safeguarding Children Board'],
  ]);
  expect(stages.filter((stage) => stage.order !== 2)).toEqual(
    stokeStages.filter((stage) => stage.order !== 2),
  );
});

test('the unit must state which stage 5 timescale applies, and stages 1 and 2 come before stage 5', () => {
  expect({
    toState: staffordshire.toState.map(({ id }) => id),
    alternatives: staffordshire.stages[4]?.timescales.map(({ alternativeTo }) => alternativeTo),
    never: staffordshire.neverSkip.map(({ orders, before }) => [orders, before]),
    beyond: staffordshire.beyondLastStage.map(({ id }) => id),
    form: staffordshire.form.acceptedAtStages,
  }).toEqual({
    toState: ['stage-5-referral'],
    alternatives: ['stage-5-referral', 'stage-5-referral'],
    never: [[[1, 2], 5]],
    beyond: ['independent-professional-adviser'],
    form: [3, 4, 5],
  });
});

test("Staffordshire's form keeps its labels letter for letter", () => {
  expect(staffordshire.form.rows.flatMap((row) => (row.kind === 'field' ? [row.label] : []))).toEqual([
    'Date:',
    'Name of Child:',
    'DOB:',
    'NHS number:',
    'Practitioner:',
    'Agency/Team:',
    'Summary of Concerns, including the specific difference/s which has resulted in utilising the Escalation process:',
    'Actions Taken to Resolve the Professional Disagreement:',
    'Requested Action:',
    'Response:',
    'Date:',
    'Resolution of Issues:',
    'Date:',
  ]);
});
