import { type LabelDictionary, type LabelField, type LabelMatch } from './labels.ts';
import { fold, type Cell, type Line, type Piece } from './lines.ts';

/** A label where it stands. What follows it, up to the next one, may be its answer. */
export interface Occurrence {
  readonly match: LabelMatch;
  readonly line: Line;
  readonly from: number;
  /** The line on which its words end: a long label may run over several. */
  readonly lastLine: Line;
  readonly valueFrom: number;
}

const LONGEST_LABEL_IN_LINES = 4;
/** A line of a form never holds more labels, nor one further behind the last. */
const MOST_IN_A_LINE = 40;
const FURTHEST_IN_CHARACTERS = 2_000;

/** Places in a line where a label may end, furthest first. `plain` ends are not marked by punctuation. */
const endsOf = (line: Line, start: number): readonly { readonly end: number; readonly value: number }[] => {
  const ends: { end: number; value: number }[] = [];
  const rest = line.text.slice(start, start + 300);
  for (const found of rest.matchAll(/[:?]+|\s[-\u2013\u2014]\s|\t|\s{2,}/g))
    ends.push({ end: start + found.index, value: start + found.index + found[0].length });
  let position = 0;
  for (const [index, segment] of line.segments.entries()) {
    position += segment.text.length;
    if (position > start + FURTHEST_IN_CHARACTERS) break;
    const next = line.segments[index + 1];
    if (segment.bold && next && !next.bold && position > start) ends.push({ end: position, value: position });
  }
  ends.push({ end: line.text.length, value: line.text.length });
  return ends.sort((first, second) => second.end - first.end);
};

const matchAt = (
  dictionary: LabelDictionary,
  line: Line,
  start: number,
): { readonly match: LabelMatch; readonly value: number } | undefined => {
  const ends = endsOf(line, start);
  for (const exactly of [true, false])
    for (const { end, value } of ends) {
      const words = line.text.slice(start, end);
      if (words.trim() === '') continue;
      const match = dictionary.find(words, exactly);
      if (match) return { match, value };
    }
  return undefined;
};

