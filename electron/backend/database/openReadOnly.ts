import Database from 'better-sqlite3';
import { DatabaseFault, findDatabaseFault } from './databaseFault.ts';
import { giveKey, setPragma, type Connection } from './openDatabase.ts';

/**
 * Opens a copy of the register to look at it; nothing of it is changed and nothing is written beside it. For copies
 * that this program made, which have no write-ahead log.
 * @throws DatabaseFault
 */
export const openReadOnly = (file: string, key: Buffer): Connection => {
  const connection = connectReadOnly(file);
  try {
    setPragma(connection, 'cipher', "'sqlcipher'", 'sqlcipher');
    setPragma(connection, 'legacy', '4', '4');
    giveKey(connection, key);
    setPragma(connection, 'temp_store', 'MEMORY', 2);
    setPragma(connection, 'trusted_schema', 'OFF', 0);
    // In KiB where below nought: the check of each index asks for pages in no order.
    setPragma(connection, 'cache_size', '-262144', -262144);
    connection.prepare('SELECT count(*) FROM sqlite_schema').get(); // the first read proves the key
    return connection;
  } catch (error) {
    connection.close();
    throw findDatabaseFault(error) ?? error;
  }
};

/**
 * Looks at all of a database: SQLite's own check, and that no row has lost what it points to.
 * @throws DatabaseFault `damaged`
 */
export const checkIntegrity = (connection: Connection): void => {
  checkStructure(connection);
  checkReferences(connection);
};

/**
 * SQLite's own check, the search index's included.
 * @throws DatabaseFault `damaged`
 */
export const checkStructure = (connection: Connection): void =>
  refuseUnless(() => connection.pragma('integrity_check', { simple: true }) === 'ok');

/**
 * That no row has lost what it points to.
 * @throws DatabaseFault `damaged`
 */
export const checkReferences = (connection: Connection): void =>
  refuseUnless(() => {
    const orphans = connection.pragma('foreign_key_check');
    return Array.isArray(orphans) && orphans.length === 0;
  });

const refuseUnless = (holds: () => boolean): void => {
  try {
    if (holds()) return;
  } catch (error) {
    throw findDatabaseFault(error) ?? error;
  }
  throw new DatabaseFault(
    'damaged',
    'The register file is damaged. Stop work and restore the latest backup.',
  );
};

const connectReadOnly = (file: string): Connection => {
  try {
    return new Database(file, { readonly: true, fileMustExist: true });
  } catch (error) {
    throw findDatabaseFault(error) ?? error;
  }
};
