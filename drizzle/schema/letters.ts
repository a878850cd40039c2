import { blob, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Instant, PlainDate } from '../../shared/domain/calendarTypes.ts';
import { cases, notices } from './cases.ts';
import { people } from './register.ts';

/** The unit's own wording of a letter, never changed: an edit, or the bundled text restored, is the next version. */
export const letterTemplates = sqliteTable(
  'letter_templates',
  {
    id: text('id').primaryKey(),
    kind: text('kind').notNull(),
    version: integer('version').notNull(),
    title: text('title').notNull(),
    body: text('body').notNull(),
    /** Whether the letter may say who the child is, where its reader may be told at all. */
    mayNameChild: integer('may_name_child', { mode: 'boolean' }).notNull(),
    restored: integer('restored', { mode: 'boolean' }).notNull(),
    keptAt: text('kept_at').$type<Instant>().notNull(),
    keptBy: text('kept_by')
      .notNull()
      .references(() => people.id),
  },
  (table) => [uniqueIndex('letter_templates_version').on(table.kind, table.version)],
);

/** Letters, byte for byte as they were written. */
export const letters = sqliteTable(
  'letters',
  {
    id: text('id').primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id, { onDelete: 'cascade' }),
    /** Counts the letters of a case, for file names. */
    number: integer('number').notNull(),
    kind: text('kind').notNull(),
    /** Of the unit's own wording; 0 for the wording that comes with the register. */
    templateVersion: integer('template_version').notNull(),
    stageOrder: integer('stage_order').notNull(),
    /** Who reads it, as it stands on the letter. */
    addressee: text('addressee').notNull(),
    /** What stands under the name: role, agency, postal address. */
    addresseeLines: text('addressee_lines').notNull(),
    /** Addresses with semicolons between them; empty where it goes another way. */
    email: text('email').notNull(),
    copyTo: text('copy_to').notNull(),
    title: text('title').notNull(),
    text: text('text').notNull(),
    /** By when an answer is asked for. */
    replyBy: text('reply_by').$type<PlainDate>(),
    content: blob('content', { mode: 'buffer' }).notNull(),
    sha256: text('sha256').notNull(),
    /** The calendar file of an invitation. */
    calendar: blob('calendar', { mode: 'buffer' }),
    calendarSha256: text('calendar_sha256'),
    /** The notice that a covering letter goes with. */
    noticeId: text('notice_id').references(() => notices.id),
    writtenAt: text('written_at').$type<Instant>().notNull(),
    writtenBy: text('written_by')
      .notNull()
      .references(() => people.id),
    /** Set aside unsent. */
    setAsideAt: text('set_aside_at').$type<Instant>(),
    sentTo: text('sent_to'),
    sentHow: text('sent_how').$type<'secureEmail' | 'post' | 'hand' | 'portal'>(),
    sentOn: text('sent_on').$type<PlainDate>(),
    sentBy: text('sent_by').references(() => people.id),
    receivedOn: text('received_on').$type<PlainDate>(),
    receiptWords: text('receipt_words'),
  },
  (table) => [uniqueIndex('letters_number').on(table.caseId, table.number)],
);

/** Copies of a notice that were handed over under a password: their digests, never the password. */
export const protectedCopies = sqliteTable(
  'protected_copies',
  {
    id: text('id').primaryKey(),
    noticeId: text('notice_id')
      .notNull()
      .references(() => notices.id, { onDelete: 'cascade' }),
    byteCount: integer('byte_count').notNull(),
    sha256: text('sha256').notNull(),
    madeAt: text('made_at').$type<Instant>().notNull(),
    madeBy: text('made_by')
      .notNull()
      .references(() => people.id),
  },
  (table) => [index('protected_copies_by_notice').on(table.noticeId)],
);
