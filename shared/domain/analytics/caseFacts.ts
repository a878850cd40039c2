import type { PlainDate } from '../calendarTypes.ts';
import type { CaseStatus, RecordKind } from '../caseCourse.ts';
import type { ChildStatus, DecisionOutcome, OutcomeForChild, StageOutcome } from '../codes.ts';

export interface StageFacts {
  readonly order: number;
  readonly state: 'evidenceOnly' | 'skipped' | 'open' | 'ended';
  readonly openedOn?: PlainDate | undefined;
  readonly endedOn?: PlainDate | undefined;
  readonly outcome?: StageOutcome | undefined;
  /** The day that the stage was due by when the case was last changed; extensions and pauses are in it. */
  readonly dueOn?: PlainDate | undefined;
}

export interface DecisionFacts {
  readonly order: number;
  readonly decidedOn: PlainDate;
  readonly outcome: DecisionOutcome;
  /** When the notice of this version of the decision was sent. */
  readonly noticeSentOn?: PlainDate | undefined;
}

/** What is not known of a case, beside what it was not coded with. */
export type Gap = 'birth' | 'nhsNumber' | 'leadAware' | 'raisingAgency';

/** What figures are counted from: one small record a case, worked out anew with each change of the case. */
export interface CaseFacts {
  readonly id: string;
  readonly receivedOn: PlainDate;
  readonly kind: RecordKind;
  readonly status: CaseStatus;
  readonly versionId: string;
  /** The stage that it stands at, or ended at. */
  readonly order: number;
  /** When it was decided, or closed without a decision; absent while it is open, or where the day is not known. */
  readonly endedOn?: PlainDate | undefined;
  readonly levelOfNeed?: '1' | '2' | '3' | '4' | undefined;
  readonly childStatus?: ChildStatus | undefined;
  readonly shared: boolean;
  readonly urgent: boolean;
  /** How often it was opened again after it had ended. */
  readonly reopened: number;
  /** Ids of agencies, each once. */
  readonly raising: readonly string[];
  readonly challenged: readonly string[];
  /** The procedure's own; the main one first. */
  readonly themes: readonly string[];
  readonly stages: readonly StageFacts[];
  readonly decision?: DecisionFacts | undefined;
  /** It went past the last stage unresolved: referred outward. */
  readonly outward: boolean;
  readonly outcomeForChild?: OutcomeForChild | undefined;
  readonly gaps: readonly Gap[];
  /** What tells that two cases are about the same child: NHS numbers, and names with dates of birth. */
  readonly children: readonly string[];
}
