/** A quarterly report as it is read: what the page, the Word document and the spreadsheet all show, each in its way. */
import { z } from 'zod';
import { plainDateSchema } from '../calendarTypes.ts';
import { codesOf } from '../codes.ts';
import { reportKinds, reportSections } from './reportTexts.ts';

/** One number of a figure as this report may show it. */
const reportCellSchema = z.strictObject({
  text: z.string(),
  /** What a chart draws; absent where the number is not shown. */
  number: z.number().optional(),
});
export type ReportCell = z.infer<typeof reportCellSchema>;

const headingSchema = z.strictObject({ key: z.string(), label: z.string() });

export const reportFigureSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** What is counted and how. */
  definition: z.string(),
  /** "42 cases received from 1 April 2026 to 30 June 2026". */
  base: z.string(),
  rowHeading: z.string(),
  columns: z.array(headingSchema),
  rows: z.array(headingSchema),
  /** `cells[row][column]`. */
  cells: z.array(z.array(reportCellSchema)),
  chart: z.enum(['line', 'bars', 'stackedBars', 'matrix']),
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
  actions: z.array(z.strictObject({ action: z.string(), owner: z.string(), by: z.string() })),
});
export type ReportContentSection = z.infer<typeof sectionSchema>;

export const reportContentSchema = z.strictObject({
  kind: z.enum(codesOf(reportKinds)),
  /** "Escalations, July to September 2026". */
  title: z.string(),
  unitName: z.string(),
  /** Stands at the head and foot of each page. */
  marking: z.string(),
  firstOn: plainDateSchema,
  lastOn: plainDateSchema,
  /** Under the title: whose, for what days, which version, when. */
  facts: z.array(z.string()),
  sections: z.array(sectionSchema),
});
export type ReportContent = z.infer<typeof reportContentSchema>;
