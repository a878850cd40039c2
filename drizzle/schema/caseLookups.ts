/** Worked out from the cases, so that neither their number nor what is alike is looked for among all of them. */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { PlainDate } from '../../shared/domain/calendarTypes.ts';
import type { CaseStatus, NextStep, RecordKind } from '../../shared/domain/caseCourse.ts';
import { cases } from './cases.ts';

/** How many cases stand where. Triggers on the cases keep it. */
export const caseCounts = sqliteTable(
  'case_counts',
  {
    status: text('status').$type<CaseStatus>().notNull(),
    stageOrder: integer('stage_order').notNull(),
    recordKind: text('record_kind').$type<RecordKind>().notNull(),
    nextStep: text('next_step').$type<NextStep>().notNull(),
    total: integer('total').notNull(),
  },
  (table) => [primaryKey({ columns: [table.status, table.stageOrder, table.recordKind, table.nextStep] })],
);

/** Which agency of the directory challenged which over which main theme. Worked out after every change of a case. */
export const casePairs = sqliteTable(
  'case_pairs',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id, { onDelete: 'cascade' }),
    raisedBy: text('raised_by').notNull(),
    challenged: text('challenged').notNull(),
    themeId: text('theme_id').notNull(),
    receivedOn: text('received_on').$type<PlainDate>().notNull(),
  },
  (table) => [
    index('case_pairs_by_case').on(table.caseId, table.raisedBy, table.challenged, table.themeId),
    index('case_pairs_alike').on(
      table.raisedBy,
      table.challenged,
      table.themeId,
      table.receivedOn,
      table.caseId,
    ),
  ],
);
