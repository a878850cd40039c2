/** Works the facts of cases out where they are missing, after a large import or in an old register, while others work. */
import { setImmediate } from 'node:timers/promises';
import { refused } from '../../appFault.ts';
import type { Context } from '../../context.ts';
import { addMissingFacts } from './sources.ts';

export interface FactsFiller {
  /**
   * Done when every case has its facts; whoever asks meanwhile waits for the same.
   * @throws AppFault `refused` where somebody stops it: what is done by then is kept; `locked`
   */
  fill(context: Pick<Context, 'database'>): Promise<void>;
  /** How many cases have their facts, while they are being worked out. */
  progress(): { readonly done: number; readonly total: number } | undefined;
  stop(): void;
}

export const createFactsFiller = (): FactsFiller => {
  let progress: ReturnType<FactsFiller['progress']>;
  let filling: Promise<void> | undefined;
  let isStopped = false;

  const fillNow = async (context: Pick<Context, 'database'>): Promise<void> => {
    isStopped = false;
    try {
      for (const reached of addMissingFacts(() => context.database)) {
        progress = reached;
        await setImmediate();
        if (isStopped)
          throw refused(
            'The counting was stopped. What was counted is kept: it goes on from there next time.',
          );
      }
    } finally {
      progress = undefined;
      filling = undefined;
    }
  };

  return {
    fill: (context) => (filling ??= fillNow(context)),
    progress: () => progress,
    stop: () => {
      isStopped = true;
    },
  };
};
