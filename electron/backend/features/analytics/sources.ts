/** What figures are counted from: shared by the screen, the register's list and the report. */
import type { CaseFacts } from '../../../../shared/domain/analytics/caseFacts.ts';
import type { CountedIn } from '../../../../shared/domain/analytics/analyticsFilter.ts';
import { casesCountedIn, type FigureUnit } from '../../../../shared/domain/analytics/figures.ts';
import type { PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import { findCaseRecord } from '../cases/repository.ts';
import { listAgencies } from '../directory/repository.ts';
import { officeCalendar } from '../settings/officeCalendar.ts';
import { getSettings } from '../settings/repository.ts';
import { factsOf } from './factsOf.ts';
import { listCaseIds, listChildAnswers, listVersions } from './repository.ts';

export interface FigureSources {
  readonly register: readonly CaseFacts[];
  readonly unit: FigureUnit;
}

/** Reads what figures are counted from; `today` decides what is open, late or still to come. */
export const figureSourcesOf = (database: RegisterDatabase, today: PlainDate): FigureSources => {
  const settings = getSettings(database);
  const procedures = new Map(
    listVersions(database).map(({ versionId, procedure }) => [versionId, procedure] as const),
  );
  return {
    register: listCaseIds(database).flatMap((id) => {
      const record = findCaseRecord(database, id);
      const procedure = record && procedures.get(record.case.procedureVersionId);
      return record && procedure ? [factsOf(record, { procedure, settings })] : [];
    }),
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
