import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { OperationName } from '../../shared/contract/index.ts';
import { api } from '../api/client.ts';
import styles from './JobProgress.module.css';

const ASK_EVERY_MS = 300;

const inWords = (count: number): string => count.toLocaleString('en-GB');

/**
 * How far an operation has come that takes long, in words and as a bar, for as long as the screen waits for it; with a
 * button that stops it wherever that leaves things as they were. Only the words are announced, not each number.
 */
export const JobProgress = ({
  operation,
  words,
  before,
  hint,
}: {
  readonly operation: OperationName;
  /** Until the work has said something itself. */
  readonly words: string;
  /** Shown instead for work that is long only now and then, until it says something. */
  readonly before?: ReactNode;
  readonly hint?: string;
}) => {
  const [isStopping, setStopping] = useState(false);
  const { data } = useQuery({
    queryKey: ['how far', operation],
    queryFn: () => api.jobs.progress({ operation }),
    refetchInterval: ASK_EVERY_MS,
    gcTime: 0,
  });
  const job = data?.job;
  const said = isStopping ? 'Stopping' : (job?.words ?? words);
  const counted =
    job?.total !== undefined && job.total > 0 ? { done: job.done ?? 0, total: job.total } : undefined;
  if (!job && before !== undefined) return before;
  return (
    <div className={styles['job']}>
      {hint !== undefined && <p>{hint}</p>}
      <span role="status">{said}…</span>
      <progress aria-label={said} {...(counted ? { value: counted.done, max: counted.total } : {})} />
      {counted && (
        <span className={styles['counted']}>
          {inWords(counted.done)} of {inWords(counted.total)}
        </span>
      )}
      {job?.mayStop === false ? (
        <span>This part cannot be stopped.</span>
      ) : (
        <Button
          variant="default"
          disabled={!job || isStopping}
          onClick={() => {
            setStopping(true);
            void api.jobs.stop({ operation });
          }}
        >
          Stop
        </Button>
      )}
    </div>
  );
};
