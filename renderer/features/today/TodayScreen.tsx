/**
 * What needs doing today, nearest date first. Every count opens exactly the cases that it counts. This feature
 * imports the window's api and components, and the register's search box and addresses.
 */
import { Link, useNavigate } from '@tanstack/react-router';
import { IconAlertTriangle, IconArchive, IconChevronRight, IconFileText } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CaseFilter, CaseRow } from '../../../shared/contract/cases.ts';
import type { OutputOf } from '../../../shared/contract/index.ts';
import { describeDay, shortDay } from '../../../shared/domain/wordsForDates.ts';
import { useMayDo, useSession } from '../../api/session.tsx';
import { useOperation } from '../../api/useOperation.ts';
import { momentInWords } from '../../api/wordsForMoments.ts';
import { Callout } from '../../components/Callout.tsx';
import { DueMark } from '../../components/DueMark.tsx';
import { Ages } from '../../components/Ages.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { PersonInitials } from '../../components/PersonInitials.tsx';
import { Empty, Failed, Loading } from '../../components/ScreenState.tsx';
import { StageLadder } from '../../components/StageLadder.tsx';
import { namesOf } from '../../../shared/contract/registerColumns.ts';
import { searchOfFilter } from '../register/registerSearch.ts';
import { TourOffer } from '../help/TourOffer.tsx';
import { SearchBox } from '../register/SearchBox.tsx';
import { DatesAhead } from './DatesAhead.tsx';
import { RecentCases } from './RecentCases.tsx';
import styles from './TodayScreen.module.css';

type Today = OutputOf<'cases.today'>;
type Count = Today['counts'][number];
type Group = Today['groups'][number];

const countWords: Readonly<Record<Count['id'], string>> = {
  awaitingMe: 'Waiting for your decision',
  overdue: 'Overdue',
  soon: 'Due within two working days',
  decision: 'Waiting for a decision',
  noticeToSend: 'Notice not sent',
  receipt: 'Receipt not confirmed',
  actions: 'With an action overdue',
  requests: 'With an answer overdue',
  breach: 'Breach to follow up',
  notCoded: 'Not coded',
};

const groupWords: Readonly<Record<Group['id'], string>> = {
  awaitingMe: 'Waiting for your decision',
  overdue: 'Overdue',
  soon: 'Due today and in the next two working days',
  decision: 'Waiting for a decision',
  unfinished: 'Decided, not yet finished',
};

/** Each case once, in the first group that it belongs to; the later group says how many stand above. */
const withoutRepeats = (
  groups: readonly Group[],
): readonly (Group & { readonly shown: readonly CaseRow[] })[] => {
  const seen = new Set<string>();
  return groups.map((group) => {
    const shown = group.rows.filter((row) => !seen.has(row.caseId));
    group.rows.forEach((row) => seen.add(row.caseId));
    return { ...group, shown };
  });
};

const CountLink = ({ count }: { readonly count: Count }) => (
  <li>
    <Link to="/register" search={searchOfFilter(count.filter)} className={styles['count']}>
      <span
        className={styles['number']}
        data-late={count.id === 'overdue' && count.count > 0}
        data-soon={count.id === 'soon' && count.count > 0}
      >
        {count.count}
        {count.id === 'overdue' && count.count > 0 && <DueMark due={{ kind: 'overdue', words: '' }} />}
        {count.id === 'soon' && count.count > 0 && <DueMark due={{ kind: 'soon', words: '' }} />}
      </span>
      <span>{countWords[count.id]}</span>
    </Link>
  </li>
);

const CaseLine = ({ row, signedInName }: { readonly row: CaseRow; readonly signedInName: string }) => (
  <tr className={styles['row']}>
    <td>
      <Link to="/case/$caseId" params={{ caseId: row.caseId }} className={styles['name']}>
        {namesOf(row)}
      </Link>
      <span className={styles['second']}>
        <Ages row={row} /> · <span className="kept">{row.reference}</span>
      </span>
    </td>
    <td>
      {row.needed}
      {row.childLed && <span className={styles['second']}>The child’s own date</span>}
    </td>
    <td>
      <StageLadder order={row.stage.order} of={row.stage.of} label={row.stage.label} />
    </td>
    <td>
      {row.dueOn
        ? shortDay(row.dueOn)
        : row.status === 'open' && <span className={styles['quiet']}>None</span>}
    </td>
    <td>{row.status === 'open' && <DueMark due={row.due} />}</td>
    <td>
      <PersonInitials name={row.ownerName} mine={row.ownerName === signedInName} />
    </td>
  </tr>
);

