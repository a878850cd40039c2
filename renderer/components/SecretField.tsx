import { PasswordInput } from '@mantine/core';
import { FieldShell } from './FieldShell.tsx';

/** A passphrase, hidden until it is asked to be shown. */
export const SecretField = ({
  path,
  label,
  hint,
  error,
  value,
  onChange,
  autoComplete = 'off',
}: {
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoComplete?: 'off' | 'new-password';
}) => (
  <FieldShell path={path} label={label} hint={hint} error={error}>
    {(control) => (
      <PasswordInput
        {...control}
        error={error !== undefined}
        value={value}
        autoComplete={autoComplete}
        spellCheck={false}
        visibilityToggleButtonProps={{
          tabIndex: 0,
          'aria-label': `Show or hide: ${label}`,
          'aria-hidden': false,
        }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )}
  </FieldShell>
);
