import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { z } from 'zod';
import type { CaseDetail } from '../../../shared/contract/cases.ts';
import type { Issue } from '../../../shared/contract/errors.ts';
import type { InputOf, OutputOf } from '../../../shared/contract/index.ts';
import type { Proposal } from '../../../shared/contract/letters.ts';
import { emptyDate } from '../../../shared/domain/intake.ts';
import { letterKinds, letterReaders, type LetterKind } from '../../../shared/domain/letters/letterKinds.ts';
import { listInWords } from '../../../shared/domain/wordsForDates.ts';
import { issuesOf } from '../../api/issuesOf.ts';
import { useOperation } from '../../api/useOperation.ts';
import { useUnsaved } from '../../api/useUnsaved.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { Callout } from '../../components/Callout.tsx';
import { DateBoxes } from '../../components/DateBoxes.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import { Form } from '../../components/Form.tsx';
import { FailedPage } from '../../components/FailedPage.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { PagePictures } from '../../components/PagePictures.tsx';
import { Failed, Loading } from '../../components/ScreenState.tsx';
import { ChoiceField, LineField, WordsField } from '../case/dialogFields.tsx';
import { NO_DAY, readDay, useFormChange } from '../case/useFormChange.ts';
import styles from './LetterScreen.module.css';

const boxes = z.strictObject({ day: z.string(), month: z.string(), year: z.string() });
/** The letter as typed, unfinished as it may be. */
const typedSchema = z.strictObject({
  kind: z.custom<LetterKind | ''>((value) => value === '' || Object.hasOwn(letterKinds, value as string)),
  addressee: z.string(),
  addresseeLines: z.string(),
  email: z.string(),
  copyTo: z.string(),
  telephone: z.string(),
  instruction: z.string(),
  replyBy: boxes,
  meetingOn: boxes,
  from: z.string(),
  to: z.string(),
  place: z.string(),
  /** Set once somebody changed the words by hand: they are then left alone. */
  own: z.strictObject({ title: z.string(), text: z.string() }).optional(),
});
type Typed = z.infer<typeof typedSchema>;

const nobody = { addressee: '', addresseeLines: '', email: '', copyTo: '', telephone: '', instruction: '' };
const untouched: Typed = {
  kind: '',
  ...nobody,
  replyBy: emptyDate,
  meetingOn: emptyDate,
  from: '',
  to: '',
  place: '',
};

export const LetterScreen = ({ caseId }: { readonly caseId: string }) => {
  const detail = useOperation('cases.get', { caseId });
  const unsaved = useUnsaved('letter', caseId, typedSchema);
  if (detail.isError)
    return <FailedPage title="Letter" fault={detail.error} onRetry={() => void detail.refetch()} />;
  if (detail.isPending || !unsaved.ready) return <Loading what="the letter" />;
  return <LetterPage detail={detail.data} unsaved={unsaved} />;
};

const LetterPage = ({
  detail,
  unsaved,
}: {
  readonly detail: CaseDetail;
  readonly unsaved: ReturnType<typeof useUnsaved<Typed>>;
}) => {
  const { row } = detail;
  const [typed, setTyped] = useState(unsaved.found?.value ?? untouched);
  const set = (part: Partial<Typed>) => {
    const next = { ...typed, ...part };
    setTyped(next);
    unsaved.keep(next);
  };
  return (
    <>
      <PageHeader
        title="Write a letter"
        back={{
          label: `${listInWords(row.people.map((person) => person.name))}, ${row.reference}`,
          link: { to: '/case/$caseId', params: { caseId: row.caseId }, search: { tab: 'letters' } },
        }}
      />
      <ChoiceField
        path="kind"
        label="Which letter"
        choices={(Object.keys(letterKinds) as LetterKind[]).map((code) => ({
          code,
          label: letterKinds[code].label,
          remark: `For ${letterReaders[letterKinds[code].reader]}`,
        }))}
        value={typed.kind}
        onChange={(kind) => {
          const { own: _own, ...rest } = typed;
          const next = { ...rest, ...nobody, kind };
          setTyped(next);
          unsaved.keep(next);
        }}
      />
      {typed.kind !== '' && (
        <LetterForm
          key={typed.kind}
          detail={detail}
          kind={typed.kind}
          typed={typed}
          onChange={set}
          onDone={unsaved.discard}
        />
      )}
    </>
  );
};

const meetingOf = (typed: Typed) => {
  const on = readDay('meeting.on', typed.meetingOn, { required: false }).on;
  return {
    ...(on ? { on } : {}),
    ...(/^\d\d:\d\d$/.test(typed.from) ? { from: typed.from } : {}),
    ...(/^\d\d:\d\d$/.test(typed.to) ? { to: typed.to } : {}),
    ...(typed.place.trim() === '' ? {} : { place: typed.place }),
  };
};

