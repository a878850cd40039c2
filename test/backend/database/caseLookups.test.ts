import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { closeDatabase } from '../../../electron/backend/database/openDatabase.ts';
import { openMigrated } from '../../../electron/backend/database/openMigrated.ts';
import { registerDatabaseFor } from '../../../electron/backend/database/registerDatabase.ts';
import { listCasesOfSamePair, refreshSortKeys } from '../../../electron/backend/features/cases/repository.ts';
import { instant } from '../../../shared/domain/calendarTypes.ts';
import { fillWithVariedCases } from '../../helpers/variedCases.ts';

const migrations = fileURLToPath(new URL('../../../drizzle/migrations', import.meta.url));

test('how many cases stand where, and which are between the same agencies, is told as if all of them were read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'register-'));
  const { connection } = openMigrated(
    { file: join(folder, 'register.db'), key: randomBytes(32), mode: 'create' },
    migrations,
    instant('2026-03-09T09:00:00Z'),
  );
  try {
    fillWithVariedCases(connection, {
      seed: 11,
      count: 120,
      procedures: 'one',
      firstOn: '2024-11-01',
      lastOn: '2026-05-01',
    });
    const countsOf = (sql: string) => connection.prepare(sql).all();
    const kept = () =>
      countsOf(
        'SELECT * FROM case_counts WHERE total <> 0 ORDER BY status, stage_order, record_kind, next_step',
      );
    const counted = () =>
      countsOf(
        'SELECT status, stage_order, record_kind, next_step, count(*) AS total FROM cases GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4',
      );
    const found = [kept()];
    const expected = [counted()];
    for (const change of [
      `UPDATE cases SET status = 'decided', next_step = 'close' WHERE rowid % 3 = 0`,
      `UPDATE cases SET summary = 'Said otherwise' WHERE rowid % 4 = 0`,
      `DELETE FROM cases WHERE rowid % 5 = 0`,
    ]) {
      connection.exec(change);
      found.push(kept());
      expected.push(counted());
    }
    expect(found).toEqual(expected);
    expect(expected.at(-1)?.length).toBeGreaterThan(3);

    const ids = connection.prepare<[], string>('SELECT id FROM cases ORDER BY id').pluck().all();
    const database = registerDatabaseFor(connection);
    refreshSortKeys(database, ids);
    const between = connection
      .prepare<[string, string], string>(
        `SELECT DISTINCT c.id FROM cases c
         JOIN case_referrers r ON r.case_id = c.id JOIN case_referrers mine ON mine.agency_id = r.agency_id AND mine.case_id = ?
         JOIN case_challenged_agencies x ON x.case_id = c.id
         JOIN case_challenged_agencies my ON my.agency_id = x.agency_id AND my.case_id = mine.case_id
         JOIN case_themes t ON t.case_id = c.id AND t.is_primary = 1
         JOIN case_themes main ON main.theme_id = t.theme_id AND main.is_primary = 1 AND main.case_id = mine.case_id
         WHERE c.id <> ? ORDER BY c.id`,
      )
      .pluck();
    const related = ids.map((id) => listCasesOfSamePair(database, id).toSorted());
    expect(related).toEqual(ids.map((id) => between.all(id, id)));
    expect(related.filter((others) => others.length > 0).length).toBeGreaterThan(3);
  } finally {
    closeDatabase(connection);
    rmSync(folder, { recursive: true, force: true });
  }
});
