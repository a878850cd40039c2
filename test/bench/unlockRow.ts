/** From the right passphrase to an open register. */
import { scrypt } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { closeDatabase, openDatabase } from '../../electron/backend/database/openDatabase.ts';
import { signIn } from '../helpers/loggedCase.ts';
import { QUICK_SCRYPT } from '../helpers/office.ts';
import { median, type BenchRow } from './row.ts';

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt as never);

export const unlockRow: BenchRow = {
  name: 'unlock.afterKdf',
  measures:
    'unlocking, less the time that one passphrase takes to be tried; limit: opening the file and reading one row',
  target: { onTopMs: 300 },
  sizes: 'each',
  /** Closes the register on the way, so that this row comes last: another row's connection is gone. */
  measure: async ({ times, office, keys }) => {
    const took = { unlocking: [] as number[], trying: [] as number[], opening: [] as number[] };
    const file = join(office.directory, 'register.db');
    for (let turn = 0; turn < Math.min(times, 9) + 2; turn += 1) {
      await office.api.vault.lock({});

      let startedAt = performance.now();
      const connection = openDatabase({ file, key: keys.database, mode: 'open' });
      connection.prepare('SELECT * FROM cases LIMIT 1').get();
      const opening = performance.now() - startedAt;
      closeDatabase(connection);

      startedAt = performance.now();
      await derive('copper lantern meadow violin', Buffer.alloc(16), 32, { N: QUICK_SCRYPT, r: 8, p: 1 });
      const trying = performance.now() - startedAt;

      const { people } = await office.api.vault.status({});
      startedAt = performance.now();
      await signIn(office, people[0]?.name);
      const unlocking = performance.now() - startedAt;
      if (turn < 2) continue;
      took.opening.push(opening);
      took.trying.push(trying);
      took.unlocking.push(unlocking);
    }
    return {
      medianMs: median(took.unlocking) - median(took.trying),
      limitMs: median(took.opening),
      remark: `one passphrase takes ${median(took.trying).toFixed(0)} ms here, at a lower cost than an office's`,
    };
  },
};
