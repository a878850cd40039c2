/** Seeded tables for disclosure control: agencies by themes of the demo's shape, and small ones for exact comparison. */
import { plainDate } from '../../shared/domain/calendarTypes.ts';
import type { CountTable, Period } from '../../shared/domain/disclosure/publishedTable.ts';

export type Chance = () => number;

/** The same numbers for the same seed on every machine (mulberry32). */
export const chanceFrom = (seed: number): Chance => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};

export const period = (firstOn: string, lastOn: string): Period => ({
  firstOn: plainDate(firstOn),
  lastOn: plainDate(lastOn),
});

export const firstQuarter = period('2026-04-01', '2026-06-30');
export const secondQuarter = period('2026-07-01', '2026-09-30');
export const halfYear = period('2026-04-01', '2026-09-30');

export const countTable = (counts: readonly (readonly number[])[]): CountTable => ({
  rows: counts.map((_, row) => `agency ${row + 1}`),
  columns: (counts[0] ?? []).map((_, column) => `theme ${column + 1}`),
  counts,
});

export const added = (one: CountTable, other: CountTable): CountTable => ({
  ...one,
  counts: one.counts.map((line, row) =>
    line.map((count, column) => count + (other.counts[row]?.[column] ?? 0)),
  ),
});

/** A few agencies raise most, a few themes are most of it; the rest is sparse. */
export const scattered = (chance: Chance, rows: number, columns: number, cases: number): CountTable => {
  const counts = Array.from({ length: rows }, () => Array.from({ length: columns }, () => 0));
  for (let each = 0; each < cases; each += 1) {
    const line = counts[Math.floor(rows * chance() ** 2)]!;
    line[Math.floor(columns * chance() ** 1.7)]! += 1;
  }
  return countTable(counts);
};

export const between = (chance: Chance, low: number, high: number): number =>
  low + Math.floor(chance() * (high - low + 1));

/** 8 agencies by 9 themes: 20 to 70 cases for a quarter, up to 400 for some years. */
export const demoTable = (chance: Chance): CountTable =>
  scattered(chance, 8, 9, chance() < 0.7 ? between(chance, 20, 70) : between(chance, 71, 400));

/** 3 by 3 to 4 by 4, from nearly empty to mostly large, some of the cells put to 0. */
export const smallTable = (chance: Chance): CountTable => {
  const [rows, columns] = [between(chance, 3, 4), between(chance, 3, 4)];
  if (chance() < 0.5) return scattered(chance, rows, columns, between(chance, 6, 120));
  const largest = between(chance, 6, 30);
  return countTable(
    Array.from({ length: rows }, () =>
      Array.from({ length: columns }, () => (chance() < 0.2 ? 0 : between(chance, 0, largest))),
    ),
  );
};
