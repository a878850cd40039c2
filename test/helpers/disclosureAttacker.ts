/**
 * A reader who works back hidden counts, written without the product's method: a search over whole numbers with
 * propagation of bounds. He knows the rule and which cells it hides as small and which to protect others, that counts
 * are whole and not negative, every total and every table of the same kind over other periods. A count is recovered
 * when exactly one value is feasible.
 */
import type { PublishedTable } from '../../shared/domain/disclosure/publishedTable.ts';

/** The values that a sum of unknowns may take: low to high without those in the gap. */
interface Range {
  readonly low: number;
  readonly high: number;
  readonly gapFrom: number;
  readonly gapTo: number;
}

interface SumRule {
  readonly unknowns: readonly number[];
  readonly range: Range;
}

export interface Puzzle {
  /** One set of counts that agrees with all that is known: the search starts from it, the answer does not rest on it. */
  readonly start: readonly number[];
  readonly rules: readonly SumRule[];
  /** The sums that nobody may know, with a name for each. */
  readonly secrets: readonly { readonly name: string; readonly unknowns: readonly number[] }[];
}

export interface AttackResult {
  readonly attacked: number;
  readonly recovered: readonly string[];
  /** The search was given up: never counted as safe. */
  readonly undecided: readonly string[];
}

const noGap = { gapFrom: 1, gapTo: 0 };
const mostThought = 500;

/** Narrows the bounds until nothing moves; false when nothing fits. */
const narrow = (lows: Int32Array, highs: Int32Array, rules: readonly SumRule[]): boolean => {
  for (let moved = true; moved;) {
    moved = false;
    for (const { unknowns, range } of rules) {
      let sumLow = 0;
      let sumHigh = 0;
      for (const unknown of unknowns) {
        sumLow += lows[unknown]!;
        sumHigh += highs[unknown]!;
      }
      let low = Math.max(range.low, sumLow);
      let high = Math.min(range.high, sumHigh);
      if (low >= range.gapFrom && low <= range.gapTo) low = range.gapTo + 1;
      if (high >= range.gapFrom && high <= range.gapTo) high = range.gapFrom - 1;
      if (low > high) return false;
      for (const unknown of unknowns) {
        const most = high - (sumLow - lows[unknown]!);
        const least = low - (sumHigh - highs[unknown]!);
        if (most < highs[unknown]!) {
          sumHigh -= highs[unknown]! - most;
          highs[unknown] = most;
          moved = true;
        }
        if (least > lows[unknown]!) {
          sumLow += least - lows[unknown]!;
          lows[unknown] = least;
          moved = true;
        }
        if (lows[unknown]! > highs[unknown]!) return false;
      }
    }
  }
  return true;
};

/** How far a sum is from what it may be: above 0 when it must grow, below 0 when it must shrink. */
const missing = (sum: number, { low, high, gapFrom, gapTo }: Range): number => {
  if (sum < low) return low - sum;
  if (sum > high) return high - sum;
  return sum >= gapFrom && sum <= gapTo ? gapTo + 1 - sum : 0;
};

/**
 * Counts that keep all rules; undefined when there are none, 'gaveUp' when the search grew too long. Mends a broken rule
 * by moving one of its unknowns, then the rules that this breaks; with few moves first, in the end with any number.
 */
const solve = (
  start: readonly number[],
  rules: readonly SumRule[],
  effort: number,
): readonly number[] | 'gaveUp' | undefined => {
  let left = effort;
  const search = (
    lows: Int32Array,
    highs: Int32Array,
    moves: number,
  ): readonly number[] | 'gaveUp' | undefined => {
    if (left <= 0) return 'gaveUp';
    left -= 1;
    if (!narrow(lows, highs, rules)) return undefined;
    const counts = start.map((count, unknown) => Math.min(highs[unknown]!, Math.max(lows[unknown]!, count)));
    let broken: { readonly unknowns: readonly number[]; readonly short: number } | undefined;
    let fewestOpen = Infinity;
    for (const { unknowns, range } of rules) {
      let sum = 0;
      let open = 0;
      for (const unknown of unknowns) {
        sum += counts[unknown]!;
        if (lows[unknown]! < highs[unknown]!) open += 1;
      }
      const short = missing(sum, range);
      if (short !== 0 && open < fewestOpen) {
        broken = { unknowns, short };
        fewestOpen = open;
      }
    }
    if (broken === undefined) return counts;
    const up = broken.short > 0;
    const movable = broken.unknowns.filter((unknown) => lows[unknown]! < highs[unknown]!);
    const chosen =
      movable.find((unknown) =>
        up ? counts[unknown]! < highs[unknown]! : counts[unknown]! > lows[unknown]!,
      ) ?? movable[0]!;
    const count = counts[chosen]!;
    const above = [count + 1, highs[chosen]!] as const;
    const below = [lows[chosen]!, count - 1] as const;
    let gaveUp = false;
    for (const [from, to] of [...(up ? [above, below] : [below, above]), [count, count] as const]) {
      if (from > to) continue;
      const isMove = from !== count || to !== count;
      if (isMove && moves === 0) {
        gaveUp = true;
        continue;
      }
      const nextLows = lows.slice();
      const nextHighs = highs.slice();
      nextLows[chosen] = from;
      nextHighs[chosen] = to;
      const answer = search(nextLows, nextHighs, isMove ? moves - 1 : moves);
      if (answer === 'gaveUp') gaveUp = true;
      else if (answer !== undefined) return answer;
    }
    return gaveUp ? 'gaveUp' : undefined;
  };
  let answer: readonly number[] | 'gaveUp' | undefined;
  for (const moves of [2, 4, 6, 9, 14, Infinity]) {
    left = moves === Infinity ? effort * 5 : effort;
    answer = search(new Int32Array(start.length), new Int32Array(start.length).fill(mostThought), moves);
    if (answer !== 'gaveUp') return answer;
  }
  return answer;
};

