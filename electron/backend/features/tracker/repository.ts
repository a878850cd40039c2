/** The SQL of the old tracker: whole cases in bulk, which import they came with, and the mapping of last time. */
import { and, asc, count, desc, eq, gt, inArray, lte, ne, sql } from 'drizzle-orm';
import {
  caseChallengedAgencies,
  caseEntries,
  casePeople,
  caseReferrers,
  cases,
  caseStages,
  caseThemes,
} from '../../../../drizzle/schema/cases.ts';
import { people, referenceCounters } from '../../../../drizzle/schema/register.ts';
import {
  trackerCases,
  trackerHeadings,
  trackerImports,
  trackerWords,
} from '../../../../drizzle/schema/tracker.ts';
import type { Instant } from '../../../../shared/domain/calendarTypes.ts';
import type { ColumnField, KnownCase, ValueKind } from '../../../../shared/domain/tracker.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import {
  foldedSearchText,
  refreshSortKeys,
  replaceSearchTexts,
  type CaseRecord,
  type SearchText,
} from '../cases/repository.ts';

export type StoredImport = typeof trackerImports.$inferSelect;
export type StoredTrackerCase = typeof trackerCases.$inferSelect;

/** Cases of one batch of inserts: some tens of milliseconds of work. */
export const CASES_AT_ONCE = 25;

/**
 * Makes the inserts of up to CASES_AT_ONCE whole cases ready, with what they are found by. Making ready is most of
 * the work and touches nothing; the function that comes back runs them inside the transaction that is then open.
 */
export const prepareCaseRecords = (
  database: RegisterDatabase,
  records: readonly {
    readonly record: CaseRecord;
    readonly search: SearchText;
    readonly origin: StoredTrackerCase;
  }[],
): (() => void) => {
  const all = records.map(({ record }) => record);
  const positioned = <Part>(partsOf: (record: CaseRecord) => readonly Part[]) =>
    all.flatMap((record) =>
      partsOf(record).map((part, position) => ({ ...part, caseId: record.case.id, position })),
    );
  const rowsInto = <Row>(
    rows: readonly Row[],
    prepare: (piece: Row[]) => { run(): unknown },
  ): readonly { run(): unknown }[] =>
    Array.from({ length: Math.ceil(rows.length / CASES_AT_ONCE) }, (_one, index) =>
      prepare(rows.slice(index * CASES_AT_ONCE, (index + 1) * CASES_AT_ONCE)),
    );
  const texts = records.map(({ search }) => foldedSearchText(search));
  const inserts = [
    ...rowsInto(
      all.map((record) => record.case),
      (rows) => database.insert(cases).values(rows).prepare(),
    ),
    ...rowsInto(
      positioned((record) => record.people),
      (rows) => database.insert(casePeople).values(rows).prepare(),
    ),
    ...rowsInto(
      positioned((record) => record.referrers),
      (rows) => database.insert(caseReferrers).values(rows).prepare(),
    ),
    ...rowsInto(
      positioned((record) => record.challenged.map(({ agencyId }) => ({ agencyId }))),
      (rows) => database.insert(caseChallengedAgencies).values(rows).prepare(),
    ),
    ...rowsInto(
      positioned((record) => record.themes),
      (rows) => database.insert(caseThemes).values(rows).prepare(),
    ),
    ...rowsInto(
      all.flatMap(({ stages }) => stages),
      (rows) => database.insert(caseStages).values(rows).prepare(),
    ),
    ...rowsInto(
      all.flatMap(({ entries }) => entries),
      (rows) => database.insert(caseEntries).values(rows).prepare(),
    ),
    ...rowsInto(
      records.map(({ origin }) => origin),
      (rows) => database.insert(trackerCases).values(rows).prepare(),
    ),
  ];
  return () => {
    for (const insert of inserts) insert.run();
    refreshSortKeys(
      database,
      all.map((record) => record.case.id),
    );
    replaceSearchTexts(database, texts);
  };
};

/** The last running number given in a year; 0 where none is. */
export const findLastReferenceNumber = (database: RegisterDatabase, prefix: string, year: number): number =>
  database
    .select({ last: referenceCounters.last })
    .from(referenceCounters)
    .where(and(eq(referenceCounters.prefix, prefix), eq(referenceCounters.year, year)))
    .get()?.last ?? 0;

/** Takes `wanted` running numbers of a year's references at once and gives the first. */
export const takeReferenceNumbers = (
  database: RegisterDatabase,
  { prefix, year, wanted }: { readonly prefix: string; readonly year: number; readonly wanted: number },
): number => {
  const row = database
    .insert(referenceCounters)
    .values({ prefix, year, last: wanted })
    .onConflictDoUpdate({
      target: [referenceCounters.prefix, referenceCounters.year],
      set: { last: sql`${referenceCounters.last} + ${wanted}` },
    })
    .returning({ last: referenceCounters.last })
    .get();
  return row.last - wanted + 1;
};

