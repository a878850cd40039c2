import { checkDisclosureSettings, hiddenText, isSmall } from './disclosureControl.ts';
import type { DisclosureSettings } from './disclosureSettings.ts';
import type { PublishedCell } from './publishedTable.ts';

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

/** One cell as a percentage of another of the same table, from the printed numbers only, so that it tells no more than they do. */
export const percentageOfCell = (
  cell: PublishedCell,
  base: PublishedCell,
  settings: DisclosureSettings,
): PublishedFigure => {
  // That there was none is itself a number: where counts are rounded, nothing may tell it from a few.
  if (base.number === 0 && base.state !== 'rounded') return noFigure;
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
  if (median === undefined) return settings.method === 'round' ? hiddenFigure : noFigure;
  return base < settings.smallestBase || isSmall(base, settings) ? hiddenFigure : shownFigure(median);
};
