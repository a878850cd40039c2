import { Temporal } from 'temporal-polyfill';
import { OFFICE_TIME_ZONE, officeDayOf, type Instant } from '../../../shared/domain/calendarTypes.ts';
import { shortDate } from '../../../shared/domain/wordsForDates.ts';

/** "10:41", by the office's clock. */
export const timeOf = (at: Instant): string =>
  Temporal.Instant.from(at).toZonedDateTimeISO(OFFICE_TIME_ZONE).toPlainTime().toString({
    smallestUnit: 'minute',
  });

/** "26 May 2026, 10:41". */
export const dayAndTimeOf = (at: Instant): string => `${shortDate(officeDayOf(at))}, ${timeOf(at)}`;
