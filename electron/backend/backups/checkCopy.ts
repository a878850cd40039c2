import { registerDatabaseFor } from '../database/registerDatabase.ts';
import { findLastAuditEntry } from '../audit/repository.ts';
import { firstPrevious } from '../audit/chain.ts';
import { DatabaseFault } from '../database/databaseFault.ts';
import { describeContents, type TableContents } from '../database/describeContents.ts';
import { findDamagedPages } from '../database/findDamagedPages.ts';
import type { Connection } from '../database/openDatabase.ts';
import { checkIntegrity, openReadOnly } from '../database/openReadOnly.ts';

/** What two copies of a register are compared by. */
export interface Snapshot {
  readonly tables: readonly TableContents[];
  /** The audit log's last entry and its seal. */
  readonly head: { readonly seq: number; readonly head: string };
}

export const snapshotOf = (connection: Connection): Snapshot => ({
  tables: describeContents(connection),
  head: headOf(connection),
});

/** How far the audit log has come. */
export const headOf = (connection: Connection): Snapshot['head'] => {
  const last = findLastAuditEntry(registerDatabaseFor(connection));
  return { seq: last?.sequence ?? 0, head: last?.mac ?? firstPrevious };
};

/**
 * Looks at all of a closed copy before anybody relies on it: every page's seal, integrity, foreign keys, every row and
 * the head of the audit log.
 * @throws DatabaseFault `damaged`, `wrong-key`
 */
export const checkCopy = (file: string, key: Buffer, expected: Snapshot): void => {
  if (findDamagedPages(file, key).length > 0) throw notTheSame();
  const copy = openReadOnly(file, key);
  try {
    checkIntegrity(copy);
    if (JSON.stringify(snapshotOf(copy)) !== JSON.stringify(expected)) throw notTheSame();
  } finally {
    copy.close();
  }
};

export const notTheSame = (): DatabaseFault =>
  new DatabaseFault(
    'damaged',
    'The copy is not the same as the register, so it is not relied on. Check the disk that it was written to and try again.',
  );
