/**
 * The due dates of one stage, worked out from the procedure's timescales and what happened. Each date can say in
 * one sentence how it was reached.
 *
 * The rules, for every procedure alike:
 * - The day of an event is day zero at any hour; day 1 is the next working day.
 * - A week is seven calendar days and, where that is no working day, the working day before.
 * - Hours are clock time: they run through nights, weekends, bank holidays and clock changes.
 * - What a procedure leaves to be stated is asked for and never filled in.
 * - The child's own date wins wherever it is the earlier, and stands where nothing else is known.
 * - An extension moves every date of the stage that would fall before it, never past a ceiling unless the reason
 *   for passing it is recorded.
 * - The unit's own rule, on which the documents are silent: a pause moves dates in days by the working days that
 *   began while it lasted, and dates in hours by its length. Days that people stated stay where they are.
 */
import { Temporal } from 'temporal-polyfill';
import type { z } from 'zod';
import { OFFICE_TIME_ZONE, officeDayOf, type Instant, type PlainDate } from './calendarTypes.ts';
import {
  getStage,
  type Procedure,
  type RuleSource,
  type Timescale,
  type TimescaleEvent,
  type TimescaleLength,
} from './procedures/procedureSchema.ts';
import { listInWords, shortDay, withoutStop } from './wordsForDates.ts';
import {
  addDays,
  addWorkingDays,
  daysAfterUntil,
  isBankHoliday,
  isWeekend,
  isWorkingDay,
  previousWorkingDayOnOrBefore,
  workingDaysBetween,
  type WorkingCalendar,
} from './workingDays.ts';

/** A moment with the office's own offset: `2026-04-05T16:00:00+01:00`. */
export type OfficeMoment = string & z.$brand<'OfficeMoment'>;
/** A day, due until it ends; or a moment, for timescales in hours. */
export type Due = PlainDate | OfficeMoment;

export interface Pause {
  readonly from: Instant;
  /** Absent while the pause lasts. */
  readonly to?: Instant | undefined;
  readonly reason: string;
}

export interface StageClockInput {
  readonly procedure: Procedure;
  readonly stageOrder: number;
  readonly events: Readonly<Partial<Record<TimescaleEvent, Instant | undefined>>>;
  readonly childLed?: { readonly on: PlainDate; readonly reason?: string | undefined } | undefined;
  /** The day stated for the timescales that a procedure leaves to be agreed. */
  readonly agreed?: { readonly on: PlainDate } | undefined;
  readonly extension?:
    | {
        readonly on: PlainDate;
        readonly reason: string;
        /** Why it may go past the procedure's ceiling; without it the ceiling holds. */
        readonly pastCeilingReason?: string | undefined;
      }
    | undefined;
  readonly pauses?: readonly Pause[] | undefined;
  /** The id of the timescale that the unit says applies, of those that stand for one another. */
  readonly statedAlternative?: string | undefined;
  /** Ids of timescales whose action is done: shown, but no longer what the stage is due for. */
  readonly done?: readonly string[] | undefined;
  readonly calendar: WorkingCalendar;
}

export interface ClockRow {
  readonly timescaleId: string;
  readonly action: string;
  readonly condition: string | null;
  readonly event: TimescaleEvent;
  readonly kind: 'due' | 'ceiling';
  /** "5 working days". */
  readonly rule: string;
  /** What the timescale gives by itself, before any pause, extension or child's date. */
  readonly timescaleDue: Due | null;
  readonly due: Due | null;
  /** What must be answered before the timescale has a date of its own. */
  readonly question: string | null;
  readonly explanation: string;
  readonly done: boolean;
  readonly source: RuleSource;
}

export interface ClockWarning {
  readonly code: 'bankHolidaysUnknown' | 'ceilingHolds';
  readonly message: string;
}

