import { IconChevronLeft } from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { HelpButton } from './HelpButton.tsx';
import styles from './PageHeader.module.css';

/** The page's one first-level heading. Focus moves to it, so that a screen reader starts where the page does. */
export const PageHeader = ({
  title,
  back,
  subtitle,
  actions,
  helpSection,
}: {
  readonly title: ReactNode;
  readonly back?: { readonly label: string; readonly link: LinkProps };
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  /** Where the address does not tell which part of the guide helps. */
  readonly helpSection?: string;
}) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <header className={styles['header']}>
      <div className={styles['words']}>
        {back && (
          <Link {...back.link} className={styles['back']}>
            <IconChevronLeft size={16} stroke={1.75} aria-hidden="true" />
            {back.label}
          </Link>
        )}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {subtitle !== undefined && <div className={styles['subtitle']}>{subtitle}</div>}
      </div>
      <div className={`${styles['actions']} noPrint`}>
        {actions}
        <HelpButton section={helpSection} />
      </div>
    </header>
  );
};
