import { count, desc, eq, max, sql } from 'drizzle-orm';
import { cases } from '../../../../drizzle/schema/cases.ts';
import { procedureVersions } from '../../../../drizzle/schema/register.ts';
import type { AdoptedVersion } from '../../../../shared/contract/procedures.ts';
import type { Procedure } from '../../../../shared/domain/procedures/procedureSchema.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';

interface AdoptedProcedure {
  readonly version: AdoptedVersion;
  readonly procedure: Procedure;
}

/** Every version that the unit has adopted, the latest first, with its cases counted. */
export const listAdoptedProcedures = (database: RegisterDatabase): readonly AdoptedProcedure[] =>
  database
    .select({
      versionId: procedureVersions.id,
      definition: procedureVersions.definition,
      adoptedAt: procedureVersions.adoptedAt,
      cases: count(cases.id),
      openCases: sql<number>`count(case when ${cases.status} = 'open' then 1 end)`,
    })
    .from(procedureVersions)
    .leftJoin(cases, eq(cases.procedureVersionId, procedureVersions.id))
    .groupBy(procedureVersions.id)
    .orderBy(desc(sql`${procedureVersions}.rowid`))
    .all()
    .map(({ definition, ...row }, index) => ({
      procedure: definition,
      version: {
        ...row,
        procedureId: definition.id,
        version: definition.version,
        title: definition.title,
        partnershipName: definition.partnershipName,
        inForce: index === 0,
      },
    }));

/** 1 for a procedure that was never adopted here. */
export const nextVersionOf = (database: RegisterDatabase, procedureId: string): number =>
  (database
    .select({ last: max(procedureVersions.version) })
    .from(procedureVersions)
    .where(eq(procedureVersions.procedureId, procedureId))
    .get()?.last ?? 0) + 1;
