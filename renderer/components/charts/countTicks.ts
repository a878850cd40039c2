/** Whole numbers to mark an axis with, from 0 up to the highest or just past it: five or six, evenly spaced. */
export const countTicks = (most: number): readonly number[] => {
  const least = Math.max(1, most / 5);
  const power = 10 ** Math.floor(Math.log10(least));
  const step = Math.max(1, ([1, 2, 5, 10].find((times) => times * power >= least) ?? 10) * power);
  return Array.from({ length: Math.ceil(Math.max(most, 1) / step) + 1 }, (_, index) => index * step);
};
