import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { Issue } from '../../../shared/contract/errors.ts';
import type { VaultProblem } from '../../../shared/contract/vault.ts';
import { roles } from '../../../shared/domain/permissions.ts';
import { issuesOf } from '../../api/issuesOf.ts';
import { useChange, useOperation } from '../../api/useOperation.ts';
import { momentInWords } from '../../api/wordsForMoments.ts';
import { Callout } from '../../components/Callout.tsx';
import { ChoiceList } from '../../components/ChoiceList.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import { Form } from '../../components/Form.tsx';
import { JobProgress } from '../../components/JobProgress.tsx';
import { LinkButton } from '../../components/LinkButton.tsx';
import { checkChosenPassphrase, NewPassphrase, noPassphrase } from '../../components/NewPassphrase.tsx';
import { Empty, Failed, Loading } from '../../components/ScreenState.tsx';
import { SecretField } from '../../components/SecretField.tsx';
import { Heading } from './Heading.tsx';
import { RecoveryKeyField } from './RecoveryKeyField.tsx';
import styles from './UnlockScreen.module.css';
import { VaultFrame } from './VaultFrame.tsx';

/**
 * Brings a register back where it does not open, or in from another computer where there is none. What is damaged is
 * kept aside; the newest backup that is whole is chosen already.
 */
