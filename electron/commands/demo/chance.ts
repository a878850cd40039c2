/** Chances that fall the same way for the same seed, so that two demos of one day are alike. */
export interface Chance {
  /** A whole number, both ends included. */
  whole(from: number, to: number): number;
  /** True in this share of the times, from 0 to 1. */
  in(share: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** One of the items, each as often as its weight says beside the others. */
  weighted<Item>(items: readonly (readonly [Item, number])[]): Item;
}

/** Mulberry32: small, and good enough to spread made-up cases. */
export const createChance = (seed: number): Chance => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const pick = <Item>(items: readonly Item[]): Item => {
    if (items.length === 0) throw new RangeError('There is nothing to pick from');
    return items[Math.floor(next() * items.length)] as Item;
  };
  return {
    whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
    in: (share) => next() < share,
    pick,
    weighted: (items) => {
      let left = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of items) {
        left -= weight;
        if (left < 0) return item;
      }
      return pick(items)[0];
    },
  };
};
