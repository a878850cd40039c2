/**
 * Deciding a case: made ready by the unit, signed by the chair or scrutineer, or recorded from the written evidence of
 * another place. This folder holds the screen and the form that a review pack shows too; it imports the renderer's
 * components and api, shared, and the fields of the case's dialogs.
 */
import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { CaseDetail } from '../../../shared/contract/cases.ts';
import { officeDayOf, type PlainDate } from '../../../shared/domain/calendarTypes.ts';
import { codesOf } from '../../../shared/domain/codes.ts';
import { AGREEMENT_BODY } from '../../../shared/domain/caseCourse.ts';
import { mayDo, roles } from '../../../shared/domain/permissions.ts';
import { getStage, type DecisionBody } from '../../../shared/domain/procedures/procedureSchema.ts';
import { maySign } from '../../../shared/domain/signing.ts';
import { listInWords, shortDate } from '../../../shared/domain/wordsForDates.ts';
import { useMayDo, useSession } from '../../api/session.tsx';
import { useOperation } from '../../api/useOperation.ts';
import { useUnsaved, type Unsaved } from '../../api/useUnsaved.ts';
import { clockTimeOf, momentInWords } from '../../api/wordsForMoments.ts';
import { useAnnounce, useAnnounceForNow } from '../../components/Announcer.tsx';
import { Callout } from '../../components/Callout.tsx';
import { DueMark } from '../../components/DueMark.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import { FailedPage } from '../../components/FailedPage.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { PlainText } from '../../components/PlainText.tsx';
import { Empty, Failed, Loading } from '../../components/ScreenState.tsx';
import { SourceNote } from '../../components/SourceNote.tsx';
import { StageLadder } from '../../components/StageLadder.tsx';
import { ChoiceField, LineField } from '../case/dialogFields.tsx';
import { FormDialog } from '../case/FormDialog.tsx';
import { useFormChange } from '../case/useFormChange.ts';
import { DecisionForm } from './DecisionForm.tsx';
import { RecordPanel, SignPanel, SubmitPanel } from './DecisionPanels.tsx';
import { DecisionSteps } from './DecisionSteps.tsx';
import {
  readTypedDecision,
  startTyping,
  typedDecisionSchema,
  whenDecisionEmpty,
  type TypedDecision,
} from './decisionTyping.ts';
import styles from './DecisionScreen.module.css';

export const DecisionScreen = ({ caseId }: { readonly caseId: string }) => {
  const { role } = useSession();
  const detail = useOperation('cases.get', { caseId });
  const settings = useOperation('settings.get', {});
  const unsaved = useUnsaved('decision', caseId, typedDecisionSchema);
  if (detail.isError)
    return <FailedPage title="Decision" fault={detail.error} onRetry={() => void detail.refetch()} />;
  if (settings.isError)
    return <FailedPage title="Decision" fault={settings.error} onRetry={() => void settings.refetch()} />;
  if (detail.isPending || settings.isPending || !unsaved.ready) return <Loading what="the case" />;
  const { row, procedure, decision } = detail.data;
  const stage = getStage(procedure, row.stage.order);
  const mine = bodiesOf(detail.data).filter((body) => maySign(role, body));
  const refusal =
    !mayDo(role, 'decisions.sign') && !mayDo(role, 'decisions.prepare')
      ? 'A decision is made ready by the unit, and signed by the independent chair or scrutineer.'
      : !decision && stage.decisionBodies.length === 0
        ? `A decision is made at a later ${procedure.stageWord} than ${stage.label}.`
        : !decision && row.status === 'closed'
          ? 'The case is closed without a decision. A business manager can reopen it.'
          : mayDo(role, 'decisions.sign') && mine.length === 0
            ? `At ${stage.label} the ${listInWords(bodiesOf(detail.data).map(({ label }) => label))} decides, and nobody signs for somebody else. A business manager records the decision from its written evidence.`
            : undefined;
  if (refusal !== undefined)
    return (
      <>
        <PageHeader title="Decision" back={backTo(detail.data)} />
        <Empty
          title="No decision can be recorded here"
          action={
            <Link to="/case/$caseId" params={{ caseId }}>
              Back to the case
            </Link>
          }
        >
          {refusal}
        </Empty>
      </>
    );
  return <Editor detail={detail.data} today={officeDayOf(settings.data.now)} unsaved={unsaved} />;
};

