import type { CaseDetail } from '../../../../shared/contract/cases.ts';
import { notFound } from '../../appFault.ts';
import type { Context } from '../../context.ts';
import { listDocumentMetas } from '../documents/repository.ts';
import { getCaseRecord, unitOf } from './changeCase.ts';
import { findRelated } from './findAlike.ts';
import { listActionOrigins, listCasesByIds, listPeopleNames } from './repository.ts';
import { detailOf } from './views.ts';

/** All that the case's page shows. Throws `not-found`. Whoever calls it writes down that somebody looked. */
export const getCaseDetail = (context: Context, caseId: string): CaseDetail => {
  const { database } = context;
  const record = getCaseRecord(database, caseId);
  const [listing] = listCasesByIds(database, [caseId]);
  if (!listing) throw notFound('This case is no longer in the register.');
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
  const references = new Map(
    listCasesByIds(database, [...new Set(record.entries.flatMap((entry) => entry.alikeCaseIds))]).map(
      ({ case: { id, reference } }) => [id, reference] as const,
    ),
  );
  return detailOf(
    record,
    listing,
    unitOf(context),
    {
      names: listPeopleNames(database),
      documents,
      references,
      origins: listActionOrigins(database, record.actions),
    },
    findRelated(database, record),
  );
};
