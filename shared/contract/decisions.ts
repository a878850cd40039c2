import { z } from 'zod';
import { instantSchema, plainDateSchema } from '../domain/calendarTypes.ts';
import {
  codesOf,
  decisionOrigins,
  decisionOutcomes,
  outcomesForChild,
  toldParties,
} from '../domain/codes.ts';
import { idSchema, lineSchema, requiredTextSchema, revisionSchema, textSchema } from './common.ts';
import { documentMetaSchema } from './documents.ts';
import { mutation } from './operation.ts';

const panelMemberSchema = z.strictObject({
  name: z.string().trim().max(300),
  role: z.string().trim().max(300),
  /** Empty for somebody of the business unit, such as the board manager. */
  agencyId: z.string().max(40),
});

const toldSchema = z.strictObject({
  party: z.enum(codesOf(toldParties), { error: 'Say who was told' }),
  /** The person or agency, where the party does not say it. */
  who: z.string().trim().max(300),
  how: lineSchema,
  on: plainDateSchema,
  words: textSchema,
});
export type Told = z.infer<typeof toldSchema>;

export const toldRecordSchema = toldSchema.extend({
  id: idSchema,
  recordedBy: z.string(),
  recordedAt: instantSchema,
});

/** A decision as it is drafted, submitted and signed, in this register or in a review pack. */
export const decisionInputSchema = z.strictObject({
  bodyId: z.string().min(1, 'Say who decided'),
  deciderName: lineSchema,
  /** Who sat on a panel, or the representatives who decided with the Chair. */
  panel: z.array(panelMemberSchema).max(20).default([]),
  decidedOn: plainDateSchema,
  outcome: z.enum(codesOf(decisionOutcomes), { error: 'Choose the outcome' }),
  decision: requiredTextSchema,
  reasons: requiredTextSchema,
  requiredActions: z
    .array(
      z.strictObject({ action: requiredTextSchema, owner: lineSchema, dueOn: plainDateSchema.optional() }),
    )
    .max(40),
  outcomeForChild: z.enum(codesOf(outcomesForChild), { error: 'Choose the outcome for the child' }),
  outcomeForChildWords: textSchema,
  widerLearning: textSchema,
  policyChange: textSchema.default(''),
  dissent: textSchema,
  referredOutwardTo: z.string().trim().max(300),
  /** Who has been told by now; more can be recorded once the decision stands. */
  told: z.array(toldSchema).max(20).default([]),
});
export type DecisionInput = z.infer<typeof decisionInputSchema>;

export const decisionSchema = decisionInputSchema.extend({
  id: idSchema,
  version: z.int().min(1),
  bodyLabel: z.string(),
  how: z.enum(codesOf(decisionOrigins)),
  recordedBy: z.string(),
  recordedAt: instantSchema,
  /** Why an earlier version was replaced. */
  amendmentReason: z.string().optional(),
  /** Of a decision made elsewhere. */
  evidence: documentMetaSchema.optional(),
  signed: z
    .strictObject({
      by: z.string(),
      at: instantSchema,
      /** What the signature was put under, in hexadecimal. */
      digest: z.string(),
    })
    .optional(),
});
export type Decision = z.infer<typeof decisionSchema>;

/** A decision made ready by the unit, waiting for its signer. */
export const submissionSchema = z.strictObject({
  id: idSchema,
  decision: decisionInputSchema,
  amendmentReason: z.string(),
  undoneDutiesReason: z.string(),
  submittedAt: instantSchema,
  submittedBy: z.string(),
});
export type Submission = z.infer<typeof submissionSchema>;

const change = { caseId: idSchema, revision: revisionSchema };
const changedCase = z.strictObject({ revision: revisionSchema });
const decided = {
  ...change,
  decision: decisionInputSchema,
  /** Needed where there is a decision already: why it is replaced. */
  amendmentReason: z.string().trim().max(300),
  /** Why required duties of the stage are left undone. */
  undoneDutiesReason: z.string().trim().max(300, 'Use 300 characters or fewer').default(''),
};

export const decisions = {
  /** Makes a decision ready for the chair or scrutineer, who reads, changes and signs it. Nothing is decided by it. */
  submit: mutation({
    allow: 'decisions.prepare',
    audit: 'alteration',
    input: z.strictObject(decided),
    output: changedCase,
  }),
  /** Takes a submitted decision back to be worked on, with the reason. */
  sendBack: mutation({
    allow: 'decisions.sendBack',
    audit: 'alteration',
    input: z.strictObject({ ...change, reason: lineSchema }),
    output: changedCase,
  }),
  /** Decides, in the signer's own name: a passphrase opens nobody's key but their own. */
  sign: mutation({
    allow: 'decisions.sign',
    audit: 'alteration',
    input: z.strictObject({ ...decided, passphrase: z.string().min(1, 'Type your own passphrase').max(500) }),
    output: changedCase,
  }),
  /** Records a decision made elsewhere from its written evidence, in the recorder's name. */
  recordElsewhere: mutation({
    allow: 'decisions.recordElsewhere',
    audit: 'alteration',
    input: z.strictObject({
      ...decided,
      evidenceDocumentId: z.uuid('Attach the written evidence of the decision'),
    }),
    output: changedCase,
  }),
  /** Who was told of a decision once it stood. */
  recordTold: mutation({
    allow: 'cases.work',
    audit: 'alteration',
    input: z.strictObject({ ...change, told: toldSchema }),
    output: changedCase,
  }),
};
