import { expect, test } from 'vitest';
import { formatNhsNumber, isNhsNumber, readNhsNumber } from '../../shared/domain/nhsNumber.ts';

test('an NHS number is read with spaces, hyphens or neither, and shown 3-3-4', () => {
  const written = ['943 476 5919', '943-476-5919', ' 9434765919 ', '943\u00a0476\u20135919'];
  expect({ read: written.map(readNhsNumber), shown: formatNhsNumber('9434765919') }).toEqual({
    read: written.map(() => ({ digits: '9434765919', valid: true })),
    shown: '943 476 5919',
  });
});

test('a number whose check digit fails is kept and marked', () => {
  expect(readNhsNumber('987 654 3211')).toEqual({ digits: '9876543211', valid: false });
});

test('a local number, an empty box and too few digits are not NHS numbers', () => {
  expect(['P123456', '', '943 476'].map(readNhsNumber)).toEqual([
    { digits: '', valid: false },
    { digits: '', valid: false },
    { digits: '943476', valid: false },
  ]);
});

test('for every nine digits at most one check digit fits, and none where it would be 10', () => {
  const fitting = Array.from({ length: 200 }, (_, index) => `999000${String(index).padStart(3, '0')}`).map(
    (nine) => Array.from({ length: 10 }, (_, check) => `${nine}${check}`).filter(isNhsNumber),
  );
  // 9990000018: 9*10 + 9*9 + 9*8 + 1*2 = 245; 245 leaves 3; 11 - 3 = 8.
  // 9990000050: 9*10 + 9*9 + 9*8 + 5*2 = 253 leaves 0; 11 counts as 0.
  // 999000006x: 243 + 12 = 255 leaves 2, so 9.
  expect({
    longest: Math.max(...fitting.map((each) => each.length)),
    ...Object.fromEntries([1, 5, 6].map((nine) => [nine, fitting[nine]])),
    without: fitting.filter((each) => each.length === 0).length > 0,
  }).toEqual({ longest: 1, 1: ['9990000018'], 5: ['9990000050'], 6: ['9990000069'], without: true });
});
