/** One child's records as a package for a subject access request, third parties marked or withheld. */
import { listInWords } from '../../../../shared/domain/wordsForDates.ts';
import { officeDayOf } from '../../../../shared/domain/calendarTypes.ts';
import { ageInWords } from '../../../../shared/domain/age.ts';
import { caseStatuses } from '../../../../shared/domain/caseCourse.ts';
import { readNhsNumber } from '../../../../shared/domain/nhsNumber.ts';
import { subjectAccessContent, textsOf } from '../../../../shared/domain/subjectAccess.ts';
import { markMentions, thirdPartyFinder } from '../../../../shared/domain/thirdParties.ts';
import { invalid, notFound, tooLarge } from '../../appFault.ts';
import type { Context } from '../../context.ts';
import { loadNoticeFonts } from '../../documents/writing/noticeFonts.ts';
import { writePaper } from '../../documents/writing/paperPdf.ts';
import { protectPdf } from '../../documents/writing/protectPdf.ts';
import type { Handlers } from '../../router.ts';
import { generatePassphrase } from '../../vault/passphrases.ts';
import { nameKey, soundKey } from '../cases/alike.ts';
import { procedureOf, unitOf } from '../cases/changeCase.ts';
import { findCaseRecord, listAlikePeople, findNamedCases } from '../cases/repository.ts';
import { getSettings } from '../settings/repository.ts';
import { findUnlogged, mayBeAsked } from './findUnlogged.ts';
import { filesOf, recordOf, thirdPartiesOf, type SubjectCase } from './subjectRecord.ts';

/** What one PDF may carry: more would not open on the computers that it is read on. */
const MAX_PACKAGE_BYTES = 200 * 1024 * 1024;

type Subject = readonly { readonly caseId: string; readonly position: number }[];

const recordsOf = (context: Context, subject: Subject): readonly SubjectCase[] =>
  subject.map(({ caseId, position }) => {
    const record = findCaseRecord(context.database, caseId);
    if (!record?.people.some((person) => person.position === position))
      throw notFound('One of these records is no longer in the register. Search again.');
    return { ...record, position };
  });

const gather = (context: Context, subject: Subject) => {
  const unit = unitOf(context);
  const records = recordsOf(context, subject);
  const subjectNames = [
    ...new Set(
      records.flatMap(({ people, position }) =>
        people.flatMap((person) => (person.position === position ? (person.name ?? []) : [])),
      ),
    ),
  ];
  const contents = records.map((record) =>
    recordOf(context.database, record, procedureOf(record, unit), unit.now),
  );
  const thirdParties = thirdPartiesOf(context.database, records, subjectNames);
  return { records, subjectNames, contents, thirdParties };
};

export const subjectAccessHandlers: Handlers['subjectAccess'] = {
  find: ({ name, dateOfBirth, nhsNumber }, context) => {
    if (name === '' && dateOfBirth === undefined && nhsNumber === '')
      throw invalid('Give a name, a date of birth or an NHS number to search for.', [
        { path: 'name', message: 'Give a name, a date of birth or an NHS number' },
      ]);
    const number = readNhsNumber(nhsNumber)?.digits ?? nhsNumber.replaceAll(/\s/g, '');
    const asked = { name, dateOfBirth, nhsNumber: number };
    const people = listAlikePeople(context.database, {
      ...(number === '' ? {} : { nhsNumber: number }),
      ...(dateOfBirth === undefined ? {} : { dateOfBirth }),
      ...(name === '' ? {} : { nameKey: nameKey(name), soundKey: soundKey(name) }),
    }).filter((person) => mayBeAsked(asked, person));
    const listings = findNamedCases(
      context.database,
      people.map(({ caseId }) => caseId),
    );
    const today = officeDayOf(context.now);
    context.record({ entity: 'register', detail: 'subject access search' }, () => undefined);
    return {
      unlogged: [...findUnlogged(asked, context)],
      found: people.flatMap((person) => {
        const listing = listings.get(person.caseId);
        if (!listing) return [];
        return [
          {
            caseId: person.caseId,
            position: person.position,
            reference: listing.case.reference,
            name: person.name ?? 'Name not known',
            age: ageInWords(
              {
                kind: person.kind,
                dateOfBirth: person.dateOfBirth ?? undefined,
                expectedDateOfBirth: person.expectedDateOfBirth ?? undefined,
              },
              today,
            ),
            ...(person.dateOfBirth ? { dateOfBirth: person.dateOfBirth } : {}),
            nhsNumber: person.nhsNumber ?? '',
            receivedOn: listing.case.receivedOn,
            status: caseStatuses[listing.case.status],
          },
        ];
      }),
    };
  },

  thirdParties: ({ subject }, context) => {
    const { contents, thirdParties, subjectNames } = gather(context, subject);
    const find = thirdPartyFinder(
      thirdParties.map(({ name }) => name),
      subjectNames,
    );
    const mentions = new Map<string, number>();
    textsOf(contents).forEach((text) =>
      find(text).forEach(({ of }) => mentions.set(of, (mentions.get(of) ?? 0) + 1)),
    );
    for (const { caseId } of subject)
      context.recordLook({ entity: `case:${caseId}`, detail: 'for subject access' });
    return {
      thirdParties: thirdParties.map((party) => ({ ...party, mentions: mentions.get(party.name) ?? 0 })),
    };
  },

  export: async ({ subject, copy, show, alsoWithhold }, context) => {
    const { records, contents, thirdParties, subjectNames } = gather(context, subject);
    const named = [...thirdParties, ...alsoWithhold.map((name) => ({ name, as: 'named by the reviewer' }))];
    const find = thirdPartyFinder(
      named.map(({ name }) => name),
      subjectNames,
    );
    const shown = new Set(show);
    const treatment = (of: string) => (copy === 'review' ? 'mark' : shown.has(of) ? 'show' : 'withhold');
    const pdf = await writePaper(
      subjectAccessContent({
        records: contents,
        copy,
        treat: (text) => markMentions(text, find(text), treatment),
        thirdParties: named,
        unitName: getSettings(context.database).unitName,
        on: context.today,
      }),
      await loadNoticeFonts(context.ports.paths.fonts),
    );
    const files = copy === 'review' ? records.flatMap((record) => filesOf(context.database, record)) : [];
    if (files.reduce((sum, { bytes }) => sum + bytes.length, pdf.length) > MAX_PACKAGE_BYTES)
      throw tooLarge(
        'These records hold more than 200 MB of files. Make a package of fewer records at a time.',
      );
    const passphrase = generatePassphrase();
    const bytes = await protectPdf(pdf, passphrase, files);
    // One line for each case, so that its own history shows that it was given out.
    for (const { caseId } of subject)
      context.record(
        { entity: `case:${caseId}`, detail: `subject access, copy to ${copy}` },
        () => undefined,
      );
    const { delivered, where } = await context.handOver(
      {
        entity: 'register',
        detail: `subject access, ${listInWords(records.map(({ case: { reference } }) => reference))}`,
      },
      { suggestedName: `records-${copy === 'review' ? 'for-review' : 'to-give'}.pdf`, bytes, action: 'save' },
    );
    return { delivered, where, passphrase };
  },
};
