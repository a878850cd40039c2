import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import type { Issue } from '../../../shared/contract/errors.ts';
import { issuesOf } from '../../api/issuesOf.ts';
import { useChange } from '../../api/useOperation.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import { Form } from '../../components/Form.tsx';
import { checkChosenPassphrase, NewPassphrase, noPassphrase } from '../../components/NewPassphrase.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import styles from './PeopleScreen.module.css';

/** What the backend says of the old passphrase belongs to that field; what it says of the new one, to the other. */
const fieldOf = (issue: Issue): Issue =>
  issue.path === 'passphrase' || issue.path === 'next' ? { ...issue, path: 'next' } : issue;

const PassphraseForm = ({ onClose }: { readonly onClose: () => void }) => {
  const [current, setCurrent] = useState('');
  const [chosen, setChosen] = useState(noPassphrase);
  const [missing, setMissing] = useState<readonly Issue[]>([]);
  const change = useChange('vault.changeOwnPassphrase');
  const announce = useAnnounce();
  const issues =
    missing.length > 0
      ? missing
      : issuesOf(change.error, change.error?.code === 'invalid' ? 'next' : 'current').map(fieldOf);

  const submit = (): void => {
    const found = [
      ...(current === '' ? [{ path: 'current', message: 'Type the passphrase that you use now' }] : []),
      ...checkChosenPassphrase(chosen, 'next'),
    ];
    setMissing(found);
    if (found.length > 0) return;
    change.mutate(
      { current, next: chosen.passphrase },
      {
        onSuccess: () => {
          announce('Your passphrase is changed.');
          onClose();
        },
      },
    );
  };

  return (
    <Form className={styles['form']} onSubmit={submit}>
      <ErrorSummary issues={issues} />
      <SecretField
        path="current"
        label="The passphrase that you use now"
        error={issues.find((issue) => issue.path === 'current')?.message}
        value={current}
        onChange={setCurrent}
      />
      <NewPassphrase path="next" value={chosen} onChange={setChosen} issues={issues} />
      <Group gap={8} justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={change.isPending}>
          Change my passphrase
        </Button>
      </Group>
    </Form>
  );
};

export const ChangePassphrase = ({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}) => (
  <Modal
    opened={opened}
    onClose={onClose}
    title="Change my passphrase"
    closeButtonProps={{ 'aria-label': 'Close' }}
  >
    <PassphraseForm onClose={onClose} />
  </Modal>
);
