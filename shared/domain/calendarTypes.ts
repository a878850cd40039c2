import { z } from 'zod';
import { Temporal } from 'temporal-polyfill';

/** A calendar day in Europe/London, written `2026-03-09`. Never carries a time. */
export type PlainDate = string & z.$brand<'PlainDate'>;
/** A moment in UTC, written `2026-03-09T16:00:00.000Z`. */
export type Instant = string & z.$brand<'Instant'>;

export const OFFICE_TIME_ZONE = 'Europe/London';

export const plainDateSchema = z.iso.date({ error: 'Give a real date' }).brand<'PlainDate'>();
export const instantSchema = z.iso.datetime({ error: 'Give a date and a time' }).brand<'Instant'>();

/** Throws a RangeError for anything that is not a real calendar day. */
export const plainDate = (text: string): PlainDate => Temporal.PlainDate.from(text).toString() as PlainDate;

/** Throws a RangeError for anything that is not a moment with an offset. */
export const instant = (text: string): Instant =>
  Temporal.Instant.from(text).toString({ fractionalSecondDigits: 3 }) as Instant;

const lookUpOfficeDay = (moment: Instant): PlainDate =>
  Temporal.Instant.from(moment).toZonedDateTimeISO(OFFICE_TIME_ZONE).toPlainDate().toString() as PlainDate;

/** The last hours of UTC days, such as `2026-05-14T23`, with the day that the office has by then. */
const lastHours = new Map<string, PlainDate>();

/**
 * The day on which a moment falls in the office, whatever the computer's own time zone. London is at UTC or an hour
 * ahead of it, so that only the last hour of a UTC day has to be looked up: lists show very many moments.
 */
export const officeDayOf = (moment: Instant): PlainDate => {
  const [, hour] = /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):.*Z$/.exec(moment) ?? [];
  if (hour === undefined) return lookUpOfficeDay(moment);
  if (hour !== '23') return moment.slice(0, 10) as PlainDate;
  const lastHour = moment.slice(0, 13);
  const day = lastHours.get(lastHour) ?? lookUpOfficeDay(moment);
  lastHours.set(lastHour, day);
  return day;
};

/** The time of day in the office at a moment, written `16:00`. */
export const officeTimeOf = (moment: Instant): string =>
  Temporal.Instant.from(moment)
    .toZonedDateTimeISO(OFFICE_TIME_ZONE)
    .toPlainTime()
    .toString({ smallestUnit: 'minute' });

/** The moments at which a day begins in the office and at which the next one does, across the clock changes too. */
export const officeDayBounds = (on: PlainDate): { readonly from: Instant; readonly before: Instant } => {
  const day = Temporal.PlainDate.from(on);
  const startOf = (date: Temporal.PlainDate): Instant =>
    date.toZonedDateTime(OFFICE_TIME_ZONE).toInstant().toString({ fractionalSecondDigits: 3 }) as Instant;
  return { from: startOf(day), before: startOf(day.add({ days: 1 })) };
};
