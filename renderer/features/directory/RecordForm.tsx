import { Button, Group, Input, NativeSelect, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Issue } from '../../../shared/contract/errors.ts';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import { Form } from '../../components/Form.tsx';
import { FieldShell } from '../../components/FieldShell.tsx';
import styles from './DirectoryScreen.module.css';

interface FieldProps {
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
  readonly issues: readonly Issue[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const errorAt = (issues: readonly Issue[], path: string): string | undefined =>
  issues.find((issue) => issue.path === path)?.message;

export const TextField = ({
  path,
  label,
  hint,
  issues,
  value,
  onChange,
  first = false,
}: FieldProps & { readonly first?: boolean }) => (
  <FieldShell path={path} label={label} hint={hint} error={errorAt(issues, path)}>
    {(control) => (
      <Input
        {...control}
        {...(first ? { 'data-autofocus': true } : {})}
        autoComplete="off"
        maxLength={300}
        error={errorAt(issues, path) !== undefined}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )}
  </FieldShell>
);

export const LinesField = ({ path, label, hint, issues, value, onChange }: FieldProps) => (
  <FieldShell path={path} label={label} hint={hint} error={errorAt(issues, path)}>
    {(control) => (
      <Textarea
        {...control}
        autosize
        minRows={2}
        maxLength={2000}
        error={errorAt(issues, path) !== undefined}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )}
  </FieldShell>
);

export const SelectField = ({
  path,
  label,
  hint,
  issues,
  value,
  onChange,
  choices,
  empty = 'Choose',
}: FieldProps & {
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** What choosing nothing is called. */
  readonly empty?: string;
}) => (
  <FieldShell path={path} label={label} hint={hint} error={errorAt(issues, path)}>
    {(control) => (
      <NativeSelect
        {...control}
        error={errorAt(issues, path) !== undefined}
        value={value}
        data={[{ value: '', label: empty }, ...choices]}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )}
  </FieldShell>
);

/** What stands around the fields of every record: the summary above, the buttons beneath. */
export const RecordForm = ({
  issues,
  busy,
  onSubmit,
  onCancel,
  children,
}: {
  readonly issues: readonly Issue[];
  readonly busy: boolean;
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}) => (
  <Form className={styles['form']} onSubmit={onSubmit}>
    <ErrorSummary issues={issues} />
    {children}
    <Group gap={8} justify="flex-end">
      <Button variant="default" onClick={onCancel}>
        Cancel
      </Button>
      <Button type="submit" loading={busy}>
        Save
      </Button>
    </Group>
  </Form>
);
