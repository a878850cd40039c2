import { refused } from './appFault.ts';

/** Lets changes through side by side; now and then one needs the register to itself for more than one step. */
export interface ChangeGate {
  /** A change: waits while another one is alone. */
  pass<Value>(work: () => Promise<Value>): Promise<Value>;
  /**
   * From within a change: waits until it is the only one, and lets none begin until its work is done. Looks go on.
   * @param stop ends the work early, for a lock that cannot wait
   * @throws AppFault `refused` where another one is alone, or waits for it
   */
  alone<Value>(work: () => Promise<Value>, stop: () => void): Promise<Value>;
  readonly isHeld: boolean;
  /** Asks what is alone to stop. */
  interrupt(): void;
}

export const createChangeGate = (): ChangeGate => {
  let inside = 0;
  let held: { readonly done: Promise<void>; readonly stop: () => void; wake: () => void } | undefined;
  const leave = (): void => {
    inside -= 1;
    if (inside === 1) held?.wake();
  };
  return {
    pass: async (work) => {
      while (held) await held.done;
      inside += 1;
      try {
        return await work();
      } finally {
        leave();
      }
    },
    alone: async (work, stop) => {
      if (held)
        throw refused(
          'Something else is being saved that takes a while. Wait until that is done, then try again.',
        );
      const done = Promise.withResolvers<void>();
      const onlyOne = Promise.withResolvers<void>();
      held = { done: done.promise, stop, wake: onlyOne.resolve };
      try {
        if (inside > 1) await onlyOne.promise;
        return await work();
      } finally {
        held = undefined;
        done.resolve();
      }
    },
    get isHeld() {
      return held !== undefined;
    },
    interrupt: () => held?.stop(),
  };
};
