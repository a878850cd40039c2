import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Issue } from '../../../shared/contract/errors.ts';
import type { OutputOf } from '../../../shared/contract/index.ts';
import type { Role } from '../../../shared/domain/permissions.ts';
import { issuesOf } from '../../api/issuesOf.ts';
import { useChange } from '../../api/useOperation.ts';
import { ChoiceList } from '../../components/ChoiceList.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import { Form } from '../../components/Form.tsx';
import { FieldShell } from '../../components/FieldShell.tsx';
import styles from './PeopleScreen.module.css';
import { roleChoices } from './roleChoices.ts';

export const AddPerson = ({
  onAdded,
  onCancel,
}: {
  readonly onAdded: (handed: OutputOf<'people.add'>) => void;
  readonly onCancel: () => void;
}) => {
  const [name, setName] = useState('');
  const [role, setRole] = useState('');
  const [missing, setMissing] = useState<readonly Issue[]>([]);
  const add = useChange('people.add');
  const issues = missing.length > 0 ? missing : issuesOf(add.error);
  const errorAt = (path: string): string | undefined => issues.find((issue) => issue.path === path)?.message;

  const submit = (): void => {
    const found = [
      ...(name.trim() === '' ? [{ path: 'name', message: 'Give their name' }] : []),
      ...(role === '' ? [{ path: 'role', message: 'Choose what they may do' }] : []),
    ];
    setMissing(found);
    if (found.length === 0) add.mutate({ name, role: role as Role }, { onSuccess: onAdded });
  };

  return (
    <Form className={styles['form']} onSubmit={submit}>
      <ErrorSummary issues={issues} />
      <FieldShell path="name" label="Name" error={errorAt('name')}>
        {(control) => (
          <TextInput
            {...control}
            autoComplete="off"
            error={errorAt('name') !== undefined}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
      </FieldShell>
      <ChoiceList
        path="role"
        label="What they may do"
        value={role}
        onChange={setRole}
        choices={roleChoices}
        error={errorAt('role')}
      />
      <Group gap={8} justify="flex-end">
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" loading={add.isPending}>
          Add and make a passphrase
        </Button>
      </Group>
    </Form>
  );
};
