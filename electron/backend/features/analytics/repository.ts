import { asc, sql } from 'drizzle-orm';
import { caseLinks, cases } from '../../../../drizzle/schema/cases.ts';
import { procedureVersions } from '../../../../drizzle/schema/register.ts';
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

export const listCaseIds = (database: RegisterDatabase): readonly string[] =>
  database
    .select({ id: cases.id })
    .from(cases)
    .all()
    .map(({ id }) => id);
