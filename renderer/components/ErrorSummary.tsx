import { useEffect, useRef } from 'react';
import type { Issue } from '../../shared/contract/errors.ts';
import styles from './ErrorSummary.module.css';

/** The id of the control that holds a field of the input: what the summary's links and the labels agree on. */
export const fieldId = (path: string): string => `field-${path}`;

const goTo = (path: string): void => {
  const field = document.getElementById(fieldId(path));
  field?.scrollIntoView({ block: 'center' });
  field?.focus();
};

/**
 * GOV.UK's error summary: at the top of the form, with a link to each field. Focus moves to it each time `issues`
 * is a new list. An issue whose path has no control on the screen is plain text.
 */
export const ErrorSummary = ({
  issues,
  title = 'There is a problem',
}: {
  readonly issues: readonly Issue[];
  readonly title?: string;
}) => {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (issues.length > 0) box.current?.focus();
  }, [issues]);
  if (issues.length === 0) return null;
  return (
    <div ref={box} className={styles['box']} role="alert" aria-labelledby="error-summary-title" tabIndex={-1}>
      <h2 id="error-summary-title">{title}</h2>
      <ul>
        {issues.map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            {path === '' ? (
              message
            ) : (
              <a
                href={`#${fieldId(path)}`}
                onClick={(event) => {
                  // The address belongs to the router: the link moves the focus and leaves the address alone.
                  event.preventDefault();
                  goTo(path);
                }}
              >
                {message}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
};
