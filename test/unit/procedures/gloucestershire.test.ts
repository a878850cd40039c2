import { expect, test } from 'vitest';
import { gloucestershire } from '../../../shared/domain/procedures/gloucestershire.ts';
import { walkStage } from '../../helpers/walkStages.ts';

test('a case in Gloucestershire walks through its four stages', () => {
  expect([
    // 2.1 c: "within 5 working days or a timescale that protects the child from harm (whichever is less)."
    // From Mon 20 April 2026: Mon 27 April.
    walkStage(gloucestershire, { stage: 1, openedAt: '2026-04-20T08:00:00+01:00' }),
    // 2.2 f: "within 5 working days". From Tue 28 April around Mon 4 May: 29, 30, 1, 5, Wed 6 May.
    walkStage(gloucestershire, { stage: 2, openedAt: '2026-04-28T08:00:00+01:00' }),
    // 2.3 d: "within 5 working days ... (whichever is less)". From Thu 7 May: Thu 14 May; the child's own: Tue 12 May.
    walkStage(gloucestershire, {
      stage: 3,
      openedAt: '2026-05-07T08:00:00+01:00',
      childLedOn: '2026-05-12',
    }),
    // 2.4 e: "within 10 working days". From Thu 14 May around Mon 25 May: 15, 18-22, 26, 27, 28, Fri 29 May.
    walkStage(gloucestershire, { stage: 4, openedAt: '2026-05-14T09:12:00+01:00' }),
  ]).toEqual([
    { dates: { 'stage-one-resolution': '2026-04-27' }, due: '2026-04-27' },
    { dates: { 'stage-two-resolution': '2026-05-06' }, due: '2026-05-06' },
    { dates: { 'stage-three-resolution': '2026-05-14' }, due: '2026-05-12' },
    { dates: { 'stage-four-resolution': '2026-05-29' }, due: '2026-05-29' },
  ]);
});

test('the Independent Reviewing Officer is told where the child has a plan or is looked after', () => {
  const duties = gloucestershire.stages.map((stage) =>
    stage.duties
      .filter((duty) => duty.kind === 'tellReviewingOfficer')
      .map(({ id, whenChildStatus, required }) => ({ id, whenChildStatus, required })),
  );
  const duty = {
    id: 'tell-reviewing-officer',
    whenChildStatus: ['childProtectionPlan', 'lookedAfter'],
    required: true,
  };
  expect(duties).toEqual([[], [duty], [duty], [duty]]);
});

test('the Chair or a panel of three decides, and beyond them the Secretary of State', () => {
  expect({
    bodies: gloucestershire.decisionBodies.map(({ id, panelSize }) => [id, panelSize]),
    beyond: gloucestershire.beyondLastStage.map(({ id }) => id),
    form: gloucestershire.form.laidDown,
  }).toEqual({
    bodies: [
      ['chair', undefined],
      ['resolution-panel', 3],
    ],
    beyond: ['secretary-of-state'],
    form: false,
  });
});
