import { invalid, notFound } from '../../appFault.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import type { Handlers } from '../../router.ts';
import { findAgency, insertAgency, listAgencies, updateAgency } from './repository.ts';

/** Two agencies of one name could not be told apart on a list. */
const refuseSameName = (database: RegisterDatabase, name: string, exceptId?: string): void => {
  const same = (other: string): boolean =>
    other.toLocaleLowerCase('en-GB') === name.toLocaleLowerCase('en-GB');
  if (listAgencies(database).some((agency) => agency.id !== exceptId && same(agency.name)))
    throw invalid('The directory already has an agency of this name.', [
      { path: 'name', message: 'There is already an agency of this name' },
    ]);
};

export const directoryHandlers: Handlers['directory'] = {
  listAgencies: (_input, { database }) => ({ agencies: [...listAgencies(database)] }),

  addAgency: ({ name, type }, context) => {
    refuseSameName(context.database, name);
    const agency = { id: context.ports.ids.next(), name, type, retired: false };
    context.record({ entity: `agency:${agency.id}` }, (database) => insertAgency(database, agency));
    return agency;
  },

  changeAgency: ({ agencyId, name, type, retired }, context) => {
    if (!findAgency(context.database, agencyId)) throw notFound('This agency is no longer in the directory.');
    refuseSameName(context.database, name, agencyId);
    const agency = { id: agencyId, name, type, retired };
    context.record({ entity: `agency:${agencyId}` }, (database) => updateAgency(database, agency));
    return agency;
  },
};
