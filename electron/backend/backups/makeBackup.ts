import { existsSync, mkdirSync, rmSync, statfsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { backupsToDrop } from '../../../shared/domain/backupRotation.ts';
import type { Instant } from '../../../shared/domain/calendarTypes.ts';
import { copyWhileOpen } from '../database/copyWhileOpen.ts';
import { DatabaseFault, findDatabaseFault } from '../database/databaseFault.ts';
import type { PageFile } from '../database/findDamagedPages.ts';
import type { Connection } from '../database/openDatabase.ts';
import { renameWithRetry, syncFolder } from '../files/writeFileAtomically.ts';
import type { Job, Tell } from '../jobs.ts';
import type { VaultKeys } from '../vault/keys.ts';
import {
  backupFiles,
  backupName,
  findBackups,
  isManifestAuthentic,
  type FoundBackup,
} from './backupManifest.ts';
import { headOf, lookingThrough, type Snapshot } from './checkCopy.ts';
import { standAlone, workHere, type CopyWorkshop, type ProvenCopy } from './copyWork.ts';

/** In order: a copy, its check, and its way to where backups are kept. */
const STEPS = 3;

export interface BackupRequest {
  readonly connection: Connection;
  /** The register's file, opened beside `connection` and closed after it. */
  readonly pages: PageFile;
  /** The register's own folder, on this computer's disk: the copy is made and checked there, then taken to `folder`. */
  readonly directory: string;
  readonly keys: Pick<VaultKeys, 'database' | 'audit' | 'backup'>;
  readonly registerId: string;
  /** The text of the slot file that counts. */
  readonly slotFile: string;
  /** Where backups are kept; may be a synchronised or network folder, since nothing is ever opened there. */
  readonly folder: string;
  readonly madeAt: Instant;
  readonly job?: Pick<Job, 'signal' | 'tell'>;
  /** Who checks and keeps the copy; this process, which then answers nobody, where it is left out. */
  readonly workshop?: CopyWorkshop;
}

/** Beside the live register: a database and little else. */
const roomToSpare = 50 * 1024 * 1024;

/**
 * Makes a backup and proves it before it gets its name: what is in the folder under a backup's name is whole.
 * `backup()` of the driver writes an empty file for an encrypted register, and VACUUM INTO lets nobody else work until it is
 * done: hence a copy of the file, page by page, which goes on while others work.
 * @throws DatabaseFault `disk-full`, `damaged`, `closed`; the signal's reason when it is stopped. Nothing half made is left.
 */
export const makeBackup = async (request: BackupRequest): Promise<FoundBackup> => {
  const { connection, pages, directory, folder, registerId, slotFile, madeAt, job } = request;
  const { workshop = workHere } = request;
  // The register may be locked, and its keys zeroed, before a copy that is already made has been checked.
  const keys = {
    database: Buffer.from(request.keys.database),
    audit: Buffer.from(request.keys.audit),
    backup: Buffer.from(request.keys.backup),
  };
  const work = join(directory, 'backup.partial');
  const name = backupName(registerId, madeAt);
  const taken = join(folder, `${name}.partial`);
  const signal = job?.signal;
  const stepOf = (step: number): Pick<Job, 'signal' | 'tell'> | undefined =>
    job && {
      signal: job.signal,
      tell: ({ words, ...reached }) => job.tell({ words: `Step ${step} of ${STEPS}: ${words}`, ...reached }),
    };
  const beginStep = async (step: number, words: string): Promise<void> => {
    stepOf(step)?.tell({ words });
    await setImmediate(); // whoever waits for an answer gets it between two steps
    signal?.throwIfAborted();
  };
  try {
    await beginStep(1, 'Making a copy');
    rmSync(work, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    mkdirSync(work, { mode: 0o700 });
    refuseWithoutRoom([directory, folder], pages.bytes + roomToSpare);
    const copy = join(work, backupFiles.database);
    const look = () => headOf(connection);
    const onReached = (done: number, total: number) =>
      stepOf(1)?.tell({ words: 'Making a copy, in megabytes', done, total });
    const head = await copyWhileOpen({ connection, pages, target: copy, look, signal, onReached });

    standAlone(copy, keys.database);

    await beginStep(2, 'Checking the copy');
    const proven = await proveCopy({ copy, key: keys.database, head, workshop, job: stepOf(2) });

    await beginStep(3, 'Taking it to the folder for backups');
    const kept = { work, taken, keys, registerId, slotFile, madeAt, proven };
    const manifest = await workshop({ what: 'keep', ...kept }, stepOf(3));
    signal?.throwIfAborted();
    const free = freeName(folder, name);
    renameWithRetry(taken, join(folder, free));
    syncFolder(folder);
    return { name: free, directory: join(folder, free), manifest, bytes: manifest.database.bytes };
  } catch (error) {
    rmSync(taken, { recursive: true, force: true });
    throw findDatabaseFault(error) ?? error;
  } finally {
    await rm(work, { recursive: true, force: true }); // a large file goes in a fifth of a second
    for (const key of Object.values(keys)) key.fill(0);
  }
};

/**
 * Every page's seal, every row, what it points to and the log's head; and at the same time, since it takes as long as all
 * these, SQLite's own check. Where one does not hold the other is stopped.
 */
const proveCopy = async (options: {
  readonly copy: string;
  readonly key: Buffer;
  readonly head: Snapshot['head'];
  readonly workshop: CopyWorkshop;
  readonly job: Pick<Job, 'signal' | 'tell'> | undefined;
}): Promise<ProvenCopy> => {
  const { copy, key, head, workshop, job } = options;
  const tell: Tell = job?.tell ?? (() => undefined);
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, ...(job ? [job.signal] : [])]);
  // One says how far it has come; the other, which cannot, says so once it is what is waited for.
  const reading = workshop({ what: 'readThrough', copy, key, head }, { signal, tell });
  const structure = workshop({ what: 'checkStructure', copy, key }, { signal, tell: () => undefined });
  try {
    const [proven] = await Promise.all([
      reading.then((found) => {
        tell(lookingThrough);
        return found;
      }),
      structure,
    ]);
    return proven;
  } catch (error) {
    stop.abort();
    await Promise.allSettled([reading, structure]);
    throw error;
  }
};

/** Removes what need not be kept any longer, of this register's proven backups only. Gives back the names of what went. */
export const dropOldBackups = (
  folder: string,
  registerId: string,
  knownKeys: readonly Pick<VaultKeys, 'backup'>[],
): readonly string[] => {
  const backups = findBackups(folder, registerId).filter(({ manifest }) =>
    knownKeys.some((keys) => isManifestAuthentic(manifest, keys)),
  );
  const dropped = new Set(backupsToDrop(backups.map(({ manifest }) => manifest.madeAt)));
  const going = backups.filter(({ manifest }) => dropped.has(manifest.madeAt));
  for (const { directory } of going) rmSync(directory, { recursive: true, force: true });
  return going.map(({ name }) => name);
};

/** @throws DatabaseFault `disk-full` */
export const refuseWithoutRoom = (folders: readonly string[], bytes: number): void => {
  for (const folder of folders) {
    const { bavail, bsize } = statfsSync(folder);
    if (bavail * bsize < bytes)
      throw new DatabaseFault(
        'disk-full',
        `There is not enough room for a copy of the register: ${Math.ceil(bytes / 1024 / 1024)} MB are needed. Make room and try again; nothing was changed.`,
      );
  }
};

const freeName = (folder: string, name: string): string => {
  if (!existsSync(join(folder, name))) return name;
  throw new DatabaseFault(
    'exists',
    'A backup was made within this very second. There is no need for another.',
  );
};
