import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { backupsToDrop } from '../../../shared/domain/backupRotation.ts';
import type { Instant } from '../../../shared/domain/calendarTypes.ts';
import { sealAnchor } from '../audit/chain.ts';
import { DatabaseFault, findDatabaseFault } from '../database/databaseFault.ts';
import type { Connection } from '../database/openDatabase.ts';
import { renameWithRetry, syncFolder, writeFileAtomically } from '../files/writeFileAtomically.ts';
import type { VaultKeys } from '../vault/keys.ts';
import {
  backupFiles,
  backupName,
  findBackups,
  isBackupWhole,
  isManifestAuthentic,
  sha256OfFile,
  signManifest,
  type FoundBackup,
} from './backupManifest.ts';
import { checkCopy, snapshotOf } from './checkCopy.ts';

/** In order; what a person is told of how far a backup has come. */
export const backupSteps = ['copying', 'checking', 'keeping'] as const;
export type BackupStep = (typeof backupSteps)[number];

export interface BackupRequest {
  readonly connection: Connection;
  /** The register's own folder, on this computer's disk: the copy is made and checked there, then taken to `folder`. */
  readonly directory: string;
  readonly keys: Pick<VaultKeys, 'database' | 'audit' | 'backup'>;
  readonly registerId: string;
  /** The text of the slot file that counts. */
  readonly slotFile: string;
  /** Where backups are kept; may be a synchronised or network folder, since nothing is ever opened there. */
  readonly folder: string;
  readonly madeAt: Instant;
  readonly onStep?: (step: BackupStep) => void;
  readonly signal?: AbortSignal;
}

/** Beside the live register: a database and little else. */
const roomToSpare = 50 * 1024 * 1024;

/**
 * Makes a backup and proves it before it gets its name: what is in the folder under a backup's name is whole.
 * `backup()` of the driver writes an empty file for an encrypted register, hence VACUUM INTO.
 * @throws DatabaseFault `disk-full`, `damaged`; the signal's reason when it is stopped. Nothing half made is left.
 */
export const makeBackup = async (request: BackupRequest): Promise<FoundBackup> => {
  const { connection, directory, folder, registerId, slotFile, madeAt, onStep, signal } = request;
  // The register may be locked, and its keys zeroed, before a copy that is already made has been checked.
  const keys = {
    database: Buffer.from(request.keys.database),
    audit: Buffer.from(request.keys.audit),
    backup: Buffer.from(request.keys.backup),
  };
  const work = join(directory, 'backup.partial');
  const name = backupName(registerId, madeAt);
  const taken = join(folder, `${name}.partial`);
  const nextStep = async (step: BackupStep): Promise<void> => {
    onStep?.(step);
    await setImmediate(); // whoever waits for an answer gets it between two steps
    signal?.throwIfAborted();
  };
  try {
    await nextStep('copying');
    rmSync(work, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    mkdirSync(work, { mode: 0o700 });
    const pages = connection.pragma('page_count', { simple: true }) as number;
    refuseWithoutRoom([directory, folder], pages * 4096 + roomToSpare);
    const copy = join(work, backupFiles.database);
    // In one go, so that nothing changes between the two.
    const source = snapshotOf(connection);
    connection.prepare('VACUUM INTO ?').run(copy);
    syncFile(copy);

    await nextStep('checking');
    checkCopy(copy, keys.database, source);

    await nextStep('keeping');
    writeFileAtomically(join(work, backupFiles.slots), slotFile);
    const manifest = signManifest(
      {
        format: 1,
        registerId,
        madeAt,
        database: { bytes: statSync(copy).size, sha256: sha256OfFile(copy) },
        slots: { sha256: createHash('sha256').update(slotFile).digest('hex') },
        tables: source.tables.map((table) => ({ ...table })),
        anchor: sealAnchor(source.head.seq, source.head.head, keys.audit),
      },
      keys,
    );
    writeFileAtomically(join(work, backupFiles.manifest), JSON.stringify(manifest));

    rmSync(taken, { recursive: true, force: true });
    mkdirSync(taken, { mode: 0o700 });
    for (const file of Object.values(backupFiles)) {
      copyFileSync(join(work, file), join(taken, file));
      syncFile(join(taken, file));
      signal?.throwIfAborted();
    }
    if (!isBackupWhole(taken, manifest))
      throw new DatabaseFault(
        'damaged',
        'The backup could not be read back as it was written. Choose another folder for backups, or check that disk.',
      );
    syncFolder(taken);
    const kept = freeName(folder, name);
    renameWithRetry(taken, join(folder, kept));
    syncFolder(folder);
    return { name: kept, directory: join(folder, kept), manifest, bytes: manifest.database.bytes };
  } catch (error) {
    rmSync(taken, { recursive: true, force: true });
    throw findDatabaseFault(error) ?? error;
  } finally {
    rmSync(work, { recursive: true, force: true });
    for (const key of Object.values(keys)) key.fill(0);
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

const syncFile = (file: string): void => {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};
