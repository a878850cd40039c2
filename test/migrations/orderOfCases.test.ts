import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { closeDatabase } from '../../electron/backend/database/openDatabase.ts';
import { openMigrated } from '../../electron/backend/database/openMigrated.ts';
import { instant } from '../../shared/domain/calendarTypes.ts';
import { fillWithCases } from '../helpers/manyCases.ts';

const migrations = fileURLToPath(new URL('../../drizzle/migrations', import.meta.url));

test('cases from before there were sort keys get theirs, and find their text, when the register is brought up to date', () => {
  const folder = mkdtempSync(join(tmpdir(), 'register-'));
  try {
    const [file, key, now] = [join(folder, 'register.db'), randomBytes(32), instant('2026-03-09T09:00:00Z')];
    const before = join(folder, 'before');
    mkdirSync(before);
    for (const name of readdirSync(migrations).filter((one) => one.endsWith('.sql') && one < '0017'))
      copyFileSync(join(migrations, name), join(before, name));
    const old = openMigrated({ file, key, mode: 'create' }, before, now).connection;
    fillWithCases(old, 3);
    old.exec(`INSERT INTO agencies (id, name, type, full_member, retired) VALUES ('a', 'École 7', 'school', 0, 0);
      INSERT INTO case_referrers (case_id, position, name, agency, agency_id) VALUES ('case-0', 0, 'M', 'The school', 'a'), ('case-1', 0, 'M', 'St Mary’s', NULL);
      UPDATE case_people SET name = 'Éilis O’Brien-Łoś' WHERE case_id = 'case-0';
      UPDATE case_people SET name = NULL WHERE case_id = 'case-1';
      INSERT INTO case_search (case_id, reference, names, words) VALUES ('gone', '', '', ''), ('case-1', '', 'st marys', ''), ('case-0', '', 'ecole', '');
      INSERT INTO case_themes (case_id, theme_id, is_primary, position) VALUES ('case-0', 'communication', 1, 0);
      UPDATE cases SET owner_id = 'clerk' WHERE id = 'case-2'`);
    closeDatabase(old);
    const { connection } = openMigrated({ file, key, mode: 'open' }, migrations, now);
    const rows = connection
      .prepare(
        'SELECT id, reference_number AS number, child_key AS child, raised_by_key AS raisedBy, owner_key AS owner FROM cases ORDER BY id',
      )
      .all();
    const found = connection.prepare(
      'SELECT c.id, c.coded, s.names FROM cases c LEFT JOIN case_search s ON s.rowid = c.search_number ORDER BY c.id',
    );
    const texts = found.all();
    connection.exec(`DELETE FROM cases WHERE id = 'case-1'`);
    const left = connection.prepare('SELECT case_id FROM case_search ORDER BY rowid').pluck().all();
    closeDatabase(connection);
    const nobody = String.fromCodePoint(0x10fffd);
    expect(rows).toEqual([
      {
        id: 'case-0',
        number: 2026000001,
        child: 'eilis obrien los',
        raisedBy: 'ecole 000007',
        owner: nobody,
      },
      { id: 'case-1', number: 2026000002, child: '', raisedBy: 'st marys', owner: nobody },
      {
        id: 'case-2',
        number: 2026000003,
        child: 'catherine ca ashdown test',
        raisedBy: '',
        owner: 'priya nair test',
      },
    ]);
    expect({ texts, left }).toEqual({
      texts: [
        { id: 'case-0', coded: 1, names: 'ecole' },
        { id: 'case-1', coded: 0, names: 'st marys' },
        { id: 'case-2', coded: 0, names: null },
      ],
      left: ['gone', 'case-0'],
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
