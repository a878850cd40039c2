import type { PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import type { FormFields, FormReading } from '../../../../shared/domain/formReading.ts';
import type { Procedure } from '../../../../shared/domain/procedures/procedureSchema.ts';
import { normalise, type LabelField } from './labels.ts';
import { fold, hasStruckWords, wordsOf, type Line, type Piece } from './lines.ts';
import { createRegions, type Occurrence } from './occurrences.ts';
import { readStageTable } from './stageTable.ts';
import {
  findEmails,
  findPhones,
  findWrittenDates,
  readChoice,
  readDate,
  readNumbers,
  saysNothing,
  splitNames,
  type Doubt,
} from './values.ts';

export interface FieldsInput {
  readonly lines: readonly Line[];
  readonly occurrences: readonly Occurrence[];
  readonly procedure: Procedure;
  readonly today: PlainDate;
  /** Outside a table: where an answer ends although no label follows. */
  readonly endsText?: (line: Line) => boolean;
}

type Child = NonNullable<FormFields['children']>[number];
type Referrer = NonNullable<FormFields['referrer']>;

/** Collects values with where they stood, and the doubts about them. */
export interface Gathering {
  readonly found: FormReading['found'];
  readonly warnings: FormReading['warnings'];
  readonly note: (path: string, pieces: readonly Piece[], text?: string) => void;
  readonly warn: (code: string, field: string, message: string) => void;
}

export const createGathering = (): Gathering => {
  const found: FormReading['found'] = {};
  const warnings: FormReading['warnings'] = [];
  const warn = (code: string, field: string, message: string): void => {
    if (!warnings.some((warning) => warning.code === code && warning.field === field))
      warnings.push({ code, field, message });
  };
  return {
    found,
    warnings,
    warn,
    note: (path, pieces, text) => {
      const used = pieces.filter((piece) => wordsOf(piece) !== '');
      const [first] = used;
      if (!first) return;
      found[path] = {
        part: first.line.part,
        text: text ?? used.map(wordsOf).join('\n'),
        blockIds: [...new Set(used.map((piece) => piece.line.blockId))],
      };
      if (hasStruckWords(pieces) && path !== 'safeguardingLead.aware')
        warn('crossed-out', path, 'Some words here were crossed out on the form and were left out.');
    },
  };
};

/** Labels below this length are also ordinary words. */
const SHORT_LABEL = 9;
const isLongAnswer = (field: LabelField | undefined): boolean =>
  field === 'summary' || field === 'evidence' || field === 'desiredOutcome';

const childHeading = /\b(child|young person|family)\b/;
const personHeading = /\b(referr|completed by|practitioner|your details|your contact)/;

/** Decides what each label asks for in this procedure's form: "Name" and "Date" stand there more than once. */
const assignFields = (
  input: FieldsInput,
): readonly { readonly occurrence: Occurrence; readonly field: LabelField }[] => {
  const ownFields = new Set<string>(
    input.procedure.form.rows.flatMap((row) => (row.kind === 'field' ? [row.field] : [])),
  );
  const extra = new Set<LabelField>([
    'child.expectedDateOfBirth',
    'referrer.email',
    'referrer.phone',
    'child.nhsNumber',
  ]);
  const taken = new Set<LabelField>();
  const assigned: { occurrence: Occurrence; field: LabelField }[] = [];
  let section: 'child' | 'referrer' | undefined;
  let previous: LabelField | undefined;
  for (const occurrence of input.occurrences) {
    const entries = occurrence.match.entries.filter(
      (entry) => entry.procedure === undefined || entry.procedure === input.procedure.id,
    );
    const printed = entries.find((entry) => entry.part !== 'field');
    const fields = new Set(
      entries
        .filter((entry) => entry.part === 'field' && (ownFields.has(entry.field) || extra.has(entry.field)))
        .map((entry) => entry.field),
    );
    const label = normalise(occurrence.line.text.slice(occurrence.from, occurrence.valueFrom));
    let field: LabelField | undefined;
    if (fields.size === 0) {
      if (!printed) continue;
      field = printed.field;
      if (printed.part === 'heading' || printed.part === 'printed')
        section = personHeading.test(label) ? 'referrer' : childHeading.test(label) ? 'child' : section;
    } else if (
      fields.has('response.date') &&
      (previous === 'response.text' || previous === 'response.date')
    ) {
      field = 'response.date';
    } else if (fields.has('resolution.date') && previous === 'resolution.text') {
      field = 'resolution.date';
    } else if (label === 'name' && previous === 'safeguardingLead.aware') {
      field = 'safeguardingLead.name';
    } else if (label === 'name' && section === 'child' && !taken.has('child.name')) {
      field = 'child.name';
    } else if (fields.has('dateOfNotification')) {
      if (taken.has('dateOfNotification')) continue;
      field = 'dateOfNotification';
    } else if (fields.has('child.nhsOrOtherNumber')) {
      field = 'child.nhsOrOtherNumber';
    } else {
      field = [...fields][0];
    }
    if (field === undefined) continue;
    // "Role:" within a narrative is part of it, once the form's own has been seen.
    if (
      label.length < SHORT_LABEL &&
      isLongAnswer(previous) &&
      taken.has(field) &&
      !field.startsWith('child.')
    )
      continue;
    taken.add(field);
    if (field !== 'printed' && field !== 'stageColumn') previous = field;
    assigned.push({ occurrence, field });
  }
  return withoutAnswers(input, assigned);
};

/**
 * Leaves out words that are a label elsewhere but an answer here: "Practitioner" in the cell to the right of "Role",
 * in a table that sets label and answer side by side; "Date: 3/3/26" within the narrative that fills a cell.
 */
const withoutAnswers = (
  input: FieldsInput,
  assigned: readonly { readonly occurrence: Occurrence; readonly field: LabelField }[],
) => {
  const cellAt = (table: number, row: number, test: (cell: NonNullable<Line['cell']>) => boolean) =>
    assigned.filter(
      ({ occurrence: { line } }) => line.cell?.table === table && line.cell.row === row && test(line.cell),
    );
  const dropped = new Set<Occurrence>();
  for (const { occurrence } of assigned) {
    const { cell, text } = occurrence.line;
    const official = occurrence.match.entries.some(
      (entry) =>
        entry.official && entry.procedure === input.procedure.id && occurrence.match.similarity === 1,
    );
    if (cell && occurrence.valueFrom - occurrence.from < SHORT_LABEL + 2) {
      const first = cell.lines.find((line) => line.text.trim() !== '');
      const inside = assigned.filter((other) => other.occurrence.line.cell === cell);
      if (!inside.some((other) => other.occurrence.line === first) && inside.length < 3) {
        dropped.add(occurrence);
        continue;
      }
    }
    if (!cell || official || /[:?]\s*$/.test(text) || occurrence.valueFrom < text.length) continue;
    const [left] = cellAt(cell.table, cell.row, (other) => other.column + other.columns === cell.column);
    if (!left || dropped.has(left.occurrence)) continue;
    const leftText = left.occurrence.line.cell?.lines.map((line) => line.text).join(' ') ?? '';
    const labelOnly = fold(leftText).length <= fold(left.occurrence.line.text).length + 1;
    const below = cellAt(cell.table, cell.row + cell.rows, () => true);
    const lastRow = !input.lines.some(
      (line) => line.cell?.table === cell.table && line.cell.row >= cell.row + cell.rows,
    );
    if (labelOnly && (below.length > 0 || lastRow)) dropped.add(occurrence);
  }
  return assigned.filter(({ occurrence }) => !dropped.has(occurrence));
};

const isPrintedGuidance = (line: Line, printed: ReadonlySet<Line>): boolean => printed.has(line);

/** Reads every field of the procedure's form from the answers that stand by its labels. */
export const readFields = (
  input: FieldsInput,
): {
  readonly fields: FormFields;
  readonly found: FormReading['found'];
  readonly warnings: FormReading['warnings'];
} => {
  const gathering = createGathering();
  const { note, warn } = gathering;
  const assigned = assignFields(input);
  const stages = readStageTable(
    input,
    assigned.map(({ occurrence, field }) => ({ occurrence, field })),
    gathering,
  );
  const printedLines = new Set(
    assigned.filter(({ field }) => field === 'printed').flatMap(({ occurrence }) => [occurrence.line]),
  );
  // Guidance printed under a label parts it from its answer and does not end it.
  const guidance = (occurrence: Occurrence): boolean =>
    occurrence.match.entries.every((entry) => entry.part === 'printed' && entry.procedure === undefined) ||
    isEvidenceRemark(occurrence, input.procedure);
  const kept = assigned.filter(
    ({ occurrence }) => !stages.lines.has(occurrence.line) && !guidance(occurrence),
  );
  const regions = createRegions(
    input.lines,
    [...kept.map(({ occurrence }) => occurrence), ...stages.boundaries],
    input.endsText,
  );
  const answers = kept
    .filter(({ field }) => field !== 'printed' && field !== 'stageColumn')
    .map(({ occurrence, field }) => ({
      field,
      pieces: regions
        .regionOf(occurrence, field)
        .filter((piece) => !isPrintedGuidance(piece.line, printedLines) || piece.from > 0)
        .filter((piece) => wordsOf(piece) !== '' || hasStruckWords([piece])),
    }));

  const doubt = (path: string, doubts: readonly Doubt[]): void =>
    doubts.forEach(({ code, message }) => warn(code, path, message));
  const answersTo = (...fields: readonly LabelField[]) =>
    answers.filter((answer) => fields.includes(answer.field) && answer.pieces.length > 0);
  const textOf = (pieces: readonly Piece[]): string =>
    pieces
      .map(wordsOf)
      .filter((text) => text !== '')
      .join('\n');

  const readText = (path: string, field: LabelField): string | undefined => {
    const pieces = answersTo(field).flatMap((answer) => answer.pieces);
    const text = textOf(pieces);
    if (text === '' || saysNothing(text)) return undefined;
    note(path, pieces);
    return text;
  };
  const readDay = (path: string, field: LabelField, what: string): PlainDate | undefined => {
    const pieces = answersTo(field)[0]?.pieces ?? [];
    const text = textOf(pieces);
    if (text === '') return undefined;
    const { date, doubts } = readDate(text, what, input.today);
    doubt(path, doubts);
    if (date !== undefined) note(path, pieces);
    return date;
  };

  const dateOfNotification = readDay('dateOfNotification', 'dateOfNotification', 'date of notification');
  const children = readChildren(answers, input.today, gathering);
  const referrers = readReferrers(answers, gathering);

  const awarePieces = answersTo('safeguardingLead.aware')[0]?.pieces ?? [];
  const aware = readChoice(awarePieces);
  if (aware !== undefined) note('safeguardingLead.aware', awarePieces);
  else if (textOf(awarePieces) !== '')
    warn(
      'unclear-choice',
      'safeguardingLead.aware',
      'It is not clear whether yes or no was meant. Choose one.',
    );
  const leadName = readText('safeguardingLead.name', 'safeguardingLead.name');

  const sentToPieces = answersTo('notificationSentTo').flatMap((answer) => answer.pieces);
  const sentTo = sentToPieces
    .flatMap((piece) => wordsOf(piece).split(/\s+(?=\(?\d{1,2}[.)]\s)|\s+(?=cc\b)/i))
    .filter((text) => !/^(cc|copied to|copy to)\b/i.test(text.trim()))
    .map((text) =>
      text
        .replace(/^\s*\(?\d{1,2}[.)]\s*/, '')
        .replace(/^\s*\(?\d{1,2}[.)]?$/, '')
        .trim(),
    )
    .filter((text) => !saysNothing(text));
  if (sentTo.length > 0) note('notificationSentTo', sentToPieces);

  const summary = readText('summary', 'summary');
  const evidence = readText('evidence', 'evidence');
  const desiredOutcome = readText('desiredOutcome', 'desiredOutcome');
  const textAndDate = (name: 'response' | 'resolution') => {
    const text = readText(`${name}.text`, `${name}.text`);
    const date = readDay(`${name}.date`, `${name}.date`, `date of the ${name}`);
    return text === undefined && date === undefined
      ? undefined
      : { ...(text === undefined ? {} : { text }), ...(date === undefined ? {} : { date }) };
  };
  const response = textAndDate('response');
  const resolution = textAndDate('resolution');
  const [referrer, ...jointReferrers] = referrers;
  const lead = {
    ...(aware === undefined ? {} : { aware }),
    ...(leadName === undefined ? {} : { name: leadName }),
  };

  const fields: FormFields = {
    ...(dateOfNotification === undefined ? {} : { dateOfNotification }),
    ...(children.length === 0 ? {} : { children }),
    ...(referrer === undefined ? {} : { referrer }),
    ...(jointReferrers.length === 0 ? {} : { jointReferrers }),
    ...(Object.keys(lead).length === 0 ? {} : { safeguardingLead: lead }),
    ...(sentTo.length === 0 ? {} : { notificationSentTo: sentTo }),
    ...(summary === undefined ? {} : { summary }),
    ...(evidence === undefined ? {} : { evidence }),
    ...(desiredOutcome === undefined ? {} : { desiredOutcome }),
    ...(stages.outcomes.length === 0 ? {} : { stageOutcomes: stages.outcomes }),
    ...(response === undefined ? {} : { response }),
    ...(resolution === undefined ? {} : { resolution }),
    ...(stages.finalDecision === undefined ? {} : { finalDecision: stages.finalDecision }),
  };
  if (Object.keys(fields).length === 0) {
    warn('empty-form', '', 'This form has not been filled in. Nothing could be read from it.');
    return { fields, found: gathering.found, warnings: gathering.warnings };
  }
  warnOfMissing(fields, input.procedure, gathering);
  return { fields, found: gathering.found, warnings: gathering.warnings };
};

const isEvidenceRemark = (occurrence: Occurrence, procedure: Procedure): boolean =>
  procedure.form.rows.some(
    (row) =>
      row.kind === 'stageTable' &&
      row.evidenceRemark !== undefined &&
      normalise(row.evidenceRemark) === normalise(occurrence.line.text),
  );

type Answers = readonly { readonly field: LabelField; readonly pieces: readonly Piece[] }[];

const unbornWords = /\b(unborn|edd|due|expected|estimated)\b/i;

/** Children in the order of the form. Answers of a later child follow that child's name, or stand one under another. */
const readChildren = (answers: Answers, today: PlainDate, { note, warn }: Gathering): Child[] => {
  const children: Child[] = [];
  /** The children whose names stood together in the answer last read. */
  let together: number[] = [];
  const childAt = (index: number): Child => (children[index] ??= {});
  const target = (position: number): number =>
    together[position] ?? (together[position] = children.push({}) - 1);

  const setDate = (index: number, text: string, pieces: readonly Piece[], expected: boolean): void => {
    const child = childAt(index);
    const unborn = expected || unbornWords.test(text) || unbornWords.test(child.name ?? '');
    const key = unborn ? 'expectedDateOfBirth' : 'dateOfBirth';
    const path = `children[${index}].${key}`;
    const { date, doubts } = readDate(text, unborn ? 'expected date of birth' : 'date of birth', today);
    for (const { code, message } of doubts)
      if (!(unborn && code === 'future-date')) warn(code, path, message);
    if (date === undefined) return;
    child[key] = date;
    note(path, pieces);
  };

  const setNumbers = (index: number, text: string, pieces: readonly Piece[]): void => {
    const { doubts, ...numbers } = readNumbers(text);
    const path = `children[${index}].${numbers.nhsNumber === undefined && numbers.otherNumber !== undefined ? 'otherNumber' : 'nhsNumber'}`;
    for (const { code, message } of doubts) warn(code, path, message);
    Object.assign(childAt(index), numbers);
    for (const key of Object.keys(numbers)) note(`children[${index}].${key}`, pieces);
  };

  /** Spreads one answer over the children named together: a line, or a date, for each. */
  const spread = (
    pieces: readonly Piece[],
    parts: readonly string[],
    what: string,
    path: string,
    set: (index: number, text: string) => void,
  ): void => {
    const waiting = Math.max(together.length, 1);
    if (parts.length === waiting) parts.forEach((text, position) => set(target(position), text));
    else if (waiting === 1) set(target(0), pieces.map(wordsOf).join(' '));
    else
      warn(
        'unclear-child',
        `children[0].${path}`,
        `The form names ${waiting} children and gives ${parts.length === 1 ? 'one' : parts.length} ${what}. Say which belongs to whom.`,
      );
  };

  for (const { field, pieces } of answers) {
    if (!field.startsWith('child.') || pieces.length === 0) continue;
    const lines = pieces.map(wordsOf).filter((text) => text !== '');
    if (field === 'child.name') {
      together = [];
      for (const piece of pieces)
        for (const part of splitNames([wordsOf(piece)])) {
          const [written] = findWrittenDates(part);
          const before = written ? part.slice(0, written.index) : part;
          const name = fold(
            before.replace(
              /[\s,(\u2013-]*\b(?:d\.?\s?o\.?\s?b\.?|born|date of birth|edd|due)?[\s:(,\u2013-]*$/i,
              '',
            ),
          );
          if (name === '' && !written) continue;
          if (saysNothing(name) && !written) {
            warn(
              'not-known',
              `children[${children.length}].name`,
              'The form says that the child\u2019s name is not known.',
            );
            continue;
          }
          const index = children.push({}) - 1;
          together.push(index);
          if (name !== '') {
            childAt(index).name = name;
            note(`children[${index}].name`, [piece], part);
          }
          if (written) setDate(index, part.slice(before.length), [piece], unbornWords.test(part));
        }
    } else if (field === 'child.dateOfBirth' || field === 'child.expectedDateOfBirth') {
      const text = lines.join('\n');
      const dates = findWrittenDates(text);
      const parts =
        dates.length > 1
          ? dates.map((date, index) => text.slice(index === 0 ? 0 : date.index, dates[index + 1]?.index))
          : lines.length === Math.max(together.length, 1)
            ? lines
            : [text];
      const trimmed = parts.map((part) => (dates.length > 1 ? withUnborn(part) : part));
      spread(pieces, trimmed, 'dates of birth', 'dateOfBirth', (index, part) =>
        setDate(index, part, pieces, field === 'child.expectedDateOfBirth'),
      );
    } else spread(pieces, lines, 'numbers', 'nhsNumber', (index, part) => setNumbers(index, part, pieces));
  }
  const known = children.filter((child) => Object.keys(child).length > 0);
  if (known.length > 1)
    warn(
      'several-children',
      'children',
      `${known.length} children were read. Check that each one\u2019s details belong together.`,
    );
  return known;
};

/** Of one stretch between dates, the date itself and whether it is an expected one. */
const withUnborn = (part: string): string => {
  const [written] = findWrittenDates(part);
  return written ? `${unbornWords.test(part) ? 'EDD ' : ''}${written.text}` : part;
};

/** The referrer, then any who join in. */
const readReferrers = (answers: Answers, { note, warn }: Gathering): Referrer[] => {
  const referrers: Referrer[] = [];
  let together: number[] = [];
  const target = (position: number): number =>
    together[position] ?? (together[position] = referrers.push({}) - 1);
  const path = (index: number, key: string): string =>
    index === 0 ? `referrer.${key}` : `jointReferrers[${index - 1}].${key}`;
  const set = (
    index: number,
    key: keyof Referrer,
    value: string,
    pieces: readonly Piece[],
    text?: string,
  ): void => {
    const referrer = (referrers[index] ??= {});
    if (referrer[key] !== undefined) return;
    referrer[key] = value;
    note(path(index, key), pieces, text);
  };

  const setContacts = (pieces: readonly Piece[]): void => {
    const text = pieces.map(wordsOf).join('\n');
    const emails = findEmails(text);
    const phones = findPhones(text);
    const waiting = Math.max(together.length, 1);
    for (const [key, values] of [
      ['email', emails],
      ['phone', phones],
    ] as const) {
      values.slice(0, waiting).forEach((value, position) => {
        const pieceOf = pieces.filter((piece) => wordsOf(piece).includes(value));
        set(target(position), key, value, pieceOf.length > 0 ? pieceOf : pieces);
      });
      if (values.length > waiting)
        warn(
          `several-${key}s`,
          path(0, key),
          `The form gives ${values.length} ${key === 'email' ? 'e-mail addresses' : 'telephone numbers'}. The first was read.`,
        );
    }
    if (emails.length === 0 && phones.length === 0 && !saysNothing(text))
      warn(
        'unclear-contact',
        path(0, 'email'),
        'The contact details hold neither an e-mail address nor a telephone number that could be read.',
      );
  };

  for (const { field, pieces } of answers) {
    if (!field.startsWith('referrer.') || pieces.length === 0) continue;
    const lines = pieces.map(wordsOf).filter((text) => text !== '' && !saysNothing(text));
    if (field === 'referrer.contactDetails' || field === 'referrer.email' || field === 'referrer.phone') {
      setContacts(pieces);
      continue;
    }
    if (lines.length === 0) continue;
    if (field === 'referrer.name') {
      const names = splitNames(lines);
      together = names.map(() => referrers.push({}) - 1);
      names.forEach((name, position) =>
        set(
          target(position),
          'name',
          name,
          pieces.filter((piece) => wordsOf(piece).includes(name)),
        ),
      );
    } else {
      const key = field === 'referrer.role' ? 'role' : 'agency';
      if (lines.length === together.length && together.length > 1)
        lines.forEach((line, position) =>
          set(
            target(position),
            key,
            line,
            pieces.filter((piece) => wordsOf(piece) === line),
          ),
        );
      else set(target(0), key, fold(lines.join(' ')), pieces);
    }
  }
  const known = referrers.filter((referrer) => Object.keys(referrer).length > 0);
  if (known.length > 1)
    warn(
      'several-referrers',
      'referrer',
      `${known.length} referrers were read. Check that each one\u2019s details belong together.`,
    );
  return known;
};

/** What the unit needs to log a case, in the words of the warning. */
const important: Readonly<Partial<Record<LabelField, readonly [path: string, what: string]>>> = {
  dateOfNotification: ['dateOfNotification', 'give the date of notification'],
  'child.name': ['children[0].name', 'give the child\u2019s name'],
  'child.dateOfBirth': ['children[0].dateOfBirth', 'give the child\u2019s date of birth'],
  'referrer.name': ['referrer.name', 'give the referrer\u2019s name'],
  'referrer.role': ['referrer.role', 'give the referrer\u2019s role'],
  'referrer.agency': ['referrer.agency', 'give the referrer\u2019s agency'],
  'safeguardingLead.aware': ['safeguardingLead.aware', 'say whether the safeguarding lead is aware'],
  summary: ['summary', 'give a summary of the disagreement'],
  evidence: ['evidence', 'give the evidence of the challenge so far'],
  desiredOutcome: ['desiredOutcome', 'give the desired outcome'],
};

/** Says which important questions of the form have no answer, unless something was said about them already. */
export const warnOfMissing = (
  fields: FormFields,
  procedure: Procedure,
  { warnings, warn }: Gathering,
): void => {
  const [child] = fields.children ?? [];
  const { referrer } = fields;
  const given: Partial<Record<LabelField, unknown>> = {
    dateOfNotification: fields.dateOfNotification,
    'child.name': child?.name,
    'child.dateOfBirth': child?.dateOfBirth ?? child?.expectedDateOfBirth,
    'referrer.name': referrer?.name,
    'referrer.role': referrer?.role,
    'referrer.agency': referrer?.agency,
    'safeguardingLead.aware': fields.safeguardingLead?.aware,
    summary: fields.summary,
    evidence: fields.evidence,
    desiredOutcome: fields.desiredOutcome,
  };
  for (const row of procedure.form.rows) {
    if (row.kind !== 'field') continue;
    const wanted = important[row.field];
    if (wanted && given[row.field] === undefined) {
      const [path, what] = wanted;
      if (!warnings.some((warning) => warning.field === path))
        warn('missing', path, `The form does not ${what}.`);
    }
    if (
      row.field === 'referrer.contactDetails' &&
      referrer?.email === undefined &&
      referrer?.phone === undefined
    )
      if (!warnings.some((warning) => warning.field === 'referrer.email'))
        warn(
          'missing',
          'referrer.email',
          'The form does not give an e-mail address or a telephone number of the referrer.',
        );
  }
};
