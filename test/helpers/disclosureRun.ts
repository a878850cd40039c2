/** Runs the attacker against many seeded tables: quick in the tests, in full in test/reliability/disclosure.ts. */
import { controlTable, isSmall } from '../../shared/domain/disclosure/disclosureControl.ts';
import {
  usualDisclosureSettings,
  type DisclosureSettings,
} from '../../shared/domain/disclosure/disclosureSettings.ts';
import {
  withTotals,
  type CountTable,
  type Period,
  type PublishedTable,
} from '../../shared/domain/disclosure/publishedTable.ts';
import {
  attackPuzzle,
  puzzleOf,
  type AttackResult,
  type Published,
  type Puzzle,
} from './disclosureAttacker.ts';
import {
  added,
  between,
  chanceFrom,
  demoTable,
  firstQuarter,
  halfYear,
  period,
  scattered,
  secondQuarter,
  smallTable,
} from './disclosureTables.ts';

/** Some of the ways in which a unit may have set it. */
export const variedSettings: readonly DisclosureSettings[] = [
  { ...usualDisclosureSettings, smallUpTo: 3 },
  { ...usualDisclosureSettings, smallUpTo: 10 },
  { ...usualDisclosureSettings, smallUpTo: 20 },
  { ...usualDisclosureSettings, method: 'round', roundTo: 3 },
  { ...usualDisclosureSettings, method: 'round', roundTo: 5 },
  { ...usualDisclosureSettings, method: 'round', roundTo: 10, smallUpTo: 10 },
];

/** A unit that changes its mind: each report is made ready by the next of them. */
export const changingSettings: readonly (readonly DisclosureSettings[])[] = [
  [usualDisclosureSettings, { ...usualDisclosureSettings, smallUpTo: 3 }],
  [{ ...usualDisclosureSettings, smallUpTo: 10 }, usualDisclosureSettings],
  [usualDisclosureSettings, { ...usualDisclosureSettings, method: 'round', roundTo: 3 }],
];

export interface DisclosureFigures {
  readonly tables: number;
  readonly attacked: number;
  readonly recovered: readonly string[];
  readonly undecided: readonly string[];
  readonly cells: number;
  readonly small: number;
  readonly hidden: number;
  /** Tables withheld whole beside earlier reports, though their total is not small. */
  readonly withheldWhole: number;
  readonly slowestMs: number;
}

const isHidden = ({ state }: { readonly state: string }): boolean =>
  state === 'primary' || state === 'secondary' || state === 'withheld';

export const hiddenIn = (table: PublishedTable): number => table.cells.flat().filter(isHidden).length;

const smallIn = (table: PublishedTable): number =>
  table.cells.flat().filter(({ count }) => isSmall(count, table.settings)).length;

const startFigures = () => ({
  tables: 0,
  attacked: 0,
  recovered: [] as string[],
  undecided: [] as string[],
  cells: 0,
  small: 0,
  hidden: 0,
  withheldWhole: 0,
  slowestMs: 0,
});

const controlInto = (
  figures: ReturnType<typeof startFigures>,
  request: Parameters<typeof controlTable>[0],
): PublishedTable => {
  const before = performance.now();
  const { table } = controlTable(request);
  figures.slowestMs = Math.max(figures.slowestMs, performance.now() - before);
  figures.tables += 1;
  figures.cells += table.cells.flat().length;
  figures.small += smallIn(table);
  figures.hidden += hiddenIn(table);
  const told = table.cells.flat().filter(({ state, count }) => state !== 'withheld' && count > 0);
  if (told.length === 0 && table.cells.at(-1)?.at(-1)?.state === 'withheld') figures.withheldWhole += 1;
  return table;
};

const attackWell = (puzzle: Puzzle): AttackResult => {
  const quick = attackPuzzle(puzzle);
  return quick.undecided.length > 0 ? attackPuzzle(puzzle, { effort: 200_000 }) : quick;
};

/**
 * Recovered is what the reports give away; where the rule changed between them, without what the earlier ones showed by
 * their own rule, which the last cannot take back.
 */