const sumOf = (counts: readonly number[], unknowns: readonly number[]): number =>
  unknowns.reduce((sum, unknown) => sum + (counts[unknown] ?? 0), 0);

/** Tries every secret; stops at the first recovered one when asked. */
export const attackPuzzle = (
  puzzle: Puzzle,
  { stopAtFirst = false, effort = 5_000 }: { readonly stopAtFirst?: boolean; readonly effort?: number } = {},
): AttackResult => {
  const recovered: string[] = [];
  const undecided: string[] = [];
  const others: (readonly number[])[] = [];
  for (const { name, unknowns } of puzzle.secrets) {
    const value = sumOf(puzzle.start, unknowns);
    if (others.some((other) => sumOf(other, unknowns) !== value)) continue;
    let gaveUp = false;
    let isOpen = false;
    for (const range of [
      { low: value + 1, high: Infinity, ...noGap },
      { low: 0, high: value - 1, ...noGap },
    ]) {
      if (range.low > range.high) continue;
      const answer = solve(puzzle.start, [{ unknowns, range }, ...puzzle.rules], effort);
      if (answer === 'gaveUp') gaveUp = true;
      else if (answer !== undefined) {
        others.push(answer);
        isOpen = true;
        break;
      }
    }
    if (isOpen) continue;
    (gaveUp ? undecided : recovered).push(name);
    if (stopAtFirst) break;
  }
  return { attacked: puzzle.secrets.length, recovered, undecided };
};

/** One cell, and what a reader is told about it. */
const rangeToldBy = (table: PublishedTable, row: number, column: number): Range => {
  const cell = table.cells[row]![column]!;
  const { smallUpTo, roundTo } = table.settings;
  switch (cell.state) {
    case 'shown':
      return { low: cell.number!, high: cell.number!, ...noGap };
    case 'rounded': {
      const couldBe = Array.from(
        { length: 2 * roundTo + 1 },
        (_, step) => cell.number! - roundTo + step,
      ).filter((count) => count >= 0 && Math.round(count / roundTo) * roundTo === cell.number);
      return { low: couldBe[0]!, high: couldBe.at(-1)!, ...noGap };
    }
    case 'primary':
      return { low: 1, high: smallUpTo, ...noGap };
    case 'secondary':
      return { low: 0, high: Infinity, gapFrom: 1, gapTo: smallUpTo };
    case 'withheld':
    case 'notPrinted':
      return { low: 0, high: Infinity, ...noGap };
  }
};

/** A published table, the pieces of time that it covers, and (where no table is published at all) none. */
export interface Published {
  readonly name: string;
  readonly table: PublishedTable;
  readonly pieces: readonly number[];
}

/**
 * The puzzle that tables of the same rows and columns set together. `pieces[piece][row][column]` are the true counts.
 * Besides every hidden cell, each sum in `between` is secret where it is small: what lies between two tables.
 */
export const puzzleOf = (
  pieces: readonly (readonly (readonly number[])[])[],
  published: readonly Published[],
  between: readonly { readonly name: string; readonly pieces: readonly number[] }[] = [],
): Puzzle => {
  // Where the rule changed, what an earlier report showed by its own rule is no secret any longer.
  const smallUpTo = Math.min(...published.map(({ table }) => table.settings.smallUpTo));
  const rowCount = pieces[0]?.length ?? 0;
  const columnCount = pieces[0]?.[0]?.length ?? 0;
  const start = pieces.flatMap((piece) => piece.flat());
  const unknownsOf = (over: readonly number[], row: number, column: number): number[] =>
    over.flatMap((piece) =>
      Array.from({ length: rowCount * columnCount }, (_, cell) => cell)
        .filter((cell) => row === rowCount || Math.floor(cell / columnCount) === row)
        .filter((cell) => column === columnCount || cell % columnCount === column)
        .map((cell) => piece * rowCount * columnCount + cell),
    );
  const places = Array.from({ length: rowCount + 1 }, (_, row) => row).flatMap((row) =>
    Array.from({ length: columnCount + 1 }, (_, column) => ({ row, column })),
  );
  return {
    start,
    rules: published
      .flatMap(({ table, pieces: over }) =>
        places.map(({ row, column }) => ({
          unknowns: unknownsOf(over, row, column),
          range: rangeToldBy(table, row, column),
        })),
      )
      .filter(({ range }) => range.low > 0 || range.high < Infinity || range.gapFrom <= range.gapTo),
    secrets: [
      ...published.flatMap(({ name, table, pieces: over }) =>
        places
          .filter(({ row, column }) => {
            const { state, count } = table.cells[row]![column]!;
            const isSmall = count >= 1 && count <= table.settings.smallUpTo;
            return isSmall || state === 'primary' || state === 'secondary' || state === 'withheld';
          })
          .map(({ row, column }) => ({
            name: `${name} ${row},${column}`,
            unknowns: unknownsOf(over, row, column),
          })),
      ),
      ...between.flatMap(({ name, pieces: over }) =>
        places
          .map(({ row, column }) => ({
            name: `${name} ${row},${column}`,
            unknowns: unknownsOf(over, row, column),
          }))
          .filter(({ unknowns }) => {
            const count = sumOf(start, unknowns);
            return count >= 1 && count <= smallUpTo;
          }),
      ),
    ],
  };
};
