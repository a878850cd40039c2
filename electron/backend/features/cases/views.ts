/** What the window is shown of cases: rows of the register and one case whole. Reads what is stored, decides nothing. */
import { Temporal } from 'temporal-polyfill';
import type {
  Alike,
  CaseDetail,
  CaseEntry,
  CaseRow,
  CaseStage,
  Notice,
} from '../../../../shared/contract/cases.ts';
import type { TrackedAction } from '../../../../shared/contract/actions.ts';
import type { Decision } from '../../../../shared/contract/decisions.ts';
import type { DocumentMeta } from '../../../../shared/contract/documents.ts';
import type { InformationRequest } from '../../../../shared/contract/reviews.ts';
import type { Settings } from '../../../../shared/contract/settings.ts';
import { ageInWords } from '../../../../shared/domain/age.ts';
import type { Instant, PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import { OFFICE_TIME_ZONE, officeDayOf } from '../../../../shared/domain/calendarTypes.ts';
import {
  caseStatuses,
  decisionBodyLabel,
  neededWords,
  noticeDueOn,
} from '../../../../shared/domain/caseCourse.ts';
import { dayStrip, dueStatus, type Due } from '../../../../shared/domain/clock.ts';
import { boxesOf, emptyDate, type IntakeForm, type IntakePerson } from '../../../../shared/domain/intake.ts';
import { dutiesOf } from '../../../../shared/domain/duties.ts';
import type { Procedure, Stage } from '../../../../shared/domain/procedures/procedureSchema.ts';
import { namesInWords } from '../../../../shared/domain/wordsForDates.ts';
import type { WorkingCalendar } from '../../../../shared/domain/workingDays.ts';
import { officeCalendar } from '../settings/officeCalendar.ts';
import { typedPartOf } from '../decisions/decisionSeal.ts';
import type {
  CaseListing,
  CaseRecord,
  ListedPerson,
  NamedCase,
  StoredAction,
  StoredCasePerson,
  StoredDecision,
  StoredEntry,
  StoredRequest,
  StoredStage,
} from './repository.ts';
import { clockOf, dutyFactsOf } from './standing.ts';

export interface Unit {
  readonly settings: Settings;
  readonly procedures: ReadonlyMap<string, Procedure>;
  readonly now: Instant;
  /** The day of `now` in the office. */
  readonly today: PlainDate;
}

const getProcedureOf = (unit: Unit, versionId: string): Procedure => {
  const procedure = unit.procedures.get(versionId);
  if (!procedure) throw new Error('A case was opened under a version of the procedure that is gone');
  return procedure;
};

const concernedOf = (person: ListedPerson, today: PlainDate): CaseRow['people'][number] => ({
  kind: person.kind,
  name: person.name ?? (person.kind === 'unborn' ? 'Unborn child, name not known' : 'Name not known'),
  age: ageInWords(
    {
      kind: person.kind,
      dateOfBirth: person.dateOfBirth ?? undefined,
      expectedDateOfBirth: person.expectedDateOfBirth ?? undefined,
    },
    today,
  ),
});

export const rowOf = (listing: CaseListing, unit: Unit, calendar: WorkingCalendar): CaseRow => {
  const { case: stored } = listing;
  const procedure = getProcedureOf(unit, stored.procedureVersionId);
  const due: Due | null = stored.status === 'open' ? (dueMoment(stored.dueOn, stored.dueAt) ?? null) : null;
  return {
    caseId: stored.id,
    reference: stored.reference,
    recordKind: stored.recordKind,
    people:
      stored.erasedAt === null
        ? listing.people.map((person) => concernedOf(person, unit.today))
        : [{ kind: 'child', name: 'Erased record', age: '' }],
    stage: {
      order: stored.stageOrder,
      label: procedure.stages.find((stage) => stage.order === stored.stageOrder)?.label ?? '',
      of: procedure.stages.filter((stage) => !stage.outward).length,
    },
    raisedBy: [...listing.agenciesRaising],
    challenged: listing.challenged.map((agency) => agency.name),
    sharedConcern: stored.sharedConcern,
    themes: listing.themes.map(({ themeId, isPrimary }) => ({
      id: themeId,
      label: procedure.themes.find((theme) => theme.id === themeId)?.label ?? themeId,
      primary: isPrimary,
    })),
    receivedOn: stored.receivedOn,
    ...(stored.dueOn ? { dueOn: stored.dueOn } : {}),
    childLed: stored.dueIsChildLed,
    due: dueStatus(due, unit.now, calendar, stored.status === 'open' && stored.paused),
    status: stored.status,
    nextStep: stored.nextStep,
    needed: neededWords(stored.nextStep, stored.stageOrder, procedure),
    ...(listing.ownerName === undefined ? {} : { ownerName: listing.ownerName }),
  };
};

/** A day where the rule counts days, the moment itself where it counts hours. */
const dueMoment = (dueOn: PlainDate | null, dueAt: Instant | null): Due | undefined => {
  if (dueOn === null || dueAt === null) return undefined;
  return officeDayOf(dueAt) === dueOn ? (officeMomentOf(dueAt) as Due) : dueOn;
};

const officeMomentOf = (moment: Instant): string => {
  const zoned = Temporal.Instant.from(moment).toZonedDateTimeISO(OFFICE_TIME_ZONE);
  return zoned.toInstant().toString({ timeZone: OFFICE_TIME_ZONE, smallestUnit: 'second' });
};

export const alikeOf = (listing: NamedCase, reasons: readonly string[]): Alike => ({
  caseId: listing.case.id,
  reference: listing.case.reference,
  people: namesInWords(listing.people),
  status:
    listing.case.status === 'closed' && listing.case.closedHow
      ? listing.case.closedHow
      : caseStatuses[listing.case.status],
  receivedOn: listing.case.receivedOn,
  reasons: [...reasons],
});

const personFormOf = (person: StoredCasePerson): IntakePerson => ({
  kind: person.kind,
  name: person.name ?? '',
  nameNotKnown: person.name === null,
  dateOfBirth: boxesOf(person.dateOfBirth ?? undefined),
  dateOfBirthNotKnown: person.kind !== 'unborn' && person.dateOfBirth === null,
  expectedDateOfBirth: boxesOf(person.expectedDateOfBirth ?? undefined),
  nhsNumber: person.nhsNumber ?? '',
  otherNumber: person.otherNumber ?? '',
});

/** The time counts only where the stage counts hours; elsewhere the day is all that is asked. */
const openedTimeOf = (stage: StoredStage | undefined, procedure: Procedure): string =>
  stage?.openedAt != null &&
  procedure.stages
    .find(({ order }) => order === stage.stageOrder)
    ?.timescales.some(({ length }) => length.unit === 'hours')
    ? officeMomentOf(stage.openedAt).slice(11, 16)
    : '';

/** The case as the form that it was logged with, to be corrected. */
export const formOf = (record: CaseRecord, procedure: Procedure): IntakeForm => {
  const { case: stored, stages } = record;
  const isResolvedElsewhere = stored.recordKind === 'resolvedElsewhere';
  const current = stages.find((stage) => stage.stageOrder === stored.stageOrder);
  const aware = stored.safeguardingLeadAware;
  return {
    dangerAnswer: 'no',
    dateOfNotification: boxesOf(stored.dateOfNotification),
    receivedOn: boxesOf(stored.receivedOn),
    people: record.people.map(personFormOf),
    referrers: record.referrers.map((referrer) => ({
      name: referrer.name,
      role: referrer.role ?? '',
      agency: referrer.agency,
      agencyId: referrer.agencyId ?? '',
      email: referrer.email ?? '',
      phone: referrer.phone ?? '',
    })),
    safeguardingLeadAware: aware === null ? '' : aware ? 'yes' : 'no',
    safeguardingLeadName: stored.safeguardingLeadName ?? '',
    notificationSentTo: [...stored.notificationSentTo],
    summary: stored.summary,
    evidence: stored.evidence,
    desiredOutcome: stored.desiredOutcome,
    stageOutcomes: stages
      .filter((stage) => stage.state === 'evidenceOnly')
      .map((stage) => ({
        stageOrder: stage.stageOrder,
        resolvedOn: boxesOf(stage.endedOn ?? undefined),
        evidence: stage.words,
      })),
    challengedAgencyIds: record.challenged.map((agency) => agency.agencyId),
    sharedConcern: stored.sharedConcern,
    themeIds: record.themes.map((theme) => theme.themeId),
    primaryThemeId: record.themes.find((theme) => theme.isPrimary)?.themeId ?? '',
    otherThemeWords: stored.otherThemeWords ?? '',
    levelOfNeed: stored.levelOfNeed ?? '',
    childStatus: stored.childStatus ?? '',
    recordKind: stored.recordKind,
    resolvedOn: isResolvedElsewhere ? boxesOf(current?.endedOn ?? undefined) : emptyDate,
    outcomeForChild: isResolvedElsewhere ? (current?.outcomeForChild ?? '') : '',
    outcomeForChildWords: isResolvedElsewhere ? (current?.outcomeForChildWords ?? '') : '',
    stageOrder: stored.stageOrder,
    stageOpenedOn: boxesOf(current?.openedOn ?? undefined),
    stageOpenedTime: openedTimeOf(current, procedure),
    urgentEntry: stored.urgentReason !== null,
    urgentReason: stored.urgentReason ?? '',
    urgentHow: stored.urgentHow ?? '',
    earlierStages: stages
      .filter((stage) => stage.stageOrder < stored.stageOrder)
      .flatMap(({ stageOrder, state, words, tookPlace }): IntakeForm['earlierStages'] =>
        state === 'skipped'
          ? [{ stageOrder, how: 'leftOut', reason: words }]
          : tookPlace
            ? [{ stageOrder, how: 'tookPlace', reason: '' }]
            : [],
      ),
    childLedOn: current?.childLedOn ? boxesOf(current.childLedOn) : emptyDate,
    childLedReason: current?.childLedReason ?? '',
    agreedOn: boxesOf(current?.agreedOn ?? undefined),
    alikeAnswers: [],
  };
};

interface Lookups {
  readonly names: ReadonlyMap<string, string>;
  readonly documents: ReadonlyMap<string, DocumentMeta>;
  /** Of the cases that an entry names as alike. */
  readonly references: ReadonlyMap<string, string>;
  /** Where each action comes from, by its id. */
  readonly origins: ReadonlyMap<string, string>;
}

const nameOf = ({ names }: Pick<Lookups, 'names'>, personId: string): string =>
  names.get(personId) ?? 'Somebody who has left';

export const trackedActionOf = (
  action: StoredAction,
  unit: Unit,
  lookups: Pick<Lookups, 'names' | 'documents' | 'origins'>,
): TrackedAction => {
  const { doneOn, doneDocumentId } = action;
  const document = doneDocumentId === null ? undefined : lookups.documents.get(doneDocumentId);
  return {
    id: action.id,
    action: action.action,
    owner: action.owner,
    ...(action.dueOn === null ? {} : { dueOn: action.dueOn }),
    due: dueStatus(doneOn === null ? action.dueOn : null, unit.now, officeCalendar(unit.settings)),
    from: lookups.origins.get(action.id) ?? '',
    ...(doneOn === null
      ? {}
      : {
          done: {
            on: doneOn,
            by: nameOf(lookups, action.doneBy ?? ''),
            words: action.doneWords,
            ...(document ? { document } : {}),
          },
        }),
  };
};

const requestOf = (request: StoredRequest, unit: Unit, lookups: Lookups): InformationRequest => {
  const { endedOn, endedHow, answerDocumentId } = request;
  const document = answerDocumentId === null ? undefined : lookups.documents.get(answerDocumentId);
  return {
    id: request.id,
    askedOf: request.askedOf,
    question: request.question,
    dueOn: request.dueOn,
    due: dueStatus(endedOn === null ? request.dueOn : null, unit.now, officeCalendar(unit.settings)),
    askedBy: nameOf(lookups, request.askedBy),
    askedAt: request.askedAt,
    ...(endedOn !== null && endedHow !== null
      ? {
          ended: {
            how: endedHow,
            on: endedOn,
            words: request.endedWords,
            by: nameOf(lookups, request.endedBy ?? ''),
            ...(document ? { document } : {}),
          },
        }
      : {}),
  };
};

const decisionOf = (stored: StoredDecision, procedure: Procedure, lookups: Lookups): Decision => {
  const { digest, signedAt, signerName, evidenceDocumentId, amendmentReason } = stored;
  const evidence = evidenceDocumentId === null ? undefined : lookups.documents.get(evidenceDocumentId);
  return {
    ...typedPartOf(stored),
    id: stored.id,
    version: stored.version,
    bodyLabel: decisionBodyLabel(procedure, stored.bodyId),
    how: stored.how,
    recordedBy: nameOf(lookups, stored.recordedBy),
    recordedAt: stored.recordedAt,
    ...(amendmentReason === null ? {} : { amendmentReason }),
    ...(evidence ? { evidence } : {}),
    ...(signedAt !== null && signerName !== null && digest !== null
      ? { signed: { by: signerName, at: signedAt, digest } }
      : {}),
  };
};

const entryOf = (entry: StoredEntry, lookups: Lookups): CaseEntry => {
  const document = entry.documentId === null ? undefined : lookups.documents.get(entry.documentId);
  return {
    id: entry.id,
    kind: entry.kind,
    happenedOn: entry.happenedOn,
    title: entry.title,
    words: entry.words,
    attendees: [...entry.attendees],
    agreements: entry.agreements,
    disagreements: entry.disagreements,
    actions: [...entry.actions],
    chair: entry.chair,
    told: [...entry.told],
    alike: entry.alikeCaseIds.flatMap((caseId) => {
      const reference = lookups.references.get(caseId);
      return reference === undefined ? [] : [{ caseId, reference }];
    }),
    ...(entry.timescaleId === null ? {} : { timescaleId: entry.timescaleId }),
    ...(entry.dutyId === null ? {} : { dutyId: entry.dutyId }),
    ...(document ? { document } : {}),
    recordedBy: nameOf(lookups, entry.recordedBy),
    recordedAt: entry.recordedAt,
  };
};

/** Of a stage that the case has not come to. */
const nothingSaid = () => ({ words: '', tookPlace: false, outcomeForChildWords: '', pauses: [], duties: [] });

const stageViewOf = (
  stage: Stage,
  stored: StoredStage | undefined,
  record: CaseRecord,
  unit: Unit & { readonly procedure: Procedure; readonly calendar: WorkingCalendar },
  lookups: Lookups,
): CaseStage => {
  const entries = record.entries
    .filter((entry) => entry.stageOrder === stage.order)
    .map((entry) => entryOf(entry, lookups));
  if (!stored) return { order: stage.order, state: 'notReached', ...nothingSaid(), entries };
  const doneByEntry = new Set(
    stage.timescales.filter((timescale) => timescale.doneByEntry).map(({ id }) => id),
  );
  const clock = stored.state === 'open' ? clockOf(record, stored, unit) : undefined;
  return {
    id: stored.id,
    order: stage.order,
    state: stored.state,
    ...(stored.openedOn ? { openedOn: stored.openedOn } : {}),
    ...(stored.endedOn ? { endedOn: stored.endedOn } : {}),
    ...(stored.outcome ? { outcome: stored.outcome } : {}),
    words: stored.words,
    tookPlace: stored.tookPlace,
    ...(stored.outcomeForChild ? { outcomeForChild: stored.outcomeForChild } : {}),
    outcomeForChildWords: stored.outcomeForChildWords,
    ...(stored.childLedOn
      ? { childLed: { on: stored.childLedOn, reason: stored.childLedReason ?? '' } }
      : {}),
    ...(stored.agreedOn ? { agreedOn: stored.agreedOn } : {}),
    ...(stored.extendedOn
      ? { extension: { on: stored.extendedOn, reason: stored.extensionReason ?? '' } }
      : {}),
    pauses: [...stored.pauses],
    entries,
    duties:
      stored.state === 'open' || stored.state === 'ended'
        ? dutiesOf(stage, dutyFactsOf(record)).map(
            ({ duty: { id, kind, label, required, source }, done }) => ({
              id,
              kind,
              label,
              required,
              done,
              source,
            }),
          )
        : [],
    ...(clock
      ? {
          clock: {
            ...(clock.dueOn ? { dueOn: clock.dueOn } : {}),
            due: dueStatus(clock.due, unit.now, unit.calendar, clock.paused !== null),
            ...actionOf(clock.rows, clock.due),
            explanation: clock.explanation,
            ...(clock.question === null ? {} : { question: clock.question }),
            warnings: clock.warnings.map((warning) => warning.message),
            rows: clock.rows.map((row) => ({
              timescaleId: row.timescaleId,
              action: row.action,
              kind: row.kind,
              rule: row.rule,
              due: row.kind === 'ceiling' ? row.timescaleDue : row.due,
              ...(row.question === null ? {} : { question: row.question }),
              explanation: row.explanation,
              done: row.done,
              doneByEntry: doneByEntry.has(row.timescaleId),
              source: row.source,
            })),
            days: dayStrip(clock, unit.today, unit.calendar).map((day) => ({
              ...day,
              marks: [...day.marks],
            })),
          },
        }
      : {}),
  };
};

/** What the nearest date is for. */
const actionOf = (
  rows: readonly { readonly kind: string; readonly due: Due | null; readonly action: string }[],
  due: Due | null,
): { action: string } | undefined => {
  const row = rows.find((candidate) => candidate.kind === 'due' && candidate.due === due && due !== null);
  return row && { action: row.action };
};

export const detailOf = (
  record: CaseRecord,
  listing: CaseListing,
  unit: Unit,
  lookups: Lookups,
  related: readonly Alike[],
): CaseDetail => {
  const { case: stored } = record;
  const procedure = getProcedureOf(unit, stored.procedureVersionId);
  const calendar = officeCalendar(unit.settings);
  const decisionViews = record.decisions.map((stored) => decisionOf(stored, procedure, lookups));
  const [decision, ...earlierDecisions] = decisionViews;
  const noticeOn =
    decision &&
    noticeDueOn(stored.nextStep, decision.decidedOn, unit.settings.noticeWithinWorkingDays, calendar);
  const formDocument =
    stored.formDocumentId === null ? undefined : lookups.documents.get(stored.formDocumentId);
  return {
    row: rowOf(listing, unit, calendar),
    revision: stored.revision,
    form: formOf(record, procedure),
    ...(stored.ownerId === null ? {} : { ownerId: stored.ownerId }),
    procedure,
    procedureVersionId: stored.procedureVersionId,
    loggedAt: stored.loggedAt,
    loggedBy: nameOf(lookups, stored.loggedBy),
    dangerChecked: { on: stored.dangerCheckedOn, by: nameOf(lookups, stored.loggedBy) },
    stages: procedure.stages
      .filter((stage) => !stage.outward)
      .map((stage) =>
        stageViewOf(
          stage,
          record.stages.find((candidate) => candidate.stageOrder === stage.order),
          record,
          { ...unit, procedure, calendar },
          lookups,
        ),
      )
      .toReversed(),
    ...(decision ? { decision } : {}),
    earlierDecisions,
    ...(record.submission
      ? {
          submission: {
            id: record.submission.id,
            decision: record.submission.decision,
            amendmentReason: record.submission.amendmentReason,
            undoneDutiesReason: record.submission.undoneDutiesReason,
            submittedAt: record.submission.submittedAt,
            submittedBy: nameOf(lookups, record.submission.submittedBy),
          },
        }
      : {}),
    told: record.tellings.map(({ id, party, who, how, toldOn, words, recordedAt, recordedBy }) => ({
      id,
      party,
      who,
      how,
      on: toldOn,
      words,
      recordedAt,
      recordedBy: nameOf(lookups, recordedBy),
    })),
    actions: record.actions.map((action) => trackedActionOf(action, unit, lookups)),
    requests: record.requests.map((request) => requestOf(request, unit, lookups)),
    notices: record.notices.map((notice): Notice => ({
      id: notice.id,
      version: notice.version,
      fileName: notice.fileName,
      bytes: notice.byteCount,
      sha256: notice.sha256,
      completedAt: notice.completedAt,
      completedBy: nameOf(lookups, notice.completedBy),
      decisionVersion: notice.decisionVersion,
      ...(notice.sentOn && notice.sentHow
        ? {
            sent: {
              to: notice.sentTo ?? '',
              how: notice.sentHow,
              on: notice.sentOn,
              by: nameOf(lookups, notice.sentBy ?? ''),
            },
          }
        : {}),
      ...(notice.receivedOn ? { receipt: { on: notice.receivedOn, words: notice.receiptWords ?? '' } } : {}),
    })),
    ...(noticeOn ? { noticeDue: { on: noticeOn, due: dueStatus(noticeOn, unit.now, calendar) } } : {}),
    ...(stored.closedOn ? { closed: { on: stored.closedOn, how: stored.closedHow ?? '' } } : {}),
    ...(formDocument ? { formDocument } : {}),
    related: [...related],
    challengedAgencies: record.challenged.map(({ agencyId, name }) => ({ id: agencyId, name })),
  };
};