interface FormProps {
  readonly detail: CaseDetail;
  readonly kind: LetterKind;
  readonly typed: Typed;
  readonly onChange: (part: Partial<Typed>) => void;
  readonly onDone: () => Promise<void>;
}

const LetterForm = (props: FormProps) => {
  const { detail, kind } = props;
  const start = useOperation('letters.start', { caseId: detail.row.caseId, kind });
  if (start.isError) return <Failed fault={start.error} onRetry={() => void start.refetch()} />;
  if (start.isPending) return <Loading what="whom it may go to" />;
  return <StartedForm {...props} start={start.data} />;
};

type Letter = InputOf<'letters.write'>['letter'];

const StartedForm = ({
  detail,
  kind,
  typed,
  start,
  onChange,
  onDone,
}: FormProps & { readonly start: OutputOf<'letters.start'> }) => {
  const { caseId } = detail.row;
  const { asks } = letterKinds[kind];
  const navigate = useNavigate();
  const announce = useAnnounce();
  const replyBy = readDay('replyBy', typed.replyBy, { required: asks === 'replyBy' });
  const meetingOn = readDay('meeting.on', typed.meetingOn, { required: asks === 'meeting' });
  const filled = useOperation(
    'letters.compose',
    {
      caseId,
      kind,
      addressee: typed.addressee,
      ...(asks === 'replyBy' && replyBy.on ? { replyBy: replyBy.on } : {}),
      ...(asks === 'meeting' ? { meeting: meetingOf(typed) } : {}),
    },
    { keepPrevious: true },
  );
  const words = typed.own ?? filled.data ?? { title: '', text: '' };
  const letter: Letter = {
    kind,
    addressee: typed.addressee,
    addresseeLines: typed.addresseeLines,
    email: typed.email,
    copyTo: typed.copyTo,
    ...(asks === 'replyBy' && replyBy.on ? { replyBy: replyBy.on } : {}),
    ...(asks === 'meeting'
      ? { meeting: { on: meetingOn.on ?? NO_DAY, from: typed.from, to: typed.to, place: typed.place } }
      : {}),
    ...(start.notice ? { noticeId: start.notice.id } : {}),
    ...words,
  };
  const dayIssues: readonly Issue[] = [
    ...(asks === 'replyBy' ? replyBy.issues : []),
    ...(asks === 'meeting' ? meetingOn.issues : []),
  ];
  const [previewed, setPreviewed] = useState<Letter>();
  const preview = useOperation(
    'letters.preview',
    { caseId, letter: previewed ?? letter },
    { enabled: previewed !== undefined },
  );
  const isCurrent = JSON.stringify(previewed) === JSON.stringify(letter);
  const write = useFormChange(
    'letters.write',
    async () => {
      announce('The letter is kept. It is not sent yet.');
      await onDone();
      await navigate({ to: '/case/$caseId', params: { caseId }, search: { tab: 'letters' } });
    },
    { 'letter.addressee': 'Say who gets the letter', 'letter.text': 'Write the letter' },
  );
  // The operation's own paths begin with the letter; the rules' do not.
  const issues = (write.issues.length > 0 ? write.issues : isCurrent ? issuesOf(preview.error) : []).map(
    (issue) => ({ ...issue, path: issue.path.replace(/^letter\./, '') }),
  );
  const errorOf = (path: string) => issues.find((issue) => issue.path === path)?.message;
  if (asks === 'notice' && !start.notice)
    return (
      <Callout kind="check" title="There is no completed notice yet">
        <p>
          This letter goes with the notice.{' '}
          <Link to="/case/$caseId/notice" params={{ caseId }}>
            Complete the notice first
          </Link>
          .
        </p>
      </Callout>
    );
  return (
    <div className={styles['columns']}>
      <Form
        className={styles['form']}
        onSubmit={() => {
          write.submit({ caseId, revision: detail.revision, letter }, dayIssues);
        }}
      >
        <ErrorSummary issues={issues} />
        {write.fault && <Failed fault={write.fault} />}
        <Addressee
          kind={kind}
          typed={typed}
          proposals={start.proposals}
          errorOf={errorOf}
          onChange={onChange}
        />
        {asks === 'replyBy' && (
          <DateBoxes
            path="replyBy"
            label="Answer asked for by"
            value={typed.replyBy}
            error={errorOf('replyBy')}
            onChange={(day) => onChange({ replyBy: day })}
          />
        )}
        {asks === 'meeting' && (
          <>
            <DateBoxes
              path="meeting.on"
              label="Day of the meeting"
              value={typed.meetingOn}
              error={errorOf('meeting.on')}
              onChange={(day) => onChange({ meetingOn: day })}
            />
            <div className={styles['pair']}>
              <LineField
                path="meeting.from"
                label="From"
                hint="Such as 10:00"
                value={typed.from}
                error={errorOf('meeting.from')}
                onChange={(from) => onChange({ from })}
              />
              <LineField
                path="meeting.to"
                label="To"
                hint="Such as 11:30"
                value={typed.to}
                error={errorOf('meeting.to')}
                onChange={(to) => onChange({ to })}
              />
            </div>
            <LineField
              path="meeting.place"
              label="Place"
              value={typed.place}
              error={errorOf('meeting.place')}
              onChange={(place) => onChange({ place })}
            />
          </>
        )}
        {!start.mayNameChild && (
          <p className={styles['kept']}>
            This letter carries the reference and may not say who the child is.
          </p>
        )}
        <LineField
          path="title"
          label="Heading"
          value={words.title}
          error={errorOf('title')}
          onChange={(title) => onChange({ own: { ...words, title } })}
        />
        <WordsField
          path="text"
          label="The letter"
          lines={12}
          value={words.text}
          error={errorOf('text')}
          onChange={(text) => onChange({ own: { ...words, text } })}
        />
        {filled.error && <Failed fault={filled.error} />}
        {typed.own && (
          <div>
            <Button variant="subtle" onClick={() => onChange({ own: undefined })}>
              Put the unit’s wording back
            </Button>
          </div>
        )}
        <div className={styles['buttons']}>
          <Button type="submit" loading={write.busy}>
            Keep the letter
          </Button>
          <Button variant="default" loading={preview.isFetching} onClick={() => setPreviewed(letter)}>
            Preview
          </Button>
        </div>
      </Form>
      <section aria-label="Preview">
        {previewed && isCurrent && preview.data ? (
          <PagePictures pages={preview.data.pages} />
        ) : (
          <Callout kind="note" title="Exactly what goes">
            <p>
              {previewed && preview.isFetching
                ? 'The letter is being laid out.'
                : previewed && !isCurrent
                  ? 'The letter has changed since it was previewed. Preview it again.'
                  : 'Preview the letter to see its pages as they will be kept and sent.'}
            </p>
          </Callout>
        )}
        {preview.error && isCurrent && preview.error.issues.length === 0 && <Failed fault={preview.error} />}
      </section>
    </div>
  );
};

