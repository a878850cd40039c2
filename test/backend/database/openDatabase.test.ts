import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findDatabaseFault } from '../../../electron/backend/database/databaseFault.ts';
import { findDamagedPages, openPageFile } from '../../../electron/backend/database/findDamagedPages.ts';
import {
  checkpointDatabase,
  closeDatabase,
  drizzleFor,
  openDatabase,
} from '../../../electron/backend/database/openDatabase.ts';
import { unsafePlace } from '../../../electron/backend/database/unsafePlace.ts';

const canary = 'Canary-Child-Test';
const key = randomBytes(32);
let folder = '';
let file = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'register-'));
  file = join(folder, 'register.db');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const makeRegister = (rows = 200): void => {
  const connection = openDatabase({ file, key, mode: 'create' });
  connection.exec('CREATE TABLE notes (id INTEGER PRIMARY KEY, content TEXT NOT NULL) STRICT');
  const insert = connection.prepare('INSERT INTO notes (content) VALUES (?)');
  for (let row = 0; row < rows; row += 1) insert.run(canary.repeat(10));
  closeDatabase(connection);
};
const openFault = (use = key): unknown => {
  try {
    closeDatabase(openDatabase({ file, key: use, mode: 'open' }));
    return 'opened';
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
};
const filesWith = (needle: string): readonly string[] =>
  readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(needle));

describe('opening the register', () => {
  test('every setting holds, and Drizzle reads what was written', () => {
    const connection = openDatabase({ file, key, mode: 'create' });
    connection.exec('CREATE TABLE notes (id INTEGER PRIMARY KEY, content TEXT NOT NULL) STRICT');
    const notes = sqliteTable('notes', { id: integer().primaryKey(), content: text().notNull() });
    const database = drizzleFor(connection, { notes });
    database.insert(notes).values({ content: canary }).run();
    const names = ['cipher', 'locking_mode', 'journal_mode', 'synchronous', 'temp_store', 'secure_delete'];
    const more = ['foreign_keys', 'trusted_schema', 'cell_size_check', 'mmap_size'];
    expect({
      settings: [...names, ...more].map((name) => connection.pragma(name, { simple: true })),
      rows: database.select().from(notes).all(),
      count: database.get(sql`SELECT count(*) AS n FROM notes`),
    }).toEqual({
      settings: ['sqlcipher', 'exclusive', 'wal', 2, 2, 1, 1, 0, 1, 0],
      rows: [{ id: 1, content: canary }],
      count: { n: 1 },
    });
    closeDatabase(connection);
  });

  test('nothing of a child can be read on the disk, while open or closed', () => {
    const connection = openDatabase({ file, key, mode: 'create' });
    connection.exec('CREATE TABLE notes (content TEXT)');
    const insert = connection.prepare('INSERT INTO notes VALUES (?)');
    for (let row = 0; row < 2000; row += 1) insert.run(`${row} ${canary}`);
    connection.prepare('SELECT content FROM notes ORDER BY content DESC').all();
    const whileOpen = { files: readdirSync(folder).sort(), hits: filesWith(canary) };
    checkpointDatabase(connection);
    closeDatabase(connection);
    const plain = join(folder, 'control.txt');
    writeFileSync(plain, canary);
    expect({ whileOpen, afterwards: filesWith(canary) }).toEqual({
      whileOpen: { files: ['register.db', 'register.db-wal'], hits: [] },
      afterwards: ['control.txt'],
    });
  });

  test('another key, a missing, an empty and a plain file are each refused by name', () => {
    const missing = openFault();
    makeRegister();
    const wrongKey = openFault(randomBytes(32));
    const rightKey = openFault();
    writeFileSync(file, '');
    const empty = openFault();
    writeFileSync(file, Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(4080)]));
    const plain = openFault();
    expect({ missing, wrongKey, rightKey, empty, plain }).toEqual({
      missing: 'missing',
      wrongKey: 'wrong-key',
      rightKey: 'opened',
      empty: 'empty',
      plain: 'not-encrypted',
    });
  });

  test('a register that is there is never written over', () => {
    makeRegister();
    const before = readFileSync(file);
    expect(() => openDatabase({ file, key, mode: 'create' })).toThrowError(
      expect.objectContaining({ code: 'exists' }),
    );
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('a second opening is told that the register is in use', () => {
    makeRegister(1);
    const first = openDatabase({ file, key, mode: 'open' });
    expect(openFault()).toBe('in-use'); // a second try inside the program must not loosen the first's lock
    const child = fork(new URL('./openOnce.ts', import.meta.url), [file, key.toString('hex')]);
    return once(child, 'message').then(([answer]) => {
      closeDatabase(first);
      expect(answer).toBe('in-use');
    });
  });
});

