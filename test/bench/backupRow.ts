/** Making a backup and proving it. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createNodeCopyHost } from '../../electron/backend/backups/copyProcess.ts';
import { sha256Of } from '../../electron/backend/documents/sha256Of.ts';
import { inAnotherOffice } from './anotherOffice.ts';
import { interleaved, type BenchRow } from './row.ts';

export const backupRow: BenchRow = {
  name: 'backup.verified',
  measures:
    'a backup: copied, every seal, row and the log’s head checked, kept and read back; limit: copying the newest backup’s file and reading it once',
  target: { ratio: 8 },
  sizes: 'each',
  measure: (bench) =>
    // As the app does it: copies are checked in processes of their own.
    inAnotherOffice(
      bench,
      () => ({ copies: createNodeCopyHost() }),
      async (office) => {
        const backups = join(office.directory, 'backups');
        const copy = join(bench.directory, 'copied.db');
        let second = 0;
        rmSync(backups, { recursive: true, force: true });
        mkdirSync(backups, { recursive: true });
        const before = office.clock.now();
        try {
          return await interleaved(
            Math.min(bench.times, 3),
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
            undefined,
            1,
          );
        } finally {
          rmSync(copy, { force: true });
          rmSync(backups, { recursive: true, force: true });
        }
      },
    ),
};
