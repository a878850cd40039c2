import type { FormFieldPath, Procedure } from '../../../../shared/domain/procedures/procedureSchema.ts';

/** What a label asks for: a form's own fields, and the finer ones that other people's forms split them into. */
export type LabelField =
  | FormFieldPath
  | 'child.expectedDateOfBirth'
  | 'referrer.email'
  | 'referrer.phone'
  /** Printed words that belong to no answer and end the one before. */
  | 'printed'
  | 'stageColumn';

export interface LabelEntry {
  readonly field: LabelField;
  /** Absent for wordings that belong to no one procedure. */
  readonly procedure?: string;
  /** The document's own wording rather than another for the same. */
  readonly official: boolean;
  readonly part: 'field' | 'title' | 'printed' | 'heading' | 'stageColumn';
}

export interface LabelMatch {
  readonly entries: readonly LabelEntry[];
  /** 1 for the same words. */
  readonly similarity: number;
}

/**
 * How people word the same questions, whatever the form. They are kept here and not with the procedures: they are the
 * same for all, and a unit's copy of a procedure, whose own labels are always known, would freeze them as they were.
 */
const commonWordings: Partial<Record<LabelField, readonly string[]>> = {
  dateOfNotification: [
    'Date of notification',
    'Date of notice',
    'Notification date',
    'Date notified',
    'Date of referral',
    'Date of escalation',
    'Date',
  ],
  'child.name': [
    'Name of child',
    'Name of child or young person',
    'Name of child(ren)',
    'Name of children',
    'Names of children',
    'Name of young person',
    'Name of child / young person / adult at risk',
    'Name of adult at risk',
    'Name of unborn child',
    'Child name',
    'Childs name',
    'Childrens names',
    'Child or young person',
    'Child',
    'Children',
    'Young persons name',
    'Child full name',
    'Full name of child',
  ],
  'child.dateOfBirth': [
    'D.O.B',
    'D O B',
    'DOB',
    'Date of birth',
    'Dates of birth',
    'Birth date',
    'Child date of birth',
    'Childs date of birth',
    'DOB or EDD',
    'Date of birth or expected date of delivery',
  ],
  'child.expectedDateOfBirth': [
    'EDD',
    'Expected date of delivery',
    'Expected date of birth',
    'Due date',
    'Estimated date of delivery',
  ],
  'child.nhsNumber': ['NHS number', 'NHS no', 'NHS num', 'Childs NHS number'],
  'child.nhsOrOtherNumber': [
    'NHS number / P number',
    'NHS or P number',
    'P number',
    'Unique reference number',
  ],
  'referrer.name': [
    'Name',
    'Name of referrer',
    'Referrer',
    'Referrer name',
    'Referrers name',
    'Practitioner',
    'Name of practitioner',
    'Completed by',
    'Referred by',
    'Your name',
    'Raised by',
  ],
  'referrer.role': ['Role', 'Job title', 'Position', 'Role of referrer', 'Designation', 'Your role'],
  'referrer.agency': [
    'Agency/Team',
    'Agency',
    'Team',
    'Organisation',
    'Agency or team',
    'Referring agency',
    'Service',
    'Your agency',
    'Name of agency',
  ],
  'referrer.contactDetails': [
    'Contact details',
    'Contact',
    'Contact information',
    'Contact no and email',
    'Telephone and email',
    'Email and telephone',
  ],
  'referrer.email': ['Email', 'E-mail', 'Email address', 'E-mail address'],
  'referrer.phone': [
    'Telephone',
    'Tel',
    'Tel no',
    'Phone',
    'Phone number',
    'Telephone number',
    'Contact number',
    'Mobile',
    'Mobile number',
  ],
  'safeguardingLead.aware': [
    'Designated safeguarding lead aware of this notice',
    'Designated safeguarding lead aware',
    'Is the designated safeguarding lead aware of this notice',
    'Safeguarding lead aware',
    'DSL aware of this notice',
    'DSL aware',
  ],
  'safeguardingLead.name': [
    'Name of safeguarding lead',
    'Name of designated safeguarding lead',
    'Safeguarding lead name',
    'Name of DSL',
  ],
  notificationSentTo: ['Notification has been sent to', 'Notification sent to', 'Sent to'],
  summary: [
    'Summary of disagreement',
    'Summary of the disagreement',
    'Summary of concerns',
    'Summary of professional disagreement',
    'Summary',
    'Details of disagreement',
    'Nature of disagreement',
  ],
  evidence: [
    'Evidence of challenge',
    'Evidence of the challenge',
    'Evidence of the challenge that has taken place',
    'Evidence of the informal challenge that has taken place',
    'Evidence of the informal challenge',
    'Evidence of informal challenge',
    'Actions taken to resolve the professional disagreement',
    'Actions taken',
    'Action taken so far',
    'Steps taken so far',
  ],
  desiredOutcome: [
    'Desired outcome',
    'Desired outcome for the child',
    'Desired outcome for the child and or family',
    'Outcome sought',
    'Outcome requested',
    'Requested action',
    'Action requested',
    'What we are asking for',
    'What we would like to happen',
    'What we want to happen',
  ],
  'response.date': ['Date of response'],
  'resolution.text': ['Resolution'],
  'resolution.date': ['Date of resolution'],
};

/** Printed guidance that stands between a label and its answer. */
const printedGuidance = [
  'It is important that you provide information that details how you have made every effort to resolve this matter at a local level within Stages 1 & 2.',
  'Embed written confirmation between parties about the agreed outcome',
  'Please include details of what it is you are requesting happens as a result of this challenge',
  'This document must be sent/stored securely',
  'This document must be sent securely',
  'Details of child',
  'Child details',
  'Referrer details',
  'Appendix 1',
];

