import { expect, test } from 'vitest';
import { westSussex } from '../../../shared/domain/procedures/westSussex.ts';
import { walkStage } from '../../helpers/walkStages.ts';

// "At each stage the person escalating should clearly state the timeframe": no stage has a date of its own.
test('a case in West Sussex walks through its six stages and is asked for every date', () => {
  const opened = [1, 2, 3, 4, 5, 6].map((stage) => ({ stage, openedAt: `2026-06-0${stage}T10:00:00+01:00` }));
  expect(opened.map((stage) => walkStage(westSussex, stage))).toEqual([
    { dates: { 'stage-1-stated': null }, due: null },
    { dates: { 'stage-2-stated': null }, due: null },
    { dates: { 'stage-3-stated': null }, due: null },
    { dates: { 'stage-4-stated': null }, due: null },
    { dates: { 'stage-5-stated': null }, due: null },
    { dates: {}, due: null },
  ]);
});

test('the day that the person escalating states is due, and the child’s own date may come before it', () => {
  const openedAt = '2026-06-03T10:00:00+01:00';
  expect([
    walkStage(westSussex, { stage: 3, openedAt, agreedOn: '2026-06-12' }),
    walkStage(westSussex, { stage: 3, openedAt, agreedOn: '2026-06-12', childLedOn: '2026-06-10' }),
    walkStage(westSussex, { stage: 3, openedAt, childLedOn: '2026-06-10' }),
  ]).toEqual([
    { dates: { 'stage-3-stated': '2026-06-12' }, due: '2026-06-12' },
    { dates: { 'stage-3-stated': '2026-06-12' }, due: '2026-06-10' },
    { dates: { 'stage-3-stated': null }, due: '2026-06-10' },
  ]);
});

test('the unit is told at Stage 3, looks at similar concerns at Stage 5 and records Stage 6 as outward', () => {
  expect({
    told: westSussex.notificationOnly.map(({ stageOrder, kind }) => [stageOrder, kind]),
    unit: westSussex.stages.map((stage) => stage.businessUnit),
    similar: westSussex.stages
      .filter((stage) => stage.duties.some((duty) => duty.kind === 'similarConcerns'))
      .map(({ order }) => order),
    outward: westSussex.stages.filter((stage) => stage.outward).map(({ order }) => order),
    decides: westSussex.stages.map((stage) => stage.decisionBodies),
    routes: westSussex.otherRoutes.map(({ id }) => id),
  }).toEqual({
    told: [[3, 'liveElsewhere']],
    unit: ['none', 'none', 'informed', 'logged', 'facilitates', 'logged'],
    similar: [5],
    outward: [6],
    decides: [[], [], [], [], ['independent-scrutineer'], []],
    routes: [
      'dissent-calling-conference',
      'dissent-at-conference',
      'dissent-carrying-out-plan',
      'complaint',
      'whistleblowing',
    ],
  });
});
