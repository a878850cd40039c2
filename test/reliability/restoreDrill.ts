import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { makeBackup } from '../../electron/backend/backups/makeBackup.ts';
import { restoreBackup } from '../../electron/backend/backups/restoreBackup.ts';
import { drillRestore } from '../../electron/backend/backups/restoreDrill.ts';
import { closeDatabase } from '../../electron/backend/database/openDatabase.ts';
import { instant } from '../../shared/domain/calendarTypes.ts';
import { openParts } from '../helpers/closedRegister.ts';
import { child, logForm, signIn } from '../helpers/loggedCase.ts';
import { fixtureForm, openOffice, receive, setUp } from '../helpers/office.ts';
import { contentsOf } from './contentsOf.ts';
import { below, chanceOf, type Row } from './row.ts';

const auditHead = 'SELECT sequence, mac FROM audit_entries ORDER BY sequence DESC LIMIT 1';

export const restoreDrill: Row = {
  name: 'restore-drill',
  target: '20/20 equal',
  promise: 'a backup, restored into a folder of its own, is the register of its day to the last row',
  seed: 20260426,
  run: async (size, say) => {
    const times = size === 'full' ? 20 : 2;
    const chance = chanceOf(restoreDrill.seed);
    const root = mkdtempSync(join(tmpdir(), 'reliability-restore-'));
    const backups = join(root, 'backups');
    try {
      {
        await using office = openOffice({ directory: root });
        await setUp(office);
      }
      let [equal, drillsEqual, seenToDiffer, opened, rows] = [0, 0, 0, 0, 0];
      for (let time = 0; time < times; time += 1) {
        // The register of one more day.
        await using office = openOffice({ directory: root });
        await signIn(office);
        for (let count = 1 + below(chance, 3); count > 0; count -= 1)
          await logForm(office, '2026-05-13', {
            people: [child(`Child ${time}-${count}-Test`, '2015-06-14')],
          });
        if (time % 4 === 0)
          await receive(office, `form-${time}.docx`, fixtureForm('bury-request-for-resolution.docx'));
        await office.backend.close();

        const day = await openParts(office.directory);
        const before = {
          contents: contentsOf(day.connection),
          head: day.connection.prepare(auditHead).get(),
        };
        const backup = await makeBackup({
          connection: day.connection,
          pages: day.pages,
          directory: office.directory,
          keys: day.vault.keys,
          registerId: day.vault.registerId,
          slotFile: day.slotFile,
          folder: backups,
          madeAt: instant(`2026-05-${String(1 + time).padStart(2, '0')}T08:00:00Z`),
        });
        closeDatabase(day.connection);

        // The register goes on, and so differs from its backup.
        await using after = openOffice({ directory: root });
        await signIn(after);
        await logForm(after, '2026-05-14', { people: [child(`Later ${time}-Test`, '2016-04-03')] });
        await after.backend.close();
        const later = await openParts(after.directory);
        if (!isDeepStrictEqual(contentsOf(later.connection), before.contents)) seenToDiffer += 1;
        closeDatabase(later.connection);

        const elsewhere = join(root, `restored-${time}`);
        const target = join(elsewhere, 'register');
        restoreBackup(backup.directory, target, day.vault.keys);
        const restored = await openParts(target);
        const found = {
          contents: contentsOf(restored.connection),
          head: restored.connection.prepare(auditHead).get(),
        };
        closeDatabase(restored.connection);
        if (isDeepStrictEqual(found, before)) equal += 1;
        const drill = drillRestore(backup.directory, root, [day.vault.keys]);
        if (drill.equal) drillsEqual += 1;
        rows = drill.rows;
        // By the passphrase of the day, with its audit log whole.
        await using desk = openOffice({ directory: elsewhere });
        await signIn(desk);
        if ((await desk.api.audit.check({})).intact) opened += 1;
        await desk.backend.close();
        rmSync(elsewhere, { recursive: true });
        if (time % 5 === 4) say(`${time + 1} restored, ${equal} equal`);
      }
      return {
        measured: `${equal}/${times} equal in every row, count and audit head (${rows} rows at the end); ${drillsEqual} of the app’s own drills say so; ${opened} opened by passphrase with an intact log`,
        control: `compared with the register as it went on, ${seenToDiffer} of ${times} differ`,
        ok: [equal, drillsEqual, opened, seenToDiffer].every((count) => count === times),
      };
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  },
};
