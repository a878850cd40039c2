import { Temporal } from 'temporal-polyfill';
import type { PlainDate } from './calendarTypes.ts';
import type { PersonKind } from './intake.ts';
import { monthNames } from './wordsForDates.ts';

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;

const dayAndMonth = (day: PlainDate, from: PlainDate): string => {
  const year = day.slice(0, 4) === from.slice(0, 4) ? '' : ` ${day.slice(0, 4)}`;
  return `${Number(day.slice(8))} ${monthNames[Number(day.slice(5, 7)) - 1]}${year}`;
};

const monthsOf = (day: PlainDate): number => 12 * Number(day.slice(0, 4)) + Number(day.slice(5, 7));

/**
 * A person's age on a day, in words: "7 years"; under two years "14 months"; under two months "5 weeks" or
 * "3 days". An unborn child is "expected 9 July"; someone born after that day is "not yet born", never of a negative age.
 */
export const ageInWords = (
  person: {
    readonly kind: PersonKind;
    readonly dateOfBirth?: PlainDate | undefined;
    readonly expectedDateOfBirth?: PlainDate | undefined;
  },
  on: PlainDate,
): string => {
  const { kind, dateOfBirth, expectedDateOfBirth } = person;
  if (dateOfBirth === undefined)
    return expectedDateOfBirth === undefined
      ? `${kind === 'unborn' ? 'expected date' : 'age'} not known`
      : `${expectedDateOfBirth < on ? 'was expected' : 'expected'} ${dayAndMonth(expectedDateOfBirth, on)}`;
  if (dateOfBirth > on) return 'not yet born';
  // By their figures where no short month makes it doubtful: lists show very many ages.
  const byFigures = monthsOf(on) - monthsOf(dateOfBirth) - (on.slice(8) < dateOfBirth.slice(8) ? 1 : 0);
  if (byFigures >= 24 && !dateOfBirth.endsWith('-02-29')) return counted(Math.floor(byFigures / 12), 'year');
  if (byFigures >= 2 && byFigures < 24 && Number(dateOfBirth.slice(8)) <= 28)
    return counted(byFigures, 'month');
  const born = Temporal.PlainDate.from(dateOfBirth);
  const { years: whole } = born.until(on, { largestUnit: 'years' });
  if (whole >= 2) return counted(whole, 'year');
  const { months } = born.until(on, { largestUnit: 'months' });
  if (months >= 2) return counted(months, 'month');
  const { days } = born.until(on, { largestUnit: 'days' });
  return days >= 14 ? counted(Math.floor(days / 7), 'week') : counted(days, 'day');
};
