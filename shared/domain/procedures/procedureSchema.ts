/**
 * A partnership's procedure as data. One file a procedure lives beside this one, all checked by this schema;
 * a unit's own copy is checked by the same. No code anywhere asks which procedure it has: it reads these facts.
 */
import { z } from 'zod';
import { childStatuses, codesOf, commonThemes, tiers } from '../codes.ts';

const words = z.string().trim().min(1, 'Fill this in').max(2000, 'Use 2,000 characters or fewer');
const wholeNumber = (least: number, most: number) => {
  const message = `Use a whole number from ${least} to ${most}`;
  return z.int(message).min(least, message).max(most, message);
};
const stageOrder = wholeNumber(1, 9);
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use small letters, digits and single hyphens');

/** Where a rule comes from, in the document's own few words, and what the document leaves open. */
export const ruleSourceSchema = z.strictObject({
  /** Which document: its title and date. */
  document: words,
  /** The part of it: "Level 3 box", "paragraph 2.2 d". */
  place: words,
  /** A few words that the rule rests on; absent where the document is silent. */
  quote: words.optional(),
  /** Where the document is silent or says two things, and what the register does about it. */
  remark: words.optional(),
});
export type RuleSource = z.infer<typeof ruleSourceSchema>;

/** What starts a timescale running. */
export const timescaleEvents = {
  disagreement: 'the disagreement or decision',
  stageOpened: 'the stage was opened',
  referralReceived: 'the referral was received',
  meetingHeld: 'the meeting was held',
  formalEscalation: 'the formal escalation',
} as const;
export type TimescaleEvent = keyof typeof timescaleEvents;

export const timescaleLengthSchema = z.discriminatedUnion('unit', [
  z.strictObject({ unit: z.literal('workingDays'), count: wholeNumber(1, 260) }),
  /** Calendar weeks of seven days. */
  z.strictObject({ unit: z.literal('weeks'), count: wholeNumber(1, 52) }),
  /** Clock time: runs through nights, weekends and bank holidays. */
  z.strictObject({ unit: z.literal('hours'), count: wholeNumber(1, 24 * 60) }),
  /** The people concerned state it case by case; the register asks and never fills it in. */
  z.strictObject({ unit: z.literal('agreed'), question: words }),
]);
export type TimescaleLength = z.infer<typeof timescaleLengthSchema>;

export const timescaleSchema = z.strictObject({
  id,
  /** What must have happened by then: "the stage ends", "the senior manager contacts the equivalent". */
  action: words,
  event: z.enum(codesOf(timescaleEvents)),
  /** A ceiling is the furthest that an agreed extension may go without a recorded reason. */
  kind: z.enum(['due', 'ceiling']),
  length: timescaleLengthSchema,
  /** Set where it only applies in some cases: "if a meeting is needed". */
  condition: words.optional(),
  /** Done once an entry of the timeline says so, while the stage goes on. Others end with their stage. */
  doneByEntry: z.literal(true).optional(),
  /** What doing it sets going for the other timescales of the stage. */
  starts: z.enum(codesOf(timescaleEvents)).optional(),
  /** Timescales with the same value stand for one another: the unit states which applies; until then the earlier is due. */
  alternativeTo: id.optional(),
  source: ruleSourceSchema,
});
export type Timescale = z.infer<typeof timescaleSchema>;

export const businessUnitDuties = {
  none: 'Nothing is sent to the business unit',
  informed: 'The business unit is told',
  logged: 'The business unit logs it',
  facilitates: 'The business unit facilitates',
} as const;

/** What doing a duty is recorded as. */
export const dutyKinds = {
  tellReviewingOfficer: 'Tell the Independent Reviewing Officer',
  safeguardingLeadAware: 'The safeguarding lead is aware',
  alertBoardRepresentatives: 'Alert the board representatives',
  resolutionPanel: 'Resolution panel',
  multiAgencyReview: 'Multi-agency review, with a chair and its record',
  mediation: 'Mediation meeting',
  widerLessons: 'Wider lessons, in words',
  similarConcerns: 'Cases with a similar concern',
  childOutcome: 'Outcome for the child, when the stage ends',
  confirmInWriting: 'Confirmed in writing, when the stage ends',
  recordReview: 'Review of the record, in words',
  debrief: 'Debrief',
  other: 'Something else',
} as const;

