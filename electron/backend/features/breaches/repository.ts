import { desc, eq } from 'drizzle-orm';
import { breaches } from '../../../../drizzle/schema/breaches.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';

export type StoredBreach = typeof breaches.$inferSelect;

/** Latest first. */
export const listBreaches = (database: RegisterDatabase, caseId: string): readonly StoredBreach[] =>
  database
    .select()
    .from(breaches)
    .where(eq(breaches.caseId, caseId))
    .orderBy(desc(breaches.recordedAt))
    .all();

export const findBreach = (database: RegisterDatabase, id: string): StoredBreach | undefined =>
  database.select().from(breaches).where(eq(breaches.id, id)).get();

export const insertBreach = (database: RegisterDatabase, breach: StoredBreach): void => {
  database.insert(breaches).values(breach).run();
};

export const updateBreach = (
  database: RegisterDatabase,
  id: string,
  change: Partial<Omit<StoredBreach, 'id' | 'caseId'>>,
): void => {
  database.update(breaches).set(change).where(eq(breaches.id, id)).run();
};
