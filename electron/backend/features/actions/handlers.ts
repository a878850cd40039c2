/** What decisions require and meetings agreed, followed to done. */
import { invalid, notFound, refused } from '../../appFault.ts';
import type { Handlers } from '../../router.ts';
import { changeCase } from '../cases/changeCase.ts';
import { insertEntry, type CaseRecord, type StoredAction } from '../cases/repository.ts';
import { noteOf } from '../cases/store.ts';
import { updateAction } from '../decisions/repository.ts';
import { findDocumentMeta } from '../documents/repository.ts';

const getAction = (record: CaseRecord, actionId: string): StoredAction => {
  const action = record.actions.find(({ id }) => id === actionId);
  if (!action) throw notFound('This action is no longer asked for. Look at the case again.');
  return action;
};

export const actionsHandlers: Handlers['actions'] = {
  markDone: ({ caseId, revision, actionId, on, words, documentId }, context) =>
    changeCase(context, { caseId, revision }, (record) => {
      const action = getAction(record, actionId);
      if (action.doneOn !== null) throw refused('This action is marked as done already.');
      if (on > context.today)
        throw invalid('Check the date.', [{ path: 'on', message: 'This day is still to come' }]);
      if (documentId !== undefined && !findDocumentMeta(context.database, documentId))
        throw notFound('The attached file is no longer in the register. Attach it again.');
      return {
        detail: 'action done',
        change: (database) =>
          updateAction(database, actionId, {
            doneOn: on,
            doneWords: words,
            doneDocumentId: documentId ?? null,
            doneBy: context.session.userId,
            doneAt: context.now,
          }),
      };
    }),

  reopen: ({ caseId, revision, actionId, reason }, context) =>
    changeCase(context, { caseId, revision }, (record) => {
      const action = getAction(record, actionId);
      if (action.doneOn === null) throw refused('This action is not marked as done.');
      return {
        detail: 'action open again',
        change: (database) => {
          updateAction(database, actionId, {
            doneOn: null,
            doneWords: '',
            doneDocumentId: null,
            doneBy: null,
            doneAt: null,
          });
          // What was said when it was ticked off stays on the file, with the document.
          insertEntry(database, {
            ...noteOf(
              context,
              caseId,
              record.case.stageOrder,
              'An action is open again',
              [action.action, reason, action.doneWords].filter((part) => part !== '').join('\n'),
            ),
            documentId: action.doneDocumentId,
          });
        },
      };
    }),
};
