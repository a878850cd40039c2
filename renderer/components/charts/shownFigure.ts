/**
 * Charts of figures, drawn with recharts, each with its table, its words and its pictures. What lives here is drawn
 * from a `ShownFigure` alone, so that the screen and the report, whole or with small numbers hidden, look the same.
 * This folder imports shared, the window's api and React.
 */
import type { RegisterSearch } from '../../../shared/contract/savedViews.ts';
import type { AnalyticsFilter } from '../../../shared/domain/analytics/analyticsFilter.ts';
import {
  casesOfCell,
  casesOfFigure,
  percentageOf,
  type FigureColumn,
  type FigureRow,
  type FigureTable,
} from '../../../shared/domain/analytics/figureTable.ts';
import { wordsOfCell } from '../../../shared/domain/analytics/figureWords.ts';

export interface ShownCell {
  /** What is drawn: cases, or working days where the column is a median. Absent where the number is hidden. */
  readonly number?: number | undefined;
  /** As the table prints it: "31 of 52 (60%)", or "1 to 5" where the number is hidden. */
  readonly text: string;
  /** As a bar says it, beside or within: "31 (60%)"; the text where there is none. */
  readonly label?: string | undefined;
  /** What a share is a share of, or how many cases a median is the middle of. */
  readonly base?: number | undefined;
  /** The fewest and the most working days, drawn as a line over the bar of their median. */
  readonly range?: { readonly least: number; readonly most: number } | undefined;
  /** Opens exactly the cases counted. Absent in a report, and where there is none. */
  readonly cases?: RegisterSearch | undefined;
}

interface ShownLine {
  readonly key: string;
  readonly label: string;
  readonly mark?: FigureRow['mark'];
}

export interface ShownFigure {
  /** Of the figure's kind, such as `volumeByQuarter`: says which drawing suits it. */
  readonly id: string;
  readonly title: string;
  readonly definition: string;
  readonly base: string;
  readonly rowHeading: string;
  readonly columnHeading?: string | undefined;
  readonly rows: readonly ShownLine[];
  readonly columns: readonly (ShownLine & { readonly shows?: FigureColumn['shows'] })[];
  readonly cells: readonly (readonly ShownCell[])[];
  readonly chart: FigureTable['chart'];
  /** Opens every case that the figure is about. Absent in a report, and where there is none. */
  readonly wholeCases?: RegisterSearch | undefined;
}

/** What share of a row's stages ended by their date, to stand beside their median. */
const inTime = (table: FigureTable, row: number): string => {
  const within = table.columns.findIndex(({ key }) => key === 'within');
  const percentage = percentageOf(table.cells[row]?.[within] ?? { count: 0 });
  return percentage === undefined ? '' : `, ${percentage}% in time`;
};

/** A figure with every number, each leading to its cases. `filter` is the one that the figure was counted under. */
export const showFigure = (table: FigureTable, filter: AnalyticsFilter): ShownFigure => ({
  ...table,
  ...(table.cases === 0 ? {} : { wholeCases: casesOfFigure(table, filter) }),
  cells: table.rows.map((row, rowIndex) =>
    table.columns.map((column, columnIndex) => {
      const cell = table.cells[rowIndex]?.[columnIndex] ?? { count: 0 };
      const words = wordsOfCell(column, cell);
      return {
        ...words,
        ...(column.shows === 'median' ? { label: `${labelOf(words)}${inTime(table, rowIndex)}` } : {}),
        ...(column.shows === 'median'
          ? { base: cell.count }
          : cell.base === undefined
            ? {}
            : { base: cell.base }),
        ...(cell.range === undefined ? {} : { range: cell.range }),
        ...(cell.count === 0 ? {} : { cases: casesOfCell(table, row, column, filter) }),
      };
    }),
  ),
});

export const cellAt = (figure: ShownFigure, row: number, column: number): ShownCell =>
  figure.cells[row]?.[column] ?? { number: 0, text: '0' };

export const labelOf = ({ label, text }: ShownCell): string => label ?? text;

/**
 * "Inaction: 31 of 52 (60%)": what a number says to somebody who does not see where it stands. `wordsIn` gives the words
 * that are seen there, so that who speaks to the computer can say them.
 */
