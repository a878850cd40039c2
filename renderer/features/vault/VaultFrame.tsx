import type { CSSProperties, ReactNode } from 'react';
import { UnstyledButton } from '@mantine/core';
import { askHelp } from '../../components/askHelp.ts';
import { Logo } from '../../components/Logo.tsx';
import styles from './VaultFrame.module.css';

export interface Rung {
  readonly label: string;
  readonly who: string;
}

const STEP_TOKENS = 5;

/** The screens before the register is open: the procedure's ladder on the left, what is asked on the right. */
export const VaultFrame = ({
  unitName,
  ladder,
  helpSection,
  children,
}: {
  readonly unitName?: string | undefined;
  readonly ladder: readonly Rung[];
  /** Of the user guide. */
  readonly helpSection?: string;
  readonly children: ReactNode;
}) => (
  <div className={styles['frame']}>
    <aside className={`${styles['side']} noPrint`} style={{ '--rungs': ladder.length } as CSSProperties}>
      <div className={styles['brand']}>
        <Logo inverse />
        <div>
          <strong>Escalations</strong>
          {unitName !== undefined && <p>{unitName}</p>}
        </div>
      </div>
      <p className={styles['what']}>The register of escalations</p>
      <ol className={styles['ladder']} aria-label="The stages of the procedure">
        {ladder.map((rung, index) => (
          <li
            key={rung.label}
            style={
              {
                '--rung': index,
                background: `var(--step-${Math.min(index, STEP_TOKENS - 1) + 1})`,
              } as CSSProperties
            }
          >
            <strong>{rung.label}</strong>
            <span>{rung.who}</span>
          </li>
        ))}
      </ol>
    </aside>
    <main className={styles['main']}>
      <div className={styles['form']}>{children}</div>
      <p className={`${styles['foot']} noPrint`}>
        Encrypted on this computer. Nothing is sent to the internet.{' '}
        <UnstyledButton
          className={styles['help']}
          onClick={() =>
            askHelp({ page: 'guide', ...(helpSection === undefined ? {} : { section: helpSection }) })
          }
        >
          Help
        </UnstyledButton>
      </p>
    </main>
  </div>
);
