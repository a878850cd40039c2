/**
 * One case. This folder holds its page, the dialogs that record and change it, and the putting right of its
 * details; it imports the renderer's components and api, shared, and the intake's fields.
 */
import { Button, Menu, Tabs } from '@mantine/core';
import { IconChevronDown, IconClockEdit } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { CaseDetail, CaseEntry, CaseStage } from '../../../shared/contract/cases.ts';
import { officeDayOf, type PlainDate } from '../../../shared/domain/calendarTypes.ts';
import { caseStatuses, outwardDoors } from '../../../shared/domain/caseCourse.ts';
import { childStatuses } from '../../../shared/domain/codes.ts';
import { openQuestions } from '../../../shared/domain/procedureEditing.ts';
import { readDateBoxes } from '../../../shared/domain/intake.ts';
import { formatNhsNumber } from '../../../shared/domain/nhsNumber.ts';
import { getStage } from '../../../shared/domain/procedures/procedureSchema.ts';
import { asSentence, describeDay, listInWords, shortDate } from '../../../shared/domain/wordsForDates.ts';
import { mayDo } from '../../../shared/domain/permissions.ts';
import { useMayDo, useSession } from '../../api/session.tsx';
import { useChange, useOperation } from '../../api/useOperation.ts';
import { FailedPage } from '../../components/FailedPage.tsx';
import { useAnnounce } from '../../components/Announcer.tsx';
import { DueMark } from '../../components/DueMark.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Loading } from '../../components/ScreenState.tsx';
import { PacksSection } from '../packs/PacksSection.tsx';
import { CaseRetention } from '../retention/CaseRetention.tsx';
import { OpenBreach } from '../breaches/OpenBreach.tsx';
import { LettersTab } from '../letters/LettersTab.tsx';
import { CaseFacts } from './CaseFacts.tsx';
import { ActionsTab } from './ActionsTab.tsx';
import { DecisionTab, documentsOf, EvidenceTab, HistoryTab, RelatedTab } from './CaseTabs.tsx';
import { ClockPanel } from './ClockPanel.tsx';
import {
  AgreedDateDialog,
  ChildDateDialog,
  EndStageDialog,
  EntryDialog,
  ExtendDialog,
  PauseDialog,
  ReferOutwardDialog,
  ReopenDialog,
} from './dialogs.tsx';
import { DocumentDialog } from './DocumentDialog.tsx';
import { ReviewTab } from './ReviewTab.tsx';
import { Timeline } from './Timeline.tsx';
import styles from './CaseScreen.module.css';

const tabs = [
  'stages',
  'evidence',
  'actions',
  'related',
  'review',
  'decision',
  'letters',
  'history',
] as const;
type Tab = (typeof tabs)[number];

type OpenDialog =
  | {
      readonly kind: 'entry';
      readonly entry: CaseEntry['kind'];
      readonly stage: CaseStage;
      readonly duty?: CaseStage['duties'][number];
    }
  | { readonly kind: 'childDate' | 'extend' | 'endStage'; readonly stage: CaseStage }
  | { readonly kind: 'agreedDate'; readonly stage: CaseStage; readonly question: string }
  | { readonly kind: 'pause' | 'reopen' | 'referOutward' }
  | { readonly kind: 'document'; readonly documentId: string };

export const CaseScreen = ({ caseId, tab }: { readonly caseId: string; readonly tab?: string }) => {
  const detail = useOperation('cases.get', { caseId });
  const settings = useOperation('settings.get', {});
  if (detail.isError)
    return <FailedPage title="Case" fault={detail.error} onRetry={() => void detail.refetch()} />;
  if (settings.isError)
    return <FailedPage title="Case" fault={settings.error} onRetry={() => void settings.refetch()} />;
  if (detail.isPending || settings.isPending) return <Loading what="the case" />;
  return (
    <CasePage
      detail={detail.data}
      today={officeDayOf(settings.data.now)}
      statedTimescaleIds={settings.data.settings.statedTimescales.map(({ timescaleId }) => timescaleId)}
      tab={tabs.find((candidate) => candidate === tab) ?? 'stages'}
    />
  );
};

