import { expect, test } from 'vitest';
import { salford } from '../../../shared/domain/procedures/salford.ts';
import { walkStage } from '../../helpers/walkStages.ts';

// "within a timescale that safeguards the child, prevents things from getting worse": no number of days anywhere.
test('a case in Salford walks from A to E and is asked for every date', () => {
  const opened = [1, 2, 3, 4, 5].map((stage) => ({ stage, openedAt: `2026-06-0${stage}T10:00:00+01:00` }));
  expect(opened.map((stage) => walkStage(salford, stage))).toEqual([
    { dates: { 'stage-a-agreed': null }, due: null },
    { dates: { 'stage-b-agreed': null }, due: null },
    { dates: { 'stage-c-agreed': null }, due: null },
    { dates: { 'stage-d-agreed': null }, due: null },
    { dates: { 'stage-e-agreed': null }, due: null },
  ]);
});

test('an agreed day is due, and a day that protects the child comes first', () => {
  expect(
    walkStage(salford, {
      stage: 4,
      openedAt: '2026-06-04T10:00:00+01:00',
      agreedOn: '2026-06-18',
      childLedOn: '2026-06-11',
    }),
  ).toEqual({ dates: { 'stage-d-agreed': '2026-06-18' }, due: '2026-06-11' });
});

test('urgent cases start at C by telephone, D is reviewed under a chair, E may mediate', () => {
  expect({
    urgent: salford.urgentEntry?.fromOrder,
    labels: salford.stages.map(({ label, formLabel }) => [label, formLabel]),
    unit: salford.stages.map((stage) => stage.businessUnit),
    review: salford.stages[3]?.duties.map(({ kind }) => kind),
    mediation: salford.stages[4]?.duties.map(({ kind, required }) => [kind, required]),
    decides: salford.stages[4]?.decisionBodies,
  }).toEqual({
    urgent: 3,
    labels: [
      ['A', 'Stage 1'],
      ['B', 'Stage 2'],
      ['C', 'Stage 3'],
      ['D', 'Stage 4'],
      ['E', undefined],
    ],
    unit: ['none', 'none', 'logged', 'logged', 'facilitates'],
    review: ['multiAgencyReview', 'confirmInWriting'],
    mediation: [
      ['mediation', false],
      ['confirmInWriting', true],
    ],
    decides: ['safeguarding-partners', 'independent-chair-or-scrutineer'],
  });
});

test("Salford's form keeps its labels letter for letter, and the notice adds a row for E", () => {
  expect(
    salford.form.rows.flatMap((row) =>
      row.kind === 'stageTable'
        ? row.rows.map(({ label, noticeOnly }) => (noticeOnly ? `${label} (notice only)` : label))
        : [row.label],
    ),
  ).toEqual([
    'Date of Notification',
    'Name of Child/Young Person',
    'D.O.B',
    'NHS Number/ P Number',
    'Outcome Resolution Notice Completed by:',
    'Name',
    'Role',
    'Agency/Team',
    'Contact Details',
    'Notification has been sent to:',
    'Summary of disagreement',
    'Evidence of the informal challenge that has taken place at stages 1-2 and the outcome of this challenge',
    'Desired outcome for the child and / or family. Please include details of what it is you are requesting happens as a result of this challenge',
    'Stage 3',
    'Stage 4',
    'Stage E: decision (notice only)',
  ]);
});
