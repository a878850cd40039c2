/**
 * The quarterly reports: drafts, and what was frozen and went out. This feature imports the window's api and
 * components; figures, words made from them and the check for names are the backend's.
 */
import { Button, NativeSelect } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReportRow } from '../../../shared/contract/reports.ts';
import { reportKinds, type ReportKind } from '../../../shared/domain/report/reportTexts.ts';
import { shortDate } from '../../../shared/domain/wordsForDates.ts';
import { useMayDo } from '../../api/session.tsx';
import { useChange, useOperation } from '../../api/useOperation.ts';
import { momentInWords } from '../../api/wordsForMoments.ts';
import { PageHeader } from '../../components/PageHeader.tsx';
import { PlainTable } from '../../components/PlainTable.tsx';
import { Empty, Failed, Loading } from '../../components/ScreenState.tsx';
import styles from './Report.module.css';

const stateInWords = (report: ReportRow): string => {
  if (report.withdrawnAt !== undefined) return `Withdrawn ${momentInWords(report.withdrawnAt)}`;
  if (report.frozenAt !== undefined)
    return `Frozen ${momentInWords(report.frozenAt)}${report.files.length === 0 ? ', files not made yet' : ''}`;
  return `Draft, kept ${momentInWords(report.savedAt)} by ${report.savedBy}`;
};

const StartReport = () => {
  const navigate = useNavigate();
  const options = useOperation('analytics.options', {});
  const start = useChange('reports.start');
  const [kind, setKind] = useState<ReportKind>('internal');
  const [chosen, setChosen] = useState<{ readonly first?: string; readonly last?: string }>({});
  if (options.error) return <Failed fault={options.error} onRetry={() => void options.refetch()} />;
  if (!options.data) return <Loading what="the quarters" />;
  const { quarters } = options.data;
  // The quarter that is over, where there is one: this one still has days to come.
  const usual = quarters[1] ?? quarters[0];
  const first = quarters.find(({ key }) => key === chosen.first) ?? usual;
  const last = quarters.find(({ key }) => key === chosen.last) ?? first;
  if (!first || !last) return null;
  const choices = quarters.map(({ key, label }) => ({ value: key, label }));
  return (
    <section>
      <h2>Start a report</h2>
      {start.error && <Failed fault={start.error} />}
      <div className={styles['start']}>
        <NativeSelect
          label="Quarter, or the first of several"
          data={choices}
          value={first.key}
          onChange={({ currentTarget: { value } }) => setChosen({ first: value, last: value })}
        />
        <NativeSelect
          label="Last quarter"
          data={choices.filter(({ value }) => value >= first.key)}
          value={last.key}
          onChange={({ currentTarget: { value } }) => setChosen({ first: first.key, last: value })}
        />
        <NativeSelect
          label="Version"
          data={Object.entries(reportKinds).map(([value, label]) => ({ value, label }))}
          value={kind}
          onChange={({ currentTarget: { value } }) => setKind(value as ReportKind)}
        />
        <Button
          loading={start.isPending}
          onClick={() =>
            start.mutate(
              { kind, firstOn: first.from, lastOn: last.to },
              {
                onSuccess: ({ reportId }) =>
                  void navigate({ to: '/reports/$reportId', params: { reportId } }),
              },
            )
          }
        >
          Start
        </Button>
      </div>
    </section>
  );
};

export const ReportsScreen = () => {
  const mayWrite = useMayDo('reports.write');
  const { data, error, refetch } = useOperation('reports.list', {});
  return (
    <>
      <PageHeader
        title="Reports"
        subtitle="What the escalations of a quarter say, for the partnership and for the public"
      />
      {mayWrite && <StartReport />}
      {error ? (
        <Failed fault={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading what="the reports" />
      ) : data.reports.length === 0 ? (
        <Empty title="There are no reports yet.">
          A report takes its figures from the register. You write what they mean, and freeze it when it goes
          out.
        </Empty>
      ) : (
        <PlainTable caption="Reports, latest period first" columns={['Period', 'Version', 'State']}>
          {data.reports.map((report) => (
            <tr key={report.id}>
              <th scope="row">
                <Link to="/reports/$reportId" params={{ reportId: report.id }}>
                  {shortDate(report.firstOn)} to {shortDate(report.lastOn)}
                </Link>
              </th>
              <td>{reportKinds[report.kind]}</td>
              <td>{stateInWords(report)}</td>
            </tr>
          ))}
        </PlainTable>
      )}
    </>
  );
};
