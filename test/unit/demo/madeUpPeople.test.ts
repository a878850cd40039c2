import { expect, test } from 'vitest';
import { createChance } from '../../../electron/commands/demo/chance.ts';
import { createNhsNumbers } from '../../../electron/commands/demo/madeUpPeople.ts';
import { demoDayOf, momentOn, workingDaysBefore } from '../../../electron/commands/demo/officeMoments.ts';
import { instant, plainDate } from '../../../shared/domain/calendarTypes.ts';

test('the made-up NHS numbers are the first of the reserved range whose check digit is right', () => {
  const next = createNhsNumbers();
  expect(Array.from({ length: 4 }, next)).toEqual(['9990000018', '9990000026', '9990000034', '9990000042']);
});

test('the same seed falls the same way, and weights are kept to', () => {
  const draw = () => {
    const chance = createChance(7);
    return Array.from({ length: 2000 }, () =>
      chance.weighted([
        ['often', 9],
        ['seldom', 1],
        ['never', 0],
      ] as const),
    );
  };
  expect(draw()).toEqual(draw());
  const seldom = draw().filter((one) => one === 'seldom').length;
  expect(seldom).toBeGreaterThan(140);
  expect(seldom).toBeLessThan(260);
  expect(draw()).not.toContain('never');
});

test('a demo that is made on a Sunday looks at its register on the Friday before', () => {
  expect(demoDayOf(instant('2026-11-22T12:00:00Z'))).toBe('2026-11-20');
});

test('a demo never plays before the example forms were written', () => {
  expect(demoDayOf(instant('2026-01-05T12:00:00Z'))).toBe('2026-06-10');
});

test('moments are the office’s own, in summer as in winter', () => {
  expect([momentOn(plainDate('2026-06-18'), '09:30'), momentOn(plainDate('2026-12-18'), '09:30')]).toEqual([
    '2026-06-18T08:30:00.000Z',
    '2026-12-18T09:30:00.000Z',
  ]);
});

test('working days are counted back over a bank holiday weekend', () => {
  expect(workingDaysBefore(plainDate('2026-05-26'), 1)).toBe('2026-05-22');
});
