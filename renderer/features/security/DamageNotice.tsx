import { Button } from '@mantine/core';
import { useState } from 'react';
import { useMayDo } from '../../api/session.tsx';
import { useChange, useOperation } from '../../api/useOperation.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { Callout } from '../../components/Callout.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { JobProgress } from '../../components/JobProgress.tsx';
import { Failed } from '../../components/ScreenState.tsx';
import styles from './SecurityScreen.module.css';

/** Damage that was found at unlocking: what happened, what it means, and what can be done, until somebody has seen to it. */
export const DamageNotice = () => {
  const { data } = useOperation('backups.damage', {});
  const mayManage = useMayDo('backups.manage');
  const announce = useAnnounce();
  const restore = useChange('backups.restoreElsewhere');
  const settle = useChange('backups.settleDamage');
  const [asked, setAsked] = useState(false);
  const damage = data?.damage;
  if (!damage) return null;
  const { newestWhole } = damage;
  const fault = restore.error ?? settle.error;
  return (
    <div className={styles['damage']}>
      <Callout kind="stop" title={damage.happened}>
        <p>{damage.means}</p>
        <ul className={styles['toDo']}>
          {damage.toDo.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
        {fault && <Failed fault={fault} />}
        <ConfirmDialog
          opened={asked}
          title="Show this no more?"
          confirmLabel="We have seen to it"
          busy={settle.isPending}
          onClose={() => setAsked(false)}
          onConfirm={() =>
            settle.mutate(
              {},
              {
                onSuccess: () => announce('This is shown no more.'),
                onSettled: () => setAsked(false),
              },
            )
          }
        >
          <p>
            What was found is no longer shown to anybody, here or on Today. The register and its backups stay
            as they are, and the audit log says that you saw to it.
          </p>
        </ConfirmDialog>
        {restore.isPending && (
          <JobProgress operation="backups.restoreElsewhere" words="Restoring the backup" />
        )}
        {mayManage && (
          <div className={styles['buttons']}>
            {newestWhole && !restore.isPending && (
              <Button
                onClick={() =>
                  restore.mutate(
                    { name: newestWhole.name },
                    {
                      onSuccess: ({ restored, where }) =>
                        announce(restored ? `The backup is restored in ${where}.` : 'Nothing was restored.'),
                    },
                  )
                }
              >
                Restore the newest backup to another folder
              </Button>
            )}
            <Button variant="default" loading={settle.isPending} onClick={() => setAsked(true)}>
              We have seen to it
            </Button>
          </div>
        )}
      </Callout>
    </div>
  );
};