const backTo = (detail: CaseDetail) => ({
  label: `${listInWords(detail.row.people.map((person) => person.name))}, ${detail.row.reference}`,
  link: { to: '/case/$caseId' as const, params: { caseId: detail.row.caseId } },
});

/** Who decides where the case stands. */
const bodiesOf = ({ procedure, row }: CaseDetail): readonly DecisionBody[] => {
  const { decisionBodies } = getStage(procedure, row.stage.order);
  return procedure.decisionBodies.filter(({ id }) => decisionBodies.includes(id));
};

const hasSigner = (body: DecisionBody): boolean => codesOf(roles).some((role) => maySign(role, body));

type Way = 'sign' | 'submit' | 'elsewhere';

const Editor = ({
  detail,
  today,
  unsaved,
}: {
  readonly detail: CaseDetail;
  readonly today: PlainDate;
  readonly unsaved: Unsaved<TypedDecision>;
}) => {
  const session = useSession();
  const navigate = useNavigate();
  const announce = useAnnounceForNow();
  const putAway = useRef<() => void>(undefined);
  useEffect(() => () => putAway.current?.(), []);
  const directory = useOperation('directory.get', {});
  const agencies = useOperation('directory.listAgencies', {});
  const mayRecord = useMayDo('decisions.recordElsewhere');
  const signs = useMayDo('decisions.sign');
  const { row, procedure, decision, submission } = detail;
  const bodies = bodiesOf(detail);
  const signable = bodies.filter((body) => (signs ? maySign(session.role, body) : hasSigner(body)));
  const [way, setWay] = useState<Way>(
    signs ? 'sign' : signable.length > 0 && (submission || !mayRecord) ? 'submit' : 'elsewhere',
  );
  const offered = way === 'elsewhere' ? bodies : signable;
  const startHere = () =>
    startTyping(submission?.decision ?? decision, {
      bodyIds:
        way === 'elsewhere'
          ? [...offered.map(({ id }) => id), AGREEMENT_BODY.id]
          : offered.map(({ id }) => id),
      today,
    });
  const [typed, setTyped] = useState(unsaved.found?.value ?? startHere());
  const [restored, setRestored] = useState(unsaved.found !== undefined);
  const [sendingBack, setSendingBack] = useState(false);
  const amending = decision !== undefined;
  const params = { caseId: row.caseId };
  const done = async (words: string, to: 'case' | 'notice') => {
    await unsaved.discard();
    announce(words);
    await navigate(
      to === 'case'
        ? { to: '/case/$caseId', params, search: { tab: 'decision' } }
        : { to: '/case/$caseId/notice', params },
    );
  };
  const submit = useFormChange(
    'decisions.submit',
    () => done('The decision is submitted, to be signed.', 'case'),
    whenDecisionEmpty,
  );
  const sign = useFormChange(
    'decisions.sign',
    () => done('The decision is signed and locked.', 'case'),
    whenDecisionEmpty,
  );
  const record = useFormChange(
    'decisions.recordElsewhere',
    () => done('The decision is recorded.', 'notice'),
    whenDecisionEmpty,
  );
  const change = { sign, submit, elsewhere: record }[way];
  const { errorOf } = change;
  const startAgain = () => {
    const before = typed;
    setTyped(startHere());
    setRestored(false);
    void unsaved.discard();
    putAway.current = announce({
      text: 'What was typed is put away.',
      action: {
        label: 'Undo',
        run: () => {
          setTyped(before);
          unsaved.keep(before);
          announce({ text: 'It is as it was.', quiet: true });
        },
      },
    });
  };
  const set = (part: Partial<TypedDecision>) => {
    // What Undo would bring back is older than this.
    putAway.current?.();
    const next = { ...typed, ...part };
    setTyped(next);
    unsaved.keep(next);
  };
  const read = () => {
    const made = readTypedDecision(typed, { procedure, amending });
    const ref = { caseId: row.caseId, revision: detail.revision };
    return { input: { ...ref, ...made.made }, issues: made.issues };
  };
  const open = detail.stages.find((one) => one.state === 'open');
  const undone =
    open?.duties
      .filter(
        ({ kind, required, done: isDone }) =>
          required && !isDone && kind !== 'confirmInWriting' && kind !== 'childOutcome',
      )
      .map(({ label }) => label) ?? [];
  const body = bodies.find(({ id }) => id === typed.bodyId);
  const deciders = (directory.data?.decisionMakers ?? [])
    .filter(({ bodyId, retired }) => !retired && (typed.bodyId === '' || bodyId === typed.bodyId))
    .map(({ name }) => name);
  return (
    <div onBlur={unsaved.flush}>
      <PageHeader
        title={amending ? 'Amend the decision' : 'Decision'}
        back={backTo(detail)}
        subtitle={
          <span className={styles['subtitle']}>
            <StageLadder order={row.stage.order} of={row.stage.of} label={row.stage.label} />
            <span>{row.people.map((person) => person.age).join(', ')}</span>
            {row.due.kind !== 'none' && <DueMark due={row.due} />}
          </span>
        }
        actions={
          <div>
            <DecisionSteps
              at={way !== 'elsewhere' && (submission || way === 'sign') ? 'signature' : 'draft'}
              leftOut={
                way === 'elsewhere'
                  ? ['submitted', 'signature']
                  : way === 'sign' && !submission
                    ? ['submitted']
                    : []
              }
            />
            <p className={styles['kept']} role="status">
              {unsaved.keptAt ? `Kept as typed at ${clockTimeOf(unsaved.keptAt)}` : ''}
            </p>
          </div>
        }
      />
      <div className={styles['columns']}>
        <div className={styles['form']}>
          <ErrorSummary issues={change.issues} />
          {change.fault && change.fault.code !== 'wrong-passphrase' && <Failed fault={change.fault} />}
          {submission && (
            <Callout
              kind="note"
              title={`Submitted by ${submission.submittedBy}, ${momentInWords(submission.submittedAt)}`}
            >
              <p>
                {signs
                  ? 'You may still change the words. What was submitted is kept beside what you sign.'
                  : 'It waits to be signed. Submitting again puts these words in its place.'}
              </p>
            </Callout>
          )}
          {restored && unsaved.found && (
            <Callout kind="note" title="This is what was being typed">
              <p>Kept on {momentInWords(unsaved.found.keptAt)}; not yet recorded.</p>
              <Button variant="default" className={styles['small']} onClick={startAgain}>
                Start again
              </Button>
            </Callout>
          )}
          {!signs && mayRecord && signable.length > 0 && (
            <ChoiceField<Way>
              path="way"
              label="How it is decided"
              choices={[
                {
                  code: 'elsewhere',
                  label: 'It was made elsewhere, and I have it in writing',
                  remark: 'Minutes, a letter, an e-mail: the file is kept with the decision',
                },
                {
                  code: 'submit',
                  label: 'Make it ready to be signed here',
                  remark: `The ${signable.map(({ label }) => label).join(' or the ')} reads it, may change it, and signs`,
                },
              ]}
              value={way}
              onChange={(next) => {
                setWay(next);
                if (next === 'submit' && !signable.some(({ id }) => id === typed.bodyId))
                  set({ bodyId: signable.length === 1 ? (signable[0]?.id ?? '') : '' });
              }}
            />
          )}
          <DecisionForm
            facts={{
              procedure,
              bodies: [
                ...offered.map(({ id, label }) => ({ code: id, label })),
                ...(way === 'elsewhere'
                  ? [
                      {
                        code: AGREEMENT_BODY.id,
                        label: 'Nobody: by agreement of the agencies',
                        remark: 'They came to terms, and no decision was needed',
                      },
                    ]
                  : []),
              ],
              signer: signs ? session.name : undefined,
              deciders,
              members: [
                ...(directory.data?.panelMembers ?? [])
                  .filter(({ retired }) => !retired)
                  .map(({ name, role, agencyId }) => ({ name, role, agencyId })),
                ...deciders.map((name) => ({ name, role: body?.label ?? '', agencyId: '' })),
              ],
              agencies: agencies.data?.agencies ?? [],
              undone,
              amending,
            }}
            typed={signs ? { ...typed, deciderName: session.name } : typed}
            errorOf={errorOf}
            onChange={set}
          />
          <p>
            <Link to="/case/$caseId" params={params}>
              Close, keep what is typed
            </Link>
          </p>
        </div>
        <aside className={styles['side']} aria-label="What was asked for, and signing">
          <WhatWasAsked detail={detail} />
          {way === 'sign' && (
            <SignPanel
              name={session.name}
              busy={sign.busy}
              errorOf={errorOf}
              fault={sign.fault}
              onSign={(passphrase, ownIssues) => {
                const { input, issues } = read();
                sign.submit(
                  { ...input, decision: { ...input.decision, deciderName: session.name }, passphrase },
                  [...issues, ...ownIssues],
                );
              }}
            />
          )}
          {way === 'submit' && (
            <SubmitPanel
              again={submission !== undefined}
              busy={submit.busy}
              onSubmit={() => {
                const { input, issues } = read();
                submit.submit(input, issues);
              }}
            />
          )}
          {way === 'elsewhere' && (
            <RecordPanel
              name={session.name}
              amending={amending}
              busy={record.busy}
              error={errorOf('evidenceDocumentId')}
              onRecord={(evidenceDocumentId) => {
                const { input, issues } = read();
                record.submit({ ...input, evidenceDocumentId }, issues);
              }}
            />
          )}
          {submission && (
            <Button variant="subtle" className={styles['small']} onClick={() => setSendingBack(true)}>
              Send back to draft
            </Button>
          )}
        </aside>
      </div>
      {sendingBack && <SendBackDialog detail={detail} onClose={() => setSendingBack(false)} />}
    </div>
  );
};

