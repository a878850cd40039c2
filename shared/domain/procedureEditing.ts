/**
 * A unit's own procedure in the making: what follows elsewhere in it when a stage, a timescale or a decision body
 * comes or goes, so that no rule is left pointing at what is no longer there.
 */
import type {
  DecisionBody,
  FormFieldPath,
  FormRow,
  Procedure,
  RuleSource,
  Stage,
  Timescale,
} from './procedures/procedureSchema.ts';

/** The names of a unit's own copy. */
interface CopyNames {
  readonly id: string;
  readonly title: string;
  readonly shortName: string;
  readonly referencePrefix: string;
}

/** A unit's own procedure, made from another: it starts at version 1 and remembers where it came from. */
export const copyProcedure = (original: Procedure, names: CopyNames): Procedure => ({
  ...original,
  ...names,
  basedOn: original.id,
  version: 1,
});

/** The id of the unit's own copy of a procedure. It cannot be the id of one that comes with the register. */
export const ownIdOf = (procedureId: string): string => `${procedureId}-own`;

/** Who speaks in a rule that the unit adds; the place in its own document is for the unit to give. */
const ownSource = ({ partnershipName }: Procedure): RuleSource => ({
  document: `${partnershipName}: own procedure`,
  place: '',
});

/**
 * Puts references to stages in other words: `orderOf` gives a stage's new order, or undefined where the stage has gone
 * and what spoke of it goes too.
 */
export const withStageOrders = (
  procedure: Procedure,
  orderOf: (order: number) => number | undefined,
): Procedure => {
  const ordersOf = (orders: readonly number[]): number[] => orders.flatMap((order) => orderOf(order) ?? []);
  const { urgentEntry, ...rest } = procedure;
  const urgentFrom = urgentEntry && orderOf(urgentEntry.fromOrder);
  const rowWithOrders = (row: FormRow): FormRow =>
    row.kind === 'stageTable'
      ? {
          ...row,
          rows: row.rows.flatMap((stageRow) => {
            const order = orderOf(stageRow.stageOrder);
            return order === undefined ? [] : [{ ...stageRow, stageOrder: order }];
          }),
        }
      : row;
  return {
    ...rest,
    ...(urgentEntry && urgentFrom !== undefined
      ? { urgentEntry: { ...urgentEntry, fromOrder: urgentFrom } }
      : {}),
    neverSkip: procedure.neverSkip.flatMap((rule) => {
      const before = orderOf(rule.before);
      const orders = ordersOf(rule.orders);
      return before === undefined || orders.length === 0 ? [] : [{ ...rule, orders, before }];
    }),
    notificationOnly: procedure.notificationOnly.flatMap((rule) => {
      const order = orderOf(rule.stageOrder);
      return order === undefined ? [] : [{ ...rule, stageOrder: order }];
    }),
    form: {
      ...procedure.form,
      rows: procedure.form.rows.map(rowWithOrders),
      acceptedAtStages: ordersOf(procedure.form.acceptedAtStages),
    },
  };
};

/** The procedure with these of its stages, in this order, numbered anew; every rule that names a stage follows it. */
export const arrangeStages = (procedure: Procedure, stages: readonly Stage[]): Procedure => {
  const orders = new Map(stages.map((stage, index) => [stage.order, index + 1]));
  return {
    ...withStageOrders(procedure, (order) => orders.get(order)),
    stages: stages.map((stage, index) => ({ ...stage, order: index + 1 })),
  };
};

/** Adds an empty stage after the last one that the register works, before any referral outward. */
export const addStage = (procedure: Procedure): Procedure => {
  const { stages, stageWord } = procedure;
  const worked = stages.filter((stage) => !stage.outward);
  const added: Stage = {
    // Until the stages are numbered anew it has an order that no other stage has.
    order: stages.length + 1,
    label: `${stageWord.charAt(0).toUpperCase()}${stageWord.slice(1)} ${worked.length + 1}`,
    name: '',
    who: '',
    tier: 'seniorManager',
    businessUnit: 'logged',
    inWriting: [],
    timescales: [],
    decisionBodies: [],
    duties: [],
    outward: false,
    source: ownSource(procedure),
  };
  return arrangeStages(procedure, [...worked, added, ...stages.filter((stage) => stage.outward)]);
};