export interface StageClock {
  readonly rows: readonly ClockRow[];
  /** The earliest date that the stage is due for; null when none is known. */
  readonly due: Due | null;
  readonly dueOn: PlainDate | null;
  readonly explanation: string;
  /** Set when no date is known: what to ask. */
  readonly question: string | null;
  readonly warnings: readonly ClockWarning[];
  /** Set while a pause lasts. */
  readonly paused: { readonly since: PlainDate; readonly reason: string } | null;
  readonly openedOn: PlainDate | null;
  readonly childLedOn: PlainDate | null;
  readonly extendedTo: PlainDate | null;
  /** Where the timescale that decides would have ended by itself. */
  readonly limitOn: PlainDate | null;
  readonly ceilingOn: PlainDate | null;
}

const isMoment = (due: Due): due is OfficeMoment => due.includes('T');

/** The day on which a due date falls in the office. */
export const dayOfDue = (due: Due): PlainDate => due.slice(0, 10) as PlainDate;

const officeMoment = (moment: Temporal.Instant): OfficeMoment =>
  moment.toString({ timeZone: OFFICE_TIME_ZONE, smallestUnit: 'second' }) as OfficeMoment;

/** A day lasts until it ends, so a moment on the same day comes first. */
const isEarlier = (one: Due, other: Due): boolean => {
  const [oneDay, otherDay] = [dayOfDue(one), dayOfDue(other)];
  if (oneDay !== otherDay) return oneDay < otherDay;
  if (isMoment(one) && isMoment(other))
    return Temporal.Instant.compare(Temporal.Instant.from(one), Temporal.Instant.from(other)) < 0;
  return isMoment(one) && !isMoment(other);
};

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** "5 working days", "1 week", "72 hours". */
export const ruleInWords = (length: TimescaleLength): string => {
  if (length.unit === 'workingDays') return plural(length.count, 'working day');
  if (length.unit === 'weeks') return plural(length.count, 'week');
  if (length.unit === 'hours') return plural(length.count, 'hour');
  return 'stated case by case';
};

const eventQuestions: Readonly<Record<TimescaleEvent, string>> = {
  disagreement: 'When was the disagreement or the decision?',
  stageOpened: 'When was the stage opened?',
  referralReceived: 'When was the referral received?',
  meetingHeld: 'When was the meeting held?',
  formalEscalation: 'When was the matter formally escalated?',
};

/** "Mon 4 Jan", with the year where it is another than that of the day the sentence starts from. */
const dayInWords = (day: PlainDate, from: PlainDate): string =>
  day.slice(0, 4) === from.slice(0, 4) ? shortDay(day) : `${shortDay(day)} ${day.slice(0, 4)}`;

const dueInWords = (due: Due, from: PlainDate): string =>
  isMoment(due) ? `${dayInWords(dayOfDue(due), from)} at ${due.slice(11, 16)}` : dayInWords(due, from);

const instantOf = (moment: Instant): Temporal.Instant => Temporal.Instant.from(moment);

interface ClosedPause {
  readonly from: Instant;
  readonly to: Instant;
  readonly reasons: readonly string[];
}

/** Pauses that have ended, in order, those that overlap joined so that no time counts twice. */
const closedPauses = (pauses: readonly Pause[]): readonly ClosedPause[] => {
  const closed = pauses
    .flatMap((pause) => (pause.to === undefined ? [] : [{ ...pause, to: pause.to }]))
    .sort((a, b) => Temporal.Instant.compare(instantOf(a.from), instantOf(b.from)));
  return closed.reduce((joined: readonly ClosedPause[], { from, to, reason }) => {
    const last = joined.at(-1);
    if (!last || Temporal.Instant.compare(instantOf(from), instantOf(last.to)) > 0)
      return [...joined, { from, to, reasons: [reason] }];
    const end = Temporal.Instant.compare(instantOf(to), instantOf(last.to)) > 0 ? to : last.to;
    return [...joined.slice(0, -1), { from: last.from, to: end, reasons: [...last.reasons, reason] }];
  }, []);
};

const requireReasons = ({ pauses = [], extension }: StageClockInput): void => {
  if (pauses.some((pause) => pause.reason.trim() === '')) throw new RangeError('Give a reason for the pause');
  if (pauses.some(({ from, to }) => to && Temporal.Instant.compare(instantOf(to), instantOf(from)) < 0))
    throw new RangeError('A pause cannot end before it begins');
  if (extension && extension.reason.trim() === '') throw new RangeError('Give a reason for the extension');
};

