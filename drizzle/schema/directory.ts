import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { DirectoryContact } from '../../shared/domain/directory.ts';
import { agencies } from './register.ts';

/** Services and teams: whom to reach there, and how. One without an agency stands for a kind of service. */
export const directoryServices = sqliteTable('directory_services', {
  id: text('id').primaryKey(),
  agencyId: text('agency_id').references(() => agencies.id),
  name: text('name').notNull(),
  /** In the order in which they are to be tried. */
  contacts: text('contacts', { mode: 'json' }).$type<DirectoryContact[]>().notNull(),
  copyTo: text('copy_to').notNull(),
  instruction: text('instruction').notNull(),
  retired: integer('retired', { mode: 'boolean' }).notNull(),
});

export const decisionMakers = sqliteTable('decision_makers', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  /** A body of the unit's procedure. */
  bodyId: text('body_id').notNull(),
  retired: integer('retired', { mode: 'boolean' }).notNull(),
});

export const panelMembers = sqliteTable('panel_members', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  role: text('role').notNull(),
  agencyId: text('agency_id')
    .notNull()
    .references(() => agencies.id),
  retired: integer('retired', { mode: 'boolean' }).notNull(),
});
