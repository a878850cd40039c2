import { and, eq, sql } from 'drizzle-orm';
import { unsaved } from '../../../../drizzle/schema/register.ts';
import { erasures } from '../../../../drizzle/schema/retention.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';

export type Unsaved = typeof unsaved.$inferSelect;
export type UnsavedPlace = Pick<Unsaved, 'personId' | 'screen' | 'subject'>;

const at = ({ personId, screen, subject }: UnsavedPlace) =>
  and(eq(unsaved.personId, personId), eq(unsaved.screen, screen), eq(unsaved.subject, subject));

export const findUnsaved = (database: RegisterDatabase, place: UnsavedPlace): Unsaved | undefined =>
  database.select().from(unsaved).where(at(place)).get();

export const keepUnsaved = (database: RegisterDatabase, row: Unsaved): void => {
  database
    .insert(unsaved)
    .values(row)
    .onConflictDoUpdate({
      target: [unsaved.personId, unsaved.screen, unsaved.subject],
      set: { value: row.value, keptAt: row.keptAt },
    })
    .run();
};

/** Whether it names a case that was erased: what an erasure takes away must not come back by it. */
export const isAboutErased = (
  database: RegisterDatabase,
  { subject, value }: Pick<Unsaved, 'subject' | 'value'>,
): boolean =>
  database
    .select({ id: erasures.id })
    .from(erasures)
    .where(sql`instr(${subject}, ${erasures.caseId}) > 0 OR instr(${value}, ${erasures.caseId}) > 0`)
    .limit(1)
    .get() !== undefined;

export const discardUnsaved = (database: RegisterDatabase, place: UnsavedPlace): void => {
  database.delete(unsaved).where(at(place)).run();
};
