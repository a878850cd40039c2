/**
 * The long work on copies of the register, each a plain function of paths and keys: in a process of its own, so that the
 * register answers meanwhile (copyWorker.ts), or in this one, for tests and commands that have nobody waiting.
 */
import { copyFileSync, closeSync, fsyncSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Finding } from '../../../shared/contract/backups.ts';
import type { Instant } from '../../../shared/domain/calendarTypes.ts';
import { sealAnchor } from '../audit/chain.ts';
import { DatabaseFault } from '../database/databaseFault.ts';
import { findDamagedPages } from '../database/findDamagedPages.ts';
import { closeDatabase, leaveWriteAheadLog, openDatabase } from '../database/openDatabase.ts';
import { checkIntegrity, openReadOnly } from '../database/openReadOnly.ts';
import { syncFolder, writeFileAtomically } from '../files/writeFileAtomically.ts';
import type { VaultKeys } from '../vault/keys.ts';
import {
  backupFiles,
  isBackupWhole,
  sha256OfFile,
  signManifest,
  type BackupManifest,
} from './backupManifest.ts';
import { notTheSame, snapshotOf, type Snapshot } from './checkCopy.ts';
import { registerFiles, restoreBackup } from './restoreBackup.ts';
import { drillRestore, type DrillResult } from './restoreDrill.ts';
import { verifyRegister } from './verifyRegister.ts';

type Keys = Pick<VaultKeys, 'database' | 'audit' | 'backup'>;

/**
 * Looks at all of a copy of the register's file: every page's seal, integrity, foreign keys and every row, and that the
 * audit log is at the head that it had when the copy was begun. The copy is then one that stands by itself.
 * @throws DatabaseFault `damaged`
 */
const proveCopy = (copy: string, key: Buffer, head: Snapshot['head']): Snapshot => {
  if (findDamagedPages(copy, key).length > 0) throw notTheSame();
  const own = openDatabase({ file: copy, key, mode: 'open' });
  try {
    leaveWriteAheadLog(own);
  } finally {
    closeDatabase(own);
  }
  const connection = openReadOnly(copy, key);
  try {
    checkIntegrity(connection);
    const found = snapshotOf(connection);
    if (found.head.seq !== head.seq || found.head.head !== head.head) throw notTheSame();
    return found;
  } finally {
    connection.close();
  }
};

interface Keeping {
  /** Beside the register: holds the proven copy. */
  readonly work: string;
  /** Where backups are kept, under a name that does not count yet. */
  readonly taken: string;
  readonly keys: Keys;
  readonly registerId: string;
  readonly slotFile: string;
  readonly madeAt: Instant;
  readonly proven: Snapshot;
}

/**
 * Writes what belongs to a proven copy, takes all of it to where backups are kept, and reads it back.
 * @throws DatabaseFault `damaged`, `disk-full`
 */
const keepCopy = ({ work, taken, keys, registerId, slotFile, madeAt, proven }: Keeping): BackupManifest => {
  const copy = join(work, backupFiles.database);
  writeFileAtomically(join(work, backupFiles.slots), slotFile);
  const manifest = signManifest(
    {
      format: 1,
      registerId,
      madeAt,
      database: { bytes: statSync(copy).size, sha256: sha256OfFile(copy) },
      slots: { sha256: createHash('sha256').update(slotFile).digest('hex') },
      tables: proven.tables.map((table) => ({ ...table })),
      anchor: sealAnchor(proven.head.seq, proven.head.head, keys.audit),
    },
    keys,
  );
  writeFileAtomically(join(work, backupFiles.manifest), JSON.stringify(manifest));
  rmSync(taken, { recursive: true, force: true });
  mkdirSync(taken, { mode: 0o700 });
  for (const file of Object.values(backupFiles)) {
    copyFileSync(join(work, file), join(taken, file));
    syncFile(join(taken, file));
  }
  if (!isBackupWhole(taken, manifest))
    throw new DatabaseFault(
      'damaged',
      'The backup could not be read back as it was written. Choose another folder for backups, or check that disk.',
    );
  syncFolder(taken);
  return manifest;
};

const syncFile = (file: string): void => {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

/** What can be said of a register by looking at a copy of its files. */
const verifyCopy = (options: {
  readonly directory: string;
  readonly keys: VaultKeys;
  readonly damagedPages: readonly number[];
  readonly backupFolder: string;
}): readonly Finding[] => {
  const file = join(options.directory, registerFiles.database);
  const connection = openDatabase({ file, key: options.keys.database, mode: 'open' });
  try {
    return verifyRegister({ ...options, connection });
  } finally {
    closeDatabase(connection);
  }
};

/** A piece of work by name. Everything in it can be sent to another process. */
export type CopyTask =
  | { readonly what: 'prove'; readonly copy: string; readonly keys: Keys; readonly head: Snapshot['head'] }
  | ({ readonly what: 'keep' } & Keeping)
  | {
      readonly what: 'drill';
      readonly backup: string;
      readonly workDirectory: string;
      readonly knownKeys: readonly VaultKeys[];
    }
  | {
      readonly what: 'verify';
      /** Holds a copy of the register's own files of one moment. */
      readonly directory: string;
      readonly keys: VaultKeys;
      readonly damagedPages: readonly number[];
      readonly backupFolder: string;
    }
  | { readonly what: 'restore'; readonly backup: string; readonly target: string; readonly keys: Keys };

export interface CopyResults {
  readonly prove: Snapshot;
  readonly keep: BackupManifest;
  readonly drill: DrillResult;
  readonly verify: readonly Finding[];
  readonly restore: BackupManifest;
}

/** @throws DatabaseFault */
export const doCopyTask = (task: CopyTask): CopyResults[CopyTask['what']] => {
  switch (task.what) {
    case 'prove':
      return proveCopy(task.copy, task.keys.database, task.head);
    case 'keep':
      return keepCopy(task);
    case 'drill':
      return drillRestore(task.backup, task.workDirectory, task.knownKeys);
    case 'verify':
      return verifyCopy(task);
    case 'restore':
      return restoreBackup(task.backup, task.target, task.keys);
  }
};

/** Does such work; `signal` stops it, and then whatever lies half done is for the caller to remove. */
export type CopyWorkshop = <Task extends CopyTask>(
  task: Task,
  signal?: AbortSignal,
) => Promise<CopyResults[Task['what']]>;

/** In this process, which answers nobody until it is done. */
export const workHere: CopyWorkshop = (task) =>
  new Promise((resolve) => {
    resolve(doCopyTask(task) as never);
  });
