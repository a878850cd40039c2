/**
 * Who may open the register, and as what. This feature imports the window's api and components; the account menu
 * shares its dialog for one's own passphrase.
 */
import { Button, Menu, Modal } from '@mantine/core';
import { IconKey, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { OutputOf } from '../../../shared/contract/index.ts';
import type { Person } from '../../../shared/contract/people.ts';
import { officeDayOf } from '../../../shared/domain/calendarTypes.ts';
import { roles } from '../../../shared/domain/permissions.ts';
import { shortDate } from '../../../shared/domain/wordsForDates.ts';
import { useMayDo, useSession } from '../../api/session.tsx';
import { useChange, useOperation } from '../../api/useOperation.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { JobProgress } from '../../components/JobProgress.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Failed, Loading } from '../../components/ScreenState.tsx';
import { ActionsCell, PlainTable, Quiet, RowMenu } from '../../components/PlainTable.tsx';
import { AddPerson } from './AddPerson.tsx';
import { ChangePassphrase } from './ChangePassphrase.tsx';
import { ChangeRole } from './ChangeRole.tsx';
import styles from './PeopleScreen.module.css';
import { RenewRecoveryKey } from './RenewRecoveryKey.tsx';

type Handed = OutputOf<'people.add'>;
type Doing =
  | { readonly what: 'add' | 'ownPassphrase' | 'recoveryKey' }
  | { readonly what: 'role' | 'reset' | 'remove'; readonly person: Person }
  | { readonly what: 'handed'; readonly handed: Handed };

