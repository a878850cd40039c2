import {
  keepPreviousData,
  QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { operations, type InputOf, type OperationName, type OutputOf } from '../../shared/contract/index.ts';
import { callOperation, type AppFault } from './client.ts';

/**
 * The backend is on this computer: an answer is never waited for twice, never asked for again because the window
 * was looked at, and never held up because the network is away. Every look at a case is written to its log, so a
 * screen's parts share one answer for two seconds.
 */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        staleTime: 2_000,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });

interface QueryChoices {
  /** False: not asked yet. */
  readonly enabled?: boolean;
  /** Shows the last answer while the next input's answer is on its way. */
  readonly keepPrevious?: boolean;
  /** The answer never becomes another, such as the pages of a kept file: it is asked for once. */
  readonly unchanging?: boolean;
}

/** Asks for what is shown, and asks again after each change. */
export const useOperation = <Name extends OperationName>(
  name: Name,
  input: InputOf<Name>,
  { enabled = true, keepPrevious = false, unchanging = false }: QueryChoices = {},
): UseQueryResult<OutputOf<Name>, AppFault> =>
  useQuery<OutputOf<Name>, AppFault>({
    queryKey: [name, input],
    queryFn: () => callOperation(name, input),
    enabled,
    ...(unchanging ? { staleTime: 'static' as const } : {}),
    ...(keepPrevious ? { placeholderData: keepPreviousData as never } : {}),
  });

/** Changes something; everything on screen is then asked for again. */
export const useChange = <Name extends OperationName>(
  name: Name,
): UseMutationResult<OutputOf<Name>, AppFault, InputOf<Name>> => {
  const client = useQueryClient();
  return useMutation<OutputOf<Name>, AppFault, InputOf<Name>>({
    mutationFn: (input) => callOperation(name, input),
    onSuccess: async () => {
      // A review pack has no log, and yet what was done on its desk changes what is shown.
      if (operations.get(name)?.audit !== 'none' || name.startsWith('packDesk.'))
        await client.invalidateQueries();
    },
  });
};
