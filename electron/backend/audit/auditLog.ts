/**
 * The audit log of an open register: every change and every look, sealed into a chain. Lines are added inside the
 * transaction of what they tell of; the anchor is written outside the database after the commit.
 */
import type { AuditKind } from '../../../shared/contract/operation.ts';
import type { Instant } from '../../../shared/domain/calendarTypes.ts';
import type { RegisterDatabase } from '../database/registerDatabase.ts';
import {
  auditMac,
  firstPrevious,
  readAnchor,
  sealAnchor,
  verifyChain,
  writeAnchor,
  type ChainCheck,
  type EarlierAuditKey,
} from './chain.ts';
import {
  findAuditSeal,
  findLastAuditEntry,
  insertAuditEntry,
  sealedAction,
  walkAuditEntries,
} from './repository.ts';

export interface AuditLine {
  readonly at: Instant;
  readonly personId: string;
  readonly action: string;
  readonly kind: AuditKind;
  /** What it was done to, as `case:<id>`; never a name. */
  readonly entity: string;
  readonly detail: string;
}

/** Why the log cannot be held against its anchor, or ends before it. */
export type AnchorProblem =
  | { readonly kind: 'anchor-missing' | 'anchor-changed' }
  | {
      readonly kind: 'older-than-anchor';
      readonly entriesMissing: number;
      /** Of the last entry that is still there. */
      readonly lastEntryAt?: Instant;
    };

export interface AuditLog {
  /** Adds a line inside the transaction that is open. */
  append(line: AuditLine): void;
  /** After the commit: says outside the database how far the log has come. */
  anchor(): void;
  /** Whether the log still holds the entry that the anchor names: the quick part of the check, for every unlocking. */
  reachesAnchor(): boolean;
  /** What the quick part of the check finds wrong; undefined where the log reaches its anchor. */
  findAnchorProblem(): AnchorProblem | undefined;
  check(): ChainCheck;
}

export const createAuditLog = (
  database: RegisterDatabase,
  key: Buffer,
  anchorFile: string,
  listEarlierKeys: () => readonly EarlierAuditKey[] = () => [],
): AuditLog => {
  const findProblem = (): AnchorProblem | undefined => {
    const anchor = readAnchor(anchorFile);
    if (!anchor) return { kind: 'anchor-missing' };
    const earlier = listEarlierKeys().at(-1);
    const last = findLastAuditEntry(database);
    // Cut short between the change of the register's keys and the anchor that follows it.
    const isJustRotated = earlier && last?.sequence === earlier.untilSeq + 1;
    const isSealed = [key, ...(isJustRotated ? [earlier.key] : [])].some(
      (sealedBy) => anchor.mac === sealAnchor(anchor.seq, anchor.head, sealedBy).mac,
    );
    if (!isSealed) return { kind: 'anchor-changed' };
    if ((findAuditSeal(database, anchor.seq) ?? firstPrevious) === anchor.head) return undefined;
    return {
      kind: 'older-than-anchor',
      entriesMissing: Math.max(0, anchor.seq - (last?.sequence ?? 0)),
      ...(last ? { lastEntryAt: last.at } : {}),
    };
  };
  return {
    append: ({ at, personId, action, kind, entity, detail }) => {
      const last = findLastAuditEntry(database);
      const sequence = (last?.sequence ?? 0) + 1;
      const mac = auditMac(
        {
          seq: sequence,
          utc: at,
          user: personId,
          action: sealedAction(action, kind),
          entity,
          detail,
          previous: last?.mac ?? firstPrevious,
        },
        key,
      );
      insertAuditEntry(database, { sequence, at, personId, action, kind, entity, detail, mac });
    },
    anchor: () => {
      const last = findLastAuditEntry(database);
      writeAnchor(anchorFile, sealAnchor(last?.sequence ?? 0, last?.mac ?? firstPrevious, key));
    },
    reachesAnchor: () => findProblem() === undefined,
    findAnchorProblem: findProblem,
    check: () => verifyChain(walkAuditEntries(database), key, readAnchor(anchorFile), listEarlierKeys()),
  };
};
