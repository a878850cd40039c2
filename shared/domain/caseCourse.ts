/**
 * The course of a case: what state it is in and what is needed next, worked out from recorded facts alone.
 */
import type { PlainDate } from './calendarTypes.ts';
import type { DecisionOutcome, OutcomeForChild, StageOutcome } from './codes.ts';
import type { Procedure, RuleSource, Stage } from './procedures/procedureSchema.ts';
import { listInWords, shortDay } from './wordsForDates.ts';
import { addWorkingDays, type WorkingCalendar } from './workingDays.ts';

export const caseStatuses = { open: 'Open', decided: 'Decided', closed: 'Closed' } as const;
export type CaseStatus = keyof typeof caseStatuses;

/** A case, or a record kept only for its themes: of a matter resolved, or still live, at a stage the unit is told of. */
export const recordKinds = {
  case: 'A case for the register',
  resolvedElsewhere: 'Resolved elsewhere',
  liveElsewhere: 'Live elsewhere',
} as const;
export type RecordKind = keyof typeof recordKinds;

export const nextSteps = {
  workStage: 'To be resolved at this stage',
  hearOutcome: 'Outcome to be heard',
  decide: 'Waiting for a decision',
  sign: 'Decision to be signed',
  completeNotice: 'Notice to be completed',
  sendNotice: 'Notice to be sent',
  confirmReceipt: 'Receipt to be confirmed',
  close: 'To be closed',
  none: 'Nothing more to do',
} as const;
export type NextStep = keyof typeof nextSteps;

export interface CourseFacts {
  readonly status: CaseStatus;
  readonly stageOrder: number;
  readonly recordKind: RecordKind;
  readonly decisionVersion?: number;
  /** A decision was made ready and waits for its signer. */
  readonly submitted?: boolean;
  readonly notice?: { readonly decisionVersion: number; readonly sent: boolean; readonly received: boolean };
}

/**
 * What the business unit has to do next. A notice made from an earlier version of the decision does not count:
 * an amended decision needs its own notice.
 */
export const nextStepOf = (facts: CourseFacts, procedure: Procedure): NextStep => {
  if (facts.submitted) return 'sign';
  // A reopened case still has its earlier decision, but is waiting for another.
  if (facts.decisionVersion === undefined || facts.status === 'open') {
    if (facts.status === 'closed') return 'none';
    if (facts.recordKind === 'liveElsewhere') return 'hearOutcome';
    const stage = procedure.stages.find((candidate) => candidate.order === facts.stageOrder);
    return stage && stage.decisionBodies.length > 0 ? 'decide' : 'workStage';
  }
  const { notice } = facts;
  if (!notice || notice.decisionVersion !== facts.decisionVersion) return 'completeNotice';
  if (!notice.sent) return 'sendNotice';
  if (facts.status !== 'closed') return 'close';
  return notice.received ? 'none' : 'confirmReceipt';
};

/** What is needed, in the procedure's own names for who does it. */
export const neededWords = (step: NextStep, stageOrder: number, procedure: Procedure): string => {
  const stage = procedure.stages.find((candidate) => candidate.order === stageOrder);
  if ((step === 'decide' || step === 'sign') && stage) {
    const bodies = stage.decisionBodies.flatMap((id) => {
      const body = procedure.decisionBodies.find((candidate) => candidate.id === id);
      return body ? [body.label] : [];
    });
    const decision = `Decision of the ${bodies.join(' or the ')}`;
    return step === 'sign' ? `${decision}, ready to be signed` : decision;
  }
  if (step === 'workStage' && stage) return `Outcome of ${stage.label}: ${stage.name}`;
  if (step === 'hearOutcome' && stage) return `Outcome of ${stage.label} to be heard`;
  return nextSteps[step];
};

/**
 * The day by which the decision should be with the referrer in writing, while it is not. The documents ask for it in
 * writing and give no number of days: the unit's own setting does.
 */
export const noticeDueOn = (
  step: NextStep,
  decidedOn: PlainDate,
  withinWorkingDays: number,
  calendar: WorkingCalendar,
): PlainDate | undefined =>
  step === 'completeNotice' || step === 'sendNotice'
    ? addWorkingDays(decidedOn, withinWorkingDays, calendar)
    : undefined;

