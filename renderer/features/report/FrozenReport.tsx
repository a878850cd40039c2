import { Button, Checkbox, Group, Modal, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '../../../shared/contract/index.ts';
import { reportFormats } from '../../../shared/domain/report/reportTexts.ts';
import { useMayDo } from '../../api/session.tsx';
import { useChange, useOperation } from '../../api/useOperation.ts';
import { momentInWords } from '../../api/wordsForMoments.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { Callout } from '../../components/Callout.tsx';
import { FieldShell } from '../../components/FieldShell.tsx';
import { JobProgress } from '../../components/JobProgress.tsx';
import { ActionsCell, PlainTable } from '../../components/PlainTable.tsx';
import { Failed, Loading } from '../../components/ScreenState.tsx';
import styles from './Report.module.css';
import { ReportDocument } from './ReportDocument.tsx';

const Differences = ({ reportId }: { readonly reportId: string }) => {
  const { data, error, refetch } = useOperation('reports.differences', { reportId });
  if (error) return <Failed fault={error} onRetry={() => void refetch()} />;
  if (!data)
    return (
      <JobProgress
        operation="reports.differences"
        words="Counting the figures"
        before={<Loading what="the figures of today" />}
      />
    );
  if (data.differences.length === 0)
    return <p>The register of today gives the same numbers as this report.</p>;
  return (
    <PlainTable
      caption="What the register of today would say otherwise"
      columns={['Figure', 'Where', 'In this report', 'Today']}
    >
      {data.differences.map(({ figure, row, column, before, now }) => (
        <tr key={`${figure} ${row} ${column}`}>
          <th scope="row">{figure}</th>
          <td>
            {row}, {column}
          </td>
          <td>{before}</td>
          <td>{now}</td>
        </tr>
      ))}
    </PlainTable>
  );
};

const Withdraw = ({ reportId, onClose }: { readonly reportId: string; readonly onClose: () => void }) => {
  const navigate = useNavigate();
  const announce = useAnnounce();
  const withdraw = useChange('reports.withdraw');
  const [because, setBecause] = useState('');
  const [replace, setReplace] = useState(true);
  return (
    <Modal opened onClose={onClose} title="Withdraw this report" closeButtonProps={{ 'aria-label': 'Close' }}>
      <p>It stays in the register as it went out, marked as withdrawn. Tell those who have it.</p>
      {withdraw.error && <Failed fault={withdraw.error} />}
      <FieldShell
        path="because"
        label="Why it is withdrawn"
        error={withdraw.error?.issues.find(({ path }) => path === 'because')?.message}
      >
        {(control) => (
          <TextInput
            {...control}
            maxLength={300}
            value={because}
            onChange={({ currentTarget: { value } }) => setBecause(value)}
          />
        )}
      </FieldShell>
      <Checkbox
        mt={12}
        label="Begin a new report for the same days, with the same words"
        checked={replace}
        onChange={({ currentTarget: { checked } }) => setReplace(checked)}
      />
      <Group mt={20} gap={8} justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          color="stop"
          loading={withdraw.isPending}
          onClick={() =>
            withdraw.mutate(
              { reportId, because, replace },
              {
                onSuccess: ({ replacedBy }) => {
                  onClose();
                  announce(
                    replacedBy === undefined
                      ? 'The report is withdrawn.'
                      : 'The report is withdrawn, and a new one is begun.',
                  );
                  if (replacedBy !== undefined)
                    void navigate({ to: '/reports/$reportId', params: { reportId: replacedBy } });
                },
              },
            )
          }
        >
          Withdraw
        </Button>
      </Group>
    </Modal>
  );
};

/** A report as it was frozen: its files, what has changed since, and its page. */
export const FrozenReport = ({ opened }: { readonly opened: OutputOf<'reports.open'> }) => {
  const { report, content } = opened;
  const announce = useAnnounce();
  const mayExport = useMayDo('reports.export');
  const mayWithdraw = useMayDo('reports.freeze');
  const makeFiles = useChange('reports.makeFiles');
  const exportFile = useChange('reports.exportFile');
  const [isWithdrawing, setWithdrawing] = useState(false);
  const [showsDifferences, setShowsDifferences] = useState(false);
  return (
    <div className={styles['editor']}>
      {report.withdrawnAt !== undefined && (
        <Callout kind="stop" title={`Withdrawn ${momentInWords(report.withdrawnAt)}`}>
          <p>{report.withdrawnBecause}</p>
        </Callout>
      )}
      <p className={styles['state']}>
        Frozen {report.frozenAt !== undefined && momentInWords(report.frozenAt)} by {report.frozenBy}.
      </p>
      {makeFiles.error && <Failed fault={makeFiles.error} />}
      {exportFile.error && <Failed fault={exportFile.error} />}
      {report.files.length === 0 ? (
        <Callout kind="check" title="Its files are being made, or could not be.">
          <p>They are made once, from what was frozen.</p>
          <JobProgress
            operation="reports.makeFiles"
            words="Making the files"
            before={
              mayExport && (
                <Button
                  mt={8}
                  loading={makeFiles.isPending}
                  onClick={() => makeFiles.mutate({ reportId: report.id })}
                >
                  Make the files
                </Button>
              )
            }
          />
        </Callout>
      ) : (
        <PlainTable
          caption="Files as they go out"
          columns={['File', 'SHA-256 of its bytes']}
          withActions={mayExport}
        >
          {report.files.map(({ format, sha256 }) => (
            <tr key={format}>
              <th scope="row">{reportFormats[format]}</th>
              <td className={styles['digest']}>{sha256}</td>
              {mayExport && (
                <ActionsCell>
                  <Button
                    variant="default"
                    aria-label={`Save ${reportFormats[format]}`}
                    onClick={() =>
                      exportFile.mutate(
                        { reportId: report.id, format },
                        {
                          onSuccess: ({ delivered, where }) =>
                            announce(delivered ? `Saved in ${where}.` : 'Nothing was saved.'),
                        },
                      )
                    }
                  >
                    Save
                  </Button>
                </ActionsCell>
              )}
            </tr>
          ))}
        </PlainTable>
      )}
      <Group my={16} gap={8} className="noPrint">
        <Button variant="default" onClick={() => setShowsDifferences(!showsDifferences)}>
          {showsDifferences ? 'Hide what has changed since' : 'What has changed since'}
        </Button>
        {mayWithdraw && report.withdrawnAt === undefined && (
          <Button variant="default" onClick={() => setWithdrawing(true)}>
            Withdraw or replace
          </Button>
        )}
      </Group>
      {showsDifferences && (
        <section className={styles['section']}>
          <h2>What has changed since</h2>
          <Differences reportId={report.id} />
        </section>
      )}
      <ReportDocument content={content} hasTitle={false} />
      {isWithdrawing && <Withdraw reportId={report.id} onClose={() => setWithdrawing(false)} />}
    </div>
  );
};
