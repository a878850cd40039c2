/** From a checked row to the rows of a case, without touching the register. */
import { decisionOutcomes, stageOutcomes, type StageOutcome } from '../../../../shared/domain/codes.ts';
import type { CaseDetails } from '../../../../shared/domain/intake.ts';
import {
  AS_WRITTEN,
  agencyTypeToAdd,
  trackerKey,
  type TrackerAgency,
  type TrackerCase,
} from '../../../../shared/domain/tracker.ts';
import type { CaseRecord, StoredCase, StoredStage } from '../cases/repository.ts';
import { standingOf, startOfOfficeDay } from '../cases/standing.ts';
import { caseColumnsOf, emptyEntry, emptyStage, openingColumns, partsOf } from '../cases/store.ts';
import type { Procedure } from '../../../../shared/domain/procedures/procedureSchema.ts';
import type { Unit } from '../cases/views.ts';
import type { PlainDate } from '../../../../shared/domain/calendarTypes.ts';

export interface ImportFacts {
  readonly unit: Unit;
  readonly procedure: Procedure;
  readonly procedureVersionId: string;
  readonly personId: string;
  readonly today: PlainDate;
  readonly nextId: () => string;
  /** Agencies that the import adds, by the key of the word. */
  readonly addedAgencies: ReadonlyMap<string, { readonly id: string; readonly name: string }>;
  readonly agencyNames: ReadonlyMap<string, string>;
}

const agencyIdOf = (agency: TrackerAgency | undefined, facts: ImportFacts): string | undefined => {
  if (!agency || agency.answer === AS_WRITTEN) return undefined;
  return agencyTypeToAdd(agency.answer) === undefined
    ? agency.answer
    : facts.addedAgencies.get(trackerKey(agency.text))?.id;
};

/** A decision ends its stage as the register's own decisions do. */
const stageOutcomeOf = (outcome: TrackerCase['outcome']): StageOutcome | null => {
  if (outcome === undefined) return null;
  if (Object.hasOwn(stageOutcomes, outcome)) return outcome as StageOutcome;
  return outcome === 'referredOutward' ? 'notResolved' : 'resolved';
};

const outcomeLabels: Readonly<Record<string, string>> = { ...stageOutcomes, ...decisionOutcomes };

/** The people who raised it and their agencies, side by side as the row has them. */
const referrersOf = (found: TrackerCase, facts: ImportFacts): CaseDetails['referrers'] =>
  Array.from(
    { length: Math.max(found.raisedBy.length, found.referrerNames.length) },
    (_one, index): CaseDetails['referrers'][number] => {
      const agency = found.raisedBy[index] ?? found.raisedBy[0];
      const agencyId = agencyIdOf(agency, facts);
      return {
        name: found.referrerNames[index] ?? '',
        agency: agency?.text ?? '',
        ...(agencyId === undefined ? {} : { agencyId }),
      };
    },
  );

const noteOf = (found: TrackerCase): string => {
  const challenged = found.challenged.filter(({ answer }) => answer === AS_WRITTEN);
  return [
    found.oldReference === undefined ? '' : `Old reference: ${found.oldReference}`,
    `Row ${found.row} of the old tracker`,
    challenged.length > 0 ? `Agency challenged: ${challenged.map(({ text }) => text).join('; ')}` : '',
    found.otherThemes.length > 0 ? `Themes: ${found.otherThemes.join('; ')}` : '',
    found.outcomeWords === '' ? '' : `Outcome: ${found.outcomeWords}`,
    found.notes,
  ]
    .filter((line) => line !== '')
    .join('\n');
};

/** The case as it will be stored. */
export const buildRecord = (found: TrackerCase, reference: string, facts: ImportFacts): CaseRecord => {
  const { unit, personId, today } = facts;
  const caseId = facts.nextId();
  const challengedIds = [...new Set(found.challenged.flatMap((agency) => agencyIdOf(agency, facts) ?? []))];
  const [primaryThemeId] = found.themeIds;
  const details: CaseDetails = {
    dateOfNotification: found.dateOfNotification,
    receivedOn: found.receivedOn,
    people: found.people.map((person) => ({ kind: 'child', ...person })),
    referrers: referrersOf(found, facts),
    notificationSentTo: [],
    summary: found.summary,
    evidence: '',
    desiredOutcome: '',
    stageOutcomes: [],
    challengedAgencyIds: challengedIds,
    sharedConcern: false,
    themeIds: found.themeIds,
    ...(primaryThemeId === undefined ? {} : { primaryThemeId }),
    stageOrder: found.stageOrder,
    opening: { recordKind: 'case', openedOn: found.stageOpenedOn },
    earlierStages: [],
  };
  const isOpen = found.status === 'open';
  const stage: StoredStage = {
    ...emptyStage,
    id: facts.nextId(),
    caseId,
    stageOrder: found.stageOrder,
    ...openingColumns(details, unit.now),
    words: found.decision,
    ...(isOpen
      ? {}
      : {
          state: 'ended',
          openedAt: startOfOfficeDay(found.stageOpenedOn),
          endedOn: found.decidedOn ?? null,
          outcome: stageOutcomeOf(found.outcome),
          outcomeForChild: found.outcomeForChild ?? null,
          outcomeForChildWords: found.outcomeForChildWords,
        }),
  };
  const how = found.outcome === undefined ? found.outcomeWords : (outcomeLabels[found.outcome] ?? '');
  const stored: StoredCase = {
    id: caseId,
    reference,
    revision: 0,
    procedureVersionId: facts.procedureVersionId,
    status: found.status,
    stageOrder: found.stageOrder,
    nextStep: 'none',
    dueOn: null,
    dueAt: null,
    dueIsChildLed: false,
    paused: false,
    ...caseColumnsOf(details),
    dangerCheckedOn: today,
    formDocumentId: null,
    ownerId: null,
    loggedAt: unit.now,
    loggedBy: personId,
    closedOn: isOpen ? null : (found.decidedOn ?? null),
    closedHow: isOpen ? null : `${how === '' ? 'Closed' : how} (old tracker)`,
    reopened: 0,
    erasedAt: null,
  };
  const parts = partsOf(details);
  const record: CaseRecord = {
    case: stored,
    people: parts.people.map((person, position) => ({ ...person, caseId, position })),
    referrers: parts.referrers.map((referrer, position) => ({ ...referrer, caseId, position })),
    challenged: challengedIds.map((agencyId) => ({ agencyId, name: facts.agencyNames.get(agencyId) ?? '' })),
    themes: parts.themes,
    stages: [stage],
    entries: [
      {
        ...emptyEntry,
        id: facts.nextId(),
        caseId,
        stageOrder: found.stageOrder,
        kind: 'note',
        happenedOn: today,
        title: 'Brought in from the old tracker',
        words: noteOf(found),
        recordedAt: unit.now,
        recordedBy: personId,
      },
    ],
    decisions: [],
    notices: [],
    submission: undefined,
    tellings: [],
    actions: [],
    requests: [],
  };
  return {
    ...record,
    case: { ...stored, ...standingOf(record, { procedure: facts.procedure, settings: unit.settings }) },
  };
};
