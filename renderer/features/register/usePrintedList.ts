import { useEffect, useState } from 'react';
import type { CaseFilter, CaseRow } from '../../../shared/contract/cases.ts';
import { api } from '../../api/client.ts';
import { ROWS_A_PAGE, type Sort } from './useCaseList.ts';

/** More is no list that somebody reads on paper: about forty sheets. */
const MOST_PRINTED = 1_000;

/**
 * The rows to print, fetched when somebody prints: the table on the screen holds only those in sight. Undefined at all other
 * times. `print` refuses as the register does.
 */
export const usePrintedList = (
  filter: CaseFilter,
  sort: Sort,
): { readonly rows: readonly CaseRow[] | undefined; readonly print: () => Promise<void> } => {
  const [rows, setRows] = useState<readonly CaseRow[]>();
  const print = async (): Promise<void> => {
    const fetched: CaseRow[] = [];
    for (;;) {
      const answer = await api.cases.list({ filter, sort, offset: fetched.length, limit: ROWS_A_PAGE });
      fetched.push(...answer.rows);
      if (answer.rows.length === 0 || fetched.length >= Math.min(answer.total, MOST_PRINTED)) break;
    }
    setRows(fetched);
  };
  useEffect(() => {
    if (!rows) return;
    const done = (): void => setRows(undefined);
    window.addEventListener('afterprint', done);
    window.print();
    return () => window.removeEventListener('afterprint', done);
  }, [rows]);
  return { rows, print };
};
