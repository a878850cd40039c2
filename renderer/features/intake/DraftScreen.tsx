/** A draft of a form: the document as it came, the fields it filled, and what the register already holds. */
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Draft } from '../../../shared/contract/drafts.ts';
import { officeDayOf, type PlainDate } from '../../../shared/domain/calendarTypes.ts';
import { checkIntake, type IntakeIssue } from '../../../shared/domain/intake.ts';
import type { Procedure } from '../../../shared/domain/procedures/procedureSchema.ts';
import { api, AppFault } from '../../api/client.ts';
import { useChange, useOperation } from '../../api/useOperation.ts';
import { clockTimeOf } from '../../api/wordsForMoments.ts';
import { FailedPage } from '../../components/FailedPage.tsx';
import { useAnnounce } from '../../components/Announcer.tsx';
import { Callout } from '../../components/Callout.tsx';
import { LinkButton } from '../../components/LinkButton.tsx';
import { ErrorSummary, fieldId } from '../../components/ErrorSummary.tsx';
import { Failed, Loading } from '../../components/ScreenState.tsx';
import { AlikePanel } from './AlikePanel.tsx';
import { DocumentPane } from './DocumentPane.tsx';
import { inOrderOfThePage } from './inOrderOfThePage.ts';
import { IntakeForm } from './IntakeForm.tsx';
import { provenanceOf } from './provenance.ts';
import { useDraft } from './useDraft.ts';
import styles from './DraftScreen.module.css';

export const DraftScreen = ({ draftId }: { readonly draftId: string }) => {
  const draft = useOperation('drafts.get', { draftId });
  const settings = useOperation('settings.get', {});
  if (draft.isError)
    return <FailedPage title="Log a form" fault={draft.error} onRetry={() => void draft.refetch()} />;
  if (settings.isError)
    return <FailedPage title="Log a form" fault={settings.error} onRetry={() => void settings.refetch()} />;
  if (draft.isPending || settings.isPending) return <Loading what="the draft" />;
  return (
    <DraftEditor
      key={draftId}
      draft={draft.data}
      procedure={settings.data.procedure.procedure}
      today={officeDayOf(settings.data.now)}
    />
  );
};

