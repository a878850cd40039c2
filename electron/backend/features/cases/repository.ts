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
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  notExists,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import { breaches } from '../../../../drizzle/schema/breaches.ts';
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
  notices,
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
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import { foldText } from './alike.ts';

export type StoredCase = typeof cases.$inferSelect;
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

export const findCaseRecord = (database: RegisterDatabase, caseId: string): CaseRecord | undefined => {
  const found = database.select().from(cases).where(eq(cases.id, caseId)).get();
  if (!found) return undefined;
  return {
    case: found,
    people: database
      .select()
      .from(casePeople)
      .where(eq(casePeople.caseId, caseId))
      .orderBy(asc(casePeople.position))
      .all(),
    referrers: database
      .select()
      .from(caseReferrers)
      .where(eq(caseReferrers.caseId, caseId))
      .orderBy(asc(caseReferrers.position))
      .all(),
    challenged: database
      .select({ agencyId: agencies.id, name: agencies.name })
      .from(caseChallengedAgencies)
      .innerJoin(agencies, eq(agencies.id, caseChallengedAgencies.agencyId))
      .where(eq(caseChallengedAgencies.caseId, caseId))
      .orderBy(asc(caseChallengedAgencies.position))
      .all(),
    themes: database
      .select({ themeId: caseThemes.themeId, isPrimary: caseThemes.isPrimary })
      .from(caseThemes)
      .where(eq(caseThemes.caseId, caseId))
      .orderBy(asc(caseThemes.position))
      .all(),
    stages: database
      .select()
      .from(caseStages)
      .where(eq(caseStages.caseId, caseId))
      .orderBy(asc(caseStages.stageOrder))
      .all(),
    entries: database
      .select()
      .from(caseEntries)
      .where(eq(caseEntries.caseId, caseId))
      .orderBy(desc(caseEntries.happenedOn), desc(caseEntries.recordedAt))
      .all(),
    decisions: database
      .select()
      .from(decisions)
      .where(eq(decisions.caseId, caseId))
      .orderBy(desc(decisions.version))
      .all(),
    notices: database
      .select(noticeColumns)
      .from(notices)
      .where(eq(notices.caseId, caseId))
      .orderBy(desc(notices.version))
      .all(),
    submission: database
      .select()
      .from(decisionSubmissions)
      .where(and(eq(decisionSubmissions.caseId, caseId), isNull(decisionSubmissions.endedAt)))
      .orderBy(desc(decisionSubmissions.submittedAt))
      .get(),
    tellings: database
      .select()
      .from(decisionTellings)
      .where(eq(decisionTellings.caseId, caseId))
      .orderBy(desc(decisionTellings.toldOn), desc(decisionTellings.recordedAt))
      .all(),
    actions: database
      .select()
      .from(requiredActions)
      .where(and(eq(requiredActions.caseId, caseId), isNull(requiredActions.droppedAt)))
      .orderBy(
        sql`${requiredActions.decisionId} IS NULL`,
        asc(requiredActions.entryId),
        asc(requiredActions.position),
      )
      .all(),
    requests: database
      .select()
      .from(informationRequests)
      .where(eq(informationRequests.caseId, caseId))
      .orderBy(desc(informationRequests.askedAt))
      .all(),
  };
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

/** What the search looks through. */
export const replaceSearchText = (
  database: RegisterDatabase,
  caseId: string,
  text: { readonly reference: string; readonly names: string; readonly words: string },
): void => {
  database.run(sql`DELETE FROM case_search WHERE case_id = ${caseId}`);
  database.run(
    sql`INSERT INTO case_search (case_id, reference, names, words) VALUES (${caseId}, ${foldText(text.reference)}, ${foldText(text.names)}, ${foldText(text.words)})`,
  );
};

/** The index holds folded text, so what is asked for is folded the same way. */
const searchWordsOf = (search: string): string[] =>
  foldText(search.replaceAll('\0', ' '))
    .split(/\s+/)
    .filter((word) => word !== '');

/** A phrase for LIKE in which % and _ stand for themselves. */
const likeAnywhere = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** Every word must occur somewhere. The trigram index needs three letters; shorter words look at names and references. */
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
  return sql`${cases.id} IN (SELECT case_id FROM case_search WHERE ${sql.join(conditions, sql` AND `)})`;
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

const filterCondition = (
  database: RegisterDatabase,
  filter: CaseSelection,
  bounds: FilterBounds,
): SQL | undefined => {
  const conditions: (SQL | undefined)[] = [
    filter.search === undefined ? undefined : searchCondition(filter.search),
    filter.status?.length ? inArray(cases.status, filter.status) : undefined,
    filter.recordKinds?.length ? inArray(cases.recordKind, filter.recordKinds) : undefined,
    filter.nextStep?.length ? inArray(cases.nextStep, filter.nextStep) : undefined,
    filter.stageOrders?.length ? inArray(cases.stageOrder, filter.stageOrders) : undefined,
    filter.ownerId === undefined ? undefined : eq(cases.ownerId, filter.ownerId),
    filter.receivedFrom === undefined ? undefined : gte(cases.receivedOn, filter.receivedFrom),
    filter.receivedTo === undefined ? undefined : lte(cases.receivedOn, filter.receivedTo),
    filter.raisedByAgencyId?.length
      ? inArray(
          cases.id,
          database
            .select({ id: caseReferrers.caseId })
            .from(caseReferrers)
            .where(inArray(caseReferrers.agencyId, filter.raisedByAgencyId)),
        )
      : undefined,
    filter.challengedAgencyId?.length
      ? inArray(
          cases.id,
          database
            .select({ id: caseChallengedAgencies.caseId })
            .from(caseChallengedAgencies)
            .where(inArray(caseChallengedAgencies.agencyId, filter.challengedAgencyId)),
        )
      : undefined,
    filter.themeIds?.length
      ? inArray(
          cases.id,
          database
            .select({ id: caseThemes.caseId })
            .from(caseThemes)
            .where(inArray(caseThemes.themeId, filter.themeIds)),
        )
      : undefined,
    filter.caseIds === undefined
      ? undefined
      : sql`${cases.id} IN (SELECT value FROM json_each(${JSON.stringify(filter.caseIds)}))`,
    filter.notCoded
      ? notExists(
          database
            .select({ one: sql`1` })
            .from(caseThemes)
            .where(eq(caseThemes.caseId, cases.id)),
        )
      : undefined,
  ];
  if (filter.awaitingMe) {
    const mine = [...bounds.decidedByMe].flatMap(([versionId, orders]) =>
      orders.length === 0
        ? []
        : [and(eq(cases.procedureVersionId, versionId), inArray(cases.stageOrder, [...orders]))],
    );
    conditions.push(inArray(cases.nextStep, ['decide', 'sign']), mine.length === 0 ? sql`0` : or(...mine));
  }
  if (filter.overdueActions)
    conditions.push(
      inArray(
        cases.id,
        database
          .select({ id: requiredActions.caseId })
          .from(requiredActions)
          .where(overdueAction(bounds.today)),
      ),
    );
  if (filter.overdueRequests)
    conditions.push(
      inArray(
        cases.id,
        database
          .select({ id: informationRequests.caseId })
          .from(informationRequests)
          .where(overdueRequest(bounds.today)),
      ),
    );
  if (filter.openBreach)
    conditions.push(
      inArray(
        cases.id,
        database.select({ id: breaches.caseId }).from(breaches).where(isNull(breaches.closedOn)),
      ),
    );
  if (filter.due !== undefined) {
    conditions.push(eq(cases.status, 'open'), eq(cases.paused, false));
    conditions.push(
      filter.due === 'overdue'
        ? lte(cases.dueAt, bounds.now as never)
        : and(gt(cases.dueAt, bounds.now as never), lte(cases.dueAt, bounds.soonUntil as never)),
    );
  }
  return and(...conditions);
};

const firstName = sql`(SELECT coalesce(p.name, '') FROM case_people p WHERE p.case_id = ${cases.id} ORDER BY p.position LIMIT 1) COLLATE NOCASE`;
const firstAgency = sql`(SELECT r.agency FROM case_referrers r WHERE r.case_id = ${cases.id} ORDER BY r.position LIMIT 1) COLLATE NOCASE`;
const ownerName = sql`(SELECT o.name FROM people o WHERE o.id = ${cases.ownerId}) COLLATE NOCASE`;
/** `BURY-2026`: within it, a longer reference has a higher number. */
const referenceYear = sql`substr(${cases.reference}, 1, instr(${cases.reference}, '-') + 4)`;
/** Open first, then decided, then closed: what needs somebody comes before what is done. */
const statusOrder = sql`CASE ${cases.status} WHEN 'open' THEN 0 WHEN 'decided' THEN 1 ELSE 2 END`;

export interface CaseSort {
  readonly by: (typeof sortKeys)[number];
  readonly direction: 'up' | 'down';
}

const sortColumns = ({ by, direction }: CaseSort): SQL[] => {
  const directed = direction === 'up' ? asc : desc;
  switch (by) {
    case 'due':
      return [asc(statusOrder), asc(cases.paused), sql`${cases.dueAt} IS NULL`, directed(cases.dueAt)];
    case 'reference':
      return [directed(referenceYear), directed(sql`length(${cases.reference})`), directed(cases.reference)];
    case 'child':
      return [directed(firstName)];
    case 'stage':
      return [directed(cases.stageOrder)];
    case 'raisedBy':
      return [directed(firstAgency)];
    case 'received':
      return [directed(cases.receivedOn)];
    case 'status':
      return [directed(statusOrder), directed(cases.nextStep)];
    case 'owner':
      return [sql`${cases.ownerId} IS NULL`, directed(ownerName)];
  }
};

/** What a row of the register shows, for a page of cases at a time: one query a table, never one a row. */
export interface CaseListing {
  readonly case: StoredCase;
  readonly people: readonly StoredCasePerson[];
  readonly agenciesRaising: readonly string[];
  readonly challenged: readonly StoredChallenged[];
  readonly themes: readonly StoredTheme[];
  readonly ownerName: string | undefined;
}

const grouped = <Row extends { readonly caseId: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> => Map.groupBy(rows, (row) => row.caseId);

export const completeListings = (
  database: RegisterDatabase,
  found: readonly StoredCase[],
): readonly CaseListing[] => {
  const ids = found.map((row) => row.id);
  const concerned = grouped(
    database
      .select()
      .from(casePeople)
      .where(inArray(casePeople.caseId, ids))
      .orderBy(asc(casePeople.position))
      .all(),
  );
  const raising = grouped(
    database
      .select({ caseId: caseReferrers.caseId, agency: caseReferrers.agency, name: agencies.name })
      .from(caseReferrers)
      .leftJoin(agencies, eq(agencies.id, caseReferrers.agencyId))
      .where(inArray(caseReferrers.caseId, ids))
      .orderBy(asc(caseReferrers.position))
      .all(),
  );
  const challenged = grouped(
    database
      .select({ caseId: caseChallengedAgencies.caseId, agencyId: agencies.id, name: agencies.name })
      .from(caseChallengedAgencies)
      .innerJoin(agencies, eq(agencies.id, caseChallengedAgencies.agencyId))
      .where(inArray(caseChallengedAgencies.caseId, ids))
      .orderBy(asc(caseChallengedAgencies.position))
      .all(),
  );
  const themes = grouped(
    database
      .select()
      .from(caseThemes)
      .where(inArray(caseThemes.caseId, ids))
      .orderBy(asc(caseThemes.position))
      .all(),
  );
  const owners = new Map(
    database
      .select({ id: people.id, name: people.name })
      .from(people)
      .where(inArray(people.id, [...new Set(found.flatMap((row) => row.ownerId ?? []))]))
      .all()
      .map(({ id, name }) => [id, name]),
  );
  return found.map((row) => ({
    case: row,
    people: concerned.get(row.id) ?? [],
    agenciesRaising: [...new Set((raising.get(row.id) ?? []).map(({ agency, name }) => name ?? agency))],
    challenged: challenged.get(row.id) ?? [],
    themes: themes.get(row.id) ?? [],
    ownerName: row.ownerId === null ? undefined : owners.get(row.ownerId),
  }));
};

export const listCases = (
  database: RegisterDatabase,
  options: {
    readonly filter: CaseSelection;
    readonly sort: CaseSort;
    readonly offset: number;
    readonly limit: number;
    readonly bounds: FilterBounds;
  },
): readonly CaseListing[] =>
  completeListings(
    database,
    database
      .select()
      .from(cases)
      .where(filterCondition(database, options.filter, options.bounds))
      .orderBy(...sortColumns(options.sort), desc(cases.loggedAt), desc(cases.reference))
      .limit(options.limit)
      .offset(options.offset)
      .all(),
  );

export const countCases = (database: RegisterDatabase, filter: CaseSelection, bounds: FilterBounds): number =>
  database
    .select({ total: count() })
    .from(cases)
    .where(filterCondition(database, filter, bounds))
    .get()?.total ?? 0;

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
        filterCondition(database, filter, bounds),
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

/** Cases whose person might be the same: by number, by birth date with a name that sounds alike, or by name. */
export const listAlikePeople = (
  database: RegisterDatabase,
  person: {
    readonly nhsNumber?: string | undefined;
    readonly dateOfBirth?: string | undefined;
    readonly nameKey?: string | undefined;
    readonly soundKey?: string | undefined;
  },
): readonly StoredCasePerson[] => {
  const { nhsNumber, dateOfBirth, nameKey, soundKey } = person;
  const conditions: (SQL | undefined)[] = [
    nhsNumber ? eq(casePeople.nhsNumber, nhsNumber) : undefined,
    dateOfBirth ? eq(casePeople.dateOfBirth, dateOfBirth as PlainDate) : undefined,
    nameKey ? eq(casePeople.nameKey, nameKey) : undefined,
    soundKey ? eq(casePeople.soundKey, soundKey) : undefined,
  ].filter((condition) => condition !== undefined);
  if (conditions.length === 0) return [];
  return database
    .select()
    .from(casePeople)
    .where(or(...conditions))
    .limit(500)
    .all();
};

export const listCasesByIds = (database: RegisterDatabase, ids: readonly string[]): readonly CaseListing[] =>
  ids.length === 0
    ? []
    : completeListings(
        database,
        database
          .select()
          .from(cases)
          .where(inArray(cases.id, [...ids]))
          .all(),
      );

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

/** What was said of this case and others, whichever of the two was logged first. */
export const listCaseLinks = (
  database: RegisterDatabase,
  caseId: string,
): readonly { readonly caseId: string; readonly answer: AlikeAnswer }[] => [
  ...database
    .select({ caseId: caseLinks.otherCaseId, answer: caseLinks.answer })
    .from(caseLinks)
    .where(eq(caseLinks.caseId, caseId))
    .all(),
  ...database
    .select({ caseId: caseLinks.caseId, answer: caseLinks.answer })
    .from(caseLinks)
    .where(eq(caseLinks.otherCaseId, caseId))
    .all(),
];

/** Other cases in which the same agency challenged the same agency over the same main theme. */
export const listCasesOfSamePair = (database: RegisterDatabase, caseId: string): readonly string[] => {
  const sameTheme = database
    .select({ themeId: caseThemes.themeId })
    .from(caseThemes)
    .where(and(eq(caseThemes.caseId, caseId), eq(caseThemes.isPrimary, true)));
  const sameChallenged = database
    .select({ agencyId: caseChallengedAgencies.agencyId })
    .from(caseChallengedAgencies)
    .where(eq(caseChallengedAgencies.caseId, caseId));
  const sameRaising = database
    .select({ agencyId: caseReferrers.agencyId })
    .from(caseReferrers)
    .where(and(eq(caseReferrers.caseId, caseId), isNotNull(caseReferrers.agencyId)));
  return database
    .selectDistinct({ id: cases.id })
    .from(cases)
    .innerJoin(caseThemes, and(eq(caseThemes.caseId, cases.id), eq(caseThemes.isPrimary, true)))
    .innerJoin(caseChallengedAgencies, eq(caseChallengedAgencies.caseId, cases.id))
    .innerJoin(caseReferrers, eq(caseReferrers.caseId, cases.id))
    .where(
      and(
        ne(cases.id, caseId),
        inArray(caseThemes.themeId, sameTheme),
        inArray(caseChallengedAgencies.agencyId, sameChallenged),
        inArray(caseReferrers.agencyId, sameRaising),
      ),
    )
    .orderBy(desc(cases.receivedOn))
    .limit(50)
    .all()
    .map(({ id }) => id);
};

export const listPeopleNames = (database: RegisterDatabase): ReadonlyMap<string, string> =>
  new Map(
    database
      .select({ id: people.id, name: people.name })
      .from(people)
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
