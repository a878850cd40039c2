import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { AuditKind } from '../../shared/contract/operation.ts';
import type { Instant } from '../../shared/domain/calendarTypes.ts';

/** The audit chain: each entry carries a keyed seal over itself and the seal before. Triggers forbid any change. */
export const auditEntries = sqliteTable(
  'audit_entries',
  {
    sequence: integer('sequence').primaryKey(),
    at: text('at').$type<Instant>().notNull(),
    personId: text('person_id').notNull(),
    action: text('action').notNull(),
    kind: text('kind').$type<AuditKind>().notNull(),
    /** Which case, person or document: an id, never a name. */
    entity: text('entity').notNull(),
    detail: text('detail').notNull(),
    mac: text('mac').notNull(),
  },
  (table) => [index('audit_by_entity').on(table.entity), index('audit_by_person').on(table.personId)],
);
