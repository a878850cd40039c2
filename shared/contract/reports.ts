import { z } from 'zod';
import { instantSchema, plainDateSchema } from '../domain/calendarTypes.ts';
import { codesOf } from '../domain/codes.ts';
import { identifierKinds } from '../domain/report/identifiers.ts';
import { reportFormats, reportKinds, reportTextsSchema } from '../domain/report/reportTexts.ts';
import { idSchema, nothing, revisionSchema } from './common.ts';
import { mutation, query } from './operation.ts';

const reportRef = z.strictObject({ reportId: idSchema });

const reportRowSchema = z.strictObject({
  id: idSchema,
  revision: revisionSchema,
  kind: z.enum(codesOf(reportKinds)),
  firstOn: plainDateSchema,
  lastOn: plainDateSchema,
  state: z.enum(['draft', 'frozen', 'withdrawn']),
  savedAt: instantSchema,
  savedBy: z.string(),
  frozenAt: instantSchema.optional(),
  frozenBy: z.string().optional(),
  withdrawnAt: instantSchema.optional(),
  withdrawnBecause: z.string().optional(),
  /** The report that this one stands in for. */
  replacesId: idSchema.optional(),
  /** As they were made and went out. */
  files: z.array(
    z.strictObject({ format: z.enum(codesOf(reportFormats)), bytes: z.int(), sha256: z.string() }),
  ),
});
export type ReportRow = z.infer<typeof reportRowSchema>;

const findingSchema = z.strictObject({
  key: z.string(),
  kind: z.enum(codesOf(identifierKinds)),
  /** Must go before the report is published. A doubt may stay, with a reason. */
  certain: z.boolean(),
  words: z.string(),
  because: z.string(),
  places: z.array(z.strictObject({ path: z.string(), excerpt: z.string() })),
});

export const reports = {
  /** Latest period first. */
  list: query({
    allow: 'reports.view',
    input: nothing,
    output: z.strictObject({ reports: z.array(reportRowSchema) }),
  }),
  /** A draft for a period; it begins with what was written for the other kind of report for the same days. */
  start: mutation({
    allow: 'reports.write',
    audit: 'collection',
    input: z.strictObject({
      kind: z.enum(codesOf(reportKinds)),
      firstOn: plainDateSchema,
      lastOn: plainDateSchema,
    }),
    output: reportRef,
  }),
  save: mutation({
    allow: 'reports.write',
    audit: 'alteration',
    input: z.strictObject({ reportId: idSchema, revision: revisionSchema, texts: reportTextsSchema }),
    output: z.strictObject({ revision: revisionSchema, savedAt: instantSchema }),
  }),
  discard: mutation({ allow: 'reports.write', audit: 'alteration', input: reportRef, output: nothing }),
  /** Names, dates of birth and numbers of the register in what was written. */
  check: query({
    allow: 'reports.write',
    audit: 'consultation',
    input: reportRef,
    output: z.strictObject({ findings: z.array(findingSchema) }),
  }),
};
