import type { PlainDate } from './calendarTypes.ts';

export interface BankHoliday {
  readonly on: PlainDate;
  readonly name: string;
}

const on = (day: string, name: string): BankHoliday => ({ on: day as PlainDate, name });

/**
 * Bank holidays in England and Wales, substitute days included, in order. Data and not a rule, so that a unit can
 * add a day that is proclaimed later or take one away; days proclaimed only once are known to none of these years.
 */
export const bankHolidays: readonly BankHoliday[] = [
  on('2024-01-01', "New Year's Day"),
  on('2024-03-29', 'Good Friday'),
  on('2024-04-01', 'Easter Monday'),
  on('2024-05-06', 'Early May bank holiday'),
  on('2024-05-27', 'Spring bank holiday'),
  on('2024-08-26', 'Summer bank holiday'),
  on('2024-12-25', 'Christmas Day'),
  on('2024-12-26', 'Boxing Day'),
  on('2025-01-01', "New Year's Day"),
  on('2025-04-18', 'Good Friday'),
  on('2025-04-21', 'Easter Monday'),
  on('2025-05-05', 'Early May bank holiday'),
  on('2025-05-26', 'Spring bank holiday'),
  on('2025-08-25', 'Summer bank holiday'),
  on('2025-12-25', 'Christmas Day'),
  on('2025-12-26', 'Boxing Day'),
  on('2026-01-01', "New Year's Day"),
  on('2026-04-03', 'Good Friday'),
  on('2026-04-06', 'Easter Monday'),
  on('2026-05-04', 'Early May bank holiday'),
  on('2026-05-25', 'Spring bank holiday'),
  on('2026-08-31', 'Summer bank holiday'),
  on('2026-12-25', 'Christmas Day'),
  on('2026-12-28', 'Boxing Day (substitute day)'),
  on('2027-01-01', "New Year's Day"),
  on('2027-03-26', 'Good Friday'),
  on('2027-03-29', 'Easter Monday'),
  on('2027-05-03', 'Early May bank holiday'),
  on('2027-05-31', 'Spring bank holiday'),
  on('2027-08-30', 'Summer bank holiday'),
  on('2027-12-27', 'Christmas Day (substitute day)'),
  on('2027-12-28', 'Boxing Day (substitute day)'),
  on('2028-01-03', "New Year's Day (substitute day)"),
  on('2028-04-14', 'Good Friday'),
  on('2028-04-17', 'Easter Monday'),
  on('2028-05-01', 'Early May bank holiday'),
  on('2028-05-29', 'Spring bank holiday'),
  on('2028-08-28', 'Summer bank holiday'),
  on('2028-12-25', 'Christmas Day'),
  on('2028-12-26', 'Boxing Day'),
  on('2029-01-01', "New Year's Day"),
  on('2029-03-30', 'Good Friday'),
  on('2029-04-02', 'Easter Monday'),
  on('2029-05-07', 'Early May bank holiday'),
  on('2029-05-28', 'Spring bank holiday'),
  on('2029-08-27', 'Summer bank holiday'),
  on('2029-12-25', 'Christmas Day'),
  on('2029-12-26', 'Boxing Day'),
  on('2030-01-01', "New Year's Day"),
  on('2030-04-19', 'Good Friday'),
  on('2030-04-22', 'Easter Monday'),
  on('2030-05-06', 'Early May bank holiday'),
  on('2030-05-27', 'Spring bank holiday'),
  on('2030-08-26', 'Summer bank holiday'),
  on('2030-12-25', 'Christmas Day'),
  on('2030-12-26', 'Boxing Day'),
  on('2031-01-01', "New Year's Day"),
  on('2031-04-11', 'Good Friday'),
  on('2031-04-14', 'Easter Monday'),
  on('2031-05-05', 'Early May bank holiday'),
  on('2031-05-26', 'Spring bank holiday'),
  on('2031-08-25', 'Summer bank holiday'),
  on('2031-12-25', 'Christmas Day'),
  on('2031-12-26', 'Boxing Day'),
  on('2032-01-01', "New Year's Day"),
  on('2032-03-26', 'Good Friday'),
  on('2032-03-29', 'Easter Monday'),
  on('2032-05-03', 'Early May bank holiday'),
  on('2032-05-31', 'Spring bank holiday'),
  on('2032-08-30', 'Summer bank holiday'),
  on('2032-12-27', 'Christmas Day (substitute day)'),
  on('2032-12-28', 'Boxing Day (substitute day)'),
];

/** The last year whose bank holidays are listed above. */
export const LAST_YEAR_OF_BANK_HOLIDAYS = 2032;
