import type { InputOf } from '../../../shared/contract/index.ts';
import type { Instant, PlainDate } from '../../../shared/domain/calendarTypes.ts';
import type { OutcomeForChild, StageOutcome } from '../../../shared/domain/codes.ts';
import type { IntakeForm } from '../../../shared/domain/intake.ts';

export interface ReceivedFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

type PlannedDecision = Omit<InputOf<'decisions.submit'>['decision'], 'decidedOn' | 'panel'>;

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
      readonly decision: PlannedDecision;
      /** The Chair decides with the agencies' nominated representatives. */
      readonly withRepresentatives: boolean;
      /**
       * The chair or scrutineer signs it at the office's own desk, where the body is one of theirs; otherwise it was
       * made elsewhere and is recorded from its minutes, as most were before there was a register.
       */
      readonly by: 'signature' | 'minutes';
    }
  | {
      /** Made ready for the chair or scrutineer, and waiting for their signature. */
      readonly kind: 'submit';
      readonly decision: PlannedDecision;
      readonly withRepresentatives: boolean;
    }
  | { readonly kind: 'markSent'; readonly to: string }
  /**
   * `assign` gives the case to the coordinator; `handOver` saves the PDF and makes the e-mail draft; `doActions` ticks off
   * all that was agreed or required.
   */
  | {
      readonly kind: 'assign' | 'completeNotice' | 'handOver' | 'close' | 'confirmReceipt' | 'doActions';
    };

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
