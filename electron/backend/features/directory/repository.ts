import { asc, eq } from 'drizzle-orm';
import { decisionMakers, directoryServices, panelMembers } from '../../../../drizzle/schema/directory.ts';
import { agencies } from '../../../../drizzle/schema/register.ts';
import type { Directory, DirectoryChange } from '../../../../shared/domain/directory.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import { refreshSortKeysOfAgencies } from '../cases/repository.ts';

export type StoredAgency = typeof agencies.$inferSelect;

export const listAgencies = (database: RegisterDatabase): readonly StoredAgency[] =>
  database.select().from(agencies).orderBy(asc(agencies.name)).all();

export const findAgency = (database: RegisterDatabase, id: string): StoredAgency | undefined =>
  database.select().from(agencies).where(eq(agencies.id, id)).get();

export const insertAgency = (database: RegisterDatabase, agency: StoredAgency): void => {
  database.insert(agencies).values(agency).run();
};

export const getDirectory = (database: RegisterDatabase): Directory => ({
  agencies: listAgencies(database),
  services: database
    .select()
    .from(directoryServices)
    .orderBy(asc(directoryServices.name))
    .all()
    .map(({ agencyId, ...service }) => ({ ...service, ...(agencyId === null ? {} : { agencyId }) })),
  decisionMakers: database.select().from(decisionMakers).orderBy(asc(decisionMakers.name)).all(),
  panelMembers: database.select().from(panelMembers).orderBy(asc(panelMembers.name)).all(),
});

/** Fails on its foreign keys, and so changes nothing, where something still names what is to be taken out. */
export const keepDirectoryChange = (database: RegisterDatabase, { put, remove }: DirectoryChange): void => {
  for (const id of remove)
    for (const table of [panelMembers, decisionMakers, directoryServices])
      database.delete(table).where(eq(table.id, id)).run();
  for (const agency of put.agencies)
    database.insert(agencies).values(agency).onConflictDoUpdate({ target: agencies.id, set: agency }).run();
  refreshSortKeysOfAgencies(
    database,
    put.agencies.map(({ id }) => id),
  );
  for (const { agencyId = null, contacts, ...rest } of put.services) {
    const service = { ...rest, agencyId, contacts: [...contacts] };
    database
      .insert(directoryServices)
      .values(service)
      .onConflictDoUpdate({ target: directoryServices.id, set: service })
      .run();
  }
  for (const maker of put.decisionMakers)
    database
      .insert(decisionMakers)
      .values(maker)
      .onConflictDoUpdate({ target: decisionMakers.id, set: maker })
      .run();
  for (const member of put.panelMembers)
    database
      .insert(panelMembers)
      .values(member)
      .onConflictDoUpdate({ target: panelMembers.id, set: member })
      .run();
  for (const id of remove) database.delete(agencies).where(eq(agencies.id, id)).run();
};
