import { describe, expect, test } from 'vitest';
import { instant, plainDate } from '../../shared/domain/calendarTypes.ts';
import {
  dayStrip,
  dueStatus,
  stageClock,
  type Due,
  type StageClockInput,
} from '../../shared/domain/clock.ts';
import { calendarWithoutBankHolidays, englandAndWalesCalendar } from '../../shared/domain/workingDays.ts';
import { procedureWithTimescales } from '../helpers/procedureWithTimescales.ts';

const calendar = englandAndWalesCalendar;
const fiveWorkingDays = procedureWithTimescales({ length: { unit: 'workingDays', count: 5 } });
const oneWeekOrTenDays = procedureWithTimescales(
  { length: { unit: 'weeks', count: 1 } },
  { length: { unit: 'workingDays', count: 10 }, kind: 'ceiling' },
);
const seventyTwoHours = procedureWithTimescales({ length: { unit: 'hours', count: 72 } });
const stated = procedureWithTimescales({ length: { unit: 'agreed', question: 'By what day?' } });

const clockOf = (
  procedure: StageClockInput['procedure'],
  openedAt: string,
  rest: Partial<StageClockInput> = {},
) =>
  stageClock({
    procedure,
    stageOrder: 1,
    events: { stageOpened: instant(openedAt) },
    calendar,
    ...rest,
  });
const told = ({ due, explanation, question, warnings }: ReturnType<typeof stageClock>) => ({
  due,
  explanation,
  question,
  warnings: warnings.map((warning) => warning.code),
});

describe('working days, weeks and hours', () => {
  test('five working days go around the bank holiday and say so', () => {
    expect(told(clockOf(fiveWorkingDays, '2026-05-20T09:00:00+01:00'))).toEqual({
      due: '2026-05-28',
      explanation: '5 working days from Wed 20 May is Thu 28 May; Mon 25 May is a bank holiday',
      question: null,
      warnings: [],
    });
  });

  test('the hour of the event does not matter, and its day is the office’s own', () => {
    // 23:30 in UTC is half past midnight on the Thursday in London.
    const dues = ['2026-05-20T00:01:00+01:00', '2026-05-20T23:59:00+01:00', '2026-05-20T23:30:00Z'].map(
      (at) => clockOf(fiveWorkingDays, at).due,
    );
    expect(dues).toEqual(['2026-05-28', '2026-05-28', '2026-05-29']);
  });

  test('an urgent case that opens on a Saturday has Monday for its first day', () => {
    expect(clockOf(fiveWorkingDays, '2026-06-06T22:00:00+01:00').due).toBe('2026-06-12');
  });

  test('a week that ends on Good Friday ends on the Thursday', () => {
    expect(told(clockOf(oneWeekOrTenDays, '2026-03-27T10:00:00Z'))).toMatchObject({
      due: '2026-04-02',
      explanation:
        '1 week from Fri 27 Mar is Fri 3 Apr, a bank holiday, so the working day before, Thu 2 Apr',
    });
  });

  test('seventy-two hours run through a weekend and a clock change', () => {
    expect(told(clockOf(seventyTwoHours, '2026-03-27T16:00:00Z'))).toMatchObject({
      due: '2026-03-30T17:00:00+01:00',
      explanation:
        '72 hours from Fri 27 Mar at 16:00 is Mon 30 Mar at 17:00, nights and weekends included; the clocks change in between',
    });
  });

  test('a unit may count bank holidays as working days', () => {
    expect(
      clockOf(fiveWorkingDays, '2026-05-20T09:00:00+01:00', { calendar: calendarWithoutBankHolidays }).due,
    ).toBe('2026-05-27');
  });

  test('a date past the last year of known bank holidays carries a warning', () => {
    const clock = clockOf(fiveWorkingDays, '2032-12-29T09:00:00Z');
    expect(told(clock)).toEqual({
      due: '2033-01-05',
      explanation: '5 working days from Wed 29 Dec is Wed 5 Jan 2033',
      question: null,
      warnings: ['bankHolidaysUnknown'],
    });
  });
});

