/** Who did what and who looked, and whether the log is whole. This feature imports the window's api and components. */
import { Button, Group, Menu, NativeSelect } from '@mantine/core';
import { IconDownload, IconShieldCheck } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { PlainDate } from '../../../shared/domain/calendarTypes.ts';
import { boxesOf, readDateBoxes, type DateBoxes as Boxes } from '../../../shared/domain/intake.ts';
import { auditKinds, type AuditKind } from '../../../shared/contract/operation.ts';
import { useChange, useOperation } from '../../api/useOperation.ts';
import { momentInWords } from '../../api/wordsForMoments.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { DateBoxes } from '../../components/DateBoxes.tsx';
import { JobProgress } from '../../components/JobProgress.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { PlainTable } from '../../components/PlainTable.tsx';
import { Empty, Failed, Loading } from '../../components/ScreenState.tsx';
import { auditKindWords, detailInWords, operationInWords } from '../../../shared/contract/auditWords.ts';
import styles from './AuditScreen.module.css';

const ENTRIES_A_PAGE = 100;

/** Said once the last box is full, and not at each key on the way there. */
const faultOf = (boxes: Boxes): string | undefined => {
  const reading = readDateBoxes(boxes);
  return reading.ok || boxes.year.length < 4 ? undefined : reading.message;
};

export interface AuditSearch {
  readonly kind?: AuditKind | undefined;
  readonly personId?: string | undefined;
  readonly from?: PlainDate | undefined;
  readonly to?: PlainDate | undefined;
}

