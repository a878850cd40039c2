/**
 * What can be read from a form that came in, and where each value was found.
 * The field names are those of the office's field dictionary; nothing is ever filled in by a guess.
 */
import { z } from 'zod';
import { plainDateSchema } from './calendarTypes.ts';

export const readChildSchema = z.strictObject({
  name: z.string().optional(),
  dateOfBirth: plainDateSchema.optional(),
  expectedDateOfBirth: plainDateSchema.optional(),
  /** Ten digits; kept, with a warning, where the check digit fails. */
  nhsNumber: z.string().optional(),
  /** A local number such as P123456. */
  otherNumber: z.string().optional(),
});

export const readReferrerSchema = z.strictObject({
  name: z.string().optional(),
  role: z.string().optional(),
  agency: z.string().optional(),
  email: z.string().optional(),
  /** As written, without labels or remarks. */
  phone: z.string().optional(),
});

const textAndDateSchema = z.strictObject({ text: z.string().optional(), date: plainDateSchema.optional() });

export const formFieldsSchema = z.strictObject({
  dateOfNotification: plainDateSchema.optional(),
  children: z.array(readChildSchema).optional(),
  referrer: readReferrerSchema.optional(),
  jointReferrers: z.array(readReferrerSchema).optional(),
  safeguardingLead: z.strictObject({ aware: z.boolean().optional(), name: z.string().optional() }).optional(),
  notificationSentTo: z.array(z.string()).optional(),
  summary: z.string().optional(),
  evidence: z.string().optional(),
  desiredOutcome: z.string().optional(),
  stageOutcomes: z
    .array(
      z.strictObject({
        stage: z.int(),
        dateResolved: plainDateSchema.optional(),
        evidence: z.string().optional(),
      }),
    )
    .optional(),
  response: textAndDateSchema.optional(),
  resolution: textAndDateSchema.optional(),
  finalDecision: z.strictObject({ by: z.string().optional(), text: z.string().optional() }).optional(),
});
export type FormFields = z.infer<typeof formFieldsSchema>;

/** Where a value stood: the ids of the blocks, and the words there as written. */
export const foundSchema = z.strictObject({
  /** In words for people: "table 1, row 4, column 2". */
  part: z.string(),
  text: z.string(),
  /** Ids in the document model, so that the window can mark the words. */
  blockIds: z.array(z.string()),
});
export type Found = z.infer<typeof foundSchema>;

export const readingWarningSchema = z.strictObject({
  code: z.string(),
  /** A field path such as `children[0].dateOfBirth`; empty for the document as a whole. */
  field: z.string(),
  message: z.string(),
});
export type ReadingWarning = z.infer<typeof readingWarningSchema>;

export const formReadingSchema = z.strictObject({
  procedure: z.string(),
  fields: formFieldsSchema,
  /** By field path: `referrer.email`, `children[0].name`. */
  found: z.record(z.string(), foundSchema),
  warnings: z.array(readingWarningSchema),
});
export type FormReading = z.infer<typeof formReadingSchema>;
