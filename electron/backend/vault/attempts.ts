import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { instantSchema, type Instant } from '../../../shared/domain/calendarTypes.ts';
import { findDatabaseFault } from '../database/databaseFault.ts';
import { writeFileAtomically } from '../files/writeFileAtomically.ts';
import { VaultFault } from './vaultFault.ts';

const freeTries = 5;
const firstWaitSeconds = 30;
const longestWaitSeconds = 15 * 60;
const failuresOfLongestWait = freeTries + 5;
/** Stands for every slot that has no count of its own; slots' ids are UUIDs. */
const everyone = 'everyone';

const attemptsSchema = z.record(
  z.string(),
  z.strictObject({ failures: z.int().min(0), lastFailedAt: instantSchema }),
);
type Attempts = z.infer<typeof attemptsSchema>;

/**
 * Notes a try before it is made, so that ending the program in the middle of one gains nothing. Each slot counts for itself:
 * with a shared count, someone could reset a colleague's by unlocking with their own.
 * @throws VaultFault `wait`
 */
export const beginAttempt = (directory: string, slotId: string, now: Instant): void => {
  const attempts = readAttempts(directory, now);
  const { failures, lastFailedAt } = attempts[slotId] ??
    attempts[everyone] ?? { failures: 0, lastFailedAt: now };
  const sinceLast = Date.parse(now) - Date.parse(lastFailedAt);
  if (sinceLast < 0) {
    // The clock was put back. The wait starts again, so that it is neither skipped nor endless.
    writeAttempts(directory, { ...attempts, [slotId]: { failures, lastFailedAt: now } });
  }
  const waitMilliseconds = waitSecondsAfter(failures) * 1000 - Math.max(0, sinceLast);
  if (waitMilliseconds > 0) {
    const seconds = Math.ceil(waitMilliseconds / 1000);
    throw new VaultFault(
      'wait',
      `There were too many wrong tries. Try again in ${seconds < 100 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`}.`,
      seconds,
    );
  }
  writeAttempts(directory, { ...attempts, [slotId]: { failures: failures + 1, lastFailedAt: now } });
};

/** Forgets a slot's tries after a right one. */
export const clearAttempts = (directory: string, slotId: string, now: Instant): void => {
  writeAttempts(directory, { ...readAttempts(directory, now), [slotId]: { failures: 0, lastFailedAt: now } });
};

/** Seconds to wait after so many wrong tries in a row: 5 are free, then 30 s, doubling up to 15 minutes. */
export const waitSecondsAfter = (failures: number): number =>
  failures < freeTries
    ? 0
    : Math.min(longestWaitSeconds, firstWaitSeconds * 2 ** Math.min(failures - freeTries, 10));

/**
 * The counts while the disk is so full that they cannot be kept, by folder: nobody is locked out for want of room, and
 * the waits hold until the program ends. Whoever fills a disk and starts the program again and again for more tries
 * could as well copy the slots and try elsewhere.
 */
const withoutRoom = new Map<string, Attempts>();

/** A damaged file counts as the longest wait from now on, for everyone: damaging it must not be a way to more tries. */
const readAttempts = (directory: string, now: Instant): Attempts => {
  const file = attemptsFile(directory);
  const unwritten = withoutRoom.get(directory);
  if (unwritten) return unwritten;
  if (!existsSync(file)) return {};
  try {
    return attemptsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    const attempts = { [everyone]: { failures: failuresOfLongestWait, lastFailedAt: now } };
    writeAttempts(directory, attempts);
    return attempts;
  }
};

const writeAttempts = (directory: string, attempts: Attempts): void => {
  try {
    writeFileAtomically(attemptsFile(directory), JSON.stringify(attempts));
    withoutRoom.delete(directory);
  } catch (error) {
    if (findDatabaseFault(error)?.code !== 'disk-full') throw error;
    withoutRoom.set(directory, attempts);
  }
};

const attemptsFile = (directory: string): string => join(directory, 'attempts.json');
