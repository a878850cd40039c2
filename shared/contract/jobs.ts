import { z } from 'zod';
import { nothing } from './common.ts';
import { mutation, query } from './operation.ts';

const operation = z.string().max(60);

/** How far long work has come, in words and, where it can be counted, as a part of a whole. */
const jobProgressSchema = z.strictObject({
  words: z.string(),
  done: z.int().min(0).optional(),
  total: z.int().min(0).optional(),
  mayStop: z.boolean(),
});
export type JobProgress = z.infer<typeof jobProgressSchema>;

export const jobs = {
  /** How far an operation has come that takes long; nothing where it is not under way. Also while no register is open: one is then brought back. */
  progress: query({
    allow: 'beforeUnlock',
    input: z.strictObject({ operation }),
    output: z.strictObject({ job: jobProgressSchema.optional() }),
  }),
  /** Stops it where it may be stopped, for whoever may begin it. It then refuses whoever waits for it, and says what is left. */
  stop: mutation({
    allow: 'beforeUnlock',
    audit: 'none',
    input: z.strictObject({ operation }),
    output: nothing,
  }),
};
