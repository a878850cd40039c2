import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { TrackedAction } from '../../../shared/contract/actions.ts';
import type { PlainDate } from '../../../shared/domain/calendarTypes.ts';
import { boxesOf } from '../../../shared/domain/intake.ts';
import { shortDate } from '../../../shared/domain/wordsForDates.ts';
import { useMayDo } from '../../api/session.tsx';
import { useAnnounce } from '../../components/Announcer.tsx';
import { DateBoxes } from '../../components/DateBoxes.tsx';
import { DueMark } from '../../components/DueMark.tsx';
import { LinkButton } from '../../components/LinkButton.tsx';
import { Empty } from '../../components/ScreenState.tsx';
import { PlainTable } from '../../components/PlainTable.tsx';
import { FileField, LineField, WordsField } from './dialogFields.tsx';
import { FormDialog } from './FormDialog.tsx';
import { NO_DAY, readDay, useFormChange } from './useFormChange.ts';
import styles from './CaseTabs.module.css';

interface Ref {
  readonly caseId: string;
  readonly revision: number;
}

export const ActionsTab = ({
  of: ref,
  actions,
  today,
  onOpenDocument,
}: {
  readonly of: Ref;
  readonly actions: readonly TrackedAction[];
  readonly today: PlainDate;
  readonly onOpenDocument: (documentId: string) => void;
}) => {
  const mayWork = useMayDo('cases.work');
  const [dialog, setDialog] = useState<{
    readonly kind: 'done' | 'reopen';
    readonly action: TrackedAction;
  }>();
  const close = () => setDialog(undefined);
  if (actions.length === 0)
    return (
      <Empty title="No actions yet">
        Actions agreed at a contact or a meeting, and those that the decision asks for, are listed here and
        followed until they are done.
      </Empty>
    );
  return (
    <>
      <PlainTable
        caption="Required actions"
        columns={['Action', 'Who', 'By', 'How it stands']}
        withActions={mayWork}
      >
        {actions.map((action) => (
          <tr key={action.id}>
            <td>
              {action.action}
              <p className={styles['second']}>{action.from}</p>
            </td>
            <td>{action.owner}</td>
            <td>{action.dueOn ? shortDate(action.dueOn) : 'No date'}</td>
            <td>
              <HowItStands action={action} onOpenDocument={onOpenDocument} />
            </td>
            {mayWork && (
              <td>
                <Button
                  variant={action.done ? 'subtle' : 'default'}
                  size="compact-sm"
                  aria-label={action.done ? `Open again: ${action.action}` : `Mark as done: ${action.action}`}
                  onClick={() => setDialog({ kind: action.done ? 'reopen' : 'done', action })}
                >
                  {action.done ? 'Open again' : 'Mark as done'}
                </Button>
              </td>
            )}
          </tr>
        ))}
      </PlainTable>
      {dialog?.kind === 'done' && (
        <DoneDialog of={ref} action={dialog.action} today={today} onClose={close} />
      )}
      {dialog?.kind === 'reopen' && <ReopenDialog of={ref} action={dialog.action} onClose={close} />}
    </>
  );
};

const HowItStands = ({
  action: { done, due },
  onOpenDocument,
}: {
  readonly action: TrackedAction;
  readonly onOpenDocument: (documentId: string) => void;
}) =>
  done ? (
    <>
      <span className={styles['done']}>
        <IconCheck size={16} stroke={2} aria-hidden="true" /> Done {shortDate(done.on)}
      </span>
      <p className={styles['second']}>
        {[done.words, `Recorded by ${done.by}`].filter((part) => part !== '').join('. ')}
      </p>
      {done.document && (
        <LinkButton onClick={() => done.document && onOpenDocument(done.document.id)}>
          {done.document.fileName}
        </LinkButton>
      )}
    </>
  ) : due.kind === 'none' ? (
    'Not done yet'
  ) : (
    <DueMark due={due} />
  );

const DoneDialog = ({
  of: ref,
  action,
  today,
  onClose,
}: {
  readonly of: Ref;
  readonly action: TrackedAction;
  readonly today: PlainDate;
  readonly onClose: () => void;
}) => {
  const announce = useAnnounce();
  const [on, setOn] = useState(boxesOf(today));
  const [words, setWords] = useState('');
  const [attached, setAttached] = useState<{ readonly id: string; readonly fileName: string }>();
  const change = useFormChange('actions.markDone', () => {
    announce('Marked as done. It can be opened again from the list.');
    onClose();
  });
  return (
    <FormDialog
      title="Mark the action as done"
      submitLabel="Mark as done"
      issues={change.issues}
      fault={change.fault}
      busy={change.busy}
      onClose={onClose}
      onSubmit={() => {
        const day = readDay('on', on);
        change.submit(
          {
            ...ref,
            actionId: action.id,
            on: day.on ?? NO_DAY,
            words,
            ...(attached ? { documentId: attached.id } : {}),
          },
          day.issues,
        );
      }}
    >
      <p>
        <b>{action.action}</b>
        <br />
        {action.owner}
      </p>
      <DateBoxes path="on" label="Done on" value={on} error={change.errorOf('on')} onChange={setOn} />
      <WordsField
        path="words"
        label="What was done, and how it is known"
        value={words}
        error={change.errorOf('words')}
        onChange={setWords}
      />
      <FileField label="Attach evidence" attached={attached} onAttach={setAttached} />
    </FormDialog>
  );
};

const ReopenDialog = ({
  of: ref,
  action,
  onClose,
}: {
  readonly of: Ref;
  readonly action: TrackedAction;
  readonly onClose: () => void;
}) => {
  const announce = useAnnounce();
  const [reason, setReason] = useState('');
  const change = useFormChange(
    'actions.reopen',
    () => {
      announce('The action is open again.');
      onClose();
    },
    { reason: 'Say why' },
  );
  return (
    <FormDialog
      title="Open the action again"
      submitLabel="Open again"
      issues={change.issues}
      fault={change.fault}
      busy={change.busy}
      onClose={onClose}
      onSubmit={() => change.submit({ ...ref, actionId: action.id, reason })}
    >
      <p>
        <b>{action.action}</b>
      </p>
      <LineField
        path="reason"
        label="Why"
        hint="It was marked by mistake, or it turned out not to be done. What was said before stays on the timeline."
        value={reason}
        error={change.errorOf('reason')}
        suggestions={['Marked by mistake']}
        onChange={setReason}
      />
    </FormDialog>
  );
};
