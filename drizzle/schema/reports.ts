import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Instant, PlainDate } from '../../shared/domain/calendarTypes.ts';
import type { FrozenReport } from '../../shared/domain/report/frozenReport.ts';
import type { ReportFormat, ReportKind, ReportTexts } from '../../shared/domain/report/reportTexts.ts';
import { people } from './register.ts';

const person = (name: string) => text(name).references(() => people.id);

/** Quarterly reports. A draft has its texts; its figures are counted anew until it is frozen, and never after. */
export const reports = sqliteTable('reports', {
  id: text('id').primaryKey(),
  revision: integer('revision').notNull(),
  kind: text('kind').$type<ReportKind>().notNull(),
  firstOn: text('first_on').$type<PlainDate>().notNull(),
  lastOn: text('last_on').$type<PlainDate>().notNull(),
  texts: text('texts', { mode: 'json' }).$type<ReportTexts>().notNull(),
  startedAt: text('started_at').$type<Instant>().notNull(),
  savedAt: text('saved_at').$type<Instant>().notNull(),
  savedBy: person('saved_by').notNull(),
  /** Figures, words, settings and the version of the method, as they went out. */
  frozen: text('frozen', { mode: 'json' }).$type<FrozenReport>(),
  frozenAt: text('frozen_at').$type<Instant>(),
  frozenBy: person('frozen_by'),
  /** The report that this one stands in for. */
  replacesId: text('replaces_id'),
  withdrawnAt: text('withdrawn_at').$type<Instant>(),
  withdrawnBy: person('withdrawn_by'),
  withdrawnBecause: text('withdrawn_because'),
});

/** The files of a frozen report, byte for byte as they were made. */
export const reportFiles = sqliteTable(
  'report_files',
  {
    reportId: text('report_id')
      .notNull()
      .references(() => reports.id),
    format: text('format').$type<ReportFormat>().notNull(),
    content: blob('content', { mode: 'buffer' }).notNull(),
    sha256: text('sha256').notNull(),
    madeAt: text('made_at').$type<Instant>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.reportId, table.format] })],
);
