import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import {
  IconArrowUp,
  IconCheck,
  IconFileText,
  IconMessage,
  IconNotes,
  IconPaperclip,
  IconSquare,
  IconUsers,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CaseDetail, CaseEntry, CaseStage } from '../../../shared/contract/cases.ts';
import { outcomesForChild, stageOutcomes } from '../../../shared/domain/codes.ts';
import { getStage } from '../../../shared/domain/procedures/procedureSchema.ts';
import { officeDayOf } from '../../../shared/domain/calendarTypes.ts';
import { asSentence, shortDate, shortDay } from '../../../shared/domain/wordsForDates.ts';
import { momentInWords } from '../../api/wordsForMoments.ts';
import { LinkButton } from '../../components/LinkButton.tsx';
import { PlainText } from '../../components/PlainText.tsx';
import { SourceNote } from '../../components/SourceNote.tsx';
import { StageLadder } from '../../components/StageLadder.tsx';
import styles from './Timeline.module.css';

const icons = {
  contact: IconMessage,
  meeting: IconUsers,
  note: IconNotes,
  evidence: IconPaperclip,
  dutyDone: IconCheck,
} as const satisfies Record<CaseEntry['kind'], typeof IconNotes>;

/** The stages, the highest first, with what was done at each. */
export const Timeline = ({
  detail,
  onDuty,
  onOpenDocument,
  linksCases = true,
}: {
  readonly detail: CaseDetail;
  /** Absent where the person may not change the case. */
  readonly onDuty?: ((stage: CaseStage, duty: CaseStage['duties'][number]) => void) | undefined;
  readonly onOpenDocument: (documentId: string) => void;
  /** False where other cases cannot be opened from here: in a review pack. */
  readonly linksCases?: boolean;
}) => (
  <ol className={styles['timeline']}>
    {detail.stages.map((stage) => (
      <StageItem
        key={stage.order}
        stage={stage}
        detail={detail}
        onOpenDocument={onOpenDocument}
        linksCases={linksCases}
        onDuty={onDuty && ((duty) => onDuty(stage, duty))}
      />
    ))}
  </ol>
);

const StageItem = ({
  stage,
  detail,
  onDuty,
  onOpenDocument,
  linksCases,
}: {
  readonly linksCases: boolean;
  readonly stage: CaseStage;
  readonly detail: CaseDetail;
  readonly onDuty: ((duty: CaseStage['duties'][number]) => void) | undefined;
  readonly onOpenDocument: (documentId: string) => void;
}) => {
  const { label, name } = getStage(detail.procedure, stage.order);
  const pending = stage.duties.filter((duty) => !duty.done);
  return (
    <li className={styles['stage']} data-state={stage.state}>
      <span className={styles['ring']} aria-hidden="true">
        <StageLadder order={stage.order} of={detail.procedure.stages.length} />
      </span>
      <div className={styles['body']}>
        <header className={styles['head']}>
          <h3>
            {label} <span className={styles['name']}>{name}</span>
          </h3>
          <StageState stage={stage} />
        </header>
        <StageFacts stage={stage} />
        {stage.words !== '' && (
          <PlainText>{stage.state === 'skipped' ? `Why: ${stage.words}` : stage.words}</PlainText>
        )}
        {stage.entries.length > 0 && (
          <ul>
            {stage.entries.map((entry) => (
              <Entry key={entry.id} entry={entry} linksCases={linksCases} onOpenDocument={onOpenDocument} />
            ))}
          </ul>
        )}
        {stage.state === 'open' && pending.length > 0 && (
          <ul aria-label={`What the procedure asks for at ${label}`}>
            {pending.map((duty) => (
              <li key={duty.id} className={styles['entry']} data-duty>
                <IconSquare size={18} stroke={1.75} role="img" aria-label="Not done yet" />
                <div className={styles['duty']}>
                  <p>
                    {duty.label}
                    {duty.required ? '' : ' (if it applies)'}
                  </p>
                  <div className={styles['links']}>
                    <SourceNote source={duty.source} />
                    {onDuty && (
                      <Button
                        variant="subtle"
                        size="compact-sm"
                        onClick={() => onDuty(duty)}
                        aria-label={`Record as done: ${duty.label}`}
                      >
                        Record as done
                      </Button>
                    )}
                  </div>
                </div>
              </li>
            ))}
          </ul>
        )}
        {stage.order === detail.form.stageOrder && detail.formDocument && (
          <div className={styles['entry']}>
            <IconFileText size={18} stroke={1.75} aria-hidden="true" />
            <Line
              title={
                <OpenDocument
                  words="Form received"
                  onOpen={() => onOpenDocument(detail.formDocument?.id ?? '')}
                />
              }
              when={shortDay(detail.row.receivedOn)}
            >
              <p>
                {detail.formDocument.fileName}. Logged by {detail.loggedBy}, {momentInWords(detail.loggedAt)}.
              </p>
            </Line>
          </div>
        )}
      </div>
    </li>
  );
};

