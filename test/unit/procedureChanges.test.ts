import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { procedureChanges } from '../../shared/domain/procedureChanges.ts';
import {
  addBeyondLastStage,
  addDecisionBody,
  addDuty,
  addFormRow,
  addNeverSkip,
  addNotificationOnly,
  addOtherRoute,
  addQuestion,
  addStage,
  addTheme,
  addTimescale,
  addUrgentEntry,
  copyProcedure,
  moveFormRow,
  moveStage,
  removeDecisionBody,
  removeFormRow,
  removeQuestion,
  removeStage,
  removeTimescale,
  withTableRows,
} from '../../shared/domain/procedureEditing.ts';
import { bundledProcedures, getProcedure } from '../../shared/domain/procedures/bundledProcedures.ts';
import { procedureSchema, type Procedure } from '../../shared/domain/procedures/procedureSchema.ts';

const bury = getProcedure('bury');
const anyProcedure = fc.constantFrom(...bundledProcedures);
const anyCopy = anyProcedure.map((original) => ({
  original,
  copy: copyProcedure(original, {
    id: 'made-up',
    title: 'Our own way',
    shortName: 'Our own',
    referencePrefix: 'OWN',
  }),
}));

const copyOf = (change: (procedure: Procedure) => Procedure): readonly string[] =>
  procedureChanges(bury, change(bury)).map(({ place, words }) => `${place}: ${words}`);

const withStage = (
  order: number,
  change: (stage: Procedure['stages'][number]) => Procedure['stages'][number],
) => ({
  ...bury,
  stages: bury.stages.map((stage) => (stage.order === order ? change(stage) : stage)),
});

test('a copy lays down what its original does and remembers it', () => {
  fc.assert(
    fc.property(anyCopy, ({ original, copy }) => {
      expect(procedureSchema.parse(copy)).toEqual({
        ...original,
        id: 'made-up',
        title: 'Our own way',
        shortName: 'Our own',
        referencePrefix: 'OWN',
        basedOn: original.id,
        version: 1,
      });
      expect(procedureChanges(original, copy)).toEqual([]);
    }),
  );
});

