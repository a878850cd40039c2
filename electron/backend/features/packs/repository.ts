import { and, desc, eq, inArray } from 'drizzle-orm';
import { cases } from '../../../../drizzle/schema/cases.ts';
import { reviewPackCases, reviewPacks } from '../../../../drizzle/schema/packs.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';

export type StoredPack = typeof reviewPacks.$inferSelect;
export type StoredPackCase = typeof reviewPackCases.$inferSelect;

export const insertPack = (
  database: RegisterDatabase,
  pack: StoredPack,
  packed: readonly { readonly caseId: string; readonly revision: number }[],
): void => {
  database.insert(reviewPacks).values(pack).run();
  packed.forEach((one) =>
    database
      .insert(reviewPackCases)
      .values({ ...one, packId: pack.id })
      .run(),
  );
};

export const findPack = (database: RegisterDatabase, packId: string): StoredPack | undefined =>
  database.select().from(reviewPacks).where(eq(reviewPacks.id, packId)).get();

/** The packs that a case went out in, the latest first. */
export const listPacksOf = (database: RegisterDatabase, caseId: string): readonly StoredPack[] =>
  database
    .select()
    .from(reviewPacks)
    .where(
      inArray(
        reviewPacks.id,
        database
          .select({ id: reviewPackCases.packId })
          .from(reviewPackCases)
          .where(eq(reviewPackCases.caseId, caseId)),
      ),
    )
    .orderBy(desc(reviewPacks.createdAt))
    .all();

/** The cases of a pack that the register still has, by reference. */
export const listPackCases = (
  database: RegisterDatabase,
  packId: string,
): readonly (StoredPackCase & { readonly reference: string })[] =>
  database
    .select({ packed: reviewPackCases, reference: cases.reference })
    .from(reviewPackCases)
    .innerJoin(cases, eq(cases.id, reviewPackCases.caseId))
    .where(eq(reviewPackCases.packId, packId))
    .orderBy(cases.reference)
    .all()
    .map(({ packed, reference }) => ({ ...packed, reference }));

export const updatePack = (
  database: RegisterDatabase,
  packId: string,
  change: Partial<Omit<StoredPack, 'id'>>,
): void => {
  database.update(reviewPacks).set(change).where(eq(reviewPacks.id, packId)).run();
};

export const updatePackCase = (
  database: RegisterDatabase,
  { packId, caseId }: Pick<StoredPackCase, 'packId' | 'caseId'>,
  change: Partial<Omit<StoredPackCase, 'packId' | 'caseId'>>,
): void => {
  database
    .update(reviewPackCases)
    .set(change)
    .where(and(eq(reviewPackCases.packId, packId), eq(reviewPackCases.caseId, caseId)))
    .run();
};
