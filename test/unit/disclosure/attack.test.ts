import { expect, test } from 'vitest';
import { controlTable } from '../../../shared/domain/disclosure/disclosureControl.ts';
import { attackPuzzle, puzzleOf } from '../../helpers/disclosureAttacker.ts';
import {
  attackLongHistories,
  attackQuarterPairs,
  attackSingleTables,
  changingSettings,
  compareWithOptimum,
  variedSettings,
  type DisclosureFigures,
} from '../../helpers/disclosureRun.ts';
import { added, countTable, firstQuarter, halfYear } from '../../helpers/disclosureTables.ts';

const SEED = 7_000;

/** Prints the figures; gives what the attacker got. */
const gotFrom = (name: string, figures: DisclosureFigures) => {
  const { tables, attacked, recovered, undecided, cells, small, hidden } = figures;
  console.info(
    `${name}, seed ${SEED}: ${tables} tables, ${cells} cells, ${small} small, ${hidden} hidden; ` +
      `${attacked} attacked, ${recovered.length} recovered, ${undecided.length} undecided`,
  );
  return { recovered, undecided };
};
const nothing = { recovered: [], undecided: [] };

test('a reader who knows every total recovers no small count of 120 tables', () => {
  expect(gotFrom('single tables', attackSingleTables(SEED, 120))).toEqual(nothing);
});

test('a reader who kept the last report recovers no small count of 20 pairs of quarters', () => {
  expect(gotFrom('pairs of quarters', attackQuarterPairs(SEED, 20))).toEqual(nothing);
});

test('six quarters of reports with the year to date and the rolling year give nothing away together', () => {
  expect(gotFrom('six quarters', attackLongHistories(SEED, 6))).toEqual(nothing);
});

test.for(variedSettings)(
  'tables made ready by $method, small up to $smallUpTo, rounded to $roundTo, give nothing away',
  (settings) => {
    const name = JSON.stringify(settings);
    expect(gotFrom(name, attackSingleTables(SEED, 20, settings))).toEqual(nothing);
    expect(gotFrom(name, attackQuarterPairs(SEED, 3, [settings]))).toEqual(nothing);
  },
);

test('a unit that changes its settings between two reports gives nothing away that it had not shown before', () => {
  for (const settings of changingSettings)
    expect(gotFrom('changed settings', attackQuarterPairs(SEED, 6, settings))).toEqual(nothing);
});

test('no more than a tenth more cells are hidden than the fewest that would do', () => {
  const { tables, hidden, optimum, aboveOptimum } = compareWithOptimum(SEED, 60);
  console.info(`optimum, seed ${SEED}: ${tables} tables, ${hidden} hidden, ${optimum} at best`);
  expect({ tables, isNear: hidden <= optimum * 1.1 }, `${aboveOptimum} tables above the optimum`).toEqual({
    tables: 60,
    isNear: true,
  });
});

test('the attacker does recover a count that only its own cell hides', () => {
  const counts = countTable([
    [3, 9],
    [12, 20],
  ]);
  const { table } = controlTable({ table: counts, period: firstQuarter });
  const onlySmallHidden = {
    ...table,
    cells: table.cells.map((line) =>
      line.map((cell) =>
        cell.state === 'primary' ? cell : { ...cell, state: 'shown' as const, number: cell.count },
      ),
    ),
  };
  const attack = (published: typeof table) =>
    attackPuzzle(puzzleOf([counts.counts], [{ name: 'table', table: published, pieces: [0] }])).recovered;
  expect([attack(onlySmallHidden), attack(table)]).toEqual([['table 0,0'], []]);
});

test('the attacker does recover the second quarter when the first report was forgotten', () => {
  const first = countTable([
    [10, 9],
    [12, 20],
  ]);
  const second = countTable([
    [2, 8],
    [7, 9],
  ]);
  const earlier = controlTable({ table: first, period: firstQuarter }).table;
  const half = { table: added(first, second), period: halfYear };
  const attack = (table: typeof earlier) =>
    attackPuzzle(
      puzzleOf(
        [first.counts, second.counts],
        [
          { name: 'first', table: earlier, pieces: [0] },
          { name: 'half', table, pieces: [0, 1] },
        ],
        [{ name: 'between', pieces: [1] }],
      ),
    ).recovered;
  const countsIn = ({ lastOn }: { readonly lastOn: string }) =>
    lastOn === firstQuarter.lastOn ? first : second;
  expect([
    attack(controlTable(half).table),
    attack(controlTable({ ...half, earlier: [earlier], countsIn }).table),
  ]).toEqual([['between 0,0'], []]);
});
