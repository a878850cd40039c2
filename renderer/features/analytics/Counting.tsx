import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { useChange } from '../../api/useOperation.ts';
import { Loading } from '../../components/ScreenState.tsx';
import styles from './AnalyticsScreen.module.css';

const inWords = (count: number): string => count.toLocaleString('en-GB');

/** While the figures are on their way; after a large import, how many of its cases have been made ready to be counted. */
export const Counting = () => {
  const stop = useChange('analytics.stopCounting');
  const { data } = useQuery({
    queryKey: ['counting progress'],
    queryFn: () => api.analytics.progress({}),
    refetchInterval: 500,
    gcTime: 0,
  });
  const counting = data?.counting;
  if (!counting) return <Loading what="the figures" />;
  return (
    <div className={styles['counting']} role="status">
      <p>
        Counting {inWords(counting.done)} of {inWords(counting.total)} cases…
      </p>
      <p>
        This is done once for cases that were brought in. You can leave it running and work on another screen.
      </p>
      <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate({})}>
        Stop counting
      </Button>
    </div>
  );
};
