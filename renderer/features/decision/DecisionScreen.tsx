/**
 * Recording the decision that ends a case, or amending it. This folder holds the screen; it imports the
 * renderer's components and api, shared, and the fields of the case's dialogs.
 */
import { Button, Select } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { z } from 'zod';
import type { CaseDetail } from '../../../shared/contract/cases.ts';
import { officeDayOf, type PlainDate } from '../../../shared/domain/calendarTypes.ts';
import {
  codesOf,
  decisionOutcomes,
  outcomesForChild,
  type DecisionOutcome,
  type OutcomeForChild,
} from '../../../shared/domain/codes.ts';
import { AGREEMENT_BODY } from '../../../shared/domain/caseCourse.ts';
import { boxesOf, dateBoxesSchema } from '../../../shared/domain/intake.ts';
import { getStage } from '../../../shared/domain/procedures/procedureSchema.ts';
import { listInWords, shortDate } from '../../../shared/domain/wordsForDates.ts';
import { useMayDo } from '../../api/session.tsx';
import { useOperation } from '../../api/useOperation.ts';
import { momentInWords, clockTimeOf } from '../../api/wordsForMoments.ts';
import { FailedPage } from '../../components/FailedPage.tsx';
import { useAnnounce } from '../../components/Announcer.tsx';
import { Callout } from '../../components/Callout.tsx';
import { DateBoxes } from '../../components/DateBoxes.tsx';
import { DueMark } from '../../components/DueMark.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import { FieldShell } from '../../components/FieldShell.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { PlainText } from '../../components/PlainText.tsx';
import { Empty, Failed, Loading } from '../../components/ScreenState.tsx';
import { SourceNote } from '../../components/SourceNote.tsx';
import { StageLadder } from '../../components/StageLadder.tsx';
import { ActionsField, ChoiceField, LineField, readActions, WordsField } from '../case/dialogFields.tsx';
import { NO_DAY, readDay, useFormChange } from '../case/useFormChange.ts';
import { useUnsaved, type Unsaved } from '../../api/useUnsaved.ts';
import styles from './DecisionScreen.module.css';

/** The screen's own fields, as typed and however unfinished. */
const typedSchema = z.strictObject({
  bodyId: z.string(),
  deciderName: z.string(),
  panel: z.array(z.strictObject({ name: z.string(), role: z.string(), agencyId: z.string() })),
  undoneDutiesReason: z.string(),
  decidedOn: dateBoxesSchema,
  outcome: z.enum(['', ...codesOf(decisionOutcomes)]),
  decision: z.string(),
  reasons: z.string(),
  requiredActions: z.array(z.strictObject({ action: z.string(), owner: z.string(), dueOn: dateBoxesSchema })),
  outcomeForChild: z.enum(['', ...codesOf(outcomesForChild)]),
  outcomeForChildWords: z.string(),
  widerLearning: z.string(),
  dissent: z.string(),
  referredOutwardTo: z.string(),
  amendmentReason: z.string(),
});
type Typed = z.infer<typeof typedSchema>;

const outcomeRemarks: Readonly<Record<DecisionOutcome, string>> = {
  upheld: 'The challenge is right',
  partlyUpheld: 'Right on some points',
  notUpheld: 'The first decision stands',
  agreementReached: 'The agencies agree',
  referredOutward: 'To someone outside',
};

const startFrom = (detail: CaseDetail, today: PlainDate): Typed => {
  const { decision, procedure, row } = detail;
  const bodies = getStage(procedure, row.stage.order).decisionBodies;
  return {
    bodyId: decision?.bodyId ?? (bodies.length === 1 ? (bodies[0] ?? '') : ''),
    deciderName: decision?.deciderName ?? '',
    panel: decision?.panel ?? [],
    undoneDutiesReason: '',
    decidedOn: boxesOf(decision?.decidedOn ?? today),
    outcome: decision?.outcome ?? '',
    decision: decision?.decision ?? '',
    reasons: decision?.reasons ?? '',
    requiredActions:
      decision?.requiredActions.map((action) => ({
        action: action.action,
        owner: action.owner,
        dueOn: boxesOf(action.dueOn),
      })) ?? [],
    outcomeForChild: decision?.outcomeForChild ?? '',
    outcomeForChildWords: decision?.outcomeForChildWords ?? '',
    widerLearning: decision?.widerLearning ?? '',
    dissent: decision?.dissent ?? '',
    referredOutwardTo: decision?.referredOutwardTo ?? '',
    amendmentReason: '',
  };
};

