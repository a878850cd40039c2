/** Search before create, and a case's related cases: by indexes, never by a walk through the register. */
import type { Alike } from '../../../../shared/contract/cases.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import { alikeReasons, nameKey, soundKey, type Identity } from './alike.ts';
import {
  listAlikePeople,
  listCaseLinks,
  listCasesByIds,
  listCasesOfForm,
  listCasesOfSamePair,
  type CaseRecord,
} from './repository.ts';
import { alikeOf } from './views.ts';

const MOST_SHOWN = 20;
const nobody: ReadonlySet<string> = new Set();

const latestFirst = (one: Alike, other: Alike): number => other.receivedOn.localeCompare(one.receivedOn);

/** Cases about somebody who might be one of these people, the surest first. */
export const findAlike = (
  database: RegisterDatabase,
  identities: readonly Identity[],
  except: ReadonlySet<string> = nobody,
): readonly Alike[] => {
  const reasonsByCase = new Map<string, Set<string>>();
  for (const identity of identities) {
    const name = identity.name ?? '';
    const candidates = listAlikePeople(database, {
      nhsNumber: identity.nhsNumber ?? undefined,
      dateOfBirth: identity.dateOfBirth ?? undefined,
      nameKey: name.trim() === '' ? undefined : nameKey(name),
      soundKey: name.trim() === '' ? undefined : soundKey(name),
    });
    for (const candidate of candidates) {
      if (except.has(candidate.caseId)) continue;
      const reasons = alikeReasons(identity, candidate);
      if (reasons.length === 0) continue;
      const known = reasonsByCase.get(candidate.caseId) ?? new Set<string>();
      reasons.forEach((reason) => known.add(reason));
      reasonsByCase.set(candidate.caseId, known);
    }
  }
  return listCasesByIds(database, [...reasonsByCase.keys()])
    .map((listing) => alikeOf(listing, [...(reasonsByCase.get(listing.case.id) ?? [])]))
    .sort((one, other) => other.reasons.length - one.reasons.length || latestFirst(one, other))
    .slice(0, MOST_SHOWN);
};

/** Cases logged from these very bytes, or from another file that says the same. */
export const findSameForm = (
  database: RegisterDatabase,
  sha256: string,
  exceptCaseId: string | undefined,
): readonly Alike[] => {
  const found = listCasesOfForm(database, sha256).filter(({ caseId }) => caseId !== exceptCaseId);
  const sameBytes = new Set(found.filter((one) => one.sameBytes).map(({ caseId }) => caseId));
  return listCasesByIds(
    database,
    found.map(({ caseId }) => caseId),
  ).map((listing) =>
    alikeOf(listing, [
      sameBytes.has(listing.case.id)
        ? 'Logged from this very file'
        : 'Logged from another file that says the same',
    ]),
  );
};

/** The same child, as said or as found, then the same agencies over the same main theme. */
export const findRelated = (database: RegisterDatabase, record: CaseRecord): readonly Alike[] => {
  const links = listCaseLinks(database, record.case.id);
  const idsSaid = (answer: 'same' | 'different'): string[] =>
    links.filter((link) => link.answer === answer).map(({ caseId }) => caseId);
  const said = listCasesByIds(database, idsSaid('same')).map((listing) =>
    alikeOf(listing, ['Same child, as said when it was logged']),
  );
  const sameChild = findAlike(
    database,
    record.people,
    new Set([record.case.id, ...links.map(({ caseId }) => caseId)]),
  );
  const seen = new Set([...said, ...sameChild].map(({ caseId }) => caseId));
  const samePair = listCasesByIds(
    database,
    listCasesOfSamePair(database, record.case.id).filter((id) => !seen.has(id)),
  ).map((listing) => alikeOf(listing, ['Same agencies, same main theme']));
  return [...said.toSorted(latestFirst), ...sameChild, ...samePair.toSorted(latestFirst)];
};
