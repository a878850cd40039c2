/** The very statements that an operation runs, taken down where the driver runs them, to be run again without it. */
import Database from 'better-sqlite3';
import type { Connection } from '../../electron/backend/database/openDatabase.ts';

const methods = ['all', 'get', 'run'] as const;

interface Statement {
  readonly source: string;
  readonly database: Connection;
  raw(toggle?: boolean): Statement;
  all(...parameters: unknown[]): unknown;
  get(...parameters: unknown[]): unknown;
  run(...parameters: unknown[]): unknown;
}

export interface TracedStatement {
  readonly sql: string;
  readonly method: (typeof methods)[number];
  readonly parameters: readonly unknown[];
  /** Rows as arrays. */
  readonly raw: boolean;
}

/** What every statement has from the driver, also one that was prepared before anybody took down what runs. */
const findDriver = (): Statement => {
  const connection = new Database(':memory:');
  try {
    return Object.getPrototypeOf(connection.prepare('SELECT 1')) as Statement;
  } finally {
    connection.close();
  }
};
const driver = findDriver();

/** The driver's own, which a replay has from the driver as well. */
const isOfTransaction = (sql: string): boolean => /^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b/.test(sql);

/** Runs `work` and returns the statements that it ran and the connection that ran them. Throws where it ran none. */
export const traceStatements = async (
  work: () => Promise<unknown>,
): Promise<{
  readonly statements: readonly TracedStatement[];
  readonly connection: Connection;
}> => {
  const { all, get, run, raw } = driver;
  const untraced = { all, get, run };
  const statements: TracedStatement[] = [];
  const connections = new Set<Connection>();
  const inArrays = new WeakSet<Statement>();
  driver.raw = function (this: Statement, toggle = true) {
    if (toggle) inArrays.add(this);
    else inArrays.delete(this);
    return raw.call(this, toggle);
  };
  for (const method of methods)
    driver[method] = function (this: Statement, ...parameters: unknown[]) {
      if (!isOfTransaction(this.source)) {
        connections.add(this.database);
        statements.push({ sql: this.source, method, parameters, raw: inArrays.has(this) });
      }
      return untraced[method].apply(this, parameters);
    };
  try {
    await work();
  } finally {
    Object.assign(driver, { ...untraced, raw });
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
