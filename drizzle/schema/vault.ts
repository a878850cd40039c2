import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Instant } from '../../shared/domain/calendarTypes.ts';
import { people } from './register.ts';

/** The slot file's text, one row: the files beside the register are copies of it. */
export const slotFiles = sqliteTable('slot_files', {
  id: integer('id').primaryKey(),
  content: text('content').notNull(),
});

/** Each person's Ed25519 public keys, also the former ones: what was signed must stay provable. Base64. */
export const signingKeys = sqliteTable(
  'signing_keys',
  {
    personId: text('person_id')
      .notNull()
      .references(() => people.id),
    publicKey: text('public_key').notNull(),
    fromAt: text('from_at').$type<Instant>().notNull(),
    /** Empty while the person signs with it. */
    untilAt: text('until_at').$type<Instant>(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.publicKey] })],
);

/**
 * Master keys that were replaced when somebody left, Base64: with them older backups open, and the audit log's entries
 * up to `untilSequence` are checked. They lie inside the encrypted register and open nothing of it.
 */
export const earlierMasters = sqliteTable('earlier_masters', {
  untilSequence: integer('until_sequence').primaryKey(),
  master: text('master').notNull(),
  replacedAt: text('replaced_at').$type<Instant>().notNull(),
});

/** Backups that were made and found good, by the name of their folder. */
export const backups = sqliteTable('backups', {
  name: text('name').primaryKey(),
  madeAt: text('made_at').$type<Instant>().notNull(),
  bytes: integer('bytes').notNull(),
});
