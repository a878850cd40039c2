/** What one stored case comes to in a subject access package: its words, its third parties, its files. */
import type { Attachment } from '../../documents/writing/protectPdf.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import {
  childStatuses,
  decisionOutcomes,
  outcomesForChild,
  stageOutcomes,
} from '../../../../shared/domain/codes.ts';
import { caseStatuses, decisionBodyLabel } from '../../../../shared/domain/caseCourse.ts';
import { officeDayOf, type Instant } from '../../../../shared/domain/calendarTypes.ts';
import type { Procedure } from '../../../../shared/domain/procedures/procedureSchema.ts';
import type { SubjectRecord } from '../../../../shared/domain/subjectAccess.ts';
import { listInWords, shortDate } from '../../../../shared/domain/wordsForDates.ts';
import type { CaseRecord } from '../cases/repository.ts';
import { listBreaches } from '../breaches/repository.ts';
import { findContent, findDocumentMeta } from '../documents/repository.ts';
import { findLetter, listLetters } from '../letters/repository.ts';
import { findNotice } from '../notices/repository.ts';

/** A case, and which of its people the records are about. */
export type SubjectCase = CaseRecord & { readonly position: number };

const lines = (...parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null && part !== '').join('\n');

const documentIdsOf = (record: CaseRecord): readonly string[] => [
  ...new Set(
    [
      record.case.formDocumentId,
      ...record.stages.map(({ confirmationDocumentId }) => confirmationDocumentId),
      ...record.entries.map(({ documentId }) => documentId),
      ...record.decisions.map(({ evidenceDocumentId }) => evidenceDocumentId),
      ...record.actions.map(({ doneDocumentId }) => doneDocumentId),
      ...record.requests.map(({ answerDocumentId }) => answerDocumentId),
    ].filter((id) => id !== null),
  ),
];

