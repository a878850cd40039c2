import { and, count, desc, eq, getTableColumns, sql } from 'drizzle-orm';
import { letters, letterTemplates } from '../../../../drizzle/schema/letters.ts';
import type { LetterKind } from '../../../../shared/domain/letters/letterKinds.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';

export type StoredTemplate = typeof letterTemplates.$inferSelect;
export type StoredLetter = typeof letters.$inferSelect;
export type ListedLetter = Omit<StoredLetter, 'content' | 'calendar'> & { readonly byteCount: number };

/** Latest first. */
export const listTemplates = (database: RegisterDatabase, kind: LetterKind): readonly StoredTemplate[] =>
  database
    .select()
    .from(letterTemplates)
    .where(eq(letterTemplates.kind, kind))
    .orderBy(desc(letterTemplates.version))
    .all();

export const insertTemplate = (database: RegisterDatabase, template: StoredTemplate): void => {
  database.insert(letterTemplates).values(template).run();
};

const { content, calendar: _calendar, ...columns } = getTableColumns(letters);

/** Without their bytes, latest first. */
export const listLetters = (database: RegisterDatabase, caseId: string): readonly ListedLetter[] =>
  database
    .select({ ...columns, byteCount: sql<number>`length(${content})` })
    .from(letters)
    .where(eq(letters.caseId, caseId))
    .orderBy(desc(letters.number))
    .all();

export const countLetters = (database: RegisterDatabase, caseId: string): number =>
  database.select({ total: count() }).from(letters).where(eq(letters.caseId, caseId)).get()?.total ?? 0;

export const findLetter = (database: RegisterDatabase, id: string): StoredLetter | undefined =>
  database.select().from(letters).where(eq(letters.id, id)).get();

export const isLetterOfCase = (database: RegisterDatabase, id: string, caseId: string): boolean =>
  database
    .select({ id: letters.id })
    .from(letters)
    .where(and(eq(letters.id, id), eq(letters.caseId, caseId)))
    .get() !== undefined;

export const insertLetter = (database: RegisterDatabase, letter: StoredLetter): void => {
  database.insert(letters).values(letter).run();
};

export const updateLetter = (
  database: RegisterDatabase,
  id: string,
  change: Partial<
    Pick<
      StoredLetter,
      'setAsideAt' | 'sentTo' | 'sentHow' | 'sentOn' | 'sentBy' | 'receivedOn' | 'receiptWords'
    >
  >,
): void => {
  database.update(letters).set(change).where(eq(letters.id, id)).run();
};
