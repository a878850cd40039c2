import { Textarea } from '@mantine/core';
import { FieldShell } from '../../components/FieldShell.tsx';

/** The key as it is on the printed sheet. */
export const RecoveryKeyField = ({
  value,
  error,
  onChange,
}: {
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}) => (
  <FieldShell
    path="recoveryKey"
    label="Recovery key"
    hint="All groups from the sheet. Spaces, hyphens and capital letters do not matter."
    error={error}
  >
    {(control) => (
      <Textarea
        {...control}
        rows={3}
        autoComplete="off"
        spellCheck={false}
        error={error !== undefined}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )}
  </FieldShell>
);
