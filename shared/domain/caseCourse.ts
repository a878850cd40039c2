/**
 * The course of a case: what state it is in and what is needed next, worked out from recorded facts alone.
 */
import type { Procedure } from './procedures/procedureSchema.ts';

export const caseStatuses = { open: 'Open', decided: 'Decided', closed: 'Closed' } as const;
export type CaseStatus = keyof typeof caseStatuses;

export const nextSteps = {
  workStage: 'To be resolved at this stage',
  decide: 'Waiting for a decision',
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
  readonly decisionVersion?: number;
  readonly notice?: { readonly decisionVersion: number; readonly sent: boolean; readonly received: boolean };
}

/**
 * What the business unit has to do next. A notice made from an earlier version of the decision does not count:
 * an amended decision needs its own notice.
 */
export const nextStepOf = (facts: CourseFacts, procedure: Procedure): NextStep => {
  if (facts.decisionVersion === undefined) {
    if (facts.status === 'closed') return 'none';
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
  if (step === 'decide' && stage) {
    const bodies = stage.decisionBodies.flatMap((id) => {
      const body = procedure.decisionBodies.find((candidate) => candidate.id === id);
      return body ? [body.label] : [];
    });
    return `Decision of the ${bodies.join(' or the ')}`;
  }
  if (step === 'workStage' && stage) return `Outcome of ${stage.label}: ${stage.name}`;
  return nextSteps[step];
};
