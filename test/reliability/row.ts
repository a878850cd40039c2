/**
 * The reliability suite: every promise about damage, loss and attack that can be measured, one row each. A row makes its
 * figures from a seed and shows by its control that it would have noticed a failure. `npm run test:reliability` runs
 * all rows in full; `npm test` runs a short form of each.
 */
export type Size = 'full' | 'short';

/** Tells how far a row has come. */
export type Say = (line: string) => void;

export interface Figures {
  /** What was found, in figures. */
  readonly measured: string;
  /** What the same harness found where the failure was put there on purpose; `none` where a row has no control. */
  readonly control: string;
  /** Whether the target was met and the control was noticed. */
  readonly ok: boolean;
}

export interface Row {
  readonly name: string;
  readonly target: string;
  /** The promise as a sentence. */
  readonly promise: string;
  readonly seed: number;
  /** Why this machine cannot show it; undefined where it can. */
  readonly missing?: () => string | undefined;
  readonly run: (size: Size, say: Say) => Promise<Figures>;
}

/** Numbers from 0 up to 1, by mulberry32: the same seed gives the same numbers. */
export const chanceOf = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};

/** A whole number from 0 up to, not including, `limit`. */
export const below = (chance: () => number, limit: number): number => Math.floor(chance() * limit);
