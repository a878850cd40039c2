import type { Client } from '../../../shared/contract/index.ts';
import type { Instant } from '../../../shared/domain/calendarTypes.ts';

export interface DemoClock {
  now(): Instant;
  /** Lets time pass. Somebody is at the keyboard all the while, so that the register does not lock itself. */
  moveTo(moment: Instant, api: Client): Promise<void>;
}

export const createDemoClock = (start: Instant): DemoClock => {
  let now = start;
  return {
    now: () => now,
    moveTo: async (moment, api) => {
      if (moment < now) throw new RangeError('The clock of the demo cannot go back');
      now = moment;
      await api.vault.touch({});
    },
  };
};
