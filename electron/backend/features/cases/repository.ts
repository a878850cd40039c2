/** The SQL of cases: storing a whole case, loading one, and finding a page of them. */
import {
  and,
  asc,
  count,
  desc,
  eq,
  getTableColumns,
  gt,
  gte,
  inArray,
  is,
  isNotNull,
  isNull,
  lt,
  lte,
  max,
  ne,
  or,
  Placeholder,
  sql,
  type SQL,
  type SQLWrapper,
} from 'drizzle-orm';
import { alias, union, type AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import { breaches } from '../../../../drizzle/schema/breaches.ts';
import { caseCounts, casePairs } from '../../../../drizzle/schema/caseLookups.ts';
import {
  caseChallengedAgencies,
  caseEntries,
  caseLinks,
  casePeople,
  caseReferrers,
  cases,
  caseStages,
  caseThemes,
  decisions,
  dueGroup,
  notices,
  statusRank,
} from '../../../../drizzle/schema/cases.ts';
import {
  decisionSubmissions,
  decisionTellings,
  informationRequests,
  requiredActions,
} from '../../../../drizzle/schema/decisions.ts';
import { documents } from '../../../../drizzle/schema/documents.ts';
import { agencies, people, referenceCounters } from '../../../../drizzle/schema/register.ts';
import type { CaseFilter, sortKeys } from '../../../../shared/contract/cases.ts';
import type { PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import type { AlikeAnswer, IntakeForm } from '../../../../shared/domain/intake.ts';
import { shortDate } from '../../../../shared/domain/wordsForDates.ts';
import { preparedOnce, type RegisterDatabase } from '../../database/registerDatabase.ts';
import { foldText } from '../../../../shared/domain/foldText.ts';

/** A case but for what lists are sorted and found by, which is worked out from it. */
export type StoredCase = Omit<
  typeof cases.$inferSelect,
  'referenceNumber' | 'childKey' | 'raisedByKey' | 'ownerKey' | 'coded' | 'searchNumber'
>;
export type StoredCasePerson = typeof casePeople.$inferSelect;
export type StoredReferrer = typeof caseReferrers.$inferSelect;
export type StoredStage = typeof caseStages.$inferSelect;
export type StoredEntry = typeof caseEntries.$inferSelect;
export type StoredDecision = typeof decisions.$inferSelect;
export type StoredSubmission = typeof decisionSubmissions.$inferSelect;
export type StoredTelling = typeof decisionTellings.$inferSelect;
export type StoredAction = typeof requiredActions.$inferSelect;
export type StoredRequest = typeof informationRequests.$inferSelect;
/** A notice without its bytes. */
export type StoredNotice = Omit<typeof notices.$inferSelect, 'content'> & { readonly byteCount: number };
export interface StoredTheme {
  readonly themeId: string;
  readonly isPrimary: boolean;
}
export interface StoredChallenged {
  readonly agencyId: string;
  readonly name: string;
}

/** Everything of one case but the bytes of its files. */
export interface CaseRecord {
  readonly case: StoredCase;
  readonly people: readonly StoredCasePerson[];
  readonly referrers: readonly StoredReferrer[];
  readonly challenged: readonly StoredChallenged[];
  readonly themes: readonly StoredTheme[];
  readonly stages: readonly StoredStage[];
  readonly entries: readonly StoredEntry[];
  /** Latest version first. */
  readonly decisions: readonly StoredDecision[];
  /** Latest version first. */
  readonly notices: readonly StoredNotice[];
  /** The decision that waits for its signer; none where none was submitted or all have ended. */
  readonly submission: StoredSubmission | undefined;
  /** Latest first. */
  readonly tellings: readonly StoredTelling[];
  /** What still counts, in the order in which it was asked for. */
  readonly actions: readonly StoredAction[];
  /** Latest first. */
  readonly requests: readonly StoredRequest[];
}

const { content: noticeContent, ...noticeColumnsWithoutContent } = getTableColumns(notices);
const noticeColumns = { ...noticeColumnsWithoutContent, byteCount: sql<number>`length(${noticeContent})` };

const caseRecordQueries = preparedOnce((database) => {
  const caseId = sql.placeholder('caseId');
  return {
    case: database.select().from(cases).where(eq(cases.id, caseId)).prepare(),
    people: database
      .select()
      .from(casePeople)
      .where(eq(casePeople.caseId, caseId))
      .orderBy(asc(casePeople.position))
      .prepare(),
    referrers: database
      .select()
      .from(caseReferrers)
      .where(eq(caseReferrers.caseId, caseId))
      .orderBy(asc(caseReferrers.position))
      .prepare(),
    challenged: database
      .select({ agencyId: agencies.id, name: agencies.name })
      .from(caseChallengedAgencies)
      .innerJoin(agencies, eq(agencies.id, caseChallengedAgencies.agencyId))
      .where(eq(caseChallengedAgencies.caseId, caseId))
      .orderBy(asc(caseChallengedAgencies.position))
      .prepare(),
    themes: database
      .select({ themeId: caseThemes.themeId, isPrimary: caseThemes.isPrimary })
      .from(caseThemes)
      .where(eq(caseThemes.caseId, caseId))
      .orderBy(asc(caseThemes.position))
      .prepare(),
    stages: database
      .select()
      .from(caseStages)
      .where(eq(caseStages.caseId, caseId))
      .orderBy(asc(caseStages.stageOrder))
      .prepare(),
    entries: database
      .select()
      .from(caseEntries)
      .where(eq(caseEntries.caseId, caseId))
      .orderBy(desc(caseEntries.happenedOn), desc(caseEntries.recordedAt))
      .prepare(),
    decisions: database
      .select()
      .from(decisions)
      .where(eq(decisions.caseId, caseId))
      .orderBy(desc(decisions.version))
      .prepare(),
    notices: database
      .select(noticeColumns)
      .from(notices)
      .where(eq(notices.caseId, caseId))
      .orderBy(desc(notices.version))
      .prepare(),
    submission: database
      .select()
      .from(decisionSubmissions)
      .where(and(eq(decisionSubmissions.caseId, caseId), isNull(decisionSubmissions.endedAt)))
      .orderBy(desc(decisionSubmissions.submittedAt))
      .prepare(),
    tellings: database
      .select()
      .from(decisionTellings)
      .where(eq(decisionTellings.caseId, caseId))
      .orderBy(desc(decisionTellings.toldOn), desc(decisionTellings.recordedAt))
      .prepare(),
    actions: database
      .select()
      .from(requiredActions)
      .where(and(eq(requiredActions.caseId, caseId), isNull(requiredActions.droppedAt)))
      .orderBy(
        sql`${requiredActions.decisionId} IS NULL`,
        asc(requiredActions.entryId),
        asc(requiredActions.position),
      )
      .prepare(),
    requests: database
      .select()
      .from(informationRequests)
      .where(eq(informationRequests.caseId, caseId))
      .orderBy(desc(informationRequests.askedAt))
      .prepare(),
  };
});

export const findCaseRecord = (database: RegisterDatabase, caseId: string): CaseRecord | undefined => {
  const queries = caseRecordQueries(database);
  const found = queries.case.get({ caseId });
  return (
    found && {
      case: found,
      people: queries.people.all({ caseId }),
      referrers: queries.referrers.all({ caseId }),
      challenged: queries.challenged.all({ caseId }),
      themes: queries.themes.all({ caseId }),
      stages: queries.stages.all({ caseId }),
      entries: queries.entries.all({ caseId }),
      decisions: queries.decisions.all({ caseId }),
      notices: queries.notices.all({ caseId }),
      submission: queries.submission.get({ caseId }),
      tellings: queries.tellings.all({ caseId }),
      actions: queries.actions.all({ caseId }),
      requests: queries.requests.all({ caseId }),
    }
  );
};

/** The next running number of a year's references: given once, even where the case is later erased. */
export const takeReferenceNumber = (database: RegisterDatabase, prefix: string, year: number): number => {
  const row = database
    .insert(referenceCounters)
    .values({ prefix, year, last: 1 })
    .onConflictDoUpdate({
      target: [referenceCounters.prefix, referenceCounters.year],
      set: { last: sql`${referenceCounters.last} + 1` },
    })
    .returning({ last: referenceCounters.last })
    .get();
  return row.last;
};

export const insertCase = (database: RegisterDatabase, row: StoredCase): void => {
  database.insert(cases).values(row).run();
};

export const updateCase = (
  database: RegisterDatabase,
  caseId: string,
  change: Partial<Omit<StoredCase, 'id' | 'reference'>>,
): void => {
  database.update(cases).set(change).where(eq(cases.id, caseId)).run();
};

export interface CaseParts {
  readonly people: readonly Omit<StoredCasePerson, 'caseId' | 'position'>[];
  readonly referrers: readonly Omit<StoredReferrer, 'caseId' | 'position'>[];
  readonly challengedAgencyIds: readonly string[];
  readonly themes: readonly StoredTheme[];
}

/** Puts the case's people, referrers, challenged agencies and themes in the place of those it had. */
export const replaceCaseParts = (database: RegisterDatabase, caseId: string, parts: CaseParts): void => {
  for (const table of [casePeople, caseReferrers, caseChallengedAgencies, caseThemes])
    database.delete(table).where(eq(table.caseId, caseId)).run();
  parts.people.forEach((person, position) =>
    database
      .insert(casePeople)
      .values({ ...person, caseId, position })
      .run(),
  );
  parts.referrers.forEach((referrer, position) =>
    database
      .insert(caseReferrers)
      .values({ ...referrer, caseId, position })
      .run(),
  );
  parts.challengedAgencyIds.forEach((agencyId, position) =>
    database.insert(caseChallengedAgencies).values({ caseId, agencyId, position }).run(),
  );
  parts.themes.forEach((theme, position) =>
    database
      .insert(caseThemes)
      .values({ ...theme, caseId, position })
      .run(),
  );
};

export const insertStage = (database: RegisterDatabase, stage: StoredStage): void => {
  database.insert(caseStages).values(stage).run();
};

export const updateStage = (
  database: RegisterDatabase,
  stageId: string,
  change: Partial<Omit<StoredStage, 'id' | 'caseId'>>,
): void => {
  database.update(caseStages).set(change).where(eq(caseStages.id, stageId)).run();
};

export const insertEntry = (database: RegisterDatabase, entry: StoredEntry): void => {
  database.insert(caseEntries).values(entry).run();
};

const refreshSortKeysWhere = (database: RegisterDatabase, which: SQL): void => {
  database
    .update(cases)
    .set({
      referenceNumber: sql`CAST(substr(${cases.reference}, instr(${cases.reference}, '-') + 1, 4) AS INTEGER) * 1000000 + CAST(substr(${cases.reference}, instr(${cases.reference}, '-') + 6) AS INTEGER)`,
      childKey: sql`coalesce(sort_key((SELECT p.name FROM case_people p WHERE p.case_id = ${cases.id} ORDER BY p.position LIMIT 1)), '')`,
      raisedByKey: sql`coalesce(sort_key((SELECT coalesce(a.name, r.agency) FROM case_referrers r LEFT JOIN agencies a ON a.id = r.agency_id WHERE r.case_id = ${cases.id} ORDER BY r.position LIMIT 1)), '')`,
      coded: sql`EXISTS (SELECT 1 FROM case_themes t WHERE t.case_id = ${cases.id})`,
      ownerKey: sql`coalesce(sort_key((SELECT o.name FROM people o WHERE o.id = ${cases.ownerId})), char(1114109))`,
    })
    .where(which)
    .run();
};

/** Works out again between whom these cases are and over what, for the related ones. */
const refreshPairs = (database: RegisterDatabase, caseIds: readonly string[]): void => {
  database.delete(casePairs).where(isOneOf(casePairs.caseId, caseIds)).run();
  database.run(
    sql`INSERT INTO ${casePairs} (case_id, raised_by, challenged, theme_id, received_on)
        SELECT DISTINCT c.id, r.agency_id, x.agency_id, t.theme_id, c.received_on
        FROM cases c
        JOIN case_referrers r ON r.case_id = c.id AND r.agency_id IS NOT NULL
        JOIN case_challenged_agencies x ON x.case_id = c.id
        JOIN case_themes t ON t.case_id = c.id AND t.is_primary = 1
        WHERE ${isOneOf(sql`c.id`, caseIds)}`,
  );
};

/**
 * Works out again by what lists are sorted and what is related. The names are those that a row shows: the first child's,
 * the first referrer's agency as the directory has it, the owner's; cases without an owner come last.
 */
export const refreshSortKeys = (database: RegisterDatabase, caseIds: readonly string[]): void => {
  refreshSortKeysWhere(database, isOneOf(cases.id, caseIds));
  refreshPairs(database, caseIds);
};

/** The same for the cases that these agencies raised: the directory has them under another name. */
export const refreshSortKeysOfAgencies = (database: RegisterDatabase, agencyIds: readonly string[]): void =>
  refreshSortKeysWhere(
    database,
    inArray(
      cases.id,
      database
        .select({ id: caseReferrers.caseId })
        .from(caseReferrers)
        .where(inArray(caseReferrers.agencyId, [...agencyIds])),
    ),
  );

/** What a case is found by, folded as the search's words are. */
export interface SearchText {
  readonly caseId: string;
  readonly reference: string;
  readonly names: string;
  readonly words: string;
}

export const foldedSearchText = ({ caseId, reference, names, words }: SearchText): SearchText => ({
  caseId,
  reference: foldText(reference),
  names: foldText(names),
  words: foldText(words),
});

/** Those that the search does not have already, letter for letter: most changes of a case leave its words as they are. */
const changedAmong = (
  database: RegisterDatabase,
  texts: readonly SearchText[],
  known: ReadonlyMap<string, number | null>,
): readonly SearchText[] => {
  const numbers = [...known.values()].filter((number) => number !== null);
  if (numbers.length === 0) return texts;
  const kept = new Set(
    database
      .all<SearchText>(
        sql`SELECT case_id AS caseId, reference, names, words FROM case_search WHERE ${isOneOf(sql`rowid`, numbers)}`,
      )
      .map(said),
  );
  return texts.filter((text) => !kept.has(said(text)));
};

const said = ({ caseId, reference, names, words }: SearchText): string =>
  JSON.stringify([caseId, reference, names, words]);

/** Puts these texts in the place of what the search had of their cases. */
export const replaceSearchTexts = (database: RegisterDatabase, all: readonly SearchText[]): void => {
  const known = new Map(
    database
      .select({ caseId: cases.id, number: cases.searchNumber })
      .from(cases)
      .where(
        isOneOf(
          cases.id,
          all.map(({ caseId }) => caseId),
        ),
      )
      .all()
      .map(({ caseId, number }) => [caseId, number]),
  );
  const texts = changedAmong(database, all, known);
  if (texts.length === 0) return;
  let last =
    database
      .select({ number: max(cases.searchNumber) })
      .from(cases)
      .get()?.number ?? 0;
  const numbered = texts.map((text) => ({ text, number: known.get(text.caseId) ?? (last += 1) }));
  const added = numbered.filter(({ text }) => (known.get(text.caseId) ?? null) === null);
  if (added.length < numbered.length)
    database.run(
      sql`DELETE FROM case_search WHERE ${isOneOf(
        sql`rowid`,
        texts.map(({ caseId }) => known.get(caseId) ?? null).filter((number) => number !== null),
      )}`,
    );
  database.run(
    sql`INSERT INTO case_search (rowid, case_id, reference, names, words) VALUES ${sql.join(
      numbered.map(
        ({ number, text: { caseId, reference, names, words } }) =>
          sql`(${number}, ${caseId}, ${reference}, ${names}, ${words})`,
      ),
      sql`, `,
    )}`,
  );
  if (added.length > 0) {
    const numbers = Object.fromEntries(added.map(({ text, number }) => [text.caseId, number]));
    database.run(
      sql`UPDATE ${cases} SET search_number = added.value FROM json_each(${JSON.stringify(numbers)}) added WHERE ${cases.id} = added.key`,
    );
  }
};

/** The index holds folded text, so what is asked for is folded the same way. */
const searchWordsOf = (search: string): string[] =>
  foldText(search.replaceAll('\0', ' '))
    .split(/\s+/)
    .filter((word) => word !== '');

/** A phrase for LIKE in which % and _ stand for themselves. */
const likeAnywhere = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** The rows of the index that are found: every word must occur somewhere. It needs three letters; shorter words look at names and references. */
const searchCondition = (search: string): SQL | undefined => {
  const words = searchWordsOf(search);
  if (words.length === 0) return undefined;
  const long = words.filter((word) => [...word].length >= 3);
  const short = words.filter((word) => [...word].length < 3);
  const conditions: SQL[] = [];
  if (long.length > 0) {
    const match = long.map((word) => `"${word.replaceAll('"', '""')}"`).join(' AND ');
    conditions.push(sql`case_search MATCH ${match}`);
  }
  for (const word of short) {
    const like = likeAnywhere(word);
    conditions.push(sql`(names LIKE ${like} ESCAPE '\\' OR reference LIKE ${like} ESCAPE '\\')`);
  }
  return sql.join(conditions, sql` AND `);
};

/** What "overdue", "due soon" and "waiting for me" mean at this moment and to whoever is signed in. */
export interface FilterBounds {
  readonly now: string;
  readonly today: PlainDate;
  readonly soonUntil: string;
  /** The stages at which the signed-in person decides, for each version of a procedure. */
  readonly decidedByMe: ReadonlyMap<string, readonly number[]>;
}

/** Past its day and neither done nor dropped. */
export const overdueAction = (today: PlainDate): SQL | undefined =>
  and(lt(requiredActions.dueOn, today), isNull(requiredActions.doneOn), isNull(requiredActions.droppedAt));

export const overdueRequest = (today: PlainDate): SQL | undefined =>
  and(lt(informationRequests.dueOn, today), isNull(informationRequests.endedAt));

/** The register's filter with the cases that a figure counts, where it names one. */
export type CaseSelection = Omit<CaseFilter, 'countedIn'> & {
  readonly caseIds?: readonly string[] | undefined;
};

const rowid = sql`${cases}.rowid`;

const textsFound = (search: SQL): SQL => sql`SELECT rowid FROM case_search WHERE ${search}`;

/** How a condition on other columns or other tables is said. */
interface Said {
  readonly has: (condition: SQL | undefined) => SQL | undefined;
  /** Cases of which another table holds a row, by its `case_id`. */
  readonly isIn: (rows: SQLWrapper) => SQL;
}

/** For counting and for sorting a few: whatever index finds them. */
const asFound: Said = {
  has: (condition) => condition,
  isIn: (rows) => sql`${cases.id} IN (${rows})`,
};

/** For walking an order's index without reading the cases themselves: as sets of rows, each found by an index of its own. */
const asWalked = (database: RegisterDatabase): Said => ({
  has: (condition) => sql`${rowid} IN (${database.select({ rowid }).from(cases).where(condition)})`,
  isIn: (rows) => sql`${rowid} IN (SELECT c.rowid FROM (${rows}) found JOIN cases c ON c.id = found.case_id)`,
});

/** What a filter asks for. Status, stage, day of receipt and what is searched stand in every order's index. */
const filterConditions = (
  database: RegisterDatabase,
  filter: CaseSelection,
  bounds: FilterBounds,
  { has, isIn } = asFound,
): readonly SQL[] => {
  const search = filter.search === undefined ? undefined : searchCondition(filter.search);
  const { awaitingMe, due } = filter;
  const mine = [...bounds.decidedByMe].flatMap(([versionId, orders]) =>
    orders.length === 0
      ? []
      : [and(eq(cases.procedureVersionId, versionId), inArray(cases.stageOrder, [...orders]))],
  );
  const notPaused = and(eq(cases.status, 'open'), eq(cases.paused, false));
  return [
    filter.status?.length ? inArray(cases.status, filter.status) : undefined,
    filter.stageOrders?.length ? inArray(cases.stageOrder, filter.stageOrders) : undefined,
    filter.receivedFrom === undefined ? undefined : gte(cases.receivedOn, filter.receivedFrom),
    filter.receivedTo === undefined ? undefined : lte(cases.receivedOn, filter.receivedTo),
    search && sql`${cases.searchNumber} IN (${textsFound(search)})`,
    filter.recordKinds?.length ? has(inArray(cases.recordKind, filter.recordKinds)) : undefined,
    filter.nextStep?.length ? has(inArray(cases.nextStep, filter.nextStep)) : undefined,
    filter.ownerId === undefined ? undefined : has(eq(cases.ownerId, filter.ownerId)),
    filter.raisedByAgencyId?.length
      ? isIn(
          database
            .select({ id: caseReferrers.caseId })
            .from(caseReferrers)
            .where(inArray(caseReferrers.agencyId, filter.raisedByAgencyId)),
        )
      : undefined,
    filter.challengedAgencyId?.length
      ? isIn(
          database
            .select({ id: caseChallengedAgencies.caseId })
            .from(caseChallengedAgencies)
            .where(inArray(caseChallengedAgencies.agencyId, filter.challengedAgencyId)),
        )
      : undefined,
    filter.themeIds?.length
      ? isIn(
          database
            .select({ id: caseThemes.caseId })
            .from(caseThemes)
            .where(inArray(caseThemes.themeId, filter.themeIds)),
        )
      : undefined,
    filter.caseIds && isIn(sql`SELECT value AS case_id FROM json_each(${JSON.stringify(filter.caseIds)})`),
    filter.notCoded ? has(sql`${cases.coded} = 0`) : undefined,
    awaitingMe
      ? has(and(inArray(cases.nextStep, ['decide', 'sign']), mine.length === 0 ? sql`0` : or(...mine)))
      : undefined,
    filter.overdueActions
      ? isIn(
          database
            .select({ id: requiredActions.caseId })
            .from(requiredActions)
            .where(overdueAction(bounds.today)),
        )
      : undefined,
    filter.overdueRequests
      ? isIn(
          database
            .select({ id: informationRequests.caseId })
            .from(informationRequests)
            .where(overdueRequest(bounds.today)),
        )
      : undefined,
    filter.openBreach
      ? isIn(database.select({ id: breaches.caseId }).from(breaches).where(isNull(breaches.closedOn)))
      : undefined,
    due &&
      has(
        and(
          notPaused,
          due === 'overdue'
            ? lte(cases.dueAt, bounds.now as never)
            : and(gt(cases.dueAt, bounds.now as never), lte(cases.dueAt, bounds.soonUntil as never)),
        ),
      ),
  ].filter((condition) => condition !== undefined);
};

export interface CaseSort {
  readonly by: (typeof sortKeys)[number];
  readonly direction: 'up' | 'down';
}

/** An order and its index. The higher reference comes first among equals; backwards, last. */
interface CaseOrder {
  readonly index: string;
  readonly terms: readonly SQL[];
}

const orderOf = ({ by, direction }: CaseSort): CaseOrder => {
  const ordered = (index: string, ...keys: readonly (SQL | AnySQLiteColumn)[]): CaseOrder => ({
    index,
    terms:
      direction === 'up'
        ? [...keys.map((key) => asc(key)), desc(cases.referenceNumber)]
        : [...keys.map((key) => desc(key)), asc(cases.referenceNumber)],
  });
  switch (by) {
    case 'due':
      // Those with a date stay first in both directions.
      return {
        index: direction === 'up' ? 'cases_in_order_of_due' : 'cases_in_order_of_due_latest',
        terms: [
          asc(dueGroup),
          direction === 'up' ? asc(cases.dueAt) : desc(cases.dueAt),
          desc(cases.referenceNumber),
        ],
      };
    case 'reference':
      return {
        index: 'cases_in_order_of_reference',
        terms: [direction === 'up' ? asc(cases.referenceNumber) : desc(cases.referenceNumber)],
      };
    case 'child':
      return ordered('cases_in_order_of_child', cases.childKey);
    case 'stage':
      return ordered('cases_in_order_of_stage', cases.stageOrder);
    case 'raisedBy':
      return ordered('cases_in_order_of_raised_by', cases.raisedByKey);
    case 'received':
      return ordered('cases_in_order_of_received', cases.receivedOn);
    case 'status':
      return ordered('cases_in_order_of_status', statusRank, cases.nextStep);
    case 'owner':
      return ordered('cases_in_order_of_owner', cases.ownerKey);
  }
};

/** What a row of the register shows of the case itself: not the long texts. */
const listedColumns = {
  id: cases.id,
  reference: cases.reference,
  revision: cases.revision,
  procedureVersionId: cases.procedureVersionId,
  recordKind: cases.recordKind,
  status: cases.status,
  stageOrder: cases.stageOrder,
  nextStep: cases.nextStep,
  dueOn: cases.dueOn,
  dueAt: cases.dueAt,
  dueIsChildLed: cases.dueIsChildLed,
  paused: cases.paused,
  receivedOn: cases.receivedOn,
  sharedConcern: cases.sharedConcern,
  ownerId: cases.ownerId,
  closedHow: cases.closedHow,
  erasedAt: cases.erasedAt,
};
type ListedCase = Pick<StoredCase, keyof typeof listedColumns>;

export type ListedPerson = Pick<StoredCasePerson, 'kind' | 'name' | 'dateOfBirth' | 'expectedDateOfBirth'>;

/** For a page of cases at a time: one query a table, never one a row. */
export interface CaseListing {
  readonly case: ListedCase;
  readonly people: readonly ListedPerson[];
  readonly agenciesRaising: readonly string[];
  readonly challenged: readonly StoredChallenged[];
  readonly themes: readonly StoredTheme[];
  readonly ownerName: string | undefined;
}

const grouped = <Row extends { readonly caseId: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> => Map.groupBy(rows, (row) => row.caseId);

/** One of many ids: one value of a statement, however many there are. */
const isOneOf = (column: AnySQLiteColumn | SQL, ids: readonly (string | number)[] | Placeholder): SQL =>
  sql`${column} IN (SELECT value FROM json_each(${is(ids, Placeholder) ? ids : JSON.stringify(ids)}))`;

/** What rows show of other tables; `ids` are those of the cases, as the text of a JSON array. */
const listingQueries = preparedOnce((database) => {
  const ids = sql.placeholder('ids');
  return {
    people: database
      .select({
        caseId: casePeople.caseId,
        kind: casePeople.kind,
        name: casePeople.name,
        dateOfBirth: casePeople.dateOfBirth,
        expectedDateOfBirth: casePeople.expectedDateOfBirth,
      })
      .from(casePeople)
      .where(isOneOf(casePeople.caseId, ids))
      .orderBy(asc(casePeople.position))
      .prepare(),
    raising: database
      .select({ caseId: caseReferrers.caseId, agency: caseReferrers.agency, name: agencies.name })
      .from(caseReferrers)
      .leftJoin(agencies, eq(agencies.id, caseReferrers.agencyId))
      .where(isOneOf(caseReferrers.caseId, ids))
      .orderBy(asc(caseReferrers.position))
      .prepare(),
    challenged: database
      .select({ caseId: caseChallengedAgencies.caseId, agencyId: agencies.id, name: agencies.name })
      .from(caseChallengedAgencies)
      .innerJoin(agencies, eq(agencies.id, caseChallengedAgencies.agencyId))
      .where(isOneOf(caseChallengedAgencies.caseId, ids))
      .orderBy(asc(caseChallengedAgencies.position))
      .prepare(),
    themes: database
      .select({
        caseId: caseThemes.caseId,
        themeId: caseThemes.themeId,
        isPrimary: caseThemes.isPrimary,
      })
      .from(caseThemes)
      .where(isOneOf(caseThemes.caseId, ids))
      .orderBy(asc(caseThemes.position))
      .prepare(),
  };
});

/** As the directory has them; as written on the form where it has none. */
const namesOfRaising = (
  referrers: readonly { readonly agency: string; readonly name: string | null }[],
): readonly string[] => [...new Set(referrers.map(({ agency, name }) => name ?? agency))];

const completeListings = (
  database: RegisterDatabase,
  found: readonly ListedCase[],
): readonly CaseListing[] => {
  if (found.length === 0) return [];
  const ids = JSON.stringify(found.map((row) => row.id));
  const queries = listingQueries(database);
  const concerned = grouped(queries.people.all({ ids }));
  const raising = grouped(queries.raising.all({ ids }));
  const challenged = grouped(queries.challenged.all({ ids }));
  const themes = grouped(queries.themes.all({ ids }));
  const names = listPeopleNames(database);
  return found.map((row) => ({
    case: row,
    people: concerned.get(row.id) ?? [],
    agenciesRaising: namesOfRaising(raising.get(row.id) ?? []),
    challenged: challenged.get(row.id) ?? [],
    themes: themes.get(row.id) ?? [],
    ownerName: row.ownerId === null ? undefined : names.get(row.ownerId),
  }));
};

/** What the register's row shows of a case that is read already. */
export const listingOfRecord = (
  database: RegisterDatabase,
  record: CaseRecord,
  names: ReadonlyMap<string, string>,
): CaseListing => ({
  ...record,
  agenciesRaising: namesOfRaising(
    listingQueries(database).raising.all({ ids: JSON.stringify([record.case.id]) }),
  ),
  ownerName: record.case.ownerId === null ? undefined : names.get(record.case.ownerId),
});

/** So many are quicker sorted than looked for along an order of all cases. */
const FEW = 2_000;

/**
 * A page of the cases that a filter finds, in an order. `total` is how many it finds: a few are sorted; where there are
 * many, the index of the order is walked until the page is full, which takes no longer the more cases there are.
 */
export const listCases = (
  database: RegisterDatabase,
  options: Parameters<typeof listCaseNumbers>[1],
): readonly CaseListing[] => listNumberedCases(database, listCaseNumbers(database, options));

/** Where the cases of a list lie in their table, in its order: to be read one after another while others work. */
export const listCaseNumbers = (
  database: RegisterDatabase,
  options: {
    readonly filter: CaseSelection;
    readonly sort: CaseSort;
    readonly offset: number;
    readonly limit: number;
    readonly bounds: FilterBounds;
    readonly total: number;
  },
): readonly number[] => {
  const { filter, sort, offset, limit, bounds, total } = options;
  const { index, terms } = orderOf(sort);
  const isWalked = total > FEW;
  const conditions = filterConditions(database, filter, bounds, isWalked ? asWalked(database) : asFound);
  return database
    .all<{ number: number }>(
      sql.join(
        [
          sql`SELECT ${rowid} AS number FROM ${cases}`,
          ...(isWalked ? [sql`INDEXED BY ${sql.identifier(index)}`] : []),
          ...(conditions.length === 0 ? [] : [sql`WHERE ${and(...conditions)}`]),
          sql`ORDER BY ${sql.join([...terms], sql`, `)} LIMIT ${limit} OFFSET ${offset}`,
        ],
        sql` `,
      ),
    )
    .map(({ number }) => number);
};

const numberedCases = preparedOnce((database) =>
  database
    .select({ number: sql<number>`${rowid}`, case: listedColumns })
    .from(cases)
    .where(isOneOf(rowid, sql.placeholder('page')))
    .prepare(),
);

/** What a list shows of these cases, in the order of their numbers; of those that are gone, nothing. */
export const listNumberedCases = (
  database: RegisterDatabase,
  page: readonly number[],
): readonly CaseListing[] => {
  const found = new Map(
    numberedCases(database)
      .all({ page: JSON.stringify(page) })
      .map((row) => [row.number, row.case]),
  );
  return completeListings(
    database,
    page.flatMap((number) => found.get(number) ?? []),
  );
};

export const countCases = (
  database: RegisterDatabase,
  filter: CaseSelection,
  bounds: FilterBounds,
): number => {
  const conditions = filterConditions(database, filter, bounds);
  const standing = [
    filter.status?.length ? inArray(caseCounts.status, filter.status) : undefined,
    filter.stageOrders?.length ? inArray(caseCounts.stageOrder, filter.stageOrders) : undefined,
    filter.recordKinds?.length ? inArray(caseCounts.recordKind, filter.recordKinds) : undefined,
    filter.nextStep?.length ? inArray(caseCounts.nextStep, filter.nextStep) : undefined,
  ].filter((condition) => condition !== undefined);
  if (standing.length === conditions.length)
    return (
      database
        .select({ total: sql<number>`coalesce(sum(${caseCounts.total}), 0)` })
        .from(caseCounts)
        .where(and(...standing))
        .get()?.total ?? 0
    );
  const search = filter.search === undefined ? undefined : searchCondition(filter.search);
  if (search && conditions.length === 1)
    // Each text is a case: a common word is in most of them.
    return database.get<{ total: number }>(sql`SELECT count(*) AS total FROM (${textsFound(search)})`).total;
  return (
    database
      .select({ total: count() })
      .from(cases)
      .where(and(...conditions))
      .get()?.total ?? 0
  );
};

/** The open cases with a date that a filter finds: past it, in the next days, and later. */
export const countByDue = (
  database: RegisterDatabase,
  filter: CaseSelection,
  bounds: FilterBounds,
): { readonly overdue: number; readonly soon: number; readonly later: number } => {
  const counted = database
    .select({
      due: count(),
      overdue: sql<number>`coalesce(sum(${cases.dueAt} <= ${bounds.now}), 0)`,
      later: sql<number>`coalesce(sum(${cases.dueAt} > ${bounds.soonUntil}), 0)`,
    })
    .from(cases)
    .where(
      and(
        ...filterConditions(database, filter, bounds),
        eq(cases.status, 'open'),
        eq(cases.paused, false),
        isNotNull(cases.dueAt),
      ),
    )
    .get();
  const { due, overdue, later } = counted ?? { due: 0, overdue: 0, later: 0 };
  return { overdue, soon: due - overdue - later, later };
};

/** How many open cases fall due on each day of a span, both ends included. */
export const countDueDays = (
  database: RegisterDatabase,
  from: PlainDate,
  to: PlainDate,
): ReadonlyMap<string, number> =>
  new Map(
    database
      .select({ on: cases.dueOn, total: count() })
      .from(cases)
      .where(
        and(eq(cases.status, 'open'), eq(cases.paused, false), gte(cases.dueOn, from), lte(cases.dueOn, to)),
      )
      .groupBy(cases.dueOn)
      .all()
      .map(({ on, total }) => [on ?? '', total]),
  );

/** The nearest day still ahead on which an open case is due. */
export const findNextDueOn = (database: RegisterDatabase, from: PlainDate): PlainDate | undefined =>
  database
    .select({ on: cases.dueOn })
    .from(cases)
    .where(and(eq(cases.status, 'open'), eq(cases.paused, false), gte(cases.dueOn, from)))
    .orderBy(asc(cases.dueOn))
    .limit(1)
    .get()?.on ?? undefined;

/** What somebody is looked for by; nothing equals null in SQL. */
type AskedIdentity = Readonly<Record<'nhsNumber' | 'dateOfBirth' | 'nameKey' | 'soundKey', string | null>>;

const askedIdentity = ({
  nhsNumber,
  dateOfBirth,
  nameKey,
  soundKey,
}: Partial<AskedIdentity>): AskedIdentity => ({
  nhsNumber: nhsNumber || null,
  dateOfBirth: dateOfBirth || null,
  nameKey: nameKey || null,
  soundKey: soundKey || null,
});

const isAsked = (asked: AskedIdentity): boolean => Object.values(asked).some((value) => value !== null);

const MOST_ALIKE = 500;

/** Cases whose person might be the same: by number, by birth date with a name that sounds alike, or by name. */
export const listAlikePeople = (
  database: RegisterDatabase,
  person: Partial<AskedIdentity>,
): readonly StoredCasePerson[] => {
  const { nhsNumber, dateOfBirth, nameKey, soundKey } = askedIdentity(person);
  return database
    .select()
    .from(casePeople)
    .where(
      or(
        nhsNumber === null ? undefined : eq(casePeople.nhsNumber, nhsNumber),
        dateOfBirth === null ? undefined : eq(casePeople.dateOfBirth, dateOfBirth as PlainDate),
        nameKey === null ? undefined : eq(casePeople.nameKey, nameKey),
        soundKey === null ? undefined : eq(casePeople.soundKey, soundKey),
      ) ?? sql`0`,
    )
    .limit(MOST_ALIKE)
    .all();
};

/** Somebody in a case, by what two people are compared by; the name as its key. */
export interface StoredIdentity {
  readonly caseId: string;
  readonly name: string | null;
  readonly dateOfBirth: PlainDate | null;
  readonly nhsNumber: string | null;
}

const identitiesAlike = preparedOnce((database) => {
  const found = (column: AnySQLiteColumn, by: keyof AskedIdentity) =>
    database
      .select({
        caseId: casePeople.caseId,
        name: casePeople.nameKey,
        dateOfBirth: casePeople.dateOfBirth,
        nhsNumber: casePeople.nhsNumber,
      })
      .from(casePeople)
      .where(eq(column, sql.placeholder(by)));
  // Each part is read from its index alone, which one query with OR is not.
  return union(
    found(casePeople.nhsNumber, 'nhsNumber'),
    found(casePeople.dateOfBirth, 'dateOfBirth'),
    found(casePeople.nameKey, 'nameKey'),
    found(casePeople.soundKey, 'soundKey'),
  )
    .limit(MOST_ALIKE)
    .prepare();
});

/** The same people, without reading the rest of them: for the reasons alone. */
export const listIdentitiesAlike = (
  database: RegisterDatabase,
  person: Partial<AskedIdentity>,
): readonly StoredIdentity[] => {
  const asked = askedIdentity(person);
  return isAsked(asked) ? identitiesAlike(database).all(asked) : [];
};

/** A case by what people call it. */
export interface NamedCase {
  readonly case: Pick<StoredCase, 'id' | 'reference' | 'revision' | 'status' | 'closedHow' | 'receivedOn'>;
  readonly people: readonly ListedPerson[];
}

const namedCases = preparedOnce((database) =>
  database
    .select({
      id: cases.id,
      reference: cases.reference,
      revision: cases.revision,
      status: cases.status,
      closedHow: cases.closedHow,
      receivedOn: cases.receivedOn,
    })
    .from(cases)
    .where(isOneOf(cases.id, sql.placeholder('ids')))
    .prepare(),
);

/** Those of the cases that are in the register, by their ids. */
export const findNamedCases = (
  database: RegisterDatabase,
  caseIds: readonly string[],
): ReadonlyMap<string, NamedCase> => {
  if (caseIds.length === 0) return new Map();
  const ids = JSON.stringify(caseIds);
  const concerned = grouped(listingQueries(database).people.all({ ids }));
  return new Map(
    namedCases(database)
      .all({ ids })
      .map((row) => [row.id, { case: row, people: concerned.get(row.id) ?? [] }]),
  );
};

export const listOpenCases = (
  database: RegisterDatabase,
): readonly { readonly id: string; readonly revision: number }[] =>
  database
    .select({ id: cases.id, revision: cases.revision })
    .from(cases)
    .where(eq(cases.status, 'open'))
    .all();

/** Cases logged from a file with these very bytes, or with another file's bytes and the same content. */
export const listCasesOfForm = (
  database: RegisterDatabase,
  sha256: string,
): readonly { readonly caseId: string; readonly sameBytes: boolean }[] => {
  const contents = database
    .selectDistinct({ digest: documents.contentDigest })
    .from(documents)
    .where(and(eq(documents.sha256, sha256), isNotNull(documents.contentDigest)))
    .all()
    .flatMap(({ digest }) => digest ?? []);
  return database
    .select({ caseId: cases.id, sha256: documents.sha256 })
    .from(documents)
    .innerJoin(cases, eq(cases.formDocumentId, documents.id))
    .where(or(eq(documents.sha256, sha256), inArray(documents.contentDigest, contents)))
    .all()
    .map((found) => ({ caseId: found.caseId, sameBytes: found.sha256 === sha256 }));
};

/** Which of these cases are in the register. */
const listKnownCases = (database: RegisterDatabase, ids: readonly string[]): readonly string[] =>
  database
    .select({ id: cases.id })
    .from(cases)
    .where(inArray(cases.id, [...ids]))
    .all()
    .map(({ id }) => id);

/** Keeps what was said of cases alike; one that has left the register since is passed over. */
export const insertCaseLinks = (
  database: RegisterDatabase,
  caseId: string,
  answers: IntakeForm['alikeAnswers'],
): void => {
  const known = listKnownCases(
    database,
    answers.map((answer) => answer.caseId),
  );
  for (const otherCaseId of known) {
    const answer = answers.findLast((one) => one.caseId === otherCaseId)?.answer;
    if (answer) database.insert(caseLinks).values({ caseId, otherCaseId, answer }).run();
  }
};

const linksOfCase = preparedOnce((database) => {
  const caseId = sql.placeholder('caseId');
  return database
    .select()
    .from(caseLinks)
    .where(or(eq(caseLinks.caseId, caseId), eq(caseLinks.otherCaseId, caseId)))
    .prepare();
});

/** What was said of this case and others, whichever of the two was logged first. */
export const listCaseLinks = (
  database: RegisterDatabase,
  caseId: string,
): readonly { readonly caseId: string; readonly answer: AlikeAnswer }[] =>
  linksOfCase(database)
    .all({ caseId })
    .map((link) => ({
      caseId: link.caseId === caseId ? link.otherCaseId : link.caseId,
      answer: link.answer,
    }));

const otherPairs = alias(casePairs, 'other');

const casesOfSamePair = preparedOnce((database) =>
  database
    .selectDistinct({ id: otherPairs.caseId, receivedOn: otherPairs.receivedOn })
    .from(casePairs)
    .innerJoin(
      otherPairs,
      and(
        eq(otherPairs.raisedBy, casePairs.raisedBy),
        eq(otherPairs.challenged, casePairs.challenged),
        eq(otherPairs.themeId, casePairs.themeId),
        ne(otherPairs.caseId, casePairs.caseId),
      ),
    )
    .where(eq(casePairs.caseId, sql.placeholder('caseId')))
    .orderBy(desc(otherPairs.receivedOn))
    .limit(50)
    .prepare(),
);

/** Other cases in which the same agency challenged the same agency over the same main theme, latest first. */
export const listCasesOfSamePair = (database: RegisterDatabase, caseId: string): readonly string[] =>
  casesOfSamePair(database)
    .all({ caseId })
    .map(({ id }) => id);

const peopleNames = preparedOnce((database) =>
  database.select({ id: people.id, name: people.name }).from(people).prepare(),
);

export const listPeopleNames = (database: RegisterDatabase): ReadonlyMap<string, string> =>
  new Map(
    peopleNames(database)
      .all()
      .map(({ id, name }) => [id, name]),
  );

export const listReferences = (
  database: RegisterDatabase,
  ids: readonly string[],
): ReadonlyMap<string, string> =>
  new Map(
    database
      .select({ id: cases.id, reference: cases.reference })
      .from(cases)
      .where(inArray(cases.id, [...ids]))
      .all()
      .map(({ id, reference }) => [id, reference]),
  );

/** Where each action comes from, in words, by its id. */
export const listActionOrigins = (
  database: RegisterDatabase,
  actions: readonly StoredAction[],
): ReadonlyMap<string, string> => {
  if (actions.length === 0) return new Map();
  const versions = new Map(
    database
      .select({ id: decisions.id, version: decisions.version })
      .from(decisions)
      .where(
        inArray(
          decisions.id,
          actions.flatMap(({ decisionId }) => decisionId ?? []),
        ),
      )
      .all()
      .map(({ id, version }) => [id, version === 1 ? 'The decision' : `The decision, version ${version}`]),
  );
  const entries = new Map(
    database
      .select({ id: caseEntries.id, title: caseEntries.title, happenedOn: caseEntries.happenedOn })
      .from(caseEntries)
      .where(
        inArray(
          caseEntries.id,
          actions.flatMap(({ entryId }) => entryId ?? []),
        ),
      )
      .all()
      .map(({ id, title, happenedOn }) => [id, `${title}, ${shortDate(happenedOn)}`]),
  );
  return new Map(
    actions.map(({ id, decisionId, entryId }) => [
      id,
      versions.get(decisionId ?? '') ?? entries.get(entryId ?? '') ?? '',
    ]),
  );
};
