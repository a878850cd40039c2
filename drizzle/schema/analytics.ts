import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { CaseFacts } from '../../shared/domain/analytics/caseFacts.ts';
import { cases } from './cases.ts';

/**
 * What figures are counted from, worked out by the domain after every change of a case: one small row a case, so that
 * all figures are one scan of this table. A case without a row gets it when figures are next counted; a migration that
 * changes what the facts hold empties the table.
 */
export const caseFacts = sqliteTable('case_facts', {
  caseId: text('case_id')
    .primaryKey()
    .references(() => cases.id, { onDelete: 'cascade' }),
  facts: text('facts', { mode: 'json' }).$type<CaseFacts>().notNull(),
});
