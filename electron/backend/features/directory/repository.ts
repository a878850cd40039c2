import { asc, eq } from 'drizzle-orm';
import { agencies } from '../../../../drizzle/schema/register.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';

export type StoredAgency = typeof agencies.$inferSelect;

export const listAgencies = (database: RegisterDatabase): readonly StoredAgency[] =>
  database.select().from(agencies).orderBy(asc(agencies.name)).all();

export const findAgency = (database: RegisterDatabase, id: string): StoredAgency | undefined =>
  database.select().from(agencies).where(eq(agencies.id, id)).get();

export const insertAgency = (database: RegisterDatabase, agency: StoredAgency): void => {
  database.insert(agencies).values(agency).run();
};

export const updateAgency = (database: RegisterDatabase, { id, ...change }: StoredAgency): void => {
  database.update(agencies).set(change).where(eq(agencies.id, id)).run();
};
