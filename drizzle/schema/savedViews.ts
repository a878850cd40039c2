import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Instant } from '../../shared/domain/calendarTypes.ts';
import { people } from './register.ts';

/** Filters that somebody gave a name. `search` is what that screen's address holds: codes and days, never a name. */
export const savedViews = sqliteTable('saved_views', {
  id: text('id').primaryKey(),
  screen: text('screen').$type<'analytics' | 'register'>().notNull(),
  name: text('name').notNull(),
  search: text('search', { mode: 'json' }).notNull(),
  ownerId: text('owner_id')
    .notNull()
    .references(() => people.id),
  /** Shown to everybody of the office, not to its owner alone. */
  shared: integer('shared', { mode: 'boolean' }).notNull(),
  savedAt: text('saved_at').$type<Instant>().notNull(),
});
