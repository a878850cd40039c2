import { and, asc, eq, isNull, like } from 'drizzle-orm';
import { auditEntries } from '../../../../drizzle/schema/audit.ts';
import { cases, decisions } from '../../../../drizzle/schema/cases.ts';
import {
  decisionSubmissions,
  decisionTellings,
  requiredActions,
} from '../../../../drizzle/schema/decisions.ts';
import { documents } from '../../../../drizzle/schema/documents.ts';
import { reviewPackCases, reviewPacks } from '../../../../drizzle/schema/packs.ts';
import { procedureVersions } from '../../../../drizzle/schema/register.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import type { StoredAction, StoredDecision, StoredSubmission, StoredTelling } from '../cases/repository.ts';

export const insertDecision = (database: RegisterDatabase, decision: StoredDecision): void => {
  database.insert(decisions).values(decision).run();
};

export const insertSubmission = (database: RegisterDatabase, submission: StoredSubmission): void => {
  database.insert(decisionSubmissions).values(submission).run();
};

/** Ends the submission that is waiting, if there is one. */
export const endSubmission = (
  database: RegisterDatabase,
  caseId: string,
  end: Pick<StoredSubmission, 'endedAt' | 'endedHow' | 'endedBy' | 'endedWords'>,
): void => {
  database
    .update(decisionSubmissions)
    .set(end)
    .where(and(eq(decisionSubmissions.caseId, caseId), isNull(decisionSubmissions.endedAt)))
    .run();
};

export const insertTelling = (database: RegisterDatabase, telling: StoredTelling): void => {
  database.insert(decisionTellings).values(telling).run();
};

export const insertAction = (database: RegisterDatabase, action: StoredAction): void => {
  database.insert(requiredActions).values(action).run();
};

export const updateAction = (
  database: RegisterDatabase,
  id: string,
  change: Partial<Omit<StoredAction, 'id' | 'caseId'>>,
): void => {
  database.update(requiredActions).set(change).where(eq(requiredActions.id, id)).run();
};

export interface KeptDecision {
  readonly decision: StoredDecision;
  readonly reference: string;
  readonly procedureId: string;
  readonly procedureVersion: number;
  readonly evidenceSha256: string | null;
}

/** Every decision with what its digest is made from, version by version. */
export const listKeptDecisions = (database: RegisterDatabase): readonly KeptDecision[] =>
  database
    .select({
      decision: decisions,
      reference: cases.reference,
      procedureId: procedureVersions.procedureId,
      procedureVersion: procedureVersions.version,
      evidenceSha256: documents.sha256,
    })
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(procedureVersions, eq(procedureVersions.id, cases.procedureVersionId))
    .leftJoin(documents, eq(documents.id, decisions.evidenceDocumentId))
    .orderBy(asc(cases.reference), asc(decisions.version))
    .all();

/** What the audit log says of the decisions of cases that are still in the register. */
export const listSealedDecisions = (
  database: RegisterDatabase,
): readonly { readonly caseId: string; readonly reference: string; readonly detail: string }[] =>
  database
    .select({ entity: auditEntries.entity, detail: auditEntries.detail })
    .from(auditEntries)
    .where(like(auditEntries.detail, 'decision version %, digest %'))
    .orderBy(asc(auditEntries.sequence))
    .all()
    .flatMap(({ entity, detail }) => {
      const caseId = entity.slice('case:'.length);
      const found = database
        .select({ reference: cases.reference })
        .from(cases)
        .where(eq(cases.id, caseId))
        .get();
      return found ? [{ caseId, reference: found.reference, detail }] : [];
    });

/** Cases that the audit log says were erased: of their decisions nothing is left to be proven. */
export const listErasedCases = (database: RegisterDatabase): ReadonlySet<string> =>
  new Set(
    database
      .select({ entity: auditEntries.entity })
      .from(auditEntries)
      .where(and(eq(auditEntries.kind, 'erasure'), eq(auditEntries.action, 'retention.erase')))
      .all()
      .map(({ entity }) => entity.slice('case:'.length)),
  );

/** The public key, in Base64, of the review pack that a decision came back with; undefined where it came with none. */
export const findPackKeyOf = (database: RegisterDatabase, decisionId: string): string | undefined =>
  database
    .select({ publicKey: reviewPacks.publicKey })
    .from(reviewPackCases)
    .innerJoin(reviewPacks, eq(reviewPacks.id, reviewPackCases.packId))
    .where(eq(reviewPackCases.decisionId, decisionId))
    .get()
    ?.publicKey.toString('base64');
