import type { CaseDetail } from '../../../../shared/contract/cases.ts';
import type { Context } from '../../context.ts';
import { listDocumentMetas } from '../documents/repository.ts';
import { getCaseRecord, unitOf } from './changeCase.ts';
import { findRelated } from './findAlike.ts';
import { findNamedCases, listActionOrigins, listingOfRecord, listPeopleNames } from './repository.ts';
import { detailOf } from './views.ts';

/** All that the case's page shows. Throws `not-found`. Whoever calls it writes down that somebody looked. */
export const getCaseDetail = (context: Context, caseId: string): CaseDetail => {
  const { database } = context;
  const record = getCaseRecord(database, caseId);
  const names = listPeopleNames(database);
  const documents = listDocumentMetas(
    database,
    [
      record.case.formDocumentId,
      ...record.entries.map((entry) => entry.documentId),
      ...record.decisions.map((decision) => decision.evidenceDocumentId),
      ...record.actions.map((action) => action.doneDocumentId),
      ...record.requests.map((request) => request.answerDocumentId),
    ].filter((id) => id !== null),
  );
  const alike = findNamedCases(
    database,
    record.entries.flatMap((entry) => entry.alikeCaseIds),
  );
  return detailOf(
    record,
    listingOfRecord(database, record, names),
    unitOf(context),
    {
      names,
      documents,
      references: new Map(
        [...alike].map(
          ([
            id,
            {
              case: { reference },
            },
          ]) => [id, reference],
        ),
      ),
      origins: listActionOrigins(database, record.actions),
    },
    findRelated(database, record),
  );
};
