import { jaroWinkler } from '@skyra/jaro-winkler';
import { trackerKey, type ValueOption } from '../../../../shared/domain/tracker.ts';

const ALIKE_FROM = 0.88;

/** How near two keys are: 1 where every word of the shorter stands in the longer. */
const likeness = (one: string, other: string): number => {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  const words = long.split(' ');
  const inside = short.length >= 4 && short.split(' ').every((word) => words.includes(word));
  return inside ? 1 : jaroWinkler(one, other);
};

/** The option that a word looks most like; undefined where nothing is near, or two are as near. */
export const suggestOption = (key: string, options: readonly ValueOption[]): ValueOption | undefined => {
  const ranked = options
    .map((option) => ({ option, near: likeness(key, trackerKey(option.label)) }))
    .filter(({ near }) => near >= ALIKE_FROM)
    .sort((one, other) => other.near - one.near);
  const [best, next] = ranked;
  return best && best.near !== next?.near ? best.option : undefined;
};