export const insertImport = (database: RegisterDatabase, stored: StoredImport): void => {
  database.insert(trackerImports).values(stored).run();
};

/** In some tens of milliseconds. */
const KNOWN_AT_ONCE = 2_000;

/** Every case of the register by what rows are compared with, in slices between which other work may run. */
export function* knownCases(getDatabase: () => RegisterDatabase): Generator<readonly KnownCase[]> {
  for (let after = ''; ;) {
    const ids = getDatabase()
      .select({ id: cases.id })
      .from(cases)
      .where(gt(cases.id, after))
      .orderBy(asc(cases.id))
      .limit(KNOWN_AT_ONCE)
      .all();
    const last = ids.at(-1)?.id;
    if (last === undefined) return;
    yield listKnownCases(getDatabase(), after, last);
    after = last;
  }
}

/** Those whose id lies after `after`, up to `last`. */
const listKnownCases = (database: RegisterDatabase, after: string, last: string): readonly KnownCase[] => {
  const rows = database
    .select({
      id: cases.id,
      called: cases.reference,
      receivedOn: cases.receivedOn,
      oldReference: trackerCases.oldReference,
      name: casePeople.name,
    })
    .from(cases)
    .leftJoin(trackerCases, eq(trackerCases.caseId, cases.id))
    .leftJoin(casePeople, eq(casePeople.caseId, cases.id))
    .where(and(gt(cases.id, after), lte(cases.id, last)))
    .all();
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((ofCase) => {
    const [first] = ofCase;
    return first
      ? [
          {
            called: first.called,
            receivedOn: first.receivedOn,
            oldReference: first.oldReference ?? undefined,
            names: ofCase.flatMap(({ name }) => name ?? []),
          },
        ]
      : [];
  });
};

export const findImport = (database: RegisterDatabase, id: string): StoredImport | undefined =>
  database.select().from(trackerImports).where(eq(trackerImports.id, id)).get();

/** Cases of an import that have been changed since it. */
export const countChangedCases = (database: RegisterDatabase, importId: string): number =>
  database
    .select({ total: count() })
    .from(trackerCases)
    .innerJoin(cases, eq(cases.id, trackerCases.caseId))
    .where(and(eq(trackerCases.importId, importId), ne(cases.revision, 0)))
    .get()?.total ?? 0;

/** Every import, the latest first, with who made it. */
export const listImports = (
  database: RegisterDatabase,
): readonly (StoredImport & { readonly personName: string })[] =>
  database
    .select({ stored: trackerImports, personName: people.name })
    .from(trackerImports)
    .innerJoin(people, eq(people.id, trackerImports.importedBy))
    .orderBy(desc(trackerImports.importedAt))
    .all()
    .map(({ stored, personName }) => ({ ...stored, personName }));

export const listCasesOfImport = (database: RegisterDatabase, importId: string): readonly string[] =>
  database
    .select({ id: trackerCases.caseId })
    .from(trackerCases)
    .where(eq(trackerCases.importId, importId))
    .all()
    .map(({ id }) => id);

/** Removes cases whole; what they are found by goes with them. */
export const removeCases = (database: RegisterDatabase, ids: readonly string[]): void => {
  database
    .delete(cases)
    .where(inArray(cases.id, [...ids]))
    .run();
};

/** Says of an import that its cases were taken back. */
export const keepUndone = (database: RegisterDatabase, importId: string, undoneAt: Instant): void => {
  database.update(trackerImports).set({ undoneAt }).where(eq(trackerImports.id, importId)).run();
};

export const listKeptHeadings = (database: RegisterDatabase): Readonly<Record<string, ColumnField>> =>
  Object.fromEntries(
    database
      .select()
      .from(trackerHeadings)
      .all()
      .map(({ heading, field }) => [heading, field]),
  );

/** What a word meant last time, by `kind` and word. */
export const listKeptWords = (
  database: RegisterDatabase,
): readonly { readonly kind: ValueKind; readonly word: string; readonly answer: string }[] =>
  database.select().from(trackerWords).all();

/** Keeps the mapping for next time. */
export const keepMapping = (
  database: RegisterDatabase,
  mapping: {
    readonly headings: readonly (typeof trackerHeadings.$inferSelect)[];
    readonly words: readonly (typeof trackerWords.$inferSelect)[];
  },
): void => {
  for (const heading of mapping.headings)
    database
      .insert(trackerHeadings)
      .values(heading)
      .onConflictDoUpdate({ target: trackerHeadings.heading, set: { field: heading.field } })
      .run();
  for (const word of mapping.words)
    database
      .insert(trackerWords)
      .values(word)
      .onConflictDoUpdate({ target: [trackerWords.kind, trackerWords.word], set: { answer: word.answer } })
      .run();
};
