import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { drizzleFor, type Connection } from './openDatabase.ts';

/** What repositories take first: the typed query builder on the open register. */
export type RegisterDatabase = BetterSQLite3Database<Record<string, never>>;

export const registerDatabaseFor = (connection: Connection): RegisterDatabase => drizzleFor(connection, {});
