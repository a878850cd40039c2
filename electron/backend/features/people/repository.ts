import { asc, eq } from 'drizzle-orm';
import { people } from '../../../../drizzle/schema/register.ts';
import type { Role } from '../../../../shared/domain/permissions.ts';
import type { Instant } from '../../../../shared/domain/calendarTypes.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';

export type StoredPerson = typeof people.$inferSelect;

export const listPeople = (database: RegisterDatabase): readonly StoredPerson[] =>
  database.select().from(people).orderBy(asc(people.name)).all();

export const findPerson = (database: RegisterDatabase, id: string): StoredPerson | undefined =>
  database.select().from(people).where(eq(people.id, id)).get();

export const insertPerson = (database: RegisterDatabase, person: StoredPerson): void => {
  database.insert(people).values(person).run();
};

export const setRole = (database: RegisterDatabase, id: string, role: Role): void => {
  database.update(people).set({ role }).where(eq(people.id, id)).run();
};

/** Their name stays beside what they did; their slot is gone. */
export const markLeft = (database: RegisterDatabase, id: string, leftAt: Instant): void => {
  database.update(people).set({ leftAt, slotId: null }).where(eq(people.id, id)).run();
};
