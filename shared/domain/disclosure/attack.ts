/**
 * The reader who wants to know more than is printed. He knows the rule, every total and every earlier report, and that
 * counts are whole and never negative. A count is safe from him when some other set of tables, that agrees with all
 * that he was told, has another number in its place. Such a set is sought as a cycle: numbers that go up and down by
 * one in turn, so that each total stays what it is or changes where it is hidden itself.
 */

/** Bounds that a reader can put on a number, both included. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** A table seen by the reader, over some of the pieces of time; cells row by row, totals last. */
export interface Layer {
  /** 1 for each piece of time that it covers, 0 for the others. */
  readonly covers: readonly number[];
  readonly counts: readonly number[];
  readonly bounds: readonly Bounds[];
}

/** The table that is being made ready: bounds of a cell as it stands, and as it would be once it is hidden. */
export interface OpenLayer extends Layer {
  readonly boundsOnceHidden: readonly (Bounds | undefined)[];
}

/** A count that nobody may work out: over which pieces of time, and in which cell. */
export interface Target {
  readonly covers: readonly number[];
  readonly cell: number;
}

type Step = 'blocked' | 'free' | 'onceHidden';
type Direction = 'forward' | 'backward';

/** Counts that go up in some pieces of time while they go down in others. */
interface Shift {
  /** For each piece of time 1, -1 or 0; where there are several, each cell may take whichever its counts allow. */
  readonly ways: readonly (readonly number[])[];
  readonly forward: readonly Step[];
  readonly backward: readonly Step[];
}

export interface Attack {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly shifts: readonly Shift[];
  /** Where the last way out for a target was found: a guess that is nearly always right again. */
  readonly lastShift: Map<Target, Shift>;
}

const product = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);

const mostPiecesShifted = 3;

/** Every way to shift up to three pieces of time against each other, up to its sign. */
const weightsOver = (pieces: number): number[][] => {
  const found: number[][] = [];
  const extend = (weights: number[], from: number, used: number): void => {
    if (used > 0) found.push(weights);
    if (used === mostPiecesShifted) return;
    for (let piece = from; piece < pieces; piece += 1)
      for (const sign of used === 0 ? [1] : [1, -1])
        extend(
          weights.map((weight, index) => (index === piece ? sign : weight)),
          piece + 1,
          used + 1,
        );
  };
  extend(
    Array.from({ length: pieces }, () => 0),
    0,
    0,
  );
  return found.sort((one, other) => product(one, one) - product(other, other));
};

/** How a shift moves each table; the same for opposite shifts but for a minus in front. */
const signature = (moves: readonly number[]): string =>
  (moves.find((by) => by !== 0) ?? 0) < 0 ? `-${moves.map((by) => -by).join(' ')}` : moves.join(' ');

const within = (count: number, bounds: Bounds | undefined): boolean =>
  bounds !== undefined && bounds.low <= count && count <= bounds.high;

/**
 * `rowCount` and `columnCount` include the totals; `pieces` are the counts in each piece of time. Without an open table,
 * the reader has the others only.
 */
