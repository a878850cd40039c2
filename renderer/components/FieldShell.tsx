import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { fieldId } from './ErrorSummary.tsx';
import styles from './FieldShell.module.css';

export interface ControlProps {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

/** A message at its field, told apart by a mark as well as by colour. */
export const FieldError = ({ id, children }: { readonly id: string; readonly children: ReactNode }) => (
  <p id={id} className={styles['error']}>
    <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
    <span>
      <span className="visuallyHidden">Error: </span>
      {children}
    </span>
  </p>
);

/** Label, hint, error and control of one field, tied together for a screen reader and for the error summary. */
export const FieldShell = ({
  path,
  label,
  hint,
  error,
  extra,
  children,
}: {
  readonly path: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  /** Beside the label: where the value was found, for one. */
  readonly extra?: ReactNode;
  readonly children: (control: ControlProps) => ReactNode;
}) => {
  const id = fieldId(path);
  const described = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter(
    Boolean,
  );
  return (
    <div className={styles['field']}>
      <div className={styles['head']}>
        <label htmlFor={id}>{label}</label>
        {extra}
      </div>
      {hint !== undefined && (
        <p id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </p>
      )}
      {error !== undefined && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {children({
        id,
        'aria-describedby': described.join(' ') || undefined,
        'aria-invalid': error === undefined ? undefined : true,
      })}
    </div>
  );
};
