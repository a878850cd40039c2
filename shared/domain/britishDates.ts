/**
 * Reads a whole string as a date as people in Britain write it. Day first always: nothing is ever read as month
 * first, and what cannot be read says why instead of being guessed.
 */
import { Temporal } from 'temporal-polyfill';
import type { PlainDate } from './calendarTypes.ts';
import { monthNames, shortDate, weekdayNames } from './wordsForDates.ts';

export type BritishDateReading =
  | {
      readonly ok: true;
      readonly date: PlainDate;
      /** Read, but somebody should look: the weekday beside it does not fit. */
      readonly doubt?: { readonly code: 'weekday'; readonly message: string };
    }
  | {
      readonly ok: false;
      readonly code: 'impossible' | 'unreadable' | 'incomplete';
      readonly message: string;
    };

const failed = (
  code: 'impossible' | 'unreadable' | 'incomplete',
  message: string,
): Extract<BritishDateReading, { ok: false }> => ({ ok: false, code, message });

/** The place in the list, from 1, of a name written whole or by its first three letters or more ("Sept", "Tues"). */
const placeOf = (names: readonly string[], written: string): number | undefined => {
  const start = written.toLowerCase();
  const index = start.length < 3 ? -1 : names.findIndex((name) => name.toLowerCase().startsWith(start));
  return index < 0 ? undefined : index + 1;
};

/**
 * Two figures are this century's unless that lies more than one year ahead of today: in 2026, "27" is 2027 and
 * "28" is 1928.
 */
const fullYear = (figures: string, today: PlainDate): number => {
  if (figures.length === 4) return Number(figures);
  const year = 2000 + Number(figures);
  return year > Number(today.slice(0, 4)) + 1 ? year - 100 : year;
};

interface Parts {
  readonly day: string;
  readonly month: number;
  readonly year?: string | undefined;
}

const dayFirst = /^(?<day>\d{1,2})\s*(?<mark>[/.-])\s*(?<month>\d{1,2})\s*\k<mark>\s*(?<year>\d{4}|\d{2})$/;
const yearFirst = /^(?<year>\d{4})(?<mark>[-/.])(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})$/;
const dayAndMonth = /^(?<day>\d{1,2})\s*[/.-]\s*(?<month>\d{1,2})$/;
const dayThenName =
  /^(?<day>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]*(?<month>[a-z]{3,9})\.?,?(?:[\s-]*(?<year>\d{4}|'?\d{2}))?$/i;
const nameThenDay =
  /^(?<month>[a-z]{3,9})\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?<year>\d{4}|'?\d{2}))?$/i;
const nameThenYear = /^(?<month>[a-z]{3,9})\.?,?\s+\d{4}$/i;
const leadingWeekday = /^(?<weekday>[a-z]{3,9})\.?,?\s+(?=\S)/i;

const partsOf = (text: string): Parts | undefined => {
  const figures = (dayFirst.exec(text) ?? yearFirst.exec(text) ?? dayAndMonth.exec(text))?.groups;
  if (figures) return { day: figures['day'] ?? '', month: Number(figures['month']), year: figures['year'] };
  const named = (dayThenName.exec(text) ?? nameThenDay.exec(text))?.groups;
  const month = placeOf(monthNames, named?.['month'] ?? '');
  if (!named || month === undefined) return undefined;
  return { day: named['day'] ?? '', month, year: named['year']?.replace("'", '') };
};

/** Reads the whole of `text`; `today` settles the century of a year in two figures. */
export const readBritishDate = (
  text: string,
  { today }: { readonly today: PlainDate },
): BritishDateReading => {
  const folded = text
    .replace(/\s+/g, ' ')
    .replace(/\p{Pd}/gu, '-')
    .replace(/’/g, "'")
    .trim();
  if (folded === '') return failed('incomplete', 'No date is given.');

  const before = leadingWeekday.exec(folded);
  const weekday = placeOf(weekdayNames, before?.groups?.['weekday'] ?? '');
  const written = before && weekday !== undefined ? folded.slice(before[0].length) : folded;

  const parts = partsOf(written);
  if (!parts) {
    const monthAndYear = nameThenYear.exec(written)?.groups?.['month'];
    if (monthAndYear !== undefined && placeOf(monthNames, monthAndYear) !== undefined)
      return failed('incomplete', `"${folded}" has no day. Give the day, the month and the year.`);
    return failed(
      'unreadable',
      `"${folded}" cannot be read as a date. Write it as 3 March 2026 or 03/03/2026.`,
    );
  }
  if (parts.year === undefined)
    return failed('incomplete', `"${folded}" has no year. Give the day, the month and the year.`);

  const day = Number(parts.day);
  const year = fullYear(parts.year, today);
  if (parts.month > 12 && parts.month <= 31 && day >= 1 && day <= 12)
    return failed(
      'impossible',
      `"${folded}" is not a real date: there is no month ${parts.month}. It may have been written month first.`,
    );
  try {
    const date = Temporal.PlainDate.from({ year, month: parts.month, day }, { overflow: 'reject' });
    const on = date.toString() as PlainDate;
    if (weekday === undefined || weekday === date.dayOfWeek) return { ok: true, date: on };
    return {
      ok: true,
      date: on,
      doubt: {
        code: 'weekday',
        message: `${shortDate(on)} is a ${weekdayNames[date.dayOfWeek - 1]}, not a ${weekdayNames[weekday - 1]}. Check the date.`,
      },
    };
  } catch {
    return failed('impossible', `"${folded}" is not a real date. Check the day and the month.`);
  }
};
