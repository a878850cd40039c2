import { z } from 'zod';
import { instantSchema, plainDateSchema } from '../domain/calendarTypes.ts';
import { idSchema, nothing } from './common.ts';
import { auditKinds, mutation, query } from './operation.ts';

const auditEntrySchema = z.strictObject({
  sequence: z.int(),
  at: instantSchema,
  person: z.string(),
  /** The operation: `cases.recordEntry`. */
  action: z.string(),
  kind: z.enum(auditKinds),
  /** What it was done to: a case's reference, a person's name, "the register". */
  subject: z.string(),
  detail: z.string(),
  /** The computer's clock had gone back since the entry before. */
  clockWentBack: z.boolean(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

const filter = {
  caseId: idSchema.optional(),
  personId: idSchema.optional(),
  kind: z.enum(auditKinds).optional(),
  /** Days in the office, both counted in. */
  from: plainDateSchema.optional(),
  to: plainDateSchema.optional(),
};

export const audit = {
  list: query({
    allow: 'audit.view',
    input: z.strictObject({
      ...filter,
      offset: z.int().min(0),
      limit: z.int().min(1).max(500),
    }),
    output: z.strictObject({ entries: z.array(auditEntrySchema), total: z.int() }),
  }),
  /** Who did and who looked at one case: open to all who may see the case. */
  ofCase: query({
    allow: 'cases.view',
    input: z.strictObject({ caseId: idSchema, offset: z.int().min(0), limit: z.int().min(1).max(500) }),
    output: z.strictObject({ entries: z.array(auditEntrySchema), total: z.int() }),
  }),
  /** The entries of a filter as a file for the information governance lead, oldest first. */
  exportFile: mutation({
    allow: 'audit.view',
    audit: 'disclosure',
    input: z.strictObject({ ...filter, format: z.enum(['xlsx', 'csv']) }),
    output: z.strictObject({ delivered: z.boolean(), where: z.string() }),
  }),
  check: mutation({
    allow: 'audit.view',
    audit: 'security',
    input: nothing,
    output: z.strictObject({
      /** The log and every decision are as they were written. */
      intact: z.boolean(),
      entries: z.int(),
      words: z.string(),
      /** What is wrong with which decision, by its case's reference. */
      problems: z.array(z.string()),
    }),
  }),
};
