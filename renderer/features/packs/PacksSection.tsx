/**
 * Review packs as the office that sends them sees them: made, saved, followed, withdrawn, and the answer taken in. This
 * feature imports the window's api and components, and the dialogs' fields of a case.
 */
import { Button, FileButton, Group } from '@mantine/core';
import { useState } from 'react';
import type { CaseDetail } from '../../../shared/contract/cases.ts';
import type { ReviewPack } from '../../../shared/contract/packs.ts';
import type { PlainDate } from '../../../shared/domain/calendarTypes.ts';
import { packName, packStates, RETURN_ENDING } from '../../../shared/domain/reviewPack.ts';
import { getStage } from '../../../shared/domain/procedures/procedureSchema.ts';
import { shortDate } from '../../../shared/domain/wordsForDates.ts';
import { sendFile } from '../../api/sendFile.ts';
import { useMayDo } from '../../api/session.tsx';
import { useOperation } from '../../api/useOperation.ts';
import { momentInWords } from '../../api/wordsForMoments.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { PlainTable } from '../../components/PlainTable.tsx';
import { Failed, Loading } from '../../components/ScreenState.tsx';
import { LineField } from '../case/dialogFields.tsx';
import { FormDialog } from '../case/FormDialog.tsx';
import { useFormChange } from '../case/useFormChange.ts';
import { SendPackDialog } from './SendPackDialog.tsx';
import { TakeInDialog } from './TakeInDialog.tsx';
import styles from './Packs.module.css';

type Dialog =
  | { readonly kind: 'send' }
  | { readonly kind: 'withdraw'; readonly pack: ReviewPack }
  | { readonly kind: 'takeIn'; readonly uploadId: string };

export const PacksSection = ({
  detail,
  today,
}: {
  readonly detail: CaseDetail;
  readonly today: PlainDate;
}) => {
  const { row, procedure } = detail;
  const packs = useOperation('packs.list', { caseId: row.caseId });
  const mayTakeIn = useMayDo('packs.takeIn');
  const [dialog, setDialog] = useState<Dialog>();
  const [problem, setProblem] = useState<{ readonly message: string }>();
  const decidable = row.status === 'open' && getStage(procedure, row.stage.order).decisionBodies.length > 0;
  const close = () => setDialog(undefined);

  const bringIn = async (file: File): Promise<void> => {
    setProblem(undefined);
    try {
      setDialog({ kind: 'takeIn', uploadId: await sendFile(file) });
    } catch (fault) {
      setProblem({
        message: fault instanceof Error ? fault.message : 'The file could not be read. Try again.',
      });
    }
  };

  if (packs.isPending) return <Loading what="the review packs" />;
  if (packs.isError) return <Failed fault={packs.error} onRetry={() => void packs.refetch()} />;
  if (!decidable && packs.data.packs.length === 0) return null;
  return (
    <section className={styles['section']} aria-labelledby="review-packs">
      <h2 id="review-packs">Review packs</h2>
      <p>
        For a chair, a scrutineer or an executive who decides on another computer: the case as one encrypted
        file that they read, decide on and sign there.
      </p>
      {problem && <Failed fault={problem} />}
      {packs.data.packs.length > 0 && (
        <PackTable packs={packs.data.packs} onWithdraw={(pack) => setDialog({ kind: 'withdraw', pack })} />
      )}
      <Group gap={8}>
        {decidable && (
          <Button variant="default" onClick={() => setDialog({ kind: 'send' })}>
            Send a review pack
          </Button>
        )}
        {mayTakeIn && packs.data.packs.length > 0 && (
          <FileButton accept={RETURN_ENDING} onChange={(file) => file && void bringIn(file)}>
            {(props) => (
              <Button {...props} variant="default">
                Take in an answer
              </Button>
            )}
          </FileButton>
        )}
      </Group>
      {dialog?.kind === 'send' && <SendPackDialog detail={detail} today={today} onClose={close} />}
      {dialog?.kind === 'withdraw' && <WithdrawDialog pack={dialog.pack} onClose={close} />}
      {dialog?.kind === 'takeIn' && <TakeInDialog uploadId={dialog.uploadId} onClose={close} />}
    </section>
  );
};

const PackTable = ({
  packs,
  onWithdraw,
}: {
  readonly packs: readonly ReviewPack[];
  readonly onWithdraw: (pack: ReviewPack) => void;
}) => (
  <PlainTable
    caption="Packs that this case went out in"
    columns={['Pack', 'For', 'Made', 'Opens until', 'How it stands']}
    withActions
  >
    {packs.map((pack) => (
      <tr key={pack.packId}>
        <td>
          {packName(pack.packId)}
          {pack.cases.length > 1 && (
            <p className={styles['second']}>{pack.cases.map(({ reference }) => reference).join(', ')}</p>
          )}
        </td>
        <td>
          {pack.reviewer.name}
          <p className={styles['second']}>{pack.reviewer.role}</p>
        </td>
        <td>
          {momentInWords(pack.createdAt)}
          <p className={styles['second']}>{pack.createdBy}</p>
        </td>
        <td>{shortDate(pack.expiresOn)}</td>
        <td>
          {packStates[pack.state]}
          {pack.withdrawn && (
            <p className={styles['second']}>
              {pack.withdrawn.by}, {momentInWords(pack.withdrawn.at)}: {pack.withdrawn.reason}
            </p>
          )}
        </td>
        <td>
          {['notSaved', 'out', 'expired'].includes(pack.state) && (
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label={`Withdraw pack ${packName(pack.packId)}`}
              onClick={() => onWithdraw(pack)}
            >
              Withdraw
            </Button>
          )}
        </td>
      </tr>
    ))}
  </PlainTable>
);

const WithdrawDialog = ({ pack, onClose }: { readonly pack: ReviewPack; readonly onClose: () => void }) => {
  const [reason, setReason] = useState('');
  const announce = useAnnounce();
  const change = useFormChange(
    'packs.withdraw',
    () => {
      announce('The pack is withdrawn. No answer to it is taken in.');
      onClose();
    },
    { reason: 'Say why it is withdrawn' },
  );
  return (
    <FormDialog
      title={`Withdraw pack ${packName(pack.packId)}`}
      submitLabel="Withdraw the pack"
      stop
      issues={change.issues}
      fault={change.fault}
      busy={change.busy}
      onSubmit={() => change.submit({ packId: pack.packId, reason })}
      onClose={onClose}
    >
      <p>
        No answer to it is taken in from now on. Whoever has the file and its passphrase can still read it
        until {shortDate(pack.expiresOn)}: ask them to delete it.
      </p>
      <LineField
        path="reason"
        label="Why it is withdrawn"
        value={reason}
        error={change.errorOf('reason')}
        onChange={setReason}
      />
    </FormDialog>
  );
};