/** "Date of Notification 09/03/2026": a label with nothing but a space before digits. */
const matchBeforeDigits = (dictionary: LabelDictionary, line: Line) => {
  const digits = /^(.{3,60}?)\s(?=\(?\d)/.exec(line.text);
  const match = digits?.[1] === undefined ? undefined : dictionary.find(digits[1], true);
  const asksForDigits: readonly LabelField[] = [
    'dateOfNotification',
    'child.dateOfBirth',
    'child.nhsNumber',
    'child.nhsOrOtherNumber',
  ];
  return digits && match?.entries.some((entry) => asksForDigits.includes(entry.field))
    ? { match, value: digits[0].length }
    : undefined;
};

/** Where a further label may start in the same line: after a wide gap, or wherever known words end in a colon. */
const furtherStarts = (
  line: Line,
  from: number,
): readonly { readonly start: number; readonly wide: boolean }[] => {
  const rest = line.text.slice(from, from + FURTHEST_IN_CHARACTERS);
  const wide = [...rest.matchAll(/(?:\t|\s{2,}|[;|,]\s*)(?=\S)/g)].map(
    (gap) => from + gap.index + gap[0].length,
  );
  const narrow = [...rest.matchAll(/(?<=\s)(?=[\p{L}])/gu)].map((gap) => from + gap.index);
  return [
    ...wide.map((start) => ({ start, wide: true })),
    ...narrow.filter((start) => !wide.includes(start)).map((start) => ({ start, wide: false })),
  ].sort((first, second) => first.start - second.start);
};

const colonMatch = (dictionary: LabelDictionary, line: Line, start: number) => {
  const colon = line.text.indexOf(':', start);
  if (colon < 0 || colon - start > 60) return undefined;
  const match = dictionary.find(line.text.slice(start, colon), true);
  return match && { match, value: colon + 1 };
};

/** Questions that are answered with a narrative. */
export const longAnswers: readonly LabelField[] = [
  'summary',
  'evidence',
  'desiredOutcome',
  'response.text',
  'resolution.text',
];
const isLong = (match: LabelMatch): boolean =>
  match.entries.some((entry) => longAnswers.includes(entry.field));

const inOneLine = (dictionary: LabelDictionary, line: Line): readonly Occurrence[] => {
  const lead = /^\s*(?:[\u2022\u00b7*]\s*)?/.exec(line.text)?.[0].length ?? 0;
  const printed = dictionary.findPrinted(line.text);
  const first = matchAt(dictionary, line, lead) ?? matchBeforeDigits(dictionary, line);
  if (!first)
    return printed ? [{ match: printed, line, from: 0, lastLine: line, valueFrom: line.text.length }] : [];
  const found: Occurrence[] = [{ match: first.match, line, from: 0, lastLine: line, valueFrom: first.value }];
  let from = first.value;
  while (found.length < MOST_IN_A_LINE && !isLong(found.at(-1)?.match ?? first.match)) {
    let next: Occurrence | undefined;
    for (const { start, wide } of furtherStarts(line, from)) {
      const match =
        colonMatch(dictionary, line, start) ?? (wide ? matchAt(dictionary, line, start) : undefined);
      if (!match || match.value <= from) continue;
      next = { match: match.match, line, from: start, lastLine: line, valueFrom: match.value };
      break;
    }
    if (!next) return found;
    found.push(next);
    from = next.valueFrom;
  }
  return found;
};

/** A label that is broken over several lines of one cell or of the text. */
const overLines = (
  dictionary: LabelDictionary,
  lines: readonly Line[],
  index: number,
): Occurrence | undefined => {
  const first = lines[index];
  if (!first || first.text.trim() === '') return undefined;
  const group = [first];
  let longest: Occurrence | undefined;
  for (const line of lines.slice(index + 1, index + LONGEST_LABEL_IN_LINES)) {
    if (line.cell !== first.cell || line.text.trim() === '') break;
    group.push(line);
    const words = group.map((part) => part.text).join(' ');
    const match = dictionary.find(words, words.length < 20);
    if (match?.entries.some((entry) => entry.part === 'field') && match.similarity >= 0.93)
      longest = { match, line: first, from: 0, lastLine: line, valueFrom: line.text.length };
  }
  return longest;
};

/** Every known label in a document, in reading order. */
export const findOccurrences = (
  dictionary: LabelDictionary,
  lines: readonly Line[],
): readonly Occurrence[] => {
  const found: Occurrence[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (!line || line.text.trim() === '') continue;
    const broken = overLines(dictionary, lines, index);
    if (broken) {
      found.push(broken);
      index += broken.lastLine.index - broken.line.index;
    } else found.push(...inOneLine(dictionary, line));
  }
  return found;
};

const wholeLine = (line: Line): Piece => ({ line, from: 0, to: line.text.length });
const isBlank = (pieces: readonly Piece[]): boolean =>
  pieces.every((piece) => piece.line.text.slice(piece.from, piece.to).trim() === '');
const isParenthesis = (pieces: readonly Piece[]): boolean =>
  /^\(.*\)$/.test(fold(pieces.map((piece) => piece.line.text.slice(piece.from, piece.to)).join(' ')));

/** Answers of these may take several lines even without a table around them. */
const severalLines: readonly LabelField[] = [
  ...longAnswers,
  'referrer.contactDetails',
  'notificationSentTo',
  'safeguardingLead.aware',
];

/** Where in `lines`, which stand in reading order, those behind `line` begin. */
const firstAfter = (lines: readonly Line[], line: Line): number => {
  let from = 0;
  let to = lines.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((lines[middle]?.index ?? Infinity) > line.index) to = middle;
    else from = middle + 1;
  }
  return from;
};

export interface Regions {
  readonly regionOf: (occurrence: Occurrence, field: LabelField) => readonly Piece[];
}

/**
 * Finds the answer that belongs to a label: behind it, beneath it in the same cell, in the cells to the right, or in
 * those below. `endsText` says where an answer outside a table ends although no label follows (a letter's closing).
 */
