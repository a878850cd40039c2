import type { ListedAction } from '../../../../shared/contract/actions.ts';
import { namesInWords } from '../../../../shared/domain/wordsForDates.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import {
  listActionOrigins,
  findNamedCases,
  listPeopleNames,
  type StoredAction,
} from '../cases/repository.ts';
import { listDocumentMetas } from '../documents/repository.ts';
import { trackedActionOf, type Unit } from '../cases/views.ts';

/** Actions of several cases, each with its case. */
export const listedActionsOf = (
  database: RegisterDatabase,
  actions: readonly StoredAction[],
  unit: Unit,
): readonly ListedAction[] => {
  const found = findNamedCases(
    database,
    actions.map(({ caseId }) => caseId),
  );
  const lookups = {
    names: listPeopleNames(database),
    documents: listDocumentMetas(
      database,
      actions.flatMap(({ doneDocumentId }) => doneDocumentId ?? []),
    ),
    origins: listActionOrigins(database, actions),
  };
  return actions.flatMap((action) => {
    const listing = found.get(action.caseId);
    return listing
      ? [
          {
            ...trackedActionOf(action, unit, lookups),
            caseId: action.caseId,
            revision: listing.case.revision,
            reference: listing.case.reference,
            people: namesInWords(listing.people),
          },
        ]
      : [];
  });
};
