/**
 * An office's old spreadsheet of escalations: which column holds what, how its words are meant, and what stands
 * against each row. Nothing is guessed silently: a word that the register does not know is a problem until somebody
 * has said what it means.
 */
import { Temporal } from 'temporal-polyfill';
import { readBritishDate } from './britishDates.ts';
import type { PlainDate } from './calendarTypes.ts';
import {
  agencyTypes,
  codesOf,
  commonThemes,
  decisionOutcomes,
  outcomesForChild,
  stageOutcomes,
  type AgencyType,
  type DecisionOutcome,
  type OutcomeForChild,
  type StageOutcome,
} from './codes.ts';
import type { Agency } from './directory.ts';
import { readNhsNumber } from './nhsNumber.ts';
import type { Procedure } from './procedures/procedureSchema.ts';
import { shortDate } from './wordsForDates.ts';

export const MAX_TRACKER_ROWS = 20_000;

/** What a column of the old tracker can hold. */
export const trackerFields = {
  oldReference: 'Old reference',
  receivedOn: 'Date received',
  dateOfNotification: 'Date the form was written',
  childName: "Child's name",
  dateOfBirth: 'Date of birth',
  nhsNumber: 'NHS number',
  raisedBy: 'Agency that raised it',
  referrerName: 'Name of the referrer',
  challenged: 'Agency challenged',
  stage: 'Stage',
  stageOpenedOn: 'Date the stage opened',
  themes: 'Themes',
  summary: 'What it is about',
  status: 'Open or closed',
  outcome: 'Outcome',
  outcomeForChild: 'Outcome for the child',
  decision: 'Decision in words',
  decidedOn: 'Date decided or closed',
  notes: 'Notes',
} as const satisfies Readonly<Record<string, string>>;
export type TrackerField = keyof typeof trackerFields;
/** The field of a column; empty where the column is left out. */
export type ColumnField = TrackerField | '';

/** Columns whose words must be known to the register. */
export const valueKinds = {
  agency: 'Agencies',
  theme: 'Themes',
  stage: 'Stages',
  status: 'Open or closed',
  outcome: 'Outcomes',
  outcomeForChild: 'Outcomes for the child',
} as const;
export type ValueKind = keyof typeof valueKinds;

const kindOfField: Readonly<Partial<Record<TrackerField, ValueKind>>> = {
  raisedBy: 'agency',
  challenged: 'agency',
  themes: 'theme',
  stage: 'stage',
  status: 'status',
  outcome: 'outcome',
  outcomeForChild: 'outcomeForChild',
};
/** A cell of these may hold several, parted by semicolons or line breaks. */
const several: ReadonlySet<TrackerField> = new Set<TrackerField>([
  'childName',
  'dateOfBirth',
  'nhsNumber',
  'raisedBy',
  'referrerName',
  'challenged',
  'themes',
]);

/** The answer that keeps a word as it was written, without a code. */
export const AS_WRITTEN = 'asWritten';
const ADD = 'add:';
/** The answer that puts an agency into the directory. */
export const addAgencyAs = (type: AgencyType): string => `${ADD}${type}`;
/** The type under which an answer adds an agency; undefined for any other answer. */
export const agencyTypeToAdd = (answer: string): AgencyType | undefined =>
  answer.startsWith(ADD) ? codesOf(agencyTypes).find((type) => addAgencyAs(type) === answer) : undefined;

/** What each word of the file means, by its kind and its key. */
export type ValueAnswers = Readonly<Partial<Record<ValueKind, Readonly<Record<string, string>>>>>;

export interface TrackerPlan {
  /** The row of the headings, as the spreadsheet numbers it. */
  readonly headerRow: number;
  /** What each column holds, from the first on. */
  readonly columns: readonly ColumnField[];
  readonly values: ValueAnswers;
}

