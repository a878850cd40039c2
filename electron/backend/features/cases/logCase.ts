import { officeDayOf } from '../../../../shared/domain/calendarTypes.ts';
import type { CaseDetails } from '../../../../shared/domain/intake.ts';
import type { Procedure } from '../../../../shared/domain/procedures/procedureSchema.ts';
import { caseReference } from '../../../../shared/domain/reference.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import { refreshCase } from './changeCase.ts';
import { insertCase, insertStage, replaceCaseParts, takeReferenceNumber } from './repository.ts';
import { startOfOfficeDay } from './standing.ts';
import { caseColumnsOf, partsOf } from './store.ts';
import type { Unit } from './views.ts';

/**
 * Makes a case of checked details, inside the transaction that is open, and returns its reference. Earlier stages are
 * kept only as the evidence that the form holds of them.
 */
export const logCase = (
  database: RegisterDatabase,
  options: {
    readonly caseId: string;
    readonly details: CaseDetails;
    readonly procedure: Procedure;
    readonly procedureVersionId: string;
    readonly prefix: string;
    readonly formDocumentId: string | null;
    readonly personId: string;
    readonly unit: Unit;
    readonly ids: { next(): string };
  },
): string => {
  const { caseId, details, procedure, prefix, unit, ids, personId } = options;
  const today = officeDayOf(unit.now);
  const year = Number(today.slice(0, 4));
  const reference = caseReference(prefix, year, takeReferenceNumber(database, prefix, year));
  insertCase(database, {
    id: caseId,
    reference,
    revision: 0,
    procedureVersionId: options.procedureVersionId,
    status: 'open',
    stageOrder: details.stageOrder,
    nextStep: 'workStage',
    dueOn: null,
    dueAt: null,
    dueIsChildLed: false,
    paused: false,
    ...caseColumnsOf(details),
    dangerCheckedOn: today,
    formDocumentId: options.formDocumentId,
    ownerId: personId,
    loggedAt: unit.now,
    loggedBy: personId,
    closedOn: null,
    closedHow: null,
  });
  replaceCaseParts(database, caseId, partsOf(details));
  for (const stage of procedure.stages.filter(({ order }) => order < details.stageOrder)) {
    const told = details.stageOutcomes.find((row) => row.stageOrder === stage.order);
    insertStage(database, {
      ...emptyStage,
      id: ids.next(),
      caseId,
      stageOrder: stage.order,
      state: 'evidenceOnly',
      endedOn: told?.resolvedOn ?? null,
      words: told?.evidence ?? '',
    });
  }
  insertStage(database, {
    ...emptyStage,
    id: ids.next(),
    caseId,
    stageOrder: details.stageOrder,
    state: 'open',
    // Opened today: the very moment. On an earlier day only the day is known.
    openedAt: details.stageOpenedOn === today ? unit.now : startOfOfficeDay(details.stageOpenedOn),
    openedOn: details.stageOpenedOn,
    childLedOn: details.childLed?.on ?? null,
    childLedReason: details.childLed?.reason ?? null,
    agreedOn: details.agreedOn ?? null,
  });
  refreshCase(database, caseId, 0, unit);
  return reference;
};

/** A stage without anything said of it yet. */
export const emptyStage = {
  openedAt: null,
  openedOn: null,
  endedOn: null,
  outcome: null,
  words: '',
  childLedOn: null,
  childLedReason: null,
  agreedOn: null,
  extendedOn: null,
  extensionReason: null,
  pastCeilingReason: null,
  pauses: [],
  confirmationDocumentId: null,
} as const;
