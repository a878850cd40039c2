import { z } from 'zod';

/**
 * Everything that can go wrong, as a closed list. `message` is one or two plain sentences that say what to do;
 * it never holds anything of a case.
 */
export const errorCodes = [
  /** The message did not fit the contract, or a field needs mending: `issues` says which. */
  'invalid',
  /** Nobody is signed in, or the register has locked itself. */
  'locked',
  /** The signed-in person's role does not allow it. */
  'forbidden',
  'not-found',
  /** Somebody changed it since it was opened. */
  'conflict',
  /** A rule of the procedure or of the office says no. */
  'refused',
  'wrong-passphrase',
  /** Too many wrong passphrases: `retryAt` says when the next try counts. */
  'wait',
  'too-large',
  /** A received file could not be read. It can still be kept as evidence. */
  'unreadable-file',
  /** The disk is full: the register can be read but not changed. */
  'disk-full',
  'damaged',
  'in-use',
  'unsafe-place',
  'newer-version',
  /** Anything unforeseen: `logId` finds it in the log. */
  'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export const issueSchema = z.strictObject({ path: z.string(), message: z.string() });
/** A field to mend: its path in the input (`people.0.name`) and a plain sentence. */
export type Issue = z.infer<typeof issueSchema>;

export const appErrorSchema = z.strictObject({
  code: z.enum(errorCodes),
  message: z.string(),
  issues: z.array(issueSchema).optional(),
  retryAt: z.string().optional(),
  logId: z.string().optional(),
});
export type AppError = z.infer<typeof appErrorSchema>;

export type Result<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: AppError };