const StageState = ({ stage }: { readonly stage: CaseStage }) => {
  if (stage.state === 'ended')
    return (
      <p className={styles['state']}>
        {stage.outcome === 'notResolved' ? (
          <IconArrowUp size={16} stroke={1.75} aria-hidden="true" />
        ) : (
          <IconCheck size={16} stroke={1.75} aria-hidden="true" />
        )}
        {stage.outcome ? stageOutcomes[stage.outcome] : 'Ended'}
        {stage.endedOn ? `, ${shortDay(stage.endedOn)}` : ''}
      </p>
    );
  const words = {
    notReached: 'Not reached',
    evidenceOnly: stage.tookPlace ? 'Took place before it was logged' : 'Before it was logged',
    skipped: 'Left out',
    open: stage.openedOn ? `Open since ${shortDay(stage.openedOn)}` : 'Open',
  }[stage.state];
  return <p className={styles['state']}>{words}</p>;
};

/** What moved the stage's dates, in words. */
const StageFacts = ({ stage }: { readonly stage: CaseStage }) => {
  const facts = [
    stage.state === 'ended' && stage.openedOn && `Opened ${shortDay(stage.openedOn)}.`,
    stage.agreedOn && `Agreed date: ${shortDate(stage.agreedOn)}.`,
    stage.childLed &&
      asSentence(`The child's own date, ${shortDate(stage.childLed.on)}: ${stage.childLed.reason}`),
    stage.extension && asSentence(`Extended to ${shortDate(stage.extension.on)}: ${stage.extension.reason}`),
    ...stage.pauses.map((pause) =>
      asSentence(
        `Paused from ${shortDay(officeDayOf(pause.from))}${pause.to ? ` to ${shortDay(officeDayOf(pause.to))}` : ''}: ${pause.reason}`,
      ),
    ),
    stage.outcomeForChild &&
      asSentence(
        `Outcome for the child: ${[outcomesForChild[stage.outcomeForChild].toLowerCase(), stage.outcomeForChildWords].filter(Boolean).join('. ')}`,
      ),
  ].filter((fact) => fact !== false && fact !== undefined && fact !== '');
  return facts.length === 0 ? null : <p className={styles['facts']}>{facts.join(' ')}</p>;
};

const Entry = ({
  entry,
  linksCases,
  onOpenDocument,
}: {
  readonly linksCases: boolean;
  readonly entry: CaseEntry;
  readonly onOpenDocument: (documentId: string) => void;
}) => {
  const Icon = icons[entry.kind];
  return (
    <li className={styles['entry']}>
      <Icon size={18} stroke={1.75} aria-hidden="true" />
      <Line title={entry.title} when={shortDay(entry.happenedOn)}>
        {entry.told.length > 0 && <p>Told: {entry.told.join('; ')}</p>}
        {entry.chair !== '' && <p>Chaired by {entry.chair}</p>}
        {entry.attendees.length > 0 && (
          <p>
            {entry.attendees.length} attended: {entry.attendees.join('; ')}
          </p>
        )}
        {entry.words !== '' && <PlainText>{entry.words}</PlainText>}
        {entry.agreements !== '' && <PlainText>{`Agreed: ${entry.agreements}`}</PlainText>}
        {entry.disagreements !== '' && <PlainText>{`Not agreed: ${entry.disagreements}`}</PlainText>}
        {entry.actions.map((action) => (
          <p key={`${action.action} ${action.owner}`}>
            Action for {action.owner}: {action.action}
            {action.dueOn ? `, by ${shortDay(action.dueOn)}` : ''}
          </p>
        ))}
        {entry.alike.length > 0 && (
          <p className={styles['alike']}>
            Alike:
            {entry.alike.map(({ caseId, reference }) =>
              linksCases ? (
                <Link key={caseId} to="/case/$caseId" params={{ caseId }}>
                  {reference}
                </Link>
              ) : (
                <span key={caseId}>{reference}</span>
              ),
            )}
          </p>
        )}
        {entry.document && (
          <OpenDocument
            words={entry.document.fileName}
            onOpen={() => onOpenDocument(entry.document?.id ?? '')}
          />
        )}
        <p className={styles['by']}>
          {entry.recordedBy}, {momentInWords(entry.recordedAt)}
        </p>
      </Line>
    </li>
  );
};

const Line = ({
  title,
  when,
  children,
}: {
  readonly title: ReactNode;
  readonly when: string;
  readonly children: ReactNode;
}) => (
  <div className={styles['words']}>
    <div className={styles['entryHead']}>
      <b>{title}</b>
      <span className={styles['when']}>{when}</span>
    </div>
    {children}
  </div>
);

const OpenDocument = ({ words, onOpen }: { readonly words: string; readonly onOpen: () => void }) => (
  <LinkButton onClick={onOpen}>{words}</LinkButton>
);
