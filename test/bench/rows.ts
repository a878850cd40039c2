import { firstPageRow } from './registerRows.ts';
import type { BenchRow } from './row.ts';

/** In the order in which they are told. */
export const benchRows: readonly BenchRow[] = [firstPageRow];
