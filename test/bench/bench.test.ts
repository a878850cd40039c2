/** The bench in small, so that it is known to run: no figure of it says how quick the register is. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sortKeys, type CaseFilter } from '../../shared/contract/cases.ts';
import { registerDatabaseFor } from '../../electron/backend/database/registerDatabase.ts';
import { listCases } from '../../electron/backend/features/cases/repository.ts';
import { instant, plainDate } from '../../shared/domain/calendarTypes.ts';
import { openBench } from './benchRegister.ts';
import { registerRows } from './registerRows.ts';
import type { Bench } from './row.ts';
import { shortfallsOf } from './targets.ts';
import { traceStatements } from './tracedStatements.ts';

const CASES = 300;
let folder = '';
let bench: Bench & { close(): Promise<void> };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bench-'));
  bench = await openBench(join(folder, String(CASES)), CASES, true, 2);
});
afterAll(async () => {
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
});

test('every row of the register’s own work gives figures beside its limit', async () => {
  const figures = [];
  for (const row of registerRows) figures.push({ name: row.name, ...(await row.measure(bench)) });
  expect(
    figures.map(({ name, medianMs, limitMs }) => ({
      name,
      measured: Number.isFinite(medianMs) && medianMs > 0 && Number.isFinite(limitMs) && limitMs > 0,
    })),
  ).toEqual(registerRows.map(({ name }) => ({ name, measured: true })));
});

test('a target is missed by a ratio, by time on top or by growth, and each is said in figures', () => {
  const at = (cases: number, medianMs: number, limitMs: number) => ({
    cases,
    medianMs,
    limitMs,
    ratio: medianMs / limitMs,
  });
  const figures = [at(1_000, 4, 4), at(100_000, 10, 5)];
  expect([
    shortfallsOf({ ratio: 2, growth: 2.5, onTopMs: 5 }, figures),
    shortfallsOf({ ratio: 1.5, growth: 2, onTopMs: 4 }, figures),
  ]).toEqual([
    [],
    [
      '2.00 times its limit, target 1.5',
      '5 ms beyond its limit, target 4 ms',
      '2.5 times as long at 100000 cases as at 1000, target 2',
    ],
  ]);
});

const filters: Readonly<Record<string, CaseFilter>> = {
  none: {},
  stage: { status: ['closed', 'decided'], stageOrders: [3, 4], receivedFrom: plainDate('2020-01-01') },
  theme: { themeIds: ['levels-of-need'] },
  agency: { raisedByAgencyId: ['00000000-0000-4000-8000-000000000001'] },
  kind: { recordKinds: ['case'], nextStep: ['none'] },
  search: { search: 'ashdown' },
  overdue: { due: 'overdue' },
};

test('where many are found, a page of any order is walked along its index: nothing is sorted, and no case is read but those shown', async () => {
  const database = registerDatabaseFor(bench.connection);
  const now = instant('2026-11-20T10:00:00Z');
  const bounds = { now, today: plainDate('2026-11-20'), soonUntil: now, decidedByMe: new Map() };
  const wrong: string[] = [];
  for (const by of sortKeys)
    for (const direction of ['up', 'down'] as const)
      for (const [name, filter] of Object.entries(filters)) {
        const sort = { by, direction };
        const { statements } = await traceStatements(() =>
          Promise.resolve(
            listCases(database, { filter, sort, offset: 0, limit: 10, bounds, total: 1_000_000 }),
          ),
        );
        const [page] = statements;
        const plan = bench.connection
          .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${page?.sql ?? ''}`)
          .all(...(page?.parameters ?? []))
          .map(({ detail }) => detail);
        const isWalked = plan.some((step) =>
          /^(SCAN|SEARCH) cases USING COVERING INDEX cases_in_order_of_/.test(step),
        );
        const isSorted = plan.some((step) => step.includes('TEMP B-TREE'));
        const isScanned = plan.some((step) => /^SCAN cases(?! USING COVERING)/.test(step));
        if (!isWalked || isSorted || isScanned) wrong.push(`${by} ${direction} ${name}: ${plan.join(' | ')}`);
      }
  expect(wrong).toEqual([]);
});

test('changing one case of many looks through no other, nor through what others are found by', async () => {
  const { api } = bench.office;
  const { rows } = await api.cases.list({
    filter: { status: ['open'] },
    sort: { by: 'due', direction: 'up' },
    offset: 0,
    limit: 1,
  });
  const caseId = rows[0]?.caseId ?? '';
  const { revision, row } = await api.cases.get({ caseId });
  const assigned = await traceStatements(() => api.cases.assign({ caseId, revision, ownerId: null }));
  const entered = await traceStatements(() =>
    api.cases.recordEntry({
      caseId,
      revision: revision + 1,
      stageOrder: row.stage.order,
      kind: 'contact',
      happenedOn: plainDate('2026-11-20'),
      title: 'Telephone call',
      words: 'They are to answer by Friday.',
      attendees: [],
      agreements: '',
      disagreements: '',
      actions: [],
    }),
  );
  const lookedThrough = [assigned, entered]
    .flatMap(({ statements }) => statements)
    .filter(({ sql }) => /^(select|insert|update|delete)/i.test(sql))
    .flatMap(({ sql, parameters }) =>
      bench.connection
        .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...parameters)
        .map(({ detail }) => detail),
    )
    .filter((step) => /^SCAN case(?!_search VIRTUAL TABLE INDEX 0:=)/.test(step));
  expect({
    changesSearch: [assigned, entered].map(({ statements }) =>
      statements.some(({ sql }) => sql.startsWith('DELETE FROM case_search')),
    ),
    lookedThrough,
  }).toEqual({ changesSearch: [false, true], lookedThrough: [] });
});
