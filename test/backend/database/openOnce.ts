// A second process that tries to open the register and says how it went.
import { closeDatabase, openDatabase } from '../../../electron/backend/database/openDatabase.ts';

const [file = '', key = ''] = process.argv.slice(2);
try {
  closeDatabase(openDatabase({ file, key: Buffer.from(key, 'hex'), mode: 'open' }));
  process.send?.('opened', () => process.disconnect());
} catch (error) {
  const answer = error instanceof Error && 'code' in error ? error.code : String(error);
  process.send?.(answer, () => process.disconnect());
}
