/** Reading towards a decision: what was asked for, a note for the file, and one's own notes. */
import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import type { CaseDetail } from '../../../shared/contract/cases.ts';
import type { InformationRequest } from '../../../shared/contract/reviews.ts';
import { officeDayOf, type PlainDate } from '../../../shared/domain/calendarTypes.ts';
import { boxesOf, emptyDate } from '../../../shared/domain/intake.ts';
import { shortDate } from '../../../shared/domain/wordsForDates.ts';
import { useMayDo } from '../../api/session.tsx';
import { useChange, useOperation } from '../../api/useOperation.ts';
import { momentInWords } from '../../api/wordsForMoments.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { DateBoxes } from '../../components/DateBoxes.tsx';
import { DueMark } from '../../components/DueMark.tsx';
import { PlainText } from '../../components/PlainText.tsx';
import { Failed, Loading } from '../../components/ScreenState.tsx';
import { FileField, LineField, WordsField } from './dialogFields.tsx';
import { FormDialog } from './FormDialog.tsx';
import { NO_DAY, readDay, useFormChange } from './useFormChange.ts';
import { Form } from '../../components/Form.tsx';
import { LinkButton } from '../../components/LinkButton.tsx';
import styles from './ReviewTab.module.css';

interface ReviewProps {
  readonly detail: CaseDetail;
  readonly today: PlainDate;
  readonly onOpenDocument: (documentId: string) => void;
}

const changeOf = (detail: CaseDetail) => ({ caseId: detail.row.caseId, revision: detail.revision });

export const ReviewTab = ({ detail, today, onOpenDocument }: ReviewProps) => {
  const mayReview = useMayDo('reviews.take');
  return (
    <div className={styles['review']}>
      <Requests detail={detail} today={today} onOpenDocument={onOpenDocument} />
      {mayReview && <FileNote detail={detail} />}
      {mayReview && <OwnNotes caseId={detail.row.caseId} />}
    </div>
  );
};

type RequestDialog =
  { readonly kind: 'ask' } | { readonly kind: 'answer' | 'withdraw'; readonly request: InformationRequest };

