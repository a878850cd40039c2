import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Instant } from '../../shared/domain/calendarTypes.ts';
import { cases } from './cases.ts';
import { people } from './register.ts';

/** Packs that went out to a reviewer elsewhere. The private half of a pack's signing key leaves with it and is not kept. */
export const reviewPacks = sqliteTable('review_packs', {
  id: text('id').primaryKey(),
  /** Empty for a decision maker who has no account here. */
  reviewerPersonId: text('reviewer_person_id').references(() => people.id),
  reviewerName: text('reviewer_name').notNull(),
  /** As what they decide: their role, or the decision body's label. */
  reviewerRole: text('reviewer_role').notNull(),
  /** The decision bodies that they decide for. */
  bodyIds: text('body_ids', { mode: 'json' }).$type<readonly string[]>().notNull().default([]),
  createdAt: text('created_at').$type<Instant>().notNull(),
  createdBy: text('created_by')
    .notNull()
    .references(() => people.id),
  expiresAt: text('expires_at').$type<Instant>().notNull(),
  /** Of the sealed file: what is signed elsewhere names the very pack that was read. */
  sha256: text('sha256').notNull(),
  byteCount: integer('byte_count').notNull(),
  /** Ed25519, 32 bytes. */
  publicKey: blob('public_key', { mode: 'buffer' }).notNull(),
  /** AES-256: what the return file is sealed with. */
  returnKey: blob('return_key', { mode: 'buffer' }).notNull(),
  handedOverAt: text('handed_over_at').$type<Instant>(),
  withdrawnAt: text('withdrawn_at').$type<Instant>(),
  withdrawnBy: text('withdrawn_by').references(() => people.id),
  withdrawnReason: text('withdrawn_reason'),
});

/** A case in a pack, and what was taken in about it. An erased case takes its words with it. */
export const reviewPackCases = sqliteTable(
  'review_pack_cases',
  {
    packId: text('pack_id')
      .notNull()
      .references(() => reviewPacks.id),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id, { onDelete: 'cascade' }),
    /** The case as it was sent out. */
    revision: integer('revision').notNull(),
    takenInAt: text('taken_in_at').$type<Instant>(),
    takenInBy: text('taken_in_by').references(() => people.id),
    decisionId: text('decision_id'),
    /** What the reviewer signed, to the byte, and the signature: both can be checked again years later. */
    statement: text('statement'),
    signature: blob('signature', { mode: 'buffer' }),
  },
  (table) => [
    primaryKey({ columns: [table.packId, table.caseId] }),
    index('review_pack_cases_by_case').on(table.caseId),
  ],
);
