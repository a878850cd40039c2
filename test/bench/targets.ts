import type { BenchRow, Timing } from './row.ts';

export interface Measured extends Timing {
  readonly cases: number;
  readonly ratio: number;
}

/** In what a row falls short, in words; `figures` in the order of their sizes. */
export const shortfallsOf = (target: BenchRow['target'], figures: readonly Measured[]): readonly string[] => {
  const [smallest, largest] = [figures[0], figures.at(-1)];
  if (!smallest || !largest) return ['not measured'];
  const { ratio, onTopMs, growth } = target;
  const onTop = largest.medianMs - largest.limitMs;
  const grown = largest.medianMs / smallest.medianMs;
  return [
    ...(ratio !== undefined && largest.ratio > ratio
      ? [`${largest.ratio.toFixed(2)} times its limit, target ${ratio}`]
      : []),
    ...(onTopMs !== undefined && onTop > onTopMs
      ? [`${onTop.toFixed(0)} ms beyond its limit, target ${onTopMs} ms`]
      : []),
    ...(growth !== undefined && grown > growth
      ? [
          `${grown.toFixed(1)} times as long at ${largest.cases} cases as at ${smallest.cases}, target ${growth}`,
        ]
      : []),
  ];
};
