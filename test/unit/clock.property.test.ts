import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainDate, type Instant } from '../../shared/domain/calendarTypes.ts';
import { stageClock } from '../../shared/domain/clock.ts';
import {
  addWorkingDays,
  calendarWithoutBankHolidays,
  englandAndWalesCalendar,
  workingDaysBetween,
} from '../../shared/domain/workingDays.ts';
import { expectedDue } from '../helpers/clockOracle.ts';
import { procedureWithTimescales } from '../helpers/procedureWithTimescales.ts';

const FIRST = Date.UTC(2024, 0, 1);
const LAST = Date.UTC(2030, 11, 31, 23, 59);
const MINUTE = 60_000;

const lengths = fc.oneof(
  fc.record({ unit: fc.constant('workingDays' as const), count: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ unit: fc.constant('weeks' as const), count: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ unit: fc.constant('hours' as const), count: fc.integer({ min: 1, max: 240 }) }),
);

const differencesOf = (start: number, length: { unit: 'workingDays' | 'weeks' | 'hours'; count: number }) =>
  [true, false].flatMap((holidaysCount) => {
    const { due } = stageClock({
      procedure: procedureWithTimescales({ length }),
      stageOrder: 1,
      events: { stageOpened: new Date(start).toISOString() as Instant },
      calendar: holidaysCount ? englandAndWalesCalendar : calendarWithoutBankHolidays,
    });
    const expected = expectedDue(start, length.unit, length.count, holidaysCount);
    return due === expected
      ? []
      : [{ start: new Date(start).toISOString(), length, holidaysCount, due, expected }];
  });

test('ten thousand random starts from 2024 to 2030 come out as a second reckoning has them', () => {
  let starts = 0;
  fc.assert(
    fc.property(fc.integer({ min: FIRST / MINUTE, max: LAST / MINUTE }), lengths, (minute, length) => {
      starts += 1;
      expect(differencesOf(minute * MINUTE, length)).toEqual([]);
    }),
    { numRuns: 10_000 },
  );
  expect(starts).toBe(10_000);
}, 180_000);

test('every hour around clock changes, leap days, Easter and Christmas comes out right', () => {
  const corners = [2024, 2025, 2026, 2027, 2028, 2029, 2030].flatMap((year) => [
    ...[24, 25, 26, 27, 28, 29, 30, 31].map((day) => Date.UTC(year, 2, day)),
    ...[24, 25, 26, 27, 28, 29, 30, 31].map((day) => Date.UTC(year, 9, day)),
    ...[27, 28, 29].map((day) => Date.UTC(year, 1, day)),
    ...[1, 8, 15, 18, 22].map((day) => Date.UTC(year, 3, day)),
    ...[18, 22, 24, 25, 26, 27, 28, 31].map((day) => Date.UTC(year, 11, day)),
  ]);
  const starts = corners.flatMap((day) =>
    [0, 1, 2, 12, 22, 23].map((hour) => day + (hour * 60 + 30) * MINUTE),
  );
  const differences = starts.flatMap((start) => [
    ...differencesOf(start, { unit: 'workingDays', count: 5 }),
    ...differencesOf(start, { unit: 'weeks', count: 1 }),
    ...differencesOf(start, { unit: 'hours', count: 72 }),
  ]);
  expect({ tried: starts.length * 3, differences }).toEqual({ tried: 4032, differences: [] });
});

test('as many working days lie between two days as were added to the first', () => {
  const days = fc
    .integer({ min: FIRST / 86_400_000, max: Math.floor(LAST / 86_400_000) })
    .map((day) => plainDate(new Date(day * 86_400_000).toISOString().slice(0, 10)));
  fc.assert(
    fc.property(days, fc.integer({ min: 0, max: 60 }), (day, count) => {
      const later = addWorkingDays(day, count, englandAndWalesCalendar);
      expect([
        workingDaysBetween(day, later, englandAndWalesCalendar),
        workingDaysBetween(later, day, englandAndWalesCalendar),
      ]).toEqual([count, count === 0 ? 0 : -count]);
    }),
    { numRuns: 1000 },
  );
});

test('the child’s own date only ever brings a date forward', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: FIRST / MINUTE, max: LAST / MINUTE }),
      lengths,
      fc.integer({ min: 0, max: 60 }),
      (minute, length, days) => {
        const opened = new Date(minute * MINUTE).toISOString();
        const on = plainDate(new Date(minute * MINUTE + days * 86_400_000).toISOString().slice(0, 10));
        const input = {
          procedure: procedureWithTimescales({ length }),
          stageOrder: 1,
          events: { stageOpened: opened as Instant },
          calendar: englandAndWalesCalendar,
        };
        const without = stageClock(input);
        const withDate = stageClock({ ...input, childLed: { on } });
        expect(withDate.dueOn).toBe([without.dueOn ?? on, on].sort()[0]);
      },
    ),
    { numRuns: 1000 },
  );
});
