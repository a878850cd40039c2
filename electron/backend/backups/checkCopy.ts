import { registerDatabaseFor } from '../database/registerDatabase.ts';
import { findLastAuditEntry } from '../audit/repository.ts';
import { firstPrevious } from '../audit/chain.ts';
import { DatabaseFault } from '../database/databaseFault.ts';
import { describeContents, type TableContents } from '../database/describeContents.ts';
import { findDamagedPages } from '../database/findDamagedPages.ts';
import type { Connection } from '../database/openDatabase.ts';
import type { Tell } from '../jobs.ts';
import { checkIntegrity, openReadOnly } from '../database/openReadOnly.ts';

/** What two copies of a register are compared by. */
export interface Snapshot {
  readonly tables: readonly TableContents[];
  /** The audit log's last entry and its seal. */
  readonly head: { readonly seq: number; readonly head: string };
}

export const snapshotOf = (connection: Connection, tell: Tell = () => undefined): Snapshot => ({
  tables: describeContents(connection, (done, total) =>
    tell({ words: 'Reading every row, table by table', done, total }),
  ),
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
export const checkCopy = (
  file: string,
  key: Buffer,
  expected: Snapshot,
  tell: Tell = () => undefined,
): void => {
  if (findDamagedPages(file, key, tellPages(tell)).length > 0) throw notTheSame();
  const copy = openReadOnly(file, key);
  try {
    tell(lookingThrough);
    checkIntegrity(copy);
    if (JSON.stringify(snapshotOf(copy, tell)) !== JSON.stringify(expected)) throw notTheSame();
  } finally {
    copy.close();
  }
};

/** What SQLite's own look is called, which says nothing of how far it has come. */
export const lookingThrough = { words: 'Looking through the database' } as const;

/** The walk of the pages in words. */
export const tellPages =
  (tell: Tell) =>
  (done: number, total: number): void =>
    tell({ words: 'Checking the seal of every page', done, total });

export const notTheSame = (): DatabaseFault =>
  new DatabaseFault(
    'damaged',
    'The copy is not the same as the register, so it is not relied on. Check the disk that it was written to and try again.',
  );