interface Working {
  readonly due: Due;
  readonly steps: readonly string[];
}

const bankHolidaysInWords = (
  from: PlainDate,
  to: PlainDate,
  calendar: WorkingCalendar,
): readonly string[] => {
  const days = daysAfterUntil(from, to).filter((day) => isBankHoliday(day, calendar) && !isWeekend(day));
  if (days.length === 0) return [];
  const names = listInWords(days.map((day) => dayInWords(day, from)));
  return [days.length === 1 ? `${names} is a bank holiday` : `${names} are bank holidays`];
};

/** What a timescale gives from its event, by itself. */
const runFrom = (
  start: Instant,
  length: Exclude<TimescaleLength, { unit: 'agreed' }>,
  calendar: WorkingCalendar,
): Working => {
  const day = officeDayOf(start);
  const rule = ruleInWords(length);
  if (length.unit === 'workingDays') {
    const due = addWorkingDays(day, length.count, calendar);
    return {
      due,
      steps: [
        `${rule} from ${shortDay(day)} is ${dayInWords(due, day)}`,
        ...bankHolidaysInWords(day, due, calendar),
      ],
    };
  }
  if (length.unit === 'weeks') {
    const end = addDays(day, 7 * length.count);
    const due = previousWorkingDayOnOrBefore(end, calendar);
    if (due === end) return { due, steps: [`${rule} from ${shortDay(day)} is ${dayInWords(due, day)}`] };
    const why = isWeekend(end) ? 'at a weekend' : 'a bank holiday';
    return {
      due,
      steps: [
        `${rule} from ${shortDay(day)} is ${dayInWords(end, day)}, ${why}, so the working day before, ${dayInWords(due, day)}`,
      ],
    };
  }
  const due = officeMoment(instantOf(start).add({ hours: length.count }));
  const begun = officeMoment(instantOf(start));
  return {
    due,
    steps: [
      `${rule} from ${dueInWords(begun, day)} is ${dueInWords(due, day)}, nights and weekends included`,
      ...(begun.slice(19) === due.slice(19) ? [] : ['the clocks change in between']),
    ],
  };
};

/** Moves a date by the pauses that began before it had passed. */
const afterPauses = (
  working: Working,
  start: Instant,
  pauses: readonly ClosedPause[],
  calendar: WorkingCalendar,
): Working =>
  pauses.reduce(({ due, steps }: Working, pause) => {
    const begun = instantOf(start);
    const from = Temporal.Instant.compare(instantOf(pause.from), begun) < 0 ? begun : instantOf(pause.from);
    const to = instantOf(pause.to);
    if (Temporal.Instant.compare(from, to) >= 0) return { due, steps };
    const startDay = officeDayOf(start);
    const why = listInWords(pause.reasons.map(withoutStop));
    if (isMoment(due)) {
      if (Temporal.Instant.compare(from, Temporal.Instant.from(due)) >= 0) return { due, steps };
      const moved = officeMoment(Temporal.Instant.from(due).add(from.until(to)));
      return { due: moved, steps: [...steps, `paused (${why}), so ${dueInWords(moved, startDay)}`] };
    }
    const fromDay = officeDayOf(from.toString() as Instant);
    const days = workingDaysBetween(fromDay, officeDayOf(pause.to), calendar);
    if (fromDay > due || days === 0) return { due, steps };
    const moved = addWorkingDays(due, days, calendar);
    return {
      due: moved,
      steps: [
        ...steps,
        `paused for ${plural(days, 'working day')} (${why}), so ${dayInWords(moved, startDay)}`,
      ],
    };
  }, working);

