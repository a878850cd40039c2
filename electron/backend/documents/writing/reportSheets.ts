import writeExcelFile from 'write-excel-file/node';
import { escapeFormula } from '../../../../shared/domain/formulaEscape.ts';
import type {
  ReportCell,
  ReportContent,
  ReportFigure,
} from '../../../../shared/domain/report/reportContent.ts';
import { escapeCharacterCodes } from './spreadsheet.ts';

const LABEL_WIDTH = 44;
const NUMBER_WIDTH = 18;
/** What a spreadsheet's sheet may be called. */
const NAME_LENGTH = 31;

const words = (text: string, isBold = false) =>
  text === ''
    ? null
    : {
        value: escapeCharacterCodes(escapeFormula(text)),
        type: String,
        alignVertical: 'top' as const,
        wrap: isBold,
        ...(isBold ? { fontWeight: 'bold' as const } : {}),
      };

/** A number where it is shown, so that a reader can reckon with it; otherwise the words that stand for it. */
const number = (cell: ReportCell | undefined) =>
  cell?.number === undefined
    ? words(cell?.text ?? '')
    : { value: cell.number, type: Number, alignVertical: 'top' as const };

const percentage = ({ number: count, base, text }: ReportCell) =>
  count === undefined || base === undefined || base === 0 || !text.includes('%')
    ? null
    : {
        value: Math.round((100 * count) / base) / 100,
        type: Number,
        format: '0%',
        alignVertical: 'top' as const,
      };

const headingsOf = ({ rowHeading, columns, rowTotals }: ReportFigure): readonly string[] => [
  rowHeading,
  ...columns.flatMap(({ label, shows }) =>
    shows === 'share'
      ? [label, `${label}: of`, `${label}: %`]
      : shows === 'median'
        ? [label, `${label}: cases`]
        : [label],
  ),
  ...(rowTotals ? ['All'] : []),
];

const cellsOf = ({ columns }: ReportFigure, line: readonly ReportCell[]) =>
  columns.flatMap(({ shows }, column) => {
    const cell = line[column] ?? { text: '', label: '' };
    const base = cell.base === undefined ? null : { value: cell.base, type: Number };
    if (shows === 'median') return [number(cell), base];
    return shows === 'share' ? [number(cell), base, percentage(cell)] : [number(cell)];
  });

const sheetOf = (figure: ReportFigure) => {
  const totals =
    figure.columnTotals ?? (figure.total && figure.columns.length === 1 ? [figure.total] : undefined);
  return [
    [words(figure.title, true)],
    [words(figure.base)],
    [words(figure.definition)],
    [],
    headingsOf(figure).map((heading) => words(heading, true)),
    ...figure.rows.map(({ label }, row) => [
      words(label),
      ...cellsOf(figure, figure.cells[row] ?? []),
      ...(figure.rowTotals ? [number(figure.rowTotals[row])] : []),
    ]),
    ...(totals
      ? [
          [
            words('All', true),
            ...cellsOf(figure, totals),
            ...(figure.rowTotals && figure.total ? [number(figure.total)] : []),
          ],
        ]
      : []),
  ];
};

/** "1 Received by quarter": numbered, since two titles may begin alike, and without what a sheet's name may not hold. */
const sheetName = (index: number, title: string): string =>
  `${index + 1} ${title.replaceAll(/[\\/?*[\]:']/g, ' ')}`.slice(0, NAME_LENGTH).trim();

/**
 * The tables of a report with their definitions, a sheet each after one about the report, as the bytes of a
 * spreadsheet. Numbers are numbers; no cell is a formula.
 */
export const writeReportSheets = async (content: ReportContent): Promise<Uint8Array> => {
  const figures = content.sections.flatMap((section) => section.figures);
  const method = content.sections.find(({ id }) => id === 'method')?.paragraphs ?? [];
  const front = [
    [words(content.title, true)],
    [words(content.unitName)],
    [words(content.marking, true)],
    ...content.facts.map((fact) => [words(fact)]),
    [],
    ...method.map((paragraph) => [words(paragraph)]),
    [],
    ...figures.map(({ title }, index) => [words(sheetName(index, title)), words(title)]),
  ];
  const columnsOf = (count: number) => [
    { width: LABEL_WIDTH },
    ...Array.from({ length: count - 1 }, () => ({ width: NUMBER_WIDTH })),
  ];
  return writeExcelFile([
    { data: front, sheet: 'About this report', columns: [{ width: LABEL_WIDTH }] },
    ...figures.map((figure, index) => ({
      data: sheetOf(figure),
      sheet: sheetName(index, figure.title),
      columns: columnsOf(headingsOf(figure).length),
      stickyRowsCount: 5,
    })),
  ]).toBuffer();
};
