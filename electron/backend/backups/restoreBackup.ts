import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseFault, findDatabaseFault } from '../database/databaseFault.ts';
import { realPlace, unsafePlace } from '../database/unsafePlace.ts';
import { renameWithRetry, syncFolder, writeFileAtomically } from '../files/writeFileAtomically.ts';
import type { Tell } from '../jobs.ts';
import type { VaultKeys } from '../vault/keys.ts';
import {
  backupFiles,
  isBackupWhole,
  isManifestAuthentic,
  readManifest,
  type BackupManifest,
} from './backupManifest.ts';
import { checkCopy } from './checkCopy.ts';

/** The names of a register's own files: what a restored one puts in its place, and what is moved aside before. */
export const registerFiles = {
  database: 'register.db',
  slots: 'slots.json',
  spareSlots: 'slots.json.bak',
  anchor: 'anchor.json',
} as const;

/**
 * Proves a backup with the register's keys: its manifest, its bytes, and all that is in it.
 * @throws DatabaseFault `damaged`, saying what does not hold
 */
export const proveBackup = (directory: string, keys: Pick<VaultKeys, 'backup'>): BackupManifest => {
  const manifest = readManifest(directory);
  if (!manifest || !isManifestAuthentic(manifest, keys)) {
    throw new DatabaseFault(
      'damaged',
      'This backup’s list of contents (manifest.json) is missing or was changed. Choose another backup.',
    );
  }
  if (!isBackupWhole(directory, manifest)) {
    throw new DatabaseFault(
      'damaged',
      'This backup’s files are not as they were when it was made. Choose another backup.',
    );
  }
  return manifest;
};

/** @throws DatabaseFault `exists` */
export const refuseTaken = (target: string): void => {
  if (Object.values(registerFiles).some((name) => existsSync(join(target, name))))
    throw new DatabaseFault('exists', 'There is already a register in this folder. Choose an empty one.');
};

/** What was restored, or half restored, into a folder that held no register before. */
export const removeRestored = (target: string): void => {
  for (const name of Object.values(registerFiles)) {
    rmSync(join(target, name), { force: true });
    rmSync(join(target, `${name}.restoring`), { force: true });
  }
};

/**
 * Puts a backup's register into a folder that holds none, and looks at all of it there before it gets its name: what
 * is then in the folder opens with the passphrases of the backup's day.
 * @throws DatabaseFault `damaged`, `exists`, `unsafe-place`, `disk-full`; nothing half restored is left
 */
export const restoreBackup = (
  backup: string,
  target: string,
  keys: Pick<VaultKeys, 'database' | 'backup'>,
  tell: Tell = () => undefined,
): BackupManifest => {
  const reason = unsafePlace(realPlace(target));
  if (reason !== undefined) throw new DatabaseFault('unsafe-place', reason);
  mkdirSync(target, { recursive: true, mode: 0o700 });
  refuseTaken(target);
  tell({ words: 'Reading the backup' });
  const manifest = proveBackup(backup, keys);
  const partial = join(target, `${registerFiles.database}.restoring`);
  try {
    tell({ words: 'Copying it' });
    copyFileSync(join(backup, backupFiles.database), partial);
    const handle = openSync(partial, 'r+');
    fsyncSync(handle);
    closeSync(handle);
    const { seq, head } = manifest.anchor;
    checkCopy(partial, keys.database, { tables: manifest.tables, head: { seq, head } }, tell);
    writeFileAtomically(join(target, registerFiles.anchor), JSON.stringify(manifest.anchor));
    renameWithRetry(partial, join(target, registerFiles.database));
    // The slots last: with them the folder is a register.
    for (const name of [registerFiles.spareSlots, registerFiles.slots]) {
      copyFileSync(join(backup, backupFiles.slots), join(target, `${name}.restoring`));
      renameWithRetry(join(target, `${name}.restoring`), join(target, name));
    }
    syncFolder(target);
    return manifest;
  } catch (error) {
    removeRestored(target);
    throw findDatabaseFault(error) ?? error;
  }
};

/**
 * Moves whatever is left of a damaged register into a folder of its own beside it, and gives back its name. Nothing is
 * deleted: somebody may still want to look at it.
 */
export const setAside = (directory: string, name: string): string => {
  const aside = join(directory, name);
  mkdirSync(aside, { mode: 0o700 });
  for (const file of readdirSync(directory)) {
    const isRegisters = /^(register\.db|slots\.json|anchor\.json)/.test(file);
    if (isRegisters) renameSync(join(directory, file), join(aside, file));
  }
  syncFolder(directory);
  return name;
};
