import { Temporal } from 'temporal-polyfill';
import { bankHolidays, LAST_YEAR_OF_BANK_HOLIDAYS } from './bankHolidays.ts';
import type { PlainDate } from './calendarTypes.ts';

/**
 * Which days count. Saturdays and Sundays never do ("Working day does not include weekends", Staffordshire,
 * footnote 1); whether bank holidays do is the unit's setting, and its list may differ from the bundled one.
 */
export interface WorkingCalendar {
  /** The days left out of the count, or 'off' where bank holidays count as working days. */
  readonly bankHolidays: ReadonlySet<PlainDate> | 'off';
  /** The last year whose bank holidays are known. */
  readonly lastKnownYear: number;
}

export const englandAndWalesCalendar: WorkingCalendar = {
  bankHolidays: new Set(bankHolidays.map((holiday) => holiday.on)),
  lastKnownYear: LAST_YEAR_OF_BANK_HOLIDAYS,
};

export const calendarWithoutBankHolidays: WorkingCalendar = {
  bankHolidays: 'off',
  lastKnownYear: LAST_YEAR_OF_BANK_HOLIDAYS,
};

export const isWeekend = (day: PlainDate): boolean => Temporal.PlainDate.from(day).dayOfWeek > 5;

export const isBankHoliday = (day: PlainDate, calendar: WorkingCalendar): boolean =>
  calendar.bankHolidays !== 'off' && calendar.bankHolidays.has(day);

export const isWorkingDay = (day: PlainDate, calendar: WorkingCalendar): boolean =>
  !isWeekend(day) && !isBankHoliday(day, calendar);

/** The calendar day so many days later, or earlier for a negative count. */
export const addDays = (day: PlainDate, days: number): PlainDate =>
  Temporal.PlainDate.from(day).add({ days }).toString() as PlainDate;

/** The days after `from`, up to and including `to`; none when `to` is not later. */
export const daysAfterUntil = (from: PlainDate, to: PlainDate): readonly PlainDate[] => {
  const length = Temporal.PlainDate.from(from).until(to).days;
  return Array.from({ length: Math.max(0, length) }, (_, index) => addDays(from, index + 1));
};

/**
 * The day on which so many working days have passed: `from` is day zero, whatever it is, and day 1 is the next
 * working day. Throws a RangeError unless the count is a whole number of nought or more.
 */
export const addWorkingDays = (from: PlainDate, count: number, calendar: WorkingCalendar): PlainDate => {
  if (!Number.isInteger(count) || count < 0)
    throw new RangeError('Give a whole number of working days, nought or more');
  let day = from;
  for (let passed = 0; passed < count;) {
    day = addDays(day, 1);
    if (isWorkingDay(day, calendar)) passed += 1;
  }
  return day;
};

/** Working days after `from` up to and including `to`; below nought when `to` is the earlier day. */
export const workingDaysBetween = (from: PlainDate, to: PlainDate, calendar: WorkingCalendar): number => {
  if (to < from) return -workingDaysBetween(to, from, calendar) || 0;
  return daysAfterUntil(from, to).filter((day) => isWorkingDay(day, calendar)).length;
};

export const previousWorkingDayOnOrBefore = (day: PlainDate, calendar: WorkingCalendar): PlainDate => {
  let found = day;
  while (!isWorkingDay(found, calendar)) found = addDays(found, -1);
  return found;
};
