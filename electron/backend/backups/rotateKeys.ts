import { existsSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Instant } from '../../../shared/domain/calendarTypes.ts';
import { createAuditLog, type AuditLine } from '../audit/auditLog.ts';
import { DatabaseFault, findDatabaseFault } from '../database/databaseFault.ts';
import { copyWhileOpen } from '../database/copyWhileOpen.ts';
import type { PageFile } from '../database/findDamagedPages.ts';
import { closeDatabase, openDatabase, type Connection } from '../database/openDatabase.ts';
import { registerDatabaseFor } from '../database/registerDatabase.ts';
import { getSlotFile, keepEarlierMaster, keepSlotFile } from '../features/people/repository.ts';
import { keepKeysDue } from '../features/settings/repository.ts';
import { renameWithRetry, syncFolder } from '../files/writeFileAtomically.ts';
import type { Job } from '../jobs.ts';
import { zero, type VaultKeys } from '../vault/keys.ts';
import { removeNextSlotFile, writeNextSlotFile, writeSlotFiles, type SlotFile } from '../vault/slotFile.ts';
import { reissueMaster } from '../vault/vault.ts';
import { headOf } from './checkCopy.ts';
import { workHere, type CopyWorkshop } from './copyWork.ts';
import { refuseWithoutRoom } from './makeBackup.ts';

/** A whole, checked copy of the register in new keys, beside the one that still counts. */
export interface PreparedRotation {
  readonly file: string;
  readonly next: string;
  readonly slotFile: SlotFile;
  readonly keys: VaultKeys;
}

/**
 * Makes a copy of the open register in new keys, to which everybody who has a slot now is given the key, and checks all
 * of it. The register itself is not touched; `finishRotation` puts the copy in its place.
 * @param line the audit entry of the change, the first one that the new key seals
 * @throws DatabaseFault `disk-full`, `damaged`; the job's reason where it is stopped. Nothing half made is left
 */
export const prepareRotation = async (options: {
  readonly connection: Connection;
  readonly pages: PageFile;
  /** The live database file; the copy is made beside it. */
  readonly file: string;
  readonly keys: VaultKeys;
  readonly line: AuditLine;
  readonly now: Instant;
  /** Who works on the copy; this process, which then answers nobody, where it is left out. */
  readonly workshop?: CopyWorkshop;
  readonly job?: Pick<Job, 'signal' | 'tell'>;
}): Promise<PreparedRotation> => {
  const { connection, pages, file, keys, line, now, workshop = workHere, job } = options;
  const directory = dirname(file);
  const next = `${file}.next`;
  removeUnfinishedRotation(directory, file);
  refuseWithoutRoom([directory], statSync(file).size * 2);
  const kept = getSlotFile(registerDatabaseFor(connection));
  const issued = reissueMaster({ kept, keys });
  try {
    const head = await copyWhileOpen({
      connection,
      pages,
      target: next,
      look: () => headOf(connection),
      signal: job?.signal,
      onReached: (done, total) => job?.tell({ words: 'Making a copy, in megabytes', done, total }),
    });
    const [from, to] = [keys.database, issued.keys.database];
    await workshop({ what: 'changeKeys', copy: next, from, to, head }, job);

    const copy = openDatabase({ file: next, key: issued.keys.database, mode: 'open' });
    try {
      const database = registerDatabaseFor(copy);
      database.transaction(
        () => {
          keepEarlierMaster(database, {
            untilSequence: head.seq,
            master: keys.master,
            replacedAt: now,
          });
          keepSlotFile(database, issued.slotFile, now);
          keepKeysDue(database, false);
          createAuditLog(database, issued.keys.audit, '').append(line);
        },
        { behavior: 'immediate' },
      );
    } finally {
      closeDatabase(copy);
    }
    const damaged = await workshop({ what: 'walk', file: next, key: to }, job);
    if (existsSync(`${next}-wal`) || damaged.length > 0)
      throw new DatabaseFault(
        'damaged',
        'The copy with the new key is not sound. Nothing was changed; try again.',
      );
    return { file, next, ...issued };
  } catch (error) {
    zero(issued.keys);
    removeUnfinishedRotation(directory, file);
    throw findDatabaseFault(error) ?? error;
  }
};

/**
 * Puts the copy in the register's place. The rename decides: killed before it, everybody opens the old register with the
 * old slots; killed after it, the new slot file, which lies ready, opens the new one, and unlocking tidies up.
 * The register's connection must be closed.
 */
export const finishRotation = ({ file, next, slotFile }: PreparedRotation): void => {
  const directory = dirname(file);
  writeNextSlotFile(directory, slotFile);
  if (existsSync(`${file}-wal`)) throw new Error('The register still has a write-ahead log');
  renameWithRetry(next, file);
  syncFolder(directory);
  writeSlotFiles(directory, slotFile);
  removeNextSlotFile(directory);
};

/** What a change of keys that was cut short left beside the register. Only once it is known that the register opens. */
export const removeUnfinishedRotation = (directory: string, file: string): void => {
  removeNextSlotFile(directory);
  for (const ending of ['', '-wal', '-journal']) rmSync(`${file}.next${ending}`, { force: true });
};
