import { useState } from 'react';
import type { RetentionReview } from '../../../shared/contract/retention.ts';
import { emptyDate } from '../../../shared/domain/intake.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { DateBoxes } from '../../components/DateBoxes.tsx';
import { LineField, WordsField } from '../case/dialogFields.tsx';
import { FormDialog } from '../case/FormDialog.tsx';
import { NO_DAY, readDay, useFormChange } from '../case/useFormChange.ts';

/** What a dialog needs to know of the case that it is about. */
type Subject = Pick<RetentionReview, 'caseId' | 'reference'>;

const reasonNeeded = { reason: 'Give the reason: it stays in the register' };

const useDone = (onClose: () => void, words: string) => {
  const announce = useAnnounce();
  return () => {
    announce(words);
    onClose();
  };
};

export const KeepDialog = ({
  review,
  onClose,
}: {
  readonly review: Subject;
  readonly onClose: () => void;
}) => {
  const [until, setUntil] = useState(emptyDate);
  const [reason, setReason] = useState('');
  const change = useFormChange(
    'retention.keep',
    useDone(onClose, 'The case is kept. It is reviewed again on that day.'),
    reasonNeeded,
  );
  return (
    <FormDialog
      title={`Keep ${review.reference} longer`}
      submitLabel="Keep it"
      issues={change.issues}
      fault={change.fault}
      busy={change.busy}
      onClose={onClose}
      onSubmit={() => {
        const day = readDay('until', until);
        change.submit({ caseId: review.caseId, until: day.on ?? NO_DAY, reason }, day.issues);
      }}
    >
      <DateBoxes
        path="until"
        label="Review it again on"
        value={until}
        error={change.errorOf('until')}
        onChange={setUntil}
      />
      <WordsField
        path="reason"
        label="Why"
        value={reason}
        error={change.errorOf('reason')}
        onChange={setReason}
      />
    </FormDialog>
  );
};

export const HoldDialog = ({ of, onClose }: { readonly of: Subject; readonly onClose: () => void }) => {
  const [reason, setReason] = useState('');
  const change = useFormChange('retention.hold', useDone(onClose, 'The case is on hold.'), reasonNeeded);
  return (
    <FormDialog
      title={`Hold ${of.reference}`}
      submitLabel="Hold it"
      issues={change.issues}
      fault={change.fault}
      busy={change.busy}
      onClose={onClose}
      onSubmit={() => change.submit({ caseId: of.caseId, reason })}
    >
      <p>A record on hold cannot be erased, whatever the rule says, until the hold is released.</p>
      <WordsField
        path="reason"
        label="Why it must be kept"
        hint="Such as an inquiry, a court’s order, a complaint or a claim."
        value={reason}
        error={change.errorOf('reason')}
        onChange={setReason}
      />
    </FormDialog>
  );
};

export const ReleaseDialog = ({ of, onClose }: { readonly of: Subject; readonly onClose: () => void }) => {
  const [reason, setReason] = useState('');
  const change = useFormChange(
    'retention.release',
    useDone(onClose, 'The hold is released. The rule counts again.'),
    reasonNeeded,
  );
  return (
    <FormDialog
      title={`Release the hold on ${of.reference}`}
      submitLabel="Release it"
      issues={change.issues}
      fault={change.fault}
      busy={change.busy}
      onClose={onClose}
      onSubmit={() => change.submit({ caseId: of.caseId, reason })}
    >
      <WordsField
        path="reason"
        label="Why it need not be held any more"
        value={reason}
        error={change.errorOf('reason')}
        onChange={setReason}
      />
    </FormDialog>
  );
};

export const EraseDialog = ({ of, onClose }: { readonly of: Subject; readonly onClose: () => void }) => {
  const [reference, setReference] = useState('');
  const [reason, setReason] = useState('');
  const change = useFormChange(
    'retention.erase',
    useDone(onClose, 'The record is erased. Its certificate is in the list below.'),
    reasonNeeded,
  );
  return (
    <FormDialog
      title={`Erase ${of.reference}`}
      submitLabel="Erase the record for good"
      stop
      issues={change.issues}
      fault={change.fault}
      busy={change.busy}
      onClose={onClose}
      onSubmit={() => change.submit({ caseId: of.caseId, reference, reason })}
    >
      <p>
        Names, files, timeline, decision, notices and letters go, and cannot be brought back. The reference,
        agencies, themes, dates and outcomes stay for statistics. Backups made before today hold the record
        until they are replaced.
      </p>
      <WordsField
        path="reason"
        label="Why it is erased"
        value={reason}
        error={change.errorOf('reason')}
        onChange={setReason}
      />
      <LineField
        path="reference"
        label={`Type ${of.reference} to confirm`}
        value={reference}
        error={change.errorOf('reference')}
        onChange={setReference}
      />
    </FormDialog>
  );
};
