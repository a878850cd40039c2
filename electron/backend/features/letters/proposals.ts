/** Whom a letter may go to: the referrers of the case, and the single points of contact of the directory. */
import type { Proposal } from '../../../../shared/contract/letters.ts';
import type { Directory, DirectoryContact, DirectoryService } from '../../../../shared/domain/directory.ts';
import type { LetterReader } from '../../../../shared/domain/letters/letterKinds.ts';
import type { CaseRecord } from '../cases/repository.ts';

const joined = (parts: readonly (string | null | undefined)[], by: string): string =>
  [...new Set(parts.filter((part) => part !== null && part !== undefined && part !== ''))].join(by);

const ofReferrers = (record: CaseRecord): readonly Proposal[] =>
  record.referrers.map(({ name, role, agency, email, phone }) => ({
    label: joined([name, agency], ', '),
    name,
    lines: joined([role, agency], '\n'),
    email: email ?? '',
    copyTo: '',
    telephone: phone ?? '',
    instruction: '',
  }));

const ofContact = (
  service: DirectoryService,
  agencyName: string,
  contact: DirectoryContact | undefined,
): Proposal => {
  const name = contact?.name || contact?.role || service.name;
  return {
    label: joined([agencyName, service.name, contact?.name || contact?.role], ': '),
    name,
    lines: joined(
      [contact?.name ? contact.role : '', service.name, agencyName].filter((part) => part !== name),
      '\n',
    ),
    email: contact?.email ?? '',
    copyTo: service.copyTo,
    telephone: joined([contact?.telephone, contact?.option && `option ${contact.option}`], ', '),
    instruction: service.instruction,
  };
};

const ofService = (service: DirectoryService, agencyName: string): readonly Proposal[] =>
  service.contacts.length === 0
    ? [ofContact(service, agencyName, undefined)]
    : service.contacts.map((contact) => ofContact(service, agencyName, contact));

const ofChallenged = (record: CaseRecord, directory: Directory): readonly Proposal[] => {
  const inUse = directory.services.filter(({ retired }) => !retired);
  return record.challenged.flatMap(({ agencyId, name }) => {
    const own = inUse.filter((service) => service.agencyId === agencyId);
    if (own.length > 0) return own.flatMap((service) => ofService(service, name));
    // A kind of service, such as "Education: ask the school", may say how to find somebody there.
    const kinds = inUse.filter(({ agencyId: of }) => of === undefined);
    const nobody = { label: name, name, lines: '', email: '', copyTo: '', telephone: '', instruction: '' };
    return [nobody, ...kinds.flatMap((service) => ofService(service, ''))];
  });
};

const reviews = /reviewing officer|\biro\b/i;

const ofReviewingOfficers = (directory: Directory): readonly Proposal[] =>
  directory.services
    .filter(({ retired }) => !retired)
    .flatMap((service) => {
      const agencyName = directory.agencies.find(({ id }) => id === service.agencyId)?.name ?? '';
      if (reviews.test(service.name)) return ofService(service, agencyName);
      return service.contacts
        .filter(({ name, role }) => reviews.test(role) || reviews.test(name))
        .map((contact) => ofContact(service, agencyName, contact));
    });

/** In the order in which they are to be tried; empty where neither the case nor the directory has anybody. */
export const proposalsFor = (
  reader: LetterReader,
  record: CaseRecord,
  directory: Directory,
): readonly Proposal[] => {
  switch (reader) {
    case 'referrer':
      return ofReferrers(record);
    case 'challengedAgency':
      return ofChallenged(record, directory);
    case 'meetingMember':
      return [...ofReferrers(record), ...ofChallenged(record, directory)];
    case 'reviewingOfficer':
      return ofReviewingOfficers(directory);
  }
};
