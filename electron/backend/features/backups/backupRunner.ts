/** Makes backups of the open register, one at a time: when somebody asks, once a day, and before locking when due. */
import { isBackupDue } from '../../../../shared/domain/backupRotation.ts';
import { officeDayOf, type Instant } from '../../../../shared/domain/calendarTypes.ts';
import { refused } from '../../appFault.ts';
import { findBackupFolder } from '../../backups/backupFolder.ts';
import type { FoundBackup } from '../../backups/backupManifest.ts';
import type { CopyWorkshop } from '../../backups/copyWork.ts';
import { backupSteps, dropOldBackups, makeBackup, type BackupStep } from '../../backups/makeBackup.ts';
import type { Ports } from '../../ports.ts';
import type { OpenRegister } from '../../register.ts';
import { getRegisterId, getSlotFile, listEarlierKeys } from '../people/repository.ts';
import { findLastBackupAt, insertBackup } from './repository.ts';

const stepWords: Readonly<Record<BackupStep, string>> = {
  copying: 'Making a copy',
  checking: 'Checking every page and row of the copy',
  keeping: 'Taking it to the folder for backups',
};

export interface BackupRunner {
  /** Makes a backup in `folder`, or where backups are kept; there, old ones go by the rule. */
  make(register: OpenRegister, folder?: string): Promise<FoundBackup>;
  isDue(register: OpenRegister): boolean;
  /** One of this day, made now if there is none, whoever asks. What goes wrong is in the log and in the warnings. */
  makeWhenDue(register: OpenRegister): Promise<void>;
  running(): { readonly step: number; readonly of: number; readonly words: string } | undefined;
  cancel(): void;
}

export const createBackupRunner = (ports: Ports, workshop: CopyWorkshop): BackupRunner => {
  const directory = ports.paths.register;
  let step: BackupStep | undefined;
  let stop: AbortController | undefined;
  let current: Promise<unknown> = Promise.resolve();
  let failedAt: Instant | undefined;

  const make = async (register: OpenRegister, folder?: string): Promise<FoundBackup> => {
    if (stop) throw refused('A backup is being made already. Wait until it is done.');
    stop = new AbortController();
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
        onStep: (next) => {
          step = next;
        },
        signal: stop.signal,
      });
      current = making.catch(() => undefined);
      const backup = await making;
      if (folder === undefined) dropOldBackups(kept, registerId, backupKeys);
      return backup;
    } catch (error) {
      if (stop.signal.aborted) throw refused('The backup was stopped. Nothing of it is left.');
      throw error;
    } finally {
      stop = undefined;
      step = undefined;
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
      try {
        const backup = await make(register);
        recordDaily(register, backup);
        failedAt = undefined;
      } catch (error) {
        failedAt = ports.clock.now();
        ports.logger.fault(
          ports.ids.next(),
          'daily backup',
          error instanceof Error && 'code' in error ? String(error.code) : 'not made',
        );
      }
    },
    running: () =>
      step && { step: backupSteps.indexOf(step) + 1, of: backupSteps.length, words: stepWords[step] },
    cancel: () => stop?.abort(),
  };
};
