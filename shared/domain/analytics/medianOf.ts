/** The middle one of some numbers; of an even number of them, half-way between the middle two. At least one is needed. */
export const medianOf = (numbers: readonly number[]): number => {
  const sorted = Float64Array.from(numbers).sort(); // by number, and without asking about each pair
  const upper = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN;
  return (lower + upper) / 2;
};

/** The least and the most of them; of at least one. */
export const rangeOf = (numbers: readonly number[]): { readonly least: number; readonly most: number } => ({
  least: numbers.reduce((least, number) => Math.min(least, number), Infinity),
  most: numbers.reduce((most, number) => Math.max(most, number), -Infinity),
});
