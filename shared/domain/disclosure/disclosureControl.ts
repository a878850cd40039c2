/**
 * Disclosure control: what of a table may be published so that no small number of children can be read from it or
 * worked back from its totals, its percentages or the reports published before. Pure rules: they import only their own
 * files, the calendar's types and the reckoning of days. The method is ours and is told in `describeMethod`; raise
 * `disclosureMethodVersion` with every change of what it hides.
 */
import { isSafe, prepareAttack, type Attack, type Bounds, type Target } from './attack.ts';
import {
  disclosureSettingsSchema,
  usualDisclosureSettings,
  type DisclosureSettings,
} from './disclosureSettings.ts';
import { fewestCellsToHide } from './fewestCellsToHide.ts';
import {
  contains,
  elementaryPeriods,
  overlap,
  wholeTable,
  withTotals,
  type CellState,
  type CountTable,
  type Period,
  type PublishedCell,
  type PublishedTable,
  type TablePart,
} from './publishedTable.ts';

export const disclosureMethodVersion = 1;

export interface TableToPublish {
  readonly table: CountTable;
  readonly period: Period;
  readonly settings?: DisclosureSettings;
  /** What is printed; the whole table unless told. A list of themes is a matrix of which only column totals are printed. */
  readonly prints?: readonly TablePart[];
  /**
   * The same table as published before, over whatever periods: as frozen in earlier reports and, where this report
   * prints it more than once (a quarter and the year to date), as made ready so far.
   */
  readonly earlier?: readonly PublishedTable[];
  /** The same table counted today over any period. Asked only for pieces of overlapping periods. */
  readonly countsIn?: (period: Period) => CountTable;
}

/** A small or hidden count that earlier reports give away by themselves: nothing in the new table can mend that. */
export interface KnownCount {
  readonly period: Period;
  /** Undefined stands for the total. */
  readonly row: string | undefined;
  readonly column: string | undefined;
}

export interface ControlledTable {
  readonly table: PublishedTable;
  readonly knownFromEarlier: readonly KnownCount[];
}

/** Throws a RangeError when a setting would protect nobody. */
export const checkDisclosureSettings = (settings: DisclosureSettings): void => {
  const issue = disclosureSettingsSchema.safeParse(settings).error?.issues[0];
  if (issue) throw new RangeError(`${issue.path.join('.')}: ${issue.message}`);
};

export const isSmall = (count: number, { smallUpTo }: DisclosureSettings): boolean =>
  count >= 1 && count <= smallUpTo;

/** To the nearest multiple, halves upwards. */
export const roundCount = (count: number, { roundTo }: DisclosureSettings): number =>
  Math.floor(count / roundTo + 0.5) * roundTo;

const nothingKnown: Bounds = { low: 0, high: Infinity };

const boundsOf = (state: CellState, count: number, settings: DisclosureSettings): Bounds => {
  switch (state) {
    case 'shown':
      return { low: count, high: count };
    case 'rounded': {
      const rounded = roundCount(count, settings);
      return {
        low: Math.max(0, rounded - Math.floor(settings.roundTo / 2)),
        high: rounded + Math.ceil(settings.roundTo / 2) - 1,
      };
    }
    case 'primary':
      return { low: 1, high: settings.smallUpTo };
    // A reader knows that a hidden count that is not small is 0 or large; it is never moved from the one to the other.
    case 'secondary':
      return count === 0 ? { low: 0, high: 0 } : { low: settings.smallUpTo + 1, high: Infinity };
    case 'withheld':
    case 'notPrinted':
      return nothingKnown;
  }
};

type OnceHidden = { readonly [State in CellState]?: CellState };

/**
 * What hiding makes of a cell. A small count is at times marked "hidden" as well: that a row of five is made of five small
 * counts is enough to know each. Where the first way has no answer, "hidden" says nothing at all of a number.
 */
const waysToHide: readonly OnceHidden[] = [
  { shown: 'secondary', rounded: 'withheld', primary: 'withheld' },
  { shown: 'withheld', rounded: 'withheld', primary: 'withheld' },
];

const isHiddenState = (state: CellState): boolean =>
  state === 'primary' || state === 'secondary' || state === 'withheld';

export const smallCountText = ({ smallUpTo }: DisclosureSettings): string => `1 to ${smallUpTo}`;
export const hiddenText = 'hidden';
/** A rounded 0 may be a child: no reader may take it for none. */
export const roundedToNoughtText = ({ roundTo }: DisclosureSettings): string =>
  `0 to ${Math.ceil(roundTo / 2) - 1}`;

const publishedCell = (state: CellState, count: number, settings: DisclosureSettings): PublishedCell => {
  switch (state) {
    case 'shown':
      return { state, count, number: count, text: String(count) };
    case 'rounded': {
      const rounded = roundCount(count, settings);
      return {
        state,
        count,
        number: rounded,
        text: rounded === 0 ? roundedToNoughtText(settings) : String(rounded),
      };
    }
    case 'primary':
      return { state, count, number: undefined, text: smallCountText(settings) };
    case 'secondary':
    case 'withheld':
      return { state, count, number: undefined, text: hiddenText };
    case 'notPrinted':
      return { state, count, number: undefined, text: '' };
  }
};