/** Where a case that is still unresolved goes, past the stages that the register works; none for some procedures. */
export const outwardDoors = (
  procedure: Procedure,
): readonly { readonly id: string; readonly label: string; readonly source: RuleSource }[] => [
  ...procedure.stages
    .filter((stage) => stage.outward)
    .map(({ order, label, name, source }) => ({ id: `stage-${order}`, label: `${label}: ${name}`, source })),
  ...procedure.beyondLastStage,
];

/** The stages left out that a procedure never lets a case do without before it comes to `stageOrder`. */
export const neverLeftOut = (
  procedure: Procedure,
  stageOrder: number,
  leftOut: readonly number[],
): readonly Stage[] =>
  procedure.stages.filter(({ order }) =>
    procedure.neverSkip.some(
      (rule) => stageOrder >= rule.before && rule.orders.includes(order) && leftOut.includes(order),
    ),
  );

export const isOutcomeAgreed = (outcome: StageOutcome): boolean =>
  outcome === 'resolved' || outcome === 'understoodNotAgreed';

/** Who decided where nobody had to: the agencies came to terms at the last stage. */
export const AGREEMENT_BODY = { id: 'agreement', label: 'the agencies, by agreement' } as const;

/** As it reads after "Final decision of:"; the id itself for a body that the procedure no longer names. */
export const decisionBodyLabel = (procedure: Procedure, bodyId: string): string =>
  bodyId === AGREEMENT_BODY.id
    ? AGREEMENT_BODY.label
    : (procedure.decisionBodies.find((body) => body.id === bodyId)?.label ?? bodyId);

export interface RuleIssue {
  readonly path: string;
  readonly message: string;
}

/** What stands against ending a stage in this way; nothing where all is well. */
export const stageEndIssues = (
  end: {
    readonly outcome: StageOutcome;
    readonly endedOn: PlainDate;
    readonly confirmationDocumentId?: string | undefined;
    readonly noConfirmationReason: string;
    readonly routeId?: string | undefined;
    readonly outcomeForChild?: OutcomeForChild | undefined;
    readonly outcomeForChildWords: string;
    /** Not resolved: the stage that opens next, and why any between are left out. */
    readonly nextStageOrder: number;
    readonly skipReason: string;
  },
  facts: {
    readonly stage: Stage;
    readonly openedOn: PlainDate;
    readonly today: PlainDate;
    readonly procedure: Procedure;
    /** The orders of stages that the case has left out so far. */
    readonly leftOut: readonly number[];
  },
): readonly RuleIssue[] => {
  const { stage, openedOn, today, procedure } = facts;
  const issues: RuleIssue[] = [];
  if (end.endedOn > today) issues.push({ path: 'endedOn', message: 'This day is still to come' });
  if (end.endedOn < openedOn)
    issues.push({ path: 'endedOn', message: `${stage.label} opened after this day: check the date` });
  const decides = stage.decisionBodies.length > 0;
  const agreedOrNot = isOutcomeAgreed(end.outcome);
  if (decides && (agreedOrNot || end.outcome === 'notResolved'))
    issues.push({
      path: 'outcome',
      message: `${stage.label} ends with a decision, so that the referrer gets it in writing. Record the decision; where the agencies came to terms, its outcome is "Agreement reached"`,
    });
  if (end.outcome === 'notResolved' && !decides) issues.push(...nextStageIssues(end, facts));
  if (agreedOrNot && end.outcomeForChild === undefined)
    issues.push({ path: 'outcomeForChild', message: 'Choose the outcome for the child' });
  if (
    agreedOrNot &&
    end.outcomeForChildWords === '' &&
    stage.duties.some((duty) => duty.kind === 'childOutcome')
  )
    issues.push({
      path: 'outcomeForChildWords',
      message: 'Say what it changed for the child and the family',
    });
  if (end.outcome === 'redirected' && !procedure.otherRoutes.some((route) => route.id === end.routeId))
    issues.push({ path: 'routeId', message: 'Say which other route it takes' });
  const needsConfirmation = agreedOrNot || end.outcome === 'notResolved';
  if (needsConfirmation && end.confirmationDocumentId === undefined && end.noConfirmationReason === '')
    issues.push({
      path: 'noConfirmationReason',
      message: 'Attach the written confirmation between the parties, or say why there is none',
    });
  return issues;
};

