import { desc, eq } from 'drizzle-orm';
import { notices } from '../../../../drizzle/schema/cases.ts';
import { protectedCopies } from '../../../../drizzle/schema/letters.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';

export type StoredNoticeWithContent = typeof notices.$inferSelect;

type StoredCopy = typeof protectedCopies.$inferSelect;

export const insertNotice = (database: RegisterDatabase, notice: StoredNoticeWithContent): void => {
  database.insert(notices).values(notice).run();
};

export const findNotice = (database: RegisterDatabase, id: string): StoredNoticeWithContent | undefined =>
  database.select().from(notices).where(eq(notices.id, id)).get();

export const updateNotice = (
  database: RegisterDatabase,
  id: string,
  change: Partial<
    Pick<StoredNoticeWithContent, 'sentTo' | 'sentHow' | 'sentOn' | 'sentBy' | 'receivedOn' | 'receiptWords'>
  >,
): void => {
  database.update(notices).set(change).where(eq(notices.id, id)).run();
};

export const insertProtectedCopy = (database: RegisterDatabase, copy: StoredCopy): void => {
  database.insert(protectedCopies).values(copy).run();
};

/** Latest first. */
export const listProtectedCopies = (database: RegisterDatabase, noticeId: string): readonly StoredCopy[] =>
  database
    .select()
    .from(protectedCopies)
    .where(eq(protectedCopies.noticeId, noticeId))
    .orderBy(desc(protectedCopies.madeAt))
    .all();