export const recordOf = (
  database: RegisterDatabase,
  record: SubjectCase,
  procedure: Procedure,
  now: Instant,
): SubjectRecord => {
  const { case: stored } = record;
  const others = record.people.filter(({ position }) => position !== record.position);
  const stageLabel = (order: number): string =>
    procedure.stages.find((stage) => stage.order === order)?.label ?? `Stage ${order}`;
  return {
    reference: stored.reference,
    particulars: [
      { label: 'Received', value: shortDate(stored.receivedOn) },
      { label: 'Date of notification', value: shortDate(stored.dateOfNotification) },
      {
        label: 'Stands at',
        value: `${stageLabel(stored.stageOrder)}, ${caseStatuses[stored.status].toLowerCase()}`,
      },
      {
        label: 'About',
        value: record.people
          .filter(({ position }) => position === record.position)
          .map((person) =>
            [
              person.name ?? 'name not known',
              person.dateOfBirth ? `born ${shortDate(person.dateOfBirth)}` : '',
              person.nhsNumber ? `NHS number ${person.nhsNumber}` : '',
              person.otherNumber ?? '',
            ]
              .filter((part) => part !== '')
              .join(', '),
          )
          .join('\n'),
      },
      // Of somebody else their name at most: when they were born and their numbers are theirs alone.
      { label: 'Also about', value: others.map(({ name }) => name ?? 'name not known').join('\n') },
      {
        label: 'Raised by',
        value: record.referrers
          .map(({ name, role, agency, email, phone }) =>
            [name, role, agency, email, phone].filter((part) => part).join(', '),
          )
          .join('\n'),
      },
      { label: 'Challenged agencies', value: listInWords(record.challenged.map(({ name }) => name)) },
      {
        label: 'Themes',
        value: listInWords(
          record.themes.map(
            ({ themeId }) => procedure.themes.find(({ id }) => id === themeId)?.label ?? themeId,
          ),
        ),
      },
      { label: 'Level of need', value: stored.levelOfNeed ?? '' },
      { label: 'Child’s status', value: stored.childStatus ? childStatuses[stored.childStatus] : '' },
      { label: 'Safeguarding lead', value: stored.safeguardingLeadName ?? '' },
      { label: 'Notification sent to', value: stored.notificationSentTo.join('\n') },
    ],
    parts: [
      {
        heading: 'The form',
        items: [
          { label: 'Summary', text: stored.summary },
          { label: 'Evidence', text: stored.evidence },
          { label: 'Desired outcome', text: stored.desiredOutcome },
          { label: 'Why urgent', text: [stored.urgentReason, stored.urgentHow].filter(Boolean).join('\n') },
        ],
      },
      {
        heading: 'Stages',
        items: record.stages.map((stage) => ({
          label: stageLabel(stage.stageOrder),
          text: [
            stage.openedOn ? `Opened ${shortDate(stage.openedOn)}` : '',
            stage.endedOn ? `Ended ${shortDate(stage.endedOn)}` : '',
            stage.outcome ? stageOutcomes[stage.outcome] : '',
            stage.words,
            stage.outcomeForChild ? `Outcome for the child: ${outcomesForChild[stage.outcomeForChild]}` : '',
            stage.outcomeForChildWords,
            stage.childLedReason ?? '',
            stage.extensionReason ?? '',
            stage.pastCeilingReason ?? '',
            ...stage.pauses.map(({ reason }) => reason),
          ]
            .filter((line) => line !== '')
            .join('\n'),
        })),
      },
      {
        heading: 'Timeline',
        items: [...record.entries].reverse().map((entry) => ({
          label: `${shortDate(entry.happenedOn)}: ${entry.title}`,
          text: [
            entry.words,
            entry.attendees.length > 0 ? `Present: ${listInWords(entry.attendees)}` : '',
            entry.chair === '' ? '' : `Chair: ${entry.chair}`,
            entry.agreements,
            entry.disagreements,
            ...entry.actions.map(({ action, owner }) => `Action: ${action} (${owner})`),
            entry.told.length > 0 ? `Told: ${listInWords(entry.told)}` : '',
          ]
            .filter((line) => line !== '')
            .join('\n'),
        })),
      },
      {
        heading: 'Decisions',
        items: [...record.decisions].reverse().map((decision) => ({
          label: `Version ${decision.version}, ${shortDate(decision.decidedOn)}`,
          text: [
            `${decisionBodyLabel(procedure, decision.bodyId)}: ${decision.deciderName}`,
            decisionOutcomes[decision.outcome],
            decision.decision,
            decision.reasons,
            ...decision.requiredActions.map(({ action, owner }) => `Required: ${action} (${owner})`),
            `Outcome for the child: ${outcomesForChild[decision.outcomeForChild]}`,
            decision.outcomeForChildWords,
            decision.widerLearning,
            decision.policyChange,
            ...decision.told.map(({ who, how, on }) => `Told: ${who}, ${how}, ${shortDate(on)}`),
            decision.dissent,
            decision.referredOutwardTo,
            decision.amendmentReason ?? '',
          ]
            .filter((line) => line !== '')
            .join('\n'),
        })),
      },
      {
        heading: 'Told of the decision',
        items: [...record.tellings].reverse().map(({ toldOn, who, how, words }) => ({
          label: shortDate(toldOn),
          text: [`${who}, ${how}`, words].filter((line) => line !== '').join('\n'),
        })),
      },
      {
        heading: 'Actions',
        items: record.actions.map(({ action, owner, dueOn, doneOn, doneWords }) => ({
          label: `For ${owner}${dueOn ? `, by ${shortDate(dueOn)}` : ''}`,
          text: [action, doneOn ? `Done ${shortDate(doneOn)}` : 'Not done', doneWords]
            .filter((line) => line !== '')
            .join('\n'),
        })),
      },
      {
        heading: 'Information asked for',
        items: [...record.requests].reverse().map(({ askedOf, dueOn, question, endedWords }) => ({
          label: `Of ${askedOf}, by ${shortDate(dueOn)}`,
          text: [question, endedWords].filter((line) => line !== '').join('\n'),
        })),
      },
      {
        heading: 'Letters',
        items: [...listLetters(database, stored.id)].reverse().map((letter) => ({
          label: `Letter ${letter.number}, ${shortDate(officeDayOf(letter.writtenAt))}: ${letter.title}`,
          text: lines(
            `To ${letter.addressee}`,
            letter.addresseeLines,
            letter.text,
            letter.sentTo ? `Sent to ${letter.sentTo}` : 'Not sent',
            letter.receiptWords,
          ),
        })),
      },
      {
        heading: 'Breaches',
        items: [...listBreaches(database, stored.id)].reverse().map((breach) => ({
          label: shortDate(breach.happenedOn),
          text: lines(
            breach.whatHappened,
            `Disclosed to ${breach.disclosedTo}`,
            breach.contained,
            breach.childRisk,
            breach.leadName && `Told: ${breach.leadName}`,
            breach.closedWords,
          ),
        })),
      },
      {
        heading: 'Notices',
        items: [...record.notices].reverse().map((notice) => ({
          label: `Version ${notice.version}, ${shortDate(officeDayOf(notice.completedAt))}`,
          text: notice.sentTo ? `Sent to ${notice.sentTo}` : 'Not sent',
        })),
      },
      { heading: 'Read from the register', items: [{ label: 'On', text: shortDate(officeDayOf(now)) }] },
    ],
    files: documentIdsOf(record).flatMap((id) => findDocumentMeta(database, id)?.fileName ?? []),
  };
};

