import { columnVisibilityFeature, createColumnHelper, tableFeatures } from '@tanstack/react-table';
import { Link } from '@tanstack/react-router';
import { createContext, use } from 'react';
import type { CaseRow, sortKeys } from '../../../shared/contract/cases.ts';
import type { PlainDate } from '../../../shared/domain/calendarTypes.ts';
import { caseStatuses, nextSteps } from '../../../shared/domain/caseCourse.ts';
import { listInWords, shortDate, shortDay } from '../../../shared/domain/wordsForDates.ts';
import { useToday } from '../../api/useToday.ts';
import { DueMark } from '../../components/DueMark.tsx';
import { PersonInitials } from '../../components/PersonInitials.tsx';
import { StageLadder } from '../../components/StageLadder.tsx';
import { ThemeTag } from '../../components/ThemeTag.tsx';
import styles from './RegisterTable.module.css';

export type SortKey = (typeof sortKeys)[number];

interface ColumnFacts {
  /** Share of the table's width, against the other columns shown. */
  readonly share: number;
  readonly sortBy?: SortKey;
}

export const registerFeatures = tableFeatures({
  columnVisibilityFeature,
  columnMeta: {} as ColumnFacts,
});

/** Everyone whom a case is about: "Kai and Nia Thornbury-Test" stays two names, so that each can be read. */
export const namesOf = (row: CaseRow): string => listInWords(row.people.map((person) => person.name));
export const agesOf = (row: CaseRow): string => row.people.map((person) => person.age).join(', ');

const helper = createColumnHelper<typeof registerFeatures, CaseRow>();

/** The first, and the others beneath it: nothing is cut. */
const Stacked = ({ values }: { readonly values: readonly string[] }) => (
  <>
    {values[0] ?? <span className={styles['quiet']}>Not coded</span>}
    {values.length > 1 && <span className={styles['second']}>and {listInWords(values.slice(1))}</span>}
  </>
);

/** "8 May"; with its year where that is another than this one. */
const ReceivedOn = ({ on }: { readonly on: PlainDate }) => {
  const [day, month, year] = shortDate(on).split(' ');
  return (
    <>
      {day} {month?.slice(0, 3)}
      {useToday()?.slice(0, 4) !== year && ` ${year}`}
    </>
  );
};

export const caseLinkId = (caseId: string): string => `case-${caseId}`;

/** The one case of the table that the Tab key stops at. */
export const ActiveCase = createContext<string | undefined>(undefined);

const CaseLink = ({ row }: { readonly row: CaseRow }) => (
  <Link
    id={caseLinkId(row.caseId)}
    to="/case/$caseId"
    params={{ caseId: row.caseId }}
    className={styles['name']}
    tabIndex={use(ActiveCase) === row.caseId ? 0 : -1}
  >
    {namesOf(row)}
  </Link>
);

export const createRegisterColumns = (signedInName: string) =>
  helper.columns([
    helper.display({
      id: 'child',
      header: 'Child',
      meta: { share: 17, sortBy: 'child' },
      enableHiding: false,
      cell: ({ row: { original: row } }) => (
        <>
          <CaseLink row={row} />
          <span className={styles['second']}>
            {row.reference} · {agesOf(row)}
          </span>
        </>
      ),
    }),
    helper.display({
      id: 'stage',
      header: 'Stage',
      meta: { share: 9, sortBy: 'stage' },
      cell: ({ row: { original: row } }) => (
        <StageLadder order={row.stage.order} of={row.stage.of} label={row.stage.label} />
      ),
    }),
    helper.display({
      id: 'raisedBy',
      header: 'Raised by',
      meta: { share: 12, sortBy: 'raisedBy' },
      cell: ({ row: { original: row } }) => <Stacked values={row.raisedBy} />,
    }),
    helper.display({
      id: 'challenged',
      header: 'Challenged',
      meta: { share: 12 },
      cell: ({ row: { original: row } }) => <Stacked values={row.challenged} />,
    }),
    helper.display({
      id: 'themes',
      header: 'Themes',
      meta: { share: 17 },
      cell: ({ row: { original: row } }) => {
        const [first, ...others] = [...row.themes].sort(
          (one, other) => Number(other.primary) - Number(one.primary),
        );
        if (!first) return <ThemeTag label="Not coded" primary={false} notCoded />;
        return (
          <span className={styles['tags']}>
            <ThemeTag label={first.label} primary={first.primary} />
            {others.length > 0 && (
              <span className={styles['quiet']}>
                <span aria-hidden="true">+{others.length}</span>
                <span className="visuallyHidden">{others.map((theme) => theme.label).join(', ')}</span>
              </span>
            )}
          </span>
        );
      },
    }),
    helper.display({
      id: 'received',
      header: 'Received',
      meta: { share: 7, sortBy: 'received' },
      cell: ({ row: { original: row } }) => <ReceivedOn on={row.receivedOn} />,
    }),
    helper.display({
      id: 'due',
      header: 'Due',
      meta: { share: 9 },
      cell: ({ row: { original: row } }) =>
        row.dueOn ? (
          <>
            {shortDay(row.dueOn)}
            {row.childLed && <span className={styles['second']}>child’s date</span>}
          </>
        ) : (
          <span className={styles['quiet']}>None</span>
        ),
    }),
    helper.display({
      id: 'daysLeft',
      header: 'Days left',
      meta: { share: 11, sortBy: 'due' },
      // Once it is decided no date of a stage is left to keep.
      cell: ({ row: { original: row } }) => row.status === 'open' && <DueMark due={row.due} />,
    }),
    helper.display({
      id: 'status',
      header: 'Status',
      meta: { share: 12.5, sortBy: 'status' },
      cell: ({ row: { original: row } }) =>
        row.nextStep === 'none' ? caseStatuses[row.status] : nextSteps[row.nextStep],
    }),
    helper.display({
      id: 'owner',
      header: 'Owner',
      meta: { share: 5, sortBy: 'owner' },
      cell: ({ row: { original: row } }) => (
        <PersonInitials name={row.ownerName} mine={row.ownerName === signedInName} />
      ),
    }),
  ]);

/** Shown where the window is narrow, until the reader chooses otherwise. */
export const narrowColumns: readonly string[] = ['child', 'stage', 'due', 'daysLeft'];