/** What a record that the unit only keeps for its themes tells of. */
export const notificationKinds = {
  resolvedElsewhere: 'Resolved elsewhere',
  liveElsewhere: 'Live elsewhere',
} as const;

/**
 * A duty that the register asks for and tracks at a stage. The same id at several stages is one duty, done once. `kind` says which recording screen
 * and check it has.
 */
export const stageDutySchema = z.strictObject({
  id,
  kind: z.enum(codesOf(dutyKinds)),
  label: words,
  /** Codes of child statuses that bring the duty about; absent means always. */
  whenChildStatus: z.array(z.enum(codesOf(childStatuses))).optional(),
  required: z.boolean(),
  source: ruleSourceSchema,
});
export type StageDuty = z.infer<typeof stageDutySchema>;

export const stageSchema = z.strictObject({
  /** 1, 2, 3…: joins a procedure's own label to the number on its form. */
  order: stageOrder,
  /** The procedure's own: "Level 3", "Stage Three", "C". */
  label: words,
  /** What the form calls it where that differs: "Stage 3". */
  formLabel: words.optional(),
  name: words,
  /** Who meets whom. */
  who: words,
  tier: z.enum(codesOf(tiers)),
  businessUnit: z.enum(codesOf(businessUnitDuties)),
  /** What must be recorded or sent in writing. */
  inWriting: z.array(words),
  timescales: z.array(timescaleSchema),
  /** Ids of the bodies that may end the case here. */
  decisionBodies: z.array(id),
  duties: z.array(stageDutySchema),
  /** Referral out of the partnership rather than a stage that the register works. */
  outward: z.boolean(),
  source: ruleSourceSchema,
});
export type Stage = z.infer<typeof stageSchema>;

export const decisionBodySchema = z.strictObject({
  id,
  /** As it reads after "Final decision of:". */
  label: words,
  kind: z.enum([
    'executive',
    'scrutineer',
    'chair',
    'chairOrScrutineer',
    'chairWithRepresentatives',
    'panel',
    'partners',
  ]),
  /** A panel: how many senior officers, each from a different full member, the agencies concerned among them. */
  panelSize: wholeNumber(2, 9).optional(),
  source: ruleSourceSchema,
});
export type DecisionBody = z.infer<typeof decisionBodySchema>;

/** A field of the office's dictionary, as a form names it. */
export const formFieldPaths = [
  'dateOfNotification',
  'child.name',
  'child.dateOfBirth',
  'child.nhsNumber',
  'child.nhsOrOtherNumber',
  'referrer.name',
  'referrer.role',
  'referrer.agency',
  'referrer.contactDetails',
  'safeguardingLead.aware',
  'safeguardingLead.name',
  'notificationSentTo',
  'summary',
  'evidence',
  'desiredOutcome',
  'response.text',
  'response.date',
  'resolution.text',
  'resolution.date',
] as const;
export type FormFieldPath = (typeof formFieldPaths)[number];

/** One row of a form, top to bottom, with the document's own label kept letter for letter. */
export const formRowSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('field'),
    field: z.enum(formFieldPaths),
    label: words,
    /** What the form prints beneath the label for the person filling it in. */
    instruction: words.optional(),
  }),
  z.strictObject({ kind: z.literal('heading'), label: words }),
  z.strictObject({
    kind: z.literal('stageTable'),
    columns: z.tuple([words, words, words]),
    /** A remark that the form prints under a column heading. */
    evidenceRemark: words.optional(),
    rows: z.array(
      z.strictObject({
        stageOrder,
        label: words,
        /** "Final decision of:" stands in the row where the decision goes. */
        decisionLabel: words.optional(),
        /** The register's own row: printed on the notice, looked for on no form. */
        noticeOnly: z.literal(true).optional(),
      }),
    ),
  }),
]);
export type FormRow = z.infer<typeof formRowSchema>;

