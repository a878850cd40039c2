import { useEffect, useRef, type ReactNode } from 'react';
import styles from './Heading.module.css';

/** The heading of a screen before the register is open. Focus moves to it as each step begins. */
export const Heading = ({
  step,
  children,
  intro,
  takesFocus = true,
}: {
  readonly step?: string;
  readonly children: string;
  readonly intro?: ReactNode;
  readonly takesFocus?: boolean;
}) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [children, takesFocus]);
  return (
    <header className={styles['header']}>
      {step !== undefined && <p className={styles['step']}>{step}</p>}
      <h1 ref={heading} tabIndex={-1}>
        {children}
      </h1>
      {intro !== undefined && <p className={styles['intro']}>{intro}</p>}
    </header>
  );
};
