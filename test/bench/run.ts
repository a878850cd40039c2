/**
 * `npm run bench [-- NAME…] [--cases N,N] [--anew]`: fills encrypted registers, or takes those of an earlier run where
 * nothing that they are made of has changed, measures every row beside its limit, prints a table and writes
 * `out/bench.json`. Ends with 1 where a target is missed.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectDirectory } from '../../electron/preview/nodeHost.ts';
import { openBench } from './benchRegister.ts';
import type { BenchRow, Timing } from './row.ts';
import { benchRows } from './rows.ts';
import { shortfallsOf, type Measured } from './targets.ts';

const { values, positionals } = parseArgs({
  options: { cases: { type: 'string' }, anew: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !benchRows.some((row) => row.name === name));
if (unknown.length > 0) throw new Error(`No such row: ${unknown.join(', ')}`);
const chosen = benchRows.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const sizes = (values.cases ?? '1000,10000,100000').split(',').map(Number);
if (!sizes.every((size) => Number.isInteger(size) && size > 0))
  throw new Error('Name sizes as whole numbers: --cases 1000,10000');
sizes.sort((one, other) => one - other);
const largest = sizes.at(-1) ?? 0;

const inFigures = (milliseconds: number): string => milliseconds.toFixed(milliseconds < 10 ? 2 : 0);

const startedAt = performance.now();
const measured = new Map<BenchRow, Measured[]>(chosen.map((row) => [row, []]));
for (const cases of sizes) {
  const filledAt = performance.now();
  const bench = await openBench(join(projectDirectory, 'out', 'bench', String(cases)), cases, values.anew);
  try {
    console.log(`${cases} cases, ready in ${((performance.now() - filledAt) / 1000).toFixed(1)} s`);
    for (const row of chosen.filter((one) => one.sizes === 'each' || cases === largest)) {
      const timing: Timing = await row.measure(bench);
      measured.get(row)?.push({ ...timing, cases, ratio: timing.medianMs / timing.limitMs });
      console.log(
        `  ${row.name.padEnd(22)} ${inFigures(timing.medianMs).padStart(8)} ms, limit ${inFigures(timing.limitMs).padStart(8)} ms, ratio ${(timing.medianMs / timing.limitMs).toFixed(2)}`,
      );
      if (timing.remark) console.log(`    ${timing.remark}`);
    }
  } finally {
    await bench.close();
  }
}

console.log('');
const missed = [...measured].flatMap(([row, figures]) => {
  const shortfalls = shortfallsOf(row.target, figures);
  console.log(`${row.name}: ${row.measures}`);
  console.log(`  ${shortfalls.length === 0 ? 'met' : `FALLS SHORT: ${shortfalls.join('; ')}`}`);
  return shortfalls;
});

if (positionals.length === 0 && values.cases === undefined) {
  const report = [...measured].flatMap(([{ name }, figures]) =>
    figures.map(({ cases, medianMs, limitMs, ratio }) => ({ name, cases, medianMs, limitMs, ratio })),
  );
  mkdirSync(join(projectDirectory, 'out'), { recursive: true });
  writeFileSync(join(projectDirectory, 'out', 'bench.json'), `${JSON.stringify(report, undefined, 2)}\n`);
}
console.log(
  `${missed.length === 0 ? 'Every target is met' : `${missed.length} shortfalls`}, in ${((performance.now() - startedAt) / 60_000).toFixed(1)} minutes`,
);
process.exitCode = missed.length === 0 ? 0 : 1;
