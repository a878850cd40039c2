/** The one way to change a case: nobody else's change is overwritten, and what lists show is worked out again. */
import { getSettings, listProcedures } from '../settings/repository.ts';
import { conflict, notFound, refused } from '../../appFault.ts';
import type { Context } from '../../context.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import type { Procedure } from '../../../../shared/domain/procedures/procedureSchema.ts';
import { factsOf } from '../analytics/factsOf.ts';
import { keepFacts } from '../analytics/repository.ts';
import {
  findCaseRecord,
  refreshSortKeys,
  replaceSearchTexts,
  foldedSearchText,
  updateCase,
  type CaseRecord,
  type SearchText,
} from './repository.ts';
import { standingOf } from './standing.ts';
import type { Unit } from './views.ts';

export const unitOf = ({ database, now, today }: Context): Unit => ({
  settings: getSettings(database),
  procedures: listProcedures(database),
  now,
  today,
});

/** Throws `not-found`. */
export const getCaseRecord = (database: RegisterDatabase, caseId: string): CaseRecord => {
  const record = findCaseRecord(database, caseId);
  if (!record) throw notFound('This case is no longer in the register.');
  return record;
};

export const procedureOf = (record: CaseRecord, unit: Unit): Procedure => {
  const procedure = unit.procedures.get(record.case.procedureVersionId);
  if (!procedure) throw new Error('A case was opened under a version of the procedure that is gone');
  return procedure;
};

/** What a case is found by. */
export const searchTextOf = (record: CaseRecord): SearchText => ({
  caseId: record.case.id,
  reference: record.case.reference,
  names: [
    ...record.people.flatMap((person) => [person.name, person.nhsNumber, person.otherNumber]),
    ...record.referrers.flatMap((referrer) => [referrer.name, referrer.agency]),
    ...record.challenged.map((agency) => agency.name),
  ]
    .filter((part) => part !== null)
    .join('\n'),
  words: [
    record.case.summary,
    record.case.evidence,
    record.case.desiredOutcome,
    ...record.entries.flatMap((entry) => [entry.title, entry.words, entry.agreements, entry.disagreements]),
    ...record.decisions.slice(0, 1).flatMap((decision) => [decision.decision, decision.reasons]),
    ...record.requests.flatMap((request) => [request.question, request.endedWords]),
  ].join('\n'),
});

/** Works out again what lists filter, sort and search on, and what figures count. */
export const refreshCase = (
  database: RegisterDatabase,
  caseId: string,
  revision: number,
  unit: Unit,
): void => {
  const record = getCaseRecord(database, caseId);
  const rules = { procedure: procedureOf(record, unit), settings: unit.settings };
  const standing = standingOf(record, rules);
  updateCase(database, caseId, { ...standing, revision });
  refreshSortKeys(database, [caseId]);
  keepFacts(database, factsOf({ ...record, case: { ...record.case, ...standing } }, rules));
  replaceSearchTexts(database, [foldedSearchText(searchTextOf(record))]);
};

/**
 * Loads a case, checks that it is still as the window saw it, and makes a change with its audit line.
 * `prepare` may refuse; what it returns is run inside the transaction.
 */
export const changeCase = (
  context: Context,
  { caseId, revision }: { readonly caseId: string; readonly revision: number },
  prepare: (
    record: CaseRecord,
    unit: Unit & { readonly procedure: Procedure },
  ) => { readonly detail?: string; readonly change: (database: RegisterDatabase) => void },
): { readonly revision: number } => {
  const record = getCaseRecord(context.database, caseId);
  if (record.case.erasedAt !== null)
    throw refused('This record was erased. Nothing can be added to it or changed.');
  if (record.case.revision !== revision) throw conflict();
  const unit = unitOf(context);
  const { detail, change } = prepare(record, { ...unit, procedure: procedureOf(record, unit) });
  const next = revision + 1;
  context.record({ entity: `case:${caseId}`, ...(detail === undefined ? {} : { detail }) }, (database) => {
    change(database);
    refreshCase(database, caseId, next, unit);
  });
  return { revision: next };
};
