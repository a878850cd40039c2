import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBritishDate } from '../../shared/domain/britishDates.ts';
import { plainDate } from '../../shared/domain/calendarTypes.ts';
import { describeDay, shortDate, shortDay } from '../../shared/domain/wordsForDates.ts';

const today = plainDate('2026-05-21');
const read = (text: string) => readBritishDate(text, { today });

test('the third of March is read however people in Britain write it', () => {
  const written = [
    '03/03/2026',
    '3/3/2026',
    '3.3.26',
    '3-3-26',
    '2026-03-03',
    '3rd March 2026',
    '3 March 2026',
    '3rd of March 2026',
    'March 3 2026',
    'March 3rd, 2026',
    'Tue 3 March 2026',
    'Tuesday, 3 March 2026',
    'Tuesday 03/03/2026',
    '3 Mar 26',
    '3-Mar-2026',
    ' 3  March\u00a02026 ',
  ];
  expect(written.map((text) => [text, read(text)])).toEqual(
    written.map((text) => [text, { ok: true, date: '2026-03-03' }]),
  );
});

test('the day comes first, whatever the figures', () => {
  expect([read('04/05/2026'), read('05/04/2026'), read('1 Sept 2025')]).toEqual([
    { ok: true, date: '2026-05-04' },
    { ok: true, date: '2026-04-05' },
    { ok: true, date: '2025-09-01' },
  ]);
});

test('a year in two figures is this century unless it lies more than a year ahead', () => {
  expect([read('1/2/26'), read('1/2/27'), read('1/2/28'), read('1/2/99')]).toEqual([
    { ok: true, date: '2026-02-01' },
    { ok: true, date: '2027-02-01' },
    { ok: true, date: '1928-02-01' },
    { ok: true, date: '1999-02-01' },
  ]);
});

test('a weekday that does not fit leaves the date in doubt', () => {
  expect(read('Monday 3 March 2026')).toEqual({
    ok: true,
    date: '2026-03-03',
    doubt: { code: 'weekday', message: '3 March 2026 is a Tuesday, not a Monday. Check the date.' },
  });
});

test('a date that cannot be is never bent into one that can', () => {
  expect(
    ['31/02/2026', '29 February 2025', '03/14/2026', '32/01/2026', '00/01/2026', '2026-13-01'].map(read),
  ).toEqual(
    [
      { message: '"31/02/2026" is not a real date. Check the day and the month.' },
      { message: '"29 February 2025" is not a real date. Check the day and the month.' },
      {
        message:
          '"03/14/2026" is not a real date: there is no month 14. It may have been written month first.',
      },
      { message: '"32/01/2026" is not a real date. Check the day and the month.' },
      { message: '"00/01/2026" is not a real date. Check the day and the month.' },
      {
        message:
          '"2026-13-01" is not a real date: there is no month 13. It may have been written month first.',
      },
    ].map((rest) => ({ ok: false, code: 'impossible', ...rest })),
  );
});

test('a date without its year, or without its day, is incomplete', () => {
  expect(
    ['3 March', '3/3', 'March 2026', ''].map(read).map((reading) => !reading.ok && reading.code),
  ).toEqual(['incomplete', 'incomplete', 'incomplete', 'incomplete']);
});

test('words, ranges and more than a date cannot be read', () => {
  const written = [
    'early March',
    '3 to 5 March 2026',
    '03/03/2026 (approx.)',
    '3 Mai 2026x',
    '3/3.2026',
    'today',
    '20260303',
    '3/3/026',
  ];
  expect(written.map(read).map((reading) => !reading.ok && reading.code)).toEqual(
    written.map(() => 'unreadable'),
  );
});

test('every day that the register writes, it reads back', () => {
  const days = fc
    .date({ min: new Date('1930-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
    .map((date) => plainDate(date.toISOString().slice(0, 10)));
  fc.assert(
    fc.property(days, (day) => {
      expect([describeDay(day), shortDate(day), day].map(read)).toEqual(
        [1, 2, 3].map(() => ({ ok: true, date: day })),
      );
    }),
    { numRuns: 500, verbose: 1 },
  );
});

test('days are written in full, short, and without their weekday', () => {
  const day = plainDate('2026-09-08');
  expect([describeDay(day), shortDay(day), shortDate(day)]).toEqual([
    'Tuesday 8 September 2026',
    'Tue 8 Sep',
    '8 September 2026',
  ]);
});
