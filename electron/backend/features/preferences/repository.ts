import { eq } from 'drizzle-orm';
import { preferences } from '../../../../drizzle/schema/preferences.ts';
import type { Preferences } from '../../../../shared/contract/preferences.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';

/** As stored, also by an earlier version of the register: to be checked. */
export const findPreferences = (database: RegisterDatabase, personId: string): unknown =>
  database.select().from(preferences).where(eq(preferences.personId, personId)).get()?.value;

export const keepPreferences = (database: RegisterDatabase, personId: string, value: Preferences): void => {
  database
    .insert(preferences)
    .values({ personId, value })
    .onConflictDoUpdate({ target: preferences.personId, set: { value } })
    .run();
};