export const prepareAttack = (
  rowCount: number,
  columnCount: number,
  pieces: readonly (readonly number[])[],
  published: readonly Layer[],
  open: OpenLayer | undefined,
): Attack => {
  const layers = open ? [...published, open] : published;
  const isTotal = (cell: number): boolean =>
    cell % columnCount === columnCount - 1 || Math.floor(cell / columnCount) === rowCount - 1;
  const stepsFor = (ways: readonly (readonly number[])[]) => {
    // All ways of a shift move each table alike, so the first stands for all.
    const weights = ways[0] ?? [];
    const moved = published
      .map((layer) => ({ layer, by: product(layer.covers, weights) }))
      .filter(({ by }) => by !== 0);
    const openBy = open ? product(open.covers, weights) : 0;
    return (change: number, cell: number): Step => {
      const staysWhole = ways.some((way) =>
        way.every((weight, piece) => weight * change >= 0 || (pieces[piece]?.[cell] ?? 0) > 0),
      );
      if (!isTotal(cell) && !staysWhole) return 'blocked';
      for (const { layer, by } of moved)
        if (!within((layer.counts[cell] ?? 0) + by * change, layer.bounds[cell])) return 'blocked';
      if (open === undefined || openBy === 0) return 'free';
      const count = (open.counts[cell] ?? 0) + openBy * change;
      if (within(count, open.bounds[cell])) return 'free';
      return within(count, open.boundsOnceHidden[cell]) ? 'onceHidden' : 'blocked';
    };
  };
  // A total moves with its cells, so within its row or column it counts as going the other way.
  const signs = Array.from({ length: rowCount * columnCount }, (_, cell) => {
    const isCorner = cell === rowCount * columnCount - 1;
    return isTotal(cell) && !isCorner ? -1 : 1;
  });
  const single = weightsOver(pieces.length).filter((weights) =>
    layers.every(({ covers }) => Math.abs(product(covers, weights)) <= 1),
  );
  const alike = Map.groupBy(
    single.flatMap((weights) => [weights, weights.map((weight) => -weight)]),
    (weights) => signature(layers.map(({ covers }) => product(covers, weights))),
  );
  const shifts = [
    ...single.map((weights) => [weights]),
    ...[...alike].filter(([key, ways]) => ways.length > 1 && !key.startsWith('-')).map(([, ways]) => ways),
  ].map((ways) => {
    const stepFor = stepsFor(ways);
    return {
      ways,
      forward: signs.map((sign, cell) => stepFor(sign, cell)),
      backward: signs.map((sign, cell) => stepFor(-sign, cell)),
    };
  });
  return { rowCount, columnCount, shifts, lastShift: new Map() };
};

/** Whether a shift changes the target's count, and by the same in whichever way. */
const changes = ({ ways }: Shift, { covers }: Target): boolean => {
  const by = product(covers, ways[0] ?? []);
  return by !== 0 && ways.every((way) => product(covers, way) === by);
};

const directions: readonly Direction[] = ['forward', 'backward'];

/** Rows and columns are the places of a graph, cells the ways between them: forward from row to column, or back. */
const placesOf = (attack: Attack, cell: number): { row: number; column: number } => ({
  row: Math.floor(cell / attack.columnCount),
  column: attack.rowCount + (cell % attack.columnCount),
});

/**
 * The places that can be reached from the far end of the target's cell, each with the least to pay; `price` says what
 * a step costs, Infinity where it cannot be taken.
 */
const walk = (
  attack: Attack,
  shift: Shift,
  target: number,
  direction: Direction,
  price: (step: Step | undefined, cell: number) => number,
) => {
  const { rowCount, columnCount } = attack;
  const placeCount = rowCount + columnCount;
  const { row, column } = placesOf(attack, target);
  const [start, goal] = direction === 'forward' ? [column, row] : [row, column];
  const paid = Array.from({ length: placeCount }, () => Infinity);
  const cameBy = Array.from({ length: placeCount }, () => -1);
  const settled = Array.from({ length: placeCount }, () => false);
  paid[start] = 0;
  for (;;) {
    let place = -1;
    for (let candidate = 0; candidate < placeCount; candidate += 1)
      if (!settled[candidate] && paid[candidate]! < (place < 0 ? Infinity : paid[place]!)) place = candidate;
    if (place < 0 || place === goal) break;
    settled[place] = true;
    const fromRow = place < rowCount;
    const steps = fromRow ? shift.forward : shift.backward;
    for (let other = fromRow ? rowCount : 0; other < (fromRow ? placeCount : rowCount); other += 1) {
      const cell = fromRow ? place * columnCount + other - rowCount : other * columnCount + place - rowCount;
      if (cell === target || settled[other]) continue;
      const total = paid[place]! + price(steps[cell], cell);
      if (total < paid[other]!) {
        paid[other] = total;
        cameBy[other] = cell;
      }
    }
  }
  return { start, goal, paid, cameBy };
};