export const createRegions = (
  lines: readonly Line[],
  occurrences: readonly Occurrence[],
  endsText: (line: Line) => boolean = () => false,
): Regions => {
  const startingIn = new Map<Line, Occurrence[]>();
  const labelLines = new Set<Line>();
  for (const occurrence of occurrences) {
    startingIn.set(occurrence.line, [...(startingIn.get(occurrence.line) ?? []), occurrence]);
    for (let index = occurrence.line.index; index <= occurrence.lastLine.index; index += 1) {
      const line = lines[index];
      if (line) labelLines.add(line);
    }
  }
  const cells = new Set<Cell>();
  for (const line of lines)
    for (let cell = line.cell; cell && !cells.has(cell); cell = cell.parent) cells.add(cell);
  const rows = new Map<string, Cell[]>();
  for (const cell of [...cells].sort((first, second) => first.column - second.column)) {
    const key = `${cell.table} ${cell.row}`;
    const row = rows.get(key);
    if (row) row.push(cell);
    else rows.set(key, [cell]);
  }
  const cellsOfRow = (table: number, row: number): readonly Cell[] => rows.get(`${table} ${row}`) ?? [];
  const labelsIn = new Map<Cell, number>();
  for (const { line } of occurrences)
    if (line.cell) labelsIn.set(line.cell, (labelsIn.get(line.cell) ?? 0) + 1);

  const firstLabelFrom = (line: Line, from: number): number | undefined =>
    startingIn.get(line)?.find((occurrence) => occurrence.from >= from)?.from;

  /** Lines one after another, from the one at `start` up to the next label. */
  const until = (source: readonly Line[], start: number, stop: (line: Line) => boolean): readonly Piece[] => {
    const pieces: Piece[] = [];
    for (let index = start; index < source.length; index += 1) {
      const line = source[index];
      if (!line) break;
      const label = firstLabelFrom(line, 0);
      if (stop(line) || label === 0) break;
      pieces.push(label === undefined ? wholeLine(line) : { line, from: 0, to: label });
      if (label !== undefined) break;
    }
    return pieces;
  };

  const behind = (occurrence: Occurrence): Piece => {
    const line = occurrence.lastLine;
    return {
      line,
      from: occurrence.valueFrom,
      to: firstLabelFrom(line, Math.max(occurrence.valueFrom, 1)) ?? line.text.length,
    };
  };

  const hasLabel = (cell: Cell): boolean => {
    const first = cell.lines.find((line) => line.text.trim() !== '');
    return first !== undefined && labelLines.has(first);
  };

  const inCell = (occurrence: Occurrence, cell: Cell): readonly Piece[] => {
    const own = behind(occurrence);
    const goesOn = own.to === own.line.text.length;
    const inside = [own, ...(goesOn ? until(cell.lines, firstAfter(cell.lines, own.line), () => false) : [])];
    if (!isBlank(inside) && !isParenthesis(inside)) return inside;
    if (labelsIn.get(cell) !== 1) return inside;

    const right: Piece[] = [];
    let labelToTheRight = false;
    const toTheRight: Cell[] = [];
    for (let row = cell.row; row < cell.row + cell.rows; row += 1)
      toTheRight.push(
        ...cellsOfRow(cell.table, row).filter((other) => other.column >= cell.column + cell.columns),
      );
    for (const other of toTheRight) {
      if (hasLabel(other)) {
        labelToTheRight = true;
        break;
      }
      right.push(...until(other.lines, 0, () => false));
    }
    if (!isBlank(right)) return right;
    if (toTheRight.length > 0 && !(labelToTheRight && right.length === 0)) return inside;

    const below: Piece[] = [];
    for (let row = cell.row + cell.rows; ; row += 1) {
      const beneath = cellsOfRow(cell.table, row).find((other) => other.column === cell.column);
      if (!beneath || beneath.columns !== cell.columns || hasLabel(beneath)) break;
      below.push(...until(beneath.lines, 0, () => false));
    }
    if (!isBlank(below)) return below;
    // The answer box of a label in a table of its own may be the text or the table that follows.
    return inside;
  };

  const inText = (occurrence: Occurrence, field: LabelField): readonly Piece[] => {
    const own = behind(occurrence);
    if (own.to < own.line.text.length) return [own];
    const following = occurrence.lastLine.index + 1;
    if (longAnswers.includes(field)) return [own, ...until(lines, following, endsText)];
    const hasOwn = !isBlank([own]);
    if (hasOwn && !severalLines.includes(field)) return [own];
    // The answer may stand in a box below; it ends with the box, as it ends with a blank line elsewhere.
    let begunIn: Line['cell'] | 'nowhere' = hasOwn ? occurrence.line.cell : 'nowhere';
    const stop = (line: Line): boolean => {
      const blank = line.text.trim() === '';
      if (endsText(line)) return true;
      if (begunIn === 'nowhere') {
        if (!blank) begunIn = line.cell;
        return false;
      }
      return blank || line.cell !== begunIn;
    };
    const next = until(lines, following, stop);
    return [own, ...(next.length <= 12 ? next : next.slice(0, 1))];
  };

  return {
    regionOf: (occurrence, field) =>
      occurrence.line.cell ? inCell(occurrence, occurrence.line.cell) : inText(occurrence, field),
  };
};
