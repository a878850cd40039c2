import { IconChevronLeft } from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import styles from './PageHeader.module.css';

/** The page's one first-level heading. Focus moves to it, so that a screen reader starts where the page does. */
export const PageHeader = ({
  title,
  back,
  subtitle,
  actions,
}: {
  readonly title: ReactNode;
  readonly back?: { readonly label: string; readonly link: LinkProps };
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
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
      {actions !== undefined && <div className={`${styles['actions']} noPrint`}>{actions}</div>}
    </header>
  );
};
