/** What reached the wrong person: recorded at its case, followed up, closed with words. */
import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Breach } from '../../../shared/contract/breaches.ts';
import type { CaseDetail } from '../../../shared/contract/cases.ts';
import type { Letter } from '../../../shared/contract/letters.ts';
import type { PlainDate } from '../../../shared/domain/calendarTypes.ts';
import { BREACH_ADVICE } from '../../../shared/domain/breaches.ts';
import { boxesOf, emptyDate } from '../../../shared/domain/intake.ts';
import { letterKinds } from '../../../shared/domain/letters/letterKinds.ts';
import { shortDate } from '../../../shared/domain/wordsForDates.ts';
import { useMayDo } from '../../api/session.tsx';
import { useOperation } from '../../api/useOperation.ts';
import { momentInWords } from '../../api/wordsForMoments.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { Callout } from '../../components/Callout.tsx';
import { DateBoxes } from '../../components/DateBoxes.tsx';
import { PlainText } from '../../components/PlainText.tsx';
import { Failed, Loading } from '../../components/ScreenState.tsx';
import { ChoiceField, LineField, WordsField } from '../case/dialogFields.tsx';
import { FormDialog } from '../case/FormDialog.tsx';
import { NO_DAY, readDay, useFormChange } from '../case/useFormChange.ts';
import styles from './Breaches.module.css';

type Open = { readonly kind: 'record' } | { readonly kind: 'followUp' | 'close'; readonly breach: Breach };

export const Breaches = ({
  detail,
  letters,
  today,
}: {
  readonly detail: CaseDetail;
  readonly letters: readonly Letter[];
  readonly today: PlainDate;
}) => {
  const mayManage = useMayDo('breaches.manage');
  const found = useOperation('breaches.ofCase', { caseId: detail.row.caseId });
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  if (found.isError) return <Failed fault={found.error} onRetry={() => void found.refetch()} />;
  if (found.isPending) return <Loading what="breaches" />;
  return (
    <section className={styles['section']} aria-labelledby="breaches">
      <h2 id="breaches">Sent to the wrong person</h2>
      {found.data.breaches.length === 0 && <p>Nothing is recorded.</p>}
      {found.data.breaches.map((breach) => (
        <BreachRecord
          key={breach.id}
          breach={breach}
          what={whatWasSent(breach, detail, letters)}
          onFollowUp={mayManage ? () => setOpen({ kind: 'followUp', breach }) : undefined}
          onClose={mayManage ? () => setOpen({ kind: 'close', breach }) : undefined}
        />
      ))}
      {mayManage && (
        <div>
          <Button variant="default" onClick={() => setOpen({ kind: 'record' })}>
            Record a breach
          </Button>
        </div>
      )}
      {open?.kind === 'record' && (
        <RecordDialog detail={detail} letters={letters} today={today} onClose={close} />
      )}
      {open?.kind === 'followUp' && <FollowUpDialog detail={detail} breach={open.breach} onClose={close} />}
      {open?.kind === 'close' && <CloseDialog detail={detail} breach={open.breach} onClose={close} />}
    </section>
  );
};

const letterName = (letter: Letter): string => `Letter ${letter.number}: ${letterKinds[letter.kind].label}`;

const whatWasSent = (
  { letterId, noticeId }: Breach,
  { notices }: CaseDetail,
  letters: readonly Letter[],
): string => {
  const letter = letters.find(({ id }) => id === letterId);
  const notice = notices.find(({ id }) => id === noticeId);
  return letter ? letterName(letter) : notice ? `Notice, version ${notice.version}` : '';
};

