/**
 * From a recorded decision to a notice that was sent and received. This folder holds the screen with its steps; it
 * imports the renderer's components and api, shared, and the case's dialogs.
 */
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { IconCheck, IconCircle, IconCircleDot } from '@tabler/icons-react';
import { sendingWays, type CaseDetail, type Notice } from '../../../shared/contract/cases.ts';
import { officeDayOf, type PlainDate } from '../../../shared/domain/calendarTypes.ts';
import { nextStepOf } from '../../../shared/domain/caseCourse.ts';
import { codesOf } from '../../../shared/domain/codes.ts';
import { boxesOf } from '../../../shared/domain/intake.ts';
import { listInWords, shortDate } from '../../../shared/domain/wordsForDates.ts';
import { useMayDo } from '../../api/session.tsx';
import { useChange, useOperation } from '../../api/useOperation.ts';
import { momentInWords } from '../../api/wordsForMoments.ts';
import { FailedPage } from '../../components/FailedPage.tsx';
import { useAnnounce } from '../../components/Announcer.tsx';
import { Callout } from '../../components/Callout.tsx';
import { DateBoxes } from '../../components/DateBoxes.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { PagePictures } from '../../components/PagePictures.tsx';
import { Empty, Failed, Loading } from '../../components/ScreenState.tsx';
import { CloseDialog } from '../case/dialogs.tsx';
import { ChoiceField, LineField } from '../case/dialogFields.tsx';
import { FormDialog } from '../case/FormDialog.tsx';
import { NO_DAY, readDay, useFormChange } from '../case/useFormChange.ts';
import { copyForAMoment } from './copyForAMoment.ts';
import styles from './NoticeScreen.module.css';

export const NoticeScreen = ({ caseId }: { readonly caseId: string }) => {
  const detail = useOperation('cases.get', { caseId });
  const settings = useOperation('settings.get', {});
  if (detail.isError)
    return <FailedPage title="Notice" fault={detail.error} onRetry={() => void detail.refetch()} />;
  if (settings.isError)
    return <FailedPage title="Notice" fault={settings.error} onRetry={() => void settings.refetch()} />;
  if (detail.isPending || settings.isPending) return <Loading what="the notice" />;
  return <NoticePage detail={detail.data} today={officeDayOf(settings.data.now)} />;
};

const NoticePage = ({ detail, today }: { readonly detail: CaseDetail; readonly today: PlainDate }) => {
  const { row, procedure, decision, notices } = detail;
  const [shownId, setShownId] = useState<string>();
  const current = notices.find((notice) => notice.decisionVersion === decision?.version);
  const shown = notices.find((notice) => notice.id === shownId) ?? current;
  const header = (
    <PageHeader
      title={procedure.notice.title}
      back={{
        label: `${listInWords(row.people.map((person) => person.name))}, ${row.reference}`,
        link: { to: '/case/$caseId', params: { caseId: row.caseId } },
      }}
    />
  );
  if (!decision)
    return (
      <>
        {header}
        <Empty
          title="There is no notice yet"
          action={
            <Link to="/case/$caseId" params={{ caseId: row.caseId }}>
              Back to the case
            </Link>
          }
        >
          The notice is written from the decision, and no decision is recorded.
        </Empty>
      </>
    );
  const earlier = notices.filter((notice) => notice.id !== current?.id);
  return (
    <>
      {header}
      <div className={styles['columns']}>
        <div>
          {shown ? <KeptPages notice={shown} /> : <Preview detail={detail} />}
          {earlier.length > 0 && (
            <section className={styles['earlier']}>
              <h2>Earlier notices</h2>
              <ul>
                {earlier.map((notice) => (
                  <li key={notice.id}>
                    <button type="button" className={styles['link']} onClick={() => setShownId(notice.id)}>
                      Version {notice.version}, completed {momentInWords(notice.completedAt)}
                    </button>
                    {notice.sent ? ` Sent ${shortDate(notice.sent.on)}.` : ' Never sent.'}
                  </li>
                ))}
              </ul>
              {shown && shown.id !== current?.id && (
                <Button variant="default" mt={8} onClick={() => setShownId(undefined)}>
                  Back to the current notice
                </Button>
              )}
            </section>
          )}
        </div>
        <Steps detail={detail} notice={current} today={today} />
      </div>
    </>
  );
};

const Preview = ({ detail }: { readonly detail: CaseDetail }) => {
  const mayComplete = useMayDo('notices.complete');
  const preview = useOperation('notices.preview', { caseId: detail.row.caseId }, { enabled: mayComplete });
  if (!mayComplete)
    return <Empty title="The notice is not complete yet">The business unit completes it.</Empty>;
  if (preview.isError) return <Failed fault={preview.error} onRetry={() => void preview.refetch()} />;
  if (preview.isPending) return <Loading what="a preview of the notice" />;
  return (
    <>
      <Callout kind="note" title="This is a preview">
        <p>Nothing is kept until the notice is completed.</p>
      </Callout>
      <PagePictures pages={preview.data.pages} />
    </>
  );
};

