/** Turning the details of a form into the rows of a case: used when it is logged and when it is corrected. */
import { officeDayOf, type Instant, type PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import type { CaseDetails, EarlierStage } from '../../../../shared/domain/intake.ts';
import type { Context } from '../../context.ts';
import { nameKey, soundKey } from './alike.ts';
import type { CaseParts, StoredCase, StoredEntry, StoredStage } from './repository.ts';
import { momentInOffice } from './standing.ts';

export const partsOf = (details: CaseDetails): CaseParts => ({
  people: details.people.map((person) => ({
    kind: person.kind,
    name: person.name ?? null,
    nameKey: person.name === undefined ? null : nameKey(person.name),
    soundKey: person.name === undefined ? null : soundKey(person.name),
    dateOfBirth: person.dateOfBirth ?? null,
    expectedDateOfBirth: person.expectedDateOfBirth ?? null,
    nhsNumber: person.nhsNumber ?? null,
    otherNumber: person.otherNumber ?? null,
  })),
  referrers: details.referrers.map((referrer) => ({
    name: referrer.name,
    role: referrer.role ?? null,
    agency: referrer.agency,
    agencyId: referrer.agencyId ?? null,
    email: referrer.email ?? null,
    phone: referrer.phone ?? null,
  })),
  challengedAgencyIds: details.challengedAgencyIds,
  themes: details.themeIds.map((themeId) => ({ themeId, isPrimary: themeId === details.primaryThemeId })),
});

export const caseColumnsOf = (
  details: CaseDetails,
): Pick<
  StoredCase,
  | 'dateOfNotification'
  | 'receivedOn'
  | 'safeguardingLeadAware'
  | 'safeguardingLeadName'
  | 'notificationSentTo'
  | 'summary'
  | 'evidence'
  | 'desiredOutcome'
  | 'sharedConcern'
  | 'otherThemeWords'
  | 'levelOfNeed'
  | 'childStatus'
  | 'recordKind'
  | 'urgentReason'
  | 'urgentHow'
> => ({
  dateOfNotification: details.dateOfNotification,
  receivedOn: details.receivedOn,
  safeguardingLeadAware: details.safeguardingLeadAware ?? null,
  safeguardingLeadName: details.safeguardingLeadName ?? null,
  notificationSentTo: details.notificationSentTo,
  summary: details.summary,
  evidence: details.evidence,
  desiredOutcome: details.desiredOutcome,
  sharedConcern: details.sharedConcern,
  otherThemeWords: details.otherThemeWords ?? null,
  levelOfNeed: details.levelOfNeed ?? null,
  childStatus: details.childStatus ?? null,
  recordKind: details.opening.recordKind,
  urgentReason: details.urgent?.reason ?? null,
  urgentHow: details.urgent?.how ?? null,
});

/** A stage without anything said of it yet. */
export const emptyStage = {
  openedAt: null,
  openedOn: null,
  endedOn: null,
  outcome: null,
  words: '',
  tookPlace: false,
  outcomeForChild: null,
  outcomeForChildWords: '',
  childLedOn: null,
  childLedReason: null,
  agreedOn: null,
  extendedOn: null,
  extensionReason: null,
  pastCeilingReason: null,
  pauses: [],
  confirmationDocumentId: null,
} as const satisfies Partial<StoredStage>;

/** What a line of the timeline holds where nothing more is said. */
export const emptyEntry = {
  attendees: [],
  agreements: '',
  disagreements: '',
  actions: [],
  chair: '',
  told: [],
  alikeCaseIds: [],
  dutyId: null,
  timescaleId: null,
  documentId: null,
} as const satisfies Partial<StoredEntry>;

/** A line of the timeline that the register writes itself. */
export const noteOf = (
  context: Pick<Context, 'ports' | 'now' | 'today' | 'session'>,
  caseId: string,
  stageOrder: number,
  title: string,
  words: string,
): StoredEntry => ({
  ...emptyEntry,
  id: context.ports.ids.next(),
  caseId,
  stageOrder,
  kind: 'note',
  happenedOn: context.today,
  title,
  words,
  recordedAt: context.now,
  recordedBy: context.session.userId,
});

/** The moment that a stage opened: as said; this very moment where it opens today; else only the day is known. */
export const openingMoment = (on: PlainDate, time: string | undefined, now: Instant): Instant =>
  time === undefined && on === officeDayOf(now) ? now : momentInOffice(on, time ?? '00:00');

/** What the form tells of an earlier stage; a stage that it tells of in two rows keeps both. */
const toldOf = (
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

/** An earlier stage as it is stored: left out for a reason, or what the form tells of it. */
export const earlierStageColumns = (
  details: CaseDetails,
  { stageOrder, leftOutReason, tookPlace }: EarlierStage,
): Pick<StoredStage, 'state' | 'endedOn' | 'words' | 'tookPlace'> =>
  leftOutReason === undefined
    ? { state: 'evidenceOnly', ...toldOf(details, stageOrder), tookPlace }
    : { state: 'skipped', endedOn: null, words: leftOutReason, tookPlace: false };

/** The stage that the case stands at, so far as its details say it. */
export const openingColumns = (
  { opening, childLed, agreedOn }: CaseDetails,
  now: Instant,
): Partial<StoredStage> & Pick<StoredStage, 'state'> =>
  opening.recordKind === 'resolvedElsewhere'
    ? {
        state: 'ended',
        endedOn: opening.resolvedOn,
        outcome: 'resolved',
        words: opening.label,
        outcomeForChild: opening.outcomeForChild,
        outcomeForChildWords: opening.outcomeForChildWords,
      }
    : {
        state: 'open',
        openedAt: openingMoment(opening.openedOn, opening.openedTime, now),
        openedOn: opening.openedOn,
        childLedOn: childLed?.on ?? null,
        childLedReason: childLed?.reason ?? null,
        agreedOn: agreedOn ?? null,
      };