describe("the child's own date", () => {
  test('the earlier date wins, with its reason', () => {
    expect(
      told(
        clockOf(fiveWorkingDays, '2026-05-20T09:00:00+01:00', {
          childLed: { on: plainDate('2026-05-26'), reason: 'contact is planned that afternoon' },
        }),
      ),
    ).toMatchObject({
      due: '2026-05-26',
      explanation:
        "5 working days from Wed 20 May is Thu 28 May; Mon 25 May is a bank holiday; the child's own date, Tue 26 May, is earlier and wins (contact is planned that afternoon)",
    });
  });

  test('a later date changes nothing', () => {
    expect(
      told(
        clockOf(fiveWorkingDays, '2026-05-14T09:00:00+01:00', { childLed: { on: plainDate('2026-05-29') } }),
      ),
    ).toMatchObject({
      due: '2026-05-21',
      explanation:
        "5 working days from Thu 14 May is Thu 21 May; the child's own date, Fri 29 May, is later and changes nothing",
    });
  });

  test('a moment on the day of the child’s own date comes before the end of that day', () => {
    const due = (on: string) =>
      clockOf(seventyTwoHours, '2026-06-01T10:00:00+01:00', { childLed: { on: plainDate(on) } }).due;
    expect([due('2026-06-03'), due('2026-06-04')]).toEqual(['2026-06-03', '2026-06-04T10:00:00+01:00']);
  });

  test('it stands by itself where the procedure’s date must still be stated', () => {
    const clock = clockOf(stated, '2026-05-20T09:00:00+01:00', { childLed: { on: plainDate('2026-05-26') } });
    expect({ ...told(clock), row: clock.rows[0]?.question }).toEqual({
      due: '2026-05-26',
      explanation:
        "No day has been stated for this yet; the child's own date, Tue 26 May, stands until it is",
      question: null,
      row: 'By what day?',
      warnings: [],
    });
  });
});

describe('dates that people state', () => {
  test('a date that must be stated is asked for and never filled in', () => {
    expect(told(clockOf(stated, '2026-05-20T09:00:00+01:00'))).toEqual({
      due: null,
      explanation: 'No day has been stated for this yet',
      question: 'By what day?',
      warnings: [],
    });
  });

  test('the stated day is the due date', () => {
    expect(
      told(clockOf(stated, '2026-05-20T09:00:00+01:00', { agreed: { on: plainDate('2026-06-05') } })),
    ).toMatchObject({ due: '2026-06-05', explanation: 'Agreed for Fri 5 Jun', question: null });
  });

  test('of two timescales that stand for one another the earlier is due until the unit states which', () => {
    const both = procedureWithTimescales(
      { length: { unit: 'workingDays', count: 2 }, alternativeTo: 'either' },
      { length: { unit: 'hours', count: 72 }, alternativeTo: 'either' },
    );
    const clock = clockOf(both, '2026-04-02T16:00:00+01:00');
    const said = clockOf(both, '2026-04-02T16:00:00+01:00', { statedAlternative: 'timescale-1' });
    expect([clock.rows.length, clock.due, said.rows.length, said.due]).toEqual([
      2,
      '2026-04-05T16:00:00+01:00',
      1,
      '2026-04-08',
    ]);
  });

  test('an action that is done no longer makes the stage due', () => {
    const two = procedureWithTimescales(
      { length: { unit: 'workingDays', count: 1 } },
      { length: { unit: 'workingDays', count: 3 } },
    );
    const due = (done: readonly string[]) => clockOf(two, '2026-06-01T09:00:00+01:00', { done }).due;
    expect([due([]), due(['timescale-1']), due(['timescale-1', 'timescale-2'])]).toEqual([
      '2026-06-02',
      '2026-06-04',
      null,
    ]);
  });

  test('a timescale whose event has not happened asks for it and gives no date', () => {
    const meeting = procedureWithTimescales({
      length: { unit: 'workingDays', count: 2 },
      event: 'meetingHeld',
    });
    expect(told(clockOf(meeting, '2026-06-01T09:00:00+01:00'))).toEqual({
      due: null,
      explanation: '2 working days once it is known when it starts',
      question: 'When was the meeting held?',
      warnings: [],
    });
  });
});

