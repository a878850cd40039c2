// Writes a row, says so, writes the next, until someone kills the process.
import { openDatabase } from '../../../electron/backend/database/openDatabase.ts';

const [file = '', key = ''] = process.argv.slice(2);
const connection = openDatabase({ file, key: Buffer.from(key, 'hex'), mode: 'open' });
const insert = connection.prepare('INSERT INTO notes (content) VALUES (?)');
const writeNext = (): void => {
  insert.run('written');
  process.send?.('written', () => setImmediate(writeNext));
};
writeNext();
