/** Backups: where, when, how they are proven, and how a register is brought back or taken elsewhere. */
import { existsSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '../../../../shared/contract/backups.ts';
import { notFound, refused } from '../../appFault.ts';
import { lookAtCopy } from '../../backups/lookAtCopy.ts';
import { findBackupFolder, keepBackupFolder } from '../../backups/backupFolder.ts';
import { findBackups, isBackupWhole, type FoundBackup } from '../../backups/backupManifest.ts';
import { portableReadMe } from '../../backups/portableReadMe.ts';
import type { CopyWorkshop } from '../../backups/copyWork.ts';
import { findKeysOf, type DrillResult } from '../../backups/restoreDrill.ts';
import { refuseTaken, removeRestored } from '../../backups/restoreBackup.ts';
import type { Context } from '../../context.ts';
import { findDatabaseFault } from '../../database/databaseFault.ts';
import { writeFileAtomically } from '../../files/writeFileAtomically.ts';
import type { Handlers } from '../../router.ts';
import type { VaultKeys } from '../../vault/keys.ts';
import { getRegisterId, listEarlierKeys } from '../people/repository.ts';
import {
  findAnchorProblem,
  findLastDrillAt,
  keepAnchorProblem,
  keepLastDrillAt,
} from '../settings/repository.ts';
import type { BackupRunner } from './backupRunner.ts';
import { describeDamage } from './damageWords.ts';
import { findLastBackupAt, insertBackup } from './repository.ts';

const viewOf = ({ name, manifest, bytes }: FoundBackup) => ({
  name,
  madeAt: manifest.madeAt,
  bytes,
  rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
});

const getBackup = ({ ports, database }: Context, name: string): FoundBackup => {
  const { folder } = findBackupFolder(ports.paths.register);
  const found = findBackups(folder, getRegisterId(database)).find((backup) => backup.name === name);
  if (!found) throw notFound('This backup is no longer in its folder. Choose another.');
  return found;
};

const knownKeys = ({ register, database }: Context): readonly VaultKeys[] => [
  register.keys,
  ...listEarlierKeys(database).map(({ keys }) => keys),
];

const drillFindings = (result: DrillResult): Finding[] => [
  {
    holds: true,
    words:
      'The backup was restored, still encrypted, into a folder that was there only for this and is gone again.',
  },
  {
    holds: result.different.length === 0,
    words:
      result.different.length === 0
        ? `All ${result.rows} rows of ${result.tables} tables are, cell by cell, those of the register when the backup was made.`
        : `These tables are not as they were: ${result.different.join(', ')}.`,
  },
  {
    holds: result.equal,
    words: `The audit log was followed through all ${result.auditEntries} entries to its head${result.equal ? '' : ', and does not hold'}.`,
  },
];

export const createBackupsHandlers = (runner: BackupRunner, workshop: CopyWorkshop): Handlers['backups'] => {
  /** The folder goes again, also where the drill is stopped. */
  const drill = async (context: Context, backup: FoundBackup): Promise<DrillResult> => {
    const workDirectory = mkdtempSync(join(context.ports.paths.register, 'drill-'));
    try {
      return await workshop(
        { what: 'drill', backup: backup.directory, workDirectory, knownKeys: knownKeys(context) },
        context.job,
      );
    } finally {
      await rm(workDirectory, { recursive: true, force: true });
    }
  };

  return {
    damage: (_input, { ports, database }) => {
      const problem = findAnchorProblem(database);
      if (!problem) return {};
      const { folder } = findBackupFolder(ports.paths.register);
      const newest = findBackups(folder, getRegisterId(database)).find(({ directory, manifest }) =>
        isBackupWhole(directory, manifest),
      );
      return { damage: describeDamage(problem, newest) };
    },

    settleDamage: (_input, context) => {
      context.record({ entity: 'register', detail: 'damage seen to' }, (database) =>
        keepAnchorProblem(database, undefined),
      );
      return {};
    },

    overview: (_input, { ports, database }) => {
      const { folder, isBesideRegister } = findBackupFolder(ports.paths.register);
      const found = findBackups(folder, getRegisterId(database)).map(viewOf);
      // A restored register knows nothing yet of the backup that it came from.
      const lastMadeAt = findLastBackupAt(database) ?? found[0]?.madeAt;
      const lastDrillAt = findLastDrillAt(database);
      return {
        folder,
        isBesideRegister,
        isReachable: isBesideRegister || existsSync(folder),
        backups: found,
        ...(lastMadeAt ? { lastMadeAt } : {}),
        ...(lastDrillAt ? { lastDrillAt } : {}),
      };
    },

    chooseFolder: async (_input, context) => {
      const { ports } = context;
      const folder = await ports.folders.choose('backups');
      if (folder !== undefined) keepBackupFolder(ports.paths.register, folder);
      context.record(
        {
          entity: 'register',
          detail: folder === undefined ? 'folder for backups kept' : 'folder for backups chosen',
        },
        () => undefined,
      );
      return { chosen: folder !== undefined };
    },

    make: async (_input, context) => {
      const backup = await runner.make(context.register, context.job);
      const { name, manifest, bytes } = backup;
      context.record({ entity: 'register', detail: `backup ${name}` }, (database) =>
        insertBackup(database, { name, madeAt: manifest.madeAt, bytes }),
      );
      return viewOf(backup);
    },

    drill: async ({ name }, context) => {
      const backup = getBackup(context, name);
      try {
        const result = await drill(context, backup);
        const words = result.equal ? 'equal' : 'not equal';
        context.record({ entity: 'register', detail: `restore drill of ${name}: ${words}` }, (database) => {
          if (result.equal) keepLastDrillAt(database, context.now);
        });
        return { equal: result.equal, findings: drillFindings(result) };
      } catch (error) {
        const fault = findDatabaseFault(error);
        if (fault?.code !== 'damaged') throw error;
        context.record(
          { entity: 'register', detail: `restore drill of ${name}: cannot be restored` },
          () => undefined,
        );
        return { equal: false, findings: [{ holds: false, words: fault.message }] };
      }
    },

    restoreElsewhere: async ({ name }, context) => {
      const backup = getBackup(context, name);
      const keys = findKeysOf(backup.directory, knownKeys(context));
      const target = await context.ports.folders.choose('restore');
      if (target === undefined) {
        context.recordLook({ entity: 'register', detail: `restoring ${name} not gone on with` });
        return { restored: false, where: '' };
      }
      context.record({ entity: 'register', detail: `${name} restored to another folder` }, () => undefined);
      refuseTaken(target);
      try {
        await workshop({ what: 'restore', backup: backup.directory, target, keys }, context.job);
      } catch (error) {
        if (context.job.signal.aborted) removeRestored(target);
        throw error;
      }
      return { restored: true, where: target };
    },

    makePortable: async (_input, context) => {
      const folder = await context.ports.folders.choose('portable');
      if (folder === undefined) {
        context.recordLook({ entity: 'register', detail: 'copy for another computer not gone on with' });
        return { made: false, where: '' };
      }
      if (findBackupFolder(context.ports.paths.register).folder === folder)
        throw refused('This is the folder for backups. Choose another one, such as an encrypted USB stick.');
      const backup = await runner.make(context.register, context.job, folder);
      writeFileAtomically(join(folder, 'How to open this register.txt'), portableReadMe(backup.name));
      context.record(
        { entity: 'register', detail: `copy for another computer ${backup.name}` },
        () => undefined,
      );
      return { made: true, where: backup.directory };
    },

    verify: async (_input, context) => {
      const { register, ports, job } = context;
      const damagedPages = await register.findDamagedPages(job);
      const findings = await lookAtCopy(context, (directory) =>
        workshop(
          {
            what: 'verify',
            directory,
            keys: register.keys,
            damagedPages,
            backupFolder: findBackupFolder(ports.paths.register).folder,
          },
          job,
        ),
      );
      const sound = findings.every(({ holds }) => holds);
      context.record(
        { entity: 'register', detail: sound ? 'all was looked at and holds' : 'something does not hold' },
        () => undefined,
      );
      return { sound, findings: [...findings] };
    },
  };
};
