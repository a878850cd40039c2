import { asc, count, desc, eq, inArray, notExists, sql } from 'drizzle-orm';
import { caseFacts, type PackedStage } from '../../../../drizzle/schema/analytics.ts';
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
import { procedureVersions } from '../../../../drizzle/schema/register.ts';
import type { CaseFacts, DecisionFacts, StageFacts } from '../../../../shared/domain/analytics/caseFacts.ts';
import type { ChildAnswer } from '../../../../shared/domain/analytics/earlierCases.ts';
import type { Instant, PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import type { Procedure } from '../../../../shared/domain/procedures/procedureSchema.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import type { RecordForFacts } from './factsOf.ts';

export interface AdoptedVersion {
  readonly versionId: string;
  readonly procedure: Procedure;
  readonly adoptedAt: Instant;
}

/** Every version of every procedure, in the order in which they were adopted. */
export const listVersions = (database: RegisterDatabase): readonly AdoptedVersion[] =>
  database
    .select()
    .from(procedureVersions)
    .orderBy(asc(sql`rowid`))
    .all()
    .map(({ id, definition, adoptedAt }) => ({ versionId: id, procedure: definition, adoptedAt }));

export const listChildAnswers = (database: RegisterDatabase): readonly ChildAnswer[] =>
  database.select().from(caseLinks).all();

export const findFirstReceivedOn = (database: RegisterDatabase): PlainDate | undefined =>
  database.select({ on: cases.receivedOn }).from(cases).orderBy(asc(cases.receivedOn)).limit(1).get()?.on;

/** Keeps the facts of a case in the place of those it had. */
export const keepFacts = (database: RegisterDatabase, facts: CaseFacts): void => {
  const row = rowOfFacts(facts);
  database.insert(caseFacts).values(row).onConflictDoUpdate({ target: caseFacts.caseId, set: row }).run();
};

/** Keeps the facts of cases that have none. */
export const insertFacts = (database: RegisterDatabase, all: readonly CaseFacts[]): void => {
  for (let start = 0; start < all.length; start += ROWS_AT_ONCE)
    database
      .insert(caseFacts)
      .values(all.slice(start, start + ROWS_AT_ONCE).map(rowOfFacts))
      .onConflictDoNothing()
      .run();
};

/** SQLite takes some thirty thousand values in a statement, and a short one is prepared more quickly. */
const ROWS_AT_ONCE = 50;

/** Facts as they are stored. */
export const rowOfFacts = (facts: CaseFacts): typeof caseFacts.$inferInsert => ({
  caseId: facts.id,
  receivedOn: facts.receivedOn,
  kind: facts.kind,
  status: facts.status,
  versionId: facts.versionId,
  stageOrder: facts.order,
  endedOn: facts.endedOn ?? null,
  levelOfNeed: facts.levelOfNeed ?? null,
  childStatus: facts.childStatus ?? null,
  shared: facts.shared,
  urgent: facts.urgent,
  reopened: facts.reopened,
  outward: facts.outward,
  outcomeForChild: facts.outcomeForChild ?? null,
  decisionOrder: facts.decision?.order ?? null,
  decidedOn: facts.decision?.decidedOn ?? null,
  decisionOutcome: facts.decision?.outcome ?? null,
  noticeSentOn: facts.decision?.noticeSentOn ?? null,
  raising: facts.raising,
  challenged: facts.challenged,
  themes: facts.themes,
  gaps: facts.gaps,
  stages: facts.stages.map(({ order, state, openedOn, endedOn, outcome, dueOn }) => [
    order,
    state,
    openedOn ?? null,
    endedOn ?? null,
    outcome ?? null,
    dueOn ?? null,
  ]),
  children: facts.children,
});

/** A row of `case_facts` as the driver gives it, in the order of the query below. */
type FactsRow = readonly [
  place: number,
  id: string,
  receivedOn: PlainDate,
  kind: CaseFacts['kind'],
  status: CaseFacts['status'],
  versionId: string,
  order: number,
  endedOn: PlainDate | null,
  levelOfNeed: CaseFacts['levelOfNeed'] | null,
  childStatus: CaseFacts['childStatus'] | null,
  shared: number,
  urgent: number,
  reopened: number,
  outward: number,
  outcomeForChild: CaseFacts['outcomeForChild'] | null,
  decisionOrder: number | null,
  decidedOn: PlainDate | null,
  decisionOutcome: DecisionFacts['outcome'] | null,
  noticeSentOn: PlainDate | null,
  raising: string,
  challenged: string,
  themes: string,
  gaps: string,
  stages: string,
  children: string,
];

/** Lists of codes repeat from case to case: each is read once. */
const createListReader = () => {
  const known = new Map<string, readonly string[]>();
  return <Item extends string>(text: string): readonly Item[] => {
    const found = known.get(text);
    if (found) return found as readonly Item[];
    const list = JSON.parse(text) as readonly Item[];
    known.set(text, list);
    return list;
  };
};

/** Each with every key, known or not: objects of one shape are counted several times as quickly. */
const stageFactsOf = ([order, state, openedOn, endedOn, outcome, dueOn]: PackedStage): StageFacts => ({
  order,
  state,
  openedOn: openedOn ?? undefined,
  endedOn: endedOn ?? undefined,
  outcome: outcome ?? undefined,
  dueOn: dueOn ?? undefined,
});

/** One string for a day or a code wherever it stands: each is then looked up more quickly, and takes no room of its own. */
const createTextReader = () => {
  const known = new Map<string, string>();
  return <Text extends string>(text: Text): Text => {
    const found = known.get(text);
    if (found !== undefined) return found as Text;
    known.set(text, text);
    return text;
  };
};

/**
 * The facts of every case, in slices between which other work may run: one scan of one small table. Read without the
 * query builder, which takes longer to shape a row than SQLite takes to find it.
 */
export function* readFacts(getDatabase: () => RegisterDatabase): Generator<readonly CaseFacts[]> {
  const listOf = createListReader();
  const textOf = createTextReader();
  const textOrNone = <Text extends string>(text: Text | null): Text | undefined =>
    text === null ? undefined : textOf(text);
  const factsOfRow = (row: FactsRow): CaseFacts => {
    const [decisionOrder, decidedOn, outcome] = [row[15], row[16], row[17]];
    return {
      id: row[1],
      receivedOn: textOf(row[2]),
      kind: textOf(row[3]),
      status: textOf(row[4]),
      versionId: textOf(row[5]),
      order: row[6],
      endedOn: textOrNone(row[7] ?? null),
      levelOfNeed: textOrNone(row[8] ?? null),
      childStatus: textOrNone(row[9] ?? null),
      shared: row[10] === 1,
      urgent: row[11] === 1,
      reopened: row[12],
      raising: listOf(row[19]),
      challenged: listOf(row[20]),
      themes: listOf(row[21]),
      stages: (JSON.parse(row[23]) as readonly PackedStage[]).map(stageFactsOf),
      decision:
        decisionOrder === null || decidedOn === null || outcome === null
          ? undefined
          : {
              order: decisionOrder,
              decidedOn: textOf(decidedOn),
              outcome: textOf(outcome),
              noticeSentOn: textOrNone(row[18]),
            },
      outward: row[13] === 1,
      outcomeForChild: textOrNone(row[14] ?? null),
      gaps: listOf(row[22]),
      children: JSON.parse(row[24]) as readonly string[],
    };
  };
  for (let after = 0; ;) {
    const rows = getDatabase().values(
      sql`SELECT rowid, case_id, received_on, kind, status, version_id, stage_order, ended_on, level_of_need, child_status,
            shared, urgent, reopened, outward, outcome_for_child, decision_order, decided_on, decision_outcome,
            notice_sent_on, raising, challenged, themes, gaps, stages, children
          FROM case_facts WHERE rowid > ${after} ORDER BY rowid LIMIT ${FACTS_AT_ONCE}`,
    ) as unknown as readonly FactsRow[];
    yield rows.map(factsOfRow);
    const last = rows.at(-1);
    if (!last || rows.length < FACTS_AT_ONCE) return;
    [after] = last;
  }
}

/** Some milliseconds of work: what is read is let go again before the collector would have to carry it along. */
const FACTS_AT_ONCE = 1_000;

/** How many cases there are, and how many of them have their facts. Either number is read off an index. */
export const countFacts = (
  database: RegisterDatabase,
): { readonly done: number; readonly total: number } => ({
  done: database.select({ done: count() }).from(caseFacts).get()?.done ?? 0,
  total: database.select({ total: count() }).from(cases).get()?.total ?? 0,
});

/** Cases whose facts have not been worked out: those of a register from before there were any. */
export const listCasesWithoutFacts = (database: RegisterDatabase): readonly string[] =>
  database
    .select({ id: cases.id })
    .from(cases)
    .where(
      notExists(
        database
          .select({ one: sql`1` })
          .from(caseFacts)
          .where(eq(caseFacts.caseId, cases.id)),
      ),
    )
    .all()
    .map(({ id }) => id);

/** Without the form's long texts. */
const columnsForFacts = {
  id: cases.id,
  receivedOn: cases.receivedOn,
  recordKind: cases.recordKind,
  status: cases.status,
  procedureVersionId: cases.procedureVersionId,
  stageOrder: cases.stageOrder,
  closedOn: cases.closedOn,
  closedHow: cases.closedHow,
  levelOfNeed: cases.levelOfNeed,
  childStatus: cases.childStatus,
  sharedConcern: cases.sharedConcern,
  urgentReason: cases.urgentReason,
  reopened: cases.reopened,
  safeguardingLeadAware: cases.safeguardingLeadAware,
};

/** What the facts of some cases are worked out from: a query a table, not one a case. */
export const listRecordsForFacts = (
  database: RegisterDatabase,
  ids: readonly string[],
): readonly RecordForFacts[] => {
  const ofCase = <Row extends { readonly caseId: string }>(rows: readonly Row[]) => {
    const groups = Map.groupBy(rows, ({ caseId }) => caseId);
    return (caseId: string): readonly Row[] => groups.get(caseId) ?? [];
  };
  const people = ofCase(
    database
      .select()
      .from(casePeople)
      .where(inArray(casePeople.caseId, [...ids]))
      .orderBy(asc(casePeople.position))
      .all(),
  );
  const referrers = ofCase(
    database
      .select({ caseId: caseReferrers.caseId, agencyId: caseReferrers.agencyId })
      .from(caseReferrers)
      .where(inArray(caseReferrers.caseId, [...ids]))
      .orderBy(asc(caseReferrers.position))
      .all(),
  );
  const challenged = ofCase(
    database
      .select()
      .from(caseChallengedAgencies)
      .where(inArray(caseChallengedAgencies.caseId, [...ids]))
      .orderBy(asc(caseChallengedAgencies.position))
      .all(),
  );
  const themes = ofCase(
    database
      .select()
      .from(caseThemes)
      .where(inArray(caseThemes.caseId, [...ids]))
      .orderBy(asc(caseThemes.position))
      .all(),
  );
  const stages = ofCase(
    database
      .select()
      .from(caseStages)
      .where(inArray(caseStages.caseId, [...ids]))
      .orderBy(asc(caseStages.stageOrder))
      .all(),
  );
  const entries = ofCase(
    database
      .select({
        caseId: caseEntries.caseId,
        stageOrder: caseEntries.stageOrder,
        kind: caseEntries.kind,
        happenedOn: caseEntries.happenedOn,
        timescaleId: caseEntries.timescaleId,
        recordedAt: caseEntries.recordedAt,
      })
      .from(caseEntries)
      .where(inArray(caseEntries.caseId, [...ids]))
      .orderBy(desc(caseEntries.happenedOn), desc(caseEntries.recordedAt))
      .all(),
  );
  const decided = ofCase(
    database
      .select({
        caseId: decisions.caseId,
        version: decisions.version,
        stageOrder: decisions.stageOrder,
        decidedOn: decisions.decidedOn,
        outcome: decisions.outcome,
        outcomeForChild: decisions.outcomeForChild,
      })
      .from(decisions)
      .where(inArray(decisions.caseId, [...ids]))
      .orderBy(desc(decisions.version))
      .all(),
  );
  const sent = ofCase(
    database
      .select({
        caseId: notices.caseId,
        decisionVersion: notices.decisionVersion,
        sentOn: notices.sentOn,
      })
      .from(notices)
      .where(inArray(notices.caseId, [...ids]))
      .orderBy(desc(notices.version))
      .all(),
  );
  return database
    .select(columnsForFacts)
    .from(cases)
    .where(inArray(cases.id, [...ids]))
    .all()
    .map((row) => ({
      case: row,
      people: people(row.id),
      referrers: referrers(row.id),
      challenged: challenged(row.id),
      themes: themes(row.id),
      stages: stages(row.id),
      entries: entries(row.id),
      decisions: decided(row.id),
      notices: sent(row.id),
    }));
};
