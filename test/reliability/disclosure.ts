import { controlTable } from '../../shared/domain/disclosure/disclosureControl.ts';
import { attackPuzzle, puzzleOf } from '../helpers/disclosureAttacker.ts';
import {
  attackLongHistories,
  attackQuarterPairs,
  attackSingleTables,
  changingSettings,
  compareWithOptimum,
  variedSettings,
} from '../helpers/disclosureRun.ts';
import { chanceFrom, demoTable, firstQuarter } from '../helpers/disclosureTables.ts';
import type { Row } from './row.ts';

/** The mistake that the control is there against: small counts hidden, and nothing else. */
const recoveredWhereOnlySmallIsHidden = (seed: number, tables: number): number => {
  let recovered = 0;
  for (let index = 0; index < tables; index += 1) {
    const table = demoTable(chanceFrom(seed + index));
    const { table: controlled } = controlTable({ table, period: firstQuarter });
    const cells = controlled.cells.map((line) =>
      line.map((cell) =>
        cell.count >= 1 && cell.count <= 5
          ? cell
          : { state: 'shown' as const, count: cell.count, number: cell.count, text: String(cell.count) },
      ),
    );
    const puzzle = puzzleOf(
      [table.counts],
      [{ name: 'table', table: { ...controlled, cells }, pieces: [0] }],
    );
    if (attackPuzzle(puzzle).recovered.length > 0) recovered += 1;
  }
  return recovered;
};

export const disclosureRow: Row = {
  name: 'disclosure',
  target:
    '1,600 tables by 7 settings and 600 histories of reports, settings changed between them too: 0 small counts recovered, at most a tenth hidden too many',
  promise: 'no small count can be worked out from what is published, today or beside earlier reports',
  seed: 20260401,
  run: async (size, say) => {
    const { seed } = disclosureRow;
    // The tests of disclosure control themselves attack hundreds of tables on every run.
    const of = (full: number): number => (size === 'full' ? full : Math.ceil(full / 50));
    const runs = [
      ['single tables', () => attackSingleTables(seed, of(1_000))],
      ['pairs of quarters', () => attackQuarterPairs(seed, of(200))],
      ['long histories', () => attackLongHistories(seed, of(40))],
      ...variedSettings.flatMap((settings) => [
        [`tables by ${JSON.stringify(settings)}`, () => attackSingleTables(seed, of(100), settings)] as const,
        [`pairs by ${JSON.stringify(settings)}`, () => attackQuarterPairs(seed, of(30), [settings])] as const,
      ]),
      ...changingSettings.map(
        (settings) =>
          [
            `pairs by changing settings ${JSON.stringify(settings)}`,
            () => attackQuarterPairs(seed, of(60), settings),
          ] as const,
      ),
    ] as const;
    let [tables, attacked, recovered, undecided] = [0, 0, 0, 0];
    for (const [name, run] of runs) {
      const figures = run();
      tables += figures.tables;
      attacked += figures.attacked;
      recovered += figures.recovered.length;
      undecided += figures.undecided.length;
      say(`${name}: ${figures.attacked} attacked, ${figures.recovered.length} recovered`);
    }
    const optimum = compareWithOptimum(seed, of(300));
    const above = optimum.hidden / Math.max(1, optimum.optimum) - 1;
    const controlTables = size === 'full' ? 50 : 5;
    const control = recoveredWhereOnlySmallIsHidden(seed, controlTables);
    return {
      measured: `${tables} tables, ${attacked} hidden counts attacked, ${recovered} recovered, ${undecided} undecided; ${(above * 100).toFixed(1)} % more cells hidden than the fewest possible`,
      control: `with small counts alone hidden, ${control} of ${controlTables} tables give one away`,
      ok: recovered === 0 && undecided === 0 && above <= 0.1 && control > 0,
    };
  },
};