/** Labels compare by their letters and digits alone. */
export const normalise = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['\u2018\u2019\u02bc`"\u201c\u201d]/g, '')
    .replace(/\b(\p{L})\.(?=\p{L}\b)/gu, '$1')
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/^(\d{1,2}|[a-h]) (?=\p{L}{2})/u, '')
    .trim();

type Bigrams = ReadonlyMap<string, number>;

const bigramsOf = (text: string): Bigrams => {
  const bigrams = new Map<string, number>();
  for (let index = 0; index < text.length - 1; index += 1) {
    const bigram = text.slice(index, index + 2);
    bigrams.set(bigram, (bigrams.get(bigram) ?? 0) + 1);
  }
  return bigrams;
};

/** Below this, two wordings are two questions. */
const ALIKE = 0.86;

/**
 * S\u00f8rensen and Dice's measure over letter pairs: 1 for the same words, small typing errors cost little. 0 as soon as
 * too few pairs are left to be alike: a file may hold very many lines that are no label.
 */
const similarity = (first: Bigrams, firstLength: number, second: Bigrams, secondLength: number): number => {
  const pairs = Math.max(firstLength - 1 + secondLength - 1, 1);
  let shared = firstLength - 1;
  for (const [bigram, times] of first) {
    const there = second.get(bigram) ?? 0;
    if (there >= times) continue;
    shared -= times - there;
    if ((2 * shared) / pairs < ALIKE) return 0;
  }
  return (2 * shared) / pairs;
};
/** Shorter labels are compared exactly: one letter makes another word of them. */
const LONG_ENOUGH_TO_VARY = 9;

export interface LabelDictionary {
  /** The entries for these words; `exactly` leaves no room for variation. */
  readonly find: (text: string, exactly: boolean) => LabelMatch | undefined;
  /** For printed lines that go on after the words that we know. */
  readonly findPrinted: (text: string) => LabelMatch | undefined;
  readonly longest: number;
}

/** A label's own words, and its first sentence where guidance follows it. */
const wordingsOf = (label: string): readonly string[] => {
  const [firstSentence = label] = label.split(/(?<=\w{3})[.(]\s*/);
  return firstSentence.length >= 12 && firstSentence !== label ? [label, firstSentence] : [label];
};

/** All labels of all procedures, and the common wordings, in one place to look them up. */
export const createLabelDictionary = (procedures: readonly Procedure[]): LabelDictionary => {
  const exact = new Map<string, LabelEntry[]>();
  const add = (label: string, entry: LabelEntry): void => {
    const key = normalise(label);
    if (key !== '') exact.set(key, [...(exact.get(key) ?? []), entry]);
  };
  for (const { id: procedure, form } of procedures) {
    add(form.title, { field: 'printed', procedure, official: true, part: 'title' });
    for (const printed of [form.appendix, form.securityNotice, form.closing])
      if (printed !== undefined)
        add(printed, { field: 'printed', procedure, official: true, part: 'printed' });
    for (const row of form.rows) {
      if (row.kind === 'heading')
        add(row.label, { field: 'printed', procedure, official: true, part: 'heading' });
      else if (row.kind === 'field') {
        const entry = { field: row.field, procedure, part: 'field' } as const;
        for (const wording of wordingsOf(row.label)) add(wording, { ...entry, official: true });
      } else {
        for (const column of row.columns)
          add(column, { field: 'stageColumn', procedure, official: true, part: 'stageColumn' });
        if (row.evidenceRemark !== undefined)
          add(row.evidenceRemark, { field: 'printed', procedure, official: true, part: 'printed' });
      }
    }
  }
  for (const [field, wordings] of Object.entries(commonWordings) as [LabelField, readonly string[]][])
    for (const wording of wordings) add(wording, { field, official: false, part: 'field' });
  for (const guidance of printedGuidance) {
    const key = normalise(guidance);
    if (!exact.has(key)) add(guidance, { field: 'printed', official: false, part: 'printed' });
  }

  const varied = [...exact]
    .filter(([key]) => key.length >= LONG_ENOUGH_TO_VARY)
    .map(([key, entries]) => ({ key, entries, bigrams: bigramsOf(key) }));
  const longPrinted = varied.filter(
    ({ key, entries }) => key.length >= 20 && entries.some((entry) => entry.field === 'printed'),
  );
  const longest = Math.max(0, ...[...exact.keys()].map((key) => key.length));

  return {
    longest,
    find: (text, exactly) => {
      if (text.length > longest * 2) return undefined;
      const key = normalise(text);
      const same = exact.get(key);
      if (same) return { entries: same, similarity: 1 };
      if (exactly || key.length < LONG_ENOUGH_TO_VARY) return undefined;
      const bigrams = bigramsOf(key);
      let best: LabelMatch | undefined;
      for (const candidate of varied) {
        if (candidate.key.length > key.length * 1.4 || key.length > candidate.key.length * 1.4) continue;
        const alike = similarity(bigrams, key.length, candidate.bigrams, candidate.key.length);
        if (alike >= ALIKE && alike > (best?.similarity ?? 0))
          best = { entries: candidate.entries, similarity: alike };
      }
      return best;
    },
    findPrinted: (text) => {
      const key = normalise(text.slice(0, longest * 2));
      const found = longPrinted.find((candidate) => key.startsWith(candidate.key));
      return found && { entries: found.entries, similarity: 1 };
    },
  };
};
