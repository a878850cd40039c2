import { and, asc, desc, eq } from 'drizzle-orm';
import { informationRequests, privateNotes } from '../../../../drizzle/schema/decisions.ts';
import type { PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import { overdueRequest, type StoredRequest } from '../cases/repository.ts';

export type StoredNote = typeof privateNotes.$inferSelect;

/** One person's notes on a case, newest first. */
export const listNotesOf = (
  database: RegisterDatabase,
  caseId: string,
  personId: string,
): readonly StoredNote[] =>
  database
    .select()
    .from(privateNotes)
    .where(and(eq(privateNotes.caseId, caseId), eq(privateNotes.personId, personId)))
    .orderBy(desc(privateNotes.writtenAt))
    .all();

/** Undefined also where the note is somebody else's. */
export const findNoteOf = (
  database: RegisterDatabase,
  noteId: string,
  personId: string,
): StoredNote | undefined =>
  database
    .select()
    .from(privateNotes)
    .where(and(eq(privateNotes.id, noteId), eq(privateNotes.personId, personId)))
    .get();

export const insertNote = (database: RegisterDatabase, note: StoredNote): void => {
  database.insert(privateNotes).values(note).run();
};

export const deleteNote = (database: RegisterDatabase, noteId: string): void => {
  database.delete(privateNotes).where(eq(privateNotes.id, noteId)).run();
};

export const insertRequest = (database: RegisterDatabase, request: StoredRequest): void => {
  database.insert(informationRequests).values(request).run();
};

export const endRequest = (
  database: RegisterDatabase,
  requestId: string,
  end: Pick<
    StoredRequest,
    'endedOn' | 'endedHow' | 'endedWords' | 'answerDocumentId' | 'endedAt' | 'endedBy'
  >,
): void => {
  database.update(informationRequests).set(end).where(eq(informationRequests.id, requestId)).run();
};

/** What was asked for and has not come by its day, the longest overdue first. */
export const listOverdueRequests = (database: RegisterDatabase, today: PlainDate): readonly StoredRequest[] =>
  database
    .select()
    .from(informationRequests)
    .where(overdueRequest(today))
    .orderBy(asc(informationRequests.dueOn))
    .limit(100)
    .all();