export const RestoreScreen = ({
  problem,
  unitName,
  onBack,
}: {
  /** Why the register does not open; undefined where there is none yet. */
  readonly problem?: VaultProblem | undefined;
  readonly unitName?: string | undefined;
  readonly onBack: () => void;
}) => {
  const { data, error, refetch } = useOperation('vault.listBackups', {});
  const [chosen, setChosen] = useState('');
  const [slotId, setSlotId] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [byKey, setByKey] = useState(false);
  const [recoveryKey, setRecoveryKey] = useState('');
  const [next, setNext] = useState(noPassphrase);
  const [missing, setMissing] = useState<readonly Issue[]>([]);
  const chooseFolder = useChange('vault.chooseBackupFolder');
  const putKeysBack = useChange('vault.putKeysBack');
  const restore = useChange('vault.restore');
  const recover = useChange('vault.restoreWithRecoveryKey');
  const name = chosen === '' ? (data?.newestWhole ?? '') : chosen;
  const people = (data?.backups.find((backup) => backup.name === name)?.people ?? []).filter(
    ({ role }) => !byKey || role === 'businessManager',
  );
  const refusals = byKey
    ? issuesOf(recover.error, 'recoveryKey').map((issue) =>
        issue.path === 'passphrase' ? { ...issue, path: 'newPassphrase' } : issue,
      )
    : issuesOf(restore.error, 'passphrase');
  const issues = missing.length > 0 ? missing : refusals;
  const errorAt = (path: string): string | undefined => issues.find((issue) => issue.path === path)?.message;

  const submit = (): void => {
    const found = [
      ...(name === '' ? [{ path: 'name', message: 'Choose a backup' }] : []),
      ...(people.some((person) => person.slotId === slotId)
        ? []
        : [{ path: 'slotId', message: 'Choose your name' }]),
      ...(byKey ? recoveryIssues() : []),
      ...(!byKey && passphrase === '' ? [{ path: 'passphrase', message: 'Type your passphrase' }] : []),
    ];
    setMissing(found);
    if (found.length > 0) return;
    if (byKey) recover.mutate({ name, slotId, recoveryKey, newPassphrase: next.passphrase });
    else restore.mutate({ name, slotId, passphrase });
  };
  const recoveryIssues = (): readonly Issue[] => [
    ...(recoveryKey.trim() === ''
      ? [{ path: 'recoveryKey', message: 'Type the recovery key from the sheet' }]
      : []),
    ...checkChosenPassphrase(next, 'newPassphrase'),
  ];
  const look = (): void =>
    chooseFolder.mutate({}, { onSuccess: ({ chosen: isChosen }) => void (isChosen && refetch()) });

  return (
    <VaultFrame unitName={unitName} ladder={[]} helpSection="if-the-register-cannot-be-opened">
      <Form className={styles['form']} onSubmit={submit}>
        <Heading
          intro={
            problem
              ? 'A backup takes the register’s place. What is damaged is kept in a folder beside it, and nothing is deleted.'
              : 'All of the backup is checked before it is used here. Do not go on working in it on the other computer.'
          }
        >
          {problem ? 'The register cannot be opened' : 'Bring a register from a backup'}
        </Heading>
        {problem && (
          <Callout kind="stop" title={problem.message}>
            <p>
              {problem.damaged === 'keys'
                ? 'Nobody can unlock it without these keys. The cases themselves need not be touched.'
                : 'A backup holds everything up to its day. What was done after it has to be done again.'}
            </p>
          </Callout>
        )}
        <ErrorSummary issues={issues} />
        {error ? (
          <Failed fault={error} onRetry={() => void refetch()} />
        ) : !data ? (
          <Loading what="the backups" />
        ) : data.backups.length === 0 ? (
          <Empty
            title="There is no backup in this folder"
            action={
              <Button onClick={look} loading={chooseFolder.isPending}>
                Choose the folder of the backups
              </Button>
            }
          >
            {data.folder}
          </Empty>
        ) : (
          <>
            {problem?.damaged === 'keys' && data.newestWhole !== undefined && (
              <Callout kind="note" title="Only the keys may be missing">
                <p>
                  Put the keys of the newest backup back first: the register itself stays as it is, with all
                  the work since that day.
                </p>
                <Button
                  mt={8}
                  loading={putKeysBack.isPending}
                  onClick={() => putKeysBack.mutate({ name: data.newestWhole ?? '' }, { onSuccess: onBack })}
                >
                  Put the keys back
                </Button>
                {putKeysBack.error && <Failed fault={putKeysBack.error} />}
              </Callout>
            )}
            <ChoiceList
              path="name"
              label="Which backup?"
              value={name}
              onChange={setChosen}
              error={errorAt('name')}
              choices={data.backups.slice(0, 6).map((backup) => ({
                value: backup.name,
                label: momentInWords(backup.madeAt),
                detail: backup.name === data.newestWhole ? 'The newest that is whole' : '',
              }))}
            />
            <ChoiceList
              path="slotId"
              label={byKey ? 'Which business manager?' : 'Who are you?'}
              value={slotId}
              onChange={setSlotId}
              error={errorAt('slotId')}
              choices={people.map((person) => ({
                value: person.slotId,
                label: person.name,
                detail: roles[person.role],
              }))}
            />
            {byKey ? (
              <>
                <RecoveryKeyField
                  value={recoveryKey}
                  error={errorAt('recoveryKey')}
                  onChange={setRecoveryKey}
                />
                <NewPassphrase path="newPassphrase" value={next} onChange={setNext} issues={issues} />
              </>
            ) : (
              <SecretField
                path="passphrase"
                label="Passphrase"
                hint="The one that you had when the backup was made."
                error={errorAt('passphrase')}
                value={passphrase}
                onChange={setPassphrase}
              />
            )}
            {restore.isPending && <JobProgress operation="vault.restore" words="Restoring" />}
            {recover.isPending && <JobProgress operation="vault.restoreWithRecoveryKey" words="Restoring" />}
            <Group gap={8}>
              <Button type="submit" loading={restore.isPending || recover.isPending}>
                Restore and open
              </Button>
              <Button variant="default" onClick={onBack}>
                {problem ? 'Try to open again' : 'Back'}
              </Button>
            </Group>
            <Group gap={20}>
              <LinkButton
                onClick={() => {
                  setByKey(!byKey);
                  setMissing([]);
                }}
              >
                {byKey ? 'Use a passphrase' : 'Use the recovery key'}
              </LinkButton>
              <LinkButton onClick={look}>Look for backups in another folder</LinkButton>
            </Group>
          </>
        )}
        {data?.backups.length === 0 && (
          <Group>
            <Button variant="default" onClick={onBack}>
              {problem ? 'Try to open again' : 'Back'}
            </Button>
          </Group>
        )}
      </Form>
    </VaultFrame>
  );
};
