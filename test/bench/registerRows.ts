/** The register's own work: its list, its search, opening a case and looking for the same child. */
import { auditMac, firstPrevious, sealAnchor, writeAnchor } from '../../electron/backend/audit/chain.ts';
import { sealedAction } from '../../electron/backend/audit/repository.ts';
import { join } from 'node:path';
import type { CaseFilter } from '../../shared/contract/cases.ts';
import { interleaved, type Bench, type BenchRow, type Timing } from './row.ts';
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
 * An operation beside the very statements that it runs, taken down once for each turn's own input, and the same audit
 * line. Each turn looks at something else, or at the same after a while, so that each writes its line and nothing that
 * was counted before can be used again.
 */
const beside = async (bench: Bench, operation: (turn: number) => Promise<unknown>): Promise<Timing> => {
  const { office, connection } = bench;
  const work = (turn: number): Promise<unknown> => {
    office.clock.set(new Date(Date.parse(office.clock.now()) + BETWEEN_LOOKS_MS).toISOString());
    return operation(turn);
  };
  const limits = new Map<number, readonly TracedStatement[]>();
  const timing = await interleaved(
    bench.times,
    async (turn) => {
      if (turn >= 0) await work(turn);
    },
    (turn) => {
      const statements = limits.get(turn) ?? [];
      replay(
        connection,
        statements.filter((statement) => !isOfAuditLog(statement)),
      );
      const line = statements.find(
        (statement) => isOfAuditLog(statement) && statement.method === 'run',
      );
      if (line) writeLook(bench, line);
    },
    async (turn) => {
      limits.set(turn, (await traceStatements(() => work(turn))).statements);
    },
  );
  return timing;
};
