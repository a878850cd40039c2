import { officeDayOf, type PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import type { CaseDetails } from '../../../../shared/domain/intake.ts';
import type { Procedure } from '../../../../shared/domain/procedures/procedureSchema.ts';
import { caseReference } from '../../../../shared/domain/reference.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import { invalid } from '../../appFault.ts';
import { findAgency } from '../directory/repository.ts';
import { refreshCase } from './changeCase.ts';
import { insertCase, insertEntry, insertStage, replaceCaseParts, takeReferenceNumber } from './repository.ts';
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
    insertStage(database, {
      ...emptyStage,
      id: ids.next(),
      caseId,
      stageOrder: stage.order,
      state: 'evidenceOnly',
      ...toldOf(details, stage.order),
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
  // What the form says of the stage that the case stands at, or of one that this procedure has not, is evidence.
  const firstOrder = procedure.stages[0]?.order ?? 1;
  for (const row of details.stageOutcomes.filter(
    ({ stageOrder }) => stageOrder >= details.stageOrder || stageOrder < firstOrder,
  ))
    insertEntry(database, {
      id: ids.next(),
      caseId,
      stageOrder: details.stageOrder,
      kind: 'evidence',
      happenedOn: row.resolvedOn ?? details.receivedOn,
      title: `From the form, stage ${row.stageOrder}`,
      words: row.evidence,
      attendees: [],
      agreements: '',
      disagreements: '',
      actions: [],
      dutyId: null,
      documentId: null,
      recordedAt: unit.now,
      recordedBy: personId,
    });
  refreshCase(database, caseId, 0, unit);
  return reference;
};

/** What the form tells of an earlier stage; a stage that it tells of in two rows keeps both. */
export const toldOf = (
  details: CaseDetails,
  stageOrder: number,
): { readonly endedOn: PlainDate | null; readonly words: string } => {
  const rows = details.stageOutcomes.filter((row) => row.stageOrder === stageOrder);
  return {
    endedOn: rows.findLast((row) => row.resolvedOn !== undefined)?.resolvedOn ?? null,
    words: rows
      .map((row) => row.evidence)
      .filter((words) => words !== '')
      .join('\n'),
  };
};

/** An agency can go from the directory while a form is being filled in. */
export const refuseUnknownAgencies = (database: RegisterDatabase, details: CaseDetails): void => {
  const isKnown = (agencyId: string): boolean => findAgency(database, agencyId) !== undefined;
  const message = 'This agency is no longer in the directory: choose it again';
  const issues = [
    ...(details.challengedAgencyIds.every(isKnown) ? [] : [{ path: 'challengedAgencyIds', message }]),
    ...details.referrers.flatMap(({ agencyId }, index) =>
      agencyId === undefined || isKnown(agencyId) ? [] : [{ path: `referrers.${index}.agencyId`, message }],
    ),
  ];
  if (issues.length > 0) throw invalid('Some details need mending before this can be saved.', issues);
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