export const DecisionScreen = ({ caseId }: { readonly caseId: string }) => {
  const detail = useOperation('cases.get', { caseId });
  const settings = useOperation('settings.get', {});
  const mayDecide = useMayDo('decisions.record');
  const unsaved = useUnsaved('decision', caseId, typedSchema);
  if (detail.isError)
    return <FailedPage title="Decision" fault={detail.error} onRetry={() => void detail.refetch()} />;
  if (settings.isError)
    return <FailedPage title="Decision" fault={settings.error} onRetry={() => void settings.refetch()} />;
  if (detail.isPending || settings.isPending || !unsaved.ready) return <Loading what="the case" />;
  const { row, procedure, decision } = detail.data;
  const stage = getStage(procedure, row.stage.order);
  const refusal = !mayDecide
    ? 'Decisions are recorded by a business manager, an independent chair or an independent scrutineer.'
    : !decision && stage.decisionBodies.length === 0
      ? `A decision is made at a later ${procedure.stageWord} than ${stage.label}.`
      : !decision && row.status === 'closed'
        ? 'The case is closed without a decision. A business manager can reopen it.'
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

const Editor = ({
  detail,
  today,
  unsaved,
}: {
  readonly detail: CaseDetail;
  readonly today: PlainDate;
  readonly unsaved: Unsaved<Typed>;
}) => {
  const navigate = useNavigate();
  const announce = useAnnounce();
  const directory = useOperation('directory.get', {});
  const [typed, setTyped] = useState(unsaved.found?.value ?? startFrom(detail, today));
  const [restored, setRestored] = useState(unsaved.found !== undefined);
  const { row, procedure, decision } = detail;
  const amending = decision !== undefined;
  const params = { caseId: row.caseId };
  const change = useFormChange(
    'cases.recordDecision',
    async () => {
      await unsaved.discard();
      announce(amending ? 'The amended decision is recorded.' : 'The decision is recorded.');
      await navigate({ to: '/case/$caseId/notice', params });
    },
    whenEmpty,
  );
  const set = (part: Partial<Typed>) => {
    const next = { ...typed, ...part };
    setTyped(next);
    unsaved.keep(next);
  };
  const startAgain = () => {
    setTyped(startFrom(detail, today));
    setRestored(false);
    void unsaved.discard();
  };
  const body = procedure.decisionBodies.find(({ id }) => id === typed.bodyId);
  const sits = body?.kind === 'panel' || body?.kind === 'chairWithRepresentatives';
  const undone =
    detail.stages
      .find((one) => one.state === 'open')
      ?.duties.filter(
        ({ kind, required, done }) =>
          required && !done && kind !== 'confirmInWriting' && kind !== 'childOutcome',
      ) ?? [];
  const submit = () => {
    const day = readDay('decision.decidedOn', typed.decidedOn);
    const read = readActions('decision.requiredActions', typed.requiredActions);
    change.submit(
      {
        caseId: row.caseId,
        revision: detail.revision,
        decision: {
          bodyId: typed.bodyId,
          deciderName: typed.deciderName,
          panel: sits ? typed.panel : [],
          decidedOn: day.on ?? NO_DAY,
          outcome: typed.outcome as DecisionOutcome,
          decision: typed.decision,
          reasons: typed.reasons,
          requiredActions: read.actions,
          outcomeForChild: typed.outcomeForChild as OutcomeForChild,
          outcomeForChildWords: typed.outcomeForChildWords,
          widerLearning: typed.widerLearning,
          policyChange: '',
          told: [],
          dissent: typed.dissent,
          referredOutwardTo: typed.referredOutwardTo,
        },
        amendmentReason: typed.amendmentReason,
        undoneDutiesReason: typed.undoneDutiesReason,
      },
      [
        ...ownIssues(typed, amending),
        ...day.issues.map((issue) => ({ ...issue, message: `Date of the decision: ${issue.message}` })),
        ...read.issues,
      ],
    );
  };
  const { errorOf } = change;
  const stage = getStage(procedure, row.stage.order);
  const bodies = stage.decisionBodies.flatMap((id) => {
    const body = procedure.decisionBodies.find((candidate) => candidate.id === id);
    return body ? [{ code: body.id, label: body.label }] : [];
  });
  const byAgreement = typed.bodyId === AGREEMENT_BODY.id;
  const deciders = (directory.data?.decisionMakers ?? [])
    .filter(({ bodyId, retired }) => !retired && (typed.bodyId === '' || bodyId === typed.bodyId))
    .map(({ name }) => name);
  const members = [
    ...(directory.data?.panelMembers ?? []).filter(({ retired }) => !retired),
    ...deciders.map((name) => ({ name, role: body?.label ?? '', agencyId: '' })),
  ].map(({ name, role, agencyId }) => ({ name, role, agencyId }));
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
          <p className={styles['kept']} role="status">
            {unsaved.keptAt ? `Kept as typed at ${clockTimeOf(unsaved.keptAt)}` : ''}
          </p>
        }
      />
      <div className={styles['columns']}>
        <form
          noValidate
          className={styles['form']}
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <ErrorSummary issues={change.issues} />
          {change.fault && <Failed fault={change.fault} />}
          {restored && unsaved.found && (
            <Callout kind="note" title="This is what was being typed">
              <p>Kept on {momentInWords(unsaved.found.keptAt)}; not yet recorded.</p>
              <Button variant="default" className={styles['small']} onClick={startAgain}>
                Start again
              </Button>
            </Callout>
          )}
          <ChoiceField
            path="decision.bodyId"
            label="Who decides"
            choices={[
              ...bodies,
              {
                code: AGREEMENT_BODY.id,
                label: 'Nobody: by agreement of the agencies',
                remark: 'They came to terms, and no decision was needed',
              },
            ]}
            value={typed.bodyId}
            error={errorOf('decision.bodyId')}
            onChange={(bodyId) =>
              set({
                bodyId,
                ...(bodyId === AGREEMENT_BODY.id ? { outcome: 'agreementReached' as const } : {}),
              })
            }
          />
          <div className={styles['pair']}>
            <LineField
              path="decision.deciderName"
              label={byAgreement ? 'Name of who confirmed the agreement' : 'Name of who decided'}
              hint="As it should stand on the notice."
              value={typed.deciderName}
              error={errorOf('decision.deciderName')}
              suggestions={deciders}
              onChange={(deciderName) => set({ deciderName })}
            />
            <DateBoxes
              path="decision.decidedOn"
              label="Date of the decision"
              value={typed.decidedOn}
              error={errorOf('decision.decidedOn')}
              onChange={(decidedOn) => set({ decidedOn })}
            />
          </div>
          {sits && (
            <PanelField
              label={body.kind === 'panel' ? 'Who sat on the panel' : 'Nominated representatives'}
              panel={typed.panel}
              members={members}
              error={errorOf('decision.panel')}
              onChange={(panel) => set({ panel: [...panel] })}
            />
          )}
          <div className={styles['outcomes']}>
            <ChoiceField
              path="decision.outcome"
              label="Outcome"
              choices={codesOf(decisionOutcomes).map((code) => ({
                code,
                label: decisionOutcomes[code],
                remark: outcomeRemarks[code],
              }))}
              value={typed.outcome}
              error={errorOf('decision.outcome')}
              onChange={(outcome) => set({ outcome })}
            />
          </div>
          <WordsField
            path="decision.decision"
            label="Decision in plain words"
            hint="One or two sentences that the family could read."
            lines={3}
            value={typed.decision}
            error={errorOf('decision.decision')}
            onChange={(words) => set({ decision: words })}
          />
          <WordsField
            path="decision.reasons"
            label="Reasons"
            hint="What was weighed, and what decided it."
            lines={4}
            value={typed.reasons}
            error={errorOf('decision.reasons')}
            onChange={(reasons) => set({ reasons })}
          />
          <ActionsField
            path="decision.requiredActions"
            label="Required actions"
            actions={typed.requiredActions}
            errorOf={errorOf}
            onChange={(requiredActions) => set({ requiredActions: [...requiredActions] })}
          />
          <div className={styles['inline']}>
            <ChoiceField
              path="decision.outcomeForChild"
              label="Outcome for the child"
              choices={codesOf(outcomesForChild).map((code) => ({ code, label: outcomesForChild[code] }))}
              value={typed.outcomeForChild}
              error={errorOf('decision.outcomeForChild')}
              onChange={(outcomeForChild) => set({ outcomeForChild })}
            />
          </div>
          <div className={styles['pair']}>
            <WordsField
              path="decision.outcomeForChildWords"
              label="What it means for the child"
              value={typed.outcomeForChildWords}
              error={errorOf('decision.outcomeForChildWords')}
              onChange={(outcomeForChildWords) => set({ outcomeForChildWords })}
            />
            <WordsField
              path="decision.widerLearning"
              label="Wider learning"
              value={typed.widerLearning}
              error={errorOf('decision.widerLearning')}
              onChange={(widerLearning) => set({ widerLearning })}
            />
          </div>
          <div className={styles['pair']}>
            <WordsField
              path="decision.dissent"
              label="Dissent"
              hint="Who does not agree, and why. Leave empty if nobody."
              value={typed.dissent}
              error={errorOf('decision.dissent')}
              onChange={(dissent) => set({ dissent })}
            />
            <LineField
              path="decision.referredOutwardTo"
              label="Referred outward to"
              hint="Leave empty if it was not."
              value={typed.referredOutwardTo}
              error={errorOf('decision.referredOutwardTo')}
              onChange={(referredOutwardTo) => set({ referredOutwardTo })}
            />
          </div>
          {undone.length > 0 && (
            <LineField
              path="undoneDutiesReason"
              label="Why these are not done"
              hint={undone.map((duty) => duty.label).join('; ')}
              value={typed.undoneDutiesReason}
              error={errorOf('undoneDutiesReason')}
              onChange={(undoneDutiesReason) => set({ undoneDutiesReason })}
            />
          )}
          {amending && (
            <LineField
              path="amendmentReason"
              label="Why the decision is amended"
              hint="The earlier version is kept, and the amended decision needs its own notice."
              value={typed.amendmentReason}
              error={errorOf('amendmentReason')}
              onChange={(amendmentReason) => set({ amendmentReason })}
            />
          )}
          <div className={styles['foot']}>
            <Button type="submit" loading={change.busy}>
              {amending ? 'Record the amended decision' : 'Record the decision'}
            </Button>
            <Link to="/case/$caseId" params={params}>
              Close, keep what is typed
            </Link>
          </div>
        </form>
        <WhatWasAsked detail={detail} />
      </div>
    </div>
  );
};

