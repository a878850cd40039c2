/** The register's own work: its list, its search, opening a case and looking for the same child. */
import { interleaved, type Bench, type BenchRow } from './row.ts';
import { replay, traceStatements } from './tracedStatements.ts';

/** An operation that only reads, beside the statements that it runs. */
const beside = async (bench: Bench, operation: () => Promise<unknown>) => {
  const { statements } = await traceStatements(operation);
  return interleaved(bench.times, operation, () => replay(bench.connection, statements));
};

export const firstPageRow: BenchRow = {
  name: 'register.firstPage',
  measures: 'the first 100 rows of all cases, overdue first, and how many there are; limit: the same SQL',
  target: { ratio: 1.5, growth: 2 },
  sizes: 'each',
  measure: (bench) =>
    beside(bench, () =>
      bench.office.api.cases.list({
        filter: {},
        sort: { by: 'due', direction: 'up' },
        offset: 0,
        limit: 100,
      }),
    ),
};
