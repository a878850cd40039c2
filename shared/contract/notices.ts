import { z } from 'zod';
import { instantSchema, plainDateSchema } from '../domain/calendarTypes.ts';
import { codesOf } from '../domain/codes.ts';
import { noticeParts } from '../domain/procedures/procedureSchema.ts';
import { idSchema, lineSchema, requiredTextSchema, revisionSchema } from './common.ts';
import { sendingWays } from './cases.ts';
import { emailsSchema } from './directory.ts';
import { handedOverSchema, pageSchema } from './documents.ts';
import { mutation, query } from './operation.ts';

const noticeRef = z.strictObject({ noticeId: idSchema });
const change = { noticeId: idSchema, revision: revisionSchema };
const changedCase = z.strictObject({ revision: revisionSchema });

/** Drawn from the very bytes of the PDF, whose digest stands beside them. */
const pagesSchema = z.strictObject({ pages: z.array(pageSchema), sha256: z.string() });

/** What the notice says besides the decision; as the procedure has it unless told. */
const parts = z.array(z.enum(codesOf(noticeParts))).optional();

/** What the challenged agency answered, for forms that have a place for it: said as the notice is completed. */
const response = z.strictObject({ words: requiredTextSchema, on: plainDateSchema.optional() }).optional();

/** Under a password that the register makes up and never keeps: `passphrase` is told here, once. */
const protectedSchema = handedOverSchema.extend({ passphrase: z.string().optional() });

export const notices = {
  /** What the notice would look like now; nothing is kept. */
  preview: query({
    allow: 'notices.complete',
    audit: 'consultation',
    input: z.strictObject({ caseId: idSchema, parts, response }),
    output: pagesSchema,
  }),
  /** Writes the PDF from the recorded decision and keeps it byte for byte. */
  complete: mutation({
    allow: 'notices.complete',
    audit: 'collection',
    input: z.strictObject({ caseId: idSchema, revision: revisionSchema, parts, response }),
    output: z.strictObject({ noticeId: idSchema, revision: revisionSchema }),
  }),
  pages: query({ allow: 'notices.view', audit: 'consultation', input: noticeRef, output: pagesSchema }),
  savePdf: mutation({
    allow: 'notices.send',
    audit: 'disclosure',
    input: z.strictObject({ noticeId: idSchema, protect: z.boolean().default(false) }),
    output: protectedSchema,
  }),
  /** Hands the PDF to the program that opens such files, to be read or printed. */
  showPdf: mutation({
    allow: 'notices.send',
    audit: 'disclosure',
    input: noticeRef,
    output: handedOverSchema,
  }),
  /** Hands over an unsent e-mail draft with the PDF attached. `to` where the case has no address of a referrer. */
  draftEmail: mutation({
    allow: 'notices.send',
    audit: 'disclosure',
    input: z.strictObject({
      noticeId: idSchema,
      to: emailsSchema.default(''),
      protect: z.boolean().default(false),
    }),
    output: protectedSchema,
  }),
  /** Copies under a password, by their digests: the notice itself is kept as it is. Latest first. */
  protectedCopies: query({
    allow: 'notices.view',
    input: noticeRef,
    output: z.strictObject({
      copies: z.array(
        z.strictObject({ sha256: z.string(), bytes: z.int(), madeAt: instantSchema, madeBy: z.string() }),
      ),
    }),
  }),
  /** The words of the e-mail, for pasting into a mail program that opens no drafts. */
  emailText: query({
    allow: 'notices.send',
    audit: 'consultation',
    input: noticeRef,
    output: z.strictObject({ to: z.array(z.string()), subject: z.string(), body: z.string() }),
  }),
  markSent: mutation({
    allow: 'notices.send',
    audit: 'disclosure',
    input: z.strictObject({
      ...change,
      to: lineSchema,
      how: z.enum(codesOf(sendingWays)),
      on: plainDateSchema,
    }),
    output: changedCase,
  }),
  confirmReceipt: mutation({
    allow: 'notices.send',
    audit: 'alteration',
    input: z.strictObject({ ...change, on: plainDateSchema, words: z.string().trim().max(300) }),
    output: changedCase,
  }),
};
