import { test } from 'vitest';
import { reliabilityRows } from './rows.ts';

test.for(reliabilityRows.map((row) => [row.promise, row] as const))(
  '%s',
  { timeout: 240_000 },
  async ([, row], { expect, skip }) => {
    const missing = row.missing?.();
    if (missing !== undefined) skip(missing);
    const figures = await row.run('short', () => undefined);
    const words = `${row.name}, seed ${row.seed}: ${figures.measured}; control: ${figures.control}`;
    console.info(words);
    expect(figures.ok, words).toBe(true);
  },
);
