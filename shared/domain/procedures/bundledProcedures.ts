/**
 * The procedures that come with the register, as data: one file each beside this one, checked by `procedureSchema`.
 * A new one is a file and a line in the list below. This folder imports only zod and the rest of `shared/domain`,
 * and nothing outside it may ask for a procedure by name to decide what to do.
 */
import { bury } from './bury.ts';
import { gloucestershire } from './gloucestershire.ts';
import type { Procedure } from './procedureSchema.ts';
import { salford } from './salford.ts';
import { staffordshire } from './staffordshire.ts';
import { stokeOnTrent } from './stokeOnTrent.ts';
import { westSussex } from './westSussex.ts';

export const bundledProcedures: readonly Procedure[] = [
  bury,
  gloucestershire,
  staffordshire,
  stokeOnTrent,
  westSussex,
  salford,
];

/** Throws a RangeError when no bundled procedure has the id. */
export const getProcedure = (id: string): Procedure => {
  const procedure = bundledProcedures.find((candidate) => candidate.id === id);
  if (!procedure) throw new RangeError(`There is no procedure called ${id}`);
  return procedure;
};
