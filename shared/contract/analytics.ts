import { z } from 'zod';
import { analyticsFilterSchema } from '../domain/analytics/analyticsFilter.ts';
import { figureIds } from '../domain/analytics/figureIds.ts';
import { figureTableSchema } from '../domain/analytics/figureTable.ts';
import { plainDateSchema } from '../domain/calendarTypes.ts';
import { codesOf, commonThemes, tiers } from '../domain/codes.ts';
import { base64Schema, idSchema, nothing } from './common.ts';
import { handedOverSchema } from './documents.ts';
import { mutation, query } from './operation.ts';

const stageSchema = z.strictObject({
  order: z.int(),
  /** "Level 3: Senior managers". */
  label: z.string(),
  tier: z.enum(codesOf(tiers)),
});

const periodSchema = z.strictObject({
  /** "2026-04": the year and month in which it starts. */
  key: z.string(),
  /** "Quarter 1 2026/27, April to June 2026", "2026/27". */
  label: z.string(),
  /** "April to June 2026", "April 2026 to March 2027". */
  months: z.string(),
  from: plainDateSchema,
  to: plainDateSchema,
});

export const analytics = {
  /** Every figure over the cases that the filter leaves, all from the same facts. */
  figures: query({
    allow: 'cases.view',
    audit: 'consultation',
    input: analyticsFilterSchema,
    output: z.strictObject({
      /** The day on which it was counted. */
      asOf: plainDateSchema,
      tables: z.array(figureTableSchema),
    }),
  }),
  /** What the filter bar can choose from. */
  options: query({
    allow: 'cases.view',
    input: nothing,
    output: z.strictObject({
      today: plainDateSchema,
      /** Latest first, from the first case received to today. */
      quarters: z.array(periodSchema),
      /** Latest first: financial years or calendar years, as the unit has set. */
      years: z.array(periodSchema),
      procedures: z.array(
        z.strictObject({
          procedureId: z.string(),
          label: z.string(),
          versions: z.array(
            z.strictObject({
              versionId: idSchema,
              /** "Version 2, from 3 March 2026". */
              label: z.string(),
              stages: z.array(stageSchema),
            }),
          ),
          themes: z.array(z.strictObject({ id: z.string(), label: z.string(), retired: z.boolean() })),
        }),
      ),
      agencies: z.array(z.strictObject({ id: z.string(), name: z.string(), retired: z.boolean() })),
      tiers: z.array(z.strictObject({ code: z.enum(codesOf(tiers)), label: z.string() })),
      commonThemes: z.array(z.strictObject({ code: z.enum(codesOf(commonThemes)), label: z.string() })),
    }),
  }),
  /** A figure as a file: its table, or the picture that the window drew of it. */
  save: mutation({
    allow: 'cases.export',
    audit: 'disclosure',
    input: z.strictObject({
      figure: z.enum(figureIds),
      content: z.discriminatedUnion('format', [
        z.strictObject({
          format: z.literal('csv'),
          rows: z
            .array(z.array(z.string().max(5_000)).max(600))
            .min(1)
            .max(2_000),
        }),
        z.strictObject({ format: z.literal('svg'), text: z.string().max(900_000).startsWith('<svg') }),
        z.strictObject({ format: z.literal('png'), bytes: base64Schema.max(900_000) }),
      ]),
    }),
    output: handedOverSchema,
  }),
};