const Addressee = ({
  kind,
  typed,
  proposals,
  errorOf,
  onChange,
}: {
  readonly kind: LetterKind;
  readonly typed: Typed;
  readonly proposals: readonly Proposal[];
  readonly errorOf: (path: string) => string | undefined;
  readonly onChange: (part: Partial<Typed>) => void;
}) => {
  const chosen = proposals.findIndex(
    ({ name, lines }) => name === typed.addressee && lines === typed.addresseeLines,
  );
  const reader = letterReaders[letterKinds[kind].reader];
  return (
    <>
      {proposals.length > 0 ? (
        <ChoiceField
          path="proposal"
          label="Who gets it"
          choices={proposals.map((proposal, index) => ({
            code: String(index),
            label: proposal.label,
            ...(proposal.email === '' && proposal.telephone === ''
              ? {}
              : {
                  remark: [proposal.email, proposal.telephone].filter((part) => part !== '').join(' · '),
                }),
          }))}
          value={chosen < 0 ? '' : String(chosen)}
          onChange={(code) => {
            const proposal = proposals[Number(code)];
            if (!proposal) return;
            const { label: _label, name, lines, ...reach } = proposal;
            onChange({ addressee: name, addresseeLines: lines, ...reach });
          }}
        />
      ) : (
        <p className={styles['kept']}>
          Nobody is on record as {reader}. Write who gets it, or{' '}
          <Link to="/directory">add them to the directory</Link>.
        </p>
      )}
      {typed.instruction !== '' && (
        <Callout kind="check" title={typed.instruction}>
          {typed.telephone === '' ? undefined : <p>{typed.telephone}</p>}
        </Callout>
      )}
      <LineField
        path="addressee"
        label="Name"
        value={typed.addressee}
        error={errorOf('addressee')}
        onChange={(addressee) => onChange({ addressee })}
      />
      <WordsField
        path="addresseeLines"
        label="Role, agency and postal address"
        value={typed.addresseeLines}
        error={errorOf('addresseeLines')}
        onChange={(addresseeLines) => onChange({ addresseeLines })}
      />
      {typed.addressee !== '' && typed.email.trim() === '' && (
        <Callout kind="check" title="There is no e-mail address">
          <p>Give it below, or send the letter by post, by hand or through a secure portal.</p>
        </Callout>
      )}
      <LineField
        path="email"
        label="E-mail"
        value={typed.email}
        error={errorOf('email')}
        onChange={(email) => onChange({ email })}
      />
      {typed.copyTo !== '' && (
        <LineField
          path="copyTo"
          label="Copy to"
          value={typed.copyTo}
          error={errorOf('copyTo')}
          onChange={(copyTo) => onChange({ copyTo })}
        />
      )}
    </>
  );
};