const attackInto = (
  figures: ReturnType<typeof startFigures>,
  name: string,
  pieces: Parameters<typeof puzzleOf>[0],
  published: readonly Published[],
  between: Parameters<typeof puzzleOf>[2] = [],
): void => {
  const puzzle = puzzleOf(pieces, published, between);
  const { attacked, recovered, undecided } = attackWell(puzzle);
  figures.attacked += attacked;
  figures.undecided.push(...undecided.map((cell) => `${name}: ${cell}`));
  if (recovered.length === 0) return;
  const isRuleChanged = new Set(published.map(({ table }) => JSON.stringify(table.settings))).size > 1;
  const before = isRuleChanged
    ? attackWell({
        ...puzzle,
        rules: puzzleOf(pieces, published.slice(0, -1)).rules,
        secrets: puzzle.secrets.filter((secret) => recovered.includes(secret.name)),
      }).recovered
    : [];
  figures.recovered.push(
    ...recovered.filter((cell) => !before.includes(cell)).map((cell) => `${name}: ${cell}`),
  );
};

/** Half of them agencies by themes of the demo's shape, half small. */
export const attackSingleTables = (
  seed: number,
  count: number,
  settings: DisclosureSettings = usualDisclosureSettings,
): DisclosureFigures => {
  const figures = startFigures();
  for (let index = 0; index < count; index += 1) {
    const chance = chanceFrom(seed + index);
    const table = index % 2 === 0 ? demoTable(chance) : smallTable(chance);
    const published = controlInto(figures, { table, period: firstQuarter, settings });
    attackInto(
      figures,
      `seed ${seed + index}`,
      [table.counts],
      [{ name: 'table', table: published, pieces: [0] }],
    );
  }
  return figures;
};

/**
 * Consecutive quarters of one unit, each report by the next of the settings. In turn: the quarter, then the year to date; both quarters, then the year to date;
 * the year to date first, then the second quarter. Each later table is made ready against those before it.
 */
export const attackQuarterPairs = (
  seed: number,
  count: number,
  settings: readonly DisclosureSettings[] = [usualDisclosureSettings],
): DisclosureFigures => {
  const figures = startFigures();
  const orders = [
    ['first', 'half'],
    ['first', 'second', 'half'],
    ['half', 'second'],
  ] as const;
  for (let index = 0; index < count; index += 1) {
    const chance = chanceFrom(seed + index);
    const make = index % 2 === 0 ? demoTable : smallTable;
    const first = make(chance);
    let second = make(chance);
    while (second.rows.length !== first.rows.length || second.columns.length !== first.columns.length)
      second = make(chance);
    const tables = {
      first: { table: first, period: firstQuarter, pieces: [0] },
      second: { table: second, period: secondQuarter, pieces: [1] },
      half: { table: added(first, second), period: halfYear, pieces: [0, 1] },
    };
    const published: Published[] = [];
    for (const name of orders[index % orders.length] ?? orders[0]) {
      const { table, period: over, pieces } = tables[name];
      const ready = controlInto(figures, {
        table,
        period: over,
        settings: settings[(index + published.length) % settings.length]!,
        earlier: published.map((each) => each.table),
        countsIn: (piece): CountTable =>
          piece.firstOn === firstQuarter.firstOn
            ? piece.lastOn === halfYear.lastOn
              ? tables.half.table
              : first
            : second,
      });
      published.push({ name, table: ready, pieces });
    }
    attackInto(figures, `seed ${seed + index}`, [first.counts, second.counts], published, [
      { name: 'first quarter', pieces: [0] },
      { name: 'second quarter', pieces: [1] },
    ]);
  }
  return figures;
};

const sixQuarters: readonly Period[] = [
  firstQuarter,
  secondQuarter,
  period('2026-10-01', '2026-12-31'),
  period('2027-01-01', '2027-03-31'),
  period('2027-04-01', '2027-06-30'),
  period('2027-07-01', '2027-09-30'),
];

/** Six quarters of reports on small tables, each with the quarter, the financial year to date and the rolling year. */
export const attackLongHistories = (seed: number, count: number): DisclosureFigures => {
  const figures = startFigures();
  for (let index = 0; index < count; index += 1) {
    const chance = chanceFrom(seed + index);
    const [rows, columns] = [3 + (index % 2), 3 + ((index >> 1) % 2)];
    const quarters = sixQuarters.map(() => scattered(chance, rows, columns, between(chance, 10, 80)));
    const sum = (pieces: readonly number[]): CountTable =>
      pieces.map((piece) => quarters[piece]!).reduce(added);
    const countsIn = ({ firstOn, lastOn }: Period): CountTable =>
      sum(
        [...sixQuarters.keys()].filter(
          (piece) => sixQuarters[piece]!.firstOn >= firstOn && sixQuarters[piece]!.lastOn <= lastOn,
        ),
      );
    const published: Published[] = [];
    for (const quarter of sixQuarters.keys()) {
      const firstOfYear = quarter - (quarter % 4);
      const spans = [quarter, firstOfYear, quarter - 3].filter(
        (from, place, all) => from >= 0 && all.indexOf(from) === place,
      );
      for (const from of spans) {
        const pieces = Array.from({ length: quarter - from + 1 }, (_, step) => from + step);
        const table = controlInto(figures, {
          table: sum(pieces),
          period: period(sixQuarters[from]!.firstOn, sixQuarters[quarter]!.lastOn),
          earlier: published.map((each) => each.table),
          countsIn,
        });
        published.push({ name: `quarters ${from} to ${quarter}`, table, pieces });
      }
    }
    attackInto(
      figures,
      `seed ${seed + index}`,
      quarters.map(({ counts }) => counts),
      published,
      [...sixQuarters.keys()].map((piece) => ({ name: `quarter ${piece}`, pieces: [piece] })),
    );
  }
  return figures;
};

