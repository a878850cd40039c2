// A process that holds the register until it is killed.
import { acquireInstanceLock } from '../../../electron/backend/vault/instanceLock.ts';
import { instant } from '../../../shared/domain/calendarTypes.ts';

const [directory = '', now = ''] = process.argv.slice(2);
acquireInstanceLock(directory, instant(now));
process.send?.('held');
setInterval(() => undefined, 1000);
