import { expect, test } from 'vitest';
import { describeMethod } from '../../../shared/domain/disclosure/describeMethod.ts';
import { controlTable } from '../../../shared/domain/disclosure/disclosureControl.ts';
import { percentageOfCell, publishMedian } from '../../../shared/domain/disclosure/publishedFigures.ts';
import { usualDisclosureSettings as usual } from '../../../shared/domain/disclosure/disclosureSettings.ts';
import {
  elementaryPeriods,
  type CountTable,
  type PublishedTable,
} from '../../../shared/domain/disclosure/publishedTable.ts';
import { countTable, firstQuarter, halfYear, period, secondQuarter } from '../../helpers/disclosureTables.ts';

const textsOf = (table: PublishedTable) =>
  table.cells.map((line) => line.map(({ text }) => text).join(' | '));
const published = (counts: readonly (readonly number[])[], more = {}) =>
  textsOf(controlTable({ table: countTable(counts), period: firstQuarter, ...more }).table);

test('a table without small counts is published whole', () => {
  expect(
    published([
      [0, 9],
      [12, 20],
    ]),
  ).toEqual(['0 | 9 | 9', '12 | 20 | 32', '12 | 29 | 41']);
});

test('one small count takes three others with it, and the totals stay', () => {
  expect(
    published([
      [3, 9, 30],
      [12, 8, 40],
      [20, 30, 50],
    ]),
  ).toEqual([
    '1 to 5 | hidden | 30 | 42',
    'hidden | hidden | 40 | 60',
    '20 | 30 | 50 | 100',
    '35 | 47 | 120 | 202',
  ]);
});

test('small counts that fill a small total are marked so that none is known to be 1', () => {
  const [first] = published([
    [1, 1, 1, 1, 1],
    [20, 20, 20, 20, 20],
  ]);
  expect(first!.split(' | ').filter((text) => text === 'hidden').length).toBeGreaterThan(0);
});

test('a table of 1 to 5 cases shows its total as small and nothing else', () => {
  expect(
    published([
      [0, 1],
      [3, 0],
    ]),
  ).toEqual(['hidden | hidden | hidden', 'hidden | hidden | hidden', 'hidden | hidden | 1 to 5']);
});

test('an empty quarter is published as noughts', () => {
  expect(published([[0, 0]])).toEqual(['0 | 0 | 0', '0 | 0 | 0']);
});

test('a table without rows is its total', () => {
  expect(published([])).toEqual(['0']);
});

test('rounding rounds cells and totals each by itself', () => {
  expect(
    published(
      [
        [13, 8],
        [12, 21],
      ],
      { settings: { ...usual, method: 'round' } },
    ),
  ).toEqual(['15 | 10 | 20', '10 | 20 | 35', '25 | 30 | 55']);
});

test('a rounded total that would give four twos away is hidden', () => {
  const line = published([[2, 2, 2, 2]], { settings: { ...usual, method: 'round' } })[0]!.split(' | ');
  expect(line).toContain('hidden');
});

test('of a list of themes only the totals are printed', () => {
  expect(
    published(
      [
        [3, 9],
        [12, 20],
      ],
      { prints: ['columnTotals', 'grandTotal'] },
    ),
  ).toEqual([' |  | ', ' |  | ', '15 | 29 | 44']);
});

const inQuarters =
  (first: CountTable, second: CountTable) =>
  ({ firstOn }: { readonly firstOn: string }): CountTable =>
    firstOn === firstQuarter.firstOn ? first : second;

test('a year to date hides what it would tell of the new quarter by difference', () => {
  const first = countTable([
    [10, 9],
    [12, 20],
  ]);
  const second = countTable([
    [2, 8],
    [7, 9],
  ]);
  const earlier = [controlTable({ table: first, period: firstQuarter }).table];
  const sum = countTable([
    [12, 17],
    [19, 29],
  ]);
  const { table, knownFromEarlier } = controlTable({
    table: sum,
    period: halfYear,
    earlier,
    countsIn: inQuarters(first, second),
  });
  expect([textsOf(table), knownFromEarlier]).toEqual([
    ['hidden | hidden | 29', 'hidden | hidden | 48', '31 | 46 | 77'],
    [],
  ]);
});

