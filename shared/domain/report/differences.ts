import type { FigureTable } from '../analytics/figureTable.ts';
import { wordsOfCell } from '../analytics/figureWords.ts';
import type { Difference } from './frozenReport.ts';

const NOTHING = 'not shown';

const cellsOf = ({ id, title, rows, columns, cells }: FigureTable) =>
  rows.flatMap((row, rowIndex) =>
    columns.map((column, columnIndex) => {
      const cell = cells[rowIndex]?.[columnIndex] ?? { count: 0 };
      return {
        key: [id, row.key, column.key].join('\n'),
        figure: title,
        row: row.label,
        column: column.label,
        words: wordsOfCell(column, cell).text,
        isNothing: cell.count === 0,
      };
    }),
  );

/** Every number of the figures that the register of today would give otherwise. */
export const differencesBetween = (
  then: readonly FigureTable[],
  now: readonly FigureTable[],
): readonly Difference[] => {
  const before = new Map(then.flatMap(cellsOf).map((cell) => [cell.key, cell]));
  const after = new Map(now.flatMap(cellsOf).map((cell) => [cell.key, cell]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [one, other] = [before.get(key), after.get(key)];
    const cell = one ?? other;
    // A line that came or went without a case in it, such as an agency that was added, changes nothing.
    if (!cell || one?.words === other?.words || ((one?.isNothing ?? true) && (other?.isNothing ?? true)))
      return [];
    return [
      {
        figure: cell.figure,
        row: cell.row,
        column: cell.column,
        before: one?.words ?? NOTHING,
        now: other?.words ?? NOTHING,
      },
    ];
  });
};
