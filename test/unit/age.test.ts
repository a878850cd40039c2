import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { ageInWords } from '../../shared/domain/age.ts';
import { plainDate } from '../../shared/domain/calendarTypes.ts';

const on = plainDate('2026-05-21');
const born = (day: string) => ageInWords({ kind: 'child', dateOfBirth: plainDate(day) }, on);

test('an age is in years, and in smaller units for the youngest', () => {
  expect(
    [
      '2018-09-30',
      '2024-05-21',
      '2024-05-22',
      '2026-03-21',
      '2026-03-22',
      '2026-05-08',
      '2026-05-20',
      '2026-05-21',
      '1961-01-05',
    ].map(born),
  ).toEqual([
    '7 years',
    '2 years',
    '23 months',
    '2 months',
    '8 weeks',
    '13 days',
    '1 day',
    '0 days',
    '65 years',
  ]);
});

test('an unborn child is due on its day', () => {
  const due = (day: string) => ageInWords({ kind: 'unborn', expectedDateOfBirth: plainDate(day) }, on);
  expect([due('2026-07-09'), due('2027-01-02'), due('2026-05-01')]).toEqual([
    'expected 9 July',
    'expected 2 January 2027',
    'was expected 1 May',
  ]);
});

test('an age is never below nought and never guessed', () => {
  expect([born('2026-05-22'), ageInWords({ kind: 'child' }, on), ageInWords({ kind: 'unborn' }, on)]).toEqual(
    ['not yet born', 'age not known', 'expected date not known'],
  );
});

test('a child of 29 February turns a year older on 1 March', () => {
  const age = (day: string) =>
    ageInWords({ kind: 'child', dateOfBirth: plainDate('2020-02-29') }, plainDate(day));
  expect([age('2026-02-28'), age('2026-03-01')]).toEqual(['5 years', '6 years']);
});

test('an age of two months and more is what the calendar says', () => {
  const days = fc.oneof(fc.integer({ min: 60, max: 800 }), fc.integer({ min: 60, max: 30_000 }));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), days, (from, later) => {
      const first = Temporal.PlainDate.from('1960-01-01').add({ days: from });
      const last = first.add({ days: later });
      const { years } = first.until(last, { largestUnit: 'years' });
      const { months } = first.until(last, { largestUnit: 'months' });
      fc.pre(months >= 2);
      const said = ageInWords(
        { kind: 'child', dateOfBirth: plainDate(first.toString()) },
        plainDate(last.toString()),
      );
      expect(said).toBe(years >= 2 ? `${years} years` : `${months} months`);
    }),
    { seed: 20261122, numRuns: 2_000 },
  );
});
