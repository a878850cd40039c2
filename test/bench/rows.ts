import { analyticsRow } from './analyticsRows.ts';
import { backupRow } from './backupRow.ts';
import { coldFormRow, warmFormRow } from './formRows.ts';
import { noticeRow } from './noticeRow.ts';
import { registerRows } from './registerRows.ts';
import type { BenchRow } from './row.ts';
import { reportRow } from './reportRow.ts';
import { unlockRow } from './unlockRow.ts';
import { windowRows } from './windowRows.ts';

/** In the order in which they are told. */
export const benchRows: readonly BenchRow[] = [
  ...registerRows,
  analyticsRow,
  warmFormRow,
  coldFormRow,
  noticeRow,
  reportRow,
  backupRow,
  unlockRow,
  ...windowRows,
];
