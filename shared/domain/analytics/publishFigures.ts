/**
 * The figures of a report as they may be published: small numbers kept from view, over all tables of the report and
 * the reports before it together. Tables that count the same cases share their total: what one of them tells of it is
 * told to the reader whom the others are held against, so that no total hidden in one is read from another.
 *
 * Only figures in which each case has one place are published, and of those with the same numbers only one: a theme on
 * the procedure's own list would give away what is hidden on the shared list. A published report covers all cases of
 * its period, with no other filter.
 */
import { controlTable } from '../disclosure/disclosureControl.ts';
import { percentageOfCell, publishMedian } from '../disclosure/publishedFigures.ts';
import type { DisclosureSettings } from '../disclosure/disclosureSettings.ts';
import {
  wholeTable,
  withTotals,
  type CountTable,
  type Period,
  type PublishedCell,
  type PublishedTable,
  type TablePart,
} from '../disclosure/publishedTable.ts';
import { shortDate } from '../wordsForDates.ts';
import type { FigureTable } from './figureTable.ts';
import type { FigureId } from './figureIds.ts';

interface Publishing {
  readonly prints: readonly TablePart[];
  /** The columns that are counts; the others are medians or what follows from the counts. */
  readonly columns?: readonly string[];
  /** All columns as one. */
  readonly isSummed?: true;
}

/**
 * What is published, in order. The quarters of a trend stand beside each other without a sum; a stage's cases within
 * and after their date add up for the stage, but a case is at several stages.
 */
const published = {
  volumeByQuarter: { prints: ['cells'], isSummed: true },
  stageReached: { prints: wholeTable },
  themesPrimary: { prints: wholeTable },
  raisingByChallenged: { prints: wholeTable },
  levelOfNeed: { prints: wholeTable },
  childStatus: { prints: wholeTable },
  outcomeForChild: { prints: wholeTable },
  unresolved: { prints: wholeTable },
  decisionOutcomes: { prints: wholeTable },
  noticesOnTime: { prints: wholeTable },
  workingDays: { prints: ['cells', 'rowTotals'], columns: ['within', 'over'] },
} as const satisfies Partial<Record<FigureId, Publishing>>;

export interface PublishedNumber {
  /** Undefined where a chart must leave it out. */
  readonly number: number | undefined;
  /** What is printed. */
  readonly text: string;
}

interface PublishedLine {
  readonly key: string;
  readonly label: string;
}

export interface PublishedFigure extends Pick<
  FigureTable,
  'id' | 'topic' | 'title' | 'definition' | 'basis' | 'period' | 'rowHeading' | 'columnHeading' | 'chart'
> {
  /** "received from 1 April 2026 to 30 June 2026": without the number, which may be small. */
  readonly base: string;
  readonly rows: readonly PublishedLine[];
  readonly columns: readonly PublishedLine[];
  readonly cells: readonly (readonly PublishedNumber[])[];
  /** Of the total, for figures with one column; of the row's total, for times. Absent elsewhere. */
  readonly percentages?: readonly (readonly PublishedNumber[])[];
  /** Median working days of each row. */
  readonly medians?: readonly PublishedNumber[];
  readonly rowTotals?: readonly PublishedNumber[];
  readonly columnTotals?: readonly PublishedNumber[];
  readonly total?: PublishedNumber;
  /** Holds the true counts: kept with the frozen report for the check of later ones, and printed nowhere. */
  readonly frozen: PublishedTable;
}

/** The counts of a figure, each case in one cell only. */
const countTableOf = (table: FigureTable, { columns: chosen, isSummed }: Publishing): CountTable => {
  const indexes = table.columns.flatMap(({ key }, index) =>
    chosen === undefined || chosen.includes(key) ? index : [],
  );
  const counts = table.cells.map((line) => indexes.map((index) => line[index]?.count ?? 0));
  return {
    rows: table.rows.map(({ key }) => key),
    columns: isSummed ? ['all'] : indexes.map((index) => table.columns[index]?.key ?? ''),
    counts: isSummed ? counts.map((line) => [line.reduce((sum, count) => sum + count, 0)]) : counts,
  };
};

const emptyCounts: CountTable = { rows: [], columns: [], counts: [] };

const notPrinted: PublishedCell = { state: 'notPrinted', count: 0, number: undefined, text: '' };

/** All that a reader knows of this table from another: its total. */
const layerOfTotal = (
  table: CountTable,
  period: Period,
  settings: DisclosureSettings,
  total: PublishedCell,
): PublishedTable => ({
  rows: table.rows,
  columns: table.columns,
  period,
  settings,
  cells: withTotals(table).map((line, row) =>
    line.map((count, column) =>
      row === table.rows.length && column === table.columns.length ? total : { ...notPrinted, count },
    ),
  ),
});

const printed = ({ text, number }: PublishedNumber): PublishedNumber => ({ text, number });

