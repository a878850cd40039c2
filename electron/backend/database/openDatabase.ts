/**
 * The register's file: opening and closing it, bringing it up to date (openMigrated.ts) and walking its pages
 * for damage (findDamagedPages.ts). This folder alone imports the SQLite driver; it imports Node, drizzle and
 * nothing of the features. While a connection is open, never open and close the same file with `fs` in this
 * process: POSIX systems drop SQLite's lock when any handle of the process on that file is closed.
 */
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { sortKey } from '../../../shared/domain/sortKey.ts';
import { DatabaseFault, findDatabaseFault } from './databaseFault.ts';
import { realPlace, unsafePlace } from './unsafePlace.ts';

export type Connection = Database.Database;

export interface DatabaseLocation {
  readonly file: string;
  /** 32 bytes, the vault's `database` key. */
  readonly key: Buffer;
  /** `create` refuses a file that is there; `open` refuses one that is missing, empty or not encrypted. */
  readonly mode: 'create' | 'open';
}

/** How long another process may hold the file before we say that the register is in use. */
const busyTimeoutMilliseconds = 250;
const plainTextHeader = 'SQLite format 3\0';

/** Each set, then read back: SQLite answers an unknown or refused pragma with silence. */
const settings = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['temp_store', 'MEMORY', 2],
  ['secure_delete', 'ON', 1],
  ['foreign_keys', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['mmap_size', '0', 0],
  // In KiB where below nought. Each page that is not here has to be decrypted again.
  ['cache_size', '-65536', -65536],
] as const;

/**
 * Opens the encrypted register, proves the key and holds the file exclusively.
 * @throws DatabaseFault
 */
export const openDatabase = ({ file, key, mode }: DatabaseLocation): Connection => {
  if (key.length !== 32) throw new TypeError('The database key has 32 bytes');
  const reason = unsafePlace(realPlace(file));
  if (reason !== undefined) throw new DatabaseFault('unsafe-place', reason);
  if (mode === 'create') createOwnedFile(file);
  else refuseMissingOrEmpty(file);

  const connection = connect(file);
  try {
    setPragma(connection, 'cipher', "'sqlcipher'", 'sqlcipher');
    setPragma(connection, 'legacy', '4', '4');
    giveKey(connection, key);
    setPragma(connection, 'locking_mode', 'EXCLUSIVE', 'exclusive');
    connection.prepare('SELECT count(*) FROM sqlite_schema').get(); // the first read proves the key
    for (const [name, value, readBack] of settings) setPragma(connection, name, value, readBack);
    addSortKey(connection);
    takeExclusiveLock(connection);
    return connection;
  } catch (error) {
    connection.close();
    const fault = findDatabaseFault(error);
    if (fault?.code === 'wrong-key' && isPlainText(file)) {
      throw new DatabaseFault(
        'not-encrypted',
        'The file in the register’s place is not encrypted, so it is not your register. Restore the latest backup.',
      );
    }
    throw fault ?? error;
  }
};

const connect = (file: string): Connection => {
  try {
    return new Database(file, { fileMustExist: true, timeout: busyTimeoutMilliseconds });
  } catch (error) {
    throw findDatabaseFault(error) ?? error;
  }
};

/** Moves everything from the write-ahead log into the file and closes it. */
export const closeDatabase = (connection: Connection): void => {
  if (!connection.open) return;
  try {
    checkpointDatabase(connection);
  } finally {
    connection.close();
  }
};

/**
 * Moves everything from the write-ahead log into the file: before locking, before quitting, before a copy. False where a
 * statement that still reads kept some of it back.
 */
export const checkpointDatabase = (connection: Connection): boolean =>
  connection.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0;

/** The typed query builder on an open connection. */
export const drizzleFor = <Schema extends Record<string, unknown>>(
  connection: Connection,
  schema: Schema,
): BetterSQLite3Database<Schema> => drizzle(connection, { schema });

/** Sets a pragma and asserts that it holds. */
export const setPragma = (
  connection: Connection,
  name: string,
  value: string,
  readBack: string | number,
): void => {
  connection.pragma(`${name}=${value}`);
  if (connection.pragma(name, { simple: true }) !== readBack) {
    throw new DatabaseFault(
      'setting-refused',
      `The register was not opened: the setting ${name} could not be made. Reinstall this program.`,
    );
  }
};

const createOwnedFile = (file: string): void => {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if (existsSync(file)) {
      throw new DatabaseFault('exists', 'There is already a register in this folder. Open it instead.');
    }
    throw findDatabaseFault(error) ?? error;
  }
};

const refuseMissingOrEmpty = (file: string): void => {
  if (!existsSync(file)) {
    throw new DatabaseFault(
      'missing',
      'The register file is not in its folder, although its keys are. Put the file back or restore the latest backup.',
    );
  }
  if (statSync(file).size === 0) {
    throw new DatabaseFault('empty', 'The register file is empty. Restore the latest backup.');
  }
};

const isPlainText = (file: string): boolean => {
  const header = Buffer.alloc(plainTextHeader.length);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, header, 0, header.length, 0);
  } finally {
    closeSync(handle);
  }
  return header.toString('latin1') === plainTextHeader;
};

/** Hands over a key of 32 bytes; the copy that the driver needs is zeroed. */
export const giveKey = (connection: Connection, key: Buffer): void =>
  withRawKey(key, (rawKey) => connection.key(rawKey));

/** Makes of a copy one file that stands by itself, without a log beside it. Never on the live file. */
export const leaveWriteAheadLog = (connection: Connection): void =>
  setPragma(connection, 'journal_mode', 'DELETE', 'delete');

/** Encrypts every page anew. Never on the live file: killed half way, neither key opens what is left. */
export const changeKey = (connection: Connection, key: Buffer): void => {
  leaveWriteAheadLog(connection); // pages of two keys may not meet in a log
  withRawKey(key, (rawKey) => connection.rekey(rawKey));
};

const withRawKey = (key: Buffer, use: (rawKey: Buffer) => unknown): void => {
  const rawKey = Buffer.concat([Buffer.from('raw:'), key]); // as a Buffer: SQL text would end up in traces
  try {
    use(rawKey);
  } finally {
    rawKey.fill(0);
  }
};

/** `sort_key(text)` in SQL, for migrations and repositories; null for null. The schema itself may not name it. */
const addSortKey = (connection: Connection): void => {
  connection.function('sort_key', { deterministic: true }, (text: unknown) =>
    typeof text === 'string' ? sortKey(text) : null,
  );
};

/** In EXCLUSIVE mode SQLite keeps what it has locked once, so one write lock shuts every other process out. */
const takeExclusiveLock = (connection: Connection): void => {
  connection.exec('BEGIN EXCLUSIVE; COMMIT');
};
