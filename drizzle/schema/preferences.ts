import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { people } from './register.ts';

/** How a person likes their window, as one row of checked JSON: `value` fits the contract's schema. */
export const preferences = sqliteTable('preferences', {
  personId: text('person_id')
    .primaryKey()
    .references(() => people.id),
  value: text('value', { mode: 'json' }).notNull(),
});
