/** Bringing a register back, or in from another computer, while none is open. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../../../../shared/domain/calendarTypes.ts';
import type { OutputOf } from '../../../../shared/contract/index.ts';
import { notFound } from '../../appFault.ts';
import { backupFiles, findBackups, isBackupWhole, type FoundBackup } from '../../backups/backupManifest.ts';
import type { CopyWorkshop } from '../../backups/copyWork.ts';
import { registerFiles, removeRestored, setAside } from '../../backups/restoreBackup.ts';
import type { Job } from '../../jobs.ts';
import { renameWithRetry, syncFolder } from '../../files/writeFileAtomically.ts';
import { readVaultHeader, type UnlockedVault } from '../../vault/vault.ts';
import { zero } from '../../vault/keys.ts';

/** What can be brought back from a folder, and of that the newest that is as it was made. */
export const listRestorable = (folder: string): OutputOf<'vault.listBackups'> => {
  const found = findBackups(folder);
  const newestWhole = found.find(({ directory, manifest }) => isBackupWhole(directory, manifest));
  return {
    folder,
    ...(newestWhole ? { newestWhole: newestWhole.name } : {}),
    backups: found.map(({ name, directory, manifest, bytes }) => ({
      name,
      madeAt: manifest.madeAt,
      bytes,
      people: peopleIn(directory),
    })),
  };
};

const peopleIn = (directory: string): OutputOf<'vault.listBackups'>['backups'][number]['people'] => {
  try {
    return readVaultHeader(directory).people.map(({ slotId, name, role }) => ({ slotId, name, role }));
  } catch {
    return [];
  }
};

export const getRestorable = (folder: string, name: string): FoundBackup => {
  const found = findBackups(folder).find((backup) => backup.name === name);
  if (!found) throw notFound('This backup is no longer in its folder. Choose another.');
  return found;
};

/** The name of the folder for what is moved out of the way; a moment, and nothing of what is in it. */
export const asideName = (now: Instant): string => `set-aside-${now.replace(/[:.]/g, '')}`;

/**
 * Puts a backup in the register's place. It is proven by what the person knows before anything is moved, and what is
 * there now is set aside, not deleted.
 * @throws VaultFault, DatabaseFault; where it cannot be restored after all, what was there is put back
 */
export const restoreInPlace = async (options: {
  readonly directory: string;
  readonly backup: FoundBackup;
  /** Opens the backup's own slots. */
  readonly unlock: (slots: { readonly slotsDirectory: string }) => Promise<UnlockedVault>;
  readonly now: Instant;
  readonly workshop: CopyWorkshop;
  readonly job: Job;
}): Promise<void> => {
  const { directory, backup, unlock, now, workshop, job } = options;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const { keys } = await unlock({ slotsDirectory: backup.directory });
  try {
    await workshop({ what: 'proveBackup', backup: backup.directory, keys }, job);
    const aside = join(directory, setAside(directory, asideName(now)));
    try {
      await workshop({ what: 'restore', backup: backup.directory, target: directory, keys }, job);
    } catch (error) {
      removeRestored(directory);
      for (const file of readdirSync(aside)) renameSync(join(aside, file), join(directory, file));
      throw error;
    }
  } finally {
    zero(keys);
  }
};

/** Only the files with the key slots: unlocking then says whether they are this register's, and brings them up to date. */
export const putSlotsBack = (directory: string, backup: FoundBackup, now: Instant): void => {
  const aside = join(directory, asideName(now));
  mkdirSync(aside, { mode: 0o700 });
  for (const name of [registerFiles.slots, registerFiles.spareSlots]) {
    const file = join(directory, name);
    if (existsSync(file)) renameSync(file, join(aside, name));
    copyFileSync(join(backup.directory, backupFiles.slots), `${file}.restoring`);
    renameWithRetry(`${file}.restoring`, file);
  }
  syncFolder(directory);
};

/** Changes when the database's file does: what was found wrong with it then need not be any longer. */
export const stampOf = (file: string): string => {
  try {
    const { mtimeMs, size } = statSync(file);
    return `${mtimeMs}:${size}`;
  } catch {
    return 'missing';
  }
};
