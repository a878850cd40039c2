import type { Settings } from '../../../../shared/contract/settings.ts';
import { bankHolidays, LAST_YEAR_OF_BANK_HOLIDAYS } from '../../../../shared/domain/bankHolidays.ts';
import type { WorkingCalendar } from '../../../../shared/domain/workingDays.ts';

/** The unit's own calendar: England's bank holidays where they count, and the days that the office is closed. */
export const officeCalendar = (settings: Settings): WorkingCalendar => ({
  bankHolidays: new Set([
    ...(settings.bankHolidaysCount ? bankHolidays.map((holiday) => holiday.on) : []),
    ...settings.extraClosedDays.map((day) => day.on),
  ]),
  lastKnownYear: LAST_YEAR_OF_BANK_HOLIDAYS,
});
