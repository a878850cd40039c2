import { notFound } from '../../appFault.ts';
import type { Sheet } from '../../documents/reading/parserMessages.ts';
import type { TrackerPlan, TrackerProblem } from '../../../../shared/domain/tracker.ts';

/** A spreadsheet that is being brought in, what was made of it last, and whether that is being worked on. */
export interface TrackerFile {
  readonly id: string;
  readonly sheets: readonly Sheet[];
  checked?: {
    readonly rows: Sheet['rows'];
    readonly plan: TrackerPlan;
    readonly problems: readonly TrackerProblem[];
  };
  isBusy: boolean;
}

/** The one spreadsheet on its way in, in memory alone. A lock forgets it. */
export interface TrackerFiles {
  hold(id: string, sheets: readonly Sheet[]): TrackerFile;
  /** Throws `not-found`. */
  get(id: string): TrackerFile;
  forget(): void;
}

export const createTrackerFiles = (): TrackerFiles => {
  let held: TrackerFile | undefined;
  return {
    hold: (id, sheets) => {
      held = { id, sheets, isBusy: false };
      return held;
    },
    get: (id) => {
      if (held?.id !== id) throw notFound('This file is no longer held. Choose it again.');
      return held;
    },
    forget: () => {
      held = undefined;
    },
  };
};
