/**
 * The long work on copies of the register, each a plain function of paths and keys, and what takes long to work out of
 * figures: in a process of its own, so that the register answers meanwhile (copyWorker.ts), or in this one, for tests and
 * commands that have nobody waiting.
 */
import { copyFileSync, closeSync, fsyncSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Finding } from '../../../shared/contract/backups.ts';
import type { Finding as NameFinding } from '../../../shared/domain/report/identifiers.ts';
import type { Instant } from '../../../shared/domain/calendarTypes.ts';
import { sealAnchor, type ChainCheck } from '../audit/chain.ts';
import { DatabaseFault } from '../database/databaseFault.ts';
import { findDamagedPages } from '../database/findDamagedPages.ts';
import { changeKey, closeDatabase, leaveWriteAheadLog, openDatabase } from '../database/openDatabase.ts';
import { checkReferences, checkStructure, openReadOnly } from '../database/openReadOnly.ts';
import { registerDatabaseFor } from '../database/registerDatabase.ts';
import { writeSpreadsheet } from '../documents/writing/spreadsheet.ts';
import { checkDecisions, type DecisionsCheck } from '../features/decisions/checkDecisions.ts';
import { findNames, type NameSearch } from '../features/reports/findNames.ts';
import { publishPart, type Published, type Publishing } from '../features/reports/publishPart.ts';
import { syncFolder, writeFileAtomically } from '../files/writeFileAtomically.ts';
import type { Job, Tell } from '../jobs.ts';
import type { VaultKeys } from '../vault/keys.ts';
import {
  backupFiles,
  isBackupWhole,
  sha256OfFile,
  signManifest,
  type BackupManifest,
} from './backupManifest.ts';
import { checkCopy, lookingThrough, notTheSame, snapshotOf, tellPages, type Snapshot } from './checkCopy.ts';
import { proveBackup, registerFiles, restoreBackup } from './restoreBackup.ts';
import { drillRestore, type DrillResult } from './restoreDrill.ts';
import { followLog, verifyRegister } from './verifyRegister.ts';

type Keys = Pick<VaultKeys, 'database' | 'audit' | 'backup'>;

/** What a copy is, once it is proven. */
export interface ProvenCopy extends Snapshot {
  readonly file: BackupManifest['database'];
}

/** Makes of a copy of the register's file one that needs no log beside it, and so can be read by several. */
export const standAlone = (copy: string, key: Buffer): void => {
  const connection = openDatabase({ file: copy, key, mode: 'open' });
  try {
    leaveWriteAheadLog(connection);
  } finally {
    closeDatabase(connection);
  }
};

/**
 * Looks at every page's seal, every row and what it points to in a copy that stands alone, and whether its audit log is at
 * the head that it had when the copy was begun.
 * @throws DatabaseFault `damaged`
 */
const readThrough = (copy: string, key: Buffer, head: Snapshot['head'], tell: Tell): ProvenCopy => {
  if (findDamagedPages(copy, key, tellPages(tell)).length > 0) throw notTheSame();
  const file = { bytes: statSync(copy).size, sha256: sha256OfFile(copy) };
  const connection = openReadOnly(copy, key);
  try {
    checkReferences(connection);
    const found = snapshotOf(connection, tell);
    if (found.head.seq !== head.seq || found.head.head !== head.head) throw notTheSame();
    return { ...found, file };
  } finally {
    connection.close();
  }
};

