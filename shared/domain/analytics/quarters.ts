import type { PlainDate } from '../calendarTypes.ts';
import { monthNames } from '../wordsForDates.ts';

/** How the unit names its quarters and years: financial years start in April. The quarters' days are the same. */
export const quarterCalendars = {
  financial: 'Financial years, from April',
  calendar: 'Calendar years, from January',
} as const;
export type QuarterCalendar = keyof typeof quarterCalendars;

/** A quarter or a year: both days count. */
export interface NamedPeriod {
  /** The year and month in which it starts: `2026-04`. */
  readonly key: string;
  readonly label: string;
  /** "April to June 2026". */
  readonly months: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

const twoFigures = (number: number): string => String(number).padStart(2, '0');
const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const daysIn = (year: number, month: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
const monthOf = (day: PlainDate): { readonly year: number; readonly month: number } => ({
  year: Number(day.slice(0, 4)),
  month: Number(day.slice(5, 7)),
});

/** So many whole months from the first of one, wherever the year ends. */
const monthsFrom = (year: number, month: number, count: number) => {
  const first = year * 12 + (month - 1);
  const last = first + count - 1;
  const endYear = Math.floor(last / 12);
  const endMonth = (last % 12) + 1;
  return {
    key: `${year}-${twoFigures(month)}`,
    from: `${year}-${twoFigures(month)}-01` as PlainDate,
    to: `${endYear}-${twoFigures(endMonth)}-${daysIn(endYear, endMonth)}` as PlainDate,
    endMonth,
  };
};

/** The quarter that a day falls in: "Quarter 1 2026/27, April to June 2026", or "Quarter 2 2026, April to June 2026". */
export const quarterOf = (day: PlainDate, calendar: QuarterCalendar): NamedPeriod => {
  const { year, month } = monthOf(day);
  const start = month - ((month - 1) % 3);
  const { endMonth, ...quarter } = monthsFrom(year, start, 3);
  const number = (calendar === 'calendar' ? (start - 1) / 3 : ((start + 8) % 12) / 3) + 1;
  const { label } = yearOf(day, calendar);
  const months = `${monthNames[start - 1]} to ${monthNames[endMonth - 1]} ${year}`;
  return { ...quarter, months, label: `Quarter ${number} ${label}, ${months}` };
};

/** The year that a day falls in: "2026/27" or "2026". */
export const yearOf = (day: PlainDate, calendar: QuarterCalendar): NamedPeriod => {
  const { year, month } = monthOf(day);
  const start = calendar === 'financial' && month < 4 ? year - 1 : year;
  const { endMonth, ...period } = monthsFrom(start, calendar === 'financial' ? 4 : 1, 12);
  const [first, last] = [calendar === 'financial' ? 'April' : 'January', monthNames[endMonth - 1]];
  return {
    ...period,
    months: `${first} ${start} to ${last} ${period.to.slice(0, 4)}`,
    label: calendar === 'financial' ? `${start}/${twoFigures((start + 1) % 100)}` : String(start),
  };
};

/** The quarter that lies `count` quarters after the one of a day, or before it for a negative count. */
export const quarterAfter = (day: PlainDate, count: number, calendar: QuarterCalendar): NamedPeriod => {
  const { year, month } = monthOf(day);
  const months = year * 12 + month - 1 + 3 * count;
  const moved = `${Math.floor(months / 12)}-${twoFigures((((months % 12) + 12) % 12) + 1)}-01` as PlainDate;
  return quarterOf(moved, calendar);
};

/** Every quarter that has a day from one day to another, earliest first. */
export const quartersBetween = (
  from: PlainDate,
  to: PlainDate,
  calendar: QuarterCalendar,
): readonly NamedPeriod[] => {
  const quarters: NamedPeriod[] = [];
  let quarter = quarterOf(from, calendar);
  while (quarter.from <= to) {
    quarters.push(quarter);
    quarter = quarterAfter(quarter.from, 1, calendar);
  }
  return quarters;
};
