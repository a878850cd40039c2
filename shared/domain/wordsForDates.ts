import { Temporal } from 'temporal-polyfill';
import type { PlainDate } from './calendarTypes.ts';

/** Monday first, as ISO numbers them. */
export const weekdayNames = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

// Written out here and not left to Intl, whose months ("Sept") and order differ between machines.
const partsOf = (day: PlainDate) => {
  const date = Temporal.PlainDate.from(day);
  const weekday = weekdayNames[date.dayOfWeek - 1] ?? '';
  const month = monthNames[date.month - 1] ?? '';
  return { weekday, day: date.day, month, year: date.year };
};

/** "Tuesday 26 May 2026". */
export const describeDay = (on: PlainDate): string => {
  const { weekday, day, month, year } = partsOf(on);
  return `${weekday} ${day} ${month} ${year}`;
};

/** "Tue 26 May". */
export const shortDay = (on: PlainDate): string => {
  const { weekday, day, month } = partsOf(on);
  return `${weekday.slice(0, 3)} ${day} ${month.slice(0, 3)}`;
};

/** "26 May 2026". */
export const shortDate = (on: PlainDate): string => {
  const { day, month, year } = partsOf(on);
  return `${day} ${month} ${year}`;
};

/** "one", "one and two", "one, two and three". */
export const listInWords = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

/** The children of a case in a line. */
export const namesInWords = (people: readonly { readonly name: string | null }[]): string =>
  listInWords(people.map(({ name }) => name ?? 'name not known'));

/** Words that somebody typed, to stand within a sentence of ours. */
export const withoutStop = (words: string): string => words.trim().replace(/\.$/, '');

/** Closed by one full stop, however the words that somebody typed end. */
export const asSentence = (words: string): string =>
  /[.!?…]$/.test(words.trim()) ? words.trim() : `${words.trim()}.`;
