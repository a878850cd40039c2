import { z } from 'zod';
import { instantSchema, plainDateSchema } from '../domain/calendarTypes.ts';
import { codesOf } from '../domain/codes.ts';
import { MAX_PACK_CASES, packStates } from '../domain/reviewPack.ts';
import { idSchema, lineSchema, nothing } from './common.ts';
import { decisionInputSchema } from './decisions.ts';
import { handedOverSchema } from './documents.ts';
import { mutation, query } from './operation.ts';

const packRef = z.strictObject({ packId: idSchema });
const uploadRef = z.strictObject({ uploadId: idSchema });

const packSchema = z.strictObject({
  packId: idSchema,
  reviewer: z.strictObject({ name: z.string(), role: z.string() }),
  cases: z.array(
    z.strictObject({ caseId: idSchema, reference: z.string(), takenInAt: instantSchema.optional() }),
  ),
  state: z.enum(codesOf(packStates)),
  createdAt: instantSchema,
  createdBy: z.string(),
  /** The last day on which it opens. */
  expiresOn: plainDateSchema,
  bytes: z.int(),
  sha256: z.string(),
  withdrawn: z.strictObject({ at: instantSchema, by: z.string(), reason: z.string() }).optional(),
});
export type ReviewPack = z.infer<typeof packSchema>;

/** What a reviewer has said of one case. */
const answerSchema = z.strictObject({
  caseId: idSchema,
  reference: z.string(),
  decision: decisionInputSchema.optional(),
  /** For the case's file. */
  notes: z.string(),
  /** What happened to the case since the pack was made. */
  changedSince: z.array(z.strictObject({ at: instantSchema, by: z.string(), action: z.string() })),
  /** Why it cannot be taken in now. */
  refusal: z.string().optional(),
});
export type PackAnswer = z.infer<typeof answerSchema>;

const reviewerChoiceSchema = z.discriminatedUnion('kind', [
  /** An independent chair or scrutineer who has an account. */
  z.strictObject({ kind: z.literal('person'), personId: idSchema }),
  /** Somebody who decides for a body of the procedure and has no account. */
  z.strictObject({ kind: z.literal('named'), name: lineSchema, bodyId: z.string().min(1).max(80) }),
]);

/** Packs as the register that sends them has them: out, and back again. */
export const packs = {
  create: mutation({
    allow: 'packs.send',
    audit: 'disclosure',
    input: z.strictObject({
      caseIds: z
        .array(idSchema)
        .min(1, 'Choose at least one case')
        .max(MAX_PACK_CASES, `Choose at most ${MAX_PACK_CASES} cases`),
      reviewer: reviewerChoiceSchema,
      expiresOn: plainDateSchema,
    }),
    output: z.strictObject({
      packId: idSchema,
      /** Shown once, to be told by telephone. */
      passphrase: z.string(),
      bytes: z.int(),
      email: z.strictObject({ subject: z.string(), body: z.string() }),
    }),
  }),
  /** Hands the sealed file over; again and again until the register locks. */
  save: mutation({ allow: 'packs.send', audit: 'disclosure', input: packRef, output: handedOverSchema }),
  /** The packs that a case went out in, the latest first. */
  list: query({
    allow: 'packs.send',
    input: z.strictObject({ caseId: idSchema }),
    output: z.strictObject({ packs: z.array(packSchema) }),
  }),
  withdraw: mutation({
    allow: 'packs.send',
    audit: 'alteration',
    input: z.strictObject({ packId: idSchema, reason: lineSchema }),
    output: nothing,
  }),
  /** Opens and checks an answer without taking anything in. */
  readReturn: query({
    allow: 'packs.takeIn',
    audit: 'consultation',
    input: uploadRef,
    output: z.strictObject({
      pack: packSchema,
      signedAt: instantSchema,
      answers: z.array(answerSchema),
    }),
  }),
  /** Keeps what the reviewer signed: decisions as theirs, notes for the file. */
  takeIn: mutation({
    allow: 'packs.takeIn',
    audit: 'collection',
    input: z.strictObject({
      uploadId: idSchema,
      /** Cases that changed since the pack was made, taken in all the same. */
      changedCaseIds: z.array(idSchema).max(MAX_PACK_CASES),
    }),
    output: z.strictObject({ caseIds: z.array(idSchema) }),
  }),
};
