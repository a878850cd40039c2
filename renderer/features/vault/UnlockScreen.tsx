import { Button, Group } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Issue } from '../../../shared/contract/errors.ts';
import type { OutputOf } from '../../../shared/contract/index.ts';

import { roles } from '../../../shared/domain/permissions.ts';
import { issuesOf } from '../../api/issuesOf.ts';
import { useChange } from '../../api/useOperation.ts';
import { exactTimeOf } from '../../api/wordsForMoments.ts';
import { ChoiceList } from '../../components/ChoiceList.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import { Form } from '../../components/Form.tsx';
import { LinkButton } from '../../components/LinkButton.tsx';
import { checkChosenPassphrase, NewPassphrase, noPassphrase } from '../../components/NewPassphrase.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import { Heading } from './Heading.tsx';
import { RecoveryKeyField } from './RecoveryKeyField.tsx';
import styles from './UnlockScreen.module.css';
import { VaultFrame } from './VaultFrame.tsx';

type Status = OutputOf<'vault.status'>;

const lockedWords = {
  person: 'You locked it. What you were typing is kept.',
  idle: 'It locked itself after a while without use. What you were typing is kept.',
  suspend: 'It locked when the computer was locked or went to sleep. What you were typing is kept.',
  damaged: 'It was closed because its file is damaged.',
} as const;

const Unlock = ({
  status,
  onRecover,
  onOpenPack,
}: {
  readonly status: Status;
  readonly onRecover: () => void;
  readonly onOpenPack: () => void;
}) => {
  const [slotId, setSlotId] = useState(status.people.length === 1 ? (status.people[0]?.slotId ?? '') : '');
  const [passphrase, setPassphrase] = useState('');
  const [missing, setMissing] = useState<readonly Issue[]>([]);
  const [forgotten, setForgotten] = useState(false);
  const unlock = useChange('vault.unlock');
  const queryClient = useQueryClient();
  const issues = missing.length > 0 ? missing : issuesOf(unlock.error, 'passphrase');
  const errorAt = (path: string): string | undefined => issues.find((issue) => issue.path === path)?.message;
  const retryAt = unlock.error?.retryAt;

  const submit = (): void => {
    const found = [
      ...(slotId === '' ? [{ path: 'slotId', message: 'Choose your name' }] : []),
      ...(passphrase === '' ? [{ path: 'passphrase', message: 'Type your passphrase' }] : []),
    ];
    setMissing(found);
    if (found.length === 0)
      unlock.mutate(
        { slotId, passphrase },
        // What is damaged has a screen of its own, with the way back.
        { onError: ({ code }) => void (code === 'damaged' && queryClient.invalidateQueries()) },
      );
  };

  return (
    <Form className={styles['form']} onSubmit={submit}>
      <Heading takesFocus={false} intro={status.lockedBecause && lockedWords[status.lockedBecause]}>
        Unlock the register
      </Heading>
      <ErrorSummary issues={issues} />
      {retryAt !== undefined && (
        <p className={styles['wait']}>
          After too many wrong passphrases the next try counts from {exactTimeOf(retryAt)}.
        </p>
      )}
      <ChoiceList
        path="slotId"
        label="Who are you?"
        value={slotId}
        onChange={setSlotId}
        error={errorAt('slotId')}
        choices={status.people.map((person) => ({
          value: person.slotId,
          label: person.name,
          detail: roles[person.role],
        }))}
      />
      <SecretField
        path="passphrase"
        label="Passphrase"
        hint="If it is four words, with a space between each."
        error={errorAt('passphrase')}
        value={passphrase}
        onChange={setPassphrase}
      />
      <Group>
        <Button
          type="submit"
          loading={unlock.isPending}
          leftSection={<IconLock size={16} stroke={1.75} aria-hidden="true" />}
        >
          Unlock
        </Button>
      </Group>
      <Group gap={20}>
        <LinkButton aria-expanded={forgotten} onClick={() => setForgotten(!forgotten)}>
          I have forgotten my passphrase
        </LinkButton>
        <LinkButton onClick={onRecover}>Use the recovery key</LinkButton>
        <LinkButton onClick={onOpenPack}>Open a review pack</LinkButton>
      </Group>
      {forgotten && (
        <p className={styles['help']} role="status">
          Ask a business manager to give you a new passphrase: they unlock the register, open People and
          choose “New passphrase” beside your name. If no business manager can unlock it, use the recovery
          key.
        </p>
      )}
    </Form>
  );
};

const Recover = ({ status, onBack }: { readonly status: Status; readonly onBack: () => void }) => {
  const managers = status.people.filter((person) => person.role === 'businessManager');
  const [slotId, setSlotId] = useState(managers.length === 1 ? (managers[0]?.slotId ?? '') : '');
  const [recoveryKey, setRecoveryKey] = useState('');
  const [chosen, setChosen] = useState(noPassphrase);
  const [missing, setMissing] = useState<readonly Issue[]>([]);
  const recover = useChange('vault.unlockWithRecoveryKey');
  const issues = (missing.length > 0 ? missing : issuesOf(recover.error, 'recoveryKey')).map((issue) =>
    issue.path === 'passphrase' ? { ...issue, path: 'newPassphrase' } : issue,
  );
  const errorAt = (path: string): string | undefined => issues.find((issue) => issue.path === path)?.message;

  const submit = (): void => {
    const found = [
      ...(slotId === '' ? [{ path: 'slotId', message: 'Choose the business manager' }] : []),
      ...(recoveryKey.trim() === ''
        ? [{ path: 'recoveryKey', message: 'Type the recovery key from the sheet' }]
        : []),
      ...checkChosenPassphrase(chosen, 'newPassphrase'),
    ];
    setMissing(found);
    if (found.length === 0) recover.mutate({ slotId, recoveryKey, newPassphrase: chosen.passphrase });
  };

  return (
    <Form className={styles['form']} onSubmit={submit}>
      <Heading intro="It opens the register and gives one business manager a new passphrase. The audit log records it.">
        Use the recovery key
      </Heading>
      <ErrorSummary issues={issues} />
      <ChoiceList
        path="slotId"
        label="Which business manager?"
        value={slotId}
        onChange={setSlotId}
        error={errorAt('slotId')}
        choices={managers.map((person) => ({ value: person.slotId, label: person.name }))}
      />
      <RecoveryKeyField value={recoveryKey} error={errorAt('recoveryKey')} onChange={setRecoveryKey} />
      <NewPassphrase path="newPassphrase" value={chosen} onChange={setChosen} issues={issues} />
      <Group gap={8}>
        <Button type="submit" loading={recover.isPending}>
          Open the register
        </Button>
        <Button variant="default" onClick={onBack}>
          Back
        </Button>
      </Group>
    </Form>
  );
};

/** Choose your name, type your passphrase; or the way back in when it is lost. */
export const UnlockScreen = ({
  status,
  onOpenPack,
}: {
  readonly status: Status;
  readonly onOpenPack: () => void;
}) => {
  const [recovering, setRecovering] = useState(false);
  return (
    <VaultFrame unitName={status.unitName} ladder={status.ladder} helpSection="unlock-and-lock">
      {recovering ? (
        <Recover status={status} onBack={() => setRecovering(false)} />
      ) : (
        <Unlock status={status} onRecover={() => setRecovering(true)} onOpenPack={onOpenPack} />
      )}
    </VaultFrame>
  );
};
