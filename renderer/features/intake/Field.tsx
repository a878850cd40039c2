/** The intake form's own fields: a label, where the value came from, the control, what to check, what is wrong. */
import { Input, Textarea } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { DateBoxes as Boxes } from '../../../shared/domain/intake.ts';
import { DateBoxes } from '../../components/DateBoxes.tsx';
import { fieldId } from '../../components/ErrorSummary.tsx';
import { FieldError, FieldShell } from '../../components/FieldShell.tsx';
import { useIntakeEditing } from './intakeEditing.ts';
import { ProvenanceMark } from './ProvenanceMark.tsx';
import styles from './Field.module.css';

interface FieldProps {
  readonly path: string;
  readonly label: string;
  readonly hint?: ReactNode;
}

const useField = (path: string, label: string) => {
  const editing = useIntakeEditing();
  const provenance = editing.provenanceOf(path);
  return {
    provenance,
    warnings: provenance?.warnings ?? [],
    error: editing.issues.find((issue) => issue.path === path)?.message,
    mark: provenance && (
      <ProvenanceMark provenance={provenance} label={label} onShow={() => editing.showInDocument(path)} />
    ),
  };
};

const ToCheck = ({ path, warnings }: { readonly path: string; readonly warnings: readonly string[] }) =>
  warnings.length === 0 ? null : (
    <p id={`${fieldId(path)}-check`} className={styles['check']}>
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
      <span>{warnings.join(' ')}</span>
    </p>
  );

export const TextField = ({
  path,
  label,
  hint,
  value,
  onChange,
  lines,
  disabled = false,
  inputMode,
}: FieldProps & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Several lines of text, at least this many shown. */
  readonly lines?: number;
  readonly disabled?: boolean;
  readonly inputMode?: 'numeric' | 'email' | 'tel';
}) => {
  const { provenance, warnings, error, mark } = useField(path, label);
  return (
    <div className={styles['field']} data-path={path} data-provenance={provenance?.kind}>
      <FieldShell path={path} label={label} hint={hint} error={error} extra={mark}>
        {(control) => {
          const shared = {
            ...control,
            'aria-describedby':
              [control['aria-describedby'], warnings.length > 0 && `${control.id}-check`]
                .filter(Boolean)
                .join(' ') || undefined,
            value,
            disabled,
            error: error !== undefined,
            placeholder: provenance?.kind === 'notInForm' ? 'Type it, or leave empty' : undefined,
          };
          return lines === undefined ? (
            <Input
              {...shared}
              autoComplete="off"
              {...(inputMode ? { inputMode } : {})}
              onChange={(event) => onChange(event.currentTarget.value)}
            />
          ) : (
            <Textarea
              {...shared}
              autosize
              minRows={lines}
              maxRows={16}
              onChange={(event) => onChange(event.currentTarget.value)}
            />
          );
        }}
      </FieldShell>
      <ToCheck path={path} warnings={warnings} />
    </div>
  );
};

export const DateField = ({
  path,
  label,
  hint,
  value,
  onChange,
  disabled = false,
}: FieldProps & {
  readonly value: Boxes;
  readonly onChange: (value: Boxes) => void;
  readonly disabled?: boolean;
}) => {
  const { provenance, warnings, error, mark } = useField(path, label);
  return (
    <div className={styles['field']} data-path={path} data-provenance={provenance?.kind}>
      <DateBoxes
        path={path}
        label={label}
        value={value}
        onChange={onChange}
        hint={hint}
        error={error}
        extra={mark}
        disabled={disabled}
      />
      <ToCheck path={path} warnings={warnings} />
    </div>
  );
};

/** A group of radios or check boxes under one question. */
export const GroupField = ({
  path,
  label,
  hint,
  children,
}: FieldProps & { readonly children: ReactNode }) => {
  const { warnings, error, mark } = useField(path, label);
  const id = fieldId(path);
  const described = [
    hint !== undefined && `${id}-hint`,
    warnings.length > 0 && `${id}-check`,
    error !== undefined && `${id}-error`,
  ].filter(Boolean);
  return (
    <fieldset
      className={styles['field']}
      data-path={path}
      id={id}
      tabIndex={-1}
      aria-describedby={described.join(' ') || undefined}
    >
      <legend className="visuallyHidden">{label}</legend>
      <div className={styles['head']}>
        <span aria-hidden="true">{label}</span>
        {mark}
      </div>
      {hint !== undefined && (
        <p id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </p>
      )}
      {error !== undefined && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {children}
      <ToCheck path={path} warnings={warnings} />
    </fieldset>
  );
};
