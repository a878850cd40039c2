/** Turning the details of a form into the rows of a case: used when it is logged and when it is corrected. */
import type { CaseDetails } from '../../../../shared/domain/intake.ts';
import { nameKey, soundKey } from './alike.ts';
import type { CaseParts, StoredCase } from './repository.ts';

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
  | 'urgentReason'
  | 'skippedReason'
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
  urgentReason: details.urgentReason ?? null,
  skippedReason: details.skippedReason ?? null,
});
