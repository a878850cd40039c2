import { and, count, desc, eq, isNull } from 'drizzle-orm';
import { documents, drafts } from '../../../../drizzle/schema/documents.ts';
import { people } from '../../../../drizzle/schema/register.ts';
import type { Instant } from '../../../../shared/domain/calendarTypes.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';

export type StoredDraft = typeof drafts.$inferSelect;

export const findDraft = (database: RegisterDatabase, id: string): StoredDraft | undefined =>
  database.select().from(drafts).where(eq(drafts.id, id)).get();

export interface ListedDraft {
  readonly draft: StoredDraft;
  readonly savedBy: string;
  readonly fileName: string | null;
}

const selectListed = (database: RegisterDatabase) =>
  database
    .select({ draft: drafts, savedBy: people.name, fileName: documents.fileName })
    .from(drafts)
    .innerJoin(people, eq(people.id, drafts.savedBy))
    .leftJoin(documents, eq(documents.id, drafts.documentId));

/** Those that somebody may go on with, the latest first. */
export const listDrafts = (database: RegisterDatabase): readonly ListedDraft[] =>
  selectListed(database).where(isNull(drafts.discardedAt)).orderBy(desc(drafts.savedAt)).all();

/** Those that were thrown away too, the longest untouched first. */
export const listAllDrafts = (database: RegisterDatabase): readonly ListedDraft[] =>
  selectListed(database).orderBy(drafts.savedAt).all();

export const countDrafts = (database: RegisterDatabase): number =>
  database.select({ drafts: count() }).from(drafts).where(isNull(drafts.discardedAt)).get()?.drafts ?? 0;

export const insertDraft = (database: RegisterDatabase, draft: StoredDraft): void => {
  database.insert(drafts).values(draft).run();
};

/** Whether it was saved: false where somebody saved another revision first. */
export const updateDraft = (
  database: RegisterDatabase,
  {
    id,
    revision,
    form,
    savedAt,
    savedBy,
  }: Pick<StoredDraft, 'id' | 'revision' | 'form' | 'savedAt' | 'savedBy'>,
): boolean =>
  database
    .update(drafts)
    .set({ revision: revision + 1, form, savedAt, savedBy })
    .where(and(eq(drafts.id, id), eq(drafts.revision, revision), isNull(drafts.discardedAt)))
    .run().changes === 1;

export const discardDraft = (database: RegisterDatabase, id: string, discardedAt: Instant): void => {
  database.update(drafts).set({ discardedAt }).where(eq(drafts.id, id)).run();
};

/** Counts as touched: whoever takes it back wants to work on it. */
export const takeDraftBack = (database: RegisterDatabase, id: string, savedAt: Instant): void => {
  database.update(drafts).set({ discardedAt: null, savedAt }).where(eq(drafts.id, id)).run();
};

export const removeDraft = (database: RegisterDatabase, id: string): void => {
  database.delete(drafts).where(eq(drafts.id, id)).run();
};
