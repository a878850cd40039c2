/**
 * The bench: how quickly the register answers at 1,000, 10,000 and 100,000 cases. A row measures the backend's
 * operations beside its own limit: the same machine, the same run, the same encrypted file, turn and turn about.
 * `npm run bench [-- NAME… --cases N,N]` prints a table and writes `out/bench.json`.
 */
import type { Connection } from '../../electron/backend/database/openDatabase.ts';
import type { VaultKeys } from '../../electron/backend/vault/keys.ts';
import type { Office } from '../helpers/office.ts';

/** A filled register that is open in this process. */
export interface Bench {
  readonly cases: number;
  /** How often to measure something of some milliseconds: fewer in the short form. */
  readonly times: number;
  /** Holds `register` (its folder), `logs` and whatever a row makes beside them. Kept from run to run. */
  readonly directory: string;
  readonly office: Office;
  /** The backend's own connection, without the query builder: only one may hold the file. */
  readonly connection: Connection;
  /** The register's keys, for a row that opens a copy of its file. */
  readonly keys: VaultKeys;
}

export interface Timing {
  readonly medianMs: number;
  readonly limitMs: number;
  /** Why it falls short, or what else must be known. */
  readonly remark?: string;
}

export interface BenchRow {
  readonly name: string;
  /** What is measured, and what its limit is, in words. */
  readonly measures: string;
  readonly target: {
    /** Of the median to the limit, at the largest size. */
    readonly ratio?: number;
    /** How many milliseconds it may take beyond the limit, at the largest size. */
    readonly onTopMs?: number;
    /** Of the largest size to the smallest. */
    readonly growth?: number;
  };
  /** `largest`: what does not depend on the number of cases is measured once. */
  readonly sizes: 'each' | 'largest';
  readonly measure: (bench: Bench) => Promise<Timing>;
}

export const median = (figures: readonly number[]): number => {
  const inOrder = figures.toSorted((one, other) => one - other);
  const middle = Math.floor(inOrder.length / 2);
  const upper = inOrder[middle] ?? Number.NaN;
  return inOrder.length % 2 === 1 ? upper : ((inOrder[middle - 1] ?? upper) + upper) / 2;
};

/** The turns that come before those that count. */
export const WARMING_TURNS = 5;

type Work = (turn: number) => unknown;

const millisecondsOf = async (work: Work, turn: number): Promise<number> => {
  const startedAt = performance.now();
  await work(turn);
  return performance.now() - startedAt;
};

/**
 * Medians of an operation and of its limit, turn and turn about, so that whatever else the machine does meets both. The
 * first turns warm both up and do not count; one is enough for what takes many seconds. `prepare` goes before each turn
 * and is not measured.
 */
export const interleaved = async (
  times: number,
  operation: Work,
  limit: Work,
  prepare: Work = () => undefined,
  warmingTurns = WARMING_TURNS,
): Promise<Timing> => {
  const found = { operation: [] as number[], limit: [] as number[] };
  for (let turn = 0; turn < warmingTurns + times; turn += 1) {
    await prepare(turn);
    const [took, limited] = [await millisecondsOf(operation, turn), await millisecondsOf(limit, turn)];
    if (turn < warmingTurns) continue;
    found.operation.push(took);
    found.limit.push(limited);
  }
  return { medianMs: median(found.operation), limitMs: median(found.limit) };
};