/** The files as they were received, each notice and each letter, named by the case's reference. */
export const filesOf = (database: RegisterDatabase, record: CaseRecord): readonly Attachment[] => [
  ...documentIdsOf(record).flatMap((id, index) => {
    const meta = findDocumentMeta(database, id);
    const bytes = findContent(database, id);
    const extension = /\.[a-z0-9]{1,5}$/i.exec(meta?.fileName ?? '')?.[0] ?? '';
    return bytes ? [{ name: `${record.case.reference}-file-${index + 1}${extension}`, bytes }] : [];
  }),
  ...record.notices.flatMap(({ id, version }) => {
    const bytes = findNotice(database, id)?.content;
    return bytes ? [{ name: `${record.case.reference}-notice-${version}.pdf`, bytes }] : [];
  }),
  ...listLetters(database, record.case.id).flatMap(({ id, number }) => {
    const bytes = findLetter(database, id)?.content;
    return bytes ? [{ name: `${record.case.reference}-letter-${number}.pdf`, bytes }] : [];
  }),
];

/** Everybody but the subject whose name stands in a field of these records. */
export const thirdPartiesOf = (
  database: RegisterDatabase,
  records: readonly SubjectCase[],
  subjectNames: readonly string[],
): readonly { readonly name: string; readonly as: string }[] => {
  const own = new Set(subjectNames.map((name) => name.toLowerCase()));
  const found = new Map<string, string>();
  const note = (name: string | null | undefined, as: string): void => {
    const trimmed = name?.trim() ?? '';
    if (trimmed !== '' && !own.has(trimmed.toLowerCase()) && !found.has(trimmed)) found.set(trimmed, as);
  };
  for (const record of records) {
    record.people.forEach(
      (person) => person.position !== record.position && note(person.name, 'another person in the case'),
    );
    record.referrers.forEach((referrer) => note(referrer.name, 'referrer'));
    note(record.case.safeguardingLeadName, 'safeguarding lead');
    record.entries.forEach((entry) => {
      entry.attendees.forEach((attendee) => note(attendee, 'present at a meeting'));
      note(entry.chair, 'chair of a meeting');
      entry.actions.forEach(({ owner }) => note(owner, 'owner of an action'));
      entry.told.forEach((told) => note(told, 'told'));
    });
    record.decisions.forEach((decision) => {
      note(decision.deciderName, 'decided');
      decision.panel.forEach(({ name }) => note(name, 'sat on a panel'));
      decision.requiredActions.forEach(({ owner }) => note(owner, 'owner of an action'));
      decision.told.forEach(({ who }) => note(who, 'told of the decision'));
    });
    record.tellings.forEach(({ who }) => note(who, 'told of the decision'));
    record.actions.forEach(({ owner }) => note(owner, 'owner of an action'));
    record.requests.forEach(({ askedOf }) => note(askedOf, 'asked for information'));
    listLetters(database, record.case.id).forEach(({ addressee }) => note(addressee, 'was written to'));
    listBreaches(database, record.case.id).forEach(({ disclosedTo, leadName }) => {
      note(disclosedTo, 'got what was not meant for them');
      note(leadName, 'told of a breach');
    });
  }
  return [...found].map(([name, as]) => ({ name, as }));
};
