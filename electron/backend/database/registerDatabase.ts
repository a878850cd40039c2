import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { drizzleFor, type Connection } from './openDatabase.ts';

/** What repositories take first: the typed query builder on the open register. */
export type RegisterDatabase = BetterSQLite3Database<Record<string, never>>;

export const registerDatabaseFor = (connection: Connection): RegisterDatabase => drizzleFor(connection, {});

/**
 * A query whose words are always the same, for what is asked at each look: built and prepared once for each open
 * register, which takes longer than many a query runs. What differs comes in by `sql.placeholder`.
 */
export const preparedOnce = <Query>(
  prepare: (database: RegisterDatabase) => Query,
): ((database: RegisterDatabase) => Query) => {
  const prepared = new WeakMap<RegisterDatabase, Query>();
  return (database) => {
    const known = prepared.get(database);
    if (known !== undefined) return known;
    const query = prepare(database);
    prepared.set(database, query);
    return query;
  };
};
