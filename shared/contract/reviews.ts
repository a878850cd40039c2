import { z } from 'zod';
import { instantSchema, plainDateSchema } from '../domain/calendarTypes.ts';
import {
  dueStatusSchema,
  idSchema,
  lineSchema,
  nothing,
  requiredTextSchema,
  revisionSchema,
} from './common.ts';
import { documentMetaSchema } from './documents.ts';
import { mutation, query } from './operation.ts';

const caseRef = z.strictObject({ caseId: idSchema });
const change = { caseId: idSchema, revision: revisionSchema };
const changedCase = z.strictObject({ revision: revisionSchema });

/** More was asked for before a decision. */
export const informationRequestSchema = z.strictObject({
  id: idSchema,
  askedOf: z.string(),
  question: z.string(),
  dueOn: plainDateSchema,
  due: dueStatusSchema,
  askedBy: z.string(),
  askedAt: instantSchema,
  ended: z
    .strictObject({
      how: z.enum(['answered', 'withdrawn']),
      on: plainDateSchema,
      /** The answer, or why it was withdrawn. */
      words: z.string(),
      by: z.string(),
      document: documentMetaSchema.optional(),
    })
    .optional(),
});
export type InformationRequest = z.infer<typeof informationRequestSchema>;

export const reviews = {
  /** The signed-in person's own notes on a case, newest first: nobody else's. */
  listNotes: query({
    allow: 'reviews.take',
    input: caseRef,
    output: z.strictObject({
      notes: z.array(z.strictObject({ id: idSchema, words: z.string(), writtenAt: instantSchema })),
    }),
  }),
  addNote: mutation({
    allow: 'reviews.take',
    audit: 'collection',
    input: z.strictObject({ caseId: idSchema, words: requiredTextSchema }),
    output: z.strictObject({ noteId: idSchema }),
  }),
  removeNote: mutation({
    allow: 'reviews.take',
    audit: 'erasure',
    input: z.strictObject({ noteId: idSchema }),
    output: nothing,
  }),
  /** A note that everybody who may see the case can read, kept with the stage that the case stands at. */
  addFileNote: mutation({
    allow: 'reviews.take',
    audit: 'collection',
    input: z.strictObject({ ...change, words: requiredTextSchema }),
    output: changedCase,
  }),
  ask: mutation({
    allow: 'reviews.take',
    audit: 'alteration',
    input: z.strictObject({
      ...change,
      askedOf: lineSchema,
      question: requiredTextSchema,
      dueOn: plainDateSchema,
    }),
    output: changedCase,
  }),
  recordAnswer: mutation({
    allow: 'reviews.take',
    audit: 'alteration',
    input: z.strictObject({
      ...change,
      requestId: idSchema,
      on: plainDateSchema,
      words: requiredTextSchema,
      documentId: idSchema.optional(),
    }),
    output: changedCase,
  }),
  withdraw: mutation({
    allow: 'reviews.take',
    audit: 'alteration',
    input: z.strictObject({ ...change, requestId: idSchema, reason: lineSchema }),
    output: changedCase,
  }),
};
