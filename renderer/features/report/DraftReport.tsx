import { Button, Group } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { Issue } from '../../../shared/contract/errors.ts';
import type { OutputOf } from '../../../shared/contract/index.ts';
import { commentedSections } from '../../../shared/domain/report/reportTexts.ts';
import { api, AppFault } from '../../api/client.ts';
import { useMayDo } from '../../api/session.tsx';
import { useChange } from '../../api/useOperation.ts';
import { clockTimeOf } from '../../api/wordsForMoments.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { JobProgress } from '../../components/JobProgress.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import { Failed } from '../../components/ScreenState.tsx';
import { ActionRows } from './ActionRows.tsx';
import { Findings } from './Findings.tsx';
import styles from './Report.module.css';
import { ReportFigureView } from './ReportFigureView.tsx';
import { TextBox } from './TextBox.tsx';
import { useReportTexts } from './useReportTexts.ts';

const faultOf = (thrown: unknown): { readonly message: string } =>
  thrown instanceof Error ? thrown : { message: 'That did not work. Try again.' };

/** A report being written: each section with its figures as they are today, and its box for words. */
export const DraftReport = ({ opened }: { readonly opened: OutputOf<'reports.open'> }) => {
  const { report, content } = opened;
  const reportId = report.id;
  const navigate = useNavigate();
  const announce = useAnnounce();
  const mayWrite = useMayDo('reports.write');
  const mayFreeze = useMayDo('reports.freeze');
  const { texts, change, savedAt, fault, flush } = useReportTexts(reportId, {
    texts: opened.texts,
    revision: report.revision,
    savedAt: report.savedAt,
  });
  const freeze = useChange('reports.freeze');
  const makeFiles = useChange('reports.makeFiles');
  const discard = useChange('reports.discard');
  const [findings, setFindings] = useState<OutputOf<'reports.check'>['findings']>();
  const [isChecking, setChecking] = useState(false);
  const lastCheck = useRef(0);
  const [asked, setAsked] = useState<'freeze' | 'discard'>();
  const [problem, setProblem] = useState<{ readonly message: string }>();
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const made = content.sections.find(({ id }) => id === 'headlines')?.points.join('\n') ?? '';

  const check = async (): Promise<void> => {
    setProblem(undefined);
    const asking = (lastCheck.current += 1);
    if ((await flush()) === undefined) return;
    setChecking(true);
    try {
      const answer = await api.reports.check({ reportId });
      // An answer about earlier words, that came after a later one.
      if (asking !== lastCheck.current) return;
      setFindings(answer.findings);
      announce(
        answer.findings.length === 0
          ? 'No names were found.'
          : `${answer.findings.length} to look at, at the top of the page.`,
      );
    } catch (thrown) {
      setProblem(faultOf(thrown));
    } finally {
      setChecking(false);
    }
  };

  const freezeNow = async (): Promise<void> => {
    setProblem(undefined);
    setIssues([]);
    const revision = await flush();
    if (revision === undefined) return setAsked(undefined);
    try {
      await freeze.mutateAsync({ reportId, revision });
    } catch (thrown) {
      setAsked(undefined);
      if (thrown instanceof AppFault && thrown.issues.length > 0) {
        setIssues(thrown.issues);
        void check();
      } else setProblem(faultOf(thrown));
      return;
    }
    // The frozen report takes the place of this screen: it makes its files, and can be told to again.
    makeFiles.mutate({ reportId });
  };

  const section = (id: (typeof content.sections)[number]['id']) =>
    content.sections.find((each) => each.id === id);

  return (
    <div className={styles['editor']}>
      <ErrorSummary issues={issues} title="The report cannot be frozen yet" />
      {problem && <Failed fault={problem} />}
      {fault && <Failed fault={fault} />}
      {mayWrite && (
        <Group gap={8} className="noPrint">
          <Button variant="default" onClick={() => void check()}>
            Check for names
          </Button>
          {mayFreeze && <Button onClick={() => setAsked('freeze')}>Freeze</Button>}
          <Button variant="default" onClick={() => setAsked('discard')}>
            Throw the draft away
          </Button>
        </Group>
      )}
      {isChecking && <JobProgress operation="reports.check" words="Looking for names" />}
      <p className={styles['state']}>
        {content.facts.join(' ')} Kept at {clockTimeOf(savedAt)}.
      </p>
      {findings && (
        <Findings
          kind={report.kind}
          findings={findings}
          settled={texts.settled}
          onSettle={(settled) => change({ settled })}
        />
      )}
      <fieldset disabled={!mayWrite}>
        <legend className="visuallyHidden">Words of the report</legend>
        <section className={styles['section']}>
          <h2>{section('purpose')?.title}</h2>
          <TextBox
            path="purpose"
            label="What this report is for"
            value={texts.purpose}
            onChange={(purpose) => change({ purpose })}
          />
        </section>
        <section className={styles['section']}>
          <h2>{section('headlines')?.title}</h2>
          <TextBox
            path="headlines"
            label="Headlines, one a line"
            hint="Made from the figures until you change them."
            value={texts.headlines ?? made}
            onChange={(headlines) => change({ headlines })}
          />
          {texts.headlines !== null && mayWrite && (
            <Button
              variant="default"
              onClick={() => {
                change({ headlines: null });
                announce('The headlines are made from the figures again.');
              }}
            >
              Make them from the figures again
            </Button>
          )}
        </section>
        {commentedSections.map((id) => (
          <section key={id} className={styles['section']}>
            <h2>{section(id)?.title}</h2>
            {section(id)?.paragraphs.map((text) => (
              <p key={text}>{text}</p>
            ))}
            <TextBox
              path={`commentary.${id}`}
              label="Commentary"
              value={texts.commentary[id]}
              onChange={(words) => change({ commentary: { ...texts.commentary, [id]: words } })}
            />
            {section(id)?.figures.map((figure) => (
              <ReportFigureView key={figure.id} figure={figure} />
            ))}
          </section>
        ))}
        <section className={styles['section']}>
          <h2>{section('learning')?.title}</h2>
          <TextBox
            path="learning"
            label="What was learned, without names"
            hint="Leave out what could tell a reader who a child is: an age with a school, a rare event, an exact day."
            value={texts.learning}
            onChange={(learning) => change({ learning })}
          />
        </section>
        <section className={styles['section']}>
          <h2>{section('actions')?.title}</h2>
          <ActionRows actions={texts.actions} onChange={(actions) => change({ actions })} />
        </section>
      </fieldset>
      <section className={styles['section']}>
        <h2>{section('method')?.title}</h2>
        {section('method')?.paragraphs.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </section>
      <ConfirmDialog
        opened={asked === 'freeze'}
        title="Freeze this report?"
        confirmLabel="Freeze"
        busy={freeze.isPending}
        onConfirm={() => void freezeNow()}
        onClose={() => setAsked(undefined)}
      >
        <p>
          Its figures and words stay as they are now, and its files are made from them. It can be withdrawn or
          replaced afterwards, and never changed.
        </p>
        {freeze.isPending && <JobProgress operation="reports.freeze" words="Counting the figures" />}
      </ConfirmDialog>
      <ConfirmDialog
        opened={asked === 'discard'}
        title="Throw this draft away?"
        confirmLabel="Throw away"
        destructive
        busy={discard.isPending}
        fault={discard.error}
        onConfirm={() =>
          discard.mutate(
            { reportId },
            {
              onSuccess: () => {
                announce('The draft is thrown away.');
                void navigate({ to: '/reports' });
              },
            },
          )
        }
        onClose={() => setAsked(undefined)}
      >
        <p>What was written in it is gone. The figures are in the register.</p>
      </ConfirmDialog>
    </div>
  );
};
