import { expect, test } from 'vitest';
import { bankHolidays } from '../../shared/domain/bankHolidays.ts';
import { plainDate } from '../../shared/domain/calendarTypes.ts';
import {
  addWorkingDays,
  calendarWithoutBankHolidays,
  englandAndWalesCalendar,
  isWorkingDay,
  previousWorkingDayOnOrBefore,
  workingDaysBetween,
} from '../../shared/domain/workingDays.ts';
import { bankHolidaysOfYear } from '../helpers/clockOracle.ts';

test('the bundled bank holidays are those that Easter and the rules of substitute days give', () => {
  const years = [2024, 2025, 2026, 2027, 2028, 2029, 2030, 2031, 2032];
  expect(bankHolidays.map((holiday) => holiday.on)).toEqual(years.flatMap(bankHolidaysOfYear));
});

test('the bank holidays of 2026 and 2027 are the published ones', () => {
  expect(bankHolidays.map((holiday) => holiday.on).filter((on) => /^202[67]/.test(on))).toEqual(
    [
      [
        '2026-01-01',
        '2026-04-03',
        '2026-04-06',
        '2026-05-04',
        '2026-05-25',
        '2026-08-31',
        '2026-12-25',
        '2026-12-28',
      ],
      [
        '2027-01-01',
        '2027-03-26',
        '2027-03-29',
        '2027-05-03',
        '2027-05-31',
        '2027-08-30',
        '2027-12-27',
        '2027-12-28',
      ],
    ].flat(),
  );
});

test('weekends never count and bank holidays count only where the unit says so', () => {
  const days = ['2026-05-22', '2026-05-23', '2026-05-24', '2026-05-25', '2026-05-26'].map(plainDate);
  expect({
    usual: days.map((day) => isWorkingDay(day, englandAndWalesCalendar)),
    without: days.map((day) => isWorkingDay(day, calendarWithoutBankHolidays)),
  }).toEqual({ usual: [true, false, false, false, true], without: [true, false, false, true, true] });
});

test('the day of the event is day zero, also at a weekend', () => {
  const plus = (from: string, count: number) =>
    addWorkingDays(plainDate(from), count, englandAndWalesCalendar);
  expect([
    plus('2026-05-14', 5),
    plus('2026-05-20', 5),
    plus('2026-05-23', 1),
    plus('2026-12-24', 2),
  ]).toEqual(['2026-05-21', '2026-05-28', '2026-05-26', '2026-12-30']);
});

test('days left are above nought and days over are below', () => {
  const between = (from: string, to: string) =>
    workingDaysBetween(plainDate(from), plainDate(to), englandAndWalesCalendar);
  expect([
    between('2026-05-21', '2026-05-26'),
    between('2026-05-26', '2026-05-21'),
    between('2026-05-22', '2026-05-24'),
    between('2026-05-24', '2026-05-22'),
    between('2026-05-22', '2026-05-22'),
  ]).toEqual([2, -2, 0, 0, 0]);
});

test('the working day on or before Easter Monday is Maundy Thursday', () => {
  expect(previousWorkingDayOnOrBefore(plainDate('2026-04-06'), englandAndWalesCalendar)).toBe('2026-04-02');
});

test('a count of working days that is not a whole number is refused', () => {
  expect(() => addWorkingDays(plainDate('2026-05-22'), -1, englandAndWalesCalendar)).toThrow(RangeError);
});
