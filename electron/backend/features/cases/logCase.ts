import { officeDayOf } from '../../../../shared/domain/calendarTypes.ts';
import type { CaseDetails } from '../../../../shared/domain/intake.ts';
import { caseReference } from '../../../../shared/domain/reference.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import { invalid } from '../../appFault.ts';
import { findAgency } from '../directory/repository.ts';
import { refreshCase } from './changeCase.ts';
import { insertCase, insertEntry, insertStage, replaceCaseParts, takeReferenceNumber } from './repository.ts';
import {
  caseColumnsOf,
  earlierStageColumns,
  emptyEntry,
  emptyStage,
  openingColumns,
  partsOf,
} from './store.ts';
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
    readonly procedureVersionId: string;
    readonly prefix: string;
    readonly formDocumentId: string | null;
    readonly personId: string;
    readonly unit: Unit;
    readonly ids: { next(): string };
  },
): string => {
  const { caseId, details, prefix, unit, ids, personId } = options;
  const { opening } = details;
  const today = officeDayOf(unit.now);
  const year = Number(today.slice(0, 4));
  const reference = caseReference(prefix, year, takeReferenceNumber(database, prefix, year));
  insertCase(database, {
    id: caseId,
    reference,
    revision: 0,
    procedureVersionId: options.procedureVersionId,
    status: opening.recordKind === 'resolvedElsewhere' ? 'closed' : 'open',
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
    closedOn: opening.recordKind === 'resolvedElsewhere' ? opening.resolvedOn : null,
    closedHow: opening.recordKind === 'resolvedElsewhere' ? opening.label : null,
    reopened: 0,
    erasedAt: null,
  });
  replaceCaseParts(database, caseId, partsOf(details));
  for (const earlier of details.earlierStages)
    insertStage(database, {
      ...emptyStage,
      id: ids.next(),
      caseId,
      stageOrder: earlier.stageOrder,
      ...earlierStageColumns(details, earlier),
    });
  insertStage(database, {
    ...emptyStage,
    id: ids.next(),
    caseId,
    stageOrder: details.stageOrder,
    ...openingColumns(details, unit.now),
  });
  // What the form says of any other stage is evidence: of the one that the case stands at, one left out, one unknown.
  const earlierKept = details.earlierStages
    .filter(({ leftOutReason }) => leftOutReason === undefined)
    .map(({ stageOrder }) => stageOrder);
  for (const row of details.stageOutcomes.filter(({ stageOrder }) => !earlierKept.includes(stageOrder)))
    insertEntry(database, {
      ...emptyEntry,
      id: ids.next(),
      caseId,
      stageOrder: details.stageOrder,
      kind: 'evidence',
      happenedOn: row.resolvedOn ?? details.receivedOn,
      title: `From the form, stage ${row.stageOrder}`,
      words: row.evidence,
      recordedAt: unit.now,
      recordedBy: personId,
    });
  refreshCase(database, caseId, 0, unit);
  return reference;
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
