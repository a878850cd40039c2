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

export const isBankHoliday = (day: PlainDate, calendar: WorkingCalendar): boolean =>
  calendar.bankHolidays !== 'off' && calendar.bankHolidays.has(day);

export const isWorkingDay = (day: PlainDate, calendar: WorkingCalendar): boolean =>
  !isWeekend(day) && !isBankHoliday(day, calendar);

/** Days since 1 January 1970, a Thursday, by arithmetic alone: figures count a hundred thousand spans of days. */
const dayNumberOf = (day: PlainDate): number => {
  const month = Number(day.slice(5, 7));
  // Years that start in March end with the leap day.
  const year = Number(day.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + Number(day.slice(8, 10)) - 1;
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return year * 365 + leapDays + dayOfYear - 719_468;
};

/** The day of a number, by the same arithmetic. */
const dayOfNumber = (dayNumber: number): PlainDate => {
  const sinceMarch = dayNumber + 719_468;
  const era = Math.floor(sinceMarch / 146_097);
  const dayOfEra = sinceMarch - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = ((monthFromMarch + 2) % 12) + 1;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const figures = (number: number, length: number): string => String(number).padStart(length, '0');
  return `${figures(year, 4)}-${figures(month, 2)}-${figures(day, 2)}` as PlainDate;
};

/** The calendar day so many days later, or earlier for a negative count. */
export const addDays = (day: PlainDate, days: number): PlainDate => dayOfNumber(dayNumberOf(day) + days);

/** The days after `from`, up to and including `to`; none when `to` is not later. */
export const daysAfterUntil = (from: PlainDate, to: PlainDate): readonly PlainDate[] => {
  const first = dayNumberOf(from);
  return Array.from({ length: Math.max(0, dayNumberOf(to) - first) }, (_, index) =>
    dayOfNumber(first + index + 1),
  );
};

/** Weekdays up to and including a day, from one fixed Monday on. */
const weekdaysUpTo = (dayNumber: number): number => {
  const sinceMonday = dayNumber + 3;
  const weeks = Math.floor(sinceMonday / 7);
  return 5 * weeks + Math.min(sinceMonday - 7 * weeks + 1, 5);
};

export const isWeekend = (day: PlainDate): boolean => {
  const number = dayNumberOf(day);
  return weekdaysUpTo(number) === weekdaysUpTo(number - 1);
};

/** A list's bank holidays that fall on weekdays, as day numbers in order: worked out once a list. */
const holidayNumbers = new WeakMap<ReadonlySet<PlainDate>, readonly number[]>();
const holidayNumbersOf = (days: ReadonlySet<PlainDate>): readonly number[] => {
  const known = holidayNumbers.get(days);
  if (known) return known;
  const numbers = [...days]
    .map(dayNumberOf)
    .filter((day) => weekdaysUpTo(day) > weekdaysUpTo(day - 1))
    .sort((one, other) => one - other);
  holidayNumbers.set(days, numbers);
  return numbers;
};

/**
 * The day on which so many working days have passed: `from` is day zero, whatever it is, and day 1 is the next
 * working day. Throws a RangeError unless the count is a whole number of nought or more.
 */
export const addWorkingDays = (from: PlainDate, count: number, calendar: WorkingCalendar): PlainDate => {
  if (!Number.isInteger(count) || count < 0)
    throw new RangeError('Give a whole number of working days, nought or more');
  const { bankHolidays } = calendar;
  let day = dayNumberOf(from);
  for (let passed = 0; passed < count;) {
    day += 1;
    const isHoliday = bankHolidays !== 'off' && bankHolidays.has(dayOfNumber(day));
    if (weekdaysUpTo(day) > weekdaysUpTo(day - 1) && !isHoliday) passed += 1;
  }
  return dayOfNumber(day);
};

/** How many of some numbers in order are no greater than one. */
const countUpTo = (numbers: readonly number[], most: number): number => {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((numbers[middle] ?? Infinity) <= most) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Working days after `from` up to and including `to`; below nought when `to` is the earlier day. */
export const workingDaysBetween = (from: PlainDate, to: PlainDate, calendar: WorkingCalendar): number => {
  const holidays = calendar.bankHolidays === 'off' ? [] : holidayNumbersOf(calendar.bankHolidays);
  const upTo = (day: number): number => weekdaysUpTo(day) - countUpTo(holidays, day);
  return upTo(dayNumberOf(to)) - upTo(dayNumberOf(from));
};

/** `workingDaysBetween` for many spans, in which each day is worked out once. */
export const workingDayCounter = (
  calendar: WorkingCalendar,
): ((from: PlainDate, to: PlainDate) => number) => {
  const known = new Map<PlainDate, number>();
  const upTo = (day: PlainDate): number => {
    const found = known.get(day);
    if (found !== undefined) return found;
    const passed = workingDaysBetween('1970-01-01' as PlainDate, day, calendar);
    known.set(day, passed);
    return passed;
  };
  return (from, to) => upTo(to) - upTo(from);
};

export const previousWorkingDayOnOrBefore = (day: PlainDate, calendar: WorkingCalendar): PlainDate => {
  let found = day;
  while (!isWorkingDay(found, calendar)) found = addDays(found, -1);
  return found;
};
