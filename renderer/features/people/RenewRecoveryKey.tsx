import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { Issue } from '../../../shared/contract/errors.ts';
import { issuesOf } from '../../api/issuesOf.ts';
import { useChange, useOperation } from '../../api/useOperation.ts';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import { Form } from '../../components/Form.tsx';
import { RecoveryKey, type NewRecoveryKey } from '../../components/RecoveryKey.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import styles from './PeopleScreen.module.css';

/** The passphrase first, then the sheet, then the proof that it was kept. */
export const RenewRecoveryKey = ({
  onProved,
  onCancel,
}: {
  readonly onProved: () => void;
  readonly onCancel: () => void;
}) => {
  const [passphrase, setPassphrase] = useState('');
  const [missing, setMissing] = useState<readonly Issue[]>([]);
  const [made, setMade] = useState<NewRecoveryKey | undefined>();
  const settings = useOperation('settings.get', {});
  const renew = useChange('vault.renewRecoveryKey');
  if (made)
    return (
      <RecoveryKey recoveryKey={made} unitName={settings.data?.settings.unitName ?? ''} onProved={onProved} />
    );
  const issues = missing.length > 0 ? missing : issuesOf(renew.error, 'passphrase');
  return (
    <Form
      className={styles['form']}
      onSubmit={() => {
        const found = passphrase === '' ? [{ path: 'passphrase', message: 'Type your passphrase' }] : [];
        setMissing(found);
        if (found.length === 0)
          renew.mutate(
            { passphrase },
            {
              onSuccess: (key) => {
                setPassphrase('');
                setMade(key);
              },
            },
          );
      }}
    >
      <ErrorSummary issues={issues} />
      <p>The sheet that you have now stops working as soon as the new key is made.</p>
      <SecretField
        path="passphrase"
        label="Your passphrase"
        error={issues[0]?.message}
        value={passphrase}
        onChange={setPassphrase}
      />
      <Group gap={8} justify="flex-end">
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" loading={renew.isPending}>
          Make a new recovery key
        </Button>
      </Group>
    </Form>
  );
};
