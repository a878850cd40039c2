import { z } from 'zod';
import { plainDateSchema } from '../domain/calendarTypes.ts';
import { codesOf } from '../domain/codes.ts';
import { idSchema, lineSchema, revisionSchema } from './common.ts';
import { sendingWays } from './cases.ts';
import { handedOverSchema, pageSchema } from './documents.ts';
import { mutation, query } from './operation.ts';

const noticeRef = z.strictObject({ noticeId: idSchema });
const change = { noticeId: idSchema, revision: revisionSchema };
const changedCase = z.strictObject({ revision: revisionSchema });

/** Drawn from the very bytes of the PDF. */
const pagesSchema = z.strictObject({ pages: z.array(pageSchema) });

export const notices = {
  /** What the notice would look like now; nothing is kept. */
  preview: query({
    allow: 'notices.complete',
    audit: 'consultation',
    input: z.strictObject({ caseId: idSchema }),
    output: pagesSchema,
  }),
  /** Writes the PDF from the recorded decision and keeps it byte for byte. */
  complete: mutation({
    allow: 'notices.complete',
    audit: 'collection',
    input: z.strictObject({ caseId: idSchema, revision: revisionSchema }),
    output: z.strictObject({ noticeId: idSchema, revision: revisionSchema }),
  }),
  pages: query({ allow: 'notices.view', audit: 'consultation', input: noticeRef, output: pagesSchema }),
  savePdf: mutation({
    allow: 'notices.send',
    audit: 'disclosure',
    input: noticeRef,
    output: handedOverSchema,
  }),
  /** Hands over an unsent e-mail draft with the PDF attached. */
  draftEmail: mutation({
    allow: 'notices.send',
    audit: 'disclosure',
    input: noticeRef,
    output: handedOverSchema,
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
