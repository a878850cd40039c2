import { and, asc, count, desc, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import { requiredActions } from '../../../../drizzle/schema/decisions.ts';
import type { ActionState } from '../../../../shared/contract/actions.ts';
import type { PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import { overdueAction, type StoredAction } from '../cases/repository.ts';

const conditionOf = (state: ActionState, today: PlainDate): SQL | undefined => {
  const counts = isNull(requiredActions.droppedAt);
  switch (state) {
    case 'overdue':
      return overdueAction(today);
    case 'open':
      return and(counts, isNull(requiredActions.doneOn));
    case 'done':
      return and(counts, isNotNull(requiredActions.doneOn));
    case 'all':
      return counts;
  }
};

/** Not done before done; the nearest date first, and those without one last. */
export const listActions = (
  database: RegisterDatabase,
  state: ActionState,
  today: PlainDate,
  page: { readonly offset: number; readonly limit: number },
): readonly StoredAction[] =>
  database
    .select()
    .from(requiredActions)
    .where(conditionOf(state, today))
    .orderBy(
      sql`${requiredActions.doneOn} IS NOT NULL`,
      desc(requiredActions.doneOn),
      sql`${requiredActions.dueOn} IS NULL`,
      asc(requiredActions.dueOn),
      asc(requiredActions.id),
    )
    .limit(page.limit)
    .offset(page.offset)
    .all();

export const countActions = (database: RegisterDatabase, state: ActionState, today: PlainDate): number =>
  database.select({ total: count() }).from(requiredActions).where(conditionOf(state, today)).get()?.total ??
  0;
