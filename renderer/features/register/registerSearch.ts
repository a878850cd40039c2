import type { CaseFilter } from '../../../shared/contract/cases.ts';
import { registerSearchSchema, type RegisterSearch } from '../../../shared/contract/savedViews.ts';

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
  const { sortBy: _by, sortDirection: _direction, columns: _columns, ...filter } = search;
  return text.trim() === '' ? filter : { ...filter, search: text.trim() };
};