const freely =
  (hidden: ReadonlySet<number>) =>
  (step: Step | undefined, cell: number): number =>
    step === 'free' || (step === 'onceHidden' && hidden.has(cell)) ? 0 : Infinity;

const safeBy = (attack: Attack, shift: Shift, target: Target, hidden: ReadonlySet<number>): boolean =>
  changes(shift, target) &&
  directions.some((direction) => {
    const price = freely(hidden);
    if (price(shift[direction][target.cell], target.cell) === Infinity) return false;
    const { goal, paid } = walk(attack, shift, target.cell, direction, price);
    return paid[goal] === 0;
  });

/** Whether the count stays open to doubt when the given cells of the open table are hidden too. */
export const isSafe = (attack: Attack, target: Target, hidden: ReadonlySet<number>): boolean => {
  const guess = attack.lastShift.get(target);
  if (guess !== undefined && safeBy(attack, guess, target, hidden)) return true;
  const found = attack.shifts.find((shift) => shift !== guess && safeBy(attack, shift, target, hidden));
  if (found !== undefined) attack.lastShift.set(target, found);
  return found !== undefined;
};

/** The cheapest cells to hide so that the target is safe; undefined when no cells would do. */
export const cheapestProtection = (
  attack: Attack,
  target: Target,
  hidden: ReadonlySet<number>,
  priceOf: (cell: number) => number,
): readonly number[] | undefined => {
  let best: { readonly price: number; readonly cells: readonly number[] } | undefined;
  const price = (step: Step | undefined, cell: number): number => {
    if (step === 'free') return 0;
    if (step !== 'onceHidden') return Infinity;
    return hidden.has(cell) ? 0 : priceOf(cell);
  };
  for (const shift of attack.shifts) {
    if (!changes(shift, target)) continue;
    for (const direction of directions) {
      const own = price(shift[direction][target.cell], target.cell);
      if (own === Infinity) continue;
      const { start, goal, paid, cameBy } = walk(attack, shift, target.cell, direction, price);
      const total = own + paid[goal]!;
      if (total >= (best?.price ?? Infinity)) continue;
      const cells = own > 0 ? [target.cell] : [];
      for (let place = goal; place !== start;) {
        const cell = cameBy[place]!;
        const { row, column } = placesOf(attack, cell);
        const steps = place === column ? shift.forward : shift.backward;
        if (price(steps[cell], cell) > 0) cells.push(cell);
        place = place === column ? row : column;
      }
      best = { price: total, cells };
    }
  }
  return best?.cells;
};

/**
 * Cells of which at least one must be hidden before an unsafe target can become safe: those that bar every way out.
 * Cells that may not be hidden are left out; an empty answer means that nothing helps.
 */
export const barringCells = (
  attack: Attack,
  target: Target,
  hidden: ReadonlySet<number>,
  kept: ReadonlySet<number>,
): ReadonlySet<number> => {
  const bars = new Set<number>();
  const price = freely(hidden);
  const canBeHidden = (step: Step | undefined, cell: number): boolean =>
    step === 'onceHidden' && !hidden.has(cell) && !kept.has(cell);
  for (const shift of attack.shifts) {
    if (!changes(shift, target)) continue;
    for (const direction of directions) {
      const own = shift[direction][target.cell];
      if (price(own, target.cell) === Infinity) {
        if (canBeHidden(own, target.cell)) bars.add(target.cell);
        continue;
      }
      const { paid } = walk(attack, shift, target.cell, direction, price);
      for (let cell = 0; cell < shift.forward.length; cell += 1) {
        if (cell === target.cell) continue;
        const { row, column } = placesOf(attack, cell);
        const leavesByRow = paid[row] === 0 && paid[column] === Infinity;
        const leavesByColumn = paid[column] === 0 && paid[row] === Infinity;
        if (leavesByRow && canBeHidden(shift.forward[cell], cell)) bars.add(cell);
        if (leavesByColumn && canBeHidden(shift.backward[cell], cell)) bars.add(cell);
      }
    }
  }
  return bars;
};