export const removeStage = (procedure: Procedure, index: number): Procedure =>
  withoutIdleQuestions(
    arrangeStages(
      procedure,
      procedure.stages.filter((_, at) => at !== index),
    ),
  );

/** Moves a stage one place up (-1) or down (1); at either end nothing happens. */
export const moveStage = (procedure: Procedure, index: number, by: -1 | 1): Procedure => {
  const stages = [...procedure.stages];
  const [stage] = stages.splice(index, 1);
  if (!stage || index + by < 0 || index + by > stages.length) return procedure;
  stages.splice(index + by, 0, stage);
  return arrangeStages(procedure, stages);
};

const withStage = (procedure: Procedure, index: number, change: (stage: Stage) => Stage): Procedure => ({
  ...procedure,
  stages: procedure.stages.map((stage, at) => (at === index ? change(stage) : stage)),
});

export const addTimescale = (procedure: Procedure, stageIndex: number, id: string): Procedure =>
  withStage(procedure, stageIndex, (stage) => ({
    ...stage,
    timescales: [
      ...stage.timescales,
      {
        id,
        action: '',
        event: 'stageOpened',
        kind: 'due',
        length: { unit: 'workingDays', count: 5 },
        source: ownSource(procedure),
      },
    ],
  }));

export const removeTimescale = (procedure: Procedure, stageIndex: number, index: number): Procedure =>
  withoutIdleQuestions(
    withStage(procedure, stageIndex, (stage) => ({
      ...stage,
      timescales: stage.timescales.filter((_, at) => at !== index),
    })),
  );

/** Where only one of two timescales that stood for one another is left, there is nothing for the unit to state. */
const withoutIdleQuestions = (procedure: Procedure): Procedure => {
  const timescales = procedure.stages.flatMap((stage) => stage.timescales);
  const isOpen = (group: string): boolean =>
    timescales.filter(({ alternativeTo }) => alternativeTo === group).length > 1;
  const settle = ({ alternativeTo, ...timescale }: Timescale): Timescale =>
    alternativeTo !== undefined && isOpen(alternativeTo) ? { ...timescale, alternativeTo } : timescale;
  return {
    ...procedure,
    stages: procedure.stages.map((stage) => ({ ...stage, timescales: stage.timescales.map(settle) })),
    toState: procedure.toState.filter(({ id }) => isOpen(id)),
  };
};

export const addTheme = (procedure: Procedure, id: string): Procedure => ({
  ...procedure,
  themes: [...procedure.themes, { id, label: '', common: 'other' }],
});

export const addDecisionBody = (procedure: Procedure, id: string): Procedure => {
  const body: DecisionBody = { id, label: '', kind: 'scrutineer', source: ownSource(procedure) };
  return { ...procedure, decisionBodies: [...procedure.decisionBodies, body] };
};

/** A body that is gone ends no case at any stage. */
export const removeDecisionBody = (procedure: Procedure, index: number): Procedure => {
  const gone = procedure.decisionBodies[index]?.id;
  return {
    ...procedure,
    decisionBodies: procedure.decisionBodies.filter((_, at) => at !== index),
    stages: procedure.stages.map((stage) => ({
      ...stage,
      decisionBodies: stage.decisionBodies.filter((body) => body !== gone),
    })),
  };
};

export const addOtherRoute = (procedure: Procedure, id: string): Procedure => ({
  ...procedure,
  otherRoutes: [...procedure.otherRoutes, { id, label: '', source: ownSource(procedure) }],
});

export const addDuty = (procedure: Procedure, stageIndex: number, id: string): Procedure =>
  withStage(procedure, stageIndex, (stage) => ({
    ...stage,
    duties: [...stage.duties, { id, kind: 'other', label: '', required: true, source: ownSource(procedure) }],
  }));

export const addBeyondLastStage = (procedure: Procedure, id: string): Procedure => ({
  ...procedure,
  beyondLastStage: [...procedure.beyondLastStage, { id, label: '', source: ownSource(procedure) }],
});

/** Urgent cases may start at the first stage of the unit; the editor says which. */
export const addUrgentEntry = (procedure: Procedure): Procedure => ({
  ...procedure,
  urgentEntry: { fromOrder: firstOrderOf(procedure), how: '', source: ownSource(procedure) },
});

/** The stage at which cases normally reach the unit, or the last there is. */
const firstOrderOf = ({ stages }: Procedure): number => Math.min(3, stages.length);