const BreachRecord = ({
  breach,
  what,
  onFollowUp,
  onClose,
}: {
  readonly breach: Breach;
  readonly what: string;
  readonly onFollowUp: (() => void) | undefined;
  readonly onClose: (() => void) | undefined;
}) => (
  <article className={styles['breach']} data-open={breach.closed === undefined}>
    <h3>
      {breach.closed ? `Closed ${shortDate(breach.closed.on)}` : 'To follow up'}
      {what === '' ? '' : `. ${what}`}
    </h3>
    <PlainText>{breach.whatHappened}</PlainText>
    <dl>
      <Fact name="Who got it">{breach.disclosedTo}</Fact>
      <Fact name="Happened">{shortDate(breach.happenedOn)}</Fact>
      <Fact name="Noticed">{shortDate(breach.noticedOn)}</Fact>
      <Fact name="Contained">{breach.contained || 'Not yet recorded'}</Fact>
      <Fact name="Lead told">
        {breach.leadToldOn ? `${breach.leadName}, ${shortDate(breach.leadToldOn)}` : 'Not yet recorded'}
      </Fact>
      <Fact name="Risk to the child">{breach.childRisk || 'Not yet recorded'}</Fact>
      {breach.closed && (
        <Fact name="Closed by">
          {breach.closed.by}. {breach.closed.words}
        </Fact>
      )}
    </dl>
    <p className={styles['by']}>
      Recorded by {breach.recordedBy}, {momentInWords(breach.recordedAt)}
    </p>
    {!breach.closed && (
      <div className={styles['buttons']}>
        {onFollowUp && (
          <Button variant="default" onClick={onFollowUp}>
            Follow up
          </Button>
        )}
        {onClose && (
          <Button variant="default" onClick={onClose}>
            Close the breach
          </Button>
        )}
      </div>
    )}
  </article>
);

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

interface FollowUp {
  readonly contained: string;
  readonly leadName: string;
  readonly leadToldOn: typeof emptyDate;
  readonly childRisk: string;
}

const FollowUpFields = ({
  path,
  value,
  errorOf,
  onChange,
}: {
  /** Before each field's own name. */
  readonly path: string;
  readonly value: FollowUp;
  readonly errorOf: (path: string) => string | undefined;
  readonly onChange: (part: Partial<FollowUp>) => void;
}) => (
  <>
    <WordsField
      path={`${path}contained`}
      label="How it was contained"
      hint="Recalled, deleted, returned, and how you know. Empty until it is."
      value={value.contained}
      error={errorOf(`${path}contained`)}
      onChange={(contained) => onChange({ contained })}
    />
    <LineField
      path={`${path}leadName`}
      label="Data protection officer or information governance lead told"
      value={value.leadName}
      error={errorOf(`${path}leadName`)}
      onChange={(leadName) => onChange({ leadName })}
    />
    <DateBoxes
      path={`${path}leadToldOn`}
      label="Told on"
      value={value.leadToldOn}
      error={errorOf(`${path}leadToldOn`)}
      onChange={(leadToldOn) => onChange({ leadToldOn })}
    />
    <WordsField
      path={`${path}childRisk`}
      label="What it may mean for the child"
      hint="Who knows now what they should not, and what is done to keep the child safe."
      value={value.childRisk}
      error={errorOf(`${path}childRisk`)}
      onChange={(childRisk) => onChange({ childRisk })}
    />
  </>
);

interface DialogProps {
  readonly detail: CaseDetail;
  readonly onClose: () => void;
}

