import { Textarea } from '@mantine/core';
import { FieldShell } from '../../components/FieldShell.tsx';
import styles from './Report.module.css';

export const TextBox = ({
  path,
  label,
  hint,
  value,
  onChange,
}: {
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) => (
  <div className={styles['box']}>
    <FieldShell path={path} label={label} {...(hint === undefined ? {} : { hint })}>
      {(control) => (
        <Textarea
          {...control}
          autosize
          minRows={2}
          maxRows={20}
          maxLength={20_000}
          value={value}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      )}
    </FieldShell>
  </div>
);
