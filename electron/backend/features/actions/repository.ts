import { asc } from 'drizzle-orm';
import { requiredActions } from '../../../../drizzle/schema/decisions.ts';
import type { PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import { overdueAction, type StoredAction } from '../cases/repository.ts';

/** What is past its day, of all cases, the longest overdue first. */
export const listOverdueActions = (
  database: RegisterDatabase,
  today: PlainDate,
  limit: number,
): readonly StoredAction[] =>
  database
    .select()
    .from(requiredActions)
    .where(overdueAction(today))
    .orderBy(asc(requiredActions.dueOn), asc(requiredActions.id))
    .limit(limit)
    .all();
