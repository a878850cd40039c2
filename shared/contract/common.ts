import { z } from 'zod';

/** The largest message that a host passes on, in bytes of JSON text. */
export const MAX_MESSAGE_BYTES = 1024 * 1024;
/** The largest piece of an upload, in bytes before base64. */
export const MAX_PIECE_BYTES = 512 * 1024;
/** The largest file that can be received, in bytes. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;

export const idSchema = z.uuid();
export const nothing = z.strictObject({});
/** Counts up with each change, so that a change made underneath is noticed. */
export const revisionSchema = z.int().min(0);
/** A line of text: a name, a role. Trimmed; never holds a line break. */
export const lineSchema = z
  .string()
  .trim()
  .min(1, 'Fill this in')
  .max(300, 'Use 300 characters or fewer')
  .regex(/^[^\r\n]*$/, 'Use one line');
/** Free text over several lines. */
export const textSchema = z.string().trim().max(50_000, 'Use 50,000 characters or fewer');
export const requiredTextSchema = textSchema.min(1, 'Fill this in');
export const base64Schema = z.base64();

/** How near a date is. The words are ready to show; the kind picks the mark. */
export const dueStatusSchema = z.strictObject({
  kind: z.enum(['overdue', 'today', 'soon', 'later', 'paused', 'none']),
  workingDays: z.int(),
  words: z.string(),
});
