import type { CaseRow } from '../../shared/contract/cases.ts';
import styles from './DueMark.module.css';

export type Due = Pick<CaseRow['due'], 'kind' | 'words'>;

/** Each state has its own shape, so that none is told by colour alone. */
const shapes = {
  overdue: (
    <>
      <path d="M8 .8 15.2 8 8 15.2.8 8Z" fill="currentColor" />
      <path d="M8 4.2v4.6M8 10.4v1.6" stroke="var(--surface)" strokeWidth="1.7" />
    </>
  ),
  today: (
    <>
      <circle cx="8" cy="8" r="6.5" fill="var(--soon-mark)" />
      <path d="M8 4.3V8l2.6 1.6" fill="none" stroke="var(--surface)" strokeWidth="1.6" />
    </>
  ),
  soon: (
    <>
      <circle cx="8" cy="8" r="5.75" fill="none" stroke="var(--soon-mark)" strokeWidth="1.5" />
      <path d="M8 2.5a5.5 5.5 0 0 1 0 11Z" fill="var(--soon-mark)" />
    </>
  ),
  later: <circle cx="8" cy="8" r="5.75" fill="none" stroke="var(--ink-2)" strokeWidth="1.5" />,
  paused: <path d="M5.5 3v10M10.5 3v10" stroke="var(--ink-2)" strokeWidth="2" />,
  none: <path d="M4 8h8" stroke="var(--ink-3)" strokeWidth="1.5" />,
} as const;

/** How near a date is: its mark and its words. */
export const DueMark = ({ due }: { readonly due: Due }) => (
  <span className={styles['due']} data-kind={due.kind}>
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      {shapes[due.kind]}
    </svg>
    <span>{due.words}</span>
  </span>
);
