import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { closeDatabase, openDatabase } from '../../electron/backend/database/openDatabase.ts';
import { openMigrated } from '../../electron/backend/database/openMigrated.ts';
import { instant } from '../../shared/domain/calendarTypes.ts';

const key = randomBytes(32);
const now = instant('2026-03-09T09:00:00Z');
let folder = '';
let file = '';
let migrations = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'register-'));
  file = join(folder, 'register.db');
  migrations = join(folder, 'migrations');
  mkdirSync(migrations);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const first = `CREATE TABLE cases (id INTEGER PRIMARY KEY, title TEXT NOT NULL);
--> statement-breakpoint
CREATE TABLE notes (id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE, content TEXT NOT NULL);
`;
// As drizzle-kit writes the rebuild of a table.
const rebuild = `PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE __new_cases (id INTEGER PRIMARY KEY, title TEXT NOT NULL, stage INTEGER DEFAULT 3 NOT NULL);--> statement-breakpoint
INSERT INTO __new_cases (id, title) SELECT id, title FROM cases;--> statement-breakpoint
DROP TABLE cases;--> statement-breakpoint
ALTER TABLE __new_cases RENAME TO cases;--> statement-breakpoint
PRAGMA foreign_keys=ON;
`;
const write = (name: string, content: string): void => writeFileSync(join(migrations, name), content);
const migrate = (mode: 'create' | 'open') => openMigrated({ file, key, mode }, migrations, now);
const faultOf = (run: () => unknown): unknown => {
  try {
    run();
    return 'no fault';
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
};
const makeRegisterWithCase = (): void => {
  write('0000_first.sql', first);
  const { connection } = migrate('create');
  connection.exec(
    `INSERT INTO cases VALUES (1, 'Threshold'); INSERT INTO notes VALUES (1, 1, 'a'), (2, 1, 'b')`,
  );
  closeDatabase(connection);
};
const readAll = (): unknown => {
  const connection = openDatabase({ file, key, mode: 'open' });
  const read = (text: string): unknown => connection.prepare(text).all();
  const found = {
    cases: read('SELECT * FROM cases'),
    notes: read('SELECT id FROM notes ORDER BY id'),
    applied: read('SELECT number, name, applied_at AS appliedAt FROM applied_migrations ORDER BY number'),
  };
  closeDatabase(connection);
  return found;
};
const copies = (): readonly string[] => readdirSync(folder).filter((name) => name.includes('.before-'));

test('rebuilding a table keeps the rows that depend on it, and the file before is kept, still encrypted', () => {
  makeRegisterWithCase();
  const before = readFileSync(file);
  write('0001_stage.sql', rebuild);
  const { connection, applied } = migrate('open');
  const foreignKeys = connection.pragma('foreign_keys', { simple: true });
  const deletes = (): void => {
    connection.prepare("INSERT INTO notes VALUES (9, 99, 'orphan')").run();
  };
  expect(deletes).toThrow(/FOREIGN KEY/);
  closeDatabase(connection);
  const copy = readFileSync(join(folder, 'register.db.before-0001'));
  expect({
    applied,
    foreignKeys,
    copies: copies(),
    copyIsTheFileBefore: copy.equals(before),
    all: readAll(),
  }).toEqual({
    applied: ['0001_stage'],
    foreignKeys: 1,
    copies: ['register.db.before-0001'],
    copyIsTheFileBefore: true,
    all: {
      cases: [{ id: 1, title: 'Threshold', stage: 3 }],
      notes: [{ id: 1 }, { id: 2 }],
      applied: [
        { number: 0, name: '0000_first', appliedAt: now },
        { number: 1, name: '0001_stage', appliedAt: now },
      ],
    },
  });
});

test('only the latest copy is kept, and nothing is copied when nothing is to be done', () => {
  makeRegisterWithCase();
  write('0001_stage.sql', rebuild);
  closeDatabase(migrate('open').connection);
  write('0002_more.sql', 'ALTER TABLE cases ADD COLUMN theme TEXT;');
  closeDatabase(migrate('open').connection);
  const afterSecond = copies();
  const { connection, applied } = migrate('open');
  closeDatabase(connection);
  expect({ afterSecond, applied, copies: copies() }).toEqual({
    afterSecond: ['register.db.before-0002'],
    applied: [],
    copies: ['register.db.before-0002'],
  });
});

test('an update that stops half way leaves the register as it was before that update', () => {
  makeRegisterWithCase();
  const before = readAll();
  write('0001_stage.sql', `${rebuild}--> statement-breakpoint\nINSERT INTO nowhere VALUES (1);`);
  const stopped = faultOf(() => migrate('open'));
  const afterStop = readAll();
  write('0001_stage.sql', `DELETE FROM cases;`);
  const orphaning = faultOf(() => migrate('open'));
  expect({ stopped, afterStop, orphaning, afterOrphaning: readAll() }).toEqual({
    stopped: 'migration-failed',
    afterStop: before,
    orphaning: 'migration-failed',
    afterOrphaning: before,
  });
});

test('a register from a newer version is refused and not a byte of it changes', () => {
  makeRegisterWithCase();
  write('0001_stage.sql', rebuild);
  closeDatabase(migrate('open').connection);
  const before = readFileSync(file);
  rmSync(join(migrations, '0001_stage.sql'));
  const fault = faultOf(() => migrate('open'));
  expect({ fault, unchanged: readFileSync(file).equals(before), files: readdirSync(folder).sort() }).toEqual({
    fault: 'newer-version',
    unchanged: true,
    files: ['migrations', 'register.db', 'register.db.before-0001'],
  });
});

test('an update that was changed after it ran is refused; other line endings are not a change', () => {
  makeRegisterWithCase();
  write('0000_first.sql', first.replaceAll('\n', '\r\n'));
  const otherLineEndings = faultOf(() => closeDatabase(migrate('open').connection));
  write('0000_first.sql', `${first}-- more`);
  const changed = faultOf(() => migrate('open'));
  write('0000_first.sql', first);
  write('0002_later.sql', 'SELECT 1;');
  const gap = faultOf(() => migrate('open'));
  expect({ otherLineEndings, changed, gap }).toEqual({
    otherLineEndings: 'no fault',
    changed: 'migration-changed',
    gap: 'migration-changed',
  });
});

test('after an update the register is still held for this program alone', async () => {
  makeRegisterWithCase();
  write('0001_stage.sql', rebuild);
  const { connection } = migrate('open');
  const child = fork(new URL('../backend/database/openOnce.ts', import.meta.url), [
    file,
    key.toString('hex'),
  ]);
  const [answer] = await once(child, 'message');
  closeDatabase(connection);
  expect(answer).toBe('in-use');
});
