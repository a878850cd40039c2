import { z } from 'zod';
import { instantSchema, plainDateSchema } from '../domain/calendarTypes.ts';
import { MAX_PACK_FILES_BYTES } from '../domain/reviewPack.ts';
import { caseDetailSchema } from './cases.ts';
import { decisionInputSchema } from './decisions.ts';
import { base64Schema, idSchema, MAX_PIECE_BYTES, nothing, textSchema } from './common.ts';
import { documents, handedOverSchema } from './documents.ts';
import { mutation, query } from './operation.ts';
import { lockReasonSchema, passphraseSchema } from './vault.ts';

/** A sealed pack with its plain data: what is written about the cases is small beside their files. */
export const MAX_PACK_BYTES = MAX_PACK_FILES_BYTES + 16 * 1024 * 1024;

const uploadRef = z.strictObject({ uploadId: idSchema });

/** What a reviewer sends back about one case. */
export const answerSchema = z.strictObject({
  /** Absent where the reviewer sends notes alone. */
  decision: decisionInputSchema.optional(),
  /** Where there is a decision already: why it is replaced. */
  amendmentReason: z.string().trim().max(300, 'Use 300 characters or fewer').default(''),
  /** Why required duties of the stage are left undone. */
  undoneDutiesReason: z.string().trim().max(300, 'Use 300 characters or fewer').default(''),
  /** For the case's file. */
  notes: textSchema,
});
export type ReviewAnswer = z.output<typeof answerSchema>;

/**
 * A review pack on the computer of whoever reads it, where there need be no register. Nothing of a register is
 * within reach of these operations. There is no audit log there: what is kept is the reviewer's own work, sealed.
 */
export const packDesk = {
  status: query({
    allow: 'beforeUnlock',
    input: nothing,
    output: z.strictObject({
      /** `sealed`: chosen, and waiting for its passphrase. */
      state: z.enum(['none', 'sealed', 'open']),
      expiresOn: plainDateSchema.optional(),
      lockedBecause: lockReasonSchema.optional(),
    }),
  }),
  begin: mutation({
    allow: 'beforeUnlock',
    audit: 'none',
    input: z.strictObject({
      bytes: z
        .int()
        .min(1, 'The file is empty')
        .max(MAX_PACK_BYTES, 'This file is larger than any review pack'),
    }),
    output: uploadRef,
  }),
  append: mutation({
    allow: 'beforeUnlock',
    audit: 'none',
    input: z.strictObject({
      uploadId: idSchema,
      index: z.int().min(0),
      piece: base64Schema.max(Math.ceil(MAX_PIECE_BYTES / 3) * 4),
    }),
    output: nothing,
  }),
  /** Looks whether it is a pack, whole, and not yet expired. */
  choose: mutation({ allow: 'beforeUnlock', audit: 'none', input: uploadRef, output: nothing }),
  open: mutation({
    allow: 'beforeUnlock',
    audit: 'none',
    input: z.strictObject({ passphrase: passphraseSchema }),
    output: nothing,
  }),
  /** Puts the pack away: its file has to be chosen again. */
  close: mutation({ allow: 'beforeUnlock', audit: 'none', input: nothing, output: nothing }),
  get: query({
    allow: 'openPack',
    input: nothing,
    output: z.strictObject({
      packId: idSchema,
      unitName: z.string(),
      marking: z.string(),
      createdBy: z.string(),
      createdAt: instantSchema,
      expiresOn: plainDateSchema,
      /** `bodyIds`: the decision bodies that they decide for. */
      reviewer: z.strictObject({ name: z.string(), role: z.string(), bodyIds: z.array(z.string()) }),
      cases: z.array(
        z.strictObject({
          caseId: idSchema,
          reference: z.string(),
          people: z.string(),
          /** Ready to be signed, or signed. */
          answer: answerSchema.optional(),
        }),
      ),
      agencies: z.array(z.strictObject({ id: z.string(), name: z.string(), fullMember: z.boolean() })),
      today: plainDateSchema,
      /** Set once the answer is signed. */
      signedAt: instantSchema.optional(),
    }),
  }),
  case: query({
    allow: 'openPack',
    input: z.strictObject({ caseId: idSchema }),
    output: z.strictObject({ detail: caseDetailSchema }),
  }),
  document: query({ allow: 'openPack', input: documents.get.input, output: documents.get.output }),
  pages: query({ allow: 'openPack', input: documents.pages.input, output: documents.pages.output }),
  saveCopy: mutation({ ...documents.saveCopy, allow: 'openPack', audit: 'none' }),
  /** What was written about a case so far. */
  findWork: query({
    allow: 'openPack',
    input: z.strictObject({ caseId: idSchema }),
    output: z.strictObject({ value: z.string().optional(), keptAt: instantSchema.optional() }),
  }),
  keepWork: mutation({
    allow: 'openPack',
    audit: 'none',
    /** JSON text of the screen's own fields. */
    input: z.strictObject({ caseId: idSchema, value: z.string().max(600_000) }),
    output: z.strictObject({ keptAt: instantSchema }),
  }),
  /** The answer to one case, checked against the procedure and ready to be signed; null takes it back. */
  setAnswer: mutation({
    allow: 'openPack',
    audit: 'none',
    input: z.strictObject({ caseId: idSchema, answer: answerSchema.nullable() }),
    output: nothing,
  }),
  /** Signs every answer that is ready and seals them for the register that sent the pack. */
  sign: mutation({
    allow: 'openPack',
    audit: 'none',
    input: z.strictObject({ passphrase: passphraseSchema }),
    output: z.strictObject({ signedAt: instantSchema }),
  }),
  /** Hands the signed answer over, as often as it is needed. */
  saveReturn: mutation({ allow: 'openPack', audit: 'none', input: nothing, output: handedOverSchema }),
  /** Takes the signature back, to change the answer before it is sent. */
  reopen: mutation({ allow: 'openPack', audit: 'none', input: nothing, output: nothing }),
  lock: mutation({ allow: 'openPack', audit: 'none', input: nothing, output: nothing }),
  /** Somebody is at the keyboard: puts off the idle lock. */
  touch: mutation({ allow: 'openPack', audit: 'none', input: nothing, output: nothing }),
};
