import { reportKinds } from '../../../shared/domain/report/reportTexts.ts';
import { useOperation } from '../../api/useOperation.ts';
import { PageHeader } from '../../components/PageHeader.tsx';
import { JobProgress } from '../../components/JobProgress.tsx';
import { Failed, Loading } from '../../components/ScreenState.tsx';
import { DraftReport } from './DraftReport.tsx';
import { FrozenReport } from './FrozenReport.tsx';

const states = { draft: 'draft', frozen: 'frozen', withdrawn: 'withdrawn' } as const;

/** One report: written while it is a draft, read once it is frozen. */
export const ReportScreen = ({ reportId }: { readonly reportId: string }) => {
  const { data, error, refetch } = useOperation('reports.open', { reportId });
  const back = { label: 'Reports', link: { to: '/reports' } } as const;
  if (error)
    return (
      <>
        <PageHeader title="Report" back={back} />
        <Failed fault={error} onRetry={() => void refetch()} />
      </>
    );
  if (!data)
    return (
      <JobProgress
        operation="reports.open"
        words="Counting the figures"
        before={<Loading what="the report" />}
      />
    );
  const { report, content } = data;
  return (
    <>
      <PageHeader
        title={content.title}
        back={back}
        subtitle={`${reportKinds[report.kind]} version, ${states[report.state]}`}
      />
      {report.state === 'draft' ? <DraftReport opened={data} /> : <FrozenReport opened={data} />}
    </>
  );
};
