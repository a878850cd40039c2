/** A quarterly report as it is read: what the page, the Word document and the spreadsheet all show, each in its way. */
import { z } from 'zod';
import { figureTableSchema, type FigureTable } from '../analytics/figureTable.ts';
import { wordsOfCell } from '../analytics/figureWords.ts';
import { plainDateSchema } from '../calendarTypes.ts';
import { codesOf } from '../codes.ts';
import { reportActionSchema, reportKinds, reportSections } from './reportTexts.ts';

/** One number of a figure as this report may show it. */
const reportCellSchema = z.strictObject({
  /** What is drawn; absent where the number is hidden. */
  number: z.number().optional(),
  /** As a table prints it: "31 of 52 (60%)", "1 to 5". */
  text: z.string(),
  /** As a bar says it: "31 (60%)". */
  label: z.string(),
  /** What a share is a share of, or how many cases a median is the middle of; absent where that is hidden. */
  base: z.int().optional(),
});
export type ReportCell = z.infer<typeof reportCellSchema>;

export const reportFigureSchema = figureTableSchema
  .pick({
    id: true,
    title: true,
    definition: true,
    base: true,
    rowHeading: true,
    columnHeading: true,
    rows: true,
    columns: true,
    chart: true,
  })
  .extend({
    cells: z.array(z.array(reportCellSchema)),
    /** Beneath and beside the cells, in tables only; absent where nothing may be added up. */
    rowTotals: z.array(reportCellSchema).optional(),
    columnTotals: z.array(reportCellSchema).optional(),
    total: reportCellSchema.optional(),
  });
export type ReportFigure = z.infer<typeof reportFigureSchema>;

const sectionSchema = z.strictObject({
  id: z.enum(codesOf(reportSections)),
  title: z.string(),
  paragraphs: z.array(z.string()),
  /** Shown one under another with a mark before each. */
  points: z.array(z.string()),
  figures: z.array(reportFigureSchema),
  commentary: z.array(z.string()),
  actions: z.array(reportActionSchema),
});
export type ReportContentSection = z.infer<typeof sectionSchema>;

export const reportContentSchema = z.strictObject({
  kind: z.enum(codesOf(reportKinds)),
  /** "Escalations: Quarter 2 2026/27, July to September 2026". */
  title: z.string(),
  unitName: z.string(),
  /** Stands at the head and foot of each page. */
  marking: z.string(),
  firstOn: plainDateSchema,
  lastOn: plainDateSchema,
  /** Under the title: for whom, which version, counted when. */
  facts: z.array(z.string()),
  sections: z.array(sectionSchema),
});
export type ReportContent = z.infer<typeof reportContentSchema>;

/** Whether it says that there was none; "0 to 2", which is drawn as 0, does not. */
export const isNought = ({ number, text }: ReportCell): boolean => number === 0 && !text.startsWith('0 to ');

/** Whether it counts nothing at all: a sentence says so, where a chart and a table of noughts would only take room. */
export const isEmptyFigure = ({ cells }: ReportFigure): boolean => cells.flat().every(isNought);

export const EMPTY_FIGURE = 'None in this period.';

/** A figure with every number. */
export const wholeFigure = (table: FigureTable): ReportFigure => ({
  id: table.id,
  title: table.title,
  definition: table.definition,
  base: table.base,
  rowHeading: table.rowHeading,
  ...(table.columnHeading === undefined ? {} : { columnHeading: table.columnHeading }),
  rows: table.rows,
  columns: table.columns,
  chart: table.chart,
  cells: table.cells.map((line) =>
    line.map((cell, column) => {
      const { shows } = table.columns[column] ?? { shows: 'count' as const };
      const base = shows === 'median' ? cell.count : cell.base;
      return { ...wordsOfCell({ shows }, cell), ...(base === undefined ? {} : { base }) };
    }),
  ),
});
