import { createHash } from 'node:crypto';
import type { Connection } from './openDatabase.ts';

export interface TableContents {
  readonly name: string;
  readonly rows: number;
  /** Over every cell of every row, in the order of the rows. */
  readonly sha256: string;
}

/** In characters: a digest that is told of every row takes twice as long. */
const DIGESTED_AT_ONCE = 64 * 1024;

/** How many rows each table has and a digest of them: two databases with the same answer hold the same. */
export const describeContents = (
  connection: Connection,
  onReached: (done: number, total: number) => void = () => undefined,
): readonly TableContents[] =>
  connection
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .all()
    .filter(({ sql }) => !/^CREATE VIRTUAL/i.test(sql)) // what they hold is in tables of their own
    .map(({ name, sql }, index, tables) => {
      onReached(index, tables.length);
      const order = /WITHOUT ROWID\s*$/i.test(sql) ? '' : ' ORDER BY rowid';
      const hash = createHash('sha256');
      let rows = 0;
      let said = '';
      const cells = connection.prepare<[], unknown[]>(`SELECT * FROM "${name}"${order}`).raw();
      for (const row of cells.iterate()) {
        rows += 1;
        const bytes = row.filter((cell) => Buffer.isBuffer(cell));
        said += JSON.stringify(
          bytes.length === 0
            ? row
            : row.map((cell) => (Buffer.isBuffer(cell) ? { bytes: cell.length } : cell)),
        );
        if (bytes.length === 0 && said.length < DIGESTED_AT_ONCE) continue;
        hash.update(said);
        said = '';
        for (const cell of bytes) hash.update(cell);
      }
      hash.update(said);
      return { name, rows, sha256: hash.digest('hex') };
    });