const labelled = ({ key, label }: { readonly key: string; readonly label: string }) => ({ key, label });

const basisInWords = ({ basis, period: { firstOn, lastOn } }: FigureTable): string => {
  const when =
    firstOn === lastOn ? `on ${shortDate(firstOn)}` : `from ${shortDate(firstOn)} to ${shortDate(lastOn)}`;
  const words = {
    received: 'received',
    ended: 'ended',
    stageEnded: 'with a stage that ended',
    decided: 'decided',
  };
  return basis === 'asAt' ? `open ${when}` : `${words[basis]} ${when}`;
};

/**
 * The figures of one report as they may be published. `earlier` holds each set that was published before, by the
 * figure's id, of this report too where it prints a quarter and the year to date: the quarter goes first. `figuresIn` counts the figures of today's
 * register over any period. Throws a RangeError for settings that protect nobody.
 */
export const publishFigures = ({
  tables,
  earlier,
  settings,
  figuresIn,
}: {
  readonly tables: readonly FigureTable[];
  readonly earlier: readonly Readonly<Partial<Record<string, PublishedTable>>>[];
  readonly settings: DisclosureSettings;
  readonly figuresIn: (period: Period) => readonly FigureTable[];
}): readonly PublishedFigure[] => {
  const totals = new Map<string, PublishedCell>();
  const counted = new Map<string, readonly FigureTable[]>();
  const figuresOver = (period: Period): readonly FigureTable[] => {
    const key = `${period.firstOn} ${period.lastOn}`;
    const found = counted.get(key) ?? figuresIn(period);
    counted.set(key, found);
    return found;
  };

  return (Object.keys(published) as (keyof typeof published)[]).flatMap((id): readonly PublishedFigure[] => {
    const table = tables.find((each) => each.id === id);
    if (!table) return [];
    const how: Publishing = published[id];
    const counts = countTableOf(table, how);
    // A quarter's number is the same in whichever trend it stands.
    const period: Period =
      id === 'volumeByQuarter' ? { firstOn: table.period.lastOn, lastOn: table.period.lastOn } : table.period;
    const isWhole = how.prints === wholeTable;
    const sumOfPairs = counts.counts.flat().reduce((sum, count) => sum + count, 0);
    const sharesTotal = isWhole && sumOfPairs === table.cases;
    const known = sharesTotal ? totals.get(table.basis) : undefined;
    const before = earlier.flatMap((report) => report[id] ?? []);
    const { table: frozen } = controlTable({
      table: counts,
      period,
      settings,
      prints: how.prints,
      earlier: known ? [...before, layerOfTotal(counts, period, settings, known)] : before,
      countsIn: (piece) => {
        const same = figuresOver(piece).find((each) => each.id === id);
        return same ? countTableOf(same, how) : emptyCounts;
      },
    });
    const lines = frozen.cells.slice(0, -1);
    const totalLine = frozen.cells.at(-1) ?? [];
    const total = totalLine.at(-1) ?? notPrinted;
    if (sharesTotal && !totals.has(table.basis)) totals.set(table.basis, total);
    const has = (part: TablePart): boolean => how.prints.includes(part);
    const isOneColumn = isWhole && counts.columns.length === 1;
    const medianColumn = table.columns.findIndex(({ shows }) => shows === 'median');
    return [
      {
        id,
        topic: table.topic,
        title: table.title,
        definition: table.definition,
        basis: table.basis,
        period: table.period,
        base: basisInWords(table),
        rowHeading: table.rowHeading,
        ...(table.columnHeading === undefined ? {} : { columnHeading: table.columnHeading }),
        rows: table.rows.map(labelled),
        columns: how.isSummed
          ? [{ key: 'all', label: 'Cases' }]
          : table.columns.filter(({ key }) => counts.columns.includes(key)).map(labelled),
        cells: lines.map((line) => line.slice(0, -1).map(printed)),
        ...(isOneColumn || id === 'workingDays'
          ? {
              percentages: lines.map((line) =>
                line
                  .slice(0, -1)
                  .map((cell) =>
                    printed(
                      percentageOfCell(cell, isOneColumn ? total : (line.at(-1) ?? notPrinted), settings),
                    ),
                  ),
              ),
            }
          : {}),
        ...(medianColumn < 0
          ? {}
          : {
              medians: table.cells.map((line) => {
                const cell = line[medianColumn];
                return printed(publishMedian(cell?.median, cell?.count ?? 0, settings));
              }),
            }),
        ...(has('rowTotals') && counts.columns.length > 1
          ? { rowTotals: lines.map((line) => printed(line.at(-1) ?? notPrinted)) }
          : {}),
        ...(has('columnTotals') && counts.columns.length > 1
          ? { columnTotals: totalLine.slice(0, -1).map(printed) }
          : {}),
        ...(has('grandTotal') ? { total: printed(total) } : {}),
        chart: how.isSummed ? 'bars' : table.chart,
        frozen,
      },
    ];
  });
};
