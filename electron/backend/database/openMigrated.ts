import { createHash } from 'node:crypto';
import {
  copyFileSync,
  constants,
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Instant } from '../../../shared/domain/calendarTypes.ts';
import { renameWithRetry, syncFolder } from '../files/writeFileAtomically.ts';
import { DatabaseFault, findDatabaseFault } from './databaseFault.ts';
import {
  closeDatabase,
  openDatabase,
  setPragma,
  type Connection,
  type DatabaseLocation,
} from './openDatabase.ts';

interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sha256: string;
  readonly statements: readonly string[];
}

interface AppliedMigration {
  readonly number: number;
  readonly sha256: string;
}

export interface MigratedDatabase {
  readonly connection: Connection;
  /** The names of the migrations that ran now, in order. */
  readonly applied: readonly string[];
}

/**
 * Opens the register and brings it to this program's version. Drizzle's own runner is not used: it leaves
 * foreign keys on while it rebuilds a table, which silently empties that table's cascading children.
 * Before anything changes, the still encrypted file is copied to `<file>.before-<number>`; only the latest copy is kept.
 * @param migrationsDirectory holds drizzle-kit's `NNNN_name.sql` files, from 0000 on without a gap
 * @throws DatabaseFault; each migration runs whole or not at all, and the file is closed
 */
export const openMigrated = (
  location: DatabaseLocation,
  migrationsDirectory: string,
  appliedAt: Instant,
): MigratedDatabase => {
  const migrations = readMigrations(migrationsDirectory);
  let connection = openDatabase(location);
  try {
    const done = listApplied(connection);
    checkApplied(done, migrations);
    const pending = migrations.slice(done.length);
    const [first] = pending;
    if (first === undefined) return { connection, applied: [] };
    if (done.length > 0) {
      closeDatabase(connection); // copying an open file would drop SQLite's lock on it
      copyBefore(location.file, first.number);
      connection = openDatabase({ ...location, mode: 'open' });
    }
    setPragma(connection, 'foreign_keys', 'OFF', 0); // has no effect inside a transaction
    for (const migration of pending) applyMigration(connection, migration, appliedAt);
    setPragma(connection, 'foreign_keys', 'ON', 1);
    return { connection, applied: pending.map(({ name }) => name) };
  } catch (error) {
    connection.close();
    throw error;
  }
};

const readMigrations = (directory: string): readonly Migration[] =>
  readdirSync(directory)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file, index) => {
      if (!file.startsWith(`${padded(index)}_`)) {
        throw new DatabaseFault(
          'migration-changed',
          `This program’s update ${padded(index)} is missing. Reinstall this program.`,
        );
      }
      // Line endings may differ between checkouts of the same file.
      const text = readFileSync(join(directory, file), 'utf8').replaceAll('\r\n', '\n');
      return {
        number: index,
        name: basename(file, '.sql'),
        sha256: createHash('sha256').update(text).digest('hex'),
        statements: text.split('--> statement-breakpoint').filter((statement) => statement.trim() !== ''),
      };
    });

const listApplied = (connection: Connection): readonly AppliedMigration[] => {
  const table = connection.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'applied_migrations'").get();
  return table === undefined
    ? []
    : connection
        .prepare<[], AppliedMigration>('SELECT number, sha256 FROM applied_migrations ORDER BY number')
        .all();
};

const checkApplied = (done: readonly AppliedMigration[], migrations: readonly Migration[]): void => {
  if (done.length > migrations.length) {
    throw new DatabaseFault(
      'newer-version',
      'This register was last used with a newer version of this program. Install the newer version; nothing was changed.',
    );
  }
  done.forEach(({ number, sha256 }, index) => {
    if (number !== index || sha256 !== migrations[index]?.sha256) {
      throw new DatabaseFault(
        'migration-changed',
        `Update ${padded(number)} of this register is not the one that this program knows. Reinstall this program; nothing was changed.`,
      );
    }
  });
};

const applyMigration = (connection: Connection, migration: Migration, appliedAt: Instant): void => {
  try {
    connection.exec('BEGIN IMMEDIATE');
    for (const statement of migration.statements) connection.exec(statement);
    const orphans = connection.pragma('foreign_key_check');
    if (!Array.isArray(orphans) || orphans.length > 0)
      throw new Error('Rows were left without their parents');
    connection.exec(
      'CREATE TABLE IF NOT EXISTS applied_migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT',
    );
    connection
      .prepare('INSERT INTO applied_migrations (number, name, sha256, applied_at) VALUES (?, ?, ?, ?)')
      .run(migration.number, migration.name, migration.sha256, appliedAt);
    connection.exec('COMMIT');
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    const fault = findDatabaseFault(error);
    if (fault) throw fault;
    throw new DatabaseFault(
      'migration-failed',
      `The register could not be brought up to date (update ${padded(migration.number)}). It is as it was before that update. Keep using the previous version of this program and tell your support.`,
      { cause: error },
    );
  }
};

const copyBefore = (file: string, number: number): void => {
  const copy = `${file}.before-${padded(number)}`;
  try {
    copyFileSync(file, `${copy}.tmp`, constants.COPYFILE_FICLONE);
    const handle = openSync(`${copy}.tmp`, 'r+');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameWithRetry(`${copy}.tmp`, copy);
    syncFolder(dirname(file));
  } catch (error) {
    rmSync(`${copy}.tmp`, { force: true });
    throw findDatabaseFault(error) ?? error;
  }
  for (const other of readdirSync(dirname(file))) {
    const isOlderCopy = other.startsWith(`${basename(file)}.before-`) && other !== basename(copy);
    if (isOlderCopy) rmSync(join(dirname(file), other));
  }
};

const padded = (number: number): string => String(number).padStart(4, '0');
