import {
  columnOrderingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  tableFeatures,
} from '@tanstack/react-table';
import { createContext, use } from 'react';
import type { CaseRow, sortKeys } from '../../../shared/contract/cases.ts';
import { codesOf } from '../../../shared/domain/codes.ts';
import type { PlainDate } from '../../../shared/domain/calendarTypes.ts';
import {
  namesOf,
  registerColumns,
  statusOf,
  themesOf,
  type RegisterColumn,
} from '../../../shared/contract/registerColumns.ts';
import { listInWords, shortDate, shortDay } from '../../../shared/domain/wordsForDates.ts';
import { Ages } from '../../components/Ages.tsx';
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
  columnOrderingFeature,
  columnMeta: {} as ColumnFacts,
});

const helper = createColumnHelper<typeof registerFeatures, CaseRow>();

/** The first, and the others beneath it: nothing is cut. */
const Stacked = ({ values }: { readonly values: readonly string[] }) => (
  <>
    {values[0] ?? <span className={styles['quiet']}>Not coded</span>}
    {values.length > 1 && <span className={styles['second']}>and {listInWords(values.slice(1))}</span>}
  </>
);

/** "8 May"; with its year where that is another than this one. */
const receivedInWords = (on: PlainDate, thisYear: string | undefined): string => {
  const [day, month = '', year = ''] = shortDate(on).split(' ');
  return [day, month.slice(0, 3), ...(year === thisYear ? [] : [year])].join(' ');
};

export const caseLinkId = (caseId: string): string => `case-${caseId}`;

/** The one case of the table that the Tab key stops at. */
export const ActiveCase = createContext<string | undefined>(undefined);

/** The table opens the case at a click. The router's own link would work its address out anew for each row that is drawn. */
const CaseLink = ({ row }: { readonly row: CaseRow }) => (
  <a
    id={caseLinkId(row.caseId)}
    href={`#/case/${row.caseId}`}
    className={styles['name']}
    tabIndex={use(ActiveCase) === row.caseId ? 0 : -1}
  >
    {namesOf(row)}
  </a>
);

/** In the order of `registerColumns`. */
export const createRegisterColumns = ({
  signedInName,
  thisYear,
  hasReference,
}: {
  readonly signedInName: string;
  readonly thisYear: string | undefined;
  /** The reference has a column of its own. */
  readonly hasReference: boolean;
}) =>
  helper.columns([
    helper.display({
      id: 'child',
      header: registerColumns.child,
      meta: { share: 17, sortBy: 'child' },
      cell: ({ row: { original: row } }) => (
        <>
          <CaseLink row={row} />
          <span className={styles['second']}>
            {!hasReference && (
              <>
                <span className="kept">{row.reference}</span> ·{' '}
              </>
            )}
            <Ages row={row} />
          </span>
        </>
      ),
    }),
    helper.display({
      id: 'reference',
      header: registerColumns.reference,
      meta: { share: 12, sortBy: 'reference' },
      cell: ({ row: { original: row } }) => row.reference,
    }),
    helper.display({
      id: 'stage',
      header: registerColumns.stage,
      meta: { share: 9, sortBy: 'stage' },
      cell: ({ row: { original: row } }) => (
        <StageLadder order={row.stage.order} of={row.stage.of} label={row.stage.label} />
      ),
    }),
    helper.display({
      id: 'raisedBy',
      header: registerColumns.raisedBy,
      meta: { share: 12, sortBy: 'raisedBy' },
      cell: ({ row: { original: row } }) => <Stacked values={row.raisedBy} />,
    }),
    helper.display({
      id: 'challenged',
      header: registerColumns.challenged,
      meta: { share: 12 },
      cell: ({ row: { original: row } }) => <Stacked values={row.challenged} />,
    }),
    helper.display({
      id: 'themes',
      header: registerColumns.themes,
      meta: { share: 17 },
      cell: ({ row: { original: row } }) => {
        const [first, ...others] = themesOf(row);
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
      header: registerColumns.received,
      meta: { share: 7, sortBy: 'received' },
      cell: ({ row: { original: row } }) => receivedInWords(row.receivedOn, thisYear),
    }),
    helper.display({
      id: 'due',
      header: registerColumns.due,
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
      header: registerColumns.daysLeft,
      meta: { share: 11, sortBy: 'due' },
      // Once it is decided no date of a stage is left to keep.
      cell: ({ row: { original: row } }) => row.status === 'open' && <DueMark due={row.due} />,
    }),
    helper.display({
      id: 'status',
      header: registerColumns.status,
      meta: { share: 12.5, sortBy: 'status' },
      cell: ({ row: { original: row } }) => statusOf(row),
    }),
    helper.display({
      id: 'needed',
      header: registerColumns.needed,
      meta: { share: 18 },
      cell: ({ row: { original: row } }) => row.needed,
    }),
    helper.display({
      id: 'owner',
      header: registerColumns.owner,
      meta: { share: 5, sortBy: 'owner' },
      cell: ({ row: { original: row } }) => (
        <PersonInitials name={row.ownerName} mine={row.ownerName === signedInName} />
      ),
    }),
  ]);

/** Shown until the reader chooses otherwise: the reference stands beneath the name, what is needed on the case. */
export const usualColumns: readonly RegisterColumn[] = codesOf(registerColumns).filter(
  (column) => column !== 'reference' && column !== 'needed',
);
/** The same where the window is narrow. */
export const narrowColumns: readonly RegisterColumn[] = ['child', 'stage', 'due', 'daysLeft'];
