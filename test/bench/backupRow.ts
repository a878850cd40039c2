/** Making a backup and proving it. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createNodeCopyHost } from '../../electron/backend/backups/copyProcess.ts';
import { sha256Of } from '../../electron/backend/documents/sha256Of.ts';
import { signIn } from '../helpers/loggedCase.ts';
import { openOffice } from '../helpers/office.ts';
import { interleaved, type BenchRow } from './row.ts';

export const backupRow: BenchRow = {
  name: 'backup.verified',
  measures:
    'a backup: copied, every seal, row and the log’s head checked, kept and read back; limit: copying the newest backup’s file and reading it once',
  target: { ratio: 8 },
  sizes: 'each',
  measure: async ({ times, directory, office: opened }) => {
    // As the app does it: copies are checked in processes of their own.
    await opened.api.vault.lock({});
    const office = openOffice({
      at: opened.clock.now(),
      directory,
      ports: { copies: createNodeCopyHost() },
    });
    await signIn(office);
    const backups = join(office.directory, 'backups');
    const copy = join(directory, 'copied.db');
    let second = 0;
    rmSync(backups, { recursive: true, force: true });
    mkdirSync(backups, { recursive: true });
    const before = office.clock.now();
    const timing = await interleaved(
      Math.min(times, 3),
      async () => {
        // A backup is named after its second.
        second += 1;
        office.clock.set(new Date(Date.parse(before) + second * 1_000).toISOString());
        await office.api.backups.make({});
      },
      () => {
        const newest = readdirSync(backups).sort().at(-1) ?? '';
        copyFileSync(join(backups, newest, 'register.db'), copy);
        sha256Of(readFileSync(copy));
      },
    );
    await office.backend.close();
    rmSync(copy, { force: true });
    rmSync(backups, { recursive: true, force: true });
    return timing;
  },
};
