import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Instant, PlainDate } from '../../shared/domain/calendarTypes.ts';
import { cases, notices } from './cases.ts';
import { letters } from './letters.ts';
import { people } from './register.ts';

/** Something that reached, or may have reached, the wrong person; followed up until it is closed with words. */
export const breaches = sqliteTable(
  'breaches',
  {
    id: text('id').primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id, { onDelete: 'cascade' }),
    /** What was sent, where the register sent it. */
    letterId: text('letter_id').references(() => letters.id),
    noticeId: text('notice_id').references(() => notices.id),
    whatHappened: text('what_happened').notNull(),
    happenedOn: text('happened_on').$type<PlainDate>().notNull(),
    noticedOn: text('noticed_on').$type<PlainDate>().notNull(),
    /** Who got what was not meant for them. */
    disclosedTo: text('disclosed_to').notNull(),
    /** How it was contained; empty until it is. */
    contained: text('contained').notNull(),
    /** The data protection officer or the information governance lead: who was told, and when. */
    leadName: text('lead_name').notNull(),
    leadToldOn: text('lead_told_on').$type<PlainDate>(),
    /** What it may mean for the child, and what is done about it. */
    childRisk: text('child_risk').notNull(),
    recordedAt: text('recorded_at').$type<Instant>().notNull(),
    recordedBy: text('recorded_by')
      .notNull()
      .references(() => people.id),
    closedOn: text('closed_on').$type<PlainDate>(),
    closedWords: text('closed_words').notNull(),
    closedBy: text('closed_by').references(() => people.id),
  },
  (table) => [index('breaches_by_case').on(table.caseId, table.closedOn)],
);