/** @throws DatabaseFault `damaged` */
const checkStructureOf = (copy: string, key: Buffer, tell: Tell): undefined => {
  tell(lookingThrough);
  const connection = openReadOnly(copy, key);
  try {
    checkStructure(connection);
    return undefined;
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
  readonly proven: ProvenCopy;
}

/**
 * Writes what belongs to a proven copy, takes all of it to where backups are kept, and reads it back.
 * @throws DatabaseFault `damaged`, `disk-full`
 */
const keepCopy = (
  { work, taken, keys, registerId, slotFile, madeAt, proven }: Keeping,
  tell: Tell,
): BackupManifest => {
  tell({ words: 'Taking it to the folder for backups' });
  writeFileAtomically(join(work, backupFiles.slots), slotFile);
  const manifest = signManifest(
    {
      format: 1,
      registerId,
      madeAt,
      database: proven.file,
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
  tell({ words: 'Reading it back from there' });
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

interface ChangingKeys {
  readonly copy: string;
  readonly from: Buffer;
  readonly to: Buffer;
  /** Of the audit log when the copy was begun. */
  readonly head: Snapshot['head'];
}

/**
 * Gives a copy another key, and looks at all of it before and after: it holds then what it held.
 * @throws DatabaseFault `damaged`
 */
const changeKeysOfCopy = ({ copy, from, to, head }: ChangingKeys, tell: Tell): undefined => {
  standAlone(copy, from);
  checkStructureOf(copy, from, tell);
  const { file: _file, ...before } = readThrough(copy, from, head, tell);
  tell({ words: 'Encrypting the copy anew' });
  const connection = openDatabase({ file: copy, key: from, mode: 'open' });
  try {
    changeKey(connection, to);
  } finally {
    closeDatabase(connection);
  }
  checkCopy(copy, to, before, tell);
  return undefined;
};

/** What can be said of a register by looking at a copy of its files. */
const verifyCopy = (
  options: {
    readonly directory: string;
    readonly keys: VaultKeys;
    readonly damagedPages: readonly number[];
    readonly backupFolder: string;
  },
  tell: Tell,
): readonly Finding[] => {
  const file = join(options.directory, registerFiles.database);
  const connection = openDatabase({ file, key: options.keys.database, mode: 'open' });
  try {
    return verifyRegister({ ...options, connection, tell });
  } finally {
    closeDatabase(connection);
  }
};

/** Whether the audit log of a copy holds, and every decision that it tells of. */
const checkLogOfCopy = (
  { directory, keys }: { readonly directory: string; readonly keys: VaultKeys },
  tell: Tell,
): CopyResults['checkLog'] => {
  const file = join(directory, registerFiles.database);
  const connection = openDatabase({ file, key: keys.database, mode: 'open' });
  try {
    const chain = followLog({ directory, connection, keys }, tell);
    tell({ words: 'Checking the decisions and their signatures' });
    return { chain, decisions: checkDecisions(registerDatabaseFor(connection)) };
  } finally {
    closeDatabase(connection);
  }
};

/** A piece of work by name. Everything in it can be sent to another process. */
export type CopyTask =
  | {
      readonly what: 'readThrough';
      readonly copy: string;
      readonly key: Buffer;
      readonly head: Snapshot['head'];
    }
  | { readonly what: 'checkStructure'; readonly copy: string; readonly key: Buffer }
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
  | { readonly what: 'proveBackup'; readonly backup: string; readonly keys: Keys }
  | ({ readonly what: 'changeKeys' } & ChangingKeys)
  | { readonly what: 'walk'; readonly file: string; readonly key: Buffer }
  | {
      readonly what: 'checkLog';
      /** Holds a copy of the register's own files of one moment. */
      readonly directory: string;
      readonly keys: VaultKeys;
    }
  | ({ readonly what: 'publish' } & Publishing)
  | ({ readonly what: 'findNames' } & NameSearch)
  /** Rows of text, headings first, as JSON in pieces. */
  | { readonly what: 'workbook'; readonly pieces: readonly Buffer[] }
  | { readonly what: 'restore'; readonly backup: string; readonly target: string; readonly keys: Keys };

export interface CopyResults {
  readonly readThrough: ProvenCopy;
  readonly checkStructure: undefined;
  readonly keep: BackupManifest;
  readonly drill: DrillResult;
  readonly verify: readonly Finding[];
  readonly proveBackup: BackupManifest;
  readonly changeKeys: undefined;
  /** The numbers of the damaged pages. */
  readonly walk: readonly number[];
  readonly checkLog: { readonly chain: ChainCheck; readonly decisions: DecisionsCheck };
  readonly publish: Published;
  readonly findNames: readonly NameFinding[];
  readonly workbook: Uint8Array;
  readonly restore: BackupManifest;
}

/** @throws DatabaseFault */
export const doCopyTask = (
  task: CopyTask,
  tell: Tell,
): CopyResults[CopyTask['what']] | Promise<CopyResults[CopyTask['what']]> => {
  switch (task.what) {
    case 'readThrough':
      return readThrough(task.copy, task.key, task.head, tell);
    case 'checkStructure':
      return checkStructureOf(task.copy, task.key, tell);
    case 'keep':
      return keepCopy(task, tell);
    case 'drill':
      return drillRestore(task.backup, task.workDirectory, task.knownKeys, tell);
    case 'verify':
      return verifyCopy(task, tell);
    case 'proveBackup':
      tell({ words: 'Reading the backup' });
      return proveBackup(task.backup, task.keys);
    case 'changeKeys':
      return changeKeysOfCopy(task, tell);
    case 'walk':
      return findDamagedPages(task.file, task.key, tellPages(tell));
    case 'checkLog':
      return checkLogOfCopy(task, tell);
    case 'publish':
      tell({ words: 'Keeping small numbers from view' });
      return publishPart(task);
    case 'findNames':
      return findNames(task);
    case 'workbook':
      return writeSpreadsheet(
        task.pieces.flatMap((piece) => JSON.parse(piece.toString('utf8')) as string[][]),
        'xlsx',
      );
    case 'restore':
      return restoreBackup(task.backup, task.target, task.keys, tell);
  }
};

/** Does such work for a job; where that is stopped, whatever lies half done is for the caller to remove. */
export type CopyWorkshop = <Task extends CopyTask>(
  task: Task,
  job?: Pick<Job, 'signal' | 'tell'>,
) => Promise<CopyResults[Task['what']]>;

/** In this process, which answers nobody until it is done. */
export const workHere: CopyWorkshop = (task, job) =>
  new Promise((resolve) => {
    job?.signal.throwIfAborted();
    resolve(doCopyTask(task, job?.tell ?? (() => undefined)) as never);
  });
