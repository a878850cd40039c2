import type { CopyWorkshop } from '../../backups/copyWork.ts';
import type { Job } from '../../jobs.ts';
import { csvOf } from './spreadsheet.ts';

/** Some milliseconds of work. */
const ROWS_AT_ONCE = 1_000;

/**
 * A spreadsheet of any number of rows, headings first, written while others work: plain text in slices, a workbook in a
 * process of its own.
 */
export const writeLongSpreadsheet = async (
  rows: readonly (readonly string[])[],
  format: 'xlsx' | 'csv',
  { job, workshop }: { readonly job: Job; readonly workshop: CopyWorkshop },
): Promise<Uint8Array> => {
  const pieces: Buffer[] = [];
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    const piece = rows.slice(start, start + ROWS_AT_ONCE);
    pieces.push(format === 'csv' ? csvOf(piece, start === 0) : Buffer.from(JSON.stringify(piece)));
    await job.reach({ words: 'Writing the file', done: start + piece.length, total: rows.length });
  }
  if (format === 'csv') return Buffer.concat(pieces);
  return workshop({ what: 'workbook', pieces }, job);
};
