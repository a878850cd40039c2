/**
 * Bank holidays and due dates worked out a second time, in another manner than the product's: legacy dates in UTC,
 * Gauss's Easter instead of a list, one day at a time. For tests only.
 */
const DAY = 86_400_000;
const utc = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day);
const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);
const weekdayOf = (time: number): number => new Date(time).getUTCDay();

/** Gauss's rule for the Gregorian Easter of 1900 to 2099. */
const easterOf = (year: number): number => {
  const d = (19 * (year % 19) + 24) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + 5) % 7;
  const march = 22 + d + e;
  const corrected = march === 57 ? 50 : march === 56 && d === 28 && year % 19 > 10 ? 49 : march;
  return utc(year, 3, 1) + (corrected - 1) * DAY;
};

const firstMondayFrom = (time: number): number =>
  weekdayOf(time) === 1 ? time : firstMondayFrom(time + DAY);
const lastMondayTo = (time: number): number => (weekdayOf(time) === 1 ? time : lastMondayTo(time - DAY));

/** A fixed holiday moves to the next weekday that no other holiday has taken. */
const settle = (fixed: readonly number[]): readonly number[] => {
  const stays = fixed.filter((time) => ![0, 6].includes(weekdayOf(time)));
  return fixed.reduce(
    (taken: number[], time) => {
      if (stays.includes(time)) return taken;
      let moved = time;
      while ([0, 6].includes(weekdayOf(moved)) || taken.includes(moved)) moved += DAY;
      return [...taken, moved];
    },
    [...stays],
  );
};

export const bankHolidaysOfYear = (year: number): readonly string[] =>
  [
    ...settle([utc(year, 1, 1)]),
    easterOf(year) - 2 * DAY,
    easterOf(year) + DAY,
    firstMondayFrom(utc(year, 5, 1)),
    lastMondayTo(utc(year, 5, 31)),
    lastMondayTo(utc(year, 8, 31)),
    ...settle([utc(year, 12, 25), utc(year, 12, 26)]),
  ]
    .map(isoDay)
    .sort();

const holidaysByYear = new Map<number, ReadonlySet<string>>();
const countsAsWorkingDay = (time: number, holidaysCount: boolean): boolean => {
  const year = new Date(time).getUTCFullYear();
  const holidays = holidaysByYear.get(year) ?? new Set(bankHolidaysOfYear(year));
  holidaysByYear.set(year, holidays);
  return ![0, 6].includes(weekdayOf(time)) && (!holidaysCount || !holidays.has(isoDay(time)));
};

/** The moment at which a last Sunday of March or October reaches 01:00 in UTC, when the clocks change. */
const clockChange = (year: number, month: 3 | 10): number => {
  let time = utc(year, month, 31);
  while (weekdayOf(time) !== 0) time -= DAY;
  return time + 3_600_000;
};
export const londonHoursAhead = (time: number): 0 | 1 => {
  const year = new Date(time).getUTCFullYear();
  return time >= clockChange(year, 3) && time < clockChange(year, 10) ? 1 : 0;
};

/** Midnight in UTC of the day that London's calendars show. */
const londonDay = (time: number): number => {
  const local = time + londonHoursAhead(time) * 3_600_000;
  return local - (((local % DAY) + DAY) % DAY);
};

/** When a timescale ends, by stepping through the days from its start, in milliseconds since 1970. */
export const expectedDue = (
  start: number,
  unit: 'workingDays' | 'weeks' | 'hours',
  count: number,
  holidaysCount: boolean,
): string => {
  if (unit === 'hours') {
    const end = start + count * 3_600_000;
    const ahead = londonHoursAhead(end);
    return `${new Date(end + ahead * 3_600_000).toISOString().slice(0, 19)}+0${ahead}:00`;
  }
  let day = londonDay(start);
  if (unit === 'weeks') {
    for (let step = 0; step < count * 7; step += 1) day += DAY;
    while (!countsAsWorkingDay(day, holidaysCount)) day -= DAY;
    return isoDay(day);
  }
  let left = count;
  while (left > 0) {
    day += DAY;
    if (countsAsWorkingDay(day, holidaysCount)) left -= 1;
  }
  return isoDay(day);
};