describe('extensions and their limit', () => {
  const opened = '2026-06-01T09:00:00+01:00';
  const extension = (on: string, pastCeilingReason?: string) => ({
    extension: { on: plainDate(on), reason: 'both heads of service agreed', pastCeilingReason },
  });

  test('an extension moves the date and gives its reason', () => {
    expect(told(clockOf(oneWeekOrTenDays, opened, extension('2026-06-12')))).toEqual({
      due: '2026-06-12',
      explanation:
        '1 week from Mon 1 Jun is Mon 8 Jun; extended to Fri 12 Jun (both heads of service agreed)',
      question: null,
      warnings: [],
    });
  });

  test('without a reason for passing it the limit holds', () => {
    expect(told(clockOf(oneWeekOrTenDays, opened, extension('2026-06-19')))).toEqual({
      due: '2026-06-15',
      explanation:
        '1 week from Mon 1 Jun is Mon 8 Jun; extended (both heads of service agreed) as far as the limit, Mon 15 Jun',
      question: null,
      warnings: ['ceilingHolds'],
    });
  });

  test('with a recorded reason the limit may be passed', () => {
    expect(
      told(clockOf(oneWeekOrTenDays, opened, extension('2026-06-19', 'the court sits that day'))),
    ).toEqual({
      due: '2026-06-19',
      explanation:
        '1 week from Mon 1 Jun is Mon 8 Jun; extended to Fri 19 Jun (both heads of service agreed); past the limit of Mon 15 Jun (the court sits that day)',
      question: null,
      warnings: [],
    });
  });

  test('the child’s own date wins over an extension', () => {
    expect(
      clockOf(oneWeekOrTenDays, opened, {
        ...extension('2026-06-12'),
        childLed: { on: plainDate('2026-06-10') },
      }).due,
    ).toBe('2026-06-10');
  });

  test('an extension without a reason is refused', () => {
    expect(() =>
      clockOf(oneWeekOrTenDays, opened, { extension: { on: plainDate('2026-06-12'), reason: ' ' } }),
    ).toThrow('Give a reason for the extension');
  });
});

describe('pauses', () => {
  const pause = (from: string, to?: string) => ({
    from: instant(from),
    reason: 'the family is away',
    ...(to === undefined ? {} : { to: instant(to) }),
  });

  test('a pause moves a date in days by the working days that began while it lasted', () => {
    // Tue 2 to Thu 4 June: Wednesday and Thursday began in it.
    expect(
      told(
        clockOf(fiveWorkingDays, '2026-06-01T09:00:00+01:00', {
          pauses: [pause('2026-06-02T12:00:00+01:00', '2026-06-04T12:00:00+01:00')],
        }),
      ),
    ).toMatchObject({
      due: '2026-06-10',
      explanation:
        '5 working days from Mon 1 Jun is Mon 8 Jun; paused for 2 working days (the family is away), so Wed 10 Jun',
    });
  });

  test('a pause moves a date in hours by its length, and overlapping pauses count once', () => {
    const pauses = [
      pause('2026-06-02T12:00:00+01:00', '2026-06-02T18:00:00+01:00'),
      pause('2026-06-02T15:00:00+01:00', '2026-06-02T20:00:00+01:00'),
    ];
    expect(clockOf(seventyTwoHours, '2026-06-01T09:00:00+01:00', { pauses }).due).toBe(
      '2026-06-04T17:00:00+01:00',
    );
  });

  test('a pause that begins after the date has passed, or ended before the stage opened, moves nothing', () => {
    const pauses = [
      pause('2026-05-26T12:00:00+01:00', '2026-05-29T12:00:00+01:00'),
      pause('2026-06-10T12:00:00+01:00', '2026-06-15T12:00:00+01:00'),
    ];
    expect(clockOf(fiveWorkingDays, '2026-06-01T09:00:00+01:00', { pauses }).due).toBe('2026-06-08');
  });

  test('while a pause lasts the clock says since when and why', () => {
    const clock = clockOf(fiveWorkingDays, '2026-06-01T09:00:00+01:00', {
      pauses: [pause('2026-06-03T12:00:00+01:00')],
    });
    expect([clock.paused, clock.explanation]).toEqual([
      { since: '2026-06-03', reason: 'the family is away' },
      'Paused since Wed 3 Jun (the family is away); 5 working days from Mon 1 Jun is Mon 8 Jun',
    ]);
  });

  test('a pause without a reason, or one that ends before it begins, is refused', () => {
    const paused = (one: NonNullable<StageClockInput['pauses']>[number]) => () =>
      clockOf(fiveWorkingDays, '2026-06-01T09:00:00+01:00', { pauses: [one] });
    expect(paused({ ...pause('2026-06-03T12:00:00Z'), reason: '' })).toThrow('Give a reason for the pause');
    expect(paused(pause('2026-06-03T12:00:00Z', '2026-06-02T12:00:00Z'))).toThrow(
      'A pause cannot end before it begins',
    );
  });
});

