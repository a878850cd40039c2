import type { InputOf } from '../../../shared/contract/index.ts';
import type { Instant, PlainDate } from '../../../shared/domain/calendarTypes.ts';
import type { OutcomeForChild, StageOutcome } from '../../../shared/domain/codes.ts';
import type { IntakeForm } from '../../../shared/domain/intake.ts';

export interface ReceivedFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** What somebody does to a case, as an operation of the register but without the ids that only the register knows. */
export type PlannedStep =
  | {
      readonly kind: 'record';
      readonly entry: Omit<InputOf<'cases.recordEntry'>, 'caseId' | 'revision' | 'happenedOn'>;
      readonly attachment?: ReceivedFile;
    }
  | {
      readonly kind: 'endStage';
      readonly outcome: StageOutcome;
      readonly words: string;
      readonly outcomeForChild?: OutcomeForChild;
      readonly outcomeForChildWords?: string;
      readonly routeId?: string;
      readonly nextAgreedOn?: PlainDate;
    }
  | { readonly kind: 'pause'; readonly reason: string }
  | { readonly kind: 'setChildLedDate'; readonly on: PlainDate; readonly reason: string }
  | {
      readonly kind: 'decide';
      readonly decision: Omit<InputOf<'decisions.recordElsewhere'>['decision'], 'decidedOn' | 'panel'>;
      /** The Chair decides with the agencies' nominated representatives. */
      readonly withRepresentatives: boolean;
    }
  | { readonly kind: 'markSent'; readonly to: string }
  /** `assign` gives the case to the coordinator; `handOver` saves the PDF and makes the e-mail draft. */
  | { readonly kind: 'assign' | 'completeNotice' | 'handOver' | 'close' | 'confirmReceipt' };

export interface TimedStep {
  readonly at: Instant;
  readonly step: PlannedStep;
}

/** One case as it will go through the office. */
export interface PlannedCase {
  readonly loggedAt: Instant;
  /** A form that came as a file. */
  readonly received?: ReceivedFile;
  /** Completes what the register filled in from the file, or an empty form. */
  readonly fillIn: (started: IntakeForm) => IntakeForm;
  readonly steps: readonly TimedStep[];
}
