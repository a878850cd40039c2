/**
 * The letters that the office writes: who reads each, what each asks for, and which facts of a case its reader may
 * see. The rule is data minimisation (UK GDPR, Article 5(1)(c)): a reader sees what the letter needs and no more,
 * and who the child is only where the unit has said that this letter may tell it.
 */
import type { StageDuty } from '../procedures/procedureSchema.ts';

export const letterReaders = {
  referrer: 'the referrer',
  challengedAgency: 'the challenged agency',
  meetingMember: 'somebody invited to the meeting',
  reviewingOfficer: 'the Independent Reviewing Officer',
} as const;
export type LetterReader = keyof typeof letterReaders;

/** A fact that a template may name, between braces. */
export const letterFields = {
  reference: 'BURY-2026-014',
  today: '14 May 2026',
  addressee: 'Morgan Ellery-Test',
  writer: 'Priya Nair-Test',
  unit: 'Bury business unit',
  partnership: 'Bury Safeguarding Children Partnership',
  procedure: 'Resolution procedure',
  stage: 'Level 4',
  received: '12 May 2026',
  'referring agency': 'Hollybrook Primary School',
  referrer: 'Morgan Ellery-Test',
  'challenged agency': 'Children’s social care',
  themes: 'levels of need',
  summary: 'what the disagreement is about',
  'desired outcome': 'what the referrer asks for',
  child: 'the child’s name',
  'date of birth': '3 April 2016',
  'NHS number': '999 000 0018',
  'due date': '21 May 2026',
  'reply by': '19 May 2026',
  'meeting day': 'Tuesday 19 May 2026',
  'meeting time': '10:00 to 11:30',
  'meeting place': 'Room 2, Town Hall',
  decision: 'Partly upheld',
  'decision date': '20 May 2026',
  'decided by': 'Independent Scrutineer',
} as const;
export type LetterField = keyof typeof letterFields;

/** What tells who the child is, or may: free text names children as it likes. */
const identifying: readonly LetterField[] = [
  'summary',
  'desired outcome',
  'child',
  'date of birth',
  'NHS number',
];

const aboutTheOffice = [
  'reference',
  'today',
  'addressee',
  'writer',
  'unit',
  'partnership',
  'procedure',
  'stage',
] as const;
const aboutTheMatter = ['received', 'referring agency', 'challenged agency', 'themes'] as const;

/** What each reader may see at all. The NHS number goes only to those who must find the child in their own records. */
const mayRead: Readonly<Record<LetterReader, readonly LetterField[]>> = {
  referrer: [
    ...aboutTheOffice,
    ...aboutTheMatter,
    'referrer',
    'summary',
    'desired outcome',
    'child',
    'date of birth',
    'due date',
    'decision',
    'decision date',
    'decided by',
  ],
  challengedAgency: [
    ...aboutTheOffice,
    ...aboutTheMatter,
    'referrer',
    'summary',
    'desired outcome',
    'child',
    'date of birth',
    'NHS number',
    'due date',
    'reply by',
  ],
  meetingMember: [
    ...aboutTheOffice,
    'referring agency',
    'challenged agency',
    'child',
    'meeting day',
    'meeting time',
    'meeting place',
  ],
  reviewingOfficer: [
    ...aboutTheOffice,
    'received',
    'referring agency',
    'challenged agency',
    'themes',
    'child',
    'date of birth',
    'NHS number',
    'due date',
  ],
};

interface LetterKindFacts {
  readonly label: string;
  readonly reader: LetterReader;
  /** What must be said before the letter is written. */
  readonly asks?: 'replyBy' | 'meeting' | 'notice';
  /** Fields that this letter alone can fill. */
  readonly owns: readonly LetterField[];
  /** The kind of duty that sending it does. */
  readonly does?: StageDuty['kind'];
}

const kinds = {
  acknowledgement: { label: 'Acknowledgement of receipt', reader: 'referrer', owns: [] },
  responseRequest: {
    label: 'Request for a response',
    reader: 'challengedAgency',
    asks: 'replyBy',
    owns: ['reply by'],
  },
  chaser: { label: 'Chaser', reader: 'challengedAgency', asks: 'replyBy', owns: ['reply by'] },
  meetingInvitation: {
    label: 'Invitation to a meeting',
    reader: 'meetingMember',
    asks: 'meeting',
    owns: ['meeting day', 'meeting time', 'meeting place'],
  },
  reviewingOfficer: {
    label: 'Notice to the Independent Reviewing Officer',
    reader: 'reviewingOfficer',
    owns: [],
    does: 'tellReviewingOfficer',
  },
  coveringLetter: {
    label: 'Covering letter with the notice',
    reader: 'referrer',
    asks: 'notice',
    owns: ['decision', 'decision date', 'decided by'],
  },
} as const satisfies Readonly<Record<string, LetterKindFacts>>;
export type LetterKind = keyof typeof kinds;
export const letterKinds: Readonly<Record<LetterKind, LetterKindFacts>> = kinds;

/** The fields that a letter may carry to its reader, in the order in which they are listed for the office. */
export const fieldsFor = (kind: LetterKind, mayNameChild: boolean): readonly LetterField[] => {
  const { reader, owns } = letterKinds[kind];
  const ownedElsewhere = new Set(Object.values(letterKinds).flatMap((other) => other.owns));
  owns.forEach((field) => ownedElsewhere.delete(field));
  return (Object.keys(letterFields) as LetterField[]).filter(
    (field) =>
      mayRead[reader].includes(field) &&
      !ownedElsewhere.has(field) &&
      (mayNameChild || !identifying.includes(field)),
  );
};
