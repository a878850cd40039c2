/** A figure as a table: what the screen, the report and the exports all show, each in its own way. */
import { z } from 'zod';
import { plainDateSchema } from '../calendarTypes.ts';
import { codesOf } from '../codes.ts';
import type { AnalyticsFilter, CountedIn } from './analyticsFilter.ts';
import { figureIds } from './figureIds.ts';

/** Which day of a case puts it into a figure's period. */
export const figureBases = {
  received: 'Received in the period',
  ended: 'Ended in the period: decided, or closed without a decision',
  stageEnded: 'Stage ended in the period',
  decided: 'Decided in the period',
  asAt: 'As at the last day of the period, or today where that is earlier',
} as const;

/** Parts of a report. */
export const figureTopics = {
  volume: 'Volume',
  stages: 'Stages',
  time: 'Time',
  themes: 'Themes',
  agencies: 'Agencies',
  outcomes: 'Outcomes',
  children: 'Children',
  quality: 'Quality of the data',
} as const;

const figureCellSchema = z.strictObject({
  /** Cases. No case is counted twice in one cell. */
  count: z.int().min(0),
  /** What a share is a share of. Absent where the cell is no share. */
  base: z.int().min(0).optional(),
  /** Working days, in the middle of the `count` cases: of an even number, half-way between the middle two. */
  median: z.number().optional(),
  /** The fewest and the most working days that any of them took; beside a median. */
  range: z.strictObject({ least: z.number(), most: z.number() }).optional(),
});
export type FigureCell = z.infer<typeof figureCellSchema>;

const figureRowSchema = z.strictObject({
  key: z.string(),
  label: z.string(),
  /** `retired`: no longer in the list, and still counted. `missing`: not coded or not known. */
  mark: z.enum(['retired', 'missing']).optional(),
});
export type FigureRow = z.infer<typeof figureRowSchema>;

const figureColumnSchema = figureRowSchema.extend({
  /** What to read off its cells: the count, the count with its share of the base, or the median with its count. */
  shows: z.enum(['count', 'share', 'median']),
});
export type FigureColumn = z.infer<typeof figureColumnSchema>;

export const figureTableSchema = z.strictObject({
  id: z.enum(figureIds),
  topic: z.enum(codesOf(figureTopics)),
  title: z.string(),
  /** What is counted and how, in words for whoever reads the figure. */
  definition: z.string(),
  basis: z.enum(codesOf(figureBases)),
  /** "42 cases received from 1 April 2026 to 30 June 2026". */
  base: z.string(),
  /** How many cases the figure is about. Those of a case's several themes or agencies count once here. */
  cases: z.int().min(0),
  /** Both days count. Quarters of a trend reach further back than the period that was chosen. */
  period: z.strictObject({ firstOn: plainDateSchema, lastOn: plainDateSchema }),
  /** Over the row labels. */
  rowHeading: z.string(),
  /** Over the column labels, where the columns are one list; absent where each is a measure of its own. */
  columnHeading: z.string().optional(),
  rows: z.array(figureRowSchema),
  columns: z.array(figureColumnSchema),
  /** `cells[row][column]`. */
  cells: z.array(z.array(figureCellSchema)),
  /**
   * What may be added up without counting a case twice: the whole table, as each case is in one cell; each row; each
   * column; or nothing.
   */
  addsUp: z.enum(['table', 'rows', 'columns', 'nothing']),
  chart: z.enum(['line', 'bars', 'stackedBars', 'matrix']),
});
export type FigureTable = z.infer<typeof figureTableSchema>;

/** The filter of the register that opens exactly the cases that a whole figure is about. */
export const casesOfFigure = (
  table: Pick<FigureTable, 'id'>,
  filter: AnalyticsFilter,
): { readonly countedIn: CountedIn } => ({ countedIn: { figure: table.id, filter } });

/** The filter of the register that opens exactly the cases of one cell. */
export const casesOfCell = (
  table: Pick<FigureTable, 'id'>,
  row: Pick<FigureRow, 'key'>,
  column: Pick<FigureColumn, 'key'>,
  filter: AnalyticsFilter,
): { readonly countedIn: CountedIn } => ({
  countedIn: { figure: table.id, row: row.key, column: column.key, filter },
});

/** A whole percentage of the base; undefined where there is no base to be a part of. */
export const percentageOf = ({ count, base }: FigureCell): number | undefined =>
  base === undefined || base === 0 ? undefined : Math.round((100 * count) / base);