test('a count that two earlier reports give away already is named, not silently passed over', () => {
  const line = (...counts: number[]) => countTable([counts]);
  const careless = { ...usual, smallUpTo: 2 };
  const earlier = [
    controlTable({ table: line(10, 20), period: firstQuarter, settings: careless }).table,
    controlTable({ table: line(14, 40), period: halfYear, settings: careless }).table,
  ];
  const { knownFromEarlier } = controlTable({
    table: line(4, 20),
    period: secondQuarter,
    earlier,
    countsIn: inQuarters(line(10, 20), line(4, 20)),
  });
  expect(knownFromEarlier).toContainEqual({ period: secondQuarter, row: 'agency 1', column: 'theme 1' });
});

test('a theme retired half way is compared by its name', () => {
  const first: CountTable = { rows: ['school'], columns: ['drift', 'threshold'], counts: [[9, 12]] };
  const second: CountTable = { rows: ['school', 'police'], columns: ['threshold'], counts: [[8], [7]] };
  const sum: CountTable = {
    rows: ['school', 'police'],
    columns: ['drift', 'threshold'],
    counts: [
      [9, 20],
      [0, 7],
    ],
  };
  const earlier = [controlTable({ table: first, period: firstQuarter }).table];
  const { table } = controlTable({
    table: sum,
    period: halfYear,
    earlier,
    countsIn: inQuarters(first, second),
  });
  expect(textsOf(table)).toEqual(['9 | 20 | 29', '0 | 7 | 7', '9 | 27 | 36']);
});

test('overlapping periods that cannot be counted are refused', () => {
  const earlier = [controlTable({ table: countTable([[9]]), period: firstQuarter }).table];
  expect(() => controlTable({ table: countTable([[19]]), period: halfYear, earlier })).toThrow(
    'Say how to count over a part of the period',
  );
});

test('settings that would protect nobody are refused', () => {
  const table = { table: countTable([[9]]), period: firstQuarter };
  expect(() => controlTable({ ...table, settings: { ...usual, smallUpTo: 1 } })).toThrow(RangeError);
  expect(() => controlTable({ ...table, settings: { ...usual, smallestBase: 1 } })).toThrow(RangeError);
});

test('overlapping periods cut one another into pieces', () => {
  expect(elementaryPeriods([period('2026-04-01', '2027-03-31'), period('2026-07-01', '2027-06-30')])).toEqual(
    [
      period('2026-04-01', '2026-06-30'),
      period('2026-07-01', '2027-03-31'),
      period('2027-04-01', '2027-06-30'),
    ],
  );
});

test('a percentage of a table is hidden with the numbers that it is made of', () => {
  const { table } = controlTable({
    table: countTable([
      [3, 9, 30],
      [12, 8, 40],
      [20, 30, 50],
    ]),
    period: firstQuarter,
  });
  const [first, , third] = table.cells;
  expect([
    percentageOfCell(first![0]!, first![3]!, usual),
    percentageOfCell(first![1]!, first![3]!, usual),
    percentageOfCell(third![0]!, third![3]!, usual),
  ]).toEqual([
    { number: undefined, text: 'hidden' },
    { number: undefined, text: 'hidden' },
    { number: 20, text: '20%' },
  ]);
});

test('a median that rests on few cases is hidden', () => {
  expect([
    publishMedian(7, 9, usual).text,
    publishMedian(7.5, 10, usual).text,
    publishMedian(undefined, 0, usual).text,
  ]).toEqual(['hidden', '7.5', 'none']);
});

test('where counts are rounded, no median tells none from a few', () => {
  const rounded = { ...usual, method: 'round', roundTo: 3 } as const;
  expect([publishMedian(undefined, 0, rounded).text, publishMedian(7, 1, rounded).text]).toEqual([
    'hidden',
    'hidden',
  ]);
});

test('the method note says the rule, the base and its version', () => {
  const note = describeMethod(usual).join(' ');
  expect(note).toContain('Counts of 1 to 5 are shown as “1 to 5”.');
  expect(note).toContain('fewer than 10 cases');
  expect(note).toContain('version 1');
  const rounded = describeMethod({ ...usual, method: 'round', roundTo: 10 }).join(' ');
  expect(rounded).toContain('nearest 10');
  expect(rounded).toContain('“0 to 4”');
});
