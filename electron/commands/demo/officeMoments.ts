import { Temporal } from 'temporal-polyfill';
import {
  instant,
  officeDayOf,
  OFFICE_TIME_ZONE,
  plainDate,
  type Instant,
  type PlainDate,
} from '../../../shared/domain/calendarTypes.ts';
import {
  addDays,
  addWorkingDays,
  englandAndWalesCalendar,
  isWorkingDay,
  previousWorkingDayOnOrBefore,
} from '../../../shared/domain/workingDays.ts';

/** A moment by the office's own clock on the wall. */
export const momentOn = (day: PlainDate, time: string): Instant =>
  instant(
    Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(OFFICE_TIME_ZONE).toInstant().toString(),
  );

export const workingDaysAfter = (day: PlainDate, count: number): PlainDate =>
  addWorkingDays(day, count, englandAndWalesCalendar);

export const workingDaysBefore = (day: PlainDate, count: number): PlainDate => {
  let found = day;
  for (let passed = 0; passed < count;) {
    found = addDays(found, -1);
    if (isWorkingDay(found, englandAndWalesCalendar)) passed += 1;
  }
  return found;
};

/** The example forms are dated up to the middle of May 2026: no demo may play before they were written. */
const EARLIEST_DEMO_DAY = plainDate('2026-06-10');

/** The day on which a demo looks at its register: today, or the working day before where the office is closed. */
export const demoDayOf = (now: Instant): PlainDate => {
  const today = officeDayOf(now);
  return previousWorkingDayOnOrBefore(
    today < EARLIEST_DEMO_DAY ? EARLIEST_DEMO_DAY : today,
    englandAndWalesCalendar,
  );
};