const KeptPages = ({ notice }: { readonly notice: Notice }) => {
  const pages = useOperation('notices.pages', { noticeId: notice.id });
  if (pages.isError) return <Failed fault={pages.error} onRetry={() => void pages.refetch()} />;
  if (pages.isPending) return <Loading what="the notice" />;
  return <PagePictures pages={pages.data.pages} />;
};

type Dialog = 'sent' | 'receipt' | 'close';

const Steps = ({
  detail,
  notice,
  today,
}: {
  readonly detail: CaseDetail;
  readonly notice: Notice | undefined;
  readonly today: PlainDate;
}) => {
  const mayComplete = useMayDo('notices.complete');
  const maySend = useMayDo('notices.send');
  const mayWork = useMayDo('cases.work');
  const announce = useAnnounce();
  const complete = useChange('notices.complete');
  const [dialog, setDialog] = useState<Dialog>();
  const { row, decision, closed } = detail;
  const close = () => setDialog(undefined);
  return (
    <aside className={styles['steps']} aria-label="Steps">
      <h2>Steps</h2>
      <ol>
        <Step title="Decision recorded" state="done">
          {decision && (
            <p>
              {decision.bodyLabel}, {shortDate(decision.decidedOn)}
              {decision.version > 1 ? `, version ${decision.version}` : ''}
            </p>
          )}
        </Step>
        <Step title="Notice completed" state={notice ? 'done' : 'now'}>
          {notice ? (
            <p>
              {notice.completedBy}, {momentInWords(notice.completedAt)}
            </p>
          ) : (
            mayComplete && (
              <>
                <p>The PDF is written from the decision and kept in the register.</p>
                <Button
                  loading={complete.isPending}
                  onClick={() =>
                    complete.mutate(
                      { caseId: row.caseId, revision: detail.revision },
                      { onSuccess: () => announce('The notice is complete.') },
                    )
                  }
                >
                  Complete the notice
                </Button>
                {complete.error && <Failed fault={complete.error} />}
              </>
            )
          )}
        </Step>
        <Step title="Sent to the referrer" state={stateOf(notice, notice?.sent !== undefined)}>
          {notice?.sent && (
            <p>
              {sendingWays[notice.sent.how]} to {notice.sent.to}, {shortDate(notice.sent.on)}. Marked by{' '}
              {notice.sent.by}.
            </p>
          )}
          {notice && maySend && (
            <Sending notice={notice} sent={notice.sent !== undefined} onMark={() => setDialog('sent')} />
          )}
        </Step>
        <Step title="Receipt confirmed" state={stateOf(notice?.sent, notice?.receipt !== undefined)}>
          {notice?.receipt && (
            <p>
              {shortDate(notice.receipt.on)}
              {notice.receipt.words === '' ? '' : `. ${notice.receipt.words}`}
            </p>
          )}
          {notice?.sent && !notice.receipt && maySend && (
            <Button variant="default" onClick={() => setDialog('receipt')}>
              Confirm receipt
            </Button>
          )}
        </Step>
        <Step title="Case closed" state={stateOf(notice?.sent, closed !== undefined)}>
          {closed && <p>{shortDate(closed.on)}</p>}
          {!closed && notice?.sent && mayWork && mayClose(detail, notice) && (
            <Button variant={notice.receipt ? 'filled' : 'default'} onClick={() => setDialog('close')}>
              Close the case
            </Button>
          )}
        </Step>
      </ol>
      {dialog === 'sent' && notice && (
        <SentDialog detail={detail} notice={notice} today={today} onClose={close} />
      )}
      {dialog === 'receipt' && notice && (
        <ReceiptDialog detail={detail} notice={notice} today={today} onClose={close} />
      )}
      {dialog === 'close' && <CloseDialog detail={detail} onClose={close} />}
    </aside>
  );
};

const mayClose = ({ row, decision, procedure }: CaseDetail, notice: Notice): boolean =>
  nextStepOf(
    {
      status: row.status,
      recordKind: row.recordKind,
      stageOrder: row.stage.order,
      ...(decision ? { decisionVersion: decision.version } : {}),
      notice: {
        decisionVersion: notice.decisionVersion,
        sent: notice.sent !== undefined,
        received: notice.receipt !== undefined,
      },
    },
    procedure,
  ) === 'close';

/** Done; the one to do now; or later, where what it needs is not there yet. */
const stateOf = (needed: unknown, done: boolean): 'done' | 'now' | 'later' =>
  done ? 'done' : needed ? 'now' : 'later';

const Step = ({
  title,
  state,
  children,
}: {
  readonly title: string;
  readonly state: 'done' | 'now' | 'later';
  readonly children?: ReactNode;
}) => {
  const Icon = { done: IconCheck, now: IconCircleDot, later: IconCircle }[state];
  return (
    <li
      className={styles['step']}
      data-state={state}
      {...(state === 'now' ? { 'aria-current': 'step' } : {})}
    >
      <Icon
        size={18}
        stroke={1.75}
        role="img"
        aria-label={{ done: 'Done', now: 'To do now', later: 'Later' }[state]}
      />
      <div>
        <h3>{title}</h3>
        {children}
      </div>
    </li>
  );
};