export const procedureFormSchema = z.strictObject({
  title: words,
  appendix: words.optional(),
  /** The document's own notice about sending and storing. */
  securityNotice: words.optional(),
  rows: z.array(formRowSchema).min(1),
  /** What the form prints at its foot. */
  closing: words.optional(),
  /** False where the document lays down no form and this is the register's own layout. */
  laidDown: z.boolean(),
  acceptedAtStages: z.array(stageOrder),
  source: ruleSourceSchema,
});
export type ProcedureForm = z.infer<typeof procedureFormSchema>;

/** What a notice may say or leave out. Who decided what, where and when always stands. */
export const noticeParts = {
  reasons: 'Reasons',
  requiredActions: 'Required actions',
  outcomeForChild: 'Outcome for the child',
  widerLearning: 'Wider learning',
  policyChange: 'Change of policy or procedure',
} as const;
export type NoticePart = keyof typeof noticeParts;

/** No procedure's form asks for wider learning or a change of policy: they are the partnership's, not the referrer's. */
const usualNoticeParts: readonly NoticePart[] = ['reasons', 'requiredActions', 'outcomeForChild'];

export const procedureSchema = z
  .strictObject({
    id,
    /** Grows by one with each change; a case keeps the version it was opened under. */
    version: z.int().min(1),
    /** The id that a unit's own copy was made from. */
    basedOn: id.optional(),
    title: words,
    partnershipName: words,
    /** For references and lists: "Bury". */
    shortName: words,
    referencePrefix: z.string().regex(/^[A-Z][A-Z0-9]{1,7}$/, 'Use 2 to 8 capital letters or digits'),
    documentDate: words.optional(),
    /** "level", "stage": how the procedure speaks of its steps. */
    stageWord: words,
    concerns: z.enum(['children', 'childrenOrAdults']),
    /** Whether a concern may be shared, with no agency challenged. */
    sharedConcern: z.boolean(),
    immediateDanger: z.strictObject({ door: words, advice: words, source: ruleSourceSchema }),
    otherRoutes: z.array(z.strictObject({ id, label: words, source: ruleSourceSchema })),
    urgentEntry: z.strictObject({ fromOrder: stageOrder, how: words, source: ruleSourceSchema }).optional(),
    /** Stages that may never be left out before the stage given, whatever the reason. */
    neverSkip: z.array(
      z.strictObject({ orders: z.array(stageOrder), before: stageOrder, source: ruleSourceSchema }),
    ),
    /** Records that the unit only keeps for its themes: told of a case live elsewhere or already resolved. */
    notificationOnly: z.array(
      z.strictObject({
        stageOrder,
        kind: z.enum(codesOf(notificationKinds)),
        label: words,
        source: ruleSourceSchema,
      }),
    ),
    /** "or a timescale that protects the child, whichever is less": a child-led date may win at every stage. */
    childLedDates: ruleSourceSchema,
    stages: z.array(stageSchema).min(1, 'Add at least one stage').max(9, 'Use nine stages or fewer'),
    decisionBodies: z.array(decisionBodySchema).min(1, 'Add at least one decision body'),
    /** Where a case still unresolved past the last stage goes. */
    beyondLastStage: z.array(z.strictObject({ id, label: words, source: ruleSourceSchema })),
    themes: z
      .array(z.strictObject({ id, label: words, common: z.enum(codesOf(commonThemes)) }))
      .min(1, 'Add at least one theme'),
    themesSource: ruleSourceSchema,
    form: procedureFormSchema,
    /** What goes back to the referrer when the case ends, and what it is called. */
    notice: z.strictObject({
      title: words,
      /** What it says besides the decision, unless somebody chooses otherwise for one notice; absent means the usual. */
      parts: z.array(z.enum(codesOf(noticeParts))).optional(),
      source: ruleSourceSchema,
    }),
    /** What the unit must state before the procedure says one thing. */
    toState: z.array(z.strictObject({ id, question: words, source: ruleSourceSchema })),
  })
  .superRefine((procedure, context) => {
    const fail = (path: readonly (string | number)[], message: string): void => {
      context.addIssue({ code: 'custom', path: [...path], message });
    };
    /** Marks each value that an earlier one in the list already has. */
    const failRepeats = (
      entries: readonly { readonly path: readonly (string | number)[]; readonly value: string }[],
      message: string,
    ): void => {
      const seen = new Set<string>();
      for (const { path, value } of entries) {
        const key = value.toLowerCase();
        if (seen.has(key)) fail(path, message);
        seen.add(key);
      }
    };

    const orders = procedure.stages.map((stage) => stage.order);
    if (orders.some((order, index) => order !== index + 1))
      fail(['stages'], 'Number the stages 1, 2, 3 in order');
    const hasStage = (order: number): boolean => orders.includes(order);
    const bodies = new Set(procedure.decisionBodies.map((body) => body.id));
    procedure.stages.forEach((stage, index) =>
      stage.decisionBodies
        .filter((body) => !bodies.has(body))
        .forEach((body) => fail(['stages', index, 'decisionBodies'], `No decision body is called ${body}`)),
    );
    if (!procedure.stages.some((stage) => stage.decisionBodies.length > 0))
      fail(['stages'], 'Say at which stage a decision ends the case');
    procedure.decisionBodies.forEach((body, index) => {
      if (body.kind === 'panel' && body.panelSize === undefined)
        fail(['decisionBodies', index, 'panelSize'], 'Say how many sit on the panel');
    });

    const named = (list: 'stages' | 'themes' | 'decisionBodies') =>
      procedure[list].map(({ label }, index) => ({ path: [list, index, 'label'], value: label }));
    failRepeats(named('stages'), 'Another stage already has this label');
    failRepeats(named('themes'), 'Another theme is already called this');
    failRepeats(named('decisionBodies'), 'Another decision body is already called this');
    const identified = (list: 'themes' | 'decisionBodies') =>
      procedure[list].map((entry, index) => ({ path: [list, index, 'label'], value: entry.id }));
    failRepeats(identified('themes'), 'Another theme has the same id');
    failRepeats(identified('decisionBodies'), 'Another decision body has the same id');
    failRepeats(
      procedure.stages.flatMap((stage, stageIndex) =>
        stage.timescales.map((timescale, index) => ({
          path: ['stages', stageIndex, 'timescales', index, 'action'],
          value: timescale.id,
        })),
      ),
      'Another timescale has the same id',
    );

    const notThere = 'The procedure has no such stage';
    if (procedure.urgentEntry && !hasStage(procedure.urgentEntry.fromOrder))
      fail(['urgentEntry', 'fromOrder'], notThere);
    procedure.neverSkip.forEach((rule, index) => {
      if (![...rule.orders, rule.before].every(hasStage)) fail(['neverSkip', index], notThere);
    });
    procedure.notificationOnly.forEach((rule, index) => {
      if (!hasStage(rule.stageOrder)) fail(['notificationOnly', index, 'stageOrder'], notThere);
    });
    procedure.toState.forEach((question, index) => {
      const choices = procedure.stages.map(
        ({ timescales }) => timescales.filter(({ alternativeTo }) => alternativeTo === question.id).length,
      );
      if (!choices.some((count) => count > 1))
        fail(
          ['toState', index, 'question'],
          'Say at two timescales of one stage that this question settles them',
        );
    });
    procedure.stages.forEach((stage, stageIndex) =>
      failRepeats(
        stage.duties.map((duty, index) => ({
          path: ['stages', stageIndex, 'duties', index, 'label'],
          value: duty.label,
        })),
        'Another duty of this stage is already called this',
      ),
    );
    if (!procedure.form.acceptedAtStages.every(hasStage)) fail(['form', 'acceptedAtStages'], notThere);
    procedure.form.rows.forEach((row, index) => {
      if (row.kind === 'stageTable' && !row.rows.every(({ stageOrder: order }) => hasStage(order)))
        fail(['form', 'rows', index], notThere);
    });
  });
export type Procedure = z.infer<typeof procedureSchema>;

/** What a notice under this procedure says besides the decision. */
export const noticePartsOf = ({ notice }: Procedure): readonly NoticePart[] =>
  notice.parts ?? usualNoticeParts;

/** Throws a RangeError when the procedure has no such stage. */
export const getStage = (procedure: Procedure, order: number): Stage => {
  const stage = procedure.stages.find((candidate) => candidate.order === order);
  if (!stage) throw new RangeError(`The procedure has no stage ${order}`);
  return stage;
};