const CasePage = ({
  detail,
  today,
  statedTimescaleIds,
  tab,
}: {
  readonly detail: CaseDetail;
  readonly today: PlainDate;
  readonly statedTimescaleIds: readonly string[];
  readonly tab: Tab;
}) => {
  const navigate = useNavigate();
  const mayWork = useMayDo('cases.work');
  const maySendPacks = useMayDo('packs.send');
  const [dialog, setDialog] = useState<OpenDialog>();
  const { row } = detail;
  const open = detail.stages.find((stage) => stage.state === 'open');
  const close = () => setDialog(undefined);
  const stageLabel = row.stage.label;
  const question = open && questionOf(detail, open);
  const evidence = documentsOf(detail).length;
  const actions = detail.actions.filter(({ done }) => !done).length;
  const asked = detail.requests.filter(({ ended }) => !ended).length;
  const openDocument = (documentId: string) => setDialog({ kind: 'document', documentId });
  return (
    <>
      <PageHeader
        back={{ label: 'Register', link: { to: '/register' } }}
        title={listInWords(row.people.map((person) => person.name))}
        subtitle={<WhoItIs detail={detail} />}
        actions={<CaseActions detail={detail} open={open} question={question} onOpen={setDialog} />}
      />
      <OpenBreach caseId={row.caseId} />
      {open?.clock ? (
        <ClockPanel
          clock={open.clock}
          stageLabel={stageLabel}
          childLed={open.childLed !== undefined}
          openQuestions={openQuestions(detail.procedure, open.order, statedTimescaleIds)}
          onChildDate={mayWork ? () => setDialog({ kind: 'childDate', stage: open }) : undefined}
          onAgreedDate={
            mayWork && question !== undefined
              ? () => setDialog({ kind: 'agreedDate', stage: open, question })
              : undefined
          }
        />
      ) : (
        <section className={styles['after']} aria-label="Where it stands">
          <p>
            <b>{row.needed}</b>
          </p>
          {detail.closed && (
            <p>
              Closed on {describeDay(detail.closed.on)}. {asSentence(detail.closed.how)}
            </p>
          )}
          {row.status === 'closed' && <CaseRetention caseId={row.caseId} reference={row.reference} />}
          {detail.noticeDue && (
            <p className={styles['noticeDue']}>
              <DueMark due={detail.noticeDue.due} />
              <span>The notice should be with the referrer by {describeDay(detail.noticeDue.on)}.</span>
            </p>
          )}
        </section>
      )}
      <Tabs
        value={tab}
        keepMounted={false}
        mt={12}
        onChange={(value) =>
          void navigate({
            to: '/case/$caseId',
            params: { caseId: row.caseId },
            search: value === null || value === 'stages' ? {} : { tab: value },
            replace: true,
          })
        }
      >
        <Tabs.List className="noPrint" aria-label="Parts of the case">
          <TabName value="stages">Stages</TabName>
          <TabName value="evidence" count={evidence}>
            Evidence
          </TabName>
          <TabName value="actions" count={actions}>
            Actions
          </TabName>
          <TabName value="related" count={detail.related.length}>
            Related
          </TabName>
          <TabName value="review" count={asked}>
            Review
          </TabName>
          <TabName value="decision">Decision</TabName>
          <TabName value="letters">Letters</TabName>
          <TabName value="history">History</TabName>
        </Tabs.List>
        <Tabs.Panel value="stages" pt={16}>
          <div className={styles['columns']}>
            <div>
              <h2 className="visuallyHidden">Stages</h2>
              <Timeline
                detail={detail}
                onOpenDocument={openDocument}
                onDuty={
                  mayWork
                    ? (stage, duty) => setDialog({ kind: 'entry', entry: 'dutyDone', stage, duty })
                    : undefined
                }
              />
            </div>
            <CaseFacts detail={detail} />
          </div>
        </Tabs.Panel>
        <TabPage value="evidence" title="Evidence">
          <EvidenceTab
            detail={detail}
            onOpen={openDocument}
            onAdd={
              mayWork && open ? () => setDialog({ kind: 'entry', entry: 'evidence', stage: open }) : undefined
            }
          />
        </TabPage>
        <TabPage value="actions" title="Actions">
          <ActionsTab
            of={{ caseId: row.caseId, revision: detail.revision }}
            actions={detail.actions}
            today={today}
            onOpenDocument={openDocument}
          />
        </TabPage>
        <TabPage value="related" title="Related cases">
          <RelatedTab detail={detail} />
        </TabPage>
        <TabPage value="review" title="Review">
          <ReviewTab detail={detail} today={today} onOpenDocument={openDocument} />
          {maySendPacks && <PacksSection detail={detail} today={today} />}
        </TabPage>
        <TabPage value="decision" title="Decision">
          <DecisionTab detail={detail} today={today} onOpenDocument={openDocument} />
        </TabPage>
        <TabPage value="letters" title="Letters">
          <LettersTab detail={detail} today={today} />
        </TabPage>
        <TabPage value="history" title="Who did what, and who looked">
          <HistoryTab detail={detail} />
        </TabPage>
      </Tabs>
      {dialog && <CaseDialog dialog={dialog} detail={detail} today={today} onClose={close} />}
    </>
  );
};

