import { Button, Checkbox, Group, Radio } from '@mantine/core';
import { useState } from 'react';
import type { CaseDetail } from '../../../shared/contract/cases.ts';
import type { OutputOf } from '../../../shared/contract/index.ts';
import { decisionOutcomes } from '../../../shared/domain/codes.ts';
import { useChange } from '../../api/useOperation.ts';
import { useUnsaved, type Unsaved } from '../../api/useUnsaved.ts';
import { clockTimeOf } from '../../api/wordsForMoments.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import { Form } from '../../components/Form.tsx';
import { PlainText } from '../../components/PlainText.tsx';
import { Failed, Loading } from '../../components/ScreenState.tsx';
import { WordsField } from '../case/dialogFields.tsx';
import { useFormChange } from '../case/useFormChange.ts';
import { DecisionForm } from '../decision/DecisionForm.tsx';
import { readTypedDecision, startTyping, whenDecisionEmpty } from '../decision/decisionTyping.ts';
import { notesToSend, packWorkSchema, packWorkStore, type PackWork } from './packWork.ts';
import styles from './PackDesk.module.css';

type Pack = OutputOf<'packDesk.get'>;

/** Notes and a decision on one case of the pack: kept as they are typed, then made ready to be signed. */
export const AnswerForm = ({ pack, detail }: { readonly pack: Pack; readonly detail: CaseDetail }) => {
  const { caseId } = detail.row;
  const work = useUnsaved('pack', caseId, packWorkSchema, packWorkStore);
  const ready = pack.cases.find((one) => one.caseId === caseId)?.answer;
  if (ready) return <ReadyAnswer pack={pack} caseId={caseId} answer={ready} />;
  if (!work.ready) return <Loading what="your notes" />;
  return <Editor pack={pack} detail={detail} work={work} />;
};

const ReadyAnswer = ({
  pack,
  caseId,
  answer: { decision, notes },
}: {
  readonly pack: Pack;
  readonly caseId: string;
  readonly answer: NonNullable<Pack['cases'][number]['answer']>;
}) => {
  const change = useChange('packDesk.setAnswer');
  return (
    <section className={styles['form']} aria-label="Your answer">
      <h2>Your answer{pack.signedAt === undefined ? ', ready to be signed' : ', signed'}</h2>
      {decision && (
        <>
          <p>
            <b>{decisionOutcomes[decision.outcome]}</b>
          </p>
          <PlainText>{decision.decision}</PlainText>
          <h3>Reasons</h3>
          <PlainText>{decision.reasons}</PlainText>
        </>
      )}
      {notes !== '' && (
        <>
          <h3>Notes for the file</h3>
          <PlainText>{notes}</PlainText>
        </>
      )}
      {change.error && <Failed fault={change.error} />}
      {pack.signedAt === undefined && (
        <Group>
          <Button
            variant="default"
            loading={change.isPending}
            onClick={() => change.mutate({ caseId, answer: null })}
          >
            Go on writing
          </Button>
        </Group>
      )}
    </section>
  );
};

const Editor = ({
  pack,
  detail,
  work,
}: {
  readonly pack: Pack;
  readonly detail: CaseDetail;
  readonly work: Unsaved<PackWork>;
}) => {
  const { row, procedure } = detail;
  const { bodyIds } = pack.reviewer;
  const announce = useAnnounce();
  const [value, setValue] = useState<PackWork>(
    () =>
      work.found?.value ?? {
        answers: '',
        typed: startTyping(undefined, { bodyIds, today: pack.today }),
        notes: '',
        privateNotes: '',
        sendsPrivate: false,
      },
  );
  const change = useFormChange(
    'packDesk.setAnswer',
    () => announce('Your answer is ready to be signed.'),
    Object.fromEntries(Object.entries(whenDecisionEmpty).map(([path, words]) => [`answer.${path}`, words])),
  );
  const set = (part: Partial<PackWork>): void => {
    const next = { ...value, ...part };
    setValue(next);
    work.keep(next);
  };
  const amending = detail.decision !== undefined;
  const stage = detail.stages.find(({ order }) => order === row.stage.order);
  const undone = (stage?.duties ?? []).filter(
    ({ required, done, kind }) => required && !done && kind !== 'confirmInWriting' && kind !== 'childOutcome',
  );
  // The fields of a decision carry the same names wherever it is made.
  const here = (path: string): string => path.replace(/^answer\./, '');
  const issues = change.issues.map((issue) => ({ ...issue, path: here(issue.path) }));
  const errorOf = (path: string): string | undefined => issues.find((issue) => issue.path === path)?.message;

  const submit = (): void => {
    work.flush();
    const notes = notesToSend(value);
    if (value.answers !== 'decision') {
      change.submit(
        { caseId: row.caseId, answer: { notes } },
        value.answers === ''
          ? [{ path: 'answers', message: 'Say whether you decide or send notes alone' }]
          : notes === ''
            ? [{ path: 'notes', message: 'Write the note that you want to send' }]
            : [],
      );
      return;
    }
    const { made, issues: own } = readTypedDecision(
      { ...value.typed, deciderName: pack.reviewer.name },
      { procedure, amending },
    );
    change.submit(
      { caseId: row.caseId, answer: { ...made, notes } },
      own.map((issue) => ({ ...issue, path: `answer.${issue.path}` })),
    );
  };

  return (
    <Form className={styles['form']} aria-label="Your answer" onSubmit={submit}>
      <h2>Your answer</h2>
      <p className={styles['kept']} role="status">
        {work.keptAt
          ? `Kept on this computer, encrypted, at ${clockTimeOf(work.keptAt)}`
          : 'What you write is kept on this computer, encrypted.'}
      </p>
      <ErrorSummary issues={issues} />
      {change.fault && <Failed fault={change.fault} />}
      <WordsField
        path="privateNotes"
        label="Notes for yourself"
        hint="They stay on this computer."
        lines={3}
        value={value.privateNotes}
        onChange={(privateNotes) => set({ privateNotes })}
      />
      <Checkbox
        label="Send these notes back as well, for the file"
        checked={value.sendsPrivate}
        onChange={(event) => set({ sendsPrivate: event.currentTarget.checked })}
      />
      <WordsField
        path="notes"
        label="Notes for the file"
        hint="They go back with your answer, and everybody who may see the case can read them."
        lines={3}
        value={value.notes}
        error={errorOf('notes')}
        onChange={(notes) => set({ notes })}
      />
      <Radio.Group
        id="field-answers"
        label="What do you send back?"
        value={value.answers}
        error={errorOf('answers')}
        onChange={(answers) => set({ answers: answers as PackWork['answers'] })}
      >
        <div className={styles['choices']}>
          <Radio value="decision" label="My decision" />
          <Radio value="notes" label="Notes alone: I need more before I can decide" />
        </div>
      </Radio.Group>
      {value.answers === 'decision' && (
        <DecisionForm
          facts={{
            procedure,
            bodies: procedure.decisionBodies
              .filter(({ id }) => bodyIds.includes(id))
              .map(({ id, label }) => ({ code: id, label })),
            signer: pack.reviewer.name,
            deciders: [],
            members: [],
            agencies: pack.agencies,
            undone: undone.map(({ label }) => label),
            amending,
          }}
          typed={value.typed}
          errorOf={errorOf}
          onChange={(part) => set({ typed: { ...value.typed, ...part } })}
        />
      )}
      <Group>
        <Button type="submit" loading={change.busy}>
          Make it ready to sign
        </Button>
      </Group>
    </Form>
  );
};
