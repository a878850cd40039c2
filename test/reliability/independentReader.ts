import { createDecipheriv, createHmac, pbkdf2Sync } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { closeDatabase, openDatabase } from '../../electron/backend/database/openDatabase.ts';
import { databaseFileName } from '../../electron/backend/register.ts';
import { prepareRegister } from '../e2e/preparedRegister.ts';
import { PASSPHRASE } from '../helpers/office.ts';
import { bareKeys, connectionOf, openBareRegister } from './bareRegister.ts';
import { keysOfRegister } from './keysOfRegister.ts';
import { fillWithCases } from '../helpers/manyCases.ts';
import type { Row } from './row.ts';

const page = 4096;
const reserve = 80;
const salt = 16;

/**
 * SQLCipher 4 as it is documented, by Node's own crypto: AES-256-CBC with the page's vector before its HMAC-SHA512, under
 * a raw key; the HMAC's key from the salt with every byte XOR 0x3a. No code of ours and none of the driver's.
 */
const decryptDatabase = (bytes: Buffer, key: Buffer): Buffer => {
  const macKey = pbkdf2Sync(
    key,
    Buffer.from(bytes.subarray(0, salt).map((byte) => byte ^ 0x3a)),
    2,
    32,
    'sha512',
  );
  const plain = Buffer.alloc(bytes.length);
  for (let at = 0, number = 1; at < bytes.length; at += page, number += 1) {
    const from = number === 1 ? salt : 0;
    const sealed = bytes.subarray(at, at + page);
    const vector = sealed.subarray(page - reserve, page - reserve + 16);
    const counted = Buffer.alloc(4);
    counted.writeUInt32LE(number);
    const mac = createHmac('sha512', macKey)
      .update(sealed.subarray(from, page - reserve + 16))
      .update(counted)
      .digest();
    if (!mac.equals(sealed.subarray(page - 64))) throw new Error(`The seal of page ${number} does not fit`);
    const decipher = createDecipheriv('aes-256-cbc', key, vector).setAutoPadding(false);
    const content = Buffer.concat([decipher.update(sealed.subarray(from, page - reserve)), decipher.final()]);
    content.copy(plain, at + from);
  }
  plain.write('SQLite format 3\0', 0, 'latin1');
  // Read by a program that keeps no write-ahead log.
  plain.writeUInt8(1, 18);
  plain.writeUInt8(1, 19);
  return plain;
};

type Rows = readonly Record<string, unknown>[];

/** Bytes as Node has them: the two drivers hand over different kinds. */
const alike = (rows: Rows): Rows =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([column, value]) => [
        column,
        value instanceof Uint8Array ? Buffer.from(value) : value,
      ]),
    ),
  );

interface Reading {
  readonly rows: number;
  readonly tables: number;
  readonly pages: number;
  /** Tables whose rows the two ways do not read alike. */
  readonly unequal: readonly string[];
  readonly integrity: string;
}

/** Reads a register by Node alone and by our driver. The plain copy is in memory where the system has such a place. */
const readBothWays = async (file: string, key: Buffer): Promise<Reading> => {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'reader-'));
  try {
    const encrypted = readFileSync(file);
    const plainFile = join(folder, 'plain.db');
    writeFileSync(plainFile, decryptDatabase(encrypted, key), { mode: 0o600 });
    const { DatabaseSync: Reader } = await import('node:sqlite');
    const reader = new Reader(plainFile, { readOnly: true });
    const connection = openDatabase({ file, key, mode: 'open' });
    const tables = connection
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .pluck()
      .all();
    const unequal: string[] = [];
    let rows = 0;
    for (const name of tables) {
      const query = `SELECT * FROM "${name}"`;
      const ours = connection.prepare<[], Record<string, unknown>>(query).all();
      const theirs = reader.prepare(query).all();
      rows += theirs.length;
      if (!isDeepStrictEqual(alike(ours), alike(theirs))) unequal.push(name);
    }
    const integrity = String(Object.values(reader.prepare('PRAGMA integrity_check').get() ?? {})[0]);
    reader.close();
    closeDatabase(connection);
    return { rows, tables: tables.length, pages: encrypted.length / page, unequal, integrity };
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const refusedBy = (read: () => unknown): boolean => {
  try {
    read();
    return false;
  } catch {
    return true;
  }
};

export const independentReader: Row = {
  name: 'independent-reader',
  target: 'every row read without our driver',
  promise: 'every row of the register can be read without this program, by the published format and the key',
  seed: 20260422,
  missing: () => {
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
    return major > 22 || (major === 22 && minor >= 5) ? undefined : 'this Node has no node:sqlite';
  },
  run: async (size) => {
    const root = mkdtempSync(join(tmpdir(), 'reliability-reader-'));
    try {
      const { registerDirectory, people } = await prepareRegister(join(root, 'office'));
      const keys = await keysOfRegister(registerDirectory, people.businessManager.name, PASSPHRASE);
      const file = join(registerDirectory, databaseFileName);
      const readings = [await readBothWays(file, keys.database)];
      if (size === 'full') {
        const large = join(root, 'large');
        const register = openBareRegister(large, independentReader.seed, 'create');
        fillWithCases(connectionOf(register), 2_000);
        register.close();
        readings.push(
          await readBothWays(join(large, databaseFileName), bareKeys(independentReader.seed).database),
        );
      }
      const encrypted = readFileSync(file);
      const otherKey = Buffer.from(keys.database);
      otherKey.writeUInt8(otherKey.readUInt8(0) ^ 1);
      const refusesKey = refusedBy(() => decryptDatabase(encrypted, otherKey));
      const { DatabaseSync: Reader } = await import('node:sqlite');
      const refusesFile = refusedBy(() =>
        new Reader(file, { readOnly: true }).prepare('SELECT * FROM sqlite_schema').all(),
      );
      const sum = (pick: (reading: Reading) => number): number =>
        readings.reduce((total, reading) => total + pick(reading), 0);
      const unequal = readings.flatMap((reading) => reading.unequal);
      return {
        measured: `${sum(({ rows }) => rows)} rows of ${readings[0]?.tables ?? 0} tables over ${sum(({ pages }) => pages)} pages read, ${unequal.length} tables unequal${unequal.map((name) => ` ${name}`).join('')}, integrity ${readings.map(({ integrity }) => integrity).join(' and ')}`,
        control: `with one bit of the key changed: ${refusesKey ? 'refused' : 'READ'}; the encrypted file by node:sqlite: ${refusesFile ? 'refused' : 'READ'}`,
        ok:
          unequal.length === 0 &&
          sum(({ rows }) => rows) > 100 &&
          readings.every(({ integrity }) => integrity === 'ok') &&
          refusesKey &&
          refusesFile,
      };
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  },
};