const TabName = ({
  value,
  count,
  children,
}: {
  readonly value: Tab;
  readonly count?: number;
  readonly children: ReactNode;
}) => (
  <Tabs.Tab
    value={value}
    {...(count ? { rightSection: <span className={styles['count']}>{count}</span> } : {})}
  >
    {children}
  </Tabs.Tab>
);

const TabPage = ({
  value,
  title,
  children,
}: {
  readonly value: Tab;
  readonly title: string;
  readonly children: ReactNode;
}) => (
  <Tabs.Panel value={value} pt={16}>
    <h2 className={styles['title']}>{title}</h2>
    {children}
  </Tabs.Panel>
);

/** The question that the open stage's timescale puts to the people involved, if it puts one. */
const questionOf = (detail: CaseDetail, stage: CaseStage): string | undefined =>
  getStage(detail.procedure, stage.order).timescales.flatMap(({ length }) =>
    length.unit === 'agreed' ? [length.question] : [],
  )[0];

const WhoItIs = ({ detail }: { readonly detail: CaseDetail }) => {
  const { form, row } = detail;
  return (
    <>
      {form.people.map((person, index) => {
        const born = readDateBoxes(person.dateOfBirth);
        const facts = [
          row.people[index]?.age ?? '',
          person.kind === 'child' && born.ok && born.on && !person.dateOfBirthNotKnown
            ? `born ${shortDate(born.on)}`
            : '',
          person.nhsNumber.trim() === ''
            ? ''
            : `NHS ${formatNhsNumber(person.nhsNumber.replaceAll(/\D/g, ''))}`,
          person.otherNumber.trim(),
        ].filter((fact) => fact !== '');
        return (
          <p key={index}>
            {form.people.length > 1 && <b>{row.people[index]?.name}: </b>}
            {facts.join(' · ')}
          </p>
        );
      })}
      <p>
        {[
          row.reference,
          caseStatuses[row.status],
          form.childStatus === '' || form.childStatus === 'noneKnown' ? '' : childStatuses[form.childStatus],
        ]
          .filter((fact) => fact !== '')
          .join(' · ')}
      </p>
    </>
  );
};

