/** The register's own work: its list, its search, opening a case and looking for the same child. */
import { auditMac, firstPrevious, sealAnchor, writeAnchor } from '../../electron/backend/audit/chain.ts';
import { sealedAction } from '../../electron/backend/audit/repository.ts';
import { join } from 'node:path';
import type { CaseFilter } from '../../shared/contract/cases.ts';
import { interleaved, WARMING_TURNS, type Bench, type BenchRow, type Timing } from './row.ts';
import { replay, traceStatements, type TracedStatement } from './tracedStatements.ts';

const ROWS_A_PAGE = 100;
/** Longer than the time within which the same look is not written down again. */
const BETWEEN_LOOKS_MS = 3 * 60_000;

/** The audit line of a look by the bare driver: sealed into the chain, committed, and the anchor after it. */
const writeLook = ({ connection, keys, office }: Bench, statement: TracedStatement): void => {
  const [, at, personId, action, kind, entity, detail] = statement.parameters as [
    number,
    string,
    string,
    string,
    'consultation',
    string,
    string,
  ];
  const { sequence, mac } = connection
    .transaction(() => {
      const last = connection
        .prepare<[], { sequence: number; mac: string }>(
          'SELECT sequence, mac FROM audit_entries ORDER BY sequence DESC LIMIT 1',
        )
        .get() ?? { sequence: 0, mac: firstPrevious };
      const next = last.sequence + 1;
      const seal = auditMac(
        {
          seq: next,
          utc: at,
          user: personId,
          action: sealedAction(action, kind),
          entity,
          detail,
          previous: last.mac,
        },
        keys.audit,
      );
      connection.prepare(statement.sql).run(next, at, personId, action, kind, entity, detail, seal);
      return { sequence: next, mac: seal };
    })
    .immediate();
  writeAnchor(join(office.directory, 'anchor.json'), sealAnchor(sequence, mac, keys.audit));
};

const isOfAuditLog = ({ sql }: TracedStatement): boolean => sql.includes('audit_entries');

/**
 * An operation on some inputs beside the very statements that it runs on others of the same kind, and the same audit
 * line: so neither finds pages in memory that the other has just read. Before each turn something of the register
 * changes, so that nothing counted before can be used again, and so much time goes by that each look is written down.
 */
const beside = async (bench: Bench, operation: (input: number) => Promise<unknown>): Promise<Timing> => {
  const { office, connection, times } = bench;
  const { api } = office;
  const look = { screen: 'register', search: {} } as const;
  const view = await api.savedViews.save({ name: 'Bench', look, shared: false });
  const prepare = async (): Promise<void> => {
    office.clock.set(new Date(Date.parse(office.clock.now()) + BETWEEN_LOOKS_MS).toISOString());
    await api.savedViews.overwrite({ id: view.id, look });
  };
  const limits: (readonly TracedStatement[])[] = [];
  for (let turn = 0; turn < WARMING_TURNS + times; turn += 1) {
    await prepare();
    limits.push((await traceStatements(() => operation(2 * turn + 1))).statements);
  }
  connection.pragma('shrink_memory');
  const timing = await interleaved(
    times,
    (turn) => operation(2 * turn),
    (turn) => {
      const statements = limits[turn] ?? [];
      replay(
        connection,
        statements.filter((statement) => !isOfAuditLog(statement)),
      );
      const line = statements.find((statement) => isOfAuditLog(statement) && statement.method === 'run');
      if (line) writeLook(bench, line);
    },
    prepare,
  );
  await api.savedViews.remove({ id: view.id });
  return timing;
};

const firstRows = (bench: Bench, filter: CaseFilter, by: 'due' | 'child') =>
  bench.office.api.cases.list({ filter, sort: { by, direction: 'up' }, offset: 0, limit: ROWS_A_PAGE });

/** One of few inputs: both sides meet each as often, and neither always after the other. */
const turnOf = (input: number, few: number): number =>
  (Math.floor(input / 2) + (input % 2) * Math.ceil(few / 2)) % few;

const sameSql = 'limit: the same SQL and audit line through the bare driver';

const firstPage: BenchRow = {
  name: 'register.firstPage',
  measures: `all cases, overdue first: the first 100 rows and how many there are; ${sameSql}`,
  target: { ratio: 1.5, growth: 2 },
  sizes: 'each',
  measure: (bench) => beside(bench, () => firstRows(bench, {}, 'due')),
};

const filterSort: BenchRow = {
  name: 'register.filterSort',
  measures: `the closed cases of one stage by the child’s name: the first 100 rows and how many there are; ${sameSql}`,
  target: { ratio: 1.5, growth: 2 },
  sizes: 'each',
  measure: (bench) =>
    beside(bench, (input) =>
      firstRows(bench, { status: ['closed'], stageOrders: [3 + turnOf(input, 2)] }, 'child'),
    ),
};

/** What people look for: a child, a referrer, a school, a reference, a word of the account. */
const searches = [
  'ashdown',
  'niamh o’brien',
  'łukasik',
  'primary school 17',
  '2019-00',
  'interpreter',
  'zoe nunez',
  'grandmother cultural',
  'oyelaran chloe',
  '9990000',
];

const search: BenchRow = {
  name: 'register.search',
  measures: `searches for names, references, numbers and words: the first 100 rows and how many there are; ${sameSql}`,
  target: { ratio: 1.5 },
  sizes: 'each',
  measure: (bench) =>
    beside(bench, (input) =>
      firstRows(bench, { search: searches[turnOf(input, searches.length)] ?? '' }, 'due'),
    ),
};

/** Cases from all years, a different one for each input. */
const someCases = ({ connection, times }: Bench): readonly string[] =>
  connection
    .prepare<[number], string>(
      `SELECT id FROM (SELECT id, row_number() OVER (ORDER BY reference_number) AS position, count(*) OVER () AS total FROM cases)
       WHERE position % max(1, total / ?) = 0`,
    )
    .pluck()
    .all(2 * (WARMING_TURNS + times));

const openCase: BenchRow = {
  name: 'case.open',
  measures: `a case whole, with its related cases; ${sameSql}`,
  target: { ratio: 1.5, growth: 2 },
  sizes: 'each',
  measure: (bench) => {
    const ids = someCases(bench);
    return beside(bench, (input) => bench.office.api.cases.get({ caseId: ids[input % ids.length] ?? '' }));
  },
};

const checkDuplicates: BenchRow = {
  name: 'duplicates.check',
  measures: `whether a child is in the register, by name, birth date and NHS number; ${sameSql}`,
  target: { ratio: 1.5, growth: 2 },
  sizes: 'each',
  measure: (bench) => {
    const { connection, office } = bench;
    const children = someCases(bench).map((caseId) =>
      connection
        .prepare<[string], { name: string; dateOfBirth: string; nhsNumber: string }>(
          `SELECT coalesce(name, '') AS name, coalesce(date_of_birth, '') AS dateOfBirth, coalesce(nhs_number, '') AS nhsNumber
           FROM case_people WHERE case_id = ? ORDER BY position LIMIT 1`,
        )
        .get(caseId),
    );
    return beside(bench, (input) => {
      const child = children[input % children.length];
      return office.api.cases.findAlike({ people: child ? [child] : [] });
    });
  },
};

export const registerRows: readonly BenchRow[] = [firstPage, filterSort, search, openCase, checkDuplicates];
