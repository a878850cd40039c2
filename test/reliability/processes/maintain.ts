// Brings a register up to date, backs it up, or changes its keys; under the shim it dies at the step that it is told.
import { randomBytes } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeBackup } from '../../../electron/backend/backups/makeBackup.ts';
import { changeKey } from '../../../electron/backend/database/openDatabase.ts';
import { instant } from '../../../shared/domain/calendarTypes.ts';
import { openParts } from '../../helpers/closedRegister.ts';
import { signIn } from '../../helpers/loggedCase.ts';
import { openOffice } from '../../helpers/office.ts';
import { pathsWith } from '../maintenancePaths.ts';

const [what = '', root = '', dieAt = '0'] = process.argv.slice(2);
const directory = join(root, 'register');
const begin = (): void => appendFileSync(join(root, 'disk-orders'), `die ${dieAt}\n`);

switch (what) {
  case 'update': {
    const office = openOffice({
      directory: root,
      ports: { paths: pathsWith(root, join(root, 'migrations')) },
    });
    begin();
    await signIn(office);
    await office.backend.close();
    break;
  }
  case 'backup': {
    const { vault, connection, pages, slotFile } = await openParts(directory);
    begin();
    await makeBackup({
      connection,
      pages,
      directory,
      keys: vault.keys,
      registerId: vault.registerId,
      slotFile,
      folder: join(root, 'backups'),
      madeAt: instant('2026-05-16T08:00:00Z'),
    });
    break;
  }
  case 'keys': {
    const office = openOffice({ directory: root });
    await signIn(office);
    const { people } = await office.api.people.list({});
    begin();
    await office.api.people.remove({ personId: people.find(({ role }) => role === 'reader')?.id ?? '' });
    break;
  }
  case 'keys in place': {
    // What the app never does: the control.
    const { connection } = await openParts(directory);
    begin();
    changeKey(connection, randomBytes(32).fill(7));
    break;
  }
}
process.exit(0);
