import { Button } from '@mantine/core';
import { IconCheck, IconFlag, IconFlagFilled } from '@tabler/icons-react';
import type { CaseStage } from '../../../shared/contract/cases.ts';
import type { Procedure } from '../../../shared/domain/procedures/procedureSchema.ts';
import type { PlainDate } from '../../../shared/domain/calendarTypes.ts';
import { asSentence, describeDay, shortDay } from '../../../shared/domain/wordsForDates.ts';
import { Callout } from '../../components/Callout.tsx';
import { OpenQuestions } from '../../components/OpenQuestions.tsx';
import { DueMark } from '../../components/DueMark.tsx';
import { LinkButton } from '../../components/LinkButton.tsx';
import { SourceNote } from '../../components/SourceNote.tsx';
import styles from './ClockPanel.module.css';

type Clock = NonNullable<CaseStage['clock']>;
type StripDay = Clock['days'][number];

/** When the open stage is due, the days that were counted, and how the date was reached. */
export const ClockPanel = ({
  clock,
  stageLabel,
  onChildDate,
  onAgreedDate,
  childLed,
  openQuestions,
}: {
  readonly clock: Clock;
  readonly stageLabel: string;
  /** Absent where the person may not change the case. */
  readonly onChildDate?: (() => void) | undefined;
  readonly onAgreedDate?: (() => void) | undefined;
  readonly childLed: boolean;
  /** What the procedure leaves to the unit to say of this stage, and nobody has said yet. */
  readonly openQuestions: Procedure['toState'];
}) => (
  <section className={styles['panel']} aria-label="Due date">
    <div className={styles['top']}>
      <div className={styles['due']}>
        <p className={styles['mark']}>
          <DueMark due={{ ...clock.due, words: clock.due.words.replace(/\bday/, 'working day') }} />
        </p>
        <p className={styles['date']}>{clock.dueOn ? describeDay(clock.dueOn) : 'No date yet'}</p>
        <p className={styles['action']}>
          {stageLabel}
          {clock.action === undefined ? '' : `: ${clock.action}`}
        </p>
      </div>
      {clock.days.length > 0 && <DayStrip days={clock.days} stageLabel={stageLabel} />}
    </div>
    <div className={styles['reached']}>
      {clock.question !== undefined && (
        <div className={styles['question']}>
          <p>
            <b>A date must be stated.</b> {clock.question}
          </p>
          {onAgreedDate && (
            <Button variant="default" onClick={onAgreedDate}>
              State the date
            </Button>
          )}
        </div>
      )}
      {clock.explanation !== '' && (
        <p>
          <b>How this was reached.</b> {asSentence(clock.explanation)}{' '}
          {onChildDate && (
            <LinkButton onClick={onChildDate}>
              {childLed ? 'Change the child’s date' : 'Set a date for the child'}
            </LinkButton>
          )}
        </p>
      )}
      <OpenQuestions questions={openQuestions} />
      <details className={styles['rows']}>
        <summary>Each rule, and where it comes from</summary>
        <ul>
          {clock.rows.map((row) => (
            <li key={row.timescaleId}>
              <p>
                <b>
                  {row.done && (
                    <IconCheck size={16} stroke={1.75} className={styles['tick']} aria-hidden="true" />
                  )}
                  {standingOf(row)}:
                </b>{' '}
                {row.action} ({row.rule}). {row.done ? '' : asSentence(row.explanation)}
              </p>
              <SourceNote source={row.source} />
            </li>
          ))}
        </ul>
      </details>
      {clock.warnings.length > 0 && (
        <Callout kind="check" title="Check this date">
          {clock.warnings.map((warning) => (
            <p key={warning}>{warning}</p>
          ))}
        </Callout>
      )}
    </div>
  </section>
);

/** Whether a rule of the stage is done, runs to a day, or waits for something to happen first. */
const standingOf = ({ kind, due, done, question }: Clock['rows'][number]): string => {
  if (done) return 'Done';
  if (due === null) return question === undefined ? 'No date' : 'Waits';
  const time = due.includes('T') ? ` at ${due.slice(11, 16)}` : '';
  return `${kind === 'ceiling' ? 'At the latest' : 'Due'}, ${describeDay(due.slice(0, 10) as PlainDate)}${time}`;
};

/** Over each day its most telling mark; the others are read out with it. */
const markWords = (mark: StripDay['marks'][number], stageLabel: string): string =>
  ({
    opened: 'Opened',
    today: 'Today',
    childLed: 'Child’s date',
    limit: `${stageLabel} limit`,
    ceiling: 'Furthest',
    due: 'Due',
    extended: 'Extended to',
  })[mark];

const importance = ['childLed', 'due', 'extended', 'today', 'limit', 'ceiling', 'opened'] as const;

const DayStrip = ({
  days,
  stageLabel,
}: {
  readonly days: readonly StripDay[];
  readonly stageLabel: string;
}) => (
  <ol
    className={styles['strip']}
    aria-label="The days that were counted"
    data-many={days.length > 12 || undefined}
  >
    {days.map((day) => {
      const marks = importance.filter((mark) => day.marks.includes(mark));
      // The child's date is the due date where it wins, and a due date is the limit where nothing moved it.
      const shown = marks.filter(
        (mark) =>
          !(mark === 'due' && marks.includes('childLed')) && !(mark === 'limit' && marks.includes('due')),
      );
      const caption =
        shown.length > 0
          ? shown
              .slice(0, 2)
              .map((mark) => markWords(mark, stageLabel))
              .join(', ')
          : day.kind === 'bankHoliday'
            ? 'Holiday'
            : '';
      return (
        <li key={day.on} className={styles['day']} data-kind={day.kind}>
          <span className={styles['caption']} data-child={day.marks.includes('childLed') || undefined}>
            {day.marks.includes('childLed') && <IconFlagFilled size={14} aria-hidden="true" />}
            {!day.marks.includes('childLed') && day.marks.includes('limit') && (
              <IconFlag size={14} stroke={1.75} aria-hidden="true" />
            )}
            {caption}
          </span>
          <span
            className={styles['box']}
            data-today={day.marks.includes('today') || undefined}
            data-due={day.marks.includes('due') || undefined}
            data-ceiling={day.marks.includes('ceiling') || undefined}
          >
            <span aria-hidden="true">
              <b>{Number(day.on.slice(8))}</b> {day.weekday.slice(0, 3)}
            </span>
            <span className="visuallyHidden">{shortDay(day.on)}</span>
          </span>
          <span className={styles['number']}>
            {day.number === undefined ? (
              <span aria-hidden="true">–</span>
            ) : (
              <>
                <span className="visuallyHidden">day </span>
                {day.number}
              </>
            )}
            {day.kind === 'weekend' && <span className="visuallyHidden">weekend, not counted</span>}
            {day.kind === 'bankHoliday' && <span className="visuallyHidden">bank holiday, not counted</span>}
          </span>
        </li>
      );
    })}
  </ol>
);
