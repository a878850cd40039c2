import { z } from 'zod';
import { plainDateSchema } from '../domain/calendarTypes.ts';
import { dueStatusSchema, idSchema, lineSchema, revisionSchema, textSchema } from './common.ts';
import { documentMetaSchema } from './documents.ts';
import { mutation } from './operation.ts';

const change = { caseId: idSchema, revision: revisionSchema, actionId: idSchema };
const changedCase = z.strictObject({ revision: revisionSchema });

/** What a decision requires or a meeting agreed. */
export const trackedActionSchema = z.strictObject({
  id: idSchema,
  action: z.string(),
  owner: z.string(),
  dueOn: plainDateSchema.optional(),
  due: dueStatusSchema,
  /** "The decision", "Strategy meeting, 3 May 2026". */
  from: z.string(),
  done: z
    .strictObject({
      on: plainDateSchema,
      by: z.string(),
      words: z.string(),
      document: documentMetaSchema.optional(),
    })
    .optional(),
});
export type TrackedAction = z.infer<typeof trackedActionSchema>;

export const listedActionSchema = trackedActionSchema.extend({
  caseId: idSchema,
  revision: revisionSchema,
  reference: z.string(),
  people: z.string(),
});
export type ListedAction = z.infer<typeof listedActionSchema>;

export const actions = {
  markDone: mutation({
    allow: 'cases.work',
    audit: 'alteration',
    input: z.strictObject({
      ...change,
      on: plainDateSchema,
      words: textSchema,
      documentId: idSchema.optional(),
    }),
    output: changedCase,
  }),
  /** Takes a tick away again, with the reason: it was a mistake, or it turned out not to be done. */
  reopen: mutation({
    allow: 'cases.work',
    audit: 'alteration',
    input: z.strictObject({ ...change, reason: lineSchema }),
    output: changedCase,
  }),
};
