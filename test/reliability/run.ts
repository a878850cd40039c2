/**
 * `npm run test:reliability [-- NAME…] [--short]`: runs the rows, two at a time, prints each figure with its seed, and
 * writes `out/reliability.json`. Ends with 1 when a row falls short. A row that this machine cannot show is named with
 * the reason and is not counted as met.
 */
import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { projectDirectory } from '../../electron/preview/nodeHost.ts';
import type { Row, Size } from './row.ts';
import { reliabilityRows } from './rows.ts';
import type { RowEnded } from './runRow.ts';

/** What is told of a row that took its process with it. */
const died: RowEnded = {
  figures: { measured: 'stopped: its process ended', control: 'not reached', ok: false },
  seconds: 0,
  skipped: false,
};

const runRow = ({ name }: Row, size: Size): Promise<RowEnded> =>
  new Promise((resolve) => {
    const child = fork(fileURLToPath(new URL('./runRow.ts', import.meta.url)), [name, size]);
    child.once('message', (ended) => resolve(ended as RowEnded));
    child.once('exit', () => resolve(died));
  });

const { values, positionals } = parseArgs({
  options: { short: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !reliabilityRows.some((row) => row.name === name));
if (unknown.length > 0) throw new Error(`No such row: ${unknown.join(', ')}`);

const startedAt = performance.now();
const chosen = reliabilityRows.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const ends = new Map<Row, RowEnded>();
const waiting = [...chosen];
const lane = async (): Promise<void> => {
  for (let row = waiting.shift(); row; row = waiting.shift()) {
    console.log(`${row.name} starts, with the seed ${row.seed}`);
    const ended = await runRow(row, values.short ? 'short' : 'full');
    ends.set(row, ended);
    const verdict = ended.figures.ok ? 'met' : ended.skipped ? 'NOT SHOWN HERE' : 'FALLS SHORT';
    console.log(`${row.name}: ${row.target}\n  ${verdict} in ${ended.seconds} s, seed ${row.seed}`);
    console.log(`  ${ended.figures.measured}\n  control: ${ended.figures.control}`);
  }
};
await Promise.all([lane(), lane()]);

const reported = chosen.map((row) => {
  const { measured, control, ok } = (ends.get(row) ?? died).figures;
  return { name: row.name, target: row.target, measured, control, ok };
});
if (positionals.length === 0 && !values.short) {
  mkdirSync(join(projectDirectory, 'out'), { recursive: true });
  writeFileSync(
    join(projectDirectory, 'out', 'reliability.json'),
    `${JSON.stringify(reported, undefined, 2)}\n`,
  );
}
const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
console.log(
  `${reported.filter(({ ok }) => ok).length} of ${reported.length} rows met, in ${minutes} minutes`,
);
process.exitCode = [...ends.values()].every(({ figures, skipped }) => figures.ok || skipped) ? 0 : 1;