/** The ways out of the register: a PDF, an unsent e-mail, or its words. */
const Sending = ({
  notice,
  sent,
  onMark,
}: {
  readonly notice: Notice;
  readonly sent: boolean;
  readonly onMark: () => void;
}) => {
  const announce = useAnnounce();
  const savePdf = useChange('notices.savePdf');
  const draftEmail = useChange('notices.draftEmail');
  const text = useOperation('notices.emailText', { noticeId: notice.id }, { enabled: false });
  const fault = savePdf.error ?? draftEmail.error ?? text.error;
  const handed = (
    { delivered, where }: { readonly delivered: boolean; readonly where: string },
    what: string,
  ) => announce(delivered ? `${what} ${where}.` : 'Nothing was saved.');
  const copy = async () => {
    const { data } = await text.refetch();
    if (!data) return;
    const copied = await copyForAMoment(data.body);
    announce(
      copied
        ? 'The text is copied. Paste it now: it is cleared after 10 seconds.'
        : 'This window may not use the clipboard. Make the e-mail draft instead.',
    );
  };
  return (
    <div className={styles['sending']}>
      {fault && <Failed fault={fault} />}
      <Button
        variant="default"
        loading={draftEmail.isPending}
        onClick={() =>
          draftEmail.mutate(
            { noticeId: notice.id },
            { onSuccess: (result) => handed(result, 'The unsent e-mail is in') },
          )
        }
      >
        Make an e-mail draft
      </Button>
      <Button
        variant="default"
        loading={savePdf.isPending}
        onClick={() =>
          savePdf.mutate({ noticeId: notice.id }, { onSuccess: (result) => handed(result, 'The PDF is in') })
        }
      >
        Save the PDF
      </Button>
      <Button variant="default" loading={text.isFetching} onClick={() => void copy()}>
        Copy the text
      </Button>
      {!sent && <Button onClick={onMark}>Mark as sent</Button>}
    </div>
  );
};

interface NoticeDialogProps {
  readonly detail: CaseDetail;
  readonly notice: Notice;
  readonly today: PlainDate;
  readonly onClose: () => void;
}

const SentDialog = ({ detail, notice, today, onClose }: NoticeDialogProps) => {
  const announce = useAnnounce();
  const [to, setTo] = useState(
    detail.form.referrers
      .map((referrer) => referrer.email || referrer.name)
      .filter(Boolean)
      .join('; '),
  );
  const [how, setHow] = useState<keyof typeof sendingWays | ''>('');
  const [on, setOn] = useState(boxesOf(today));
  const change = useFormChange(
    'notices.markSent',
    () => {
      announce('The notice is marked as sent.');
      onClose();
    },
    { to: 'Say to whom it was sent' },
  );
  const submit = () => {
    const day = readDay('on', on);
    change.submit(
      {
        noticeId: notice.id,
        revision: detail.revision,
        to,
        how: how as keyof typeof sendingWays,
        on: day.on ?? NO_DAY,
      },
      [...(how === '' ? [{ path: 'how', message: 'Say how it was sent' }] : []), ...day.issues],
    );
  };
  return (
    <FormDialog
      title="Mark the notice as sent"
      submitLabel="Mark as sent"
      issues={change.issues}
      fault={change.fault}
      busy={change.busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <LineField path="to" label="To whom" value={to} error={change.errorOf('to')} onChange={setTo} />
      <ChoiceField
        path="how"
        label="How"
        choices={codesOf(sendingWays).map((code) => ({ code, label: sendingWays[code] }))}
        value={how}
        error={change.errorOf('how')}
        onChange={setHow}
      />
      <DateBoxes path="on" label="When" value={on} error={change.errorOf('on')} onChange={setOn} />
    </FormDialog>
  );
};

const ReceiptDialog = ({ detail, notice, today, onClose }: NoticeDialogProps) => {
  const announce = useAnnounce();
  const [on, setOn] = useState(boxesOf(today));
  const [words, setWords] = useState('');
  const change = useFormChange('notices.confirmReceipt', () => {
    announce('Receipt is confirmed.');
    onClose();
  });
  const submit = () => {
    const day = readDay('on', on);
    change.submit(
      { noticeId: notice.id, revision: detail.revision, on: day.on ?? NO_DAY, words },
      day.issues,
    );
  };
  return (
    <FormDialog
      title="Confirm receipt"
      submitLabel="Confirm receipt"
      issues={change.issues}
      fault={change.fault}
      busy={change.busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <DateBoxes path="on" label="Received on" value={on} error={change.errorOf('on')} onChange={setOn} />
      <LineField
        path="words"
        label="How it was confirmed"
        hint="For example: replied by e-mail."
        value={words}
        error={change.errorOf('words')}
        onChange={setWords}
      />
    </FormDialog>
  );
};
