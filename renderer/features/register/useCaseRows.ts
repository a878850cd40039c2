import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { CaseFilter, CaseRow } from '../../../shared/contract/cases.ts';
import { api, type AppFault } from '../../api/client.ts';
import type { SortKey } from './columns.tsx';

export interface CaseRows {
  readonly rows: readonly CaseRow[];
  readonly totalOpen: number;
  /** The cell of a figure that the filter names, in words. */
  readonly countedIn: string | undefined;
}

const ROWS_AN_ANSWER = 500;

/** Every case that the filter finds: the groups' counts and the keyboard need them all, and a unit has hundreds. */
export const useCaseRows = (
  filter: CaseFilter,
  sort: { readonly by: SortKey; readonly direction: 'up' | 'down' },
): UseQueryResult<CaseRows, AppFault> =>
  useQuery<CaseRows, AppFault>({
    queryKey: ['cases.list', 'every row', filter, sort],
    placeholderData: keepPreviousData,
    queryFn: async () => {
      const rows: CaseRow[] = [];
      for (;;) {
        const answer = await api.cases.list({ filter, sort, offset: rows.length, limit: ROWS_AN_ANSWER });
        rows.push(...answer.rows);
        if (answer.rows.length === 0 || rows.length >= answer.total)
          return { rows, totalOpen: answer.totalOpen, countedIn: answer.countedIn };
      }
    },
  });
