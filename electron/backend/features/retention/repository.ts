import { and, count, desc, eq, isNotNull, isNull, lt, lte, sql } from 'drizzle-orm';
import {
  casePeople,
  caseReferrers,
  caseStages,
  cases,
  decisions,
  notices,
} from '../../../../drizzle/schema/cases.ts';
import { documents, drafts } from '../../../../drizzle/schema/documents.ts';
import { agencies, people, unsaved } from '../../../../drizzle/schema/register.ts';
import { breaches } from '../../../../drizzle/schema/breaches.ts';
import { caseFacts } from '../../../../drizzle/schema/analytics.ts';
import { caseRetention, erasures } from '../../../../drizzle/schema/retention.ts';
import { trackerCases } from '../../../../drizzle/schema/tracker.ts';
import type { Instant, PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import { refreshSortKeys } from '../cases/repository.ts';

export type StoredRetention = typeof caseRetention.$inferSelect;
export type StoredErasure = typeof erasures.$inferSelect;

export interface ClosedCase {
  readonly caseId: string;
  readonly reference: string;
  readonly closedOn: PlainDate | null;
  readonly closedHow: string | null;
  readonly people: readonly (typeof casePeople.$inferSelect)[];
  readonly retention: StoredRetention | undefined;
  readonly heldBy: string | null;
}

const selectClosed = (
  database: RegisterDatabase,
  condition: ReturnType<typeof and>,
): readonly ClosedCase[] => {
  const rows = database
    .select({
      caseId: cases.id,
      reference: cases.reference,
      closedOn: cases.closedOn,
      closedHow: cases.closedHow,
      retention: caseRetention,
      heldBy: people.name,
    })
    .from(cases)
    .leftJoin(caseRetention, eq(caseRetention.caseId, cases.id))
    .leftJoin(people, eq(people.id, caseRetention.heldBy))
    .where(condition)
    .orderBy(cases.closedOn, cases.reference)
    .all();
  const ids = rows.map(({ caseId }) => caseId);
  const concerned = Map.groupBy(
    database
      .select()
      .from(casePeople)
      .where(sql`${casePeople.caseId} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
      .orderBy(casePeople.position)
      .all(),
    ({ caseId }) => caseId,
  );
  return rows.map((row) => ({
    ...row,
    retention: row.retention ?? undefined,
    people: concerned.get(row.caseId) ?? [],
  }));
};

/** Closed on that day or before, not erased; the longest closed first. */
export const listClosedBy = (database: RegisterDatabase, closedBy: PlainDate): readonly ClosedCase[] =>
  selectClosed(database, and(lte(cases.closedOn, closedBy), isNull(cases.erasedAt)));

export const listHeld = (database: RegisterDatabase): readonly ClosedCase[] =>
  selectClosed(database, and(isNotNull(caseRetention.heldAt), isNull(cases.erasedAt)));

export const findClosable = (database: RegisterDatabase, caseId: string): ClosedCase | undefined =>
  selectClosed(database, eq(cases.id, caseId))[0];

export const keepRetention = (
  database: RegisterDatabase,
  caseId: string,
  change: Partial<Omit<StoredRetention, 'caseId'>>,
): void => {
  database
    .insert(caseRetention)
    .values({ caseId, ...change })
    .onConflictDoUpdate({ target: caseRetention.caseId, set: change })
    .run();
};

const certificateColumns = {
  id: erasures.id,
  caseId: erasures.caseId,
  reference: erasures.reference,
  erasedAt: erasures.erasedAt,
  erasedBy: people.name,
  reason: erasures.reason,
  rule: erasures.rule,
  people: erasures.people,
  documents: erasures.documents,
  rows: erasures.rows,
};
export type Certificate = Omit<StoredErasure, 'erasedBy'> & { readonly erasedBy: string };

export const insertErasure = (database: RegisterDatabase, erasure: StoredErasure): void => {
  database.insert(erasures).values(erasure).run();
};

const selectCertificates = (database: RegisterDatabase) =>
  database.select(certificateColumns).from(erasures).innerJoin(people, eq(people.id, erasures.erasedBy));

export const findCertificate = (database: RegisterDatabase, id: string): Certificate | undefined =>
  selectCertificates(database).where(eq(erasures.id, id)).get();

export const findCertificateOfCase = (database: RegisterDatabase, caseId: string): Certificate | undefined =>
  selectCertificates(database).where(eq(erasures.caseId, caseId)).get();

/** Newest first. */
export const listCertificates = (
  database: RegisterDatabase,
  page: { readonly offset: number; readonly limit: number },
): { readonly certificates: readonly Certificate[]; readonly total: number } => ({
  certificates: selectCertificates(database)
    .orderBy(desc(erasures.erasedAt))
    .limit(page.limit)
    .offset(page.offset)
    .all(),
  total: database.select({ total: count() }).from(erasures).get()?.total ?? 0,
});

/**
 * Tables of which an erased case keeps rows, without a word of anybody: what statistics count, and that there was a
 * breach, when, and who was told of it, which must be answered for (UK GDPR, article 33(5)). Every other table that
 * belongs to a case, one added later too, loses its rows.
 */
const keptWithoutWords: ReadonlySet<string> = new Set([
  'cases',
  'case_referrers',
  'case_challenged_agencies',
  'case_themes',
  'case_stages',
  'decisions',
  'notices',
  'tracker_cases',
  'case_facts',
  'case_pairs',
  'breaches',
]);

interface Reference {
  readonly table: string;
  readonly column: string;
}

/** Every column of the register that points at a table. */
const listReferencesTo = (database: RegisterDatabase, target: 'cases' | 'documents'): readonly Reference[] =>
  database.all<Reference>(
    sql`SELECT m.name AS "table", f."from" AS "column" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f
        WHERE m.type = 'table' AND f."table" = ${target} ORDER BY m.name, f."from"`,
  );

const name = (text: string) => sql.raw(`"${text.replaceAll('"', '""')}"`);

/** Documents that only this case holds. */
const listOwnDocuments = (database: RegisterDatabase, caseId: string): readonly string[] => {
  const toCases = listReferencesTo(database, 'cases');
  const toDocuments = listReferencesTo(database, 'documents');
  const caseColumnOf = (table: string): string | undefined =>
    table === 'cases' ? 'id' : toCases.find((reference) => reference.table === table)?.column;
  const held = new Set(
    toDocuments.flatMap(({ table, column }) => {
      const caseColumn = caseColumnOf(table);
      if (caseColumn === undefined) return [];
      return database
        .all<{ id: string | null }>(
          sql`SELECT ${name(column)} AS id FROM ${name(table)} WHERE ${name(caseColumn)} = ${caseId}`,
        )
        .flatMap(({ id }) => id ?? []);
    }),
  );
  return [...held].filter((documentId) =>
    toDocuments.every(({ table, column }) => {
      const caseColumn = caseColumnOf(table);
      const elsewhere = caseColumn === undefined ? sql`1` : sql`${name(caseColumn)} <> ${caseId}`;
      return (
        database.get<{ found: number } | undefined>(
          sql`SELECT 1 AS found FROM ${name(table)} WHERE ${name(column)} = ${documentId} AND ${elsewhere} LIMIT 1`,
        ) === undefined
      );
    }),
  );
};

/** Of what nothing holds: no case, no draft, no table that points at files, one added later too. */
const isUnheld = (database: RegisterDatabase) =>
  sql.join(
    listReferencesTo(database, 'documents').map(
      ({ table, column }) =>
        sql`NOT EXISTS (SELECT 1 FROM ${name(table)} WHERE ${name(table)}.${name(column)} = ${documents.id})`,
    ),
    sql` AND `,
  );

export interface UnheldDocument {
  readonly id: string;
  readonly fileName: string;
  readonly receivedAt: Instant;
  readonly receivedBy: string;
}

/** Files that came in before a moment and that nothing holds, the oldest first. */
export const listUnheldDocuments = (
  database: RegisterDatabase,
  receivedBefore: Instant,
): readonly UnheldDocument[] =>
  database
    .select({
      id: documents.id,
      fileName: documents.fileName,
      receivedAt: documents.receivedAt,
      receivedBy: people.name,
    })
    .from(documents)
    .innerJoin(people, eq(people.id, documents.receivedBy))
    .where(and(lt(documents.receivedAt, receivedBefore), isUnheld(database)))
    .orderBy(documents.receivedAt)
    .all();

export const countUnheldDocuments = (database: RegisterDatabase, receivedBefore: Instant): number =>
  database
    .select({ total: count() })
    .from(documents)
    .where(and(lt(documents.receivedAt, receivedBefore), isUnheld(database)))
    .get()?.total ?? 0;

/** A file goes only where nothing holds it; whether it went. What somebody was typing about it goes too. */
export const eraseUnheldDocument = (database: RegisterDatabase, id: string): boolean => {
  const { changes } = database
    .delete(documents)
    .where(and(eq(documents.id, id), isUnheld(database)))
    .run();
  if (changes > 0) removeUnsavedAbout(database, id);
  return changes > 0;
};

/** A draft, and its file where no case holds it. Whether the file went too. */
export const eraseDraft = (
  database: RegisterDatabase,
  { id, documentId }: { readonly id: string; readonly documentId: string | null },
): boolean => {
  database.delete(drafts).where(eq(drafts.id, id)).run();
  removeUnsavedAbout(database, id);
  return documentId !== null && eraseUnheldDocument(database, documentId);
};

const removeUnsavedAbout = (database: RegisterDatabase, id: string): void => {
  database
    .delete(unsaved)
    .where(sql`instr(${unsaved.subject}, ${id}) > 0 OR instr(${unsaved.value}, ${id}) > 0`)
    .run();
};

const ERASED = 'Erased';
const erasedIfGiven = (column: { readonly name: string }) =>
  sql`CASE WHEN ${name(column.name)} IS NULL OR ${name(column.name)} = '' THEN ${name(column.name)} ELSE ${ERASED} END`;

/** Leaves of a case what statistics count. Runs inside the transaction of its audit line. */
export const eraseCase = (
  database: RegisterDatabase,
  caseId: string,
  erasedAt: StoredErasure['erasedAt'],
): {
  readonly people: number;
  readonly documents: number;
  readonly rows: Readonly<Record<string, number>>;
} => {
  // Rows of one case point at one another: they go in any order, and the commit sees that nothing points at nothing.
  database.run(sql`PRAGMA defer_foreign_keys = ON`);
  const documents = listOwnDocuments(database, caseId);
  const rows: Record<string, number> = {};
  const concerned = database
    .select({ total: count() })
    .from(casePeople)
    .where(eq(casePeople.caseId, caseId))
    .get();

  for (const { table, column } of listReferencesTo(database, 'cases')) {
    if (keptWithoutWords.has(table)) continue;
    const { changes } = database.run(sql`DELETE FROM ${name(table)} WHERE ${name(column)} = ${caseId}`);
    if (changes > 0) rows[table] = (rows[table] ?? 0) + changes;
  }
  database
    .update(cases)
    .set({
      revision: sql`${cases.revision} + 1`,
      status: 'closed',
      safeguardingLeadAware: null,
      safeguardingLeadName: null,
      notificationSentTo: [],
      summary: '',
      evidence: '',
      desiredOutcome: '',
      otherThemeWords: sql`${erasedIfGiven(cases.otherThemeWords)}`,
      urgentReason: sql`${erasedIfGiven(cases.urgentReason)}`,
      urgentHow: sql`${erasedIfGiven(cases.urgentHow)}`,
      formDocumentId: null,
      ownerId: null,
      erasedAt,
    })
    .where(eq(cases.id, caseId))
    .run();
  // The agency as written may name a person; the directory's own name never does.
  database
    .update(caseReferrers)
    .set({
      name: '',
      role: null,
      email: null,
      phone: null,
      agency: sql`coalesce((SELECT ${agencies.name} FROM ${agencies} WHERE ${agencies.id} = ${caseReferrers.agencyId}), ${ERASED})`,
    })
    .where(eq(caseReferrers.caseId, caseId))
    .run();
  database
    .update(caseStages)
    .set({
      words: '',
      outcomeForChildWords: '',
      childLedReason: sql`${erasedIfGiven(caseStages.childLedReason)}`,
      extensionReason: sql`${erasedIfGiven(caseStages.extensionReason)}`,
      pastCeilingReason: sql`${erasedIfGiven(caseStages.pastCeilingReason)}`,
      pauses: sql`(SELECT json_group_array(json_set(value, '$.reason', ${ERASED})) FROM json_each(${caseStages.pauses}))`,
      confirmationDocumentId: null,
    })
    .where(eq(caseStages.caseId, caseId))
    .run();
  database
    .update(decisions)
    .set({
      deciderName: ERASED,
      panel: [],
      decision: ERASED,
      reasons: ERASED,
      requiredActions: [],
      outcomeForChildWords: '',
      widerLearning: '',
      dissent: '',
      policyChange: '',
      told: [],
      evidenceDocumentId: null,
      // A signature over words that are gone proves nothing, and a digest could be tried against guesses.
      digest: null,
      signature: null,
      publicKey: null,
      signerName: null,
      referredOutwardTo: sql`${erasedIfGiven(decisions.referredOutwardTo)}`,
      amendmentReason: sql`${erasedIfGiven(decisions.amendmentReason)}`,
    })
    .where(eq(decisions.caseId, caseId))
    .run();
  database
    .update(notices)
    .set({ content: Buffer.alloc(0), sentTo: sql`${erasedIfGiven(notices.sentTo)}`, receiptWords: null })
    .where(eq(notices.caseId, caseId))
    .run();
  database
    .update(breaches)
    .set({
      letterId: null,
      whatHappened: ERASED,
      disclosedTo: ERASED,
      contained: sql`${erasedIfGiven(breaches.contained)}`,
      childRisk: sql`${erasedIfGiven(breaches.childRisk)}`,
      closedWords: sql`${erasedIfGiven(breaches.closedWords)}`,
    })
    .where(eq(breaches.caseId, caseId))
    .run();
  // What tells that two cases are about one child names that child.
  database.update(caseFacts).set({ children: [] }).where(eq(caseFacts.caseId, caseId)).run();
  database.update(trackerCases).set({ oldReference: null }).where(eq(trackerCases.caseId, caseId)).run();
  removeUnsavedAbout(database, caseId);
  for (const documentId of documents) database.run(sql`DELETE FROM documents WHERE id = ${documentId}`);
  refreshSortKeys(database, [caseId]);
  return { people: concerned?.total ?? 0, documents: documents.length, rows };
};
