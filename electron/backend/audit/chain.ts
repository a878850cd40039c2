/**
 * The audit log's seal. Each row carries an HMAC over itself and the row before, and an anchor outside the database
 * says how far the log had come, so that rows changed, dropped or reordered and a database put back to an earlier day
 * are found. Pure but for the anchor's file; no SQL. Imports Node, zod and the vault's byte format.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeFileAtomically } from '../files/writeFileAtomically.ts';
import { lengthPrefixed } from '../vault/lengthPrefixed.ts';

export interface AuditEntry {
  /** 1, 2, 3 ... without a gap. */
  readonly seq: number;
  /** UTC, ISO 8601. */
  readonly utc: string;
  readonly user: string;
  readonly action: string;
  readonly entity: string;
  /** JSON as text, sealed as it is stored. */
  readonly detail: string;
  /** The seal of the row before; `firstPrevious` for the first row. */
  readonly previous: string;
}

export interface SealedAuditEntry extends AuditEntry {
  readonly mac: string;
}

const anchorSchema = z.strictObject({ seq: z.int().min(0), head: z.string(), mac: z.string() });
/** The last row's number and seal, sealed itself. */
export type AuditAnchor = z.infer<typeof anchorSchema>;

export type ChainProblem =
  'row-changed' | 'row-missing' | 'anchor-missing' | 'anchor-changed' | 'older-than-anchor';
/** `seq` is where the chain first fails. */
export type ChainCheck =
  | { readonly ok: true; readonly seq: number; readonly head: string }
  | { readonly ok: false; readonly problem: ChainProblem; readonly seq: number };

export const firstPrevious = '0'.repeat(64);

/** A row's seal: HMAC-SHA256 in hexadecimal under the vault's `audit` key. */
export const auditMac = (entry: AuditEntry, key: Buffer): string => {
  const { seq, utc, user, action, entity, detail, previous } = entry;
  const fields = lengthPrefixed(['row', seq, utc, user, action, entity, detail, previous]);
  return createHmac('sha256', key).update(fields).digest('hex');
};

/** A key that sealed the rows up to `untilSeq`, before somebody left and the register's keys were changed. */
export interface EarlierAuditKey {
  readonly untilSeq: number;
  readonly key: Buffer;
}

/**
 * Checks every row in order and then against the anchor. Rows beyond the anchor are sound: after a power cut between
 * a commit and its anchor the log is a row ahead, and nobody without the key can add one.
 */
export const verifyChain = (
  rows: Iterable<SealedAuditEntry>,
  key: Buffer,
  anchor: AuditAnchor | undefined,
  earlierKeys: readonly EarlierAuditKey[] = [],
): ChainCheck => {
  const inOrder = [...earlierKeys].sort((one, other) => one.untilSeq - other.untilSeq);
  if (!anchor) return { ok: false, problem: 'anchor-missing', seq: 0 };
  if (!isEqual(anchor.mac, anchorMac(anchor.seq, anchor.head, key))) {
    return { ok: false, problem: 'anchor-changed', seq: anchor.seq };
  }
  let seq = 0;
  let head = firstPrevious;
  let headAtAnchor = head;
  for (const row of rows) {
    seq += 1;
    if (row.seq !== seq) return { ok: false, problem: 'row-missing', seq };
    const sealedBy = inOrder.find(({ untilSeq }) => row.seq <= untilSeq)?.key ?? key;
    if (row.previous !== head || !isEqual(row.mac, auditMac(row, sealedBy))) {
      return { ok: false, problem: 'row-changed', seq };
    }
    head = row.mac;
    if (seq === anchor.seq) headAtAnchor = head;
  }
  if (seq < anchor.seq) return { ok: false, problem: 'older-than-anchor', seq };
  if (headAtAnchor !== anchor.head) return { ok: false, problem: 'older-than-anchor', seq: anchor.seq };
  return { ok: true, seq, head };
};

export const sealAnchor = (seq: number, head: string, key: Buffer): AuditAnchor => ({
  seq,
  head,
  mac: anchorMac(seq, head, key),
});

/** After each commit, outside the database: `anchor.json` beside the register. */
export const writeAnchor = (file: string, anchor: AuditAnchor): void =>
  writeFileAtomically(file, JSON.stringify(anchor));

/** Undefined when the file is missing or cannot be read, which `verifyChain` reports. */
export const readAnchor = (file: string): AuditAnchor | undefined => {
  if (!existsSync(file)) return undefined;
  try {
    return anchorSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
};

const anchorMac = (seq: number, head: string, key: Buffer): string =>
  createHmac('sha256', key)
    .update(lengthPrefixed(['anchor', seq, head]))
    .digest('hex');

const isEqual = (found: string, expected: string): boolean => {
  const foundBytes = Buffer.from(found);
  const expectedBytes = Buffer.from(expected);
  return foundBytes.length === expectedBytes.length && timingSafeEqual(foundBytes, expectedBytes);
};
