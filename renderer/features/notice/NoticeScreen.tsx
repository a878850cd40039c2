/**
 * From a recorded decision to a notice that was sent and received. This folder holds the screen with its steps; it
 * imports the renderer's components and api, shared, and the case's dialogs.
 */
import { Button, Checkbox, Modal } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { IconCheck, IconCircle, IconCircleDot } from '@tabler/icons-react';
import { sendingWays, type CaseDetail, type Notice } from '../../../shared/contract/cases.ts';
import { officeDayOf, type PlainDate } from '../../../shared/domain/calendarTypes.ts';
import { nextStepOf } from '../../../shared/domain/caseCourse.ts';
import { codesOf } from '../../../shared/domain/codes.ts';
import { asksForResponse } from '../../../shared/domain/noticeContent.ts';
import {
  noticeParts,
  noticePartsOf,
  type NoticePart,
} from '../../../shared/domain/procedures/procedureSchema.ts';
import { listInWords, shortDate } from '../../../shared/domain/wordsForDates.ts';
import { useMayDo } from '../../api/session.tsx';
import { useChange, useOperation } from '../../api/useOperation.ts';
import { useUnsaved, type Unsaved } from '../../api/useUnsaved.ts';
import { momentInWords } from '../../api/wordsForMoments.ts';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import { FailedPage } from '../../components/FailedPage.tsx';
import { useAnnounce } from '../../components/Announcer.tsx';
import { Callout } from '../../components/Callout.tsx';
import { DateBoxes } from '../../components/DateBoxes.tsx';
import { LinkButton } from '../../components/LinkButton.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { PagePictures } from '../../components/PagePictures.tsx';
import { Empty, Failed, Loading } from '../../components/ScreenState.tsx';
import { CloseDialog } from '../case/dialogs.tsx';
import { WordsField } from '../case/dialogFields.tsx';
import { useFormChange } from '../case/useFormChange.ts';
import { AddressDialog } from '../sending/AddressDialog.tsx';
import { ReceiptDialog, SentDialog } from '../sending/SendingDialogs.tsx';
import { copyForAMoment } from '../../api/copyForAMoment.ts';
import { emptyResponse, readResponse, typedResponseSchema, type TypedResponse } from './responseTyping.ts';
import styles from './NoticeScreen.module.css';

export const NoticeScreen = ({ caseId }: { readonly caseId: string }) => {
  const detail = useOperation('cases.get', { caseId });
  const settings = useOperation('settings.get', {});
  const unsaved = useUnsaved('notice', caseId, typedResponseSchema);
  if (detail.isError)
    return <FailedPage title="Notice" fault={detail.error} onRetry={() => void detail.refetch()} />;
  if (settings.isError)
    return <FailedPage title="Notice" fault={settings.error} onRetry={() => void settings.refetch()} />;
  if (detail.isPending || settings.isPending || !unsaved.ready) return <Loading what="the notice" />;
  return <NoticePage detail={detail.data} today={officeDayOf(settings.data.now)} unsaved={unsaved} />;
};

