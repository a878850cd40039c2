import { percentageOf, type FigureCell, type FigureColumn } from './figureTable.ts';

/** What is said of a number: drawn, in a table, and beside a bar. */
export interface FigureWords {
  /** Cases, or working days where the column is a median. */
  readonly number: number;
  /** As a table prints it: "31 of 52 (60%)". */
  readonly text: string;
  /** As a bar says it: "31 (60%)". */
  readonly label: string;
}

const counted = (count: number): string => `${count} ${count === 1 ? 'case' : 'cases'}`;
const days = (median: number): string => `${median} ${median === 1 ? 'working day' : 'working days'}`;

/** ", from 1 to 12": nothing where all took the same. */
const span = ({ range }: FigureCell): string =>
  range === undefined || range.least === range.most ? '' : `, from ${range.least} to ${range.most}`;

/** A whole number of a figure in words, always with its base. */
export const wordsOfCell = ({ shows }: Pick<FigureColumn, 'shows'>, cell: FigureCell): FigureWords => {
  if (shows === 'median')
    return cell.median === undefined
      ? { number: 0, text: 'none', label: 'none' }
      : {
          number: cell.median,
          text: `${days(cell.median)}${span(cell)} (${counted(cell.count)})`,
          label: `${days(cell.median)}${span(cell)}`,
        };
  const percentage = shows === 'share' ? percentageOf(cell) : undefined;
  return percentage === undefined
    ? { number: cell.count, text: String(cell.count), label: String(cell.count) }
    : {
        number: cell.count,
        text: `${cell.count} of ${cell.base} (${percentage}%)`,
        // Nought of anything is no share: beside a bar that is not there, the number says it all.
        label: cell.count === 0 ? '0' : `${cell.count} (${percentage}%)`,
      };
};
