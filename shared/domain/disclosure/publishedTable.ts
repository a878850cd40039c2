import { Temporal } from 'temporal-polyfill';
import type { PlainDate } from '../calendarTypes.ts';
import type { DisclosureSettings } from './disclosureSettings.ts';

/** Both days count. */
export interface Period {
  readonly firstOn: PlainDate;
  readonly lastOn: PlainDate;
}

/** Whole numbers of cases, `counts[row][column]`. Each case stands in one cell only, so that rows and columns add up. */
export interface CountTable {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly counts: readonly (readonly number[])[];
}

export type TablePart = 'cells' | 'rowTotals' | 'columnTotals' | 'grandTotal';
export const wholeTable: readonly TablePart[] = ['cells', 'rowTotals', 'columnTotals', 'grandTotal'];

/**
 * What a reader is told of a cell: its number; a rounded number; that it is small ("1 to 5"); that it is hidden
 * though not small; that it is hidden, and not why; or nothing, as this part of the table is left out.
 */
export type CellState = 'shown' | 'rounded' | 'primary' | 'secondary' | 'withheld' | 'notPrinted';

export interface PublishedCell {
  readonly state: CellState;
  /** The true count, kept with the frozen figures for later checks. Never printed: print `text`, draw `number`. */
  readonly count: number;
  readonly number: number | undefined;
  readonly text: string;
}

export interface PublishedTable {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly period: Period;
  readonly settings: DisclosureSettings;
  /** One row and one column more than the counts: the totals come last. */
  readonly cells: readonly (readonly PublishedCell[])[];
}

/** The counts with the row of totals last and the column of totals last. */
export const withTotals = ({ rows, columns, counts }: CountTable): number[][] => {
  const body = rows.map((_, row) => {
    const line = columns.map((_column, column) => counts[row]?.[column] ?? 0);
    return [...line, line.reduce((sum, count) => sum + count, 0)];
  });
  const totals = Array.from({ length: columns.length + 1 }, (_, column) =>
    body.reduce((sum, line) => sum + (line[column] ?? 0), 0),
  );
  return [...body, totals];
};

const nextDay = (day: PlainDate): PlainDate =>
  Temporal.PlainDate.from(day).add({ days: 1 }).toString() as PlainDate;
const dayBefore = (day: PlainDate): PlainDate =>
  Temporal.PlainDate.from(day).subtract({ days: 1 }).toString() as PlainDate;

export const contains = (outer: Period, inner: Period): boolean =>
  outer.firstOn <= inner.firstOn && inner.lastOn <= outer.lastOn;

export const overlap = (one: Period, other: Period): boolean =>
  one.firstOn <= other.lastOn && other.firstOn <= one.lastOn;

/** The pieces into which the periods cut one another, in order: each period is a sum of some of them. */
export const elementaryPeriods = (periods: readonly Period[]): Period[] => {
  const starts = [...new Set(periods.flatMap(({ firstOn, lastOn }) => [firstOn, nextDay(lastOn)]))].sort();
  return starts
    .slice(0, -1)
    .map((firstOn, index) => ({ firstOn, lastOn: dayBefore(starts[index + 1] ?? firstOn) }))
    .filter((piece) => periods.some((period) => contains(period, piece)));
};
