import type { Settings } from '../../../../shared/contract/settings.ts';
import { bankHolidays, LAST_YEAR_OF_BANK_HOLIDAYS } from '../../../../shared/domain/bankHolidays.ts';
import type { WorkingCalendar } from '../../../../shared/domain/workingDays.ts';

const known = new WeakMap<Settings, WorkingCalendar>();

/** The unit's own calendar: England's bank holidays where they count, and the days that the office is closed. */
export const officeCalendar = (settings: Settings): WorkingCalendar => {
  const calendar = known.get(settings) ?? {
    bankHolidays: new Set([
      ...(settings.bankHolidaysCount ? bankHolidays.map((holiday) => holiday.on) : []),
      ...settings.extraClosedDays.map((day) => day.on),
    ]),
    lastKnownYear: LAST_YEAR_OF_BANK_HOLIDAYS,
  };
  known.set(settings, calendar);
  return calendar;
};