const NoticePage = ({
  detail,
  today,
  unsaved,
}: {
  readonly detail: CaseDetail;
  readonly today: PlainDate;
  readonly unsaved: Unsaved<TypedResponse>;
}) => {
  const { row, procedure, decision, notices } = detail;
  const [shownId, setShownId] = useState<string>();
  const [parts, setParts] = useState(noticePartsOf(procedure));
  const [response, setResponse] = useState(unsaved.found?.value ?? emptyResponse);
  // Drawn anew when a field is left, not at each key.
  const [previewed, setPreviewed] = useState(response);
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
          {shown ? (
            <KeptPages notice={shown} />
          ) : (
            <Preview detail={detail} parts={parts} response={previewed} />
          )}
          {earlier.length > 0 && (
            <section className={styles['earlier']}>
              <h2>Earlier notices</h2>
              <ul>
                {earlier.map((notice) => (
                  <li key={notice.id}>
                    <LinkButton onClick={() => setShownId(notice.id)}>
                      Version {notice.version}, completed {momentInWords(notice.completedAt)}
                    </LinkButton>
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
        <Steps
          detail={detail}
          notice={current}
          today={today}
          parts={parts}
          onParts={setParts}
          response={response}
          onResponse={(next) => {
            setResponse(next);
            unsaved.keep(next);
          }}
          onResponseLeft={() => {
            setPreviewed(response);
            unsaved.flush();
          }}
          onCompleted={() => void unsaved.discard()}
        />
      </div>
    </>
  );
};

const Preview = ({
  detail,
  parts,
  response,
}: {
  readonly detail: CaseDetail;
  readonly parts: readonly NoticePart[];
  readonly response: TypedResponse;
}) => {
  const mayComplete = useMayDo('notices.complete');
  const preview = useOperation(
    'notices.preview',
    { caseId: detail.row.caseId, parts: [...parts], ...readResponse(response).said },
    { enabled: mayComplete },
  );
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
  parts,
  onParts,
  response,
  onResponse,
  onResponseLeft,
  onCompleted,
}: {
  readonly detail: CaseDetail;
  readonly notice: Notice | undefined;
  readonly today: PlainDate;
  readonly parts: readonly NoticePart[];
  readonly onParts: (parts: readonly NoticePart[]) => void;
  readonly response: TypedResponse;
  readonly onResponse: (response: TypedResponse) => void;
  readonly onResponseLeft: () => void;
  readonly onCompleted: () => void;
}) => {
  const mayComplete = useMayDo('notices.complete');
  const maySend = useMayDo('notices.send');
  const mayWork = useMayDo('cases.work');
  const announce = useAnnounce();
  const complete = useFormChange('notices.complete', () => {
    onCompleted();
    announce('The notice is complete.');
  });
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
            <>
              <p>
                {notice.completedBy}, {momentInWords(notice.completedAt)}
              </p>
              <Digests notice={notice} />
            </>
          ) : (
            mayComplete && (
              <>
                <p>The PDF is written from the decision and kept in the register.</p>
                <ErrorSummary issues={complete.issues} />
                {decision && <Parts decision={decision} parts={parts} onParts={onParts} />}
                {asksForResponse(detail.procedure) && (
                  <div className={styles['response']} onBlur={onResponseLeft}>
                    <WordsField
                      path="response.words"
                      label="Response of the agency challenged"
                      hint="Stands in the notice. Left empty, the notice says that none is recorded."
                      value={response.words}
                      error={complete.errorOf('response.words')}
                      onChange={(words) => onResponse({ ...response, words })}
                    />
                    <DateBoxes
                      path="response.on"
                      label="Date of the response"
                      value={response.on}
                      error={complete.errorOf('response.on')}
                      onChange={(on) => onResponse({ ...response, on })}
                    />
                  </div>
                )}
                <Button
                  loading={complete.busy}
                  onClick={() => {
                    const { said, issues } = readResponse(response);
                    complete.submit(
                      { caseId: row.caseId, revision: detail.revision, parts: [...parts], ...said },
                      issues,
                    );
                  }}
                >
                  Complete the notice
                </Button>
                {complete.fault && <Failed fault={complete.fault} />}
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
            <Sending
              notice={notice}
              hasAddress={detail.form.referrers.some(({ email }) => email.trim() !== '')}
              sent={notice.sent !== undefined}
              onMark={() => setDialog('sent')}
            />
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
        <SentDialog
          operation="notices.markSent"
          what="notice"
          known={detail.form.referrers
            .map((referrer) => referrer.email || referrer.name)
            .filter(Boolean)
            .join('; ')}
          today={today}
          inputOf={(sent) => ({ noticeId: notice.id, revision: detail.revision, ...sent })}
          onClose={close}
        />
      )}
      {dialog === 'receipt' && notice && (
        <ReceiptDialog
          operation="notices.confirmReceipt"
          today={today}
          inputOf={(receipt) => ({ noticeId: notice.id, revision: detail.revision, ...receipt })}
          onClose={close}
        />
      )}
      {dialog === 'close' && <CloseDialog detail={detail} onClose={close} />}
    </aside>
  );
};

/** What the referrer is told besides the decision: chosen for each notice, of what the decision has. */
const Parts = ({
  decision,
  parts,
  onParts,
}: {
  readonly decision: NonNullable<CaseDetail['decision']>;
  readonly parts: readonly NoticePart[];
  readonly onParts: (parts: readonly NoticePart[]) => void;
}) => {
  const filledIn = codesOf(noticeParts).filter((part) => decision[part].length > 0);
  return (
    <fieldset className={styles['parts']}>
      <legend>The notice says, besides the decision</legend>
      {filledIn.map((part) => (
        <Checkbox
          key={part}
          label={noticeParts[part]}
          checked={parts.includes(part)}
          onChange={({ currentTarget: { checked } }) =>
            onParts(checked ? [...parts, part] : parts.filter((other) => other !== part))
          }
        />
      ))}
    </fieldset>
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
  hasAddress,
  sent,
  onMark,
}: {
  readonly notice: Notice;
  readonly hasAddress: boolean;
  readonly sent: boolean;
  readonly onMark: () => void;
}) => {
  const announce = useAnnounce();
  const savePdf = useChange('notices.savePdf');
  const showPdf = useChange('notices.showPdf');
  const draftEmail = useChange('notices.draftEmail');
  const text = useOperation('notices.emailText', { noticeId: notice.id }, { enabled: false });
  const [protect, setProtect] = useState(false);
  const [asking, setAsking] = useState(false);
  const [told, setTold] = useState<string>();
  const addressError = draftEmail.error?.issues.find(({ path }) => path === 'to')?.message;
  const fault = savePdf.error ?? showPdf.error ?? text.error ?? (addressError ? null : draftEmail.error);
  const handed = (
    result: { readonly delivered: boolean; readonly where: string; readonly passphrase?: string | undefined },
    what: string,
  ) => {
    announce(result.delivered ? `${what} ${result.where}.` : 'Nothing was handed over.');
    setAsking(false);
    if (result.delivered) setTold(result.passphrase);
  };
  const draft = (to: string) =>
    draftEmail.mutate(
      { noticeId: notice.id, to, protect },
      { onSuccess: (result) => handed(result, 'The unsent e-mail is in') },
    );
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
      {!hasAddress && !sent && (
        <Callout kind="check" title="No e-mail address of the referrer">
          <p>The draft asks for one. Post, by hand and a secure portal need none.</p>
        </Callout>
      )}
      <Checkbox
        label="Protect the copy with a passphrase"
        checked={protect}
        onChange={(event) => setProtect(event.currentTarget.checked)}
      />
      <Button
        variant="default"
        loading={draftEmail.isPending}
        onClick={() => (hasAddress ? draft('') : setAsking(true))}
      >
        Make an e-mail draft
      </Button>
      <Button
        variant="default"
        loading={savePdf.isPending}
        onClick={() =>
          savePdf.mutate(
            { noticeId: notice.id, protect },
            { onSuccess: (result) => handed(result, 'The PDF is in') },
          )
        }
      >
        Save the PDF
      </Button>
      <Button
        variant="default"
        loading={showPdf.isPending}
        onClick={() =>
          showPdf.mutate({ noticeId: notice.id }, { onSuccess: (result) => handed(result, 'The PDF is in') })
        }
      >
        Show or print the PDF
      </Button>
      <Button variant="default" loading={text.isFetching} onClick={() => void copy()}>
        Copy the text
      </Button>
      {!sent && <Button onClick={onMark}>Mark as sent</Button>}
      {asking && (
        <AddressDialog
          who="the referrer"
          error={addressError}
          fault={draftEmail.error ?? undefined}
          busy={draftEmail.isPending}
          onGiven={draft}
          onClose={() => setAsking(false)}
        />
      )}
      {told !== undefined && <PassphraseDialog passphrase={told} onClose={() => setTold(undefined)} />}
    </div>
  );
};

