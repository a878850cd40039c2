import type { PackAnswer, ReviewPack } from '../../../../shared/contract/packs.ts';
import type { Instant } from '../../../../shared/domain/calendarTypes.ts';
import { lastDayOf, packStateOf } from '../../../../shared/domain/reviewPack.ts';
import { listAuditEntries } from '../../audit/repository.ts';
import type { Context } from '../../context.ts';
import { packRefusals } from '../../packs/packRefusals.ts';
import {
  openReturn,
  readReturn,
  readStatement,
  statementMessage,
  type SignedStatement,
  type Statement,
} from '../../packs/returnFile.ts';
import { isSignedBy } from '../../vault/keyPairs.ts';
import { readVaultHeader } from '../../vault/vault.ts';
import { findCaseRecord, listPeopleNames, type CaseRecord } from '../cases/repository.ts';
import { findPack, listPackCases, type StoredPack, type StoredPackCase } from './repository.ts';
import { findDecisionRefusal } from './returnedDecision.ts';

/** More changes than this are not listed one by one. */
const MOST_CHANGES = 50;

export interface ReturnedCase {
  readonly statement: Statement;
  readonly signed: SignedStatement;
  readonly packed: (StoredPackCase & { readonly reference: string }) | undefined;
  readonly record: CaseRecord | undefined;
  /** Why it cannot be taken in now. */
  readonly refusal: string | undefined;
}

export interface ReturnedPack {
  readonly pack: StoredPack;
  readonly signedAt: Instant;
  readonly cases: readonly ReturnedCase[];
}

export const registerIdOf = ({ ports }: Context): string => readVaultHeader(ports.paths.register).registerId;

/**
 * Opens an answer and checks all of it: of this register, a pack that is out, made from the very pack that was sent, signed
 * with that pack's key. Throws the refusal that applies first.
 */
export const readReturnedPack = (context: Context, bytes: Buffer): ReturnedPack => {
  const { database } = context;
  const file = readReturn(bytes);
  if (file.header.registerId !== registerIdOf(context)) throw packRefusals.otherRegister();
  const pack = findPack(database, file.header.packId);
  if (!pack) throw packRefusals.unknownPack();
  const statements = openReturn(file, pack.returnKey);
  if (pack.withdrawnAt !== null) throw packRefusals.withdrawn();
  const packed = listPackCases(database, pack.id);
  if (packed.length === 0) throw packRefusals.unknownPack();
  if (packed.every(({ takenInAt }) => takenInAt !== null)) throw packRefusals.takenInAlready();
  const cases = statements.map((signed): ReturnedCase => {
    if (!isSignedBy(pack.publicKey, statementMessage(signed.text), signed.signature))
      throw packRefusals.unsignedReturn();
    const statement = readStatement(signed.text);
    if (statement.packId !== pack.id || statement.registerId !== file.header.registerId)
      throw packRefusals.unsignedReturn();
    if (statement.packSha256 !== pack.sha256) throw packRefusals.otherPackRead();
    if (statement.signedAt >= pack.expiresAt) throw packRefusals.signedTooLate();
    const row = packed.find(({ caseId }) => caseId === statement.caseId);
    const record = row && findCaseRecord(database, row.caseId);
    return {
      statement,
      signed,
      packed: row,
      record,
      refusal: refusalOf(context, pack, statement, row, record),
    };
  });
  const [first] = cases;
  if (!first) throw packRefusals.alteredReturn();
  return { pack, signedAt: first.statement.signedAt, cases };
};

const refusalOf = (
  context: Context,
  pack: StoredPack,
  statement: Statement,
  packed: StoredPackCase | undefined,
  record: CaseRecord | undefined,
): string | undefined => {
  if (!packed || !record) return 'This case was erased from the register since the pack was made.';
  if (packed.takenInAt !== null) return 'The answer about this case has been taken in already.';
  return findDecisionRefusal(context, pack, statement, record);
};

/** What was changed in a case after the pack was made, the latest first. */
const changesSince = (context: Context, caseId: string, createdAt: Instant): PackAnswer['changedSince'] =>
  listAuditEntries(context.database, { entity: `case:${caseId}` }, { offset: 0, limit: MOST_CHANGES })
    .entries.filter(
      ({ at, kind }) =>
        at > createdAt && (kind === 'alteration' || kind === 'collection' || kind === 'erasure'),
    )
    .map(({ at, personName, action }) => ({ at, by: personName ?? 'Somebody unknown', action }));

export const hasChanged = ({ packed, record }: ReturnedCase): boolean =>
  packed !== undefined && record !== undefined && record.case.revision !== packed.revision;

export const answerViewOf = (context: Context, pack: StoredPack, returned: ReturnedCase): PackAnswer => {
  const { statement, packed, refusal } = returned;
  const { decision, notes } = statement.answer;
  return {
    caseId: statement.caseId,
    reference: packed?.reference ?? 'An erased case',
    ...(decision ? { decision } : {}),
    notes,
    changedSince: hasChanged(returned) ? changesSince(context, statement.caseId, pack.createdAt) : [],
    ...(refusal === undefined ? {} : { refusal }),
  };
};

export const packViewOf = (context: Context, pack: StoredPack): ReviewPack => {
  const { database, now } = context;
  const names = listPeopleNames(database);
  const nameOf = (personId: string | null): string => names.get(personId ?? '') ?? 'Somebody who has left';
  const packed = listPackCases(database, pack.id);
  return {
    packId: pack.id,
    reviewer: { name: pack.reviewerName, role: pack.reviewerRole },
    cases: packed.map(({ caseId, reference, takenInAt }) => ({
      caseId,
      reference,
      ...(takenInAt === null ? {} : { takenInAt }),
    })),
    state: packStateOf({ ...pack, takenInAt: packed.map(({ takenInAt }) => takenInAt) }, now),
    createdAt: pack.createdAt,
    createdBy: nameOf(pack.createdBy),
    expiresOn: lastDayOf(pack.expiresAt),
    bytes: pack.byteCount,
    sha256: pack.sha256,
    ...(pack.withdrawnAt === null
      ? {}
      : {
          withdrawn: {
            at: pack.withdrawnAt,
            by: nameOf(pack.withdrawnBy),
            reason: pack.withdrawnReason ?? '',
          },
        }),
  };
};
