/** What figures are counted from: shared by the screen, the register's list and the report. */
import type { CaseFacts } from '../../../../shared/domain/analytics/caseFacts.ts';
import type { CountedIn } from '../../../../shared/domain/analytics/analyticsFilter.ts';
import { casesCountedIn, type FigureUnit } from '../../../../shared/domain/analytics/figures.ts';
import type { Settings } from '../../../../shared/contract/settings.ts';
import type { PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import type { Procedure } from '../../../../shared/domain/procedures/procedureSchema.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import { findCaseRecord } from '../cases/repository.ts';
import { listAgencies } from '../directory/repository.ts';
import { officeCalendar } from '../settings/officeCalendar.ts';
import { getSettings } from '../settings/repository.ts';
import { factsOf } from './factsOf.ts';
import { keepFacts, listCasesWithoutFacts, listChildAnswers, listFacts, listVersions } from './repository.ts';

export interface FigureSources {
  readonly register: readonly CaseFacts[];
  readonly unit: FigureUnit;
}

/** Works out the facts of cases that have none yet, so that nothing is left out of a figure. */
const addMissingFacts = (
  database: RegisterDatabase,
  procedures: ReadonlyMap<string, Procedure>,
  settings: Settings,
): void => {
  const ids = listCasesWithoutFacts(database);
  if (ids.length === 0) return;
  database.transaction((transaction) => {
    for (const id of ids) {
      const record = findCaseRecord(transaction, id);
      const procedure = record && procedures.get(record.case.procedureVersionId);
      if (record && procedure) keepFacts(transaction, factsOf(record, { procedure, settings }));
    }
  });
};

/** Reads what figures are counted from; `today` decides what is open, late or still to come. */
export const figureSourcesOf = (database: RegisterDatabase, today: PlainDate): FigureSources => {
  const settings = getSettings(database);
  const procedures = new Map(
    listVersions(database).map(({ versionId, procedure }) => [versionId, procedure] as const),
  );
  addMissingFacts(database, procedures, settings);
  return {
    register: listFacts(database),
    unit: {
      today,
      quarters: settings.quarters,
      calendar: officeCalendar(settings),
      noticeWithinWorkingDays: settings.noticeWithinWorkingDays,
      procedures,
      agencies: listAgencies(database),
      childAnswers: listChildAnswers(database),
    },
  };
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
