import type { RegisterDatabase } from '../database/registerDatabase.ts';
import type { Tell } from '../jobs.ts';
import { findLastAuditEntry, walkAuditEntries } from './repository.ts';

/** How often a walk through the log says how far it has come. */
const ENTRIES_BETWEEN_WORDS = 5_000;

/** Every entry of the log in order, telling how far the walk has come. */
export function* countedAuditEntries(
  database: RegisterDatabase,
  tell: Tell,
): ReturnType<typeof walkAuditEntries> {
  const total = findLastAuditEntry(database)?.sequence ?? 0;
  for (const entry of walkAuditEntries(database)) {
    if (entry.seq % ENTRIES_BETWEEN_WORDS === 1)
      tell({ words: 'Following the audit log, entry by entry', done: entry.seq - 1, total });
    yield entry;
  }
}