describe('each kind of change is told with its place', () => {
  test.each<[string, (procedure: Procedure) => Procedure, readonly string[]]>([
    [
      'a timescale gets another length',
      () =>
        withStage(3, (stage) => ({
          ...stage,
          timescales: stage.timescales.map((timescale) =>
            timescale.id === 'level-3-week'
              ? { ...timescale, length: { unit: 'workingDays', count: 5 } }
              : timescale,
          ),
        })),
      [
        'Level 3, timescale “the heads of service resolve it”: Length: now 5 working days, was 1 week',
        'Level 3, timescale “the heads of service resolve it”: Source: still the one of the old length',
      ],
    ],
    [
      'a timescale is added',
      (procedure) => addTimescale(procedure, 1, 'own'),
      ['Level 2: Timescale added: 5 working days'],
    ],
    [
      'a timescale is taken out',
      (procedure) => removeTimescale(procedure, 1, 0),
      ['Level 2: Timescale “the line managers resolve it” removed'],
    ],
    ['a stage is added', addStage, ['Level 5: Stage added']],
    [
      'a stage is taken out, and what is numbered after it follows',
      (procedure) => removeStage(procedure, 1),
      ['Level 2: Stage removed'],
    ],
    [
      'a stage is taken out that the form and the notifications name',
      (procedure) => removeStage(procedure, 2),
      [
        'Level 3: Stage removed',
        'The procedure: Record of notification only “Resolved at Level 3: kept for themes” removed',
        'Form, row with the table of stages: Row “Stage 3” removed',
        'Form: Form accepted at: Level 3 removed',
      ],
    ],
    [
      'two stages change places',
      (procedure) => moveStage(procedure, 0, 1),
      ['The procedure: Stages: now in the order Level 2, Level 1, Level 3, Level 4'],
    ],
    [
      'a stage gets another label',
      () => withStage(2, (stage) => ({ ...stage, label: 'Step B' })),
      ['Level 2: Label: now “Step B”, was “Level 2”'],
    ],
    [
      'other people meet',
      () => withStage(2, (stage) => ({ ...stage, who: 'Team managers' })),
      [
        'Level 2: Who meets: now “Team managers”, was “Line manager or safeguarding lead with their opposite manager”',
      ],
    ],
    [
      'the business unit does something else',
      () => withStage(3, (stage) => ({ ...stage, businessUnit: 'facilitates' })),
      ['Level 3: Business unit: now the business unit facilitates, was the business unit logs it'],
    ],
    [
      'something else must be in writing',
      () => withStage(1, (stage) => ({ ...stage, inWriting: ['The agreed plan'] })),
      [
        'Level 1: In writing: “The key points, confirmed after any discussion” removed',
        'Level 1: In writing: “The agreed plan” added',
      ],
    ],
    [
      'a duty is no longer asked for',
      () => withStage(2, (stage) => ({ ...stage, duties: [] })),
      ['Level 2: Duty “Confirm the key points in writing after the discussion” removed'],
    ],
    [
      'a theme is added and another counted elsewhere',
      (procedure) => ({
        ...procedure,
        themes: addTheme(procedure, 'housing').themes.map((theme) =>
          theme.id === 'housing'
            ? { ...theme, label: 'Housing' }
            : theme.id === 'communication'
              ? { ...theme, common: 'attendance' as const }
              : theme,
        ),
      }),
      [
        'Theme “Communication about a safeguarding issue”: Counted as: now attendance at meetings, was information sharing and communication',
        'The procedure: Theme “Housing” added',
      ],
    ],
    [
      'the form calls a field something else',
      (procedure) => ({
        ...procedure,
        form: {
          ...procedure.form,
          rows: procedure.form.rows.map((row) =>
            row.kind === 'field' && row.field === 'summary' ? { ...row, label: 'What is this about?' } : row,
          ),
        },
      }),
      [
        'Form, row “Summary of disagreement”: Label: now “What is this about?”, was “Summary of disagreement”',
      ],
    ],
    [
      'a decision body goes, and no longer ends the case',
      (procedure) => removeDecisionBody(procedure, 0),
      [
        'Level 4: Decision body: “Executive of the Partnership” removed',
        'The procedure: Decision body “Executive of the Partnership” removed',
      ],
    ],
    [
      'immediate danger goes elsewhere',
      (procedure) => ({
        ...procedure,
        immediateDanger: { ...procedure.immediateDanger, door: 'the Front Door' },
      }),
      [
        'Immediate danger: Where immediate danger goes: now “the Front Door”, was “the Multi Agency Safeguarding Hub (MASH)”',
      ],
    ],
    [
      'another route is added',
      (procedure) => addOtherRoute(procedure, 'allegations'),
      ['The procedure: Other route added'],
    ],
    [
      'a rule stands in another document',
      (procedure) => ({ ...procedure, childLedDates: { document: 'Our policy', place: 'Page 3' } }),
      ['The procedure: Dates led by the child: now Our policy, Page 3'],
    ],
    [
      'a later version has another title',
      (procedure) => ({ ...procedure, title: 'Our way' }),
      [
        'The procedure: Title: now “Our way”, was “Resolving professional differences / escalation procedure”',
      ],
    ],
  ])('%s', (_, change, expected) => {
    expect(copyOf(change)).toEqual(expected);
  });
});

/** Every place in a procedure where words, a number or a yes stand. */
const leavesOf = (
  part: unknown,
  path: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] =>
  typeof part === 'object' && part !== null
    ? Object.entries(part).flatMap(([key, value]) => leavesOf(value, [...path, key]))
    : [path];

const changedAt = (part: unknown, [key, ...rest]: readonly (string | number)[]): unknown => {
  if (key === undefined) {
    if (typeof part === 'number') return part + 1;
    return typeof part === 'boolean' ? !part : `${String(part)} (changed)`;
  }
  if (Array.isArray(part))
    return part.map((item, index) => (String(index) === key ? changedAt(item, rest) : item));
  const facts = part as Record<string, unknown>;
  return { ...facts, [key]: changedAt(facts[key], rest) };
};

test('no change anywhere in a procedure is passed over in silence', () => {
  fc.assert(
    fc.property(anyProcedure, fc.nat(), (original, pick) => {
      const paths = leavesOf(original).filter(
        ([first, , third]) => !['id', 'version', 'basedOn'].includes(String(first)) && third !== 'order',
      );
      const path = paths[pick % paths.length] ?? [];
      expect(procedureChanges(original, changedAt(original, path) as Procedure), path.join('.')).not.toEqual(
        [],
      );
    }),
    { numRuns: 1000 },
  );
});

