import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Instant, PlainDate } from '../../shared/domain/calendarTypes.ts';
import { cases } from './cases.ts';
import { people } from './register.ts';

/** What a person decided about keeping a case: a legal hold, or a later day for the next review. */
export const caseRetention = sqliteTable('case_retention', {
  caseId: text('case_id')
    .primaryKey()
    .references(() => cases.id, { onDelete: 'cascade' }),
  holdReason: text('hold_reason'),
  heldAt: text('held_at').$type<Instant>(),
  heldBy: text('held_by').references(() => people.id),
  keptUntil: text('kept_until').$type<PlainDate>(),
  keptReason: text('kept_reason'),
});

/** Says what went, when, by whom and why, and keeps nothing of what it said. Never removed. */
export const erasures = sqliteTable('erasures', {
  id: text('id').primaryKey(),
  caseId: text('case_id').notNull(),
  reference: text('reference').notNull(),
  erasedAt: text('erased_at').$type<Instant>().notNull(),
  erasedBy: text('erased_by')
    .notNull()
    .references(() => people.id),
  reason: text('reason').notNull(),
  /** The rule as it stood, in words. */
  rule: text('rule').notNull(),
  people: integer('people').notNull(),
  documents: integer('documents').notNull(),
  /** Rows that went, by table. */
  rows: text('rows', { mode: 'json' }).$type<Readonly<Record<string, number>>>().notNull(),
});
