import { Temporal } from 'temporal-polyfill';
import { OFFICE_TIME_ZONE, officeDayOf, type Instant } from '../../shared/domain/calendarTypes.ts';
import { shortDate } from '../../shared/domain/wordsForDates.ts';

/** "10:41", in the office's own time. */
export const clockTimeOf = (moment: string): string =>
  Temporal.Instant.from(moment)
    .toZonedDateTimeISO(OFFICE_TIME_ZONE)
    .toPlainTime()
    .toString({ smallestUnit: 'minute' });

/** "10:41:30", for waits that are counted in seconds. */
export const exactTimeOf = (moment: string): string =>
  Temporal.Instant.from(moment)
    .toZonedDateTimeISO(OFFICE_TIME_ZONE)
    .toPlainTime()
    .toString({ smallestUnit: 'second' });

/** "26 May 2026, 10:41". */
export const momentInWords = (moment: Instant): string =>
  `${shortDate(officeDayOf(moment))}, ${clockTimeOf(moment)}`;
