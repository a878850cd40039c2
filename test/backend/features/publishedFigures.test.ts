import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openMigrated } from '../../../electron/backend/database/openMigrated.ts';
import { registerDatabaseFor } from '../../../electron/backend/database/registerDatabase.ts';
import { figureSourcesOf } from '../../../electron/backend/features/analytics/sources.ts';
import { figuresOf } from '../../../shared/domain/analytics/figures.ts';
import { publishFigures, type PublishedFigure } from '../../../shared/domain/analytics/publishFigures.ts';
import { instant, plainDate } from '../../../shared/domain/calendarTypes.ts';
import { usualDisclosureSettings } from '../../../shared/domain/disclosure/disclosureSettings.ts';
import type { Period, PublishedTable } from '../../../shared/domain/disclosure/publishedTable.ts';
import { attackPuzzle, puzzleOf } from '../../helpers/disclosureAttacker.ts';
import { firstQuarter, halfYear, secondQuarter } from '../../helpers/disclosureTables.ts';
import { fillWithVariedCases } from '../../helpers/variedCases.ts';

const periods: readonly (readonly [Period, readonly number[]])[] = [
  [firstQuarter, [0]],
  [secondQuarter, [1]],
  [halfYear, [0, 1]],
];

/** Three reports, one after the other: a quarter, the next one, and the half year of both. */
const publishReports = (figuresIn: (period: Period) => ReturnType<typeof figuresOf>) => {
  const reports: (readonly PublishedFigure[])[] = [];
  for (const [period] of periods)
    reports.push(
      publishFigures({
        tables: figuresIn(period),
        earlier: reports.map((figures) => Object.fromEntries(figures.map(({ id, frozen }) => [id, frozen]))),
        settings: usualDisclosureSettings,
        figuresIn,
      }),
    );
  return reports;
};

const nought = { state: 'shown', count: 0, number: 0, text: '0' } as const;

/** The table on the rows and columns of the widest of its kind. */
const widened = (
  table: PublishedTable,
  rows: readonly string[],
  columns: readonly string[],
): PublishedTable => {
  const at = (own: readonly string[], key: string | undefined): number =>
    key === undefined ? own.length : own.indexOf(key);
  return {
    ...table,
    rows,
    columns,
    cells: [...rows, undefined].map((row) =>
      [...columns, undefined].map(
        (column) => table.cells[at(table.rows, row)]?.[at(table.columns, column)] ?? nought,
      ),
    ),
  };
};

const byBasis = (figures: readonly PublishedFigure[], basis: string) =>
  figures.filter((figure) => figure.basis === basis && figure.total !== undefined);

test('a reader of two quarters and their half year works back no small number from all their tables together', () => {
  const folder = mkdtempSync(join(tmpdir(), 'register-'));
  const { connection } = openMigrated(
    { file: join(folder, 'register.db'), key: randomBytes(32), mode: 'create' },
    fileURLToPath(new URL('../../../drizzle/migrations', import.meta.url)),
    instant('2026-10-01T09:00:00Z'),
  );
  try {
    const told: unknown[] = [];
    let attacked = 0;
    for (const [seed, count] of [
      [1, 14],
      [2, 60],
      [3, 130],
    ] as const) {
      connection.exec('BEGIN');
      fillWithVariedCases(connection, {
        seed,
        count,
        procedures: 'one',
        firstOn: '2026-04-01',
        lastOn: '2026-09-30',
      });
      const { register, unit } = figureSourcesOf(registerDatabaseFor(connection), plainDate('2026-10-01'));
      const figuresIn = ({ firstOn, lastOn }: Period) =>
        figuresOf(register, { from: firstOn, to: lastOn }, unit);
      const reports = publishReports(figuresIn);
      for (const { id } of reports[0] ?? []) {
        if (id === 'volumeByQuarter') continue;
        const own = reports.map((figures) => figures.find((figure) => figure.id === id)!);
        const rows = [...new Set(own.flatMap(({ frozen }) => frozen.rows))];
        const columns = [...new Set(own.flatMap(({ frozen }) => frozen.columns))];
        const tables = own.map(({ frozen }) => widened(frozen, rows, columns));
        const pieces = tables
          .slice(0, 2)
          .map(({ cells }) => cells.slice(0, -1).map((line) => line.slice(0, -1).map((cell) => cell.count)));
        const puzzle = puzzleOf(
          pieces,
          tables.map((table, index) => ({
            name: `${seed} ${id} ${index}`,
            table,
            pieces: periods[index]?.[1] ?? [],
          })),
        );
        // What the other tables of the same cases say of the total.
        const size = rows.length * columns.length;
        const shared = own[0]?.total === undefined || id === 'raisingByChallenged' ? [] : periods;
        const totals = shared.flatMap(([, covered], index) =>
          byBasis(reports[index] ?? [], own[0]?.basis ?? '').flatMap(({ id: other, total }) =>
            other === 'raisingByChallenged' || total?.number === undefined
              ? []
              : [
                  {
                    unknowns: covered.flatMap((piece) =>
                      Array.from({ length: size }, (_, cell) => piece * size + cell),
                    ),
                    range: { low: total.number, high: total.number, gapFrom: 1, gapTo: 0 },
                  },
                ],
          ),
        );
        const result = attackPuzzle({ ...puzzle, rules: [...puzzle.rules, ...totals] });
        attacked += result.attacked;
        if (result.recovered.length + result.undecided.length > 0) told.push(result);
      }
      connection.exec('ROLLBACK');
    }
    expect(attacked).toBeGreaterThan(200);
    expect(told).toEqual([]);
  } finally {
    connection.close();
    rmSync(folder, { recursive: true });
  }
});
