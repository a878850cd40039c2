/**
 * The tables of the register, one file a feature. They import drizzle and the domain's types, nothing else.
 * Change them here, run `npm run migration -- --name what-changes`, read the SQL, and never edit one that has
 * been shipped. Calendar days are text (`2026-03-09`) and end in `On`; moments are UTC text and end in `At`.
 */
import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Instant } from '../../shared/domain/calendarTypes.ts';
import type { AgencyType } from '../../shared/domain/codes.ts';
import type { Role } from '../../shared/domain/permissions.ts';
import type { Procedure } from '../../shared/domain/procedures/procedureSchema.ts';

/** The unit's settings as one row of checked JSON: `value` fits the contract's settings schema. */
export const settings = sqliteTable('settings', {
  name: text('name').primaryKey(),
  value: text('value', { mode: 'json' }).notNull(),
});

export const people = sqliteTable('people', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  role: text('role').$type<Role>().notNull(),
  /** The key slot; empty once the person has left. */
  slotId: text('slot_id'),
  addedAt: text('added_at').$type<Instant>().notNull(),
  leftAt: text('left_at').$type<Instant>(),
});

/** A case keeps the version of the procedure that it was opened under. */
export const procedureVersions = sqliteTable(
  'procedure_versions',
  {
    id: text('id').primaryKey(),
    procedureId: text('procedure_id').notNull(),
    version: integer('version').notNull(),
    definition: text('definition', { mode: 'json' }).$type<Procedure>().notNull(),
    adoptedAt: text('adopted_at').$type<Instant>().notNull(),
  },
  (table) => [uniqueIndex('procedure_versions_once').on(table.procedureId, table.version)],
);

export const agencies = sqliteTable(
  'agencies',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    type: text('type').$type<AgencyType>().notNull(),
    /** A full member of the partnership: what a Resolution Panel is made up of. */
    fullMember: integer('full_member', { mode: 'boolean' }).notNull(),
    retired: integer('retired', { mode: 'boolean' }).notNull(),
  },
  (table) => [uniqueIndex('agencies_name').on(table.name)],
);

/** Running numbers of references, by prefix and year; a number is never given twice. */
export const referenceCounters = sqliteTable(
  'reference_counters',
  {
    prefix: text('prefix').notNull(),
    year: integer('year').notNull(),
    last: integer('last').notNull(),
  },
  (table) => [primaryKey({ columns: [table.prefix, table.year] })],
);

/** What somebody was typing on a screen when it was last kept. */
export const unsaved = sqliteTable(
  'unsaved',
  {
    personId: text('person_id')
      .notNull()
      .references(() => people.id),
    screen: text('screen').notNull(),
    subject: text('subject').notNull(),
    value: text('value').notNull(),
    keptAt: text('kept_at').$type<Instant>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.screen, table.subject] })],
);
