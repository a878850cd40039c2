/** What is said of something once it has left: to whom, how and when, and that it arrived. Notices and letters alike. */
import { useState } from 'react';
import { sendingWays } from '../../../shared/contract/cases.ts';
import type { InputOf } from '../../../shared/contract/index.ts';
import type { PlainDate } from '../../../shared/domain/calendarTypes.ts';
import { codesOf } from '../../../shared/domain/codes.ts';
import { boxesOf } from '../../../shared/domain/intake.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { DateBoxes } from '../../components/DateBoxes.tsx';
import { ChoiceField, LineField } from '../case/dialogFields.tsx';
import { FormDialog } from '../case/FormDialog.tsx';
import { NO_DAY, readDay, useFormChange } from '../case/useFormChange.ts';

type Way = keyof typeof sendingWays;

export const SentDialog = <Name extends 'notices.markSent' | 'letters.markSent'>({
  operation,
  what,
  known,
  today,
  inputOf,
  onClose,
}: {
  readonly operation: Name;
  /** "notice" */
  readonly what: string;
  /** To whom it is expected to have gone. */
  readonly known: string;
  readonly today: PlainDate;
  readonly inputOf: (sent: { to: string; how: Way; on: PlainDate }) => InputOf<Name>;
  readonly onClose: () => void;
}) => {
  const announce = useAnnounce();
  const [to, setTo] = useState(known);
  const [how, setHow] = useState<Way | ''>('');
  const [on, setOn] = useState(boxesOf(today));
  const change = useFormChange(
    operation,
    () => {
      announce(`The ${what} is marked as sent.`);
      onClose();
    },
    { to: 'Say to whom it was sent' },
  );
  const submit = () => {
    const day = readDay('on', on);
    change.submit(inputOf({ to, how: how as Way, on: day.on ?? NO_DAY }), [
      ...(how === '' ? [{ path: 'how', message: 'Say how it was sent' }] : []),
      ...day.issues,
    ]);
  };
  return (
    <FormDialog
      title={`Mark the ${what} as sent`}
      submitLabel="Mark as sent"
      issues={change.issues}
      fault={change.fault}
      busy={change.busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <LineField path="to" label="To whom" value={to} error={change.errorOf('to')} onChange={setTo} />
      <ChoiceField
        path="how"
        label="How"
        choices={codesOf(sendingWays).map((code) => ({ code, label: sendingWays[code] }))}
        value={how}
        error={change.errorOf('how')}
        onChange={setHow}
      />
      <DateBoxes path="on" label="When" value={on} error={change.errorOf('on')} onChange={setOn} />
    </FormDialog>
  );
};

export const ReceiptDialog = <Name extends 'notices.confirmReceipt' | 'letters.confirmReceipt'>({
  operation,
  today,
  inputOf,
  onClose,
}: {
  readonly operation: Name;
  readonly today: PlainDate;
  readonly inputOf: (receipt: { on: PlainDate; words: string }) => InputOf<Name>;
  readonly onClose: () => void;
}) => {
  const announce = useAnnounce();
  const [on, setOn] = useState(boxesOf(today));
  const [words, setWords] = useState('');
  const change = useFormChange(operation, () => {
    announce('Receipt is confirmed.');
    onClose();
  });
  const submit = () => {
    const day = readDay('on', on);
    change.submit(inputOf({ on: day.on ?? NO_DAY, words }), day.issues);
  };
  return (
    <FormDialog
      title="Confirm receipt"
      submitLabel="Confirm receipt"
      issues={change.issues}
      fault={change.fault}
      busy={change.busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <DateBoxes path="on" label="Received on" value={on} error={change.errorOf('on')} onChange={setOn} />
      <LineField
        path="words"
        label="How it is known"
        hint="A reply by e-mail, a call, a signed slip."
        value={words}
        error={change.errorOf('words')}
        onChange={setWords}
      />
    </FormDialog>
  );
};
