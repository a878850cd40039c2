import { z } from 'zod';
import { caseFilterSchema, sortKeys, type CaseFilter } from '../../../shared/contract/cases.ts';

/**
 * What the register shows, as the address holds it: codes and days only. The words that somebody searches for are
 * a child's name more often than not, so they stay in memory and out of the address.
 */
const registerSearchSchema = caseFilterSchema.omit({ search: true }).extend({
  sortBy: z.enum(sortKeys).optional(),
  sortDirection: z.enum(['up', 'down']).optional(),
});
export type RegisterSearch = z.infer<typeof registerSearchSchema>;

/** An address that does not fit opens the register with no filter. */
export const readRegisterSearch = (search: Record<string, unknown>): RegisterSearch => {
  const read = registerSearchSchema.safeParse(search);
  return read.success ? read.data : {};
};

/** The address of exactly the cases that a filter finds. */
export const searchOfFilter = (filter: CaseFilter): RegisterSearch => {
  const { search: _kept, ...codes } = filter;
  return codes;
};

export const filterOfSearch = (search: RegisterSearch, text: string): CaseFilter => {
  const { sortBy: _by, sortDirection: _direction, ...filter } = search;
  return text.trim() === '' ? filter : { ...filter, search: text.trim() };
};