const DraftEditor = ({
  draft,
  procedure,
  today,
}: {
  readonly draft: Draft;
  readonly procedure: Procedure;
  readonly today: PlainDate;
}) => {
  const navigate = useNavigate();
  const announce = useAnnounce();
  const editing = useDraft(draft);
  const log = useChange('drafts.log');
  const discard = useChange('drafts.discard');
  const [issues, setIssues] = useState<readonly IntakeIssue[]>([]);
  const [fault, setFault] = useState<{ readonly message: string }>();
  const [active, setActive] = useState<string>();
  const [sought, setSought] = useState<{ readonly formPath: string }>();
  const { form, change } = editing;
  const { received } = draft;
  const marks = provenanceOf(form, received?.reading, received?.model, { procedure, today });

  const save = async (): Promise<void> => {
    setFault(undefined);
    const check = checkIntake(form, { procedure, today });
    if (!check.ok) {
      setIssues(inOrderOfThePage(check.issues));
      return;
    }
    setIssues([]);
    const revision = await editing.flush();
    if (revision === undefined) return;
    try {
      const logged = await log.mutateAsync({ draftId: draft.id, revision });
      editing.stop();
      announce(`${logged.reference} is in the register.`);
      await navigate({ to: '/case/$caseId', params: { caseId: logged.caseId } });
    } catch (problem) {
      if (problem instanceof AppFault && problem.issues.length > 0)
        setIssues(inOrderOfThePage(problem.issues));
      else setFault(problem instanceof Error ? problem : { message: 'It could not be saved. Try again.' });
    }
  };

  const putAway = async (): Promise<void> => {
    await editing.flush();
    await navigate({ to: '/today' });
  };

  const throwAway = async (): Promise<void> => {
    setFault(undefined);
    try {
      await discard.mutateAsync({ draftId: draft.id });
      editing.stop();
      announce({
        text: 'The draft is discarded. A business manager erases it under Retention.',
        action: {
          label: 'Undo',
          run: () =>
            void api.drafts.restore({ draftId: draft.id }).then(
              () => navigate({ to: '/log/$draftId', params: { draftId: draft.id } }),
              () => announce({ text: 'The draft could not be brought back.', isFault: true }),
            ),
        },
      });
      await navigate({ to: '/today' });
    } catch (problem) {
      setFault(problem instanceof Error ? problem : { message: 'The draft could not be discarded.' });
    }
  };

  return (
    <div className={styles['screen']} onBlur={() => void editing.flush()}>
      <header className={styles['bar']}>
        <h1 tabIndex={-1}>Log a form</h1>
        <p className={styles['kept']} role="status">
          {keptWords(editing.state, clockTimeOf(editing.savedAt))}
        </p>
        <Button variant="subtle" color="stop" onClick={() => void throwAway()}>
          Discard
        </Button>
        <Button variant="default" onClick={() => void putAway()}>
          Close, keep the draft
        </Button>
        <Button onClick={() => void save()} loading={log.isPending}>
          Save to the register
        </Button>
      </header>
      <div className={styles['columns']} data-document={received !== undefined}>
        {received && (
          <DocumentPane
            received={received}
            phrases={marks.phrases}
            active={active}
            sought={sought}
            onChoose={focusField}
          />
        )}
        <div className={styles['fields']}>
          <ErrorSummary issues={issues} title="Put these right before saving" />
          {fault && <Failed fault={fault} />}
          {editing.state === 'conflict' && (
            <Callout kind="stop" title="Somebody else has changed this draft">
              <p>What you typed is still on this screen. Keep yours, or open the other version.</p>
              <div className={styles['buttons']}>
                <Button onClick={() => void editing.keepMine()}>Keep what is on this screen</Button>
                <Button variant="default" onClick={() => window.location.reload()}>
                  Open the other version
                </Button>
              </div>
            </Callout>
          )}
          {editing.state === 'failed' && (
            <Callout kind="stop" title="The draft could not be kept">
              <p>{editing.problem}</p>
              <div className={styles['buttons']}>
                <Button variant="default" onClick={() => void editing.flush()}>
                  Try again
                </Button>
              </div>
            </Callout>
          )}
          {received?.reading && (
            <ToCheckPanel toCheck={marks.toCheck} counts={marks.counts} onChoose={focusField} />
          )}
          {received && !received.reading && (
            <Callout kind="check" title="Nothing was filled in from this file">
              <p>
                {received.problem?.message ??
                  'It is not a form that the register knows. It is kept as evidence; type what it says.'}
              </p>
            </Callout>
          )}
          <IntakeForm
            editing={{
              form,
              change,
              issues,
              procedure,
              provenanceOf: marks.of,
              showInDocument: (formPath) => setSought({ formPath }),
            }}
            onFocusField={setActive}
          />
          <footer className={styles['foot']}>
            <Button onClick={() => void save()} loading={log.isPending}>
              Save to the register
            </Button>
            <Button variant="default" onClick={() => document.getElementById('intake-coding')?.focus()}>
              Go to coding
            </Button>
          </footer>
        </div>
        <AlikePanel form={form} onChange={change} documentSha256={received?.document.sha256} />
      </div>
    </div>
  );
};

const focusField = (formPath: string): void => {
  const field = document.getElementById(fieldId(formPath));
  field?.scrollIntoView({ block: 'center' });
  field?.focus();
};

const keptWords = (state: 'kept' | 'keeping' | 'conflict' | 'failed', at: string): string => {
  if (state === 'kept') return `Draft kept at ${at}`;
  return state === 'keeping' ? 'Keeping the draft…' : 'The draft is not kept';
};

const ToCheckPanel = ({
  toCheck,
  counts,
  onChoose,
}: {
  readonly toCheck: readonly { readonly formPath?: string; readonly message: string }[];
  readonly counts: { readonly found: number; readonly toCheck: number; readonly notInForm: number };
  readonly onChoose: (formPath: string) => void;
}) => {
  const figures = (
    <p className={styles['figures']}>
      <span>
        <b>{counts.found}</b> found
      </span>
      <span>
        <b>{counts.toCheck}</b> to check
      </span>
      <span>
        <b>{counts.notInForm}</b> not in the form
      </span>
    </p>
  );
  if (toCheck.length === 0) return <div className={styles['counts']}>{figures}</div>;
  return (
    <Callout
      kind="check"
      title={`${toCheck.length === 1 ? 'One thing' : `${toCheck.length} things`} to check before saving`}
    >
      <ul className={styles['checks']}>
        {toCheck.map(({ formPath, message }) => (
          <li key={`${formPath ?? ''} ${message}`}>
            {formPath === undefined ? (
              message
            ) : (
              <LinkButton onClick={() => onChoose(formPath)}>{message}</LinkButton>
            )}
          </li>
        ))}
      </ul>
      {figures}
    </Callout>
  );
};
