import { barringCells, cheapestProtection, isSafe, type Attack, type Target } from './attack.ts';

export interface HidingTask {
  readonly attack: Attack;
  /** What must stay open to doubt, whatever else is hidden. */
  readonly targets: readonly Target[];
  /** The target that a cell of the open table becomes once it is hidden. */
  readonly targetOf: (cell: number) => Target;
  /** Cells that a reader does not know as the table stands. */
  readonly isUnknown: (cell: number) => boolean;
  /** About 1 for each number lost; a little more for those that a reader would miss more. */
  readonly priceOf: (cell: number) => number;
}

/** Savings below this, such as a smaller number hidden in place of a larger one, are left to the first answer. */
const worthSearching = 0.02;

type Cells = ReadonlySet<number>;

/** Nodes of the search times what each has to look at: enough to finish on small tables, under a second on large ones. */
const searchEffort = 60_000;

const allTargets = (task: HidingTask, hidden: Cells): Target[] => [
  ...task.targets,
  ...[...hidden].map(task.targetOf),
];

const unsafeTargets = (task: HidingTask, hidden: Cells): Target[] =>
  allTargets(task, hidden).filter((target) => !isSafe(task.attack, target, hidden));

const plus = (cells: Cells, more: Iterable<number>): Set<number> => new Set([...cells, ...more]);

/** Makes one target safe after the other, then shows again whatever proves needless. Undefined when nothing would do. */
const hideGreedily = (task: HidingTask, order: (targets: Target[]) => Target | undefined) => {
  let hidden: Cells = new Set();
  for (;;) {
    const target = order(unsafeTargets(task, hidden));
    if (target === undefined) break;
    const cells = cheapestProtection(task.attack, target, hidden, task.priceOf);
    if (cells === undefined) return undefined;
    hidden = plus(hidden, cells);
  }
  for (const cell of [...hidden].sort((one, other) => task.priceOf(other) - task.priceOf(one))) {
    const fewer = new Set(hidden);
    fewer.delete(cell);
    if (unsafeTargets(task, fewer).length === 0) hidden = fewer;
  }
  return hidden;
};

/** How many more cells are needed at least: a row or column with just one unknown cell always gives it away. */
const neededAtLeast = (task: HidingTask, hidden: Cells): number => {
  const { rowCount, columnCount } = task.attack;
  const own = task.targetOf(0).covers;
  const sought = plus(
    hidden,
    task.targets.filter(({ covers }) => covers === own).map(({ cell }) => cell),
  );
  const unknownInRow = Array.from({ length: rowCount }, () => 0);
  const unknownInColumn = Array.from({ length: columnCount }, () => 0);
  const linesOf = (cell: number) => [Math.floor(cell / columnCount), cell % columnCount] as const;
  for (let cell = 0; cell < rowCount * columnCount; cell += 1) {
    if (!hidden.has(cell) && !task.isUnknown(cell)) continue;
    const [row, column] = linesOf(cell);
    unknownInRow[row]! += 1;
    unknownInColumn[column]! += 1;
  }
  const rows = new Set<number>();
  const columns = new Set<number>();
  for (const cell of sought) {
    const [row, column] = linesOf(cell);
    if (unknownInRow[row] === 1) rows.add(row);
    if (unknownInColumn[column] === 1) columns.add(column);
  }
  return Math.max(rows.size, columns.size);
};

/**
 * The fewest cells to hide beyond those hidden anyway, so that every target is safe; undefined when no choice would do.
 * Branch and bound from a good first answer: the fewest there are on small tables, close to it on large ones.
 */
export const fewestCellsToHide = (given: HidingTask): Cells | undefined => {
  // What is safe now stays so: to hide more only adds to the doubt.
  const open = given.targets.filter((target) => !isSafe(given.attack, target, new Set()));
  const task = { ...given, targets: open };
  const cost = (cells: Cells): number => [...cells].reduce((sum, cell) => sum + task.priceOf(cell), 0);
  let best: Cells | undefined;
  const orders: readonly ((targets: Target[]) => Target | undefined)[] = [
    (targets) => targets[0],
    (targets) => targets.at(-1),
    (targets) => targets[Math.floor(targets.length / 2)],
  ];
  for (const order of orders) {
    const hidden = hideGreedily(task, order);
    if (hidden !== undefined && (best === undefined || cost(hidden) < cost(best))) best = hidden;
  }
  if (best === undefined || best.size === 0) return best;

  const { rowCount, columnCount, shifts } = task.attack;
  let effort = searchEffort / (rowCount * columnCount * shifts.length);
  const search = (hidden: Cells, kept: Cells): void => {
    if (effort <= 0) return;
    effort -= 1;
    const unsafe = unsafeTargets(task, hidden);
    if (unsafe.length === 0) {
      if (cost(hidden) < cost(best!)) best = hidden;
      return;
    }
    if (cost(hidden) + neededAtLeast(task, hidden) >= cost(best!) - worthSearching) return;
    // The target with the fewest ways out leaves the fewest branches.
    const bars = unsafe
      .slice(0, 6)
      .map((target) => barringCells(task.attack, target, hidden, kept))
      .reduce((fewest, cells) => (cells.size < fewest.size ? cells : fewest));
    const tried = new Set(kept);
    for (const cell of [...bars].sort((one, other) => task.priceOf(one) - task.priceOf(other))) {
      search(plus(hidden, [cell]), tried);
      tried.add(cell);
    }
  };
  search(new Set(), new Set());
  return best;
};
