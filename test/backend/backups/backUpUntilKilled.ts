// Makes one backup, having said when it begins, for somebody who kills it on the way.
import { makeBackup } from '../../../electron/backend/backups/makeBackup.ts';
import { instant } from '../../../shared/domain/calendarTypes.ts';
import { openParts } from '../../helpers/closedRegister.ts';

const [directory = '', folder = '', round = '0'] = process.argv.slice(2);
const { vault, connection, pages, slotFile } = await openParts(directory);
process.send?.('begins');
await makeBackup({
  connection,
  pages,
  directory,
  keys: vault.keys,
  registerId: vault.registerId,
  slotFile,
  folder,
  madeAt: instant(`2026-05-15T08:00:0${round}Z`),
});
setInterval(() => undefined, 1000);