describe('damage', () => {
  test('every damaged page is found by its seal, also where SQLite never looks', () => {
    makeRegister();
    const sound = findDamagedPages(file, key);
    const bytes = readFileSync(file);
    const pages = bytes.length / 4096;
    const found = Array.from({ length: pages }, (_, index) => {
      const flipped = Buffer.from(bytes);
      const at = index * 4096 + 16 + ((index * 997) % 4080);
      flipped.writeUInt8(flipped.readUInt8(at) ^ 1, at);
      writeFileSync(file, flipped);
      return findDamagedPages(file, key);
    });
    expect({ sound, found }).toEqual({
      sound: [],
      found: Array.from({ length: pages }, (_, index) => [index + 1]),
    });
  });

  test('a damaged page is reported when it is read, and a cut-off file is found', () => {
    makeRegister();
    const bytes = readFileSync(file);
    bytes.writeUInt8(bytes.readUInt8(3 * 4096 + 100) ^ 1, 3 * 4096 + 100);
    writeFileSync(file, bytes);
    const connection = openDatabase({ file, key, mode: 'open' });
    expect(() => connection.prepare('SELECT content FROM notes').all()).toThrow();
    connection.close();
    truncateSync(file, bytes.length - 10);
    expect(findDamagedPages(file, key)).toEqual([4, bytes.length / 4096]);
  });

  test('the one page past a gigabyte that SQLite never writes is no damage, and its neighbours are', () => {
    makeRegister();
    truncateSync(file, 262_146 * 4096);
    const pages = openPageFile(file);
    const found = pages.findDamaged(key, 262_144, 3);
    pages.close();
    expect(found).toEqual([262_144, 262_146]);
  });

  test('half a page that the write-ahead log makes whole is no damage, unless the log is damaged there too', () => {
    makeRegister(60);
    const connection = openDatabase({ file, key, mode: 'open' });
    connection.prepare("UPDATE notes SET content = 'again' WHERE id = 1").run();
    const left = join(folder, 'left.db');
    const log = readFileSync(`${file}-wal`);
    const inLog = log.readUInt32BE(32);
    const leave = (page: number, logged: Buffer): readonly number[] => {
      const bytes = readFileSync(file);
      bytes.fill(7, (page - 1) * 4096 + 2048, page * 4096);
      writeFileSync(left, bytes);
      writeFileSync(`${left}-wal`, logged);
      return findDamagedPages(left, key);
    };
    const damagedLog = Buffer.from(log);
    damagedLog.writeUInt8(damagedLog.readUInt8(32 + 24 + 3000) ^ 1, 32 + 24 + 3000);
    const elsewhere = inLog === 2 ? 3 : 2;
    const found = {
      elsewhere: leave(elsewhere, log),
      logDamaged: leave(inLog, damagedLog),
      madeWhole: leave(inLog, log),
    };
    connection.close();
    const opened = openDatabase({ file: left, key, mode: 'open' });
    const again = opened.prepare('SELECT content FROM notes WHERE id = 1').pluck().get();
    opened.close();
    expect({ found, again }).toEqual({
      found: { elsewhere: [elsewhere], logDamaged: [inLog], madeWhole: [] },
      again: 'again',
    });
  });

  test('a full disk is said in plain words, and what was saved before is still there', () => {
    makeRegister(5);
    const connection = openDatabase({ file, key, mode: 'open' });
    connection.pragma('max_page_count=2');
    const fill = (): void => {
      connection.prepare('INSERT INTO notes (content) VALUES (?)').run('x'.repeat(50_000));
    };
    let fault: unknown;
    try {
      fill();
    } catch (error) {
      fault = findDatabaseFault(error)?.code;
    }
    const rows = connection.prepare('SELECT count(*) FROM notes').pluck().get();
    closeDatabase(connection);
    expect({ fault, rows, notOurs: findDatabaseFault(new Error('other')) }).toEqual({
      fault: 'disk-full',
      rows: 5,
      notOurs: undefined,
    });
  });

  test('killed at any moment, no acknowledged write is lost', { timeout: 60_000 }, async () => {
    makeRegister(0);
    let acknowledged = 0;
    for (let round = 0; round < 6; round += 1) {
      const child = fork(new URL('./writeUntilKilled.ts', import.meta.url), [file, key.toString('hex')]);
      child.on('message', () => {
        acknowledged += 1;
        if (acknowledged % 40 === round) child.kill('SIGKILL');
      });
      await once(child, 'exit');
    }
    const damagedPages = findDamagedPages(file, key);
    const connection = openDatabase({ file, key, mode: 'open' });
    const written = connection.prepare('SELECT count(*) FROM notes').pluck().get();
    const integrity = connection.pragma('integrity_check', { simple: true });
    closeDatabase(connection);
    expect(acknowledged).toBeGreaterThan(6);
    expect(written).toBeGreaterThanOrEqual(acknowledged);
    expect({ damagedPages, integrity }).toEqual({ damagedPages: [], integrity: 'ok' });
  });
});

