import { z } from 'zod';
import { instantSchema, plainDateSchema } from '../domain/calendarTypes.ts';
import { codesOf } from '../domain/codes.ts';
import { letterKinds, type LetterKind } from '../domain/letters/letterKinds.ts';
import { sendingWays } from './cases.ts';
import { idSchema, lineSchema, nothing, requiredTextSchema, revisionSchema } from './common.ts';
import { emailsSchema } from './directory.ts';
import { handedOverSchema, pageSchema } from './documents.ts';
import { mutation, query } from './operation.ts';

const kindSchema = z.enum(Object.keys(letterKinds) as [LetterKind, ...LetterKind[]], {
  error: 'Choose the letter',
});
const letterRef = z.strictObject({ letterId: idSchema });
const change = { letterId: idSchema, revision: revisionSchema };
const changedCase = z.strictObject({ revision: revisionSchema });
const timeSchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give the time in hours and minutes, such as 09:30');

const wordingSchema = z.strictObject({
  kind: kindSchema,
  title: lineSchema,
  body: requiredTextSchema,
  mayNameChild: z.boolean(),
});

const templateSchema = wordingSchema.extend({
  /** 0 for the wording that comes with the register. */
  version: z.int().min(0),
  /** Whether it says the same as the wording that comes with the register. */
  bundled: z.boolean(),
  keptAt: instantSchema.optional(),
  keptBy: z.string().optional(),
});
export type KeptTemplate = z.infer<typeof templateSchema>;

const meetingSchema = z.strictObject({
  on: plainDateSchema,
  from: timeSchema,
  to: timeSchema,
  place: z.string().trim().min(1, 'Say where the meeting is').max(300, 'Use 300 characters or fewer'),
});

/** Who gets a letter and what it needs to be written. */
const outlineSchema = z.strictObject({
  kind: kindSchema,
  addressee: lineSchema,
  /** Stands under the name: role, agency, postal address. */
  addresseeLines: z.string().trim().max(600, 'Use 600 characters or fewer'),
  /** Empty where it goes another way. */
  email: emailsSchema,
  copyTo: emailsSchema,
  replyBy: plainDateSchema.optional(),
  meeting: meetingSchema.optional(),
  noticeId: idSchema.optional(),
});
export const writtenLetterSchema = outlineSchema.extend({ title: lineSchema, text: requiredTextSchema });
export type WrittenLetter = z.infer<typeof writtenLetterSchema>;

/** Somebody whom the letter may go to, as the case or the directory has them. */
const proposalSchema = z.strictObject({
  /** "Children's social care: front door". */
  label: z.string(),
  name: z.string(),
  lines: z.string(),
  email: z.string(),
  copyTo: z.string(),
  telephone: z.string(),
  /** What the directory says to do first, such as "Always telephone". */
  instruction: z.string(),
});
export type Proposal = z.infer<typeof proposalSchema>;

const letterSchema = z.strictObject({
  id: idSchema,
  number: z.int().min(1),
  kind: kindSchema,
  title: z.string(),
  addressee: z.string(),
  addresseeLines: z.string(),
  email: z.string(),
  copyTo: z.string(),
  replyBy: plainDateSchema.optional(),
  fileName: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  /** The calendar file of an invitation. */
  calendar: z.strictObject({ fileName: z.string(), sha256: z.string() }).optional(),
  /** The notice that goes with it. */
  noticeId: idSchema.optional(),
  /** Of the unit's own wording; 0 for the bundled one. */
  templateVersion: z.int().min(0),
  writtenAt: instantSchema,
  writtenBy: z.string(),
  setAsideAt: instantSchema.optional(),
  sent: z
    .strictObject({ to: z.string(), how: z.enum(codesOf(sendingWays)), on: plainDateSchema, by: z.string() })
    .optional(),
  receipt: z.strictObject({ on: plainDateSchema, words: z.string() }).optional(),
});
export type Letter = z.infer<typeof letterSchema>;

/** Drawn from the very bytes of the PDF, whose digest stands beside them. */
const pagesSchema = z.strictObject({ pages: z.array(pageSchema), sha256: z.string() });