/** One row each; without an agency of the directory it is somebody of the business unit. */
const PanelField = ({
  label,
  panel,
  members,
  error,
  onChange,
}: {
  readonly label: string;
  readonly panel: Typed['panel'];
  /** Those whom the directory names: choosing one fills a row. */
  readonly members: Typed['panel'];
  readonly error: string | undefined;
  readonly onChange: (panel: Typed['panel']) => void;
}) => {
  const agencies = useOperation('directory.listAgencies', {});
  const set = (index: number, part: Partial<Typed['panel'][number]>) =>
    onChange(panel.map((member, at) => (at === index ? { ...member, ...part } : member)));
  const nameOf = (agencyId: string): string =>
    agencies.data?.agencies.find(({ id }) => id === agencyId)?.name ?? 'The business unit';
  const offered = members.flatMap((member, index) =>
    panel.some(({ name, agencyId }) => name === member.name && agencyId === member.agencyId)
      ? []
      : [
          {
            value: String(index),
            label: [member.name, member.role, nameOf(member.agencyId)].filter(Boolean).join(', '),
          },
        ],
  );
  return (
    <FieldShell path="decision.panel" label={label} error={error}>
      {({ id }) => (
        <div id={id} role="group" aria-label={label} tabIndex={-1} className={styles['panel']}>
          {panel.map((member, index) => (
            <div key={index} className={styles['member']} role="group" aria-label={`Person ${index + 1}`}>
              <LineField
                path={`decision.panel.${index}.name`}
                label="Name"
                value={member.name}
                onChange={(name) => set(index, { name })}
              />
              <LineField
                path={`decision.panel.${index}.role`}
                label="Post"
                value={member.role}
                onChange={(role) => set(index, { role })}
              />
              <Select
                label="Agency"
                placeholder="The business unit"
                clearable
                data={agencies.data?.agencies.map(({ id: value, name }) => ({ value, label: name })) ?? []}
                value={member.agencyId === '' ? null : member.agencyId}
                onChange={(agencyId) => set(index, { agencyId: agencyId ?? '' })}
              />
              <Button
                variant="default"
                className={styles['small']}
                aria-label={`Take out person ${index + 1}`}
                onClick={() => onChange(panel.filter((_, at) => at !== index))}
              >
                Take out
              </Button>
            </div>
          ))}
          {offered.length > 0 && (
            <Select
              label="Add from the directory"
              placeholder="Choose a person"
              searchable
              data={offered}
              value={null}
              onChange={(index) => {
                const member = members[Number(index)];
                if (index !== null && member) onChange([...panel, member]);
              }}
            />
          )}
          <Button
            variant="default"
            className={styles['small']}
            onClick={() => onChange([...panel, { name: '', role: '', agencyId: '' }])}
          >
            Add a person
          </Button>
        </div>
      )}
    </FieldShell>
  );
};

