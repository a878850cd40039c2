import { desc } from 'drizzle-orm';
import { backups } from '../../../../drizzle/schema/vault.ts';
import type { Instant } from '../../../../shared/domain/calendarTypes.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';

export const insertBackup = (
  database: RegisterDatabase,
  backup: { readonly name: string; readonly madeAt: Instant; readonly bytes: number },
): void => {
  database.insert(backups).values(backup).onConflictDoNothing().run();
};

/** When the newest backup that was proven good was made; undefined before the first. */
export const findLastBackupAt = (database: RegisterDatabase): Instant | undefined =>
  database.select({ madeAt: backups.madeAt }).from(backups).orderBy(desc(backups.madeAt)).limit(1).get()
    ?.madeAt;
