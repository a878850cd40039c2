import { createHash } from 'node:crypto';
import type { Connection } from '../../electron/backend/database/openDatabase.ts';

/** A digest and a count of the rows of each table, by code of its own: what the app itself compares is not asked. */
export const contentsOf = (
  connection: Connection,
  tables = /^(?!sqlite_)/,
): Readonly<Record<string, string>> => {
  const names = connection
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all();
  return Object.fromEntries(
    names
      .filter((name) => tables.test(name))
      .map((name) => {
        const rows = connection
          .prepare(`SELECT * FROM "${name}"`)
          .raw()
          .all()
          .map((row) => JSON.stringify(row))
          .sort();
        return [name, `${rows.length} ${createHash('sha256').update(rows.join('\n')).digest('hex')}`];
      }),
  );
};
