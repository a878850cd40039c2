import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Instant } from '../../shared/domain/calendarTypes.ts';
import type { ColumnField, ValueKind } from '../../shared/domain/tracker.ts';
import { cases } from './cases.ts';
import { people } from './register.ts';

/** Each time that the old tracker was brought in. */
export const trackerImports = sqliteTable('tracker_imports', {
  id: text('id').primaryKey(),
  caseCount: integer('case_count').notNull(),
  importedAt: text('imported_at').$type<Instant>().notNull(),
  importedBy: text('imported_by')
    .notNull()
    .references(() => people.id),
  undoneAt: text('undone_at').$type<Instant>(),
});

/** Cases that came from the old tracker. */
export const trackerCases = sqliteTable(
  'tracker_cases',
  {
    caseId: text('case_id')
      .primaryKey()
      .references(() => cases.id, { onDelete: 'cascade' }),
    importId: text('import_id')
      .notNull()
      .references(() => trackerImports.id),
    /** As the spreadsheet numbered it. */
    row: integer('row').notNull(),
    oldReference: text('old_reference'),
  },
  (table) => [index('tracker_cases_by_import').on(table.importId)],
);

/** What each heading held the last time, by the heading's key. */
export const trackerHeadings = sqliteTable('tracker_headings', {
  heading: text('heading').primaryKey(),
  field: text('field').$type<ColumnField>().notNull(),
});

/** What each word meant the last time, by the word's key. */
export const trackerWords = sqliteTable(
  'tracker_words',
  {
    kind: text('kind').$type<ValueKind>().notNull(),
    word: text('word').notNull(),
    answer: text('answer').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.word] })],
);