const nextStageIssues = (
  end: { readonly nextStageOrder: number; readonly skipReason: string },
  facts: { readonly stage: Stage; readonly procedure: Procedure; readonly leftOut: readonly number[] },
): readonly RuleIssue[] => {
  const { stage, procedure } = facts;
  const further = procedure.stages.filter(({ order, outward }) => order > stage.order && !outward);
  if (further.length === 0)
    return [{ path: 'outcome', message: 'There is no further stage: record what was decided' }];
  const next = further.find(({ order }) => order === end.nextStageOrder);
  if (!next)
    return [{ path: 'nextStageOrder', message: `Choose a ${procedure.stageWord} after ${stage.label}` }];
  const between = further.filter(({ order }) => order < next.order);
  const missing = neverLeftOut(procedure, next.order, [
    ...facts.leftOut,
    ...between.map(({ order }) => order),
  ]);
  return [
    ...(missing.length > 0
      ? [
          {
            path: 'nextStageOrder',
            message: `${listInWords(missing.map(({ label }) => label))} must have taken place before ${next.label}`,
          },
        ]
      : []),
    ...(between.length > 0 && end.skipReason === ''
      ? [
          {
            path: 'skipReason',
            message: `Say why ${listInWords(between.map(({ label }) => label))} ${between.length === 1 ? 'is' : 'are'} left out`,
          },
        ]
      : []),
  ];
};

/** What stands against recording this decision; nothing where all is well. */
export const decisionIssues = (
  decision: {
    readonly bodyId: string;
    readonly decidedOn: PlainDate;
    readonly outcome: DecisionOutcome;
    readonly referredOutwardTo: string;
  },
  facts: { readonly stage: Stage; readonly openedOn: PlainDate; readonly today: PlainDate },
): readonly RuleIssue[] => {
  const { stage, openedOn, today } = facts;
  const issues: RuleIssue[] = [];
  const byAgreement = decision.bodyId === AGREEMENT_BODY.id;
  if (stage.decisionBodies.length === 0)
    issues.push({ path: 'bodyId', message: `Nobody decides at ${stage.label}: end the stage instead` });
  else if (!byAgreement && !stage.decisionBodies.includes(decision.bodyId))
    issues.push({ path: 'bodyId', message: `Choose who decides at ${stage.label}` });
  if (byAgreement && decision.outcome !== 'agreementReached')
    issues.push({
      path: 'outcome',
      message: 'Where the agencies came to terms, the outcome is "Agreement reached"',
    });
  if (decision.decidedOn > today) issues.push({ path: 'decidedOn', message: 'This day is still to come' });
  if (decision.decidedOn < openedOn)
    issues.push({ path: 'decidedOn', message: `${stage.label} opened after this day: check the date` });
  if (decision.outcome === 'referredOutward' && decision.referredOutwardTo === '')
    issues.push({ path: 'referredOutwardTo', message: 'Say to whom it was referred' });
  return issues;
};

/** What stands against moving a stage's date to another day (Bury: "Each stage should not exceed 10 working days"). */
export const extensionIssues = (
  extension: { readonly on: PlainDate; readonly beyondCeilingReason: string },
  facts: {
    readonly today: PlainDate;
    readonly dueOn: PlainDate | null;
    readonly ceilingOn: PlainDate | null;
  },
): readonly RuleIssue[] => {
  const { today, dueOn, ceilingOn } = facts;
  const issues: RuleIssue[] = [];
  if (extension.on < today) issues.push({ path: 'on', message: 'Give a day that is still to come' });
  if (dueOn !== null && extension.on <= dueOn)
    issues.push({ path: 'on', message: 'Give a day after the present due date' });
  if (ceilingOn !== null && extension.on > ceilingOn && extension.beyondCeilingReason === '')
    issues.push({
      path: 'beyondCeilingReason',
      message: `The procedure allows no day after ${shortDay(ceilingOn)} without a recorded reason: give the reason, or an earlier day`,
    });
  return issues;
};