const extended = (
  working: Working,
  from: PlainDate,
  extension: StageClockInput['extension'],
  ceiling: PlainDate | null,
): Working & { readonly heldByCeiling: boolean } => {
  if (!extension || dayOfDue(working.due) >= extension.on) return { ...working, heldByCeiling: false };
  const mayPass = (extension.pastCeilingReason ?? '').trim() !== '';
  const past = ceiling !== null && extension.on > ceiling;
  if (past && !mayPass) {
    const to = isEarlier(working.due, ceiling) ? ceiling : working.due;
    return {
      due: to,
      steps: [
        ...working.steps,
        `extended (${withoutStop(extension.reason)}) as far as the limit, ${dayInWords(dayOfDue(to), from)}`,
      ],
      heldByCeiling: true,
    };
  }
  return {
    due: extension.on,
    steps: [
      ...working.steps,
      `extended to ${dayInWords(extension.on, from)} (${withoutStop(extension.reason)})`,
      ...(past
        ? [
            `past the limit of ${dayInWords(ceiling, from)} (${withoutStop(extension.pastCeilingReason ?? '')})`,
          ]
        : []),
    ],
    heldByCeiling: false,
  };
};

const childsDate = (childLed: NonNullable<StageClockInput['childLed']>, from: PlainDate): string =>
  `the child's own date, ${dayInWords(childLed.on, from)}`;

const becauseOf = (childLed: NonNullable<StageClockInput['childLed']>): string =>
  childLed.reason ? ` (${withoutStop(childLed.reason)})` : '';

const shortened = (working: Working, from: PlainDate, childLed: StageClockInput['childLed']): Working => {
  if (!childLed || childLed.on === working.due) return working;
  const words = childsDate(childLed, from);
  return isEarlier(childLed.on, working.due)
    ? {
        due: childLed.on,
        steps: [...working.steps, `${words}, is earlier and wins${becauseOf(childLed)}`],
      }
    : { due: working.due, steps: [...working.steps, `${words}, is later and changes nothing`] };
};

