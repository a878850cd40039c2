import { z } from 'zod';
import { instantSchema, plainDateSchema } from '../domain/calendarTypes.ts';
import { idSchema, nothing, requiredTextSchema } from './common.ts';
import { mutation, query } from './operation.ts';

const reviewSchema = z.strictObject({
  caseId: idSchema,
  reference: z.string(),
  people: z.string(),
  /** Absent while it is open: an open case can be held too. */
  closedOn: plainDateSchema.optional(),
  closedHow: z.string(),
  reviewOn: plainDateSchema.optional(),
  /** How the day was reached. */
  words: z.string(),
  hold: z.strictObject({ reason: z.string(), at: instantSchema, by: z.string() }).optional(),
  keptReason: z.string().optional(),
});
export type RetentionReview = z.infer<typeof reviewSchema>;

/** Personal data that came in and never became a case: a draft, one that was thrown away, or a file that nothing holds. */
export const unloggedSchema = z.strictObject({
  kind: z.enum(['draft', 'discarded', 'file']),
  /** Of the draft, or of the file. */
  id: idSchema,
  /** Who it is about so far; of a file its name as it came. */
  about: z.string(),
  fileName: z.string().optional(),
  by: z.string(),
  /** When it was last touched, and what that means for it. */
  words: z.string(),
});
export type Unlogged = z.infer<typeof unloggedSchema>;

const certificateSchema = z.strictObject({
  id: idSchema,
  reference: z.string(),
  erasedAt: instantSchema,
  erasedBy: z.string(),
  reason: z.string(),
});
export type ErasureCertificate = z.infer<typeof certificateSchema>;

const reasonSchema = requiredTextSchema.max(2_000, 'Use 2,000 characters or fewer');

export const retention = {
  queue: query({
    allow: 'retention.manage',
    audit: 'consultation',
    input: nothing,
    output: z.strictObject({
      hasRule: z.boolean(),
      due: z.array(reviewSchema),
      /** To be reviewed within the next twelve months. */
      comingUp: z.array(reviewSchema),
      held: z.array(reviewSchema),
      /** To be reviewed now; what was thrown away, at once. */
      unlogged: z.array(unloggedSchema),
    }),
  }),
  /** How many reviews are due: for Today. */
  dueCount: query({
    allow: 'retention.manage',
    input: nothing,
    output: z.strictObject({ due: z.int(), unlogged: z.int() }),
  }),
  ofCase: query({
    allow: 'cases.view',
    input: z.strictObject({ caseId: idSchema }),
    output: z.strictObject({
      kind: z.enum(['open', 'noRule', 'held', 'due', 'later', 'erased']),
      reviewOn: plainDateSchema.optional(),
      words: z.string(),
      hold: reviewSchema.shape.hold,
      certificate: certificateSchema.optional(),
    }),
  }),
  keep: mutation({
    allow: 'retention.manage',
    audit: 'alteration',
    input: z.strictObject({ caseId: idSchema, until: plainDateSchema, reason: reasonSchema }),
    output: nothing,
  }),
  hold: mutation({
    allow: 'retention.manage',
    audit: 'alteration',
    input: z.strictObject({ caseId: idSchema, reason: reasonSchema }),
    output: nothing,
  }),
  release: mutation({
    allow: 'retention.manage',
    audit: 'alteration',
    input: z.strictObject({ caseId: idSchema, reason: reasonSchema }),
    output: nothing,
  }),
  /** Cannot be undone. The reference is typed again, so that nothing goes by a slip of the hand. */
  erase: mutation({
    allow: 'retention.manage',
    audit: 'erasure',
    input: z.strictObject({ caseId: idSchema, reference: z.string().trim().max(60), reason: reasonSchema }),
    output: z.strictObject({ certificate: certificateSchema }),
  }),
  /**
   * Erases a draft with its file, or a file that nothing holds. Only what is to be reviewed: a colleague may be at work on
   * another. The log says that it was done and nothing of what it said.
   */
  eraseUnlogged: mutation({
    allow: 'retention.manage',
    audit: 'erasure',
    input: z.strictObject({ kind: z.enum(['draft', 'file']), id: idSchema }),
    output: nothing,
  }),
  certificates: query({
    allow: 'retention.manage',
    input: z.strictObject({ offset: z.int().min(0), limit: z.int().min(1).max(500) }),
    output: z.strictObject({ certificates: z.array(certificateSchema), total: z.int() }),
  }),
  saveCertificate: mutation({
    allow: 'retention.manage',
    audit: 'disclosure',
    input: z.strictObject({ certificateId: idSchema }),
    output: z.strictObject({ delivered: z.boolean(), where: z.string() }),
  }),
};