export const letters = {
  /** The wording in force of every letter. */
  templates: query({
    allow: 'settings.view',
    input: nothing,
    output: z.strictObject({ templates: z.array(templateSchema) }),
  }),
  /** Every wording that a letter has had, latest first. */
  templateHistory: query({
    allow: 'settings.view',
    input: z.strictObject({ kind: kindSchema }),
    output: z.strictObject({ versions: z.array(templateSchema) }),
  }),
  /** Refused, with the fields that can be used, where a field is unknown or its reader may not see it. */
  keepTemplate: mutation({
    allow: 'letters.manage',
    audit: 'alteration',
    input: wordingSchema.extend({ insteadOfVersion: z.int().min(0) }),
    output: z.strictObject({ version: z.int() }),
  }),
  /** Takes up the bundled wording again, as the next version. */
  restoreTemplate: mutation({
    allow: 'letters.manage',
    audit: 'alteration',
    input: z.strictObject({ kind: kindSchema, insteadOfVersion: z.int().min(0) }),
    output: z.strictObject({ version: z.int() }),
  }),

  /** Latest first. */
  ofCase: query({
    allow: 'letters.view',
    audit: 'consultation',
    input: z.strictObject({ caseId: idSchema }),
    output: z.strictObject({ letters: z.array(letterSchema) }),
  }),
  /** Whom a letter may go to, and what it may say. */
  start: query({
    allow: 'letters.write',
    input: z.strictObject({ caseId: idSchema, kind: kindSchema }),
    output: z.strictObject({
      proposals: z.array(proposalSchema),
      /** The completed notice that a covering letter goes with. */
      notice: z.strictObject({ id: idSchema, version: z.int() }).optional(),
      mayNameChild: z.boolean(),
      templateVersion: z.int(),
    }),
  }),
  /** The unit's wording with the facts of the case in it; a fact that is not known yet stays between its braces. */
  compose: query({
    allow: 'letters.write',
    audit: 'consultation',
    input: z.strictObject({
      caseId: idSchema,
      kind: kindSchema,
      addressee: z.string().trim().max(300),
      replyBy: plainDateSchema.optional(),
      meeting: meetingSchema.partial().optional(),
    }),
    output: z.strictObject({ title: z.string(), text: z.string() }),
  }),
  /** What the letter would look like now; nothing is kept. */
  preview: query({
    allow: 'letters.write',
    audit: 'consultation',
    input: z.strictObject({ caseId: idSchema, letter: writtenLetterSchema }),
    output: pagesSchema,
  }),
  /** Writes the PDF and keeps it byte for byte. */
  write: mutation({
    allow: 'letters.write',
    audit: 'collection',
    input: z.strictObject({ caseId: idSchema, revision: revisionSchema, letter: writtenLetterSchema }),
    output: z.strictObject({ letterId: idSchema, revision: revisionSchema }),
  }),
  pages: query({ allow: 'letters.view', audit: 'consultation', input: letterRef, output: pagesSchema }),
  savePdf: mutation({
    allow: 'letters.write',
    audit: 'disclosure',
    input: letterRef,
    output: handedOverSchema,
  }),
  /** Hands the PDF to the program that opens such files, to be read or printed. */
  showPdf: mutation({
    allow: 'letters.write',
    audit: 'disclosure',
    input: letterRef,
    output: handedOverSchema,
  }),
  /** Hands over an unsent e-mail draft. `to` where the letter itself has no address. */
  draftEmail: mutation({
    allow: 'letters.write',
    audit: 'disclosure',
    input: z.strictObject({ letterId: idSchema, to: emailsSchema.default('') }),
    output: handedOverSchema,
  }),
  /** The words of the letter, for pasting into a mail program that opens no drafts. */
  emailText: query({
    allow: 'letters.write',
    audit: 'consultation',
    input: letterRef,
    output: z.strictObject({ to: z.array(z.string()), subject: z.string(), body: z.string() }),
  }),
  /** Ticks the duty of the procedure that this letter does; a covering letter takes its notice with it. */
  markSent: mutation({
    allow: 'letters.write',
    audit: 'disclosure',
    input: z.strictObject({
      ...change,
      to: lineSchema,
      how: z.enum(codesOf(sendingWays), { error: 'Say how it was sent' }),
      on: plainDateSchema,
    }),
    output: changedCase,
  }),
  confirmReceipt: mutation({
    allow: 'letters.write',
    audit: 'alteration',
    input: z.strictObject({ ...change, on: plainDateSchema, words: z.string().trim().max(300) }),
    output: changedCase,
  }),
  /** Keeps an unsent letter out of what is still to be sent; or takes it up again. */
  setAside: mutation({
    allow: 'letters.write',
    audit: 'alteration',
    input: z.strictObject({ ...change, aside: z.boolean() }),
    output: changedCase,
  }),
};
