/** Log a form, first page: the question of immediate danger, then the ways to bring a form in. */
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReceivedDocument } from '../../../shared/contract/documents.ts';
import { api } from '../../api/client.ts';
import { useOperation } from '../../api/useOperation.ts';
import { Callout } from '../../components/Callout.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Failed, Loading } from '../../components/ScreenState.tsx';
import { BlankForms } from './BlankForms.tsx';
import { DangerAdvice, DangerAnswers } from './DangerField.tsx';
import { ReceiveFile } from './ReceiveFile.tsx';
import styles from './StartIntake.module.css';

export const StartIntake = () => {
  const navigate = useNavigate();
  const settings = useOperation('settings.get', {});
  const [answer, setAnswer] = useState<'' | 'no' | 'yes'>('');
  const [unreadable, setUnreadable] = useState<ReceivedDocument>();
  const [fault, setFault] = useState<{ readonly message: string }>();

  const start = async (documentId?: string): Promise<void> => {
    setFault(undefined);
    const draft = await api.drafts.start(documentId === undefined ? {} : { documentId });
    await api.drafts.save({
      draftId: draft.id,
      revision: draft.revision,
      form: { ...draft.form, dangerAnswer: answer },
    });
    await navigate({ to: '/log/$draftId', params: { draftId: draft.id } });
  };
  const startOrSay = (documentId?: string): void =>
    void start(documentId).catch((problem: unknown) =>
      setFault(
        problem instanceof Error ? problem : { message: 'The draft could not be started. Try again.' },
      ),
    );

  if (settings.isPending) return <Loading what="the procedure" />;
  if (settings.isError) return <Failed fault={settings.error} onRetry={() => void settings.refetch()} />;
  const { procedure } = settings.data.procedure;
  return (
    <div className={styles['page']}>
      <PageHeader title="Log a form" subtitle={procedure.title} />
      <fieldset className={styles['question']}>
        <legend>Is the child in immediate danger?</legend>
        <p className={styles['hint']}>
          If so: 999, or {procedure.immediateDanger.door}. Answer this before anything else.
        </p>
        <DangerAnswers answer={answer} onAnswer={setAnswer} />
      </fieldset>
      {answer === 'yes' && <DangerAdvice procedure={procedure} />}
      {answer === 'no' && (
        <section aria-labelledby="bring-in" className={styles['ways']}>
          <h2 id="bring-in">Bring the form in</h2>
          <p>
            Use the file as it came. It is kept, encrypted, exactly as it is; what it says is filled in for
            you to check.
          </p>
          {fault && <Failed fault={fault} />}
          {unreadable ? (
            <Callout kind="check" title="This file could not be read">
              <p>{unreadable.problem?.message ?? 'It is not in a form that the register can read.'}</p>
              <p>Type the form in by hand; the file stays with the draft.</p>
              <div className={styles['buttons']}>
                <Button onClick={() => startOrSay(unreadable.document.id)}>Type it in by hand</Button>
                <Button variant="default" onClick={() => setUnreadable(undefined)}>
                  Bring in another file
                </Button>
              </div>
            </Callout>
          ) : (
            <>
              <ReceiveFile
                wholeWindow
                words="Drop the e-mail, Word document or PDF anywhere on this window"
                onReceived={async (received) => {
                  if (received.model) await start(received.document.id);
                  else setUnreadable(received);
                }}
              />
              <Button variant="default" onClick={() => startOrSay()}>
                There is no file: type it in by hand
              </Button>
            </>
          )}
        </section>
      )}
      <BlankForms />
    </div>
  );
};
