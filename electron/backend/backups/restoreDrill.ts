import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { verifyChain } from '../audit/chain.ts';
import { countedAuditEntries } from '../audit/countedAuditEntries.ts';
import { openReadOnly } from '../database/openReadOnly.ts';
import { registerDatabaseFor } from '../database/registerDatabase.ts';
import { listEarlierKeys } from '../features/people/repository.ts';
import type { Tell } from '../jobs.ts';
import type { VaultKeys } from '../vault/keys.ts';
import { DatabaseFault } from '../database/databaseFault.ts';
import { isManifestAuthentic, readManifest } from './backupManifest.ts';
import { snapshotOf } from './checkCopy.ts';
import { registerFiles, restoreBackup } from './restoreBackup.ts';

export interface DrillResult {
  readonly equal: boolean;
  readonly tables: number;
  readonly rows: number;
  readonly auditEntries: number;
  /** Tables whose rows are not those of the day of the backup. */
  readonly different: readonly string[];
}

/**
 * Restores a backup into a folder that is there only for this, still encrypted, and compares what is in it with what the
 * register held when the backup was made: every row of every table, the counts, and the audit log from its first entry to
 * its head. The folder is removed again.
 * @param workDirectory on this computer's own disk
 * @param knownKeys the register's keys and those before them; the backup is opened with its own
 * @throws DatabaseFault `damaged`, where the backup cannot be restored at all
 */
export const drillRestore = (
  backup: string,
  workDirectory: string,
  knownKeys: readonly VaultKeys[],
  tell: Tell = () => undefined,
): DrillResult => {
  const keys = findKeysOf(backup, knownKeys);
  const target = mkdtempSync(join(workDirectory, 'drill-'));
  try {
    const manifest = restoreBackup(backup, target, keys, tell);
    const connection = openReadOnly(join(target, registerFiles.database), keys.database);
    try {
      const found = snapshotOf(connection, tell);
      const database = registerDatabaseFor(connection);
      const chain = verifyChain(
        countedAuditEntries(database, tell),
        keys.audit,
        manifest.anchor,
        listEarlierKeys(database).map(({ untilSequence, keys: earlier }) => ({
          untilSeq: untilSequence,
          key: earlier.audit,
        })),
      );
      const expected = new Map(manifest.tables.map((table) => [table.name, JSON.stringify(table)]));
      const foundByName = new Map(found.tables.map((table) => [table.name, JSON.stringify(table)]));
      const names = [...new Set([...expected.keys(), ...foundByName.keys()])];
      const different = names.filter((name) => expected.get(name) !== foundByName.get(name));
      return {
        equal: different.length === 0 && chain.ok && chain.head === manifest.anchor.head,
        tables: found.tables.length,
        rows: found.tables.reduce((sum, { rows }) => sum + rows, 0),
        auditEntries: found.head.seq,
        different,
      };
    } finally {
      connection.close();
    }
  } finally {
    rmSync(target, { recursive: true, force: true });
  }
};

/**
 * The keys that a backup was made with: today's, or those from before somebody left.
 * @throws DatabaseFault `damaged` where none of them sealed its manifest
 */
export const findKeysOf = <Keys extends Pick<VaultKeys, 'backup'>>(
  backup: string,
  knownKeys: readonly Keys[],
): Keys => {
  const manifest = readManifest(backup);
  const keys = manifest && knownKeys.find((known) => isManifestAuthentic(manifest, known));
  if (!keys)
    throw new DatabaseFault(
      'damaged',
      'This backup is another register’s, or its list of contents (manifest.json) is missing or was changed. Choose another backup.',
    );
  return keys;
};