export const AuditScreen = ({ search }: { readonly search: AuditSearch }) => {
  const navigate = useNavigate();
  const announce = useAnnounce();
  const [page, setPage] = useState(0);
  // As typed: a date that is not whole yet filters nothing.
  const [edges, setEdges] = useState({ from: boxesOf(search.from), to: boxesOf(search.to) });
  const people = useOperation('people.list', {});
  const check = useChange('audit.check');
  const exporting = useChange('audit.exportFile');
  const filter = {
    ...(search.kind ? { kind: search.kind } : {}),
    ...(search.personId ? { personId: search.personId } : {}),
    ...(search.from ? { from: search.from } : {}),
    ...(search.to ? { to: search.to } : {}),
  };
  const { data, error, refetch } = useOperation(
    'audit.list',
    {
      ...filter,
      offset: page * ENTRIES_A_PAGE,
      limit: ENTRIES_A_PAGE,
    },
    { keepPrevious: true },
  );
  const show = (next: AuditSearch): void => {
    setPage(0);
    void navigate({ to: '/audit', search: next });
  };
  const exportAs = (format: 'xlsx' | 'csv'): void =>
    exporting.mutate(
      { ...filter, format },
      {
        onSuccess: ({ delivered, where }) =>
          announce(delivered ? `The entries are in ${where}.` : 'Nothing was saved.'),
      },
    );
  const isFiltered = Object.keys(filter).length > 0;
  const pages = Math.max(1, Math.ceil((data?.total ?? 0) / ENTRIES_A_PAGE));

  return (
    <>
      <PageHeader
        title="Audit log"
        subtitle="Every change and every look at cases, in the order in which they happened."
        actions={
          <Group gap={8}>
            <Menu position="bottom-end">
              <Menu.Target>
                <Button
                  variant="default"
                  loading={exporting.isPending}
                  leftSection={<IconDownload size={18} stroke={1.75} aria-hidden="true" />}
                >
                  Save what is shown
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => exportAs('xlsx')}>For Excel (.xlsx)</Menu.Item>
                <Menu.Item onClick={() => exportAs('csv')}>As plain text (.csv)</Menu.Item>
              </Menu.Dropdown>
            </Menu>
            <Button
              variant="default"
              leftSection={<IconShieldCheck size={18} stroke={1.75} aria-hidden="true" />}
              loading={check.isPending}
              onClick={() =>
                check.mutate({}, { onSuccess: ({ words }) => announce({ text: words, quiet: true }) })
              }
            >
              Check the log
            </Button>
          </Group>
        }
      />
      {check.isPending && <JobProgress operation="audit.check" words="Checking the log" />}
      {exporting.isPending && <JobProgress operation="audit.exportFile" words="Making the file" />}
      {exporting.error && <Failed fault={exporting.error} />}
      {check.error && <Failed fault={check.error} />}
      {check.data && (
        <div className={styles['checked']} data-intact={check.data.intact}>
          <p>
            <strong>
              {check.data.intact
                ? 'The log and the decisions are whole.'
                : 'The log and the decisions are not whole.'}
            </strong>{' '}
            {check.data.words}
          </p>
          {check.data.problems.length > 0 && (
            <ul>
              {check.data.problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          )}
        </div>
      )}
      <Group gap={12} mb={12} align="end" className="noPrint">
        <NativeSelect
          label="Who"
          value={search.personId ?? ''}
          data={[
            { value: '', label: 'Everyone' },
            ...(people.data?.people ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={({ currentTarget: { value } }) => show({ ...search, personId: value || undefined })}
        />
        <NativeSelect
          label="What kind"
          value={search.kind ?? ''}
          data={[
            { value: '', label: 'Everything' },
            ...auditKinds.map((kind) => ({ value: kind, label: auditKindWords[kind] })),
          ]}
          onChange={({ currentTarget: { value } }) =>
            show({ ...search, kind: value === '' ? undefined : (value as AuditKind) })
          }
        />
        {(['from', 'to'] as const).map((edge) => (
          <DateBoxes
            key={edge}
            path={edge}
            label={edge === 'from' ? 'From' : 'To'}
            value={edges[edge]}
            error={faultOf(edges[edge])}
            onChange={(boxes) => {
              setEdges({ ...edges, [edge]: boxes });
              const reading = readDateBoxes(boxes);
              show({ ...search, [edge]: reading.ok ? reading.on : undefined });
            }}
          />
        ))}
        {data && (
          <span className={styles['total']}>
            {data.total.toLocaleString('en-GB')} {data.total === 1 ? 'entry' : 'entries'}
          </span>
        )}
      </Group>
      {error ? (
        <Failed fault={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading what="the log" />
      ) : data.entries.length === 0 ? (
        <Empty
          title="No entry fits."
          action={
            isFiltered && (
              <Button
                variant="default"
                onClick={() => {
                  setEdges({ from: boxesOf(undefined), to: boxesOf(undefined) });
                  show({});
                }}
              >
                Clear filters
              </Button>
            )
          }
        >
          The log begins when the register is made.
        </Empty>
      ) : (
        <>
          <PlainTable
            caption="Entries, newest first"
            columns={['No.', 'When', 'Who', 'What', 'To what', 'Kind']}
          >
            {data.entries.map((entry) => (
              <tr key={entry.sequence}>
                <td>{entry.sequence}</td>
                <td>
                  {momentInWords(entry.at)}
                  {entry.clockWentBack && (
                    <span className={styles['clock']}>The computer’s clock had gone back</span>
                  )}
                </td>
                <td>{entry.person}</td>
                <td>
                  {operationInWords(entry.action)}
                  <span className={styles['detail']}>{detailInWords(entry, people.data?.people ?? [])}</span>
                </td>
                <td>{entry.subject}</td>
                <td>{auditKindWords[entry.kind]}</td>
              </tr>
            ))}
          </PlainTable>
          {pages > 1 && (
            <Group gap={12} mt={12} className="noPrint">
              <Button variant="default" disabled={page === 0} onClick={() => setPage(page - 1)}>
                Newer
              </Button>
              <span>
                Page {page + 1} of {pages}
              </span>
              <Button variant="default" disabled={page + 1 >= pages} onClick={() => setPage(page + 1)}>
                Older
              </Button>
            </Group>
          )}
        </>
      )}
    </>
  );
};
