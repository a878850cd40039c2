import { Button, Group, TextInput } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import type { Issue } from '../../shared/contract/errors.ts';
import type { OutputOf } from '../../shared/contract/index.ts';
import { issuesOf } from '../api/issuesOf.ts';
import { useChange } from '../api/useOperation.ts';
import { ErrorSummary } from './ErrorSummary.tsx';
import { Form } from './Form.tsx';
import { FieldShell } from './FieldShell.tsx';
import styles from './RecoveryKey.module.css';

export type NewRecoveryKey = OutputOf<'vault.renewRecoveryKey'>;

/** The printable sheet with the recovery key, and the two groups to type back from the paper. */
export const RecoveryKey = ({
  recoveryKey,
  unitName,
  onProved,
}: {
  readonly recoveryKey: NewRecoveryKey;
  readonly unitName: string;
  readonly onProved: () => void;
}) => {
  const [typing, setTyping] = useState(false);
  const [typed, setTyped] = useState<readonly [string, string]>(['', '']);
  const [missing, setMissing] = useState<readonly Issue[]>([]);
  const prove = useChange('vault.proveRecoveryKey');
  const issues = missing.length > 0 ? missing : issuesOf(prove.error);

  const check = (): void => {
    const empty = typed.flatMap((group, index) =>
      group.trim() === ''
        ? [{ path: `groups.${index}`, message: `Type group ${recoveryKey.ask[index]} from the sheet` }]
        : [],
    );
    setMissing(empty);
    if (empty.length === 0) prove.mutate({ groups: [typed[0], typed[1]] }, { onSuccess: onProved });
  };

  if (!typing)
    return (
      <>
        <section className={styles['sheet']} aria-label="Recovery key sheet" data-print-alone>
          <h2>Recovery key of the escalation register</h2>
          <p>{unitName}</p>
          <ol className={styles['groups']}>
            {recoveryKey.groups.map((group, index) => (
              <li key={index}>
                <span className={styles['number']}>{index + 1}</span>
                <code>{group}</code>
              </li>
            ))}
          </ol>
          <p>
            Whoever holds this sheet can open the register. Keep it sealed in a safe, away from the computer.
            It is used when no business manager remembers a passphrase.
          </p>
        </section>
        <Group gap={8} mt={20} className="noPrint">
          <Button
            leftSection={<IconPrinter size={16} stroke={1.75} aria-hidden="true" />}
            onClick={() => window.print()}
          >
            Print the sheet
          </Button>
          <Button variant="default" onClick={() => setTyping(true)}>
            I have it on paper
          </Button>
        </Group>
      </>
    );
  return (
    <Form className={styles['proof']} onSubmit={check}>
      <ErrorSummary issues={issues} />
      <p>Type two of the groups from the paper. Capital and small letters are the same.</p>
      {recoveryKey.ask.map((position, index) => {
        const path = `groups.${index}`;
        const error = issues.find((issue) => issue.path === path)?.message;
        return (
          <FieldShell key={path} path={path} label={`Group ${position}`} error={error}>
            {(control) => (
              <TextInput
                {...control}
                w={140}
                autoComplete="off"
                spellCheck={false}
                error={error !== undefined}
                value={typed[index]}
                onChange={({ currentTarget: { value } }) =>
                  setTyped(index === 0 ? [value, typed[1]] : [typed[0], value])
                }
              />
            )}
          </FieldShell>
        );
      })}
      <Group gap={8}>
        <Button type="submit" loading={prove.isPending}>
          Check the groups
        </Button>
        <Button variant="default" onClick={() => setTyping(false)}>
          Show the sheet again
        </Button>
      </Group>
    </Form>
  );
};
