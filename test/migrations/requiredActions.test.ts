import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { closeDatabase } from '../../electron/backend/database/openDatabase.ts';
import { openMigrated } from '../../electron/backend/database/openMigrated.ts';
import { instant } from '../../shared/domain/calendarTypes.ts';

const key = randomBytes(32);
const now = instant('2026-03-09T09:00:00Z');
const migrations = fileURLToPath(new URL('../../drizzle/migrations', import.meta.url));

/** A value for each column that must have one, and those that are given. */
const insert = (
  connection: ReturnType<typeof openMigrated>['connection'],
  table: string,
  given: Readonly<Record<string, string | number>>,
): void => {
  const columns = connection.pragma(`table_info(${table})`) as {
    name: string;
    type: string;
    notnull: number;
    dflt_value: unknown;
  }[];
  const values: Record<string, string | number> = { ...given };
  for (const { name, type, notnull, dflt_value: usual } of columns)
    if (notnull === 1 && usual === null && !(name in values)) values[name] = type === 'text' ? '' : 0;
  connection
    .prepare(
      `INSERT INTO ${table} (${Object.keys(values).join(', ')}) VALUES (${Object.keys(values)
        .map((name) => `@${name}`)
        .join(', ')})`,
    )
    .run(values);
};

const asked = (action: string, dueOn?: string) => ({
  action,
  owner: 'The lead',
  ...(dueOn ? { dueOn } : {}),
});

test('what decisions and meetings had asked for is followed up after the update that keeps actions by themselves', () => {
  const folder = mkdtempSync(join(tmpdir(), 'register-'));
  try {
    const before = join(folder, 'migrations');
    cpSync(migrations, before, { recursive: true });
    for (const name of readdirSync(before))
      if (/^\d{4}_.*\.sql$/.test(name) && name >= '0009') rmSync(join(before, name));
    const file = join(folder, 'register.db');
    const { connection: old } = openMigrated({ file, key, mode: 'create' }, before, now);
    insert(old, 'people', { id: 'priya', name: 'Priya Nair-Test', role: 'businessManager' });
    insert(old, 'procedure_versions', { id: 'version', definition: '{}' });
    insert(old, 'cases', {
      id: 'case',
      procedure_version_id: 'version',
      notification_sent_to: '[]',
      logged_by: 'priya',
    });
    const decision = { case_id: 'case', panel: '[]', recorded_by: 'priya' };
    const kept = (actions: readonly unknown[]) => JSON.stringify(actions);
    insert(old, 'decisions', {
      ...decision,
      id: 'first',
      version: 1,
      required_actions: kept([asked('Replaced')]),
    });
    insert(old, 'decisions', {
      ...decision,
      id: 'second',
      version: 2,
      required_actions: kept([asked('Hold a meeting', '2026-04-01'), asked('Write to the school')]),
    });
    insert(old, 'case_entries', {
      id: 'meeting',
      case_id: 'case',
      kind: 'meeting',
      attendees: '[]',
      told: '[]',
      alike_case_ids: '[]',
      actions: kept([asked('Send the minutes')]),
      recorded_by: 'priya',
    });
    closeDatabase(old);

    const { connection } = openMigrated({ file, key, mode: 'open' }, migrations, now);
    const rows = connection
      .prepare('SELECT * FROM required_actions ORDER BY decision_id IS NULL, position')
      .all() as Record<string, unknown>[];
    closeDatabase(connection);
    expect({
      ids: new Set(rows.map(({ id }) => /^[0-9a-f-]{36}$/.test(String(id)) && id)).size,
      rows: rows.map((row) => [
        row['position'],
        row['decision_id'],
        row['entry_id'],
        row['action'],
        row['owner'],
        row['due_on'],
        row['done_on'],
      ]),
    }).toEqual({
      ids: 3,
      rows: [
        [0, 'second', null, 'Hold a meeting', 'The lead', '2026-04-01', null],
        [1, 'second', null, 'Write to the school', 'The lead', null, null],
        [0, null, 'meeting', 'Send the minutes', 'The lead', null, null],
      ],
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