export const describeCell = (
  figure: ShownFigure,
  row: number,
  column: number,
  wordsIn: (cell: ShownCell) => string = ({ text }) => text,
): string => {
  const place = [figure.rows[row]?.label];
  if (figure.columns.length > 1) place.push(figure.columns[column]?.label);
  return `${place.join(', ')}: ${wordsIn(cellAt(figure, row, column))}`;
};

export const isHidden = (cell: ShownCell): boolean => cell.number === undefined;

/** How the columns of a figure go together as marks. */
export type Drawing = 'trend' | 'line' | 'rows' | 'pairs' | 'shares' | 'matrix';

const drawings: Readonly<Partial<Record<string, Drawing>>> = {
  volumeByQuarter: 'trend',
  agencies: 'pairs',
} satisfies Partial<Record<FigureTable['id'], Drawing>>;

const drawingsOfCharts: Readonly<Record<ShownFigure['chart'], Drawing>> = {
  matrix: 'matrix',
  line: 'line',
  bars: 'rows',
  stackedBars: 'shares',
};

export const drawingFor = ({ id, chart }: ShownFigure): Drawing => drawings[id] ?? drawingsOfCharts[chart];

/** The columns that are marks of the chart, by their place in the table: those with something in them, at least one. */
export const drawnColumns = (figure: ShownFigure): readonly number[] => {
  const drawing = drawingFor(figure);
  const every = figure.columns.map((_column, index) => index);
  if (drawing === 'rows' || drawing === 'line') return every.slice(0, 1);
  const marks = drawing === 'shares' ? every.slice(1) : every;
  if (drawing === 'pairs') return marks;
  const used = marks.filter((column) =>
    figure.rows.some((_row, row) => cellAt(figure, row, column).number !== 0),
  );
  return used.length > 0 ? used : marks.slice(0, 1);
};

const listed = (labels: readonly string[]): string =>
  labels.length > 3 ? `${labels.slice(0, 2).join('; ')} and ${labels.length - 2} more` : labels.join('; ');

/** One sentence about where most of a figure lies; of the latest quarter where it is a trend. Empty where nothing is. */
export const summaryOf = (figure: ShownFigure): string => {
  const drawing = drawingFor(figure);
  const columns = drawnColumns(figure);
  if (drawing === 'trend' || drawing === 'line') {
    const last = figure.rows.at(-1);
    if (!last) return '';
    const cells = columns.map((column) => cellAt(figure, figure.rows.length - 1, column));
    if (cells.some(isHidden)) return '';
    return `${last.label}: ${cells.reduce((sum, { number = 0 }) => sum + number, 0)}.`;
  }
  if (drawing === 'shares' || figure.columns[columns[0] ?? 0]?.shows === 'median') return '';
  const places = figure.rows.flatMap(({ label }, row) =>
    columns.map((column) => ({
      number: cellAt(figure, row, column).number,
      label: drawing === 'rows' ? label : `${label}, ${figure.columns[column]?.label ?? ''}`,
    })),
  );
  const most = Math.max(0, ...places.map(({ number = 0 }) => number));
  if (most === 0) return '';
  return `Most: ${listed(places.filter(({ number }) => number === most).map(({ label }) => label))}, ${most}.`;
};

/** The figure as lines of text, headings first, each number in a column of its own, with what it counts beneath. */
export const rowsOf = (figure: ShownFigure): readonly (readonly string[])[] => [
  [
    figure.rowHeading,
    ...figure.columns.flatMap(({ label, shows }) =>
      shows === 'share'
        ? [label, `${label}: of`, `${label}: %`]
        : shows === 'median'
          ? [label, `${label}: cases`]
          : [label],
    ),
  ],
  ...figure.rows.map(({ label }, row) => [
    label,
    ...figure.columns.flatMap(({ shows }, column) => {
      const cell = cellAt(figure, row, column);
      const number = cell.number === undefined ? cell.text : String(cell.number);
      const base = String(cell.base ?? '');
      if (shows === 'median') return cell.base === 0 ? ['', base] : [number, base];
      if (shows !== 'share') return [number];
      const percentage = percentageOf({ count: cell.number ?? 0, ...(cell.base ? { base: cell.base } : {}) });
      return [number, base, cell.number === undefined || percentage === undefined ? '' : String(percentage)];
    }),
  ]),
  [],
  [figure.title],
  [figure.base],
  [figure.definition],
];
