import type { ReactNode } from 'react';
import { fieldId } from './ErrorSummary.tsx';
import { FieldError } from './FieldShell.tsx';
import styles from './ChoiceList.module.css';

/** One of a few, each with a line beneath it: radio buttons whose whole row can be pressed. */
export const ChoiceList = ({
  path,
  label,
  choices,
  value,
  onChange,
  error,
}: {
  readonly path: string;
  readonly label: string;
  readonly choices: readonly {
    readonly value: string;
    readonly label: string;
    readonly detail?: ReactNode;
  }[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
}) => (
  <fieldset className={styles['set']} aria-describedby={error === undefined ? undefined : `${path}-error`}>
    <legend>{label}</legend>
    {error !== undefined && <FieldError id={`${path}-error`}>{error}</FieldError>}
    <div className={styles['list']}>
      {choices.map((choice, index) => (
        <label key={choice.value} className={styles['choice']}>
          <input
            type="radio"
            // The first radio is where the error summary's link leads.
            id={index === 0 ? fieldId(path) : undefined}
            name={path}
            value={choice.value}
            checked={value === choice.value}
            onChange={() => onChange(choice.value)}
          />
          <span>
            <span className={styles['name']}>{choice.label}</span>
            {choice.detail !== undefined && <span className={styles['detail']}>{choice.detail}</span>}
          </span>
        </label>
      ))}
    </div>
  </fieldset>
);
