import { Input } from '@mantine/core';
import type { ClipboardEvent, ReactNode } from 'react';
import { readBritishDate } from '../../shared/domain/britishDates.ts';
import { boxesOf, type DateBoxes as Boxes } from '../../shared/domain/intake.ts';
import { useToday } from '../api/useToday.ts';
import { fieldId } from './ErrorSummary.tsx';
import { FieldError } from './FieldShell.tsx';
import styles from './DateBoxes.module.css';

const parts = [
  { key: 'day', label: 'Day', width: 52 },
  { key: 'month', label: 'Month', width: 52 },
  { key: 'year', label: 'Year', width: 72 },
] as const;

/** A date in three boxes, the GOV.UK way. Pasting a whole British date into any of them fills all three. */
export const DateBoxes = ({
  label,
  path,
  value,
  onChange,
  error,
  hint,
  extra,
  disabled = false,
}: {
  readonly label: ReactNode;
  readonly path: string;
  readonly value: Boxes;
  readonly onChange: (value: Boxes) => void;
  readonly error?: string | undefined;
  readonly hint?: ReactNode;
  readonly extra?: ReactNode;
  readonly disabled?: boolean;
}) => {
  const today = useToday();
  const id = fieldId(path);
  const described = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`]
    .filter(Boolean)
    .join(' ');
  const paste = (event: ClipboardEvent<HTMLInputElement>): void => {
    const reading = today && readBritishDate(event.clipboardData.getData('text'), { today });
    if (!reading?.ok) return;
    event.preventDefault();
    onChange(boxesOf(reading.date));
  };
  return (
    <fieldset className={styles['set']} aria-describedby={described || undefined} disabled={disabled}>
      <legend className="visuallyHidden">{label}</legend>
      <div className={styles['head']}>
        <span aria-hidden="true">{label}</span>
        {extra}
      </div>
      {hint !== undefined && (
        <p id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </p>
      )}
      {error !== undefined && <FieldError id={`${id}-error`}>{error}</FieldError>}
      <div className={styles['boxes']}>
        {parts.map((part, index) => (
          <div key={part.key}>
            <label htmlFor={index === 0 ? id : `${id}-${part.key}`}>{part.label}</label>
            <Input
              id={index === 0 ? id : `${id}-${part.key}`}
              w={part.width}
              inputMode="numeric"
              autoComplete="off"
              error={error !== undefined}
              value={value[part.key]}
              onPaste={paste}
              onChange={(event) => onChange({ ...value, [part.key]: event.currentTarget.value })}
            />
          </div>
        ))}
      </div>
    </fieldset>
  );
};
