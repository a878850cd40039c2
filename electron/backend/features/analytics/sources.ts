/** What figures are counted from: shared by the screen, the register's list and the report. */
import { setImmediate } from 'node:timers/promises';
import type { CaseFacts } from '../../../../shared/domain/analytics/caseFacts.ts';
import type { AnalyticsFilter, CountedIn } from '../../../../shared/domain/analytics/analyticsFilter.ts';
import {
  casesCountedIn,
  countFigures,
  type FigureUnit,
} from '../../../../shared/domain/analytics/figures.ts';
import type { FigureTable } from '../../../../shared/domain/analytics/figureTable.ts';
import type { PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import type { Procedure } from '../../../../shared/domain/procedures/procedureSchema.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import { listAgencies } from '../directory/repository.ts';
import { officeCalendar } from '../settings/officeCalendar.ts';
import { getSettings } from '../settings/repository.ts';
import { factsOf } from './factsOf.ts';
import {
  countFacts,
  insertFacts,
  listCasesWithoutFacts,
  listChildAnswers,
  listRecordsForFacts,
  listVersions,
  readFacts,
} from './repository.ts';

export interface FigureSources {
  readonly register: readonly CaseFacts[];
  readonly unit: FigureUnit;
}

/** Cases whose facts are worked out and kept in one go: less than a fifth of a second. */
const CASES_AT_ONCE = 100;

/**
 * Works out the facts of cases that have none yet, so that nothing is left out of a figure, in slices between which
 * other work may run. Gives how far it has come, before the first slice and after each.
 */
export function* addMissingFacts(
  getDatabase: () => RegisterDatabase,
): Generator<{ readonly done: number; readonly total: number }> {
  const { done, total } = countFacts(getDatabase());
  if (done === total) return;
  const settings = getSettings(getDatabase());
  const procedures = proceduresOf(getDatabase());
  const ids = listCasesWithoutFacts(getDatabase());
  for (let start = 0; start < ids.length; start += CASES_AT_ONCE) {
    yield { done: done + start, total };
    const records = listRecordsForFacts(getDatabase(), ids.slice(start, start + CASES_AT_ONCE));
    const facts = records.flatMap((record) => {
      const procedure = procedures.get(record.case.procedureVersionId);
      return procedure ? [factsOf(record, { procedure, settings })] : [];
    });
    getDatabase().transaction((transaction) => insertFacts(transaction, facts), { behavior: 'immediate' });
  }
}

const proceduresOf = (database: RegisterDatabase): ReadonlyMap<string, Procedure> =>
  new Map(listVersions(database).map(({ versionId, procedure }) => [versionId, procedure] as const));

/** What figures need to know beside the cases; `today` decides what is open, late or still to come. */
export const figureUnitOf = (database: RegisterDatabase, today: PlainDate): FigureUnit => {
  const settings = getSettings(database);
  return {
    today,
    quarters: settings.quarters,
    calendar: officeCalendar(settings),
    noticeWithinWorkingDays: settings.noticeWithinWorkingDays,
    procedures: proceduresOf(database),
    agencies: listAgencies(database),
    childAnswers: listChildAnswers(database),
  };
};

/** The facts of every case, read while others work. */
export const readRegister = async (getDatabase: () => RegisterDatabase): Promise<readonly CaseFacts[]> => {
  const register: CaseFacts[] = [];
  for (const facts of readFacts(getDatabase)) {
    for (const one of facts) register.push(one);
    await setImmediate();
  }
  return register;
};

/** Every figure over the cases that the filter leaves, counted while others work. */
export const countInSlices = async (
  register: readonly CaseFacts[],
  filter: AnalyticsFilter,
  unit: FigureUnit,
): Promise<FigureTable[]> => {
  const tables: FigureTable[] = [];
  for (const table of countFigures(register, filter, unit)) {
    tables.push(table);
    await setImmediate();
  }
  return tables;
};

/** Reads what figures are counted from, in one go. */
export const figureSourcesOf = (database: RegisterDatabase, today: PlainDate): FigureSources => {
  const getDatabase = () => database;
  for (const _reached of addMissingFacts(getDatabase)) continue;
  return { register: [...readFacts(getDatabase)].flat(), unit: figureUnitOf(database, today) };
};

/** The ids of the cases that one cell of a figure counts, and its words. */
export const findCountedCases = (
  database: RegisterDatabase,
  countedIn: CountedIn,
  today: PlainDate,
): { readonly ids: readonly string[]; readonly words: string } => {
  const { register, unit } = figureSourcesOf(database, today);
  return casesCountedIn(register, countedIn, unit);
};
