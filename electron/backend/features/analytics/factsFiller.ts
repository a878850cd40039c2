/** Works the facts of cases out where they are missing, after a large import or in an old register, while others work. */
import { setImmediate } from 'node:timers/promises';
import type { Context } from '../../context.ts';
import type { Job } from '../../jobs.ts';
import { addMissingFacts } from './sources.ts';

export interface FactsFiller {
  /**
   * Done when every case has its facts; whoever asks meanwhile waits for the same.
   * @throws AppFault `refused` where somebody stops it: what is done by then is kept; `locked`
   */
  fill(context: Pick<Context, 'database' | 'job'>): Promise<void>;
}

export const createFactsFiller = (): FactsFiller => {
  const waiting = new Set<Job>();
  let filling: Promise<void> | undefined;

  const fillNow = async (context: Pick<Context, 'database'>): Promise<void> => {
    try {
      for (const reached of addMissingFacts(() => context.database)) {
        for (const job of waiting) job.tell({ words: 'Making cases ready to be counted', ...reached });
        await setImmediate();
        for (const { signal } of waiting) signal.throwIfAborted();
      }
    } finally {
      filling = undefined;
    }
  };

  return {
    fill: async (context) => {
      waiting.add(context.job);
      try {
        await (filling ??= fillNow(context));
      } finally {
        waiting.delete(context.job);
      }
    },
  };
};