const whenEmpty: Readonly<Record<string, string>> = {
  'decision.bodyId': 'Say who decides',
  'decision.deciderName': 'Give the name of who decided',
  'decision.decision': 'Give the decision in plain words',
  'decision.reasons': 'Give the reasons',
};

/** What the contract cannot know: an amendment's reason, and that a referral outward names its place. */
const ownIssues = (typed: Typed, amending: boolean) => [
  ...(typed.outcome === 'referredOutward' && typed.referredOutwardTo.trim() === ''
    ? [{ path: 'decision.referredOutwardTo', message: 'Say to whom it is referred' }]
    : []),
  ...(amending && typed.amendmentReason.trim() === ''
    ? [{ path: 'amendmentReason', message: 'Say why the decision is amended' }]
    : []),
];

const WhatWasAsked = ({ detail }: { readonly detail: CaseDetail }) => {
  const { form, procedure, row } = detail;
  const stage = getStage(procedure, row.stage.order);
  const received = detail.row.receivedOn;
  return (
    <aside className={styles['asked']} aria-label="What was asked for">
      <h2>What was asked for</h2>
      <blockquote>
        <PlainText>
          {form.desiredOutcome === '' ? 'The form asks for nothing in particular.' : form.desiredOutcome}
        </PlainText>
      </blockquote>
      <p className={styles['second']}>
        {listInWords(row.raisedBy)}, received {shortDate(received)}
      </p>
      <h2>The disagreement</h2>
      <PlainText>{form.summary}</PlainText>
      <h2>Who decides at {stage.label}</h2>
      <ul>
        {stage.decisionBodies.map((id) => {
          const body = procedure.decisionBodies.find((candidate) => candidate.id === id);
          return (
            body && (
              <li key={id}>
                {body.label}
                <SourceNote source={body.source} />
              </li>
            )
          );
        })}
      </ul>
    </aside>
  );
};
