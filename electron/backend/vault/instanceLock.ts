import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, uptime, userInfo } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Instant } from '../../../shared/domain/calendarTypes.ts';
import { DatabaseFault, findDatabaseFault } from '../database/databaseFault.ts';

const holderSchema = z.strictObject({
  userName: z.string(),
  host: z.string(),
  pid: z.int().positive(),
  startedAt: z.iso.datetime(),
});
type Holder = z.infer<typeof holderSchema>;

const lockFileName = 'register.lock';

export interface InstanceLock {
  readonly release: () => void;
}

/**
 * Says in a file beside the register who has it open, so that a second person can be told. The guard itself is
 * SQLite's exclusive lock on the database: should two processes ever replace a stale file at once, it lets one in.
 * @throws DatabaseFault `in-use`, naming who has it
 */
export const acquireInstanceLock = (directory: string, now: Instant): InstanceLock => {
  const file = join(directory, lockFileName);
  const text = JSON.stringify({
    userName: userInfo().username,
    host: hostname(),
    pid: process.pid,
    startedAt: now,
  } satisfies Holder);
  if (!tryCreate(file, text)) {
    const holder = findHolder(file);
    if (holder && isHolding(holder, now)) throw inUse(holder);
    rmSync(file, { force: true });
    if (!tryCreate(file, text)) throw inUse(findHolder(file));
  }
  return {
    release: () => {
      if (findText(file) === text) rmSync(file, { force: true });
    },
  };
};

/** Who has the register open; undefined where nobody does, or whoever had it is gone. */
export const findInstanceHolder = (directory: string, now: Instant): Holder | undefined => {
  const holder = findHolder(join(directory, lockFileName));
  return holder && isHolding(holder, now) ? holder : undefined;
};

const tryCreate = (file: string, text: string): boolean => {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    if (findDatabaseFault(error)?.code !== 'disk-full') throw error;
    // No room to say who has it: SQLite's own lock still lets only one in, and a full disk keeps nobody from reading.
    rmSync(file, { force: true });
    return true;
  }
};

/** Undefined also for a file that a power cut left half written. */
const findHolder = (file: string): Holder | undefined => {
  try {
    return holderSchema.parse(JSON.parse(findText(file) ?? ''));
  } catch {
    return undefined;
  }
};

const findText = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

/** Another computer's process cannot be looked up, so it counts as running. */
const isHolding = ({ host, pid, startedAt }: Holder, now: Instant): boolean => {
  if (host !== hostname()) return true;
  const computerStartedAt = Date.parse(now) - uptime() * 1000;
  const isFromBeforeRestart = Date.parse(startedAt) < computerStartedAt - 60_000; // pids are given out again
  if (isFromBeforeRestart) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'; // there, but another user's
  }
};

const inUse = (holder: Holder | undefined): DatabaseFault =>
  new DatabaseFault(
    'in-use',
    holder === undefined
      ? 'The register is already open in another window. Close that one first.'
      : `${holder.userName} already has the register open on ${holder.host}. Ask them to close it. If that computer is not running it any more, delete the file register.lock.`,
  );