/** To mark a small count "hidden" takes less from the reader than to hide one more number. */
const priceOfVagueness = 0.03;

/** Earlier tables that share days with the new one, directly or through one another. */
const entangledWith = (period: Period, earlier: readonly PublishedTable[]): PublishedTable[] => {
  const entangled: PublishedTable[] = [];
  for (let reach = [period]; reach.length > 0;) {
    const next = earlier.filter(
      (table) => !entangled.includes(table) && reach.some((each) => overlap(each, table.period)),
    );
    entangled.push(...next);
    reach = next.map((table) => table.period);
  }
  return entangled;
};

const union = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())];

/** A table's lines on those of the whole comparison: -1 where it lacks one; the total stays last. */
const placing = (own: readonly string[], all: readonly string[]): number[] => [
  ...all.map((key) => own.indexOf(key)),
  own.length,
];

/**
 * What may be published of a table. Hides small counts, then as few others as will keep every small or hidden count,
 * of this table, of earlier ones and of the differences between them, from being worked back. Says nothing of a table
 * whose total is small but that it is small. Throws a RangeError for settings that protect nobody and an Error where
 * overlapping periods cannot be counted.
 */
export const controlTable = ({
  table,
  period,
  settings = usualDisclosureSettings,
  prints = wholeTable,
  earlier = [],
  countsIn,
}: TableToPublish): ControlledTable => {
  checkDisclosureSettings(settings);
  const entangled = entangledWith(period, earlier);
  const rows = union([table.rows, ...entangled.map((each) => each.rows)]);
  const columns = union([table.columns, ...entangled.map((each) => each.columns)]);
  const rowCount = rows.length + 1;
  const columnCount = columns.length + 1;
  const cellIndexes = Array.from({ length: rowCount * columnCount }, (_, cell) => cell);

  const spread = <Item>(
    own: Pick<CountTable, 'rows' | 'columns'>,
    items: readonly (readonly Item[])[],
    none: Item,
  ) => {
    const ownRows = placing(own.rows, rows);
    const ownColumns = placing(own.columns, columns);
    return ownRows.flatMap((row) => ownColumns.map((column) => items[row]?.[column] ?? none));
  };
  const countsOf = (each: CountTable): number[] => spread(each, withTotals(each), 0);

  const periods = [period, ...entangled.map((each) => each.period)];
  const pieces = elementaryPeriods(periods);
  const coversOf = (each: Period): number[] => pieces.map((piece) => (contains(each, piece) ? 1 : 0));
  const counts = countsOf(table);
  const ownCovers = coversOf(period);

  const absent = publishedCell('shown', 0, settings);
  const earlierLayers = entangled.map((each) => {
    const cells = spread(each, each.cells, absent);
    return {
      covers: coversOf(each.period),
      counts: cells.map(({ count }) => count),
      bounds: cells.map(({ state, count }) => boundsOf(state, count, each.settings)),
      isHidden: cells.map(({ state }) => isHiddenState(state)),
    };
  });
  const countsByPiece = pieces.map((piece) => {
    if (entangled.length === 0) return counts;
    if (countsIn === undefined)
      throw new Error(
        'Say how to count over a part of the period: earlier reports share days with this table.',
      );
    return countsOf(countsIn(piece));
  });

  const isPrinted = (cell: number): boolean => {
    const isRowTotal = cell % columnCount === columnCount - 1;
    const isColumnTotal = Math.floor(cell / columnCount) === rowCount - 1;
    const part = isRowTotal
      ? isColumnTotal
        ? 'grandTotal'
        : 'rowTotals'
      : isColumnTotal
        ? 'columnTotals'
        : 'cells';
    return prints.includes(part);
  };
  const isInTable = spread(
    table,
    withTotals(table).map((line) => line.map(() => true)),
    false,
  );
  const total = counts.at(-1) ?? 0;
  const stateBefore = (cell: number): CellState => {
    const count = counts[cell] ?? 0;
    if (!isInTable[cell]) return 'shown';
    if (!isPrinted(cell)) return 'notPrinted';
    if (isSmall(total, settings)) return cell === counts.length - 1 ? 'primary' : 'withheld';
    if (settings.method === 'round') return 'rounded';
    return isSmall(count, settings) ? 'primary' : 'shown';
  };
  const statesBefore = cellIndexes.map(stateBefore);

  const attackWith = (onceHidden: OnceHidden): Attack =>
    prepareAttack(rowCount, columnCount, countsByPiece, earlierLayers, {
      covers: ownCovers,
      counts,
      bounds: statesBefore.map((state, cell) => boundsOf(state, counts[cell] ?? 0, settings)),
      boundsOnceHidden: statesBefore.map((state, cell) => {
        const hiddenState = isInTable[cell] ? onceHidden[state] : undefined;
        return hiddenState && boundsOf(hiddenState, counts[cell] ?? 0, settings);
      }),
    });

  // Two tables of which one lies within the other give away what lies between them, as if it had been printed too.
  const differences = [{ covers: ownCovers, counts }, ...earlierLayers].flatMap((outer, _, all) =>
    all
      .filter(
        (inner) =>
          inner !== outer &&
          inner.covers.every((covered, piece) => covered <= (outer.covers[piece] ?? 0)) &&
          inner.covers.some((covered, piece) => covered !== outer.covers[piece]),
      )
      .map((inner) => {
        const covers = outer.covers.map((covered, piece) => covered - (inner.covers[piece] ?? 0));
        return {
          covers,
          counts: cellIndexes.map((cell) =>
            countsByPiece.reduce((sum, each, piece) => sum + (each[cell] ?? 0) * (covers[piece] ?? 0), 0),
          ),
        };
      }),
  );
  const piecesOfTime = pieces.map((piece, index) => ({
    covers: coversOf(piece),
    counts: countsByPiece[index] ?? [],
  }));
  const ownTargets = cellIndexes.map((cell): Target => ({ covers: ownCovers, cell }));
  const smallCells = (layer: { readonly covers: readonly number[]; readonly counts: readonly number[] }) =>
    cellIndexes
      .filter((cell) => isSmall(layer.counts[cell] ?? 0, settings))
      .map((cell) => (layer.covers === ownCovers ? ownTargets[cell]! : { covers: layer.covers, cell }));
  const seen = new Set<string>();
  const wished = [
    ...smallCells({ covers: ownCovers, counts }),
    ...ownTargets.filter(({ cell }) => isHiddenState(statesBefore[cell] ?? 'shown')),
    ...earlierLayers.flatMap((layer) =>
      cellIndexes.filter((cell) => layer.isHidden[cell]).map((cell) => ({ covers: layer.covers, cell })),
    ),
    ...[...earlierLayers, ...piecesOfTime, ...differences].flatMap(smallCells),
  ].filter(({ covers, cell }) => {
    const key = `${covers.join('')} ${cell}`;
    return !seen.has(key) && seen.add(key);
  });

  const before = prepareAttack(rowCount, columnCount, countsByPiece, earlierLayers, undefined);
  const known = new Set(wished.filter((target) => !isSafe(before, target, new Set())));
  const largest = Math.max(...counts, 1);
  const task = {
    targets: wished.filter((target) => !known.has(target)),
    targetOf: (cell: number): Target => ownTargets[cell]!,
    isUnknown: (cell: number): boolean => statesBefore[cell] !== 'shown',
    priceOf: (cell: number): number => {
      if (statesBefore[cell] === 'primary') return priceOfVagueness;
      const isTotal =
        cell % columnCount === columnCount - 1 || Math.floor(cell / columnCount) === rowCount - 1;
      return 1 + (isTotal ? 0.002 : 0) + (0.001 * (counts[cell] ?? 0)) / largest;
    },
  };
  const statesAfter = (): readonly CellState[] => {
    for (const onceHidden of waysToHide) {
      const hidden = fewestCellsToHide({ ...task, attack: attackWith(onceHidden) });
      if (hidden !== undefined)
        return statesBefore.map((state, cell) => (hidden.has(cell) ? (onceHidden[state] ?? state) : state));
    }
    // No part of it is safe beside the earlier reports. Nothing said gives nothing away; a 0 of a longer period is no news.
    const isKnownNought = (cell: number): boolean =>
      counts[cell] === 0 &&
      earlierLayers.some(
        ({ covers, bounds }) =>
          bounds[cell]?.high === 0 && ownCovers.every((covered, piece) => covered <= (covers[piece] ?? 0)),
      );
    return statesBefore.map((state, cell) => {
      if (state === 'notPrinted' || !isInTable[cell]) return state;
      return isKnownNought(cell) ? 'shown' : 'withheld';
    });
  };
  const states = statesAfter();

  const ownRows = placing(rows, table.rows);
  const ownColumns = placing(columns, table.columns);
  const published = ownRows.map((row) =>
    ownColumns.map((column) => {
      const cell = row * columnCount + column;
      return publishedCell(states[cell] ?? 'withheld', counts[cell] ?? 0, settings);
    }),
  );
  return {
    table: { rows: table.rows, columns: table.columns, period, settings, cells: published },
    knownFromEarlier: [...known].map(({ covers, cell }) => {
      const covered = pieces.filter((_, piece) => covers[piece] === 1);
      return {
        period: { firstOn: covered[0]!.firstOn, lastOn: covered.at(-1)!.lastOn },
        row: rows[Math.floor(cell / columnCount)],
        column: columns[cell % columnCount],
      };
    }),
  };
};
