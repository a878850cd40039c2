import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { closeDatabase } from '../../electron/backend/database/openDatabase.ts';
import { openMigrated } from '../../electron/backend/database/openMigrated.ts';
import { registerDatabaseFor } from '../../electron/backend/database/registerDatabase.ts';
import { readFacts } from '../../electron/backend/features/analytics/repository.ts';
import { figureSourcesOf } from '../../electron/backend/features/analytics/sources.ts';
import { instant, plainDate } from '../../shared/domain/calendarTypes.ts';
import { fillWithVariedCases } from '../helpers/variedCases.ts';

const key = randomBytes(32);
const now = instant('2026-03-09T09:00:00Z');
const migrations = fileURLToPath(new URL('../../drizzle/migrations', import.meta.url));
const cases = {
  seed: 7,
  count: 25,
  procedures: 'several',
  firstOn: '2024-11-01',
  lastOn: '2026-05-01',
} as const;

test('what figures are counted from is the same after the update that gives each fact a column of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'register-'));
  try {
    const before = join(folder, 'migrations');
    cpSync(migrations, before, { recursive: true });
    for (const name of readdirSync(before))
      if (/^\d{4}_.*\.sql$/.test(name) && name >= '0016') rmSync(join(before, name));

    const today = openMigrated({ file: join(folder, 'today.db'), key, mode: 'create' }, migrations, now);
    fillWithVariedCases(today.connection, cases);
    const { register } = figureSourcesOf(registerDatabaseFor(today.connection), plainDate('2026-05-14'));
    closeDatabase(today.connection);

    const file = join(folder, 'register.db');
    const old = openMigrated({ file, key, mode: 'create' }, before, now);
    fillWithVariedCases(old.connection, cases);
    const keep = old.connection.prepare('INSERT INTO case_facts (case_id, facts) VALUES (?, ?)');
    for (const facts of register) keep.run(facts.id, JSON.stringify(facts));
    closeDatabase(old.connection);

    const { connection } = openMigrated({ file, key, mode: 'open' }, migrations, now);
    const database = registerDatabaseFor(connection);
    const carriedOver = [...readFacts(() => database)].flat();
    closeDatabase(connection);
    expect({ count: register.length, carriedOver }).toEqual({ count: 25, carriedOver: register });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
