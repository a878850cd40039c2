/** The full attack on disclosure control: `node test/reliability/disclosure.ts`. Ends with 1 when a count is recovered. */
import { usualDisclosureSettings } from '../../shared/domain/disclosure/publishedTable.ts';
import {
  attackLongHistories,
  attackQuarterPairs,
  attackSingleTables,
  compareWithOptimum,
} from '../helpers/disclosureRun.ts';

const seed = Number(process.argv[2] ?? 20260401);

const singles = attackSingleTables(seed, 1000);
const pairs = attackQuarterPairs(seed, 200);
const histories = attackLongHistories(seed, 40);
const rounded = attackSingleTables(seed, 300, { ...usualDisclosureSettings, method: 'round' });
const optimum = compareWithOptimum(seed, 300);
const aboveOptimum = optimum.hidden / Math.max(1, optimum.optimum) - 1;

console.log(
  JSON.stringify(
    { seed, singles, pairs, histories, rounded, optimum: { ...optimum, aboveOptimum } },
    undefined,
    2,
  ),
);
const notSafe = [singles, pairs, histories, rounded].flatMap(({ recovered, undecided }) => [
  ...recovered,
  ...undecided,
]);
if (notSafe.length > 0 || aboveOptimum > 0.1) process.exitCode = 1;
