/** The case's dialogs: one for each thing that is recorded or changed from the case's page. */
import { Checkbox, Select } from '@mantine/core';
import { useState } from 'react';
import type { CaseDetail, CaseEntry, CaseStage } from '../../../shared/contract/cases.ts';
import { isOutcomeAgreed, outwardDoors } from '../../../shared/domain/caseCourse.ts';
import {
  codesOf,
  outcomesForChild,
  stageOutcomes,
  type OutcomeForChild,
  type StageOutcome,
} from '../../../shared/domain/codes.ts';
import { boxesOf, emptyDate } from '../../../shared/domain/intake.ts';
import type { PlainDate } from '../../../shared/domain/calendarTypes.ts';
import { getStage } from '../../../shared/domain/procedures/procedureSchema.ts';
import { describeDay } from '../../../shared/domain/wordsForDates.ts';
import { useChange } from '../../api/useOperation.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { DateBoxes } from '../../components/DateBoxes.tsx';
import { FieldShell } from '../../components/FieldShell.tsx';
import {
  ActionsField,
  ChoiceField,
  FileField,
  LineField,
  readActions,
  WordsField,
  type TypedAction,
} from './dialogFields.tsx';
import { FormDialog } from './FormDialog.tsx';
import { NO_DAY, readDay, useFormChange } from './useFormChange.ts';

interface DialogProps {
  readonly detail: CaseDetail;
  readonly today: PlainDate;
  readonly onClose: () => void;
}

type Attached = { readonly id: string; readonly fileName: string } | undefined;

/** What every dialog needs to send: the case, and the revision that it was seen at. */
const changeOf = (detail: CaseDetail) => ({ caseId: detail.row.caseId, revision: detail.revision });

/** What was typed with one person or thing on each line. */
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const useDone = (onClose: () => void, words: string) => {
  const announce = useAnnounce();
  return () => {
    announce(words);
    onClose();
  };
};

const entryWords: Readonly<
  Record<CaseEntry['kind'], { readonly title: string; readonly what: string; readonly words: string }>
> = {
  contact: { title: 'Record a contact', what: 'With whom, and how', words: 'What was said' },
  meeting: { title: 'Record a meeting', what: 'What the meeting was', words: 'Areas of discussion' },
  note: { title: 'Add a note', what: 'What it is about', words: 'Note' },
  evidence: { title: 'Add evidence', what: 'What it is', words: 'What it shows' },
  dutyDone: { title: 'Record as done', what: 'What was done', words: 'Details' },
};

const entryAsks: Readonly<Record<CaseEntry['kind'], string>> = {
  contact: 'who the contact was with, and how',
  meeting: 'what the meeting was',
  note: 'what the note is about',
  evidence: 'what the evidence is',
  dutyDone: 'what was done',
};