/** Two headings or words are one that differ only in capitals, spaces, accents and punctuation. */
export const trackerKey = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’'`]/g, '')
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** `A`, `B`, … `AA`: a column as the spreadsheet names it, from its place counted from 0. */
export const columnLetter = (index: number): string =>
  (index >= 26 ? columnLetter(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

/** Wording of headings, the more particular first: the first field that fits and is still free is proposed. */
const headingWords: readonly (readonly [TrackerField, RegExp])[] = [
  ['outcomeForChild', /\b(outcome|impact|difference).*\b(child|children|family|young person)\b/],
  ['dateOfBirth', /\b(dob|d o b|date of birth|birth)\b/],
  ['nhsNumber', /\bnhs\b/],
  ['stageOpenedOn', /\b(stage|level)\b.*\b(opened|started|from|date)\b|\bdate\b.*\b(stage|level)\b/],
  [
    'decidedOn',
    /\b(date|day|when)\b.*\b(decided|decision|closed|closure|resolved|resolution|outcome|concluded)\b/,
  ],
  ['decidedOn', /\b(decision|closed|closure|resolved|resolution|outcome|concluded)\b.*\b(date|on)\b/],
  ['dateOfNotification', /\bdate\b.*\b(notification|notice|form|written|raised|referr(al|ed))\b/],
  [
    'receivedOn',
    /\b(date|day)\b.*\b(received|in|logged|escalat\w*)\b|\breceived\b|\bescalation date\b|^date$/,
  ],
  ['oldReference', /\b(ref|reference|case no|case number|log no|unique id|id|urn|no)\b/],
  ['referrerName', /\b(name|who|contact)\b.*\b(referr\w*|escalat\w*|raised|raising)\b|\breferrer\b/],
  ['childName', /\b(child|children|young person|yp|subject|family|initials)\b|^name$/],
  [
    'challenged',
    /\b(challenged|escalated (to|against)|against|agency 2|other agency|receiving agency|responding|directed (to|at))\b/,
  ],
  [
    'raisedBy',
    /\b(raised by|raising|referring|escalating|from|originating|agency 1|by agency|agency|organisation)\b/,
  ],
  ['stage', /\b(stage|level|tier)\b/],
  ['themes', /\b(theme|themes|category|type of|issue type|reason)\b/],
  ['status', /\b(status|open|closed|current position)\b/],
  ['decision', /\b(decision|determination|resolution|conclusion)\b/],
  ['outcome', /\b(outcome|result|resolved)\b/],
  ['summary', /\b(summary|details?|description|concerns?|issues?|nature|disagreement|about|dispute)\b/],
  ['notes', /\b(notes?|comments?|actions?|update|learning)\b/],
];

export interface ColumnProposal {
  readonly field: ColumnField;
  /** Why: as it was mapped last time, from the wording of the heading, or nothing. */
  readonly because: 'lastTime' | 'heading' | 'nothing';
}

/** What each column seems to hold. A field is proposed once; what was kept from last time goes before wording. */
export const proposeColumns = (
  headings: readonly string[],
  kept: Readonly<Record<string, ColumnField>>,
): readonly ColumnProposal[] => {
  const used = new Set<TrackerField>();
  const proposals: (ColumnProposal | undefined)[] = headings.map((heading) => {
    const field = Object.hasOwn(kept, trackerKey(heading)) ? kept[trackerKey(heading)] : undefined;
    if (field === undefined || (field !== '' && used.has(field))) return undefined;
    if (field !== '') used.add(field);
    return { field, because: 'lastTime' };
  });
  const exactly = headings.map((heading) =>
    (Object.keys(trackerFields) as TrackerField[]).find(
      (field) => trackerKey(trackerFields[field]) === trackerKey(heading),
    ),
  );
  const propose = (index: number, field: TrackerField | undefined): void => {
    if (proposals[index] || field === undefined || used.has(field)) return;
    used.add(field);
    proposals[index] = { field, because: 'heading' };
  };
  headings.forEach((_heading, index) => propose(index, exactly[index]));
  for (const [field, words] of headingWords)
    headings.forEach((heading, index) => {
      if (words.test(trackerKey(heading))) propose(index, field);
    });
  return proposals.map((proposal) => proposal ?? { field: '', because: 'nothing' });
};

/** The row that looks most like headings, as the spreadsheet numbers it: the first with the most proposals. */
export const proposeHeaderRow = (
  rows: readonly (readonly string[])[],
  kept: Readonly<Record<string, ColumnField>>,
): number => {
  const hits = rows
    .slice(0, 20)
    .map((row) => proposeColumns(row, kept).filter(({ field }) => field !== '').length);
  return Math.max(0, hits.indexOf(Math.max(0, ...hits))) + 1;
};

/** What stands against a choice of columns; nothing where all is well. */
export const columnIssues = (
  columns: readonly ColumnField[],
): readonly { readonly path: string; readonly message: string }[] => [
  ...(['receivedOn', 'stage'] as const)
    .filter((field) => !columns.includes(field))
    .map((field) => ({
      path: 'columns',
      message: `Say which column holds “${trackerFields[field]}”: the register needs it of every case`,
    })),
  ...columns.flatMap((field, index) =>
    field !== '' && columns.indexOf(field) < index
      ? [
          {
            path: `columns.${index}`,
            message: `“${trackerFields[field]}” is in column ${columnLetter(columns.indexOf(field))} already: choose one of the two`,
          },
        ]
      : [],
  ),
];

export interface ValueOption {
  readonly id: string;
  readonly label: string;
}
export interface RegisterWords {
  readonly procedure: Procedure;
  readonly agencies: readonly Pick<Agency, 'id' | 'name' | 'retired'>[];
}

/** What the words of each kind can mean. */
export const valueOptions = ({
  procedure,
  agencies,
}: RegisterWords): Readonly<Record<ValueKind, readonly ValueOption[]>> => {
  const labelled = (labels: Readonly<Record<string, string>>): ValueOption[] =>
    Object.entries(labels).map(([id, label]) => ({ id, label }));
  return {
    agency: agencies.map(({ id, name, retired }) => ({ id, label: retired ? `${name} (retired)` : name })),
    theme: procedure.themes.map(({ id, label }) => ({ id, label })),
    stage: procedure.stages
      .filter(({ outward }) => !outward)
      .map(({ order, label, name }) => ({ id: String(order), label: `${label}: ${name}` })),
    status: [
      { id: 'open', label: 'Open' },
      { id: 'closed', label: 'Closed' },
    ],
    outcome: labelled({ ...stageOutcomes, ...decisionOutcomes }),
    outcomeForChild: labelled(outcomesForChild),
  };
};

const keptAsWritten: ReadonlySet<ValueKind> = new Set<ValueKind>([
  'agency',
  'theme',
  'outcome',
  'outcomeForChild',
]);

/** Whether a word of this kind may stay as it was written. */
export const mayStayAsWritten = (kind: ValueKind): boolean => keptAsWritten.has(kind);

/** Whether an answer says something: one of the options, as written, or an agency to add. */
export const isAnswer = (kind: ValueKind, answer: string, options: readonly ValueOption[]): boolean =>
  options.some(({ id }) => id === answer) ||
  (answer === AS_WRITTEN && mayStayAsWritten(kind)) ||
  (kind === 'agency' && agencyTypeToAdd(answer) !== undefined);

const statusWords: Readonly<Record<string, string>> = {
  open: 'open',
  live: 'open',
  active: 'open',
  ongoing: 'open',
  current: 'open',
  'in progress': 'open',
  closed: 'closed',
  complete: 'closed',
  completed: 'closed',
  concluded: 'closed',
  finished: 'closed',
};

/** What a word means beyond doubt: the register's own word for it, by `trackerKey`. Undefined where it must be asked. */
export const plainMeaning = (
  kind: ValueKind,
  key: string,
  words: RegisterWords,
  options: readonly ValueOption[] = valueOptions(words)[kind],
): string | undefined => {
  const named = options.filter(({ label }) => trackerKey(label.replace(/ \(retired\)$/, '')) === key);
  if (named.length === 1) return named[0]?.id;
  if (kind === 'status') return Object.hasOwn(statusWords, key) ? statusWords[key] : undefined;
  if (kind === 'stage') {
    const { procedure } = words;
    const number = /^(?:stage |level |step |tier )?([1-9])(?: 0)?$/.exec(key)?.[1];
    const order =
      number ??
      String(
        procedure.stages.find(({ label, name }) => [trackerKey(label), trackerKey(name)].includes(key))
          ?.order,
      );
    return options.find(({ id }) => id === order)?.id;
  }
  if (kind === 'theme') {
    const common = codesOf(commonThemes).find((code) => trackerKey(commonThemes[code]) === key);
    const mapped = words.procedure.themes.filter((theme) => theme.common === common);
    return mapped.length === 1 ? mapped[0]?.id : undefined;
  }
  return undefined;
};

/** What people write in a cell to say that there is nothing to write. */
const saysNothing = (text: string): boolean =>
  /^(n\/?\s?a\.?|not applicable|none|nil|not known|unknown|not given|not recorded|t\.?b\.?[ac]\.?|[-–—_.?\s]*)$/i.test(
    text.trim(),
  );

/** "Not known" is an outcome for the child; anywhere else it is nothing. */
const holdsNothing = (field: TrackerField, text: string): boolean =>
  saysNothing(text) &&
  !(field === 'outcomeForChild' && trackerKey(text) === trackerKey(outcomesForChild.notKnown));

const partsOf = (field: TrackerField, text: string): readonly string[] => {
  const parts = several.has(field) ? text.split(/[;\r\n]+/) : [text];
  return parts.map((part) => part.replace(/\s+/g, ' ').trim()).filter((part) => !holdsNothing(field, part));
};

/** The words of a row that need a meaning, with the column that holds each. */
export const wordsOfRow = (
  cells: readonly string[],
  columns: readonly ColumnField[],
): readonly { readonly kind: ValueKind; readonly text: string; readonly index: number }[] =>
  columns.flatMap((field, index) => {
    const kind = field === '' ? undefined : kindOfField[field];
    if (field === '' || kind === undefined) return [];
    return partsOf(field, cells[index] ?? '').map((text) => ({ kind, text, index }));
  });

const SERIAL_FROM = 20_000;
const SERIAL_TO = 80_000;

/**
 * A day as people in Britain write it, or as a spreadsheet counts it: days since 30 December 1899, where the cell
 * lost its format. A time of day after it is left out.
 */
export const readTrackerDate = (
  text: string,
  today: PlainDate,
): { readonly ok: true; readonly on: PlainDate } | { readonly ok: false; readonly message: string } => {
  const bare = text.trim();
  const serial = /^\d{5}(?:\.\d+)?$/.test(bare) ? Math.floor(Number(bare)) : 0;
  if (serial >= SERIAL_FROM && serial <= SERIAL_TO)
    return {
      ok: true,
      on: Temporal.PlainDate.from('1899-12-30').add({ days: serial }).toString() as PlainDate,
    };
  const reading = readBritishDate(bare.replace(/[T,]?\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/, ''), {
    today,
  });
  if (!reading.ok) return { ok: false, message: reading.message };
  if (reading.doubt) return { ok: false, message: reading.doubt.message };
  return { ok: true, on: reading.date };
};

/** An agency as the file writes it, and what it was said to be. */
export interface TrackerAgency {
  readonly text: string;
  /** An agency's id, `asWritten`, or the type under which it is added. */
  readonly answer: string;
}

/** One case as the old tracker holds it. */
export interface TrackerCase {
  readonly row: number;
  readonly oldReference?: string;
  readonly receivedOn: PlainDate;
  readonly dateOfNotification: PlainDate;
  readonly people: readonly {
    readonly name?: string;
    readonly dateOfBirth?: PlainDate;
    readonly nhsNumber?: string;
    readonly otherNumber?: string;
  }[];
  readonly raisedBy: readonly TrackerAgency[];
  readonly referrerNames: readonly string[];
  readonly challenged: readonly TrackerAgency[];
  readonly stageOrder: number;
  readonly stageOpenedOn: PlainDate;
  /** The first is the main one. */
  readonly themeIds: readonly string[];
  /** Themes kept as they were written. */
  readonly otherThemes: readonly string[];
  readonly summary: string;
  readonly status: 'open' | 'closed';
  readonly outcome?: StageOutcome | DecisionOutcome;
  readonly outcomeWords: string;
  readonly outcomeForChild?: OutcomeForChild;
  readonly outcomeForChildWords: string;
  readonly decision: string;
  readonly decidedOn?: PlainDate;
  readonly notes: string;
}

export interface TrackerProblem {
  /** As the spreadsheet numbers it. */
  readonly row: number;
  /** The letter of the column. */
  readonly column: string;
  readonly message: string;
}

const FIRST_YEAR = 2000;
const OLDEST_AGE_YEARS = 120;
const MAX_LINE = 300;
const MAX_TEXT = 50_000;

/** Checks one row. Every problem is listed; a row without one gives its case. */
export const checkTrackerRow = (
  cells: readonly string[],
  row: number,
  { columns, values }: TrackerPlan,
  { today }: { readonly today: PlainDate },
): {
  readonly found?: TrackerCase;
  readonly problems: readonly TrackerProblem[];
  /** What tells it from other cases, so far as it could be read. */
  readonly identity?: CaseIdentity;
} => {
  const problems: TrackerProblem[] = [];
  const fail = (field: TrackerField, message: string): void => {
    const index = columns.indexOf(field);
    problems.push({ row, column: index < 0 ? '' : columnLetter(index), message });
  };
  const textOf = (field: TrackerField): string => {
    const index = columns.indexOf(field);
    const text = index < 0 ? '' : (cells[index] ?? '').trim();
    return holdsNothing(field, text) ? '' : text;
  };
  const linesOf = (field: TrackerField): readonly string[] => {
    const parts = partsOf(field, textOf(field));
    if (parts.some((part) => part.length > MAX_LINE)) fail(field, `Use ${MAX_LINE} characters or fewer`);
    return parts;
  };
  const longTextOf = (field: TrackerField): string => {
    const text = textOf(field);
    if (text.length > MAX_TEXT) fail(field, 'Use 50,000 characters or fewer');
    return text;
  };
  const readDay = (field: TrackerField, text: string): PlainDate | undefined => {
    const reading = readTrackerDate(text, today);
    if (!reading.ok) {
      fail(field, reading.message);
      return undefined;
    }
    if (reading.on > today) {
      fail(field, `${shortDate(reading.on)} is still to come`);
      return undefined;
    }
    const oldest =
      field === 'dateOfBirth'
        ? Temporal.PlainDate.from(today).subtract({ years: OLDEST_AGE_YEARS }).toString()
        : `${FIRST_YEAR}-01-01`;
    if (reading.on < oldest) {
      fail(field, `${shortDate(reading.on)} is too long ago: check the year`);
      return undefined;
    }
    return reading.on;
  };
  const dayOf = (field: TrackerField): PlainDate | undefined => {
    const text = textOf(field);
    return text === '' ? undefined : readDay(field, text);
  };
  /** What the cell's words were said to mean; a word without a meaning is a problem. */
  const meant = (field: TrackerField, unknown: string): readonly TrackerAgency[] => {
    const answers = values[kindOfField[field] ?? 'status'] ?? {};
    return linesOf(field).flatMap((text) => {
      const key = trackerKey(text);
      const answer = Object.hasOwn(answers, key) ? (answers[key] ?? '') : '';
      if (answer !== '') return [{ text, answer }];
      fail(field, `“${text}” ${unknown}`);
      return [];
    });
  };
  const coded = <Code extends string>(
    field: TrackerField,
    labels: Readonly<Record<Code, string>>,
    unknown: string,
  ) => {
    const [word] = meant(field, unknown);
    return {
      code: word && Object.hasOwn(labels, word.answer) ? (word.answer as Code) : undefined,
      words: word?.answer === AS_WRITTEN ? word.text : '',
    };
  };

  const [oldReference] = linesOf('oldReference');
  const receivedOn = dayOf('receivedOn');
  if (textOf('receivedOn') === '') fail('receivedOn', 'Give the date it was received');
  const dateOfNotification = dayOf('dateOfNotification');
  const stageOpenedOn = dayOf('stageOpenedOn');
  const decidedOn = dayOf('decidedOn');

  const names = linesOf('childName');
  const births = linesOf('dateOfBirth').map((text) => readDay('dateOfBirth', text));
  const numbers = linesOf('nhsNumber').map(readNumber);
  const most = Math.max(1, names.length);
  if (births.length > most)
    fail(
      'dateOfBirth',
      `${births.length} dates of birth for ${most === 1 ? 'one child' : `${most} children`}`,
    );
  if (numbers.length > most)
    fail('nhsNumber', `${numbers.length} numbers for ${most === 1 ? 'one child' : `${most} children`}`);

  const notInDirectory = 'is not in the directory: say which agency it is, or add it';
  const raisedBy = meant('raisedBy', notInDirectory);
  const challenged = meant('challenged', notInDirectory);
  const stages = meant('stage', 'is no stage of the procedure: say which it is');
  if (textOf('stage') === '') fail('stage', 'Give the stage');
  const themes = meant('themes', 'is no theme of the procedure: say which it is, or keep it as written');
  const status = coded(
    'status',
    { open: '', closed: '' },
    'says neither open nor closed: say which it means',
  );
  const outcome = coded(
    'outcome',
    { ...stageOutcomes, ...decisionOutcomes },
    'is no outcome of the register: say which it is, or keep it as written',
  );
  const forChild = coded(
    'outcomeForChild',
    outcomesForChild,
    'is no outcome for the child: say which it is, or keep it as written',
  );
  const referrerNames = linesOf('referrerName');
  const summary = longTextOf('summary');
  const decision = longTextOf('decision');
  const notes = longTextOf('notes');

  if (receivedOn && dateOfNotification && dateOfNotification > receivedOn)
    fail('dateOfNotification', 'It cannot have been written after it was received');
  const opened = stageOpenedOn ?? receivedOn;
  if (decidedOn && opened && decidedOn < opened)
    fail(
      'decidedOn',
      `It cannot have been decided or closed before ${stageOpenedOn ? 'the stage opened' : 'it was received'} on ${shortDate(opened)}`,
    );
  const hasEnd = decidedOn !== undefined || textOf('outcome') !== '';
  if (status.code === 'open' && decidedOn)
    fail('status', 'It is open and has a date on which it was decided or closed: only one can be right');

  const identity = receivedOn && { oldReference, receivedOn, names };
  if (!identity || !opened) return { problems };
  if (problems.length > 0) return { problems, identity };
  const person = (index: number) => {
    const born = births[index];
    return {
      ...(names[index] === undefined ? {} : { name: names[index] }),
      ...(born === undefined ? {} : { dateOfBirth: born }),
      ...numbers[index],
    };
  };
  return {
    problems,
    identity,
    found: {
      row,
      ...(oldReference === undefined ? {} : { oldReference }),
      receivedOn,
      dateOfNotification: dateOfNotification ?? receivedOn,
      people: Array.from({ length: most }, (_one, index) => person(index)),
      raisedBy,
      referrerNames,
      challenged,
      stageOrder: Number(stages[0]?.answer),
      stageOpenedOn: opened,
      themeIds: [...new Set(themes.flatMap(({ answer }) => (answer === AS_WRITTEN ? [] : [answer])))],
      otherThemes: themes.filter(({ answer }) => answer === AS_WRITTEN).map(({ text }) => text),
      summary,
      status: status.code ?? (hasEnd ? 'closed' : 'open'),
      ...(outcome.code ? { outcome: outcome.code } : {}),
      outcomeWords: outcome.words,
      ...(forChild.code ? { outcomeForChild: forChild.code } : {}),
      outcomeForChildWords: forChild.words,
      decision,
      ...(decidedOn ? { decidedOn } : {}),
      notes,
    },
  };
};

/** An NHS number has ten digits; anything else is a local number, kept as written. */
const readNumber = (text: string): { readonly nhsNumber?: string; readonly otherNumber?: string } => {
  const { digits } = readNhsNumber(text);
  return digits.length === 10 ? { nhsNumber: digits } : { otherNumber: text };
};

/** What two rows, or a row and a case, are compared by. */
export interface CaseIdentity {
  readonly oldReference?: string | undefined;
  readonly receivedOn: PlainDate;
  readonly names: readonly string[];
}
export interface KnownCase extends CaseIdentity {
  /** The reference, or “row 12”. */
  readonly called: string;
}

/**
 * Looks for each case among those known and those before it. One and the same: the same old reference; or the same
 * child received on the same day, unless two different old references say that they are two.
 */
export const createDuplicateFinder = (known: readonly KnownCase[]) => {
  const byReference = new Map<string, KnownCase>();
  const byChild = new Map<string, KnownCase[]>();
  const childKeys = ({ names, receivedOn }: CaseIdentity): readonly string[] =>
    names.map((name) => `${receivedOn} ${trackerKey(name).split(' ').sort().join(' ')}`);
  const add = (one: KnownCase): void => {
    if (one.oldReference !== undefined) byReference.set(trackerKey(one.oldReference), one);
    for (const key of childKeys(one)) byChild.set(key, [...(byChild.get(key) ?? []), one]);
  };
  known.forEach(add);
  return {
    add,
    /** The field and the sentence that say what it is a copy of; undefined where it is new. */
    find: (one: CaseIdentity): { readonly field: TrackerField; readonly message: string } | undefined => {
      const same = one.oldReference === undefined ? undefined : byReference.get(trackerKey(one.oldReference));
      if (same) return { field: 'oldReference', message: `The same old reference as ${same.called}` };
      const alike = childKeys(one)
        .flatMap((key) => byChild.get(key) ?? [])
        .find((other) => one.oldReference === undefined || other.oldReference === undefined);
      return alike && { field: 'childName', message: `The same child and the same day as ${alike.called}` };
    },
  };
};
