import { keepPreviousData, useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { CaseFilter, CaseRow } from '../../../shared/contract/cases.ts';
import type { OutputOf } from '../../../shared/contract/index.ts';
import { api, type AppFault } from '../../api/client.ts';
import type { SortKey } from './columns.tsx';

export interface Sort {
  readonly by: SortKey;
  readonly direction: 'up' | 'down';
}

/** What the list of a filter is, with its first rows. */
export interface CaseList {
  readonly filter: CaseFilter;
  readonly sort: Sort;
  readonly total: number;
  readonly totalOpen: number;
  /** The cell of a figure that the filter names, in words. */
  readonly countedIn: string | undefined;
  /** Where the list stands in the order of its dates. */
  readonly byDue: OutputOf<'cases.countByDue'> | undefined;
  readonly rows: readonly CaseRow[];
}

export const ROWS_A_PAGE = 100;

const pageOf = (filter: CaseFilter, sort: Sort, page: number) =>
  api.cases.list({ filter, sort, offset: page * ROWS_A_PAGE, limit: ROWS_A_PAGE });

/** The list's length and its first page. Until a new filter's answer is there, the list before it stays. */
export const useCaseList = (filter: CaseFilter, sort: Sort): UseQueryResult<CaseList, AppFault> =>
  useQuery<CaseList, AppFault>({
    queryKey: ['cases.list', filter, sort],
    placeholderData: keepPreviousData,
    queryFn: async () => {
      const [first, byDue] = await Promise.all([
        pageOf(filter, sort, 0),
        sort.by === 'due' ? api.cases.countByDue({ filter }) : undefined,
      ]);
      const { rows, total, totalOpen, countedIn } = first;
      return { filter, sort, rows, total, totalOpen, countedIn, byDue };
    },
  });

/** Pages that nobody looks at are let go of, in milliseconds: somebody may scroll past a thousand of them. */
const PAGE_KEPT_FOR = 30_000;

/** The rows that are there of the pages asked for, by their place in the list. */
export const useCaseRows = (
  { filter, sort, rows }: CaseList,
  pages: readonly number[],
): {
  readonly rowAt: (position: number) => CaseRow | undefined;
  readonly fault: AppFault | undefined;
  readonly retry: () => void;
} => {
  const later = pages.filter((page) => page > 0);
  const answers = useQueries({
    queries: later.map((page) => ({
      queryKey: ['cases.list', filter, sort, page],
      queryFn: async () => (await pageOf(filter, sort, page)).rows,
      gcTime: PAGE_KEPT_FOR,
    })),
  });
  const failed = answers.find(({ isError }) => isError);
  return {
    rowAt: (position) => {
      const page = Math.floor(position / ROWS_A_PAGE);
      const found = page === 0 ? rows : answers[later.indexOf(page)]?.data;
      return found?.[position % ROWS_A_PAGE];
    },
    fault: failed?.error as AppFault | undefined,
    retry: () => answers.filter(({ isError }) => isError).forEach(({ refetch }) => void refetch()),
  };
};
