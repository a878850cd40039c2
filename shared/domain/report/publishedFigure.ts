import type { PublishedFigure, PublishedNumber } from '../analytics/publishFigures.ts';
import type { ReportCell, ReportFigure } from './reportContent.ts';

const cellOf = ({ number, text }: PublishedNumber): ReportCell => ({
  ...(number === undefined ? {} : { number }),
  text,
  label: text,
});

const nothing: PublishedNumber = { text: '', number: undefined };

/** "31 of 52 (60%)", "1 to 5 of 52", "hidden". */
const shareOf = (
  count: PublishedNumber,
  base: PublishedNumber | undefined,
  percentage: PublishedNumber | undefined,
): ReportCell => {
  if (count.number === undefined || base?.number === undefined || percentage?.number === undefined)
    return cellOf(count);
  return {
    number: count.number,
    text: `${count.text} of ${base.text} (${percentage.text})`,
    label: `${count.text} (${percentage.text})`,
    base: base.number,
  };
};

const NO_CASE = 'none';

const medianOf = (median: PublishedNumber): ReportCell =>
  median.text === NO_CASE
    ? { number: 0, text: NO_CASE, label: NO_CASE }
    : median.number === undefined
      ? cellOf(median)
      : {
          number: median.number,
          text: `${median.text} working days`,
          label: `${median.text} working days`,
        };

/** A figure as a published report shows it: nothing that is hidden is in it. */
export const figureForPublication = (figure: PublishedFigure): ReportFigure => {
  const { id, title, definition, base, rowHeading, rows, chart } = figure;
  const shared = {
    id,
    title,
    definition,
    base,
    rowHeading,
    ...(figure.columnHeading === undefined ? {} : { columnHeading: figure.columnHeading }),
    rows: [...rows],
    chart,
  };
  const { medians } = figure;
  if (medians)
    return {
      ...shared,
      columns: [
        { key: 'days', label: 'Median working days', shows: 'median' },
        { key: 'timed', label: 'Had a date', shows: 'count' },
        ...figure.columns.map((column) => ({ ...column, shows: 'share' as const })),
      ],
      cells: rows.map((_row, row) => {
        const timed = figure.rowTotals?.[row];
        return [
          medianOf(medians[row] ?? nothing),
          cellOf(timed ?? nothing),
          ...(figure.cells[row] ?? []).map((count, column) =>
            shareOf(count, timed, figure.percentages?.[row]?.[column]),
          ),
        ];
      }),
    };
  return {
    ...shared,
    columns: figure.columns.map((column) => ({ ...column, shows: figure.percentages ? 'share' : 'count' })),
    cells: figure.cells.map((line, row) =>
      line.map((count, column) => shareOf(count, figure.total, figure.percentages?.[row]?.[column])),
    ),
    ...(figure.rowTotals ? { rowTotals: figure.rowTotals.map(cellOf) } : {}),
    ...(figure.columnTotals ? { columnTotals: figure.columnTotals.map(cellOf) } : {}),
    ...(figure.total ? { total: cellOf(figure.total) } : {}),
  };
};
