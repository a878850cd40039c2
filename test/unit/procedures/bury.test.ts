import { expect, test } from 'vitest';
import { bury } from '../../../shared/domain/procedures/bury.ts';
import { walkStage } from '../../helpers/walkStages.ts';

test('a case in Bury walks through its four levels', () => {
  expect([
    // "Attempt to resolve as soon as possible." No number is given: it is asked. "Each stage should not exceed 10
    // working days." From Mon 2 March 2026: Mon 16 March.
    walkStage(bury, { stage: 1, openedAt: '2026-03-02T09:00:00Z' }),
    // "Level 2: Line Manager to Line Manager. Within one week." From Fri 6 March: Fri 13 March; ten working days: Fri 20.
    walkStage(bury, { stage: 2, openedAt: '2026-03-06T17:30:00Z' }),
    // "Level 3: Head of Service to Head of Service. Within one week." From Fri 27 March, seven days are Good Friday,
    // 3 April, so Thu 2 April. "referred to equivalent directors/assistant directors within 2 working days": the
    // heads met on Tue 31 March, so Thu 2 April. Ten working days: 30, 31 March, 1, 2, 7, 8, 9, 10, 13, 14 April.
    walkStage(bury, {
      stage: 3,
      openedAt: '2026-03-27T11:00:00Z',
      events: { meetingHeld: '2026-03-31T10:00:00+01:00' },
    }),
    // "Level 4: Exceptional Circumstances - BSCP. Within one week." From Thu 21 May: Thu 28 May. Ten working days
    // around the bank holiday of Mon 25 May: Fri 5 June. "ensuring the outcome for the child is dictating the agreed
    // timescales": the child's own date, Wed 27 May.
    walkStage(bury, { stage: 4, openedAt: '2026-05-21T16:00:00+01:00', childLedOn: '2026-05-27' }),
  ]).toEqual([
    { dates: { 'level-1-agreed': null, 'level-1-ceiling': '2026-03-16' }, due: null },
    { dates: { 'level-2-week': '2026-03-13', 'level-2-ceiling': '2026-03-20' }, due: '2026-03-13' },
    {
      dates: {
        'level-3-week': '2026-04-02',
        'level-3-directors': '2026-04-02',
        'level-3-ceiling': '2026-04-14',
      },
      due: '2026-04-02',
    },
    { dates: { 'level-4-week': '2026-05-28', 'level-4-ceiling': '2026-06-05' }, due: '2026-05-27' },
  ]);
});

test('Level 3 is on the register for its themes and Level 4 ends with the Executive or the Scrutineer', () => {
  expect({
    unit: bury.stages.map((stage) => stage.businessUnit),
    told: bury.notificationOnly.map(({ stageOrder, kind }) => [stageOrder, kind]),
    decides: bury.stages.map((stage) => stage.decisionBodies),
    shared: bury.sharedConcern,
    about: bury.concerns,
  }).toEqual({
    unit: ['none', 'none', 'logged', 'facilitates'],
    told: [[3, 'resolvedElsewhere']],
    decides: [[], [], [], ['executive', 'independent-scrutineer']],
    shared: true,
    about: 'childrenOrAdults',
  });
});

test("Bury's form keeps its labels letter for letter", () => {
  expect(
    bury.form.rows.map((row) => (row.kind === 'stageTable' ? row.rows.map(({ label }) => label) : row.label)),
  ).toEqual([
    'Date of Notification',
    'Name of Child/Young Person',
    'D.O.B',
    'Outcome Resolution Notice Referrer details:',
    'Name',
    'Role',
    'Agency/Team',
    'Contact Details',
    'Designated safeguarding lead aware of this notice?',
    'Name of safeguarding lead:',
    'Summary of disagreement',
    'Evidence of the challenge that has taken place at stages 1, 2 & 3 and the outcome at each stage',
    'Desired outcome for the child and / or family. Please include details of what it is you are requesting happens as a result of this challenge',
    ['Stage 3', 'Stage 4 (to be completed by Safeguarding Partnership Business Unit)'],
  ]);
});
