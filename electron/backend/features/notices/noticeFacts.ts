import { officeDayOf, type PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import { decisionBodyLabel } from '../../../../shared/domain/caseCourse.ts';
import { decisionOutcomes, outcomesForChild, stageOutcomes } from '../../../../shared/domain/codes.ts';
import type { NoticeFacts } from '../../../../shared/domain/noticeContent.ts';
import type { Procedure } from '../../../../shared/domain/procedures/procedureSchema.ts';
import { shortDate } from '../../../../shared/domain/wordsForDates.ts';
import type { CaseRecord, StoredDecision } from '../cases/repository.ts';

const given = (text: string | null): string | undefined => (text === null || text === '' ? undefined : text);

/** Nothing of decisions from before they were signed. */
const howMade = (decision: StoredDecision, recordedBy: string): string | undefined => {
  if (decision.signerName !== null && decision.signedAt !== null)
    return `Signed by ${decision.signerName} on ${shortDate(officeDayOf(decision.signedAt))}`;
  return decision.how === 'recordedElsewhere'
    ? `Made elsewhere; recorded from its written evidence by ${recordedBy} on ${shortDate(officeDayOf(decision.recordedAt))}`
    : undefined;
};

export interface GivenResponse {
  readonly words: string;
  readonly on?: PlainDate | undefined;
}

/** What of a case the referrer's notice may say. */
export const noticeFactsOf = (
  record: CaseRecord,
  decision: StoredDecision,
  options: {
    readonly procedure: Procedure;
    readonly unitName: string;
    readonly version: number;
    readonly completedOn: PlainDate;
    /** The name of whoever recorded the decision. */
    readonly recordedBy: string;
    /** What the challenged agency answered, if somebody gave it for this notice. */
    readonly response?: GivenResponse | undefined;
  },
): NoticeFacts => {
  const { case: stored } = record;
  return {
    reference: stored.reference,
    version: options.version,
    completedOn: options.completedOn,
    unitName: options.unitName,
    dateOfNotification: stored.dateOfNotification,
    people: record.people.map((person) => ({
      kind: person.kind,
      name: given(person.name),
      dateOfBirth: person.dateOfBirth ?? undefined,
      expectedDateOfBirth: person.expectedDateOfBirth ?? undefined,
      nhsNumber: given(person.nhsNumber),
      otherNumber: given(person.otherNumber),
    })),
    referrers: record.referrers.map((referrer) => ({
      name: referrer.name,
      role: given(referrer.role),
      agency: referrer.agency,
      email: given(referrer.email),
      phone: given(referrer.phone),
    })),
    safeguardingLead: {
      aware: stored.safeguardingLeadAware ?? undefined,
      name: given(stored.safeguardingLeadName),
    },
    notificationSentTo: given(stored.notificationSentTo.join('\n')),
    summary: given(stored.summary),
    evidence: given(stored.evidence),
    desiredOutcome: given(stored.desiredOutcome),
    response: options.response && { text: options.response.words, on: options.response.on },
    stageOutcomes: record.stages
      .filter((stage) => stage.stageOrder !== decision.stageOrder)
      .map((stage) => ({
        stageOrder: stage.stageOrder,
        outcomeLabel: stage.outcome === null ? undefined : stageOutcomes[stage.outcome],
        resolvedOn: stage.endedOn ?? undefined,
        evidence: given(stage.words),
      })),
    decision: {
      stageOrder: decision.stageOrder,
      bodyLabel: decisionBodyLabel(options.procedure, decision.bodyId),
      deciderName: decision.deciderName,
      decidedOn: decision.decidedOn,
      outcomeLabel: decisionOutcomes[decision.outcome],
      text: decision.decision,
      reasons: given(decision.reasons),
      requiredActions: decision.requiredActions.map(({ action, owner, dueOn }) => ({
        text: action,
        owner,
        by: dueOn,
      })),
      outcomeForChild: [outcomesForChild[decision.outcomeForChild], given(decision.outcomeForChildWords)]
        .filter((words) => words !== undefined)
        .join('. '),
      widerLearning: given(decision.widerLearning),
      policyChange: given(decision.policyChange),
      howMade: howMade(decision, options.recordedBy),
    },
  };
};
