// `node test/reliability/runRow.ts NAME SIZE`: one row in a process of its own, so that two can run at once and none takes another with it.
import type { Figures, Size } from './row.ts';
import { reliabilityRows } from './rows.ts';

export interface RowEnded {
  readonly figures: Figures;
  readonly seconds: number;
  /** The machine cannot show it. */
  readonly skipped: boolean;
}

const [name, size] = process.argv.slice(2);
const row = reliabilityRows.find((candidate) => candidate.name === name);
if (!row) throw new Error(`There is no row ${name}`);

const run = async (): Promise<{ readonly figures: Figures; readonly skipped: boolean }> => {
  const missing = row.missing?.();
  if (missing !== undefined)
    return { figures: { measured: `not run: ${missing}`, control: 'not run', ok: false }, skipped: true };
  try {
    const say = (line: string): void => console.log(`    ${row.name}: ${line}`);
    return { figures: await row.run(size as Size, say), skipped: false };
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error);
    return { figures: { measured: `stopped: ${reason}`, control: 'not reached', ok: false }, skipped: false };
  }
};

const startedAt = performance.now();
const ended = await run();
const seconds = Math.round((performance.now() - startedAt) / 1000);
process.send?.({ ...ended, seconds } satisfies RowEnded, () => process.exit());