const sentence = (steps: readonly string[]): string => {
  const words = steps.join('; ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/**
 * The due dates of a stage. Throws a RangeError for a stage that the procedure has not, for a pause or an extension
 * without a reason, and for a pause that ends before it begins.
 */
export const stageClock = (input: StageClockInput): StageClock => {
  requireReasons(input);
  const { events, childLed, agreed, extension, calendar } = input;
  const done = new Set(input.done);
  const pauses = closedPauses(input.pauses ?? []);
  const openPause = (input.pauses ?? []).find((pause) => pause.to === undefined);
  const stage = getStage(input.procedure, input.stageOrder);
  const openedAt = events.stageOpened;
  const openedOn = openedAt === undefined ? null : officeDayOf(openedAt);

  const stated = stage.timescales.find(
    (timescale) => timescale.id === input.statedAlternative,
  )?.alternativeTo;
  const timescales = stage.timescales.filter(
    (timescale) =>
      stated === undefined || timescale.alternativeTo !== stated || timescale.id === input.statedAlternative,
  );

  // Timescales that stand for one another are of one thing: done is done for all of them.
  const isDone = ({ id, alternativeTo }: Timescale): boolean =>
    done.has(id) ||
    (alternativeTo !== undefined &&
      stage.timescales.some((other) => other.alternativeTo === alternativeTo && done.has(other.id)));

  const run = (timescale: Timescale): Working | null => {
    const start = events[timescale.event];
    if (timescale.length.unit === 'agreed' || start === undefined) return null;
    return afterPauses(runFrom(start, timescale.length, calendar), start, pauses, calendar);
  };

  const ceilings = timescales
    .filter((timescale) => timescale.kind === 'ceiling')
    .flatMap((timescale) => run(timescale)?.due ?? [])
    .map(dayOfDue)
    .sort();
  const ceilingOn = ceilings[0] ?? null;
  let heldByCeiling = false;

  const rowOf = (timescale: Timescale): ClockRow => {
    const { length, event, kind } = timescale;
    const start = events[event];
    const facts = {
      timescaleId: timescale.id,
      action: timescale.action,
      condition: timescale.condition ?? null,
      event,
      kind,
      rule: ruleInWords(length),
      done: isDone(timescale),
      source: timescale.source,
    };
    const from = start === undefined ? (openedOn ?? agreed?.on ?? childLed?.on) : officeDayOf(start);

    if (length.unit === 'agreed') {
      if (!agreed || from === undefined) {
        const due = childLed?.on ?? null;
        return {
          ...facts,
          timescaleDue: null,
          due,
          question: length.question,
          explanation: sentence([
            'no day has been stated for this yet',
            ...(childLed && from !== undefined
              ? [`${childsDate(childLed, from)}, stands until it is${becauseOf(childLed)}`]
              : []),
          ]),
        };
      }
      const limited = ceilingOn !== null && agreed.on > ceilingOn;
      if (limited) heldByCeiling = true;
      const own: Working = limited
        ? {
            due: ceilingOn,
            steps: [
              `agreed for ${dayInWords(agreed.on, from)}, which is past the limit, so ${dayInWords(ceilingOn, from)}`,
            ],
          }
        : { due: agreed.on, steps: [`agreed for ${dayInWords(agreed.on, from)}`] };
      const longer = extended(own, from, extension, ceilingOn);
      if (longer.heldByCeiling) heldByCeiling = true;
      const final = shortened(longer, from, childLed);
      return {
        ...facts,
        timescaleDue: agreed.on,
        due: final.due,
        question: null,
        explanation: sentence(final.steps),
      };
    }

    const working = run(timescale);
    if (!working || start === undefined || from === undefined)
      return {
        ...facts,
        timescaleDue: null,
        due: null,
        question: eventQuestions[event],
        explanation: `${facts.rule} once it is known when it starts`,
      };
    const longer =
      kind === 'due' ? extended(working, from, extension, ceilingOn) : { ...working, heldByCeiling: false };
    if (longer.heldByCeiling) heldByCeiling = true;
    const final = shortened(longer, from, childLed);
    return {
      ...facts,
      timescaleDue: runFrom(start, length, calendar).due,
      due: final.due,
      question: null,
      explanation: sentence(
        kind === 'ceiling' ? [`at the latest ${final.steps[0]}`, ...final.steps.slice(1)] : final.steps,
      ),
    };
  };

  const rows = timescales.map(rowOf);
  const waiting = rows.filter((row) => row.kind === 'due' && !row.done);
  const deciding = waiting.reduce<ClockRow | null>(
    (earliest, row) =>
      row.due !== null && (earliest?.due == null || isEarlier(row.due, earliest.due)) ? row : earliest,
    null,
  );
  // The child's own date also stands at a stage without a timescale that runs.
  const due = deciding?.due ?? childLed?.on ?? null;
  const asked = waiting.find((row) => row.question !== null);

  const explanation = deciding
    ? deciding.explanation
    : childLed
      ? sentence([`${childsDate(childLed, openedOn ?? childLed.on)}, stands by itself${becauseOf(childLed)}`])
      : (asked?.explanation ??
        (waiting.length === 0 && rows.some((row) => row.done)
          ? 'All that has a date at this stage is done'
          : 'No date is laid down for this stage'));

  const unknown = rows
    .flatMap((row) => [row.timescaleDue, row.due])
    .flatMap((each) => (each === null ? [] : [dayOfDue(each)]))
    .filter((day) => Number(day.slice(0, 4)) > calendar.lastKnownYear)
    .sort()[0];
  const warnings: readonly ClockWarning[] = [
    ...(unknown !== undefined && calendar.bankHolidays !== 'off'
      ? [
          {
            code: 'bankHolidaysUnknown' as const,
            message: `Bank holidays are known to the end of ${calendar.lastKnownYear}. Add those of ${unknown.slice(0, 4)} in the settings, or check this date by hand.`,
          },
        ]
      : []),
    ...(heldByCeiling && ceilingOn !== null
      ? [
          {
            code: 'ceilingHolds' as const,
            message: `The procedure allows no day after ${shortDay(ceilingOn)}. To go past it, record why.`,
          },
        ]
      : []),
  ];

  return {
    rows,
    due,
    dueOn: due === null ? null : dayOfDue(due),
    explanation: openPause
      ? `Paused since ${shortDay(officeDayOf(openPause.from))} (${withoutStop(openPause.reason)}); ${explanation.charAt(0).toLowerCase()}${explanation.slice(1)}`
      : explanation,
    question: due === null ? (asked?.question ?? null) : null,
    warnings,
    paused: openPause ? { since: officeDayOf(openPause.from), reason: openPause.reason } : null,
    openedOn,
    childLedOn: childLed?.on ?? null,
    extendedTo:
      extension === undefined
        ? null
        : heldByCeiling && ceilingOn !== null && extension.on > ceilingOn
          ? ceilingOn
          : extension.on,
    limitOn: deciding?.timescaleDue == null ? null : dayOfDue(deciding.timescaleDue),
    ceilingOn,
  };
};

export type DayMark = 'opened' | 'today' | 'childLed' | 'limit' | 'ceiling' | 'due' | 'extended';

export interface StripDay {
  readonly on: PlainDate;
  readonly weekday: string;
  readonly kind: 'working' | 'weekend' | 'bankHoliday';
  /** Working days since the stage was opened, from 1. */
  readonly number?: number;
  readonly marks: readonly DayMark[];
}

/** How far past the last date the strip still goes to reach today. */
const DAYS_OF_STRIP_AFTER_LAST_DATE = 14;

/** The days of a stage in a row, from its opening to its last date; none until it is open and has a date. */
export const dayStrip = (
  clock: StageClock,
  today: PlainDate,
  calendar: WorkingCalendar,
): readonly StripDay[] => {
  const { openedOn } = clock;
  if (openedOn === null) return [];
  const marked: readonly (readonly [DayMark, PlainDate | null])[] = [
    ['opened', openedOn],
    ['today', today],
    ['childLed', clock.childLedOn],
    ['limit', clock.limitOn],
    ['extended', clock.extendedTo],
    ['ceiling', clock.ceilingOn],
    ['due', clock.dueOn],
  ];
  const dates = marked.flatMap(([mark, on]) => (mark === 'today' || on === null ? [] : [on])).sort();
  const lastDate = dates.at(-1) ?? openedOn;
  const end =
    today > lastDate && today <= addDays(lastDate, DAYS_OF_STRIP_AFTER_LAST_DATE) ? today : lastDate;
  let passed = 0;
  return [openedOn, ...daysAfterUntil(openedOn, end)].map((on) => {
    const works = isWorkingDay(on, calendar);
    if (works && on !== openedOn) passed += 1;
    return {
      on,
      weekday: shortDay(on).slice(0, 3),
      kind: works ? 'working' : isWeekend(on) ? 'weekend' : 'bankHoliday',
      ...(works && on !== openedOn ? { number: passed } : {}),
      marks: marked.flatMap(([mark, day]) => (day === on ? [mark] : [])),
    };
  });
};

export interface DueStatus {
  readonly kind: 'overdue' | 'today' | 'soon' | 'later' | 'paused' | 'none';
  /** Working days left; below nought when over. */
  readonly workingDays: number;
  /** "4 days over", "Due today", "2 days left". */
  readonly words: string;
}

/** How a due date stands at a moment. Soon is two working days or fewer. */
export const dueStatus = (
  due: Due | null,
  now: Instant,
  calendar: WorkingCalendar,
  paused = false,
): DueStatus => {
  if (paused) return { kind: 'paused', workingDays: 0, words: 'Paused' };
  if (due === null) return { kind: 'none', workingDays: 0, words: 'No date yet' };
  const today = officeDayOf(now);
  const dueOn = dayOfDue(due);
  const workingDays = workingDaysBetween(today, dueOn, calendar);
  if (dueOn === today) {
    if (!isMoment(due)) return { kind: 'today', workingDays: 0, words: 'Due today' };
    const over = Temporal.Instant.compare(instantOf(now), Temporal.Instant.from(due)) > 0;
    const time = due.slice(11, 16);
    return over
      ? { kind: 'overdue', workingDays: 0, words: `Over since ${time}` }
      : { kind: 'today', workingDays: 0, words: `Due today at ${time}` };
  }
  if (dueOn < today)
    return {
      kind: 'overdue',
      workingDays,
      words: workingDays === 0 ? `Over since ${shortDay(dueOn)}` : `${plural(-workingDays, 'day')} over`,
    };
  return {
    kind: workingDays <= 2 ? 'soon' : 'later',
    workingDays,
    words: workingDays === 0 ? `Due ${shortDay(dueOn)}` : `${plural(workingDays, 'day')} left`,
  };
};