describe('where the register may be', () => {
  const mounts = () =>
    [
      '/dev/sda1 / ext4 rw 0 0',
      'server:/export /mnt/team nfs4 rw 0 0',
      '//srv/x /mnt/my\\040share cifs rw 0 0',
    ].join('\n');

  test.each([
    ['C:\\Users\\a\\OneDrive - Example Council\\Register', /OneDrive/],
    ['C:\\Users\\a\\Dropbox\\Register', /Dropbox/],
    ['/Users/a/Library/CloudStorage/Something', /cloud storage/],
    ['/Users/a/Library/Mobile Documents/x', /iCloud/],
    ['G:\\My Drive\\x', /Google Drive/],
    ['\\\\server\\share\\x', /network drive/],
    ['//server/share/x', /network drive/],
    ['\\\\?\\UNC\\server\\share', /network drive/],
    ['/mnt/team/register.db', /network drive/],
    ['/mnt/my share/register.db', /network drive/],
  ])('%s is refused with the reason', (path, reason) => {
    expect(unsafePlace(path, mounts)).toMatch(reason);
  });

  test.each([
    'C:\\Users\\a\\AppData\\Local\\Escalation Register\\register.db',
    '\\\\?\\C:\\Users\\a\\AppData\\Local\\register.db',
    '/mnt/teamwork/register.db',
    '/home/a/.local/share/register.db',
  ])('%s is fine', (path) => {
    expect(unsafePlace(path, mounts)).toBeUndefined();
  });

  test('a register inside a synchronised folder is neither made nor left behind', () => {
    const unsafe = join(folder, 'OneDrive');
    expect(() => openDatabase({ file: join(unsafe, 'register.db'), key, mode: 'create' })).toThrowError(
      expect.objectContaining({ code: 'unsafe-place' }),
    );
    expect(existsSync(unsafe)).toBe(false);
  });
});
