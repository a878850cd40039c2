import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import type { Connection } from '../../../electron/backend/database/openDatabase.ts';
import { openMigrated } from '../../../electron/backend/database/openMigrated.ts';
import { registerDatabaseFor } from '../../../electron/backend/database/registerDatabase.ts';
import { figureSourcesOf } from '../../../electron/backend/features/analytics/sources.ts';
import { casesCountedIn, figuresOf } from '../../../shared/domain/analytics/figures.ts';
import {
  casesOfCell,
  casesOfFigure,
  type FigureCell,
  type FigureTable,
} from '../../../shared/domain/analytics/figureTable.ts';
import { instant, plainDate } from '../../../shared/domain/calendarTypes.ts';
import { expectedFigures } from '../../helpers/figureOracle.ts';
import { fillWithVariedCases, type VariedRegister } from '../../helpers/variedCases.ts';

const withRegister = (look: (connection: Connection) => void): void => {
  const folder = mkdtempSync(join(tmpdir(), 'register-'));
  const { connection } = openMigrated(
    { file: join(folder, 'register.db'), key: randomBytes(32), mode: 'create' },
    fileURLToPath(new URL('../../../drizzle/migrations', import.meta.url)),
    instant('2026-03-09T09:00:00Z'),
  );
  try {
    look(connection);
  } finally {
    connection.close();
    rmSync(folder, { recursive: true });
  }
};

const today = '2026-05-14';
const registerOf = (seed: number): VariedRegister => ({
  seed,
  count: [0, 1, 2, 12, 35][seed % 5] ?? 35,
  procedures: (['one', 'changed', 'several'] as const)[Math.floor(seed / 5) % 3] ?? 'one',
  firstOn: '2024-11-01',
  lastOn: '2026-05-01',
});

/** Cells of a table that count something, as the second calculation names them. */
const countedCells = (tables: readonly FigureTable[]): ReadonlyMap<string, FigureCell> =>
  new Map<string, FigureCell>(
    tables.flatMap((table) =>
      table.rows.flatMap((row, rowIndex) =>
        table.columns.flatMap((column, columnIndex) => {
          const cell = table.cells[rowIndex]?.[columnIndex];
          return cell && cell.count > 0 ? [[`${table.id} | ${row.key} | ${column.key}`, cell] as const] : [];
        }),
      ),
    ),
  );

test('every figure of fifty registers equals a second calculation from their rows, and counts the cases it opens', () => {
  withRegister((connection) => {
    const database = registerDatabaseFor(connection);
    for (let seed = 0; seed < 50; seed += 1) {
      // Decisions can never be taken out again, so that each register is one that was never kept.
      connection.exec('BEGIN');
      fillWithVariedCases(connection, registerOf(seed));
      const { register, unit } = figureSourcesOf(database, plainDate(today));
      for (const [index, period] of [
        {},
        { from: plainDate('2026-01-01'), to: plainDate('2026-03-31') },
        { from: plainDate('2023-01-01'), to: plainDate('2023-03-31') },
        { from: plainDate('2025-08-10'), to: plainDate('2026-06-30') },
      ].entries()) {
        const tables = figuresOf(register, period, unit);
        const [counted, expected] = [countedCells(tables), expectedFigures(connection, { today, ...period })];
        const differing = [...new Set([...counted.keys(), ...expected.keys()])].filter(
          (key) => !isDeepStrictEqual({ ...counted.get(key) }, { ...expected.get(key) }),
        );
        const told = differing.map((key) => [key, counted.get(key), expected.get(key)]);
        expect({ seed, period, differing: told }).toEqual({ seed, period, differing: [] });
        if (index !== seed % 4) continue;
        const wholes = tables.filter((table) => {
          const { ids } = casesCountedIn(register, casesOfFigure(table, period).countedIn, unit);
          return new Set(ids).size !== ids.length || ids.length !== table.cases;
        });
        expect({ seed, period, wholes }).toEqual({ seed, period, wholes: [] });
        const wrong = tables.flatMap((table) =>
          table.rows.flatMap((row, rowIndex) =>
            table.columns.filter((column, columnIndex) => {
              const { countedIn } = casesOfCell(table, row, column, period);
              const { ids } = casesCountedIn(register, countedIn, unit);
              return (
                new Set(ids).size !== ids.length || ids.length !== table.cells[rowIndex]?.[columnIndex]?.count
              );
            }),
          ),
        );
        expect({ seed, period, wrong }).toEqual({ seed, period, wrong: [] });
      }
      connection.exec('ROLLBACK');
    }
  });
});