const ToDo = ({ today }: { readonly today: Today }) => {
  const { name } = useSession();
  const groups = withoutRepeats(today.groups);
  const filterOf = (id: Group['id']): CaseFilter =>
    today.counts.find((count) => count.id === id)?.filter ?? {
      nextStep: ['completeNotice', 'sendNotice', 'close', 'confirmReceipt'],
    };
  return (
    <table className={styles['table']}>
      <caption className="visuallyHidden">Cases with something to do, nearest date first</caption>
      <colgroup>
        {[25, 32, 12, 11, 13, 7].map((width, index) => (
          <col key={index} style={{ width: `${width}%` }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {['Child', 'What is needed', 'Stage', 'Date', 'Working days', 'Owner'].map((heading) => (
            <th key={heading} scope="col">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      {groups
        .filter((group) => group.total > 0)
        .map((group) => {
          const above = group.rows.length - group.shown.length;
          const more = group.total - group.rows.length;
          return (
            <tbody key={group.id}>
              <tr>
                <th
                  scope="rowgroup"
                  colSpan={6}
                  className={styles['group']}
                  data-late={group.id === 'overdue'}
                >
                  {groupWords[group.id]} <span>{group.total}</span>
                  {above > 0 && <span> · {above === 1 ? 'one is' : `${above} are`} listed above</span>}
                  {more > 0 && (
                    <>
                      {' · '}
                      <Link to="/register" search={searchOfFilter(filterOf(group.id))}>
                        show all
                      </Link>
                    </>
                  )}
                </th>
              </tr>
              {group.shown.map((row) => (
                <CaseLine key={row.caseId} row={row} signedInName={name} />
              ))}
            </tbody>
          );
        })}
    </table>
  );
};

/** What is past its day: each opens its case where it can be ticked off. */
const OverdueList = ({
  id,
  title,
  tab,
  items,
}: {
  readonly id: string;
  readonly title: string;
  readonly tab: string;
  readonly items: readonly {
    readonly key: string;
    readonly caseId: string;
    readonly what: string;
    readonly how: string;
    readonly people: string;
    readonly reference: string;
  }[];
}) =>
  items.length > 0 && (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul className={styles['list']}>
        {items.map(({ key, caseId, what, how, people, reference }) => (
          <li key={key}>
            <Link to="/case/$caseId" params={{ caseId }} search={{ tab }} className={styles['item']}>
              <DueMark due={{ kind: 'overdue', words: '' }} />
              <span>
                <strong>{what}</strong>
                <span className={styles['second']}>{how}</span>
                <span className={styles['second']}>
                  {people}, <span className="kept">{reference}</span>
                </span>
              </span>
              <IconChevronRight size={16} stroke={1.75} aria-hidden="true" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );

const Overdue = ({ today }: { readonly today: Today }) => (
  <>
    <OverdueList
      id="overdue-actions"
      title="Actions overdue"
      tab="actions"
      items={today.overdueActions.map(({ id, caseId, action, owner, due, people, reference }) => ({
        key: id,
        caseId,
        what: action,
        how: `${owner}, ${due.words}`,
        people,
        reference,
      }))}
    />
    <OverdueList
      id="overdue-requests"
      title="Answers overdue"
      tab="review"
      items={today.overdueRequests.map(({ caseId, askedOf, due, people, reference }, index) => ({
        key: String(index),
        caseId,
        what: askedOf,
        how: due.words,
        people,
        reference,
      }))}
    />
  </>
);

const Drafts = () => {
  const drafts = useOperation('drafts.list', {});
  if (!drafts.data) return null;
  return (
    <section aria-labelledby="drafts">
      <h2 id="drafts">Drafts</h2>
      {drafts.data.drafts.length === 0 ? (
        <p className={styles['quiet']}>No form is half logged.</p>
      ) : (
        <ul className={styles['list']}>
          {drafts.data.drafts.map((draft) => (
            <li key={draft.id}>
              <Link to="/log/$draftId" params={{ draftId: draft.id }} className={styles['item']}>
                <IconFileText size={20} stroke={1.75} aria-hidden="true" />
                <span>
                  <strong>{draft.about}</strong>
                  <span className={styles['second']}>
                    {[draft.raisedBy, `${draft.savedBy}, ${momentInWords(draft.savedAt)}`]
                      .filter((part) => part !== '')
                      .join(' · ')}
                  </span>
                </span>
                <IconChevronRight size={16} stroke={1.75} aria-hidden="true" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

const Housekeeping = () => {
  const settings = useOperation('settings.get', {});
  const mayManagePeople = useMayDo('people.manage');
  const mayMakeBackups = useMayDo('backups.make');
  const warnings = settings.data?.warnings ?? [];
  if (warnings.length === 0) return null;
  return (
    <section aria-labelledby="housekeeping">
      <h2 id="housekeeping">Housekeeping</h2>
      <ul className={styles['list']}>
        {warnings.map((warning) => (
          <li key={warning.code} className={styles['warning']}>
            <IconAlertTriangle size={20} stroke={1.75} aria-hidden="true" />
            <span>
              {warning.message}{' '}
              {mayManagePeople && ['recovery-key-not-proved', 'keys-due'].includes(warning.code) && (
                <Link to="/people">Open People</Link>
              )}
              {mayMakeBackups && warning.code === 'backup-overdue' && (
                <Link to="/security">Open Security and records</Link>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};

const ReviewLink = ({ children }: { readonly children: ReactNode }) => (
  <li>
    <Link to="/retention" className={styles['item']}>
      <IconArchive size={18} stroke={1.75} aria-hidden="true" />
      <span>{children}</span>
      <IconChevronRight size={16} stroke={1.75} aria-hidden="true" />
    </Link>
  </li>
);

/** Closed cases, and what was never logged, whose time to be reviewed has come. */
const RetentionReviews = () => {
  const { data } = useOperation('retention.dueCount', {});
  if (!data || data.due + data.unlogged === 0) return null;
  return (
    <section aria-labelledby="retention-reviews">
      <h2 id="retention-reviews">Retention reviews</h2>
      <ul className={styles['list']}>
        {data.due > 0 && (
          <ReviewLink>
            {data.due === 1 ? 'One closed case is' : `${data.due} closed cases are`} to be reviewed: keep,
            hold or erase
          </ReviewLink>
        )}
        {data.unlogged > 0 && (
          <ReviewLink>
            {data.unlogged === 1
              ? 'One draft or file was never logged: go on with it or erase it'
              : `${data.unlogged} drafts or files were never logged: go on with them or erase them`}
          </ReviewLink>
        )}
      </ul>
    </section>
  );
};

/** In the way of everything else: what was done last may have to be done again. */
const FoundDamage = () => {
  const { data } = useOperation('backups.damage', {});
  if (!data?.damage) return null;
  return (
    <div className={styles['damage']}>
      <Callout kind="stop" title={data.damage.happened}>
        <p>
          {data.damage.means} <Link to="/security">See what can be done</Link>
        </p>
      </Callout>
    </div>
  );
};

export const TodayScreen = () => {
  const navigate = useNavigate();
  const mayLog = useMayDo('cases.log');
  const mayReview = useMayDo('retention.manage');
  const { data, error, refetch } = useOperation('cases.today', {});
  const nothing = data?.groups.every((group) => group.total === 0);
  return (
    <>
      <PageHeader
        title="Today"
        subtitle={data && describeDay(data.today)}
        actions={<SearchBox onEnter={() => void navigate({ to: '/register' })} />}
      />
      <FoundDamage />
      {error ? (
        <Failed fault={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading what="what needs doing" />
      ) : (
        <>
          <TourOffer />
          <ul className={styles['counts']} aria-label="How many cases">
            {data.counts.map((count) => (
              <CountLink key={count.id} count={count} />
            ))}
          </ul>
          <div className={styles['columns']}>
            <section aria-label="What needs doing">
              {nothing ? (
                <Empty
                  title={data.nextDueOn ? 'Nothing is overdue or due soon.' : 'There is nothing to do.'}
                  action={mayLog ? <Link to="/log">Log a form</Link> : undefined}
                >
                  {data.nextDueOn
                    ? `Next date: ${shortDay(data.nextDueOn)}.`
                    : 'Open cases appear here as their dates come near.'}
                </Empty>
              ) : (
                <>
                  <ToDo today={data} />
                  <p className={styles['note']}>
                    {data.groups.find((group) => group.id === 'overdue')?.total === 0 &&
                      `Nothing is overdue.${data.nextDueOn ? ` Next date: ${shortDay(data.nextDueOn)}.` : ''} `}
                    Every count opens exactly the cases that it counts.
                  </p>
                </>
              )}
            </section>
            <aside className={styles['side']} aria-label="Dates, drafts and housekeeping">
              <DatesAhead today={data.today} days={data.ahead} />
              <Overdue today={data} />
              <RecentCases />
              {mayLog && <Drafts />}
              {mayReview && <RetentionReviews />}
              <Housekeeping />
            </aside>
          </div>
        </>
      )}
    </>
  );
};
