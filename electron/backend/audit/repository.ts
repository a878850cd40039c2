import { and, asc, count, desc, eq, gt, gte, lt, max, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { auditEntries } from '../../../drizzle/schema/audit.ts';
import { people } from '../../../drizzle/schema/register.ts';
import type { AuditKind } from '../../../shared/contract/operation.ts';
import type { Instant } from '../../../shared/domain/calendarTypes.ts';
import { preparedOnce, type RegisterDatabase } from '../database/registerDatabase.ts';
import { firstPrevious, type SealedAuditEntry } from './chain.ts';

export type StoredAuditEntry = typeof auditEntries.$inferSelect;

const insertion = preparedOnce((database) =>
  database
    .insert(auditEntries)
    .values({
      sequence: sql.placeholder('sequence'),
      at: sql.placeholder('at'),
      personId: sql.placeholder('personId'),
      action: sql.placeholder('action'),
      kind: sql.placeholder('kind'),
      entity: sql.placeholder('entity'),
      detail: sql.placeholder('detail'),
      mac: sql.placeholder('mac'),
    })
    .prepare(),
);

export const insertAuditEntry = (database: RegisterDatabase, entry: StoredAuditEntry): void => {
  insertion(database).run({ ...entry });
};

const lastEntry = preparedOnce((database) =>
  database
    .select({ sequence: auditEntries.sequence, mac: auditEntries.mac, at: auditEntries.at })
    .from(auditEntries)
    .orderBy(desc(auditEntries.sequence))
    .limit(1)
    .prepare(),
);

/** The last entry's number, seal and time; undefined in a new register. */
export const findLastAuditEntry = (
  database: RegisterDatabase,
): { sequence: number; mac: string; at: Instant } | undefined => lastEntry(database).get();

export const findAuditSeal = (database: RegisterDatabase, sequence: number): string | undefined =>
  database
    .select({ mac: auditEntries.mac })
    .from(auditEntries)
    .where(eq(auditEntries.sequence, sequence))
    .get()?.mac;

const entriesAPage = 5_000;

/** Every entry in order, read page by page so that a log of years is never in memory at once. */
export function* walkAuditEntries(database: RegisterDatabase): Generator<SealedAuditEntry> {
  let previous = firstPrevious;
  for (let after: number | undefined; ;) {
    const page = database
      .select()
      .from(auditEntries)
      .where(after === undefined ? undefined : gt(auditEntries.sequence, after))
      .orderBy(asc(auditEntries.sequence))
      .limit(entriesAPage)
      .all();
    after = page.at(-1)?.sequence;
    for (const { sequence, at, personId, action, kind, entity, detail, mac } of page) {
      yield {
        seq: sequence,
        utc: at,
        user: personId,
        action: sealedAction(action, kind),
        entity,
        detail,
        previous,
        mac,
      };
      previous = mac;
    }
    if (page.length < entriesAPage) return;
  }
}

/** The kind is sealed with the action. */
export const sealedAction = (action: string, kind: AuditKind): string => `${kind}:${action}`;

export interface AuditFilter {
  readonly entity?: string | undefined;
  readonly personId?: string | undefined;
  readonly kind?: AuditKind | undefined;
  readonly from?: Instant | undefined;
  readonly before?: Instant | undefined;
  /** Only entries with a lower number. */
  readonly below?: number | undefined;
}

export interface ListedAuditEntry extends StoredAuditEntry {
  readonly personName: string | null;
  /** When the entry before it in the log was written, whether or not that one is listed. */
  readonly previousAt: Instant | null;
}

const previousEntries = alias(auditEntries, 'previous');

/** Newest first. */
export const listAuditEntries = (
  database: RegisterDatabase,
  filter: AuditFilter,
  page: { readonly offset: number; readonly limit: number },
): { readonly entries: readonly ListedAuditEntry[]; readonly total: number } => {
  const conditions: SQL[] = [];
  if (filter.entity !== undefined) conditions.push(eq(auditEntries.entity, filter.entity));
  if (filter.personId !== undefined) conditions.push(eq(auditEntries.personId, filter.personId));
  if (filter.kind !== undefined) conditions.push(eq(auditEntries.kind, filter.kind));
  if (filter.from !== undefined) conditions.push(gte(auditEntries.at, filter.from));
  if (filter.before !== undefined) conditions.push(lt(auditEntries.at, filter.before));
  if (filter.below !== undefined) conditions.push(lt(auditEntries.sequence, filter.below));
  const where = and(...conditions);
  const rows = database
    .select({ entry: auditEntries, personName: people.name, previousAt: previousEntries.at })
    .from(auditEntries)
    .leftJoin(people, eq(people.id, auditEntries.personId))
    .leftJoin(previousEntries, eq(previousEntries.sequence, sql`${auditEntries.sequence} - 1`))
    .where(where)
    .orderBy(desc(auditEntries.sequence))
    .limit(page.limit)
    .offset(page.offset)
    .all();
  const total = database.select({ total: count() }).from(auditEntries).where(where).get()?.total ?? 0;
  return { entries: rows.map(({ entry, ...beside }) => ({ ...entry, ...beside })), total };
};

/** The latest entries of a person that are looked through for what they did last. */
const RECENT_ENTRIES = 1_000;

/** What somebody did one thing to last, each once, the latest first. Looks back a thousand of their entries and no further. */
export const listRecentEntities = (
  database: RegisterDatabase,
  { personId, action, limit }: { readonly personId: string; readonly action: string; readonly limit: number },
): readonly string[] => {
  const recent = database
    .select({ sequence: auditEntries.sequence, action: auditEntries.action, entity: auditEntries.entity })
    .from(auditEntries)
    .where(eq(auditEntries.personId, personId))
    .orderBy(desc(auditEntries.sequence))
    .limit(RECENT_ENTRIES)
    .as('recent');
  return database
    .select({ entity: recent.entity })
    .from(recent)
    .where(eq(recent.action, action))
    .groupBy(recent.entity)
    .orderBy(desc(max(recent.sequence)))
    .limit(limit)
    .all()
    .map(({ entity }) => entity);
};
