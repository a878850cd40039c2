/** Search before create, and a case's related cases: by indexes, never by a walk through the register. */
import type { Alike } from '../../../../shared/contract/cases.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import { alikeReasons, nameKey, soundKey, type Identity } from './alike.ts';
import {
  findNamedCases,
  listIdentitiesAlike,
  listCaseLinks,
  listCasesOfForm,
  listCasesOfSamePair,
  type CaseRecord,
  type NamedCase,
} from './repository.ts';
import { alikeOf } from './views.ts';

const MOST_SHOWN = 20;

const latestFirst = (one: Alike, other: Alike): number => other.receivedOn.localeCompare(one.receivedOn);

/** By the ids of cases about somebody who might be one of these people: why. */
const findReasons = (
  database: RegisterDatabase,
  identities: readonly Identity[],
  except: ReadonlySet<string>,
): ReadonlyMap<string, ReadonlySet<string>> => {
  const reasonsByCase = new Map<string, Set<string>>();
  for (const identity of identities) {
    const name = identity.name ?? '';
    const candidates = listIdentitiesAlike(database, {
      nhsNumber: identity.nhsNumber ?? null,
      dateOfBirth: identity.dateOfBirth ?? null,
      nameKey: nameKey(name),
      soundKey: soundKey(name),
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
  return reasonsByCase;
};

type NamedCases = ReadonlyMap<string, NamedCase>;

const alikeAmong = (
  named: NamedCases,
  caseIds: Iterable<string>,
  reasonsOf: (caseId: string) => Iterable<string>,
): readonly Alike[] =>
  [...caseIds].flatMap((caseId) => {
    const found = named.get(caseId);
    return found ? [alikeOf(found, [...reasonsOf(caseId)])] : [];
  });

const surestFirst = (named: NamedCases, reasons: ReadonlyMap<string, ReadonlySet<string>>) =>
  alikeAmong(named, reasons.keys(), (caseId) => reasons.get(caseId) ?? [])
    .toSorted((one, other) => other.reasons.length - one.reasons.length || latestFirst(one, other))
    .slice(0, MOST_SHOWN);

/** Cases about somebody who might be one of these people, the surest first. */
export const findAlike = (
  database: RegisterDatabase,
  identities: readonly Identity[],
  except: ReadonlySet<string> = new Set(),
): readonly Alike[] => {
  const reasons = findReasons(database, identities, except);
  return surestFirst(findNamedCases(database, [...reasons.keys()]), reasons);
};

/** Cases logged from these very bytes, or from another file that says the same. */
export const findSameForm = (
  database: RegisterDatabase,
  sha256: string,
  exceptCaseId: string | undefined,
): readonly Alike[] => {
  const found = listCasesOfForm(database, sha256).filter(({ caseId }) => caseId !== exceptCaseId);
  const ids = found.map(({ caseId }) => caseId);
  const sameBytes = new Set(found.filter((one) => one.sameBytes).map(({ caseId }) => caseId));
  return alikeAmong(findNamedCases(database, ids), new Set(ids), (caseId) => [
    sameBytes.has(caseId) ? 'Logged from this very file' : 'Logged from another file that says the same',
  ]);
};

/** The same child, as said or as found, then the same agencies over the same main theme. */
export const findRelated = (database: RegisterDatabase, record: CaseRecord): readonly Alike[] => {
  const links = listCaseLinks(database, record.case.id);
  const idsSaid = new Set(links.filter(({ answer }) => answer === 'same').map(({ caseId }) => caseId));
  const reasons = findReasons(
    database,
    record.people,
    new Set([record.case.id, ...links.map(({ caseId }) => caseId)]),
  );
  const idsOfPair = listCasesOfSamePair(database, record.case.id);
  const named = findNamedCases(database, [...idsSaid, ...reasons.keys(), ...idsOfPair]);
  const said = alikeAmong(named, idsSaid, () => ['Same child, as said when it was logged']);
  const sameChild = surestFirst(named, reasons);
  const seen = new Set([...said, ...sameChild].map(({ caseId }) => caseId));
  const samePair = alikeAmong(
    named,
    idsOfPair.filter((id) => !seen.has(id)),
    () => ['Same agencies, same main theme'],
  );
  return [...said.toSorted(latestFirst), ...sameChild, ...samePair.toSorted(latestFirst)];
};
