/** Makes backups of the open register, one at a time: when somebody asks, once a day, and before locking when due. */
import { isBackupDue } from '../../../../shared/domain/backupRotation.ts';
import { officeDayOf, type Instant } from '../../../../shared/domain/calendarTypes.ts';
import { refused } from '../../appFault.ts';
import { findBackupFolder } from '../../backups/backupFolder.ts';
import type { FoundBackup } from '../../backups/backupManifest.ts';
import type { CopyWorkshop } from '../../backups/copyWork.ts';
import { dropOldBackups, makeBackup } from '../../backups/makeBackup.ts';
import type { Job, Jobs } from '../../jobs.ts';
import type { Ports } from '../../ports.ts';
import type { OpenRegister } from '../../register.ts';
import { getRegisterId, getSlotFile, listEarlierKeys } from '../people/repository.ts';
import { findLastBackupAt, insertBackup } from './repository.ts';

export interface BackupRunner {
  /** Makes a backup in `folder`, or where backups are kept; there, old ones go by the rule. */
  make(register: OpenRegister, job: Pick<Job, 'signal' | 'tell'>, folder?: string): Promise<FoundBackup>;
  isDue(register: OpenRegister): boolean;
  /** One of this day, made now if there is none, whoever asks. What goes wrong is in the log and in the warnings. */
  makeWhenDue(register: OpenRegister): Promise<void>;
}

export const createBackupRunner = (ports: Ports, workshop: CopyWorkshop, jobs: Jobs): BackupRunner => {
  const directory = ports.paths.register;
  let isMaking = false;
  let current: Promise<unknown> = Promise.resolve();
  let failedAt: Instant | undefined;

  const make: BackupRunner['make'] = async (register, job, folder) => {
    if (isMaking) throw refused('A backup is being made already. Wait until it is done.');
    isMaking = true;
    try {
      const registerId = getRegisterId(register.database);
      const knownKeys = [register.keys, ...listEarlierKeys(register.database).map(({ keys }) => keys)];
      const backupKeys = knownKeys.map(({ backup }) => ({ backup: Buffer.from(backup) }));
      const kept = findBackupFolder(directory).folder;
      const making = makeBackup({
        connection: register.connection,
        pages: register.pages,
        workshop,
        directory,
        keys: register.keys,
        registerId,
        slotFile: getSlotFile(register.database),
        folder: folder ?? kept,
        madeAt: ports.clock.now(),
        job,
      });
      current = making.catch(() => undefined);
      const backup = await making;
      if (folder === undefined) dropOldBackups(kept, registerId, backupKeys);
      return backup;
    } finally {
      isMaking = false;
    }
  };

  /** The daily one's line in the log and in the list: nobody asked for it in the window. */
  const recordDaily = (register: OpenRegister, { name, manifest, bytes }: FoundBackup): void =>
    register.record(
      {
        at: ports.clock.now(),
        personId: register.session.userId,
        action: 'backups.make',
        kind: 'security',
        entity: 'register',
        detail: `daily backup ${name}`,
      },
      (database) => insertBackup(database, { name, madeAt: manifest.madeAt, bytes }),
    );

  const isDue = (register: OpenRegister): boolean => {
    const now = ports.clock.now();
    // A change that is being saved in slices stands in the way of a copy.
    if (register.connection.inTransaction) return false;
    // After a failure not at once again: a folder that is away should not be asked for every few seconds.
    if (failedAt && Math.abs(Date.parse(now) - Date.parse(failedAt)) < 60 * 60_000) return false;
    return ports.dailyBackups !== false && isBackupDue(findLastBackupAt(register.database), officeDayOf(now));
  };

  return {
    make,
    isDue,
    makeWhenDue: async (register) => {
      await current;
      if (!isDue(register)) return;
      const job = jobs.begin('backups.make');
      try {
        const backup = await make(register, job);
        recordDaily(register, backup);
        failedAt = undefined;
      } catch (error) {
        failedAt = ports.clock.now();
        ports.logger.fault(
          ports.ids.next(),
          'daily backup',
          error instanceof Error && 'code' in error ? String(error.code) : 'not made',
        );
      } finally {
        job.end();
      }
    },
  };
};
