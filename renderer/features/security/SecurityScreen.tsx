/**
 * Whether the register is safe: its backups, whether one can be brought back, and whether all of it holds. This feature
 * imports the window's api and components.
 */
import { Button, Menu } from '@mantine/core';
import { IconDeviceFloppy, IconFolder, IconShieldCheck } from '@tabler/icons-react';
import type { OutputOf } from '../../../shared/contract/index.ts';
import { useMayDo } from '../../api/session.tsx';
import { useChange, useOperation } from '../../api/useOperation.ts';
import { momentInWords } from '../../api/wordsForMoments.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { Callout } from '../../components/Callout.tsx';
import { JobProgress } from '../../components/JobProgress.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ActionsCell, PlainTable, RowMenu } from '../../components/PlainTable.tsx';
import { Empty, Failed, Loading } from '../../components/ScreenState.tsx';
import { DamageNotice } from './DamageNotice.tsx';
import { Findings } from './Findings.tsx';
import styles from './SecurityScreen.module.css';

type Overview = OutputOf<'backups.overview'>;

const inMegabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

const Place = ({ overview, mayManage }: { readonly overview: Overview; readonly mayManage: boolean }) => {
  const choose = useChange('backups.chooseFolder');
  const announce = useAnnounce();
  return (
    <section className={styles['section']} aria-labelledby="backup-place">
      <h2 id="backup-place">Where backups are kept</h2>
      <p className={styles['place']}>{overview.folder}</p>
      {overview.isBesideRegister ? (
        <Callout kind="check" title="Only on this computer">
          <p>
            The backups lie beside the register. If this computer is lost or breaks, they are lost with it.
            Choose a folder elsewhere: a network drive of the council or its OneDrive will do. A backup is
            encrypted and is never opened there, so it may lie where the register itself may not.
          </p>
        </Callout>
      ) : (
        !overview.isReachable && (
          <Callout kind="stop" title="This folder cannot be reached">
            <p>Connect the drive or sign in to it, or choose another folder. Until then no backup is made.</p>
          </Callout>
        )
      )}
      {choose.error && <Failed fault={choose.error} />}
      {mayManage && (
        <div className={styles['buttons']}>
          <Button
            variant="default"
            leftSection={<IconFolder size={18} stroke={1.75} aria-hidden="true" />}
            loading={choose.isPending}
            onClick={() =>
              choose.mutate(
                {},
                {
                  onSuccess: ({ chosen }) =>
                    announce(chosen ? 'The folder is chosen.' : 'The folder is as it was.'),
                },
              )
            }
          >
            Choose the folder
          </Button>
        </div>
      )}
    </section>
  );
};

