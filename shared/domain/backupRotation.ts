/** Which backups stay: the newest of each of the last 7 days, 4 weeks and 12 months that have one (security.md). */
import { Temporal } from 'temporal-polyfill';
import { officeDayOf, type Instant, type PlainDate } from './calendarTypes.ts';

const kept = { daily: 7, weekly: 4, monthly: 12 } as const;

/** The moments whose backups may go. The newest always stays; days are the office's, weeks begin on Monday. */
export const backupsToDrop = (madeAt: readonly Instant[]): readonly Instant[] => {
  const newestFirst = [...madeAt].sort((one, other) => (one < other ? 1 : -1));
  const staying = new Set<Instant>(newestFirst.slice(0, 1));
  const keepNewestOfEach = (count: number, periodOf: (moment: Instant) => string): void => {
    const seen = new Set<string>();
    for (const moment of newestFirst) {
      const period = periodOf(moment);
      if (seen.has(period)) continue;
      if (seen.size === count) return;
      seen.add(period);
      staying.add(moment);
    }
  };
  keepNewestOfEach(kept.daily, officeDayOf);
  keepNewestOfEach(kept.weekly, (moment) => mondayOf(officeDayOf(moment)));
  keepNewestOfEach(kept.monthly, (moment) => officeDayOf(moment).slice(0, 7));
  return newestFirst.filter((moment) => !staying.has(moment));
};

/** A backup is due on each of the office's days on which none was made. */
export const isBackupDue = (lastMadeAt: Instant | undefined, today: PlainDate): boolean =>
  lastMadeAt === undefined || officeDayOf(lastMadeAt) < today;

/** Days without a backup after which everybody is told; a long weekend is none. */
const OVERDUE_AFTER_DAYS = 4;

/** @param since the last backup, or when the register began */
export const isBackupOverdue = (since: Instant | undefined, today: PlainDate): boolean =>
  since !== undefined && Temporal.PlainDate.from(officeDayOf(since)).until(today).days > OVERDUE_AFTER_DAYS;

const mondayOf = (day: PlainDate): string => {
  const date = Temporal.PlainDate.from(day);
  return date.subtract({ days: date.dayOfWeek - 1 }).toString();
};