/** What can be done now; the one that the procedure waits for comes last and filled. */
const CaseActions = ({
  detail,
  open,
  question,
  onOpen,
}: {
  readonly detail: CaseDetail;
  readonly open: CaseStage | undefined;
  readonly question: string | undefined;
  readonly onOpen: (dialog: OpenDialog) => void;
}) => {
  const mayWork = useMayDo('cases.work');
  const mayReopen = useMayDo('cases.reopen');
  const { role } = useSession();
  const mayDecide = mayDo(role, 'decisions.prepare') || mayDo(role, 'decisions.sign');
  const mayNotice = useMayDo('notices.view');
  const maySend = useMayDo('notices.send');
  const announce = useAnnounce();
  const resume = useChange('cases.resume');
  const { row } = detail;
  const waits = row.nextStep === 'decide' || row.nextStep === 'sign';
  const paused = open?.pauses.some((pause) => pause.to === undefined) ?? false;
  const current = open ?? detail.stages.find((stage) => stage.order === row.stage.order);
  const params = { caseId: row.caseId };
  const entries = [
    ['contact', 'A contact'],
    ['meeting', 'A meeting'],
    ['note', 'A note'],
    ['evidence', 'Evidence'],
  ] as const;
  return (
    <>
      {mayWork && open && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" leftSection={<IconClockEdit size={18} stroke={1.75} />}>
              Extend or pause
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => onOpen({ kind: 'extend', stage: open })}>Extend the date</Menu.Item>
            {paused ? (
              <Menu.Item
                onClick={() =>
                  resume.mutate(
                    { ...params, revision: detail.revision },
                    {
                      onSuccess: () => announce('The clock runs again.'),
                      onError: (fault) => announce({ text: fault.message, isFault: true }),
                    },
                  )
                }
              >
                Start the clock again
              </Menu.Item>
            ) : (
              <Menu.Item onClick={() => onOpen({ kind: 'pause' })}>Pause the clock</Menu.Item>
            )}
            <Menu.Item onClick={() => onOpen({ kind: 'childDate', stage: open })}>
              The child&rsquo;s own date
            </Menu.Item>
            {question !== undefined && (
              <Menu.Item onClick={() => onOpen({ kind: 'agreedDate', stage: open, question })}>
                The date that was stated
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {mayWork && current && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" rightSection={<IconChevronDown size={16} stroke={1.75} />}>
              Record
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {entries.map(([entry, label]) => (
              <Menu.Item key={entry} onClick={() => onOpen({ kind: 'entry', entry, stage: current })}>
                {label}
              </Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item renderRoot={(props) => <Link to="/case/$caseId/correct" params={params} {...props} />}>
              Correct the details
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {mayReopen && row.status === 'closed' && (
        <Button variant="default" onClick={() => onOpen({ kind: 'reopen' })}>
          Reopen
        </Button>
      )}
      {mayWork && detail.decision && row.status !== 'open' && outwardDoors(detail.procedure).length > 0 && (
        <Button variant="default" onClick={() => onOpen({ kind: 'referOutward' })}>
          Refer outward
        </Button>
      )}
      {mayNotice && detail.decision && (!maySend || row.nextStep === 'none') && (
        <Link className={styles['default']} to="/case/$caseId/notice" params={params}>
          {detail.procedure.notice.title}
        </Link>
      )}
      {mayWork && open && (
        <Button
          variant={waits && mayDecide ? 'default' : 'filled'}
          onClick={() => onOpen({ kind: 'endStage', stage: open })}
        >
          End {row.stage.label}
        </Button>
      )}
      {mayDecide && waits && (
        <Link className={styles['filled']} to="/case/$caseId/decision" params={params}>
          {mayDo(role, 'decisions.sign') ? 'Read and decide' : 'Record the decision'}
        </Link>
      )}
      {maySend && ['completeNotice', 'sendNotice', 'confirmReceipt', 'close'].includes(row.nextStep) && (
        <Link className={styles['filled']} to="/case/$caseId/notice" params={params}>
          {noticeWords[row.nextStep] ?? detail.procedure.notice.title}
        </Link>
      )}
    </>
  );
};

const noticeWords: Readonly<Record<string, string>> = {
  completeNotice: 'Complete the notice',
  sendNotice: 'Send the notice',
  confirmReceipt: 'Confirm receipt',
  close: 'Confirm receipt and close',
};

const CaseDialog = ({
  dialog,
  detail,
  today,
  onClose,
}: {
  readonly dialog: OpenDialog;
  readonly detail: CaseDetail;
  readonly today: PlainDate;
  readonly onClose: () => void;
}) => {
  const shared = { detail, today, onClose };
  switch (dialog.kind) {
    case 'entry':
      return (
        <EntryDialog
          {...shared}
          kind={dialog.entry}
          stage={dialog.stage}
          {...(dialog.duty ? { duty: dialog.duty } : {})}
        />
      );
    case 'childDate':
      return <ChildDateDialog {...shared} stage={dialog.stage} />;
    case 'agreedDate':
      return <AgreedDateDialog {...shared} stage={dialog.stage} question={dialog.question} />;
    case 'extend':
      return <ExtendDialog {...shared} stage={dialog.stage} />;
    case 'endStage':
      return <EndStageDialog {...shared} stage={dialog.stage} />;
    case 'pause':
      return <PauseDialog {...shared} />;
    case 'referOutward':
      return <ReferOutwardDialog {...shared} />;
    case 'reopen':
      return <ReopenDialog {...shared} />;
    case 'document':
      return <DocumentDialog documentId={dialog.documentId} onClose={onClose} />;
  }
};
