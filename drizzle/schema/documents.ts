import { blob, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Instant } from '../../shared/domain/calendarTypes.ts';
import type { DocumentModel } from '../../shared/domain/documentModel.ts';
import type { FormReading } from '../../shared/domain/formReading.ts';
import type { IntakeForm } from '../../shared/domain/intake.ts';
import { people } from './register.ts';

/** A file as it was received, byte for byte, and what was read from it. */
export const documents = sqliteTable(
  'documents',
  {
    id: text('id').primaryKey(),
    fileName: text('file_name').notNull(),
    byteCount: integer('byte_count').notNull(),
    sha256: text('sha256').notNull(),
    /** Of what was read, not of the bytes: the same form sent again in another file has the same. */
    contentDigest: text('content_digest'),
    content: blob('content', { mode: 'buffer' }).notNull(),
    model: text('model', { mode: 'json' }).$type<DocumentModel>(),
    reading: text('reading', { mode: 'json' }).$type<FormReading>(),
    problem: text('problem', { mode: 'json' }).$type<{ code: string; message: string }>(),
    receivedAt: text('received_at').$type<Instant>().notNull(),
    receivedBy: text('received_by')
      .notNull()
      .references(() => people.id),
  },
  (table) => [
    index('documents_by_digest').on(table.sha256),
    index('documents_by_content').on(table.contentDigest),
    // With the id, so that nobody reads through the bytes of each file to find what no case holds.
    index('documents_by_receipt').on(table.receivedAt, table.id),
  ],
);

/** A form on its way into the register, kept as typed. `discardedAt` can be taken back; logging removes it. */
export const drafts = sqliteTable('drafts', {
  id: text('id').primaryKey(),
  revision: integer('revision').notNull(),
  form: text('form', { mode: 'json' }).$type<IntakeForm>().notNull(),
  documentId: text('document_id').references(() => documents.id),
  savedAt: text('saved_at').$type<Instant>().notNull(),
  savedBy: text('saved_by')
    .notNull()
    .references(() => people.id),
  discardedAt: text('discarded_at').$type<Instant>(),
});
