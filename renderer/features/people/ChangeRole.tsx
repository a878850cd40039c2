import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../shared/contract/index.ts';
import type { Person } from '../../../shared/contract/people.ts';
import type { Role } from '../../../shared/domain/permissions.ts';
import { issuesOf } from '../../api/issuesOf.ts';
import { useChange } from '../../api/useOperation.ts';
import { ChoiceList } from '../../components/ChoiceList.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import { Form } from '../../components/Form.tsx';
import styles from './PeopleScreen.module.css';
import { roleChoices } from './roleChoices.ts';

export const ChangeRole = ({
  person,
  onChanged,
  onCancel,
}: {
  readonly person: Person;
  readonly onChanged: (handed: OutputOf<'people.changeRole'>) => void;
  readonly onCancel: () => void;
}) => {
  const [role, setRole] = useState<string>(person.role);
  const change = useChange('people.changeRole');
  return (
    <Form
      className={styles['form']}
      onSubmit={() => {
        if (role === person.role) onCancel();
        else change.mutate({ personId: person.id, role: role as Role }, { onSuccess: onChanged });
      }}
    >
      <ErrorSummary issues={issuesOf(change.error)} />
      <p>
        The role is sealed together with the passphrase, so {person.name} gets a new passphrase with the new
        role.
      </p>
      <ChoiceList
        path="role"
        label="What they may do"
        value={role}
        onChange={setRole}
        choices={roleChoices}
      />
      <Group gap={8} justify="flex-end">
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" loading={change.isPending}>
          Change the role
        </Button>
      </Group>
    </Form>
  );
};
