import { asc, eq, notExists, sql } from 'drizzle-orm';
import { caseFacts } from '../../../../drizzle/schema/analytics.ts';
import { caseLinks, cases } from '../../../../drizzle/schema/cases.ts';
import { procedureVersions } from '../../../../drizzle/schema/register.ts';
import type { CaseFacts } from '../../../../shared/domain/analytics/caseFacts.ts';
import type { ChildAnswer } from '../../../../shared/domain/analytics/earlierCases.ts';
import type { Instant, PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import type { Procedure } from '../../../../shared/domain/procedures/procedureSchema.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';

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
  database
    .insert(caseFacts)
    .values({ caseId: facts.id, facts })
    .onConflictDoUpdate({ target: caseFacts.caseId, set: { facts } })
    .run();
};

/** The facts of every case: one scan of one small table. */
export const listFacts = (database: RegisterDatabase): readonly CaseFacts[] =>
  database
    .select({ facts: caseFacts.facts })
    .from(caseFacts)
    .all()
    .map(({ facts }) => facts);

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
