/**
 * Long work, one way for all of it: an operation says how far it has come, lets others be answered between two pieces of
 * work, and ends where somebody asked it to. The window asks by the operation's name.
 */
import { setImmediate } from 'node:timers/promises';
import type { OperationName } from '../../shared/contract/index.ts';
import type { JobProgress } from '../../shared/contract/jobs.ts';
import { refused } from './appFault.ts';

/** How far a job has come; it can be stopped there unless it says otherwise. */
export type Reached = Omit<JobProgress, 'mayStop'> & { readonly mayStop?: boolean };

/** Hears how far work has come. */
export type Tell = (reached: Reached) => void;

export interface Job {
  /** Aborted once somebody stops the job; the reason is the fault that whoever waits for it gets. */
  readonly signal: AbortSignal;
  readonly tell: Tell;
  /**
   * Tells, and lets whoever else waits be answered.
   * @throws AppFault `refused` once the job is stopped
   */
  reach(reached: Reached): Promise<void>;
}

export interface Jobs {
  begin(operation: OperationName): Job & { end(): void };
  find(operation: OperationName): JobProgress | undefined;
  stop(operation: OperationName): void;
  /** The computer goes to sleep: what can be stopped is stopped. */
  stopAll(): void;
}

const keptCount = 'The counting was stopped. What was counted is kept: it goes on from there next time.';
const noBackup = 'The backup was stopped. Nothing of it is left.';

/** What is left where a job was stopped, if it is not simply nothing. */
const stoppedWords: Readonly<Partial<Record<OperationName, string>>> = {
  'analytics.figures': keptCount,
  'reports.open': keptCount,
  'reports.check': keptCount,
  'reports.differences': keptCount,
  'backups.make': noBackup,
  'backups.makePortable': noBackup,
  'backups.restoreElsewhere': 'It was stopped, and nothing of it is left in that folder.',
  'vault.restore': 'It was stopped. Everything is where it was.',
  'vault.restoreWithRecoveryKey': 'It was stopped. Everything is where it was.',
  'tracker.undo': 'It was stopped, and nothing was taken out.',
  'tracker.bringIn': 'It was stopped, and nothing was brought in.',
  'people.remove': 'It was stopped. The keys are as they were.',
  'people.changeKeys': 'It was stopped. The keys are as they were.',
};

interface Running {
  readonly operation: OperationName;
  readonly stop: AbortController;
  reached?: Reached;
}

export const createJobs = (): Jobs => {
  const running = new Set<Running>();
  const runningOf = (operation: OperationName) =>
    [...running].filter((job) => job.operation === operation && job.reached);
  const stopOne = ({ operation, stop, reached }: Running): void => {
    if (reached?.mayStop !== false)
      stop.abort(refused(stoppedWords[operation] ?? 'It was stopped. Nothing was changed.'));
  };
  return {
    begin: (operation) => {
      const job: Running = { operation, stop: new AbortController() };
      running.add(job);
      const tell: Tell = (reached) => {
        job.reached = reached;
      };
      return {
        signal: job.stop.signal,
        tell,
        reach: async (reached) => {
          tell(reached);
          await setImmediate();
          job.stop.signal.throwIfAborted();
        },
        end: () => void running.delete(job),
      };
    },
    find: (operation) => {
      const reached = runningOf(operation).at(-1)?.reached;
      return reached && { mayStop: true, ...reached };
    },
    stop: (operation) => runningOf(operation).forEach(stopOne),
    stopAll: () => running.forEach(stopOne),
  };
};