/** Told once: the register does not keep it. */
const PassphraseDialog = ({
  passphrase,
  onClose,
}: {
  readonly passphrase: string;
  readonly onClose: () => void;
}) => (
  <Modal
    opened
    onClose={onClose}
    title="The passphrase of this copy"
    closeOnClickOutside={false}
    closeOnEscape={false}
    withCloseButton={false}
  >
    <div className={styles['told']}>
      <p>
        Tell it to the referrer by telephone, never in the same message. It is shown this once and kept
        nowhere: if it is lost, make another copy.
      </p>
      <p className={styles['passphrase']}>{passphrase}</p>
      <div>
        <Button onClick={onClose}>I have written it down</Button>
      </div>
    </div>
  </Modal>
);

/** What was kept, byte for byte, and the copies of it that went out under a passphrase. */
const Digests = ({ notice }: { readonly notice: Notice }) => {
  const copies = useOperation('notices.protectedCopies', { noticeId: notice.id });
  return (
    <>
      <p className={styles['digest']}>SHA-256 {notice.sha256}</p>
      {copies.data?.copies.map((copy) => (
        <p key={copy.sha256} className={styles['digest']}>
          Copy under a passphrase, {copy.madeBy}, {momentInWords(copy.madeAt)}: SHA-256 {copy.sha256}
        </p>
      ))}
    </>
  );
};
