import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { backupsToDrop, isBackupDue, isBackupOverdue } from '../../shared/domain/backupRotation.ts';
import { instant, plainDate } from '../../shared/domain/calendarTypes.ts';

const daily = (count: number) =>
  Array.from({ length: count }, (_, days) =>
    instant(
      Temporal.Instant.from('2024-01-01T12:00:00Z')
        .add({ hours: 24 * days })
        .toString(),
    ),
  );

describe('which backups stay', () => {
  test('of two years of days: 7 days, 4 weeks and 12 months, each by its newest', () => {
    const made = daily(731); // to Wednesday 31 December 2025
    const dropped = new Set(backupsToDrop(made));
    expect(made.filter((moment) => !dropped.has(moment)).map((moment) => moment.slice(0, 10))).toEqual([
      '2025-01-31',
      '2025-02-28',
      '2025-03-31',
      '2025-04-30',
      '2025-05-31',
      '2025-06-30',
      '2025-07-31',
      '2025-08-31',
      '2025-09-30',
      '2025-10-31',
      '2025-11-30',
      '2025-12-14',
      '2025-12-21',
      '2025-12-25',
      '2025-12-26',
      '2025-12-27',
      '2025-12-28',
      '2025-12-29',
      '2025-12-30',
      '2025-12-31',
    ]);
  });

  test('after a long absence nothing goes for being old, and of one day only the newest stays', () => {
    const old = daily(3);
    const sameDay = [instant('2026-05-14T08:00:00Z'), instant('2026-05-14T17:00:00Z')];
    expect(backupsToDrop(old)).toEqual([]);
    expect(backupsToDrop([])).toEqual([]);
    expect(backupsToDrop([...old, ...sameDay])).toEqual([sameDay[0]]);
  });
});

test('a backup is due once on each of the office’s days, and overdue after a long weekend', () => {
  const last = instant('2026-05-14T22:30:00Z'); // 23:30 in the office
  expect({
    never: isBackupDue(undefined, plainDate('2026-05-14')),
    sameDay: isBackupDue(last, plainDate('2026-05-14')),
    nextDay: isBackupDue(last, plainDate('2026-05-15')),
    overdue: ['2026-05-18', '2026-05-19'].map((day) => isBackupOverdue(last, plainDate(day))),
  }).toEqual({ never: true, sameDay: false, nextDay: true, overdue: [false, true] });
});