const Requests = ({ detail, today, onOpenDocument }: ReviewProps) => {
  const mayReview = useMayDo('reviews.take');
  const [dialog, setDialog] = useState<RequestDialog>();
  const close = () => setDialog(undefined);
  return (
    <section aria-labelledby="asked" className={styles['part']}>
      <div className={styles['head']}>
        <h3 id="asked">Asked for before deciding</h3>
        {mayReview && detail.row.status !== 'closed' && (
          <Button variant="default" onClick={() => setDialog({ kind: 'ask' })}>
            Ask for more
          </Button>
        )}
      </div>
      {detail.requests.length === 0 && <p className={styles['second']}>Nothing has been asked for.</p>}
      <ul className={styles['list']}>
        {detail.requests.map((request) => (
          <li key={request.id}>
            <p>
              <b>{request.askedOf}</b>
            </p>
            <PlainText>{request.question}</PlainText>
            <p className={styles['second']}>
              Asked by {request.askedBy} on {shortDate(officeDayOf(request.askedAt))}, by{' '}
              {shortDate(request.dueOn)}
            </p>
            {request.ended ? (
              <div className={styles['answer']}>
                <p>
                  <b>{request.ended.how === 'answered' ? 'Answered' : 'Withdrawn'}</b> on{' '}
                  {shortDate(request.ended.on)}, recorded by {request.ended.by}
                </p>
                <PlainText>{request.ended.words}</PlainText>
                {request.ended.document && (
                  <LinkButton
                    onClick={() => request.ended?.document && onOpenDocument(request.ended.document.id)}
                  >
                    {request.ended.document.fileName}
                  </LinkButton>
                )}
              </div>
            ) : (
              <div className={styles['waiting']}>
                <DueMark due={request.due} />
                {mayReview && (
                  <>
                    <Button
                      variant="default"
                      size="compact-sm"
                      onClick={() => setDialog({ kind: 'answer', request })}
                    >
                      Record the answer
                    </Button>
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      onClick={() => setDialog({ kind: 'withdraw', request })}
                    >
                      Withdraw
                    </Button>
                  </>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
      {dialog?.kind === 'ask' && <AskDialog detail={detail} onClose={close} />}
      {dialog?.kind === 'answer' && (
        <AnswerDialog detail={detail} request={dialog.request} today={today} onClose={close} />
      )}
      {dialog?.kind === 'withdraw' && (
        <WithdrawDialog detail={detail} request={dialog.request} onClose={close} />
      )}
    </section>
  );
};

const useDone = (onClose: () => void, words: string) => {
  const announce = useAnnounce();
  return () => {
    announce(words);
    onClose();
  };
};

const AskDialog = ({ detail, onClose }: { readonly detail: CaseDetail; readonly onClose: () => void }) => {
  const [askedOf, setAskedOf] = useState('');
  const [question, setQuestion] = useState('');
  const [dueOn, setDueOn] = useState(emptyDate);
  const change = useFormChange(
    'reviews.ask',
    useDone(onClose, 'Asked. It is followed until it is answered.'),
    {
      askedOf: 'Say who is asked',
      question: 'Say what is asked for',
    },
  );
  return (
    <FormDialog
      title="Ask for more"
      submitLabel="Ask"
      issues={change.issues}
      fault={change.fault}
      busy={change.busy}
      onClose={onClose}
      onSubmit={() => {
        const day = readDay('dueOn', dueOn);
        change.submit({ ...changeOf(detail), askedOf, question, dueOn: day.on ?? NO_DAY }, day.issues);
      }}
    >
      <LineField
        path="askedOf"
        label="Who is asked"
        value={askedOf}
        error={change.errorOf('askedOf')}
        suggestions={[
          ...detail.challengedAgencies.map(({ name }) => name),
          ...detail.row.raisedBy,
          'The business unit',
        ]}
        onChange={setAskedOf}
      />
      <WordsField
        path="question"
        label="What is asked for"
        lines={3}
        value={question}
        error={change.errorOf('question')}
        onChange={setQuestion}
      />
      <DateBoxes
        path="dueOn"
        label="By when"
        value={dueOn}
        error={change.errorOf('dueOn')}
        onChange={setDueOn}
      />
    </FormDialog>
  );
};

const AnswerDialog = ({
  detail,
  request,
  today,
  onClose,
}: {
  readonly detail: CaseDetail;
  readonly request: InformationRequest;
  readonly today: PlainDate;
  readonly onClose: () => void;
}) => {
  const [on, setOn] = useState(boxesOf(today));
  const [words, setWords] = useState('');
  const [attached, setAttached] = useState<{ readonly id: string; readonly fileName: string }>();
  const change = useFormChange('reviews.recordAnswer', useDone(onClose, 'The answer is recorded.'), {
    words: 'Say what was answered',
  });
  return (
    <FormDialog
      title="Record the answer"
      submitLabel="Record the answer"
      issues={change.issues}
      fault={change.fault}
      busy={change.busy}
      onClose={onClose}
      onSubmit={() => {
        const day = readDay('on', on);
        change.submit(
          {
            ...changeOf(detail),
            requestId: request.id,
            on: day.on ?? NO_DAY,
            words,
            ...(attached ? { documentId: attached.id } : {}),
          },
          day.issues,
        );
      }}
    >
      <p>
        <b>{request.askedOf}</b>
      </p>
      <PlainText>{request.question}</PlainText>
      <DateBoxes path="on" label="Answered on" value={on} error={change.errorOf('on')} onChange={setOn} />
      <WordsField
        path="words"
        label="Answer"
        lines={3}
        value={words}
        error={change.errorOf('words')}
        onChange={setWords}
      />
      <FileField label="Attach what came" attached={attached} onAttach={setAttached} />
    </FormDialog>
  );
};

const WithdrawDialog = ({
  detail,
  request,
  onClose,
}: {
  readonly detail: CaseDetail;
  readonly request: InformationRequest;
  readonly onClose: () => void;
}) => {
  const [reason, setReason] = useState('');
  const change = useFormChange('reviews.withdraw', useDone(onClose, 'The question is withdrawn.'), {
    reason: 'Say why',
  });
  return (
    <FormDialog
      title="Withdraw the question"
      submitLabel="Withdraw"
      issues={change.issues}
      fault={change.fault}
      busy={change.busy}
      onClose={onClose}
      onSubmit={() => change.submit({ ...changeOf(detail), requestId: request.id, reason })}
    >
      <PlainText>{request.question}</PlainText>
      <LineField
        path="reason"
        label="Why"
        value={reason}
        error={change.errorOf('reason')}
        onChange={setReason}
      />
    </FormDialog>
  );
};

const FileNote = ({ detail }: { readonly detail: CaseDetail }) => {
  const announce = useAnnounce();
  const [words, setWords] = useState('');
  const change = useFormChange(
    'reviews.addFileNote',
    () => {
      setWords('');
      announce('The note is on the timeline.');
    },
    { words: 'Write the note first' },
  );
  return (
    <section aria-labelledby="file-note" className={styles['part']}>
      <h3 id="file-note">Note for the file</h3>
      <Form
        className={styles['form']}
        onSubmit={() => {
          change.submit({ ...changeOf(detail), words });
        }}
      >
        {change.fault && <Failed fault={change.fault} />}
        <WordsField
          path="file-words"
          label="Your words"
          hint="Everybody who may see the case reads it, on the timeline, under your name."
          value={words}
          error={change.errorOf('words')}
          onChange={setWords}
        />
        <Button type="submit" variant="default" loading={change.busy} className={styles['small']}>
          Add to the file
        </Button>
      </Form>
    </section>
  );
};

const OwnNotes = ({ caseId }: { readonly caseId: string }) => {
  const announce = useAnnounce();
  const notes = useOperation('reviews.listNotes', { caseId });
  const remove = useChange('reviews.removeNote');
  const [words, setWords] = useState('');
  const change = useFormChange(
    'reviews.addNote',
    () => {
      setWords('');
      announce('Your note is kept.');
    },
    { words: 'Write the note first' },
  );
  const { mutate: putBack } = useChange('reviews.addNote');
  const removeNote = ({ id, words: removed }: { readonly id: string; readonly words: string }) =>
    remove.mutate(
      { noteId: id },
      {
        onSuccess: () =>
          announce({
            text: 'The note is removed.',
            action: {
              label: 'Undo',
              run: () =>
                putBack(
                  { caseId, words: removed },
                  {
                    onSuccess: () => announce('The note is back, with the time of now.'),
                    onError: (fault) => announce({ text: fault.message, isFault: true }),
                  },
                ),
            },
          }),
      },
    );
  return (
    <section aria-labelledby="own-notes" className={styles['part']}>
      <h3 id="own-notes" className={styles['own']}>
        <IconLock size={18} stroke={1.75} aria-hidden="true" /> Your own notes
      </h3>
      <p className={styles['second']}>
        Only you can read them. They never go into a pack, a notice or an export.
      </p>
      <Form
        className={styles['form']}
        onSubmit={() => {
          change.submit({ caseId, words });
        }}
      >
        {change.fault && <Failed fault={change.fault} />}
        <WordsField
          path="own-words"
          label="Your note"
          value={words}
          error={change.errorOf('words')}
          onChange={setWords}
        />
        <Button type="submit" variant="default" loading={change.busy} className={styles['small']}>
          Keep the note
        </Button>
      </Form>
      {notes.isPending && <Loading what="your notes" />}
      {notes.isError && <Failed fault={notes.error} onRetry={() => void notes.refetch()} />}
      {remove.error && <Failed fault={remove.error} />}
      <ul className={styles['list']}>
        {notes.data?.notes.map((note) => (
          <li key={note.id}>
            <PlainText>{note.words}</PlainText>
            <div className={styles['waiting']}>
              <span className={styles['second']}>{momentInWords(note.writtenAt)}</span>
              <Button
                variant="subtle"
                size="compact-sm"
                aria-label={`Remove the note of ${momentInWords(note.writtenAt)}`}
                onClick={() => removeNote(note)}
              >
                Remove
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
};
