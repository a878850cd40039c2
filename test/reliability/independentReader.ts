import { createDecipheriv, createHmac, pbkdf2Sync } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { DatabaseSync } from 'node:sqlite';
import { closeDatabase, openDatabase } from '../../electron/backend/database/openDatabase.ts';
import { prepareRegister } from '../e2e/preparedRegister.ts';
import { PASSPHRASE } from '../helpers/office.ts';
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

interface Table {
  readonly name: string;
  readonly sql: string;
}
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
    const plainFile = join(existsSync('/dev/shm') ? '/dev/shm' : root, `reader-${process.pid}.db`);
    try {
      const { registerDirectory, people } = await prepareRegister(join(root, 'office'));
      const keys = await keysOfRegister(registerDirectory, people.businessManager.name, PASSPHRASE);
      const file = join(registerDirectory, 'register.db');
      if (size === 'full') {
        const connection = openDatabase({ file, key: keys.database, mode: 'open' });
        fillWithCases(connection, 2_000);
        closeDatabase(connection);
      }
      const encrypted = readFileSync(file);
      writeFileSync(plainFile, decryptDatabase(encrypted, keys.database), { mode: 0o600 });
      const { DatabaseSync: Reader } = await import('node:sqlite');
      const reader: DatabaseSync = new Reader(plainFile, { readOnly: true });
      const connection = openDatabase({ file, key: keys.database, mode: 'open' });
      const tables = connection
        .prepare<[], Table>("SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        .all();
      const unequal: string[] = [];
      let rows = 0;
      for (const { name } of tables) {
        const query = `SELECT * FROM "${name}"`;
        const ours = connection.prepare<[], Record<string, unknown>>(query).all();
        const theirs = reader.prepare(query).all();
        rows += theirs.length;
        if (!isDeepStrictEqual(alike(ours), alike(theirs.map((row) => ({ ...row }))))) unequal.push(name);
      }
      const integrity = Object.values(reader.prepare('PRAGMA integrity_check').get() ?? {})[0];
      reader.close();
      closeDatabase(connection);
      const otherKey = Buffer.from(keys.database).fill(7, 0, 1);
      let withAnotherKey = 'read';
      try {
        decryptDatabase(encrypted, otherKey);
      } catch {
        withAnotherKey = 'refused';
      }
      let asItIs = 'read';
      try {
        const raw = new Reader(file, { readOnly: true });
        raw.prepare('SELECT * FROM sqlite_schema').all();
      } catch {
        asItIs = 'refused';
      }
      return {
        measured: `${rows} rows of ${tables.length} tables over ${encrypted.length / page} pages read, ${unequal.length} tables unequal${unequal.join(', ')}, integrity ${String(integrity)}`,
        control: `with one byte of the key changed: ${withAnotherKey}; the encrypted file by node:sqlite: ${asItIs}`,
        ok:
          unequal.length === 0 &&
          rows > 100 &&
          integrity === 'ok' &&
          withAnotherKey === 'refused' &&
          asItIs === 'refused',
      };
    } finally {
      rmSync(plainFile, { force: true });
      rmSync(root, { recursive: true, force: true });
    }
  },
};