export const EntryDialog = ({
  detail,
  today,
  onClose,
  kind,
  stage,
  duty,
}: DialogProps & {
  readonly kind: CaseEntry['kind'];
  readonly stage: CaseStage;
  readonly duty?: CaseStage['duties'][number];
}) => {
  const [happenedOn, setHappenedOn] = useState(boxesOf(today));
  const [title, setTitle] = useState(duty?.label ?? '');
  const [words, setWords] = useState('');
  const [attendees, setAttendees] = useState('');
  const [agreements, setAgreements] = useState('');
  const [disagreements, setDisagreements] = useState('');
  const [actions, setActions] = useState<readonly TypedAction[]>([]);
  const [chair, setChair] = useState('');
  const [told, setTold] = useState('');
  const [alikeCaseIds, setAlikeCaseIds] = useState<readonly string[]>([]);
  const [timescaleId, setTimescaleId] = useState<string | null>(null);
  // A review and a mediation are meetings, whatever the entry is called.
  const isMeeting = kind === 'meeting' || duty?.kind === 'multiAgencyReview' || duty?.kind === 'mediation';
  const steps =
    stage.clock?.rows
      .filter((row) => row.doneByEntry && !row.done)
      .map((row) => ({ value: row.timescaleId, label: `${row.action} (${row.rule})` })) ?? [];
  const [attached, setAttached] = useState<Attached>();
  const change = useFormChange('cases.recordEntry', useDone(onClose, 'Recorded.'), {
    title: `Say ${entryAsks[kind]}`,
  });
  const labels = entryWords[kind];
  const submit = () => {
    const day = readDay('happenedOn', happenedOn);
    const read = readActions('actions', actions);
    const noFile =
      kind === 'evidence' && !attached && words.trim() === ''
        ? [{ path: 'words', message: 'Attach the file, or say what the evidence shows' }]
        : [];
    change.submit(
      {
        ...changeOf(detail),
        stageOrder: stage.order,
        kind,
        happenedOn: day.on ?? NO_DAY,
        title,
        words,
        attendees: linesOf(attendees),
        chair,
        told: linesOf(told),
        alikeCaseIds: [...alikeCaseIds],
        ...(timescaleId === null ? {} : { timescaleId }),
        agreements,
        disagreements,
        actions: read.actions,
        ...(duty ? { dutyId: duty.id } : {}),
        ...(attached ? { documentId: attached.id } : {}),
      },
      [...day.issues, ...read.issues, ...noFile],
    );
  };
  return (
    <FormDialog
      title={labels.title}
      submitLabel={kind === 'dutyDone' ? 'Record as done' : 'Save'}
      wide={isMeeting}
      issues={change.issues}
      fault={change.fault}
      busy={change.busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <DateBoxes
        path="happenedOn"
        label="Date"
        value={happenedOn}
        error={change.errorOf('happenedOn')}
        onChange={setHappenedOn}
      />
      <LineField
        path="title"
        label={labels.what}
        value={title}
        error={change.errorOf('title')}
        onChange={setTitle}
      />
      {(duty?.kind === 'tellReviewingOfficer' || duty?.kind === 'alertBoardRepresentatives') && (
        <WordsField
          path="told"
          label="Who was told"
          hint="One person on each line, with their agency."
          value={told}
          error={change.errorOf('told')}
          onChange={setTold}
        />
      )}
      {isMeeting && (
        <LineField
          path="chair"
          label="Who chaired it"
          value={chair}
          error={change.errorOf('chair')}
          onChange={setChair}
        />
      )}
      {isMeeting && (
        <WordsField
          path="attendees"
          label="Who attended"
          hint="One person on each line, with their agency."
          value={attendees}
          error={change.errorOf('attendees')}
          onChange={setAttendees}
        />
      )}
      <WordsField
        path="words"
        label={labels.words}
        lines={3}
        value={words}
        error={change.errorOf('words')}
        onChange={setWords}
      />
      {isMeeting && (
        <>
          <WordsField
            path="agreements"
            label="Agreed"
            value={agreements}
            error={change.errorOf('agreements')}
            onChange={setAgreements}
          />
          <WordsField
            path="disagreements"
            label="Not agreed"
            value={disagreements}
            onChange={setDisagreements}
          />
        </>
      )}
      {(isMeeting || kind === 'contact') && (
        <ActionsField
          path="actions"
          label="Actions"
          actions={actions}
          errorOf={change.errorOf}
          onChange={setActions}
        />
      )}
      {duty?.kind === 'similarConcerns' && detail.related.length > 0 && (
        <Checkbox.Group
          label="Cases with a similar concern"
          value={[...alikeCaseIds]}
          onChange={setAlikeCaseIds}
        >
          {detail.related.map(({ caseId, reference, reasons }) => (
            <Checkbox key={caseId} mt={8} value={caseId} label={`${reference}: ${reasons.join(', ')}`} />
          ))}
        </Checkbox.Group>
      )}
      {steps.length > 0 && (
        <FieldShell
          path="timescaleId"
          label="The step of the procedure that this was"
          hint="Only if it was one."
        >
          {(control) => (
            <Select {...control} data={steps} value={timescaleId} onChange={setTimescaleId} clearable />
          )}
        </FieldShell>
      )}
      <FileField
        label={kind === 'evidence' ? 'Drop the file here' : 'Drop a file here, if there is one'}
        attached={attached}
        onAttach={setAttached}
      />
    </FormDialog>
  );
};

export const ChildDateDialog = ({ detail, onClose, stage }: DialogProps & { readonly stage: CaseStage }) => {
  const [on, setOn] = useState(boxesOf(stage.childLed?.on));
  const [reason, setReason] = useState(stage.childLed?.reason ?? '');
  const change = useFormChange(
    'cases.setChildLedDate',
    useDone(onClose, "The child's own date is changed."),
    {
      reason: 'Say what happens to the child on that date, or why it is taken away',
    },
  );
  const submit = () => {
    const day = readDay('on', on, { required: !stage.childLed });
    change.submit({ ...changeOf(detail), on: day.on ?? null, reason }, day.issues);
  };
  return (
    <FormDialog
      title="The child's own date"
      submitLabel="Save the date"
      issues={change.issues}
      fault={change.fault}
      busy={change.busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>
        Where something happens to the child before the procedure&rsquo;s own date, the earlier date counts.
      </p>
      <DateBoxes
        path="on"
        label="To be resolved before"
        {...(stage.childLed ? { hint: 'Empty the boxes to take the date away.' } : {})}
        value={on}
        error={change.errorOf('on')}
        onChange={setOn}
      />
      <LineField
        path="reason"
        label="What happens to the child on that date, or why it is taken away"
        value={reason}
        error={change.errorOf('reason')}
        onChange={setReason}
      />
    </FormDialog>
  );
};

export const AgreedDateDialog = ({
  detail,
  onClose,
  stage,
  question,
}: DialogProps & { readonly stage: CaseStage; readonly question: string }) => {
  const [on, setOn] = useState(boxesOf(stage.agreedOn));
  const change = useFormChange('cases.setAgreedDate', useDone(onClose, 'The date is recorded.'));
  const submit = () => {
    const day = readDay('on', on);
    change.submit({ ...changeOf(detail), on: day.on ?? NO_DAY }, day.issues);
  };
  return (
    <FormDialog
      title="State the date"
      submitLabel="Save the date"
      issues={change.issues}
      fault={change.fault}
      busy={change.busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <DateBoxes path="on" label={question} value={on} error={change.errorOf('on')} onChange={setOn} />
    </FormDialog>
  );
};

export const ExtendDialog = ({ detail, onClose, stage }: DialogProps & { readonly stage: CaseStage }) => {
  const [on, setOn] = useState(boxesOf(stage.extension?.on));
  const [reason, setReason] = useState(stage.extension?.reason ?? '');
  const [beyond, setBeyond] = useState('');
  const change = useFormChange('cases.extend', useDone(onClose, 'The date is extended.'), {
    reason: 'Give the reason, and say who agreed to it',
  });
  const ceiling = stage.clock?.rows.find((row) => row.kind === 'ceiling');
  // The day itself is the strip's: a row's date is already shortened by the child's own.
  const ceilingOn = stage.clock?.days.find((one) => one.marks.includes('ceiling'))?.on;
  const day = readDay('on', on);
  const past = ceilingOn !== undefined && day.on !== undefined && day.on > ceilingOn;
  const submit = () =>
    change.submit(
      { ...changeOf(detail), on: day.on ?? NO_DAY, reason, beyondCeilingReason: past ? beyond : '' },
      [
        ...day.issues,
        ...(past && beyond.trim() === ''
          ? [
              {
                path: 'beyondCeilingReason',
                message: 'Say why it goes past the furthest day that the procedure allows',
              },
            ]
          : []),
      ],
    );
  return (
    <FormDialog
      title="Extend the date"
      submitLabel="Extend"
      issues={change.issues}
      fault={change.fault}
      busy={change.busy}
      onSubmit={submit}
      onClose={onClose}
    >
      {stage.clock?.dueOn && <p>It is now due on {describeDay(stage.clock.dueOn)}.</p>}
      {stage.childLed && (
        <p>The child&rsquo;s own date, {describeDay(stage.childLed.on)}, still counts where it is earlier.</p>
      )}
      {ceilingOn && (
        <p>
          The procedure allows an extension up to {describeDay(ceilingOn)} ({ceiling?.rule}). Past it, a
          reason is needed.
        </p>
      )}
      <DateBoxes path="on" label="New date" value={on} error={change.errorOf('on')} onChange={setOn} />
      <LineField
        path="reason"
        label="Reason, and who agreed to it"
        value={reason}
        error={change.errorOf('reason')}
        onChange={setReason}
      />
      {past && (
        <LineField
          path="beyondCeilingReason"
          label="Why it goes past the furthest day that the procedure allows"
          value={beyond}
          error={change.errorOf('beyondCeilingReason')}
          onChange={setBeyond}
        />
      )}
    </FormDialog>
  );
};

export const PauseDialog = ({ detail, onClose }: DialogProps) => {
  const [reason, setReason] = useState('');
  const change = useFormChange('cases.pause', useDone(onClose, 'The clock is paused.'), {
    reason: 'Say why the clock is paused',
  });
  return (
    <FormDialog
      title="Pause the clock"
      submitLabel="Pause"
      issues={change.issues}
      fault={change.fault}
      busy={change.busy}
      onSubmit={() => change.submit({ ...changeOf(detail), reason })}
      onClose={onClose}
    >
      <p>
        The due date moves on by the working days of the pause. Use it only where the procedure cannot go on.
      </p>
      <LineField
        path="reason"
        label="Reason"
        value={reason}
        error={change.errorOf('reason')}
        onChange={setReason}
      />
    </FormDialog>
  );
};

/** How a stage may end: "Re-directed" only where the procedure has somewhere to go. */
const endings = (detail: CaseDetail, stage: CaseStage) => {
  const next = detail.procedure.stages.find((candidate) => candidate.order === stage.order + 1);
  const remarks: Readonly<Record<StageOutcome, string>> = {
    resolved: 'The case closes.',
    understoodNotAgreed: 'The case closes.',
    notResolved:
      next && !next.outward ? `${next.label} opens: ${next.name}.` : 'There is no later stage to open.',
    withdrawn: 'The case closes.',
    redirected: 'The case closes and goes another way.',
  };
  return codesOf(stageOutcomes)
    .filter((code) => code !== 'redirected' || detail.procedure.otherRoutes.length > 0)
    .map((code) => ({ code, label: stageOutcomes[code], remark: remarks[code] }));
};

export const EndStageDialog = ({
  detail,
  today,
  onClose,
  stage,
}: DialogProps & { readonly stage: CaseStage }) => {
  const [outcome, setOutcome] = useState<StageOutcome | ''>('');
  const [endedOn, setEndedOn] = useState(boxesOf(today));
  const [words, setWords] = useState('');
  const [attached, setAttached] = useState<Attached>();
  const [noConfirmationReason, setNoConfirmationReason] = useState('');
  const [routeId, setRouteId] = useState<string | null>(null);
  const [nextAgreedOn, setNextAgreedOn] = useState(emptyDate);
  const [nextOpenedTime, setNextOpenedTime] = useState('');
  const [outcomeForChild, setOutcomeForChild] = useState<OutcomeForChild | ''>('');
  const [outcomeForChildWords, setOutcomeForChildWords] = useState('');
  const [undoneDutiesReason, setUndoneDutiesReason] = useState('');
  const [nextStageOrder, setNextStageOrder] = useState(stage.order + 1);
  const [skipReason, setSkipReason] = useState('');
  const { label } = getStage(detail.procedure, stage.order);
  const change = useFormChange('cases.endStage', useDone(onClose, `${label} is ended.`), {
    words: 'Say what was agreed, or where it stands',
  });
  const next = detail.procedure.stages.find((candidate) => candidate.order === nextStageOrder);
  const further = detail.procedure.stages.filter(({ order, outward }) => order > stage.order && !outward);
  const agreed = outcome !== '' && isOutcomeAgreed(outcome);
  const undone = stage.duties.filter(
    ({ kind, required, done }) => required && !done && kind !== 'confirmInWriting' && kind !== 'childOutcome',
  );
  const asks = next?.timescales.flatMap(({ length }) =>
    length.unit === 'agreed' ? [length.question] : [],
  )[0];
  const submit = () => {
    const day = readDay('endedOn', endedOn);
    const nextDay = readDay('nextAgreedOn', nextAgreedOn, { required: false });
    change.submit(
      {
        ...changeOf(detail),
        outcome: outcome as StageOutcome,
        endedOn: day.on ?? NO_DAY,
        words,
        ...(attached ? { confirmationDocumentId: attached.id } : {}),
        noConfirmationReason,
        ...(outcome === 'redirected' && routeId !== null ? { routeId } : {}),
        ...(agreed && outcomeForChild !== '' ? { outcomeForChild, outcomeForChildWords } : {}),
        undoneDutiesReason,
        ...(outcome === 'notResolved'
          ? {
              nextStageOrder,
              skipReason,
              ...(nextDay.on ? { nextAgreedOn: nextDay.on } : {}),
              ...(nextOpenedTime.trim() === '' ? {} : { nextOpenedTime: nextOpenedTime.trim() }),
            }
          : {}),
      },
      [
        ...day.issues,
        ...(outcome === 'notResolved' ? nextDay.issues : []),
        ...(attached || noConfirmationReason.trim() !== ''
          ? []
          : [
              {
                path: 'noConfirmationReason',
                message: 'Attach the written confirmation, or say why there is none',
              },
            ]),
        ...(outcome === 'redirected' && routeId === null
          ? [{ path: 'routeId', message: 'Choose where it goes instead' }]
          : []),
      ],
    );
  };
  return (
    <FormDialog
      title={`End ${label}`}
      submitLabel={`End ${label}`}
      wide
      issues={change.issues}
      fault={change.fault}
      busy={change.busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <ChoiceField
        path="outcome"
        label="How it ended"
        choices={endings(detail, stage)}
        value={outcome}
        error={change.errorOf('outcome')}
        onChange={setOutcome}
      />
      {outcome === 'redirected' && (
        <FieldShell path="routeId" label="Where it goes instead" error={change.errorOf('routeId')}>
          {(control) => (
            <Select
              {...control}
              data={detail.procedure.otherRoutes.map((route) => ({ value: route.id, label: route.label }))}
              value={routeId}
              onChange={setRouteId}
            />
          )}
        </FieldShell>
      )}
      <DateBoxes
        path="endedOn"
        label="Date it ended"
        value={endedOn}
        error={change.errorOf('endedOn')}
        onChange={setEndedOn}
      />
      <WordsField
        path="words"
        label="What was agreed, or where it stands"
        lines={3}
        value={words}
        error={change.errorOf('words')}
        onChange={setWords}
      />
      {agreed && (
        <>
          <ChoiceField
            path="outcomeForChild"
            label="Outcome for the child"
            choices={codesOf(outcomesForChild).map((code) => ({ code, label: outcomesForChild[code] }))}
            value={outcomeForChild}
            error={change.errorOf('outcomeForChild')}
            onChange={setOutcomeForChild}
          />
          <WordsField
            path="outcomeForChildWords"
            label="What it changed for the child and the family"
            value={outcomeForChildWords}
            error={change.errorOf('outcomeForChildWords')}
            onChange={setOutcomeForChildWords}
          />
        </>
      )}
      {outcome === 'notResolved' && further.length > 1 && (
        <ChoiceField
          path="nextStageOrder"
          label={`The ${detail.procedure.stageWord} that opens next`}
          choices={further.map(({ order, label: nextLabel, name }) => ({
            code: String(order),
            label: `${nextLabel}: ${name}`,
          }))}
          value={String(nextStageOrder)}
          error={change.errorOf('nextStageOrder')}
          onChange={(code) => setNextStageOrder(Number(code))}
        />
      )}
      {outcome === 'notResolved' && nextStageOrder > stage.order + 1 && (
        <LineField
          path="skipReason"
          label="Why what lies between is left out"
          value={skipReason}
          error={change.errorOf('skipReason')}
          onChange={setSkipReason}
        />
      )}
      {outcome === 'notResolved' && next?.timescales.some(({ length }) => length.unit === 'hours') && (
        <LineField
          path="nextOpenedTime"
          label={`Time at which ${next.label} opens`}
          hint="Its timescale counts hours. Leave empty if it opens now."
          value={nextOpenedTime}
          error={change.errorOf('nextOpenedTime')}
          onChange={setNextOpenedTime}
        />
      )}
      {(agreed || outcome === 'notResolved') && undone.length > 0 && (
        <LineField
          path="undoneDutiesReason"
          label="Why these are not done"
          hint={undone.map((duty) => duty.label).join('; ')}
          value={undoneDutiesReason}
          error={change.errorOf('undoneDutiesReason')}
          onChange={setUndoneDutiesReason}
        />
      )}
      {outcome === 'notResolved' && asks !== undefined && (
        <DateBoxes
          path="nextAgreedOn"
          label={asks}
          hint="Leave empty if it is not known yet; the register will ask."
          value={nextAgreedOn}
          error={change.errorOf('nextAgreedOn')}
          onChange={setNextAgreedOn}
        />
      )}
      <FileField
        label="Drop the written confirmation between the parties here"
        attached={attached}
        onAttach={setAttached}
      />
      {!attached && (
        <LineField
          path="noConfirmationReason"
          label="If there is no written confirmation, why"
          value={noConfirmationReason}
          error={change.errorOf('noConfirmationReason')}
          onChange={setNoConfirmationReason}
        />
      )}
    </FormDialog>
  );
};

export const ReopenDialog = ({ detail, onClose }: DialogProps) => {
  const [stageOrder, setStageOrder] = useState(detail.row.stage.order);
  const [reason, setReason] = useState('');
  const change = useFormChange('cases.reopen', useDone(onClose, 'The case is open again.'), {
    reason: 'Say why the case is reopened',
  });
  return (
    <FormDialog
      title="Reopen the case"
      submitLabel="Reopen"
      issues={change.issues}
      fault={change.fault}
      busy={change.busy}
      onSubmit={() => change.submit({ ...changeOf(detail), stageOrder, reason })}
      onClose={onClose}
    >
      <ChoiceField
        path="stageOrder"
        label={`The ${detail.procedure.stageWord} that it opens at`}
        choices={detail.procedure.stages
          .filter((stage) => !stage.outward)
          .map((stage) => ({ code: String(stage.order), label: `${stage.label}: ${stage.name}` }))}
        value={String(stageOrder)}
        error={change.errorOf('stageOrder')}
        onChange={(code) => setStageOrder(Number(code))}
      />
      <LineField
        path="reason"
        label="Reason"
        value={reason}
        error={change.errorOf('reason')}
        onChange={setReason}
      />
    </FormDialog>
  );
};

export const ReferOutwardDialog = ({ detail, today, onClose }: DialogProps) => {
  const doors = outwardDoors(detail.procedure);
  const [to, setTo] = useState(doors.length === 1 ? (doors[0]?.id ?? '') : '');
  const [on, setOn] = useState(boxesOf(today));
  const [words, setWords] = useState('');
  const change = useFormChange('cases.referOutward', useDone(onClose, 'The referral is recorded.'), {
    words: 'Say why it is referred',
  });
  const submit = () => {
    const day = readDay('on', on);
    change.submit({ ...changeOf(detail), to, on: day.on ?? NO_DAY, words }, day.issues);
  };
  return (
    <FormDialog
      title="Refer outward"
      submitLabel="Record the referral"
      issues={change.issues}
      fault={change.fault}
      busy={change.busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <ChoiceField
        path="to"
        label="To whom"
        choices={doors.map(({ id, label }) => ({ code: id, label }))}
        value={to}
        error={change.errorOf('to')}
        onChange={setTo}
      />
      <DateBoxes path="on" label="Date" value={on} error={change.errorOf('on')} onChange={setOn} />
      <WordsField
        path="words"
        label="Why, and what is asked"
        lines={3}
        value={words}
        error={change.errorOf('words')}
        onChange={setWords}
      />
    </FormDialog>
  );
};

export const CloseDialog = ({
  detail,
  onClose,
}: {
  readonly detail: CaseDetail;
  readonly onClose: () => void;
}) => {
  const close = useChange('cases.close');
  const announce = useAnnounce();
  return (
    <ConfirmDialog
      opened
      title="Close the case"
      confirmLabel="Close the case"
      busy={close.isPending}
      fault={close.error}
      onClose={onClose}
      onConfirm={() =>
        close.mutate(
          { caseId: detail.row.caseId, revision: detail.revision },
          {
            onSuccess: () => {
              announce(`${detail.row.reference} is closed.`);
              onClose();
            },
          },
        )
      }
    >
      <p>The case stays in the register, and a business manager can reopen it with a reason.</p>
    </ConfirmDialog>
  );
};