const SendBackDialog = ({
  detail,
  onClose,
}: {
  readonly detail: CaseDetail;
  readonly onClose: () => void;
}) => {
  const announce = useAnnounce();
  const navigate = useNavigate();
  const [reason, setReason] = useState('');
  const change = useFormChange(
    'decisions.sendBack',
    async () => {
      announce('The decision is sent back to draft.');
      onClose();
      await navigate({ to: '/case/$caseId', params: { caseId: detail.row.caseId } });
    },
    { reason: 'Say why it is sent back' },
  );
  return (
    <FormDialog
      title="Send the decision back to draft"
      submitLabel="Send it back"
      issues={change.issues}
      fault={change.fault}
      busy={change.busy}
      onClose={onClose}
      onSubmit={() => change.submit({ caseId: detail.row.caseId, revision: detail.revision, reason })}
    >
      <LineField
        path="reason"
        label="Why"
        hint="Whoever made it ready reads this."
        value={reason}
        error={change.errorOf('reason')}
        onChange={setReason}
      />
    </FormDialog>
  );
};

const WhatWasAsked = ({ detail }: { readonly detail: CaseDetail }) => {
  const { form, row } = detail;
  return (
    <section className={styles['asked']} aria-label="What was asked for">
      <h2>What was asked for</h2>
      <blockquote>
        <PlainText>
          {form.desiredOutcome === '' ? 'The form asks for nothing in particular.' : form.desiredOutcome}
        </PlainText>
      </blockquote>
      <p className={styles['second']}>
        {listInWords(row.raisedBy)}, received {shortDate(row.receivedOn)}
      </p>
      <h2>The disagreement</h2>
      <PlainText>{form.summary}</PlainText>
      <h2>Who decides at {row.stage.label}</h2>
      <ul>
        {bodiesOf(detail).map((body) => (
          <li key={body.id}>
            {body.label}
            <SourceNote source={body.source} />
          </li>
        ))}
      </ul>
    </section>
  );
};
