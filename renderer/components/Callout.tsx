import { IconAlertOctagon, IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './Callout.module.css';

const icons = { note: IconInfoCircle, check: IconAlertTriangle, stop: IconAlertOctagon } as const;

/** A few sentences set apart: to know (`note`), to look at (`check`), or in the way of going on (`stop`). */
export const Callout = ({
  kind,
  title,
  children,
}: {
  readonly kind: keyof typeof icons;
  readonly title: string;
  readonly children?: ReactNode;
}) => {
  const Icon = icons[kind];
  return (
    <div className={styles['callout']} data-kind={kind} role={kind === 'stop' ? 'alert' : undefined}>
      <Icon size={20} stroke={1.75} aria-hidden="true" />
      <div>
        <p className={styles['title']}>{title}</p>
        {children}
      </div>
    </div>
  );
};
