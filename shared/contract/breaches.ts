import { z } from 'zod';
import { instantSchema, plainDateSchema } from '../domain/calendarTypes.ts';
import { idSchema, lineSchema, requiredTextSchema, revisionSchema, textSchema } from './common.ts';
import { mutation, query } from './operation.ts';

const changedCase = z.strictObject({ revision: revisionSchema });

const followUp = {
  /** How it was contained: recalled, deleted, returned. Empty until it is. */
  contained: textSchema,
  /** The data protection officer or the information governance lead. */
  leadName: z.string().trim().max(300, 'Use 300 characters or fewer'),
  leadToldOn: plainDateSchema.optional(),
  /** What it may mean for the child, and what is done about it. */
  childRisk: textSchema,
};

const breachInputSchema = z.strictObject({
  /** What went wrong, where the register sent it. */
  letterId: idSchema.optional(),
  noticeId: idSchema.optional(),
  whatHappened: requiredTextSchema,
  happenedOn: plainDateSchema,
  noticedOn: plainDateSchema,
  disclosedTo: lineSchema,
  ...followUp,
});

const breachSchema = breachInputSchema.extend({
  id: idSchema,
  recordedAt: instantSchema,
  recordedBy: z.string(),
  closed: z.strictObject({ on: plainDateSchema, by: z.string(), words: z.string() }).optional(),
});
export type Breach = z.infer<typeof breachSchema>;

/** Something of a case that reached, or may have reached, the wrong person. */
export const breaches = {
  /** Latest first. */
  ofCase: query({
    allow: 'cases.view',
    input: z.strictObject({ caseId: idSchema }),
    output: z.strictObject({ breaches: z.array(breachSchema) }),
  }),
  record: mutation({
    allow: 'breaches.manage',
    audit: 'disclosure',
    input: z.strictObject({ caseId: idSchema, revision: revisionSchema, breach: breachInputSchema }),
    output: changedCase,
  }),
  followUp: mutation({
    allow: 'breaches.manage',
    audit: 'alteration',
    input: z.strictObject({ breachId: idSchema, revision: revisionSchema, ...followUp }),
    output: changedCase,
  }),
  close: mutation({
    allow: 'breaches.manage',
    audit: 'alteration',
    input: z.strictObject({ breachId: idSchema, revision: revisionSchema, words: requiredTextSchema }),
    output: changedCase,
  }),
};
