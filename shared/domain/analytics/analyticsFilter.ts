import { z } from 'zod';
import { plainDateSchema } from '../calendarTypes.ts';
import { caseStatuses } from '../caseCourse.ts';
import { codesOf, commonThemes, tiers } from '../codes.ts';
import { figureIds } from './figureIds.ts';

const agencyParts = {
  either: 'Raising or challenged',
  raising: 'Raising',
  challenged: 'Challenged',
} as const;

/** Far enough back for every case, and no further than days can be counted with. */
const periodDaySchema = plainDateSchema.refine((on) => on >= '1900-01-01', 'Give a year from 1900 on');

/** The one filter bar over all figures. What is absent or empty leaves nothing out. Codes, ids and days only. */
export const analyticsFilterSchema = z.strictObject({
  /** Both days count. What they bound is said with each figure: received, ended, decided, or as at the last day. */
  from: periodDaySchema.optional(),
  to: periodDaySchema.optional(),
  procedureId: z.string().max(80).optional(),
  procedureVersionId: z.uuid().optional(),
  /** Where the case stands now, by the number of its own procedure's stage. */
  stageOrders: z.array(z.int()).max(9).optional(),
  /** Where the case stands now, on the scale that procedures share. */
  tiers: z.array(z.enum(codesOf(tiers))).optional(),
  agencyIds: z.array(z.string().max(40)).max(200).optional(),
  /** What those agencies did; raising or challenged where it is not said. */
  agencyPart: z.enum(codesOf(agencyParts)).optional(),
  /** Ids of the procedures' own themes. */
  themeIds: z.array(z.string().max(80)).max(200).optional(),
  commonThemes: z.array(z.enum(codesOf(commonThemes))).optional(),
  status: z.array(z.enum(codesOf(caseStatuses))).optional(),
});
export type AnalyticsFilter = z.infer<typeof analyticsFilterSchema>;

/** Exactly the cases that a figure, or one cell of it, counts: what a click on it opens in the register. */
export const countedInSchema = z
  .strictObject({
    figure: z.enum(figureIds),
    /** The keys of the cell's row and column; neither for the whole figure. */
    row: z.string().max(200).optional(),
    column: z.string().max(200).optional(),
    filter: analyticsFilterSchema,
  })
  .refine(({ row, column }) => (row === undefined) === (column === undefined), 'Name the row and the column');
export type CountedIn = z.infer<typeof countedInSchema>;
