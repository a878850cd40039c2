// Changes the register's keys again and again, having said when it begins, until somebody kills the process.
import { finishRotation, prepareRotation } from '../../../electron/backend/backups/rotateKeys.ts';
import { createAuditLog } from '../../../electron/backend/audit/auditLog.ts';
import { closeDatabase } from '../../../electron/backend/database/openDatabase.ts';
import { registerDatabaseFor } from '../../../electron/backend/database/registerDatabase.ts';
import { instant } from '../../../shared/domain/calendarTypes.ts';
import { openParts } from '../../helpers/closedRegister.ts';

const [directory = ''] = process.argv.slice(2);
const now = instant('2026-05-15T08:00:00Z');
process.send?.('begins');
for (;;) {
  const { vault, connection, pages, file } = await openParts(directory);
  const line = { at: now, personId: vault.person?.userId ?? '', action: 'people.changeKeys' };
  const prepared = await prepareRotation({
    connection,
    pages,
    file,
    keys: vault.keys,
    line: { ...line, kind: 'security', entity: 'register', detail: 'new keys' },
    now,
  });
  closeDatabase(connection);
  finishRotation(prepared);
  const next = await openParts(directory);
  createAuditLog(
    registerDatabaseFor(next.connection),
    next.vault.keys.audit,
    `${directory}/anchor.json`,
  ).anchor();
  closeDatabase(next.connection);
}