export const addNeverSkip = (procedure: Procedure): Procedure => ({
  ...procedure,
  neverSkip: [
    ...procedure.neverSkip,
    { orders: [1], before: procedure.stages.length, source: ownSource(procedure) },
  ],
});

export const addNotificationOnly = (procedure: Procedure): Procedure => ({
  ...procedure,
  notificationOnly: [
    ...procedure.notificationOnly,
    {
      stageOrder: firstOrderOf(procedure),
      kind: 'resolvedElsewhere',
      label: '',
      source: ownSource(procedure),
    },
  ],
});

/** A question that settles which of two timescales applies; the timescales say that it is about them. */
export const addQuestion = (procedure: Procedure, id: string): Procedure => ({
  ...procedure,
  toState: [...procedure.toState, { id, question: '', source: ownSource(procedure) }],
});

/** Its timescales stand for themselves again. */
export const removeQuestion = (procedure: Procedure, index: number): Procedure => {
  const gone = procedure.toState[index]?.id;
  return {
    ...procedure,
    toState: procedure.toState.filter((_, at) => at !== index),
    stages: procedure.stages.map((stage) => ({
      ...stage,
      timescales: stage.timescales.map(({ alternativeTo, ...timescale }): Timescale =>
        alternativeTo !== undefined && alternativeTo !== gone ? { ...timescale, alternativeTo } : timescale,
      ),
    })),
  };
};

const withRows = (procedure: Procedure, rows: readonly FormRow[]): Procedure => ({
  ...procedure,
  form: { ...procedure.form, rows: [...rows] },
});

const rowOf = (what: FormFieldPath | 'heading' | 'stageTable'): FormRow => {
  if (what === 'heading') return { kind: 'heading', label: '' };
  if (what === 'stageTable')
    return {
      kind: 'stageTable',
      columns: ['Stage', 'Date outcome resolved', 'Supporting evidence'],
      rows: [],
    };
  return { kind: 'field', field: what, label: '' };
};

/** Adds a row at the foot of the form: a heading, a table of stages, or a field that it does not have yet. */
export const addFormRow = (procedure: Procedure, what: FormFieldPath | 'heading' | 'stageTable'): Procedure =>
  withRows(procedure, [...procedure.form.rows, rowOf(what)]);

export const removeFormRow = (procedure: Procedure, index: number): Procedure =>
  withRows(
    procedure,
    procedure.form.rows.filter((_, at) => at !== index),
  );

/** Moves a row of the form one place up (-1) or down (1); at either end nothing happens. */
export const moveFormRow = (procedure: Procedure, index: number, by: -1 | 1): Procedure => {
  const rows = [...procedure.form.rows];
  const [row] = rows.splice(index, 1);
  if (!row || index + by < 0 || index + by > rows.length) return procedure;
  rows.splice(index + by, 0, row);
  return withRows(procedure, rows);
};

/** The table of stages with a row for each stage that is chosen, in their order; rows that were there keep their words. */
export const withTableRows = (procedure: Procedure, index: number, orders: readonly number[]): Procedure =>
  withRows(
    procedure,
    procedure.form.rows.map((row, at) =>
      at === index && row.kind === 'stageTable'
        ? {
            ...row,
            rows: procedure.stages
              .filter(({ order }) => orders.includes(order))
              .map(
                ({ order, label, formLabel }) =>
                  row.rows.find(({ stageOrder }) => stageOrder === order) ?? {
                    stageOrder: order,
                    label: formLabel ?? label,
                  },
              ),
          }
        : row,
    ),
  );

/** The timescales that stand for one another in answer to a question for the unit; the question's id names their group. */
export const alternativesFor = (procedure: Procedure, questionId: string): readonly Timescale[] =>
  procedure.stages.flatMap((stage) =>
    stage.timescales.filter(({ alternativeTo }) => alternativeTo === questionId),
  );

/** The unit's questions that bear on a stage and that nobody has answered yet. */
export const openQuestions = (
  procedure: Procedure,
  stageOrder: number,
  statedTimescaleIds: readonly string[],
): Procedure['toState'] => {
  const stage = procedure.stages.find(({ order }) => order === stageOrder);
  return procedure.toState.filter(
    ({ id }) =>
      stage?.timescales.some(({ alternativeTo }) => alternativeTo === id) &&
      !alternativesFor(procedure, id).some((timescale) => statedTimescaleIds.includes(timescale.id)),
  );
};
