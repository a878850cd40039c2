import { z } from 'zod';
import { instantSchema, plainDateSchema } from '../domain/calendarTypes.ts';
import { codesOf } from '../domain/codes.ts';
import { reportContentSchema } from '../domain/report/reportContent.ts';
import { identifierKinds } from '../domain/report/identifiers.ts';
import { reportFormats, reportKinds, reportTextsSchema } from '../domain/report/reportTexts.ts';
import { base64Schema, idSchema, lineSchema, nothing, revisionSchema } from './common.ts';
import { handedOverSchema } from './documents.ts';
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
  /** The report as it would be read now, or as it was frozen. */
  open: query({
    allow: 'reports.view',
    audit: 'consultation',
    input: reportRef,
    output: z.strictObject({
      report: reportRowSchema,
      texts: reportTextsSchema,
      content: reportContentSchema,
    }),
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
  /**
   * Keeps figures, words and settings as they are now. A published one is refused while it names anybody, while a
   * doubt has no reason, or before its last day has passed.
   */
  freeze: mutation({
    allow: 'reports.freeze',
    audit: 'collection',
    input: z.strictObject({ reportId: idSchema, revision: revisionSchema }),
    output: z.strictObject({ revision: revisionSchema }),
  }),
  /** Makes the files of a frozen report from what was frozen, once: the host prints the page. */
  makeFiles: mutation({
    allow: 'reports.export',
    audit: 'collection',
    input: reportRef,
    output: nothing,
  }),
  /** What the page that is printed shows. */
  page: query({
    allow: 'reports.view',
    input: reportRef,
    output: z.strictObject({
      content: reportContentSchema,
      /** The page's title once it is whole, and the PDF's. */
      pageTitle: z.string(),
    }),
  }),
  /** A chart of the page that is being printed, for the Word document: as PNG, with its size in pixels. */
  givePicture: mutation({
    allow: 'reports.export',
    audit: 'none',
    input: z.strictObject({
      reportId: idSchema,
      figureId: lineSchema,
      png: base64Schema,
      width: z.int().min(1).max(4_000),
      height: z.int().min(1).max(8_000),
    }),
    output: nothing,
  }),
  /** Hands over the kept bytes, the same each time. */
  exportFile: mutation({
    allow: 'reports.export',
    audit: 'disclosure',
    input: z.strictObject({ reportId: idSchema, format: z.enum(codesOf(reportFormats)) }),
    output: handedOverSchema,
  }),
  /** What the register of today would say otherwise than the frozen report. */
  differences: query({
    allow: 'reports.view',
    input: reportRef,
    output: z.strictObject({
      differences: z.array(
        z.strictObject({
          figure: z.string(),
          row: z.string(),
          column: z.string(),
          // In words, with their bases.
          before: z.string(),
          now: z.string(),
        }),
      ),
    }),
  }),
  /** A withdrawn report stays as it was, marked. With `replace`, a new draft begins with its words. */
  withdraw: mutation({
    allow: 'reports.freeze',
    audit: 'alteration',
    input: z.strictObject({ reportId: idSchema, because: lineSchema, replace: z.boolean() }),
    output: z.strictObject({ replacedBy: idSchema.optional() }),
  }),
};