const Backups = ({ overview, mayManage }: { readonly overview: Overview; readonly mayManage: boolean }) => {
  const announce = useAnnounce();
  const mayMake = useMayDo('backups.make');
  const make = useChange('backups.make');
  const drill = useChange('backups.drill');
  const restore = useChange('backups.restoreElsewhere');
  const portable = useChange('backups.makePortable');
  const fault = make.error ?? drill.error ?? restore.error ?? portable.error;
  const [working] = (
    [
      ['backups.make', 'Making a backup', make.isPending],
      ['backups.makePortable', 'Making a copy', portable.isPending],
      ['backups.drill', 'Trying the backup', drill.isPending],
      ['backups.restoreElsewhere', 'Restoring the backup', restore.isPending],
    ] as const
  ).filter(([, , isPending]) => isPending);
  const newest = overview.backups[0];
  const tryOut = (name: string): void =>
    drill.mutate(
      { name },
      {
        onSuccess: ({ equal }) =>
          announce({
            text: equal ? 'The backup was restored and is equal.' : 'The backup is not equal.',
            quiet: true,
          }),
      },
    );
  return (
    <section className={styles['section']} aria-labelledby="backups">
      <h2 id="backups">Backups</h2>
      <p>
        One is made each day on which the register is used, at a quiet moment or before it locks, and checked
        page by page before it counts. 7 days, 4 weeks and 12 months are kept.{' '}
        {overview.lastMadeAt
          ? `The last was made on ${momentInWords(overview.lastMadeAt)}.`
          : 'None has been made yet.'}{' '}
        {overview.lastDrillAt
          ? `One was last restored as a drill on ${momentInWords(overview.lastDrillAt)}.`
          : 'None has been restored as a drill yet.'}
      </p>
      {fault && <Failed fault={fault} />}
      {working ? (
        <JobProgress key={working[0]} operation={working[0]} words={working[1]} />
      ) : (
        <div className={styles['buttons']}>
          {mayMake && (
            <Button
              leftSection={<IconDeviceFloppy size={18} stroke={1.75} aria-hidden="true" />}
              onClick={() =>
                make.mutate({}, { onSuccess: () => announce('The backup is made and checked.') })
              }
            >
              Make a backup now
            </Button>
          )}
          {mayManage && newest && (
            <Button variant="default" onClick={() => tryOut(newest.name)}>
              Try restoring the newest
            </Button>
          )}
          {mayManage && (
            <Button
              variant="default"
              onClick={() =>
                portable.mutate(
                  {},
                  {
                    onSuccess: ({ made, where }) =>
                      announce(
                        made
                          ? `The copy is in ${where}, with a text that says how to open it.`
                          : 'No copy was made.',
                      ),
                  },
                )
              }
            >
              Copy for another computer
            </Button>
          )}
        </div>
      )}
      {drill.data && <Findings findings={drill.data.findings} />}
      {restore.data?.restored && (
        <Callout kind="note" title="The backup is restored">
          <p>
            It is in {restore.data.where}, still encrypted, and was checked there. It opens with the
            passphrases of the day of the backup, also of somebody who has left since. Delete it when you have
            seen what you needed.
          </p>
        </Callout>
      )}
      {overview.backups.length === 0 ? (
        <Empty title="No backups yet">
          The first is made before the register locks today, or now if you wish.
        </Empty>
      ) : (
        <PlainTable
          caption="Backups, newest first"
          columns={['Made', 'Rows', 'Size']}
          withActions={mayManage}
        >
          {overview.backups.map((backup) => (
            <tr key={backup.name}>
              <th scope="row">{momentInWords(backup.madeAt)}</th>
              <td>{backup.rows.toLocaleString('en-GB')}</td>
              <td>{inMegabytes(backup.bytes)}</td>
              {mayManage && (
                <ActionsCell>
                  <RowMenu label="Restore" of={momentInWords(backup.madeAt)}>
                    <Menu.Item onClick={() => tryOut(backup.name)}>Try it, and compare</Menu.Item>
                    <Menu.Item onClick={() => restore.mutate({ name: backup.name })}>
                      To another folder…
                    </Menu.Item>
                  </RowMenu>
                </ActionsCell>
              )}
            </tr>
          ))}
        </PlainTable>
      )}
    </section>
  );
};

const Verify = () => {
  const announce = useAnnounce();
  const verify = useChange('backups.verify');
  return (
    <section className={styles['section']} aria-labelledby="verify">
      <h2 id="verify">Does all of it hold?</h2>
      <p>
        Looks at the key slots, every page of the register file, every row, the whole audit log, every
        signature and every backup. The audit log says that it was done.
      </p>
      {verify.error && <Failed fault={verify.error} />}
      {verify.isPending ? (
        <JobProgress operation="backups.verify" words="Looking at the register" />
      ) : (
        <div className={styles['buttons']}>
          <Button
            variant="default"
            leftSection={<IconShieldCheck size={18} stroke={1.75} aria-hidden="true" />}
            onClick={() =>
              verify.mutate(
                {},
                {
                  onSuccess: ({ sound }) =>
                    announce({ text: sound ? 'All of it holds.' : 'Something does not hold.', quiet: true }),
                },
              )
            }
          >
            Verify the register
          </Button>
        </div>
      )}
      {verify.data && <Findings findings={verify.data.findings} />}
    </section>
  );
};

export const SecurityScreen = () => {
  const mayManage = useMayDo('backups.manage');
  const mayVerify = useMayDo('audit.view');
  const { data, error, refetch } = useOperation('backups.overview', {});
  return (
    <>
      <PageHeader
        title="Security and records"
        subtitle="Backups that are proven, and a register that can be shown to be whole."
      />
      <DamageNotice />
      {error ? (
        <Failed fault={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading what="the backups" />
      ) : (
        <>
          <Backups overview={data} mayManage={mayManage} />
          <Place overview={data} mayManage={mayManage} />
          {mayVerify && <Verify />}
        </>
      )}
    </>
  );
};
