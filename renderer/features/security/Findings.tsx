import { IconAlertOctagon, IconCheck } from '@tabler/icons-react';
import type { Finding } from '../../../shared/contract/backups.ts';
import styles from './SecurityScreen.module.css';

/** What was looked at, line by line, each with whether it holds. */
export const Findings = ({ findings }: { readonly findings: readonly Finding[] }) => (
  <ul className={styles['findings']} data-holds={findings.every(({ holds }) => holds)}>
    {findings.map(({ holds, words }) => (
      <li key={words} data-holds={holds}>
        {holds ? (
          <IconCheck size={20} stroke={1.75} aria-label="Holds:" />
        ) : (
          <IconAlertOctagon size={20} stroke={1.75} aria-label="Does not hold:" />
        )}
        <span>{words}</span>
      </li>
    ))}
  </ul>
);
