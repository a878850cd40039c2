import { asc, eq, or } from 'drizzle-orm';
import { people } from '../../../../drizzle/schema/register.ts';
import { savedViews } from '../../../../drizzle/schema/savedViews.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';

export type StoredView = typeof savedViews.$inferSelect;

/** A person's own views and everybody's shared ones, with the name of whose they are. */
export const listViewsFor = (
  database: RegisterDatabase,
  personId: string,
): readonly (StoredView & { readonly ownerName: string })[] =>
  database
    .select({ view: savedViews, ownerName: people.name })
    .from(savedViews)
    .innerJoin(people, eq(people.id, savedViews.ownerId))
    .where(or(eq(savedViews.ownerId, personId), eq(savedViews.shared, true)))
    .orderBy(asc(savedViews.savedAt))
    .all()
    .map(({ view, ownerName }) => ({ ...view, ownerName }));

export const insertView = (database: RegisterDatabase, view: StoredView): void => {
  database.insert(savedViews).values(view).run();
};

export const renameView = (
  database: RegisterDatabase,
  { id, name, shared }: Pick<StoredView, 'id' | 'name' | 'shared'>,
): void => {
  database.update(savedViews).set({ name, shared }).where(eq(savedViews.id, id)).run();
};

export const deleteView = (database: RegisterDatabase, id: string): void => {
  database.delete(savedViews).where(eq(savedViews.id, id)).run();
};

export const updateView = (
  database: RegisterDatabase,
  { id, search }: Pick<StoredView, 'id' | 'search'>,
): void => {
  database.update(savedViews).set({ search }).where(eq(savedViews.id, id)).run();
};
