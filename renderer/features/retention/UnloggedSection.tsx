import { Button, Menu, NumberInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Unlogged } from '../../../shared/contract/retention.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { useChange } from '../../api/useOperation.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { FieldShell } from '../../components/FieldShell.tsx';
import { ActionsCell, PlainTable, RowMenu } from '../../components/PlainTable.tsx';
import { Failed } from '../../components/ScreenState.tsx';
import { FormDialog } from '../case/FormDialog.tsx';
import { useFormChange } from '../case/useFormChange.ts';
import styles from './RetentionScreen.module.css';

const kinds: Readonly<Record<Unlogged['kind'], string>> = {
  draft: 'Draft',
  discarded: 'Discarded draft',
  file: 'File',
};

const DaysDialog = ({ settings, onClose }: { readonly settings: Settings; readonly onClose: () => void }) => {
  const announce = useAnnounce();
  const [days, setDays] = useState<number | string>(settings.unloggedReviewDays);
  const change = useFormChange('settings.update', () => {
    announce('The days are set.');
    onClose();
  });
  return (
    <FormDialog
      title="When drafts and files are reviewed"
      submitLabel="Set the days"
      issues={change.issues}
      fault={change.fault}
      busy={change.busy}
      onClose={onClose}
      onSubmit={() => change.submit({ ...settings, unloggedReviewDays: Number(days) })}
    >
      <FieldShell
        path="unloggedReviewDays"
        label="Days after which they come up"
        hint="From the day on which the draft was last saved, or the file came in."
        error={change.errorOf('unloggedReviewDays')}
      >
        {(control) => (
          <NumberInput
            {...control}
            className={styles['years'] ?? ''}
            min={1}
            max={365}
            allowDecimal={false}
            value={days}
            onChange={setDays}
          />
        )}
      </FieldShell>
    </FormDialog>
  );
};

const EraseUnlogged = ({ of, onClose }: { readonly of: Unlogged; readonly onClose: () => void }) => {
  const announce = useAnnounce();
  const erase = useChange('retention.eraseUnlogged');
  return (
    <ConfirmDialog
      opened
      title={of.kind === 'file' ? 'Erase the file' : 'Erase the draft'}
      confirmLabel="Erase it for good"
      cancelLabel="Keep it"
      destructive
      busy={erase.isPending}
      fault={erase.error}
      onClose={onClose}
      onConfirm={() =>
        erase.mutate(
          { kind: of.kind === 'file' ? 'file' : 'draft', id: of.id },
          {
            onSuccess: () => {
              announce('It is erased.');
              onClose();
            },
          },
        )
      }
    >
      <p>
        {of.kind === 'file'
          ? `“${of.about}” goes and cannot be brought back.`
          : `The draft about ${of.about} goes${of.fileName === undefined ? '' : `, and “${of.fileName}” with it unless a case holds that file`}. It cannot be brought back.`}{' '}
        Backups made before today hold it until they are replaced. The audit log says that it was done, and
        nothing of what it said.
      </p>
    </ConfirmDialog>
  );
};

/** Drafts and files that never became a case: gone on with, or erased by a person. */
export const UnloggedSection = ({
  unlogged,
  settings,
}: {
  readonly unlogged: readonly Unlogged[];
  readonly settings: Settings;
}) => {
  const navigate = useNavigate();
  const takeBack = useChange('drafts.restore');
  const start = useChange('drafts.start');
  const [erasing, setErasing] = useState<Unlogged>();
  const [settingDays, setSettingDays] = useState(false);
  const open = (draftId: string): void => void navigate({ to: '/log/$draftId', params: { draftId } });
  const goOn: Readonly<
    Record<Unlogged['kind'], { readonly label: string; readonly go: (id: string) => void }>
  > = {
    draft: { label: 'Go on with it', go: open },
    discarded: {
      label: 'Take it back',
      go: (draftId) => takeBack.mutate({ draftId }, { onSuccess: () => open(draftId) }),
    },
    file: {
      label: 'Start a draft from it',
      go: (documentId) => start.mutate({ documentId }, { onSuccess: ({ id }) => open(id) }),
    },
  };
  const fault = takeBack.error ?? start.error;
  return (
    <section className={styles['section']} aria-labelledby="unlogged">
      <h2 id="unlogged">Never logged ({unlogged.length})</h2>
      <p>
        Discarded drafts come up at once; drafts that nobody touched, and files that no case holds, after{' '}
        {settings.unloggedReviewDays} days. Go on with each of these, or erase it.
      </p>
      <Button variant="default" onClick={() => setSettingDays(true)}>
        Change the days
      </Button>
      {fault && <Failed fault={fault} />}
      {unlogged.length > 0 && (
        <PlainTable
          caption="Drafts and files that were never logged"
          columns={['About', 'What', 'Since', 'By']}
          withActions
        >
          {unlogged.map((one) => (
            <tr key={one.id}>
              <th scope="row">{one.about}</th>
              <td>
                {kinds[one.kind]}
                {one.fileName !== undefined && ` from ${one.fileName}`}
              </td>
              <td className={styles['why']}>{one.words}</td>
              <td>{one.by}</td>
              <ActionsCell>
                <RowMenu label="Review" of={one.about}>
                  <Menu.Item onClick={() => goOn[one.kind].go(one.id)}>{goOn[one.kind].label}</Menu.Item>
                  <Menu.Divider />
                  <Menu.Item color="stop" onClick={() => setErasing(one)}>
                    Erase it
                  </Menu.Item>
                </RowMenu>
              </ActionsCell>
            </tr>
          ))}
        </PlainTable>
      )}
      {erasing && <EraseUnlogged of={erasing} onClose={() => setErasing(undefined)} />}
      {settingDays && <DaysDialog settings={settings} onClose={() => setSettingDays(false)} />}
    </section>
  );
};