const fewestByExhaustion = (table: CountTable, atMost: number): number | undefined => {
  const counts = withTotals(table);
  const [rowCount, columnCount] = [counts.length, counts[0]!.length];
  const flat = counts.flat();
  const isSmallCount = flat.map((count) => count >= 1 && count <= 5);
  const free = flat.map((_, cell) => cell).filter((cell) => !isSmallCount[cell]);
  const givesAwayALine = (hidden: readonly boolean[]): boolean => {
    const inRow = Array.from({ length: rowCount }, () => 0);
    const inColumn = Array.from({ length: columnCount }, () => 0);
    hidden.forEach((isIt, cell) => {
      if (!isIt) return;
      inRow[Math.floor(cell / columnCount)]! += 1;
      inColumn[cell % columnCount]! += 1;
    });
    return inRow.includes(1) || inColumn.includes(1);
  };
  const isSafe = (hidden: readonly boolean[]): boolean => {
    if (givesAwayALine(hidden)) return false;
    const cells = counts.map((line, row) =>
      line.map((count, column) => {
        const cell = row * columnCount + column;
        if (isSmallCount[cell]) return { state: 'withheld' as const, count, number: undefined, text: '' };
        if (hidden[cell]) return { state: 'secondary' as const, count, number: undefined, text: '' };
        return { state: 'shown' as const, count, number: count, text: '' };
      }),
    );
    const published = { ...table, period: firstQuarter, settings: usualDisclosureSettings, cells };
    const { recovered, undecided } = attackPuzzle(
      puzzleOf([table.counts], [{ name: '', table: published, pieces: [0] }]),
      { stopAtFirst: true },
    );
    return recovered.length === 0 && undecided.length === 0;
  };
  const anySafe = (hidden: boolean[], from: number, left: number): boolean => {
    if (left === 0) return isSafe(hidden);
    for (let index = from; index <= free.length - left; index += 1) {
      hidden[free[index]!] = true;
      const found = anySafe(hidden, index + 1, left - 1);
      hidden[free[index]!] = false;
      if (found) return true;
    }
    return false;
  };
  for (let extra = 0; extra < atMost; extra += 1)
    if (anySafe([...isSmallCount], 0, extra)) return isSmallCount.filter(Boolean).length + extra;
  return undefined;
};

export interface OptimumFigures {
  readonly tables: number;
  readonly hidden: number;
  readonly optimum: number;
  readonly aboveOptimum: number;
  readonly mostAboveByTable: number;
}

/** Tables up to 4 by 4 against every smaller choice of cells, each tried by the attacker. Tables of 1 to 5 cases are left out. */
export const compareWithOptimum = (seed: number, count: number): OptimumFigures => {
  const figures = { tables: 0, hidden: 0, optimum: 0, aboveOptimum: 0, mostAboveByTable: 0 };
  for (let index = 0; figures.tables < count; index += 1) {
    const table = smallTable(chanceFrom(seed + index));
    const total = table.counts.flat().reduce((sum, each) => sum + each, 0);
    if (total >= 1 && total <= 5) continue;
    const { table: published } = controlTable({ table, period: firstQuarter });
    const hidden = hiddenIn(published);
    const optimum = fewestByExhaustion(table, hidden - smallIn(published)) ?? hidden;
    figures.tables += 1;
    figures.hidden += hidden;
    figures.optimum += optimum;
    if (hidden > optimum) figures.aboveOptimum += 1;
    figures.mostAboveByTable = Math.max(figures.mostAboveByTable, hidden - optimum);
  }
  return figures;
};
