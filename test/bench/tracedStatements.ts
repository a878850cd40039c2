/** The very statements that an operation runs, taken down where the driver prepares them, to be run again without it. */
import Database from 'better-sqlite3';
import type { Connection } from '../../electron/backend/database/openDatabase.ts';

interface Statement {
  raw(toggle?: boolean): Statement;
  all(...parameters: unknown[]): unknown;
  get(...parameters: unknown[]): unknown;
  run(...parameters: unknown[]): unknown;
}

export interface TracedStatement {
  readonly sql: string;
  readonly method: 'all' | 'get' | 'run';
  readonly parameters: readonly unknown[];
  /** Rows as arrays. */
  readonly raw: boolean;
}

interface Driver {
  prepare(this: Connection, sql: string): Statement;
}

/** Runs `work` and returns the statements that it ran and the connection that ran them. Throws where it ran none. */
export const traceStatements = async (
  work: () => Promise<unknown>,
): Promise<{
  readonly statements: readonly TracedStatement[];
  readonly connection: Connection;
}> => {
  const driver = Database.prototype as unknown as Driver;
  const { prepare } = driver;
  const statements: TracedStatement[] = [];
  const connections = new Set<Connection>();
  driver.prepare = function (sql) {
    connections.add(this);
    const statement = prepare.call(this, sql);
    let isRaw = false;
    const raw = statement.raw.bind(statement);
    statement.raw = (toggle = true) => {
      isRaw = toggle;
      raw(toggle);
      return statement;
    };
    for (const method of ['all', 'get', 'run'] as const) {
      const run = statement[method].bind(statement);
      statement[method] = (...parameters) => {
        statements.push({ sql, method, parameters, raw: isRaw });
        return run(...parameters);
      };
    }
    return statement;
  };
  try {
    await work();
  } finally {
    driver.prepare = prepare;
  }
  const [connection] = connections;
  if (!connection) throw new Error('The work asked the register nothing');
  return { statements, connection };
};

/** Runs statements again by the bare driver. */
export const replay = (connection: Connection, statements: readonly TracedStatement[]): void => {
  for (const { sql, method, parameters, raw } of statements) {
    const statement = connection.prepare(sql);
    if (raw) statement.raw(true);
    statement[method](...parameters);
  }
};