export const PeopleScreen = () => {
  const session = useSession();
  const mayManage = useMayDo('people.manage');
  const announce = useAnnounce();
  const [doing, setDoing] = useState<Doing | undefined>();
  const { data, error, refetch } = useOperation('people.list', {});
  const reset = useChange('people.resetPassphrase');
  const remove = useChange('people.remove');
  const changeKeys = useChange('people.changeKeys');
  const close = (): void => setDoing(undefined);
  const handOver = (handed: Handed): void => setDoing({ what: 'handed', handed });
  const open = (next: Doing): void => {
    reset.reset();
    remove.reset();
    setDoing(next);
  };
  const current = data?.people.filter((person) => person.leftAt === undefined) ?? [];
  const left = data?.people.filter((person) => person.leftAt !== undefined) ?? [];

  return (
    <>
      <PageHeader
        title="People"
        subtitle="Everyone who can open this register has their own passphrase."
        actions={
          mayManage && (
            <Button
              leftSection={<IconUserPlus size={18} stroke={1.75} aria-hidden="true" />}
              onClick={() => open({ what: 'add' })}
            >
              Add a person
            </Button>
          )
        }
      />
      {error ? (
        <Failed fault={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading what="the people" />
      ) : (
        <>
          <PlainTable
            caption="People who can open the register"
            columns={['Name', 'Role', 'Added']}
            withActions={mayManage}
          >
            {current.map((person) => (
              <tr key={person.id}>
                <th scope="row">
                  {person.name}
                  {person.id === session.userId && <Quiet> (you)</Quiet>}
                </th>
                <td>{roles[person.role]}</td>
                <td>{shortDate(officeDayOf(person.addedAt))}</td>
                {mayManage && (
                  <ActionsCell>
                    {person.id === session.userId ? (
                      <Button variant="subtle" onClick={() => open({ what: 'ownPassphrase' })}>
                        Change my passphrase
                      </Button>
                    ) : (
                      <RowMenu label="Change" of={person.name}>
                        <Menu.Item onClick={() => open({ what: 'reset', person })}>New passphrase</Menu.Item>
                        <Menu.Item onClick={() => open({ what: 'role', person })}>Another role</Menu.Item>
                        <Menu.Divider />
                        <Menu.Item color="stop" onClick={() => open({ what: 'remove', person })}>
                          Remove
                        </Menu.Item>
                      </RowMenu>
                    )}
                  </ActionsCell>
                )}
              </tr>
            ))}
          </PlainTable>
          {left.length > 0 && (
            <p className={styles['left']}>
              No longer able to open the register:{' '}
              {left
                .map(
                  (person) =>
                    `${person.name} (${person.leftAt ? shortDate(officeDayOf(person.leftAt)) : ''})`,
                )
                .join(', ')}
              . Their names stay beside what they did.
            </p>
          )}
          {mayManage && data.keysDue && (
            <section className={styles['recovery']} aria-labelledby="keys-due">
              <h2 id="keys-due">New keys are due</h2>
              <p>
                Somebody was removed, and the register could not be given new keys then. They cannot unlock
                it; new keys also shut out a copy that they might have kept.
              </p>
              {changeKeys.error && <Failed fault={changeKeys.error} />}
              {changeKeys.isPending ? (
                <JobProgress operation="people.changeKeys" words="Changing the keys" />
              ) : (
                <Button
                  onClick={() =>
                    changeKeys.mutate({}, { onSuccess: () => announce('The register has new keys.') })
                  }
                >
                  Give the register new keys
                </Button>
              )}
            </section>
          )}
          {mayManage && (
            <section className={styles['recovery']} aria-labelledby="recovery-key">
              <h2 id="recovery-key">Recovery key</h2>
              <p>
                {data.recoveryKeyProved
                  ? 'A printed recovery key was proved to be kept.'
                  : 'Nobody has proved that the recovery key was kept. If every business manager forgot their passphrase, the register would be lost. Make a new key now.'}
              </p>
              <Button
                variant={data.recoveryKeyProved ? 'default' : 'filled'}
                leftSection={<IconKey size={18} stroke={1.75} aria-hidden="true" />}
                onClick={() => open({ what: 'recoveryKey' })}
              >
                Make a new recovery key
              </Button>
            </section>
          )}
        </>
      )}
      <Modal
        opened={doing?.what === 'add'}
        onClose={close}
        title="Add a person"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <AddPerson onAdded={handOver} onCancel={close} />
      </Modal>
      <Modal
        opened={doing?.what === 'role'}
        onClose={close}
        title={doing?.what === 'role' ? `Another role for ${doing.person.name}` : ''}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {doing?.what === 'role' && <ChangeRole person={doing.person} onChanged={handOver} onCancel={close} />}
      </Modal>
      <Modal
        opened={doing?.what === 'recoveryKey'}
        onClose={close}
        size="lg"
        closeOnClickOutside={false}
        title="New recovery key"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {doing?.what === 'recoveryKey' && (
          <RenewRecoveryKey
            onCancel={close}
            onProved={() => {
              announce('The new recovery key is proved. Destroy the old sheet.');
              close();
            }}
          />
        )}
      </Modal>
      <Modal
        opened={doing?.what === 'handed'}
        onClose={close}
        closeOnClickOutside={false}
        title="Hand over the passphrase"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {doing?.what === 'handed' && (
          <div className={styles['form']}>
            <p>
              Tell {doing.handed.person.name} this passphrase in person. It is shown now and never again; they
              can change it from the menu at their name.
            </p>
            <output className={styles['words']}>{doing.handed.passphrase}</output>
            <Button onClick={close}>It is handed over</Button>
          </div>
        )}
      </Modal>
      <ConfirmDialog
        opened={doing?.what === 'reset'}
        title={doing?.what === 'reset' ? `A new passphrase for ${doing.person.name}?` : ''}
        confirmLabel="Make a new passphrase"
        busy={reset.isPending}
        fault={reset.error}
        onClose={close}
        onConfirm={() => {
          if (doing?.what === 'reset') reset.mutate({ personId: doing.person.id }, { onSuccess: handOver });
        }}
      >
        The passphrase that they have now stops working at once.
      </ConfirmDialog>
      <ConfirmDialog
        opened={doing?.what === 'remove'}
        title={doing?.what === 'remove' ? `Remove ${doing.person.name}?` : ''}
        confirmLabel="Remove"
        destructive
        busy={remove.isPending}
        fault={remove.error}
        onClose={close}
        onConfirm={() => {
          if (doing?.what === 'remove')
            remove.mutate(
              { personId: doing.person.id },
              {
                onSuccess: ({ person, keysChanged }) => {
                  announce(
                    keysChanged
                      ? `${person.name} can no longer open the register, and it has new keys.`
                      : `${person.name} can no longer open the register. Its keys are still to be changed.`,
                  );
                  close();
                },
              },
            );
        }}
      >
        They can no longer open the register, and it is given new keys, which can take a minute. Everybody
        else goes on with the passphrase that they have. Their name stays beside what they did. Backups made
        before today still open with the passphrase that they had.
        {remove.isPending && <JobProgress operation="people.remove" words="Removing" />}
      </ConfirmDialog>
      <ChangePassphrase opened={doing?.what === 'ownPassphrase'} onClose={close} />
    </>
  );
};