test('whatever a unit does to the stages, no rule is left pointing at one that is not there', () => {
  const anyStep = fc.record({ what: fc.constantFrom('add', 'remove', 'up', 'down'), at: fc.nat(8) });
  fc.assert(
    fc.property(anyProcedure, fc.array(anyStep, { maxLength: 6 }), (original, steps) => {
      const edited = steps.reduce((procedure, { what, at }) => {
        const index = at % procedure.stages.length;
        if (what === 'add') return procedure.stages.length < 9 ? addStage(procedure) : procedure;
        if (what === 'remove') return procedure.stages.length > 1 ? removeStage(procedure, index) : procedure;
        return moveStage(procedure, index, what === 'up' ? -1 : 1);
      }, original);
      const problems = procedureSchema.safeParse(edited).error?.issues.map(({ message }) => message) ?? [];
      const toMend = [
        'Fill this in',
        'Say at which stage a decision ends the case',
        'Another stage already has this label',
      ];
      expect(problems.filter((message) => !toMend.includes(message))).toEqual([]);
    }),
  );
});

test('a unit adds every kind of rule that a procedure can have, and each is told before it is adopted', () => {
  const added = [
    (procedure: Procedure) => addDuty(procedure, 2, 'duty'),
    (procedure: Procedure) => addBeyondLastStage(procedure, 'adviser'),
    addUrgentEntry,
    addNeverSkip,
    addNotificationOnly,
    (procedure: Procedure) => addFormRow(procedure, 'response.text'),
    (procedure: Procedure) => moveFormRow(addFormRow(procedure, 'heading'), procedure.form.rows.length, -1),
    (procedure: Procedure) => removeFormRow(procedure, 0),
    (procedure: Procedure) => ({
      ...procedure,
      notice: { ...procedure.notice, parts: ['reasons' as const, 'widerLearning' as const] },
    }),
  ].map((change) => {
    const changed = change(bury);
    const problems = procedureSchema.safeParse(changed).error?.issues.map(({ message }) => message) ?? [];
    return [procedureChanges(bury, changed).length > 0, problems.filter((each) => each !== 'Fill this in')];
  });
  expect(added).toEqual(added.map(() => [true, []]));
});

test('a question settles two timescales of a stage, and neither of them once it is taken out', () => {
  const asked = addQuestion(addTimescale(bury, 0, 'own-1'), 'question-1');
  const issues = (procedure: Procedure): readonly string[] =>
    procedureSchema.safeParse(procedure).error?.issues.map(({ path }) => path.join('.')) ?? [];
  expect(issues(asked)).toContain('toState.0.question');
  const settles = {
    ...asked,
    stages: asked.stages.map((stage, index) => ({
      ...stage,
      timescales: stage.timescales.map((timescale) =>
        index === 0 ? { ...timescale, alternativeTo: 'question-1' } : timescale,
      ),
    })),
  };
  const withWords = { ...settles, toState: [{ ...settles.toState[0]!, question: 'Which applies?' }] };
  expect(issues(withWords)).not.toContain('toState.0.question');
  const without = removeQuestion(settles, 0);
  expect([
    without.toState,
    without.stages.flatMap(({ timescales }) => timescales).filter(({ alternativeTo }) => alternativeTo),
  ]).toEqual([[], []]);
});

test('the table of stages keeps the words of the rows that stay', () => {
  const index = bury.form.rows.findIndex(({ kind }) => kind === 'stageTable');
  const rows = (procedure: Procedure) => {
    const table = procedure.form.rows[index];
    return table?.kind === 'stageTable' ? table.rows : [];
  };
  expect(rows(withTableRows(bury, index, [2, 4]))).toEqual([
    { stageOrder: 2, label: bury.stages[1]?.formLabel ?? bury.stages[1]?.label },
    ...rows(bury).filter(({ stageOrder }) => stageOrder === 4),
  ]);
});

test('where one of two timescales for the same thing is taken out, the unit has nothing left to state', () => {
  const staffordshire = getProcedure('staffordshire');
  expect(staffordshire.toState.map(({ id }) => id)).toEqual(['stage-5-referral']);
  const settled = removeTimescale(staffordshire, 4, 1);
  expect(settled.toState).toEqual([]);
  expect(settled.stages[4]?.timescales.map(({ alternativeTo }) => alternativeTo)).toEqual([undefined]);
});

test('a decision body that goes no longer ends a case anywhere', () => {
  const left = removeDecisionBody(bury, 0);
  expect(left.stages.flatMap((stage) => stage.decisionBodies)).toEqual(['independent-scrutineer']);
  const added = addDecisionBody(left, 'panel');
  expect(added.decisionBodies.map(({ id }) => id)).toEqual(['independent-scrutineer', 'panel']);
});