const RecordDialog = ({
  detail,
  letters,
  today,
  onClose,
}: DialogProps & { readonly letters: readonly Letter[]; readonly today: PlainDate }) => {
  const announce = useAnnounce();
  const [sent, setSent] = useState('');
  const [said, setSaid] = useState({ whatHappened: '', disclosedTo: '' });
  const [happenedOn, setHappenedOn] = useState(emptyDate);
  const [noticedOn, setNoticedOn] = useState(boxesOf(today));
  const [followUp, setFollowUp] = useState<FollowUp>({
    contained: '',
    leadName: '',
    leadToldOn: emptyDate,
    childRisk: '',
  });
  const change = useFormChange(
    'breaches.record',
    () => {
      announce('The breach is recorded. It stays on Today until it is closed.');
      onClose();
    },
    {
      'breach.whatHappened': 'Say what happened',
      'breach.disclosedTo': 'Say who got it, or that it is not known',
    },
  );
  const errorOf = (path: string) => change.errorOf(path) ?? change.errorOf(path.replace(/^breach\./, ''));
  const choices = [
    ...letters.map((letter) => ({ code: `letter:${letter.id}`, label: letterName(letter) })),
    ...detail.notices.map((notice) => ({
      code: `notice:${notice.id}`,
      label: `Notice, version ${notice.version}`,
    })),
    { code: '', label: 'Something else' },
  ];
  const submit = () => {
    const happened = readDay('breach.happenedOn', happenedOn);
    const noticed = readDay('breach.noticedOn', noticedOn);
    const told = readDay('breach.leadToldOn', followUp.leadToldOn, { required: false });
    const [kind, id = ''] = sent.split(':');
    change.submit(
      {
        caseId: detail.row.caseId,
        revision: detail.revision,
        breach: {
          ...said,
          ...(kind === 'letter' ? { letterId: id } : {}),
          ...(kind === 'notice' ? { noticeId: id } : {}),
          happenedOn: happened.on ?? NO_DAY,
          noticedOn: noticed.on ?? NO_DAY,
          contained: followUp.contained,
          leadName: followUp.leadName,
          ...(told.on ? { leadToldOn: told.on } : {}),
          childRisk: followUp.childRisk,
        },
      },
      [...happened.issues, ...noticed.issues, ...told.issues],
    );
  };
  return (
    <FormDialog
      title="Record a breach"
      submitLabel="Record the breach"
      wide
      issues={change.issues.map((issue) => ({
        ...issue,
        path: issue.path.startsWith('breach.') ? issue.path : `breach.${issue.path}`,
      }))}
      fault={change.fault}
      busy={change.busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <Callout kind="check" title="First contain it">
        <p>{BREACH_ADVICE}</p>
      </Callout>
      {choices.length > 1 && (
        <ChoiceField
          path="breach.sent"
          label="What was sent"
          choices={choices}
          value={sent}
          onChange={setSent}
        />
      )}
      <WordsField
        path="breach.whatHappened"
        label="What happened"
        value={said.whatHappened}
        error={errorOf('breach.whatHappened')}
        onChange={(whatHappened) => setSaid({ ...said, whatHappened })}
      />
      <DateBoxes
        path="breach.happenedOn"
        label="Happened on"
        value={happenedOn}
        error={errorOf('breach.happenedOn')}
        onChange={setHappenedOn}
      />
      <DateBoxes
        path="breach.noticedOn"
        label="Noticed on"
        value={noticedOn}
        error={errorOf('breach.noticedOn')}
        onChange={setNoticedOn}
      />
      <LineField
        path="breach.disclosedTo"
        label="Who got it"
        value={said.disclosedTo}
        error={errorOf('breach.disclosedTo')}
        onChange={(disclosedTo) => setSaid({ ...said, disclosedTo })}
      />
      <FollowUpFields
        path="breach."
        value={followUp}
        errorOf={errorOf}
        onChange={(part) => setFollowUp({ ...followUp, ...part })}
      />
    </FormDialog>
  );
};

const FollowUpDialog = ({ detail, breach, onClose }: DialogProps & { readonly breach: Breach }) => {
  const announce = useAnnounce();
  const [value, setValue] = useState<FollowUp>({
    contained: breach.contained,
    leadName: breach.leadName,
    leadToldOn: boxesOf(breach.leadToldOn),
    childRisk: breach.childRisk,
  });
  const change = useFormChange('breaches.followUp', () => {
    announce('The breach is followed up.');
    onClose();
  });
  return (
    <FormDialog
      title="Follow up the breach"
      submitLabel="Save"
      wide
      issues={change.issues}
      fault={change.fault}
      busy={change.busy}
      onSubmit={() => {
        const told = readDay('leadToldOn', value.leadToldOn, { required: false });
        const { leadToldOn: _boxes, ...words } = value;
        change.submit(
          {
            breachId: breach.id,
            revision: detail.revision,
            ...words,
            ...(told.on ? { leadToldOn: told.on } : {}),
          },
          told.issues,
        );
      }}
      onClose={onClose}
    >
      <FollowUpFields
        path=""
        value={value}
        errorOf={change.errorOf}
        onChange={(part) => setValue({ ...value, ...part })}
      />
    </FormDialog>
  );
};

const CloseDialog = ({ detail, breach, onClose }: DialogProps & { readonly breach: Breach }) => {
  const announce = useAnnounce();
  const [words, setWords] = useState('');
  const change = useFormChange(
    'breaches.close',
    () => {
      announce('The breach is closed.');
      onClose();
    },
    { words: 'Say how it ended' },
  );
  // What is still missing stands in the follow-up, which this dialog does not show: it is said here in one place.
  const issues = change.issues.map((issue) => ({ ...issue, path: 'words' }));
  return (
    <FormDialog
      title="Close the breach"
      submitLabel="Close the breach"
      issues={issues}
      fault={change.fault}
      busy={change.busy}
      onSubmit={() => change.submit({ breachId: breach.id, revision: detail.revision, words })}
      onClose={onClose}
    >
      <WordsField
        path="words"
        label="How it ended"
        hint="What the lead decided, whether the Commissioner and the people concerned were told, what is done so that it does not happen again."
        value={words}
        error={issues.map(({ message }) => message).join('. ') || undefined}
        onChange={setWords}
      />
    </FormDialog>
  );
};
