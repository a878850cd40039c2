/** Counting every figure of the register. */
import { interleaved, type BenchRow } from './row.ts';

export const analyticsRow: BenchRow = {
  name: 'analytics.all',
  measures:
    'every figure over all cases, and what the filter bar offers; limit: one scan of the whole table of cases',
  target: { ratio: 3 },
  sizes: 'each',
  measure: ({ times, office, connection }) => {
    const scan = connection.prepare<[], unknown[]>('SELECT * FROM cases').raw();
    return interleaved(
      Math.min(times, 9),
      () => Promise.all([office.api.analytics.options({}), office.api.analytics.figures({})]),
      () => {
        for (const row of scan.iterate()) void row;
      },
    );
  },
};
