import { checkDisclosureSettings, hiddenText, isSmall, roundCount } from './disclosureControl.ts';
import type { DisclosureSettings, PublishedCell } from './publishedTable.ts';

/** A figure beside or instead of a table; `number` is undefined where a chart must leave it out. */
export interface PublishedFigure {
  readonly number: number | undefined;
  readonly text: string;
}

const hiddenFigure: PublishedFigure = { number: undefined, text: hiddenText };
const noFigure: PublishedFigure = { number: undefined, text: 'none' };

const shownFigure = (number: number, text = String(number)): PublishedFigure => ({ number, text });

const wholePercentage = (count: number, base: number): PublishedFigure => {
  const percentage = Math.round((100 * count) / base);
  return shownFigure(percentage, `${percentage}%`);
};

/**
 * A share that stands by itself, such as "resolved at this stage" of "reached it". The share is hidden where those
 * counted or the rest are few, without saying which, or the base is small; so is the percentage. Shares that add up to
 * one base belong into a table.
 */
export const publishShare = (
  count: number,
  base: number,
  settings: DisclosureSettings,
): {
  readonly count: PublishedFigure;
  readonly base: PublishedFigure;
  readonly percentage: PublishedFigure;
} => {
  checkDisclosureSettings(settings);
  if (!(count >= 0 && count <= base)) throw new RangeError('A share lies between none and all of its base.');
  if (base === 0) return { count: shownFigure(0), base: shownFigure(0), percentage: noFigure };
  if (isSmall(base, settings)) return { count: hiddenFigure, base: hiddenFigure, percentage: hiddenFigure };
  const figure = (value: number): PublishedFigure =>
    shownFigure(settings.method === 'round' ? roundCount(value, settings) : value);
  const isGivenAway = isSmall(count, settings) || isSmall(base - count, settings);
  if (settings.method === 'suppress' && isGivenAway)
    return { count: hiddenFigure, base: figure(base), percentage: hiddenFigure };
  const [shownCount, shownBase] = [figure(count), figure(base)];
  const tooFew = base < settings.smallestBase || isGivenAway;
  return {
    count: shownCount,
    base: shownBase,
    percentage: tooFew ? hiddenFigure : wholePercentage(shownCount.number ?? 0, shownBase.number ?? base),
  };
};

/** One cell as a percentage of another of the same table, from the printed numbers only, so that it tells no more than they do. */
export const percentageOfCell = (
  cell: PublishedCell,
  base: PublishedCell,
  settings: DisclosureSettings,
): PublishedFigure => {
  if (base.number === 0) return noFigure;
  if (cell.number === undefined || base.number === undefined || base.number < settings.smallestBase)
    return hiddenFigure;
  return wholePercentage(cell.number, base.number);
};

/** A median, hidden where it rests on few cases: with few, it is the days of one child's case. */
export const publishMedian = (
  median: number | undefined,
  base: number,
  settings: DisclosureSettings,
): PublishedFigure => {
  checkDisclosureSettings(settings);
  if (median === undefined) return noFigure;
  return base < settings.smallestBase || isSmall(base, settings) ? hiddenFigure : shownFigure(median);
};
