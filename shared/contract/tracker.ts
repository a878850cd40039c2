import { z } from 'zod';
import { instantSchema } from '../domain/calendarTypes.ts';
import { codesOf } from '../domain/codes.ts';
import { MAX_TRACKER_ROWS, trackerFields, valueKinds } from '../domain/tracker.ts';
import { idSchema, nothing } from './common.ts';
import { mutation, query } from './operation.ts';

const allow = 'tracker.manage';
const fileId = idSchema;
const columnFieldSchema = z.enum(['', ...codesOf(trackerFields)]);
const kindSchema = z.enum(codesOf(valueKinds));
const columnsSchema = z.array(columnFieldSchema).max(200).readonly();
const headerRowSchema = z.int().min(1).max(100);
const placeSchema = z.strictObject({ fileId, sheet: z.int().min(0), headerRow: headerRowSchema });
const optionSchema = z.strictObject({ id: z.string(), label: z.string() });

const layoutSchema = z.strictObject({
  headerRow: z.int(),
  /** The sheet's first rows, to find the headings in. */
  firstRows: z.array(z.array(z.string())),
  rowCount: z.int(),
  columns: z.array(
    z.strictObject({
      letter: z.string(),
      heading: z.string(),
      samples: z.array(z.string()),
      field: columnFieldSchema,
      because: z.enum(['lastTime', 'heading', 'nothing']),
    }),
  ),
});
export type TrackerLayout = z.infer<typeof layoutSchema>;

const wordSchema = z.strictObject({
  kind: kindSchema,
  key: z.string(),
  /** As the file writes it first. */
  text: z.string(),
  count: z.int(),
  /** Empty where it must be asked. */
  answer: z.string(),
  because: z.enum(['lastTime', 'same', 'nothing']),
  /** What it looks like, for somebody to take or leave. */
  suggestion: optionSchema.optional(),
});
export type TrackerWord = z.infer<typeof wordSchema>;

const problemSchema = z.strictObject({
  row: z.int(),
  column: z.string(),
  heading: z.string(),
  message: z.string(),
});

const importSchema = z.strictObject({
  id: idSchema,
  importedAt: instantSchema,
  importedBy: z.string(),
  cases: z.int(),
  /** Cases of it that somebody has changed since: then it cannot be taken back. */
  changed: z.int(),
  undoneAt: instantSchema.optional(),
});
export type TrackerImport = z.infer<typeof importSchema>;

export const tracker = {
  /** Reads an uploaded spreadsheet and holds it, in memory alone, until it is brought in or another is opened. */
  open: mutation({
    allow,
    audit: 'none',
    input: z.strictObject({ uploadId: idSchema }),
    output: z.strictObject({
      fileId,
      sheets: z.array(z.strictObject({ name: z.string(), rows: z.int() })),
    }),
  }),
  /** Where no row is named, the row that looks most like headings. */
  layout: query({
    allow,
    input: placeSchema.extend({ headerRow: headerRowSchema.optional() }),
    output: layoutSchema,
  }),
  /** The words of the file that need a meaning. */
  words: query({
    allow,
    input: placeSchema.extend({ columns: columnsSchema }),
    output: z.strictObject({
      words: z.array(wordSchema),
      options: z.record(kindSchema, z.array(optionSchema)),
    }),
  }),
  /** Checks every row and saves nothing. Columns that cannot be are refused as `invalid`. */
  check: mutation({
    allow,
    audit: 'none',
    input: placeSchema.extend({
      columns: columnsSchema,
      answers: z
        .array(z.strictObject({ kind: kindSchema, key: z.string().max(1_000), answer: z.string().max(80) }))
        .max(5_000),
    }),
    output: z.strictObject({
      rows: z.int(),
      open: z.int(),
      closed: z.int(),
      agenciesToAdd: z.array(z.string()),
      problems: z.int(),
      /** Rows with a problem, in order. */
      wrongRows: z.array(z.int()),
    }),
  }),
  /** The problems of the last check, by row. */
  problems: query({
    allow,
    input: z.strictObject({ fileId, offset: z.int().min(0), limit: z.int().min(1).max(1_000) }),
    output: z.strictObject({ problems: z.array(problemSchema), total: z.int() }),
  }),
  /** Brings in what was checked last: every row but those left out, or nothing. */
  bringIn: mutation({
    allow,
    audit: 'collection',
    input: z.strictObject({
      fileId,
      leftOutRows: z.array(z.int()).max(MAX_TRACKER_ROWS),
      /** Said where open cases come in: no child in them is in immediate danger. */
      dangerChecked: z.boolean(),
    }),
    output: z.strictObject({ importId: idSchema, cases: z.int() }),
  }),
  list: query({ allow, input: nothing, output: z.strictObject({ imports: z.array(importSchema) }) }),
  /** Removes the cases of one import, while none of them has been changed. */
  undo: mutation({
    allow,
    audit: 'erasure',
    input: z.strictObject({ importId: idSchema }),
    output: z.strictObject({ cases: z.int() }),
  }),
};
