import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '../context.ts';
import { copyWhileOpen } from '../database/copyWhileOpen.ts';
import { refuseWithoutRoom } from './makeBackup.ts';
import { registerFiles } from './restoreBackup.ts';

/**
 * Copies the open register's own files, as they are at one moment, into a folder beside it for somebody else to look at,
 * and removes it again: what takes long is looked at there while others work.
 * @throws DatabaseFault `disk-full`, `closed`; the job's reason where it is stopped
 */
export const lookAtCopy = async <Seen>(
  { ports, register, job }: Pick<Context, 'ports' | 'register' | 'job'>,
  look: (directory: string) => Promise<Seen>,
): Promise<Seen> => {
  const directory = join(ports.paths.register, 'verify.partial');
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { mode: 0o700 });
  try {
    refuseWithoutRoom([directory], register.pages.bytes);
    await copyWhileOpen({
      connection: register.connection,
      pages: register.pages,
      target: join(directory, registerFiles.database),
      // What is written meanwhile moves the anchor on.
      look: () => copyOwnFiles(ports.paths.register, directory),
      signal: job.signal,
      onReached: (done, total) => job.tell({ words: 'Making a copy to look at, in megabytes', done, total }),
    });
    return await look(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};

/** The small files beside the database. */
const copyOwnFiles = (from: string, to: string): void => {
  for (const name of [registerFiles.slots, registerFiles.spareSlots, registerFiles.anchor])
    if (existsSync(join(from, name))) copyFileSync(join(from, name), join(to, name));
};