test('the days of a stage stand in a row with their numbers and marks', () => {
  const clock = clockOf(fiveWorkingDays, '2026-05-20T09:00:00+01:00', {
    childLed: { on: plainDate('2026-05-26') },
  });
  const days = dayStrip(clock, plainDate('2026-05-21'), calendar).map(
    ({ on, weekday, kind, number, marks }) => [on.slice(8), weekday, kind, number, marks.join(' ')],
  );
  expect(days).toEqual([
    ['20', 'Wed', 'working', undefined, 'opened'],
    ['21', 'Thu', 'working', 1, 'today'],
    ['22', 'Fri', 'working', 2, ''],
    ['23', 'Sat', 'weekend', undefined, ''],
    ['24', 'Sun', 'weekend', undefined, ''],
    ['25', 'Mon', 'bankHoliday', undefined, ''],
    ['26', 'Tue', 'working', 3, 'childLed due'],
    ['27', 'Wed', 'working', 4, ''],
    ['28', 'Thu', 'working', 5, 'limit'],
  ]);
});

test('the row of days reaches today while a stage is newly overdue, and leaves it out after a fortnight', () => {
  const clock = clockOf(fiveWorkingDays, '2026-06-01T09:00:00+01:00');
  const last = (today: string) => dayStrip(clock, plainDate(today), calendar).at(-1)?.on;
  expect([last('2026-06-03'), last('2026-06-12'), last('2026-08-12')]).toEqual([
    '2026-06-08',
    '2026-06-12',
    '2026-06-08',
  ]);
});

test('a due date says how it stands in working days', () => {
  const status = (due: string | null, now: string, paused = false) => {
    const { kind, workingDays, words } = dueStatus(due as Due | null, instant(now), calendar, paused);
    return [kind, workingDays, words];
  };
  const thursday = '2026-05-21T10:00:00+01:00';
  expect([
    status('2026-05-15', thursday),
    status('2026-05-20', thursday),
    status('2026-05-21', '2026-05-21T23:59:00+01:00'),
    status('2026-05-22', thursday),
    status('2026-05-26', thursday),
    status('2026-05-28', thursday),
    status('2026-05-22', '2026-05-24T10:00:00+01:00'),
    status('2026-05-24', '2026-05-23T10:00:00+01:00'),
    status('2026-05-21T09:00:00+01:00', thursday),
    status('2026-05-21T16:00:00+01:00', thursday),
    status(null, thursday),
    status('2026-05-15', thursday, true),
  ]).toEqual([
    ['overdue', -4, '4 days over'],
    ['overdue', -1, '1 day over'],
    ['today', 0, 'Due today'],
    ['soon', 1, '1 day left'],
    ['soon', 2, '2 days left'],
    ['later', 4, '4 days left'],
    ['overdue', 0, 'Over since Fri 22 May'],
    ['soon', 0, 'Due Sun 24 May'],
    ['overdue', 0, 'Over since 09:00'],
    ['today', 0, 'Due today at 16:00'],
    ['none', 0, 'No date yet'],
    ['paused', 0, 'Paused'],
  ]);
});
