import { Button, Loader } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import styles from './ScreenState.module.css';

/** Shown only after a moment, so that quick answers do not flicker. */
export const Loading = ({ what }: { readonly what: string }) => (
  <div className={styles['loading']} role="status">
    <Loader size={20} aria-hidden="true" />
    <span>Fetching {what}…</span>
  </div>
);

/** Asking again would be answered no differently. */
const lastingFaults: ReadonlySet<string> = new Set<ErrorCode>(['forbidden', 'not-found']);

export const Failed = ({
  fault,
  onRetry,
}: {
  readonly fault: { readonly message: string; readonly code?: string };
  readonly onRetry?: () => void;
}) => (
  <div className={styles['failed']} role="alert">
    <IconAlertTriangle size={20} stroke={1.75} aria-hidden="true" />
    <div>
      <p>{fault.message}</p>
      {onRetry && !lastingFaults.has(fault.code ?? '') && (
        <Button variant="default" onClick={onRetry} mt={12}>
          Try again
        </Button>
      )}
    </div>
  </div>
);

/** What belongs here, why it is empty, and one thing to do about it. */
export const Empty = ({
  title,
  children,
  action,
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) => (
  <div className={styles['empty']}>
    <p className={styles['title']}>{title}</p>
    {children !== undefined && <p>{children}</p>}
    {action !== undefined && <div className={styles['action']}>{action}</div>}
  </div>
);
