import { z } from 'zod';
import { plainDateSchema } from '../domain/calendarTypes.ts';
import { dueStatusSchema, idSchema, lineSchema, revisionSchema, textSchema } from './common.ts';
import { documentMetaSchema } from './documents.ts';
import { mutation, query } from './operation.ts';

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

export const actionStates = { overdue: 'Overdue', open: 'Not done yet', done: 'Done', all: 'All' } as const;
export type ActionState = keyof typeof actionStates;

export const actions = {
  /** Of all cases, nearest date first. */
  list: query({
    allow: 'cases.view',
    input: z.strictObject({
      state: z.enum(['overdue', 'open', 'done', 'all']),
      offset: z.int().min(0),
      limit: z.int().min(1).max(200),
    }),
    output: z.strictObject({
      actions: z.array(listedActionSchema),
      total: z.int(),
      counts: z.strictObject({ overdue: z.int(), open: z.int(), done: z.int(), all: z.int() }),
    }),
  }),
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
