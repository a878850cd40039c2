import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { DecisionInput } from '../../shared/contract/decisions.ts';
import type { Instant, PlainDate } from '../../shared/domain/calendarTypes.ts';
import type { ToldParty } from '../../shared/domain/codes.ts';
import { caseEntries, cases, decisions } from './cases.ts';
import { documents } from './documents.ts';
import { people } from './register.ts';

const caseId = () =>
  text('case_id')
    .notNull()
    .references(() => cases.id, { onDelete: 'cascade' });

/**
 * A decision made ready by the unit for its signer, as it was submitted. It is never changed: sent back, submitted anew
 * or signed, it ends, and the signed decision beside it shows what the signer changed.
 */
export const decisionSubmissions = sqliteTable(
  'decision_submissions',
  {
    id: text('id').primaryKey(),
    caseId: caseId(),
    decision: text('decision', { mode: 'json' }).$type<DecisionInput>().notNull(),
    amendmentReason: text('amendment_reason').notNull(),
    undoneDutiesReason: text('undone_duties_reason').notNull(),
    submittedAt: text('submitted_at').$type<Instant>().notNull(),
    submittedBy: text('submitted_by')
      .notNull()
      .references(() => people.id),
    endedAt: text('ended_at').$type<Instant>(),
    endedHow: text('ended_how').$type<'signed' | 'sentBack' | 'replaced' | 'recordedElsewhere'>(),
    endedBy: text('ended_by').references(() => people.id),
    /** Why it was sent back. */
    endedWords: text('ended_words').notNull(),
  },
  (table) => [index('decision_submissions_by_case').on(table.caseId)],
);

/** Who was told of a decision after it was made; what had been told by then stands in the decision itself. */
export const decisionTellings = sqliteTable(
  'decision_tellings',
  {
    id: text('id').primaryKey(),
    caseId: caseId(),
    party: text('party').$type<ToldParty>().notNull(),
    who: text('who').notNull(),
    how: text('how').notNull(),
    toldOn: text('told_on').$type<PlainDate>().notNull(),
    words: text('words').notNull(),
    recordedAt: text('recorded_at').$type<Instant>().notNull(),
    recordedBy: text('recorded_by')
      .notNull()
      .references(() => people.id),
  },
  (table) => [index('decision_tellings_by_case').on(table.caseId)],
);

/** What a decision requires or a meeting agreed, followed until it is done. */
export const requiredActions = sqliteTable(
  'required_actions',
  {
    id: text('id').primaryKey(),
    caseId: caseId(),
    position: integer('position').notNull(),
    /** The decision that requires it, or the meeting or contact that agreed it. */
    decisionId: text('decision_id').references(() => decisions.id, { onDelete: 'cascade' }),
    entryId: text('entry_id').references(() => caseEntries.id, { onDelete: 'cascade' }),
    action: text('action').notNull(),
    owner: text('owner').notNull(),
    dueOn: text('due_on').$type<PlainDate>(),
    doneOn: text('done_on').$type<PlainDate>(),
    doneWords: text('done_words').notNull(),
    doneDocumentId: text('done_document_id').references(() => documents.id),
    doneBy: text('done_by').references(() => people.id),
    doneAt: text('done_at').$type<Instant>(),
    /** An amended decision no longer asks for it. */
    droppedAt: text('dropped_at').$type<Instant>(),
  },
  (table) => [
    index('required_actions_by_case').on(table.caseId),
    // Of those that wait still: of ten years nearly all are done.
    index('required_actions_by_due')
      .on(table.dueOn, table.id, table.caseId)
      .where(sql`${table.doneOn} IS NULL AND ${table.droppedAt} IS NULL`),
    index('required_actions_by_document')
      .on(table.doneDocumentId)
      .where(sql`${table.doneDocumentId} IS NOT NULL`),
  ],
);

/** Somebody asked for more before deciding: who is asked, what, by when, and what came of it. */
export const informationRequests = sqliteTable(
  'information_requests',
  {
    id: text('id').primaryKey(),
    caseId: caseId(),
    askedOf: text('asked_of').notNull(),
    question: text('question').notNull(),
    dueOn: text('due_on').$type<PlainDate>().notNull(),
    askedAt: text('asked_at').$type<Instant>().notNull(),
    askedBy: text('asked_by')
      .notNull()
      .references(() => people.id),
    endedOn: text('ended_on').$type<PlainDate>(),
    endedHow: text('ended_how').$type<'answered' | 'withdrawn'>(),
    /** The answer, or why it was withdrawn. */
    endedWords: text('ended_words').notNull(),
    answerDocumentId: text('answer_document_id').references(() => documents.id),
    endedAt: text('ended_at').$type<Instant>(),
    endedBy: text('ended_by').references(() => people.id),
  },
  (table) => [
    index('information_requests_by_case').on(table.caseId),
    index('information_requests_by_due').on(table.dueOn),
    index('information_requests_by_document')
      .on(table.answerDocumentId)
      .where(sql`${table.answerDocumentId} IS NOT NULL`),
  ],
);

/** A person's own notes on a case. Nobody else reads them; they go into no pack, notice or export. */
export const privateNotes = sqliteTable(
  'private_notes',
  {
    id: text('id').primaryKey(),
    caseId: caseId(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id),
    words: text('words').notNull(),
    writtenAt: text('written_at').$type<Instant>().notNull(),
  },
  (table) => [index('private_notes_by_person').on(table.caseId, table.personId)],
);
