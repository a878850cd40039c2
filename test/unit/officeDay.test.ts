import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { instant, officeDayOf, type Instant } from '../../shared/domain/calendarTypes.ts';

test('a moment falls on the day that London’s clocks show, at every hour of summer and winter', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }),
      fc.boolean(),
      (moment, isLastHour) => {
        if (isLastHour) moment.setUTCHours(23);
        const utc = moment.toISOString() as Instant;
        const inLondon = Temporal.Instant.from(utc).toZonedDateTimeISO('Europe/London').toPlainDate();
        expect(officeDayOf(utc)).toBe(inLondon.toString());
      },
    ),
  );
  expect(
    ['2026-07-09T23:00:00Z', '2026-12-09T23:59:59Z', '2026-07-10T00:30:00+01:00'].map((moment) =>
      officeDayOf(moment as Instant),
    ),
  ).toEqual(['2026-07-10', '2026-12-09', '2026-07-10']);
  expect(() => officeDayOf('tomorrow' as Instant)).toThrow(RangeError);
  expect(instant('2026-07-10T00:30:00+01:00')).toBe('2026-07-09T23:30:00.000Z');
});
