/** Reading towards a decision: a reviewer's own notes, notes for the file, and what is asked for before deciding. */
import { notFound, invalid, refused } from '../../appFault.ts';
import type { Handlers } from '../../router.ts';
import { changeCase, getCaseRecord } from '../cases/changeCase.ts';
import { insertEntry, type CaseRecord, type StoredRequest } from '../cases/repository.ts';
import { noteOf } from '../cases/store.ts';
import { findDocumentMeta } from '../documents/repository.ts';
import { officeDayOf } from '../../../../shared/domain/calendarTypes.ts';
import { deleteNote, endRequest, findNoteOf, insertNote, insertRequest, listNotesOf } from './repository.ts';

const getWaiting = (record: CaseRecord, requestId: string): StoredRequest => {
  const request = record.requests.find(({ id }) => id === requestId);
  if (!request) throw notFound('This question is no longer in the register.');
  if (request.endedHow === 'answered') throw refused('This question has been answered already.');
  if (request.endedHow === 'withdrawn') throw refused('This question was withdrawn.');
  return request;
};

export const reviewsHandlers: Handlers['reviews'] = {
  listNotes: ({ caseId }, { database, session }) => ({
    notes: listNotesOf(database, caseId, session.userId).map(({ id, words, writtenAt }) => ({
      id,
      words,
      writtenAt,
    })),
  }),

  addNote: ({ caseId, words }, context) => {
    if (getCaseRecord(context.database, caseId).case.erasedAt !== null)
      throw refused('This record was erased. Nothing can be added to it or changed.');
    const noteId = context.ports.ids.next();
    context.record({ entity: `case:${caseId}`, detail: 'own note' }, (database) =>
      insertNote(database, {
        id: noteId,
        caseId,
        personId: context.session.userId,
        words,
        writtenAt: context.now,
      }),
    );
    return { noteId };
  },

  removeNote: ({ noteId }, context) => {
    const note = findNoteOf(context.database, noteId, context.session.userId);
    if (!note) throw notFound('This note is no longer in the register.');
    context.record({ entity: `case:${note.caseId}`, detail: 'own note' }, (database) =>
      deleteNote(database, noteId),
    );
    return {};
  },

  addFileNote: ({ words, ...ref }, context) =>
    changeCase(context, ref, (record) => ({
      detail: 'note for the file',
      change: (database) =>
        insertEntry(
          database,
          noteOf(context, record.case.id, record.case.stageOrder, 'Note for the file', words),
        ),
    })),

  ask: ({ caseId, revision, askedOf, question, dueOn }, context) =>
    changeCase(context, { caseId, revision }, (record) => {
      if (record.case.status === 'closed')
        throw refused('The case is closed. Reopen it, if there is more to find out.');
      if (dueOn < context.today)
        throw invalid('Check the date.', [{ path: 'dueOn', message: 'Give a day that is still to come' }]);
      return {
        detail: 'asked for more',
        change: (database) =>
          insertRequest(database, {
            id: context.ports.ids.next(),
            caseId,
            askedOf,
            question,
            dueOn,
            askedAt: context.now,
            askedBy: context.session.userId,
            endedOn: null,
            endedHow: null,
            endedWords: '',
            answerDocumentId: null,
            endedAt: null,
            endedBy: null,
          }),
      };
    }),

  recordAnswer: ({ caseId, revision, requestId, on, words, documentId }, context) =>
    changeCase(context, { caseId, revision }, (record) => {
      const request = getWaiting(record, requestId);
      if (on > context.today)
        throw invalid('Check the date.', [{ path: 'on', message: 'This day is still to come' }]);
      if (on < officeDayOf(request.askedAt))
        throw invalid('Check the date.', [
          { path: 'on', message: 'The question was asked after this day: check the date' },
        ]);
      if (documentId !== undefined && !findDocumentMeta(context.database, documentId))
        throw notFound('The attached file is no longer in the register. Attach it again.');
      return {
        detail: 'answer',
        change: (database) =>
          endRequest(database, requestId, {
            endedOn: on,
            endedHow: 'answered',
            endedWords: words,
            answerDocumentId: documentId ?? null,
            endedAt: context.now,
            endedBy: context.session.userId,
          }),
      };
    }),

  withdraw: ({ caseId, revision, requestId, reason }, context) =>
    changeCase(context, { caseId, revision }, (record) => {
      getWaiting(record, requestId);
      return {
        detail: 'question withdrawn',
        change: (database) =>
          endRequest(database, requestId, {
            endedOn: context.today,
            endedHow: 'withdrawn',
            endedWords: reason,
            answerDocumentId: null,
            endedAt: context.now,
            endedBy: context.session.userId,
          }),
      };
    }),
};
