import type {
  Block,
  DocumentModel,
  Inline,
  Paragraph,
  Table,
  TableCell,
} from '../../../../shared/domain/documentModel.ts';
import { DocumentRefusal, KEEP_AS_EVIDENCE } from './documentRefusal.ts';
import { limits } from './limits.ts';

type ParagraphStyle = Paragraph['style'];

/** Makes the parts of one document model, with ids that are unique within it, and counts them against the limit. */
export interface ModelBuilder {
  readonly paragraph: (style: ParagraphStyle, inlines: readonly Inline[]) => Paragraph;
  readonly table: (rows: readonly (readonly Omit<TableCell, 'id'>[])[]) => Table;
  readonly id: () => string;
  /** Notes once what the format lost or hid. */
  readonly lose: (code: string, message: string) => void;
  readonly losses: DocumentModel['losses'];
}

/** `prefix` keeps the ids of an e-mail and of its attachments apart. */
export const createModelBuilder = (prefix: string): ModelBuilder => {
  let next = 0;
  let characters = 0;
  let lineBreaks = 0;
  const losses: DocumentModel['losses'] = [];
  const id = (): string => {
    next += 1;
    if (next + lineBreaks > limits.blocks)
      throw new DocumentRefusal(
        'too-complex',
        `This document has more than ${limits.blocks} paragraphs, lines and cells, which no form has. ${KEEP_AS_EVIDENCE}`,
      );
    return `${prefix}${next}`;
  };
  return {
    id,
    losses,
    paragraph: (style, inlines) => {
      for (const { text } of inlines) {
        characters += text.length;
        for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lineBreaks += 1;
      }
      if (characters > limits.characters)
        throw new DocumentRefusal(
          'too-complex',
          `This document has more than ${limits.characters} characters, which no form has. ${KEEP_AS_EVIDENCE}`,
        );
      return { kind: 'paragraph', id: id(), style, inlines: [...inlines] };
    },
    table: (rows) => ({
      kind: 'table',
      id: id(),
      rows: rows.map((row) => row.map((cell) => ({ id: id(), ...cell }))),
    }),
    lose: (code, message) => {
      if (!losses.some((loss) => loss.code === code && loss.message === message))
        losses.push({ code, message });
    },
  };
};

/** The whole text of a block, for tests of emptiness. */
export const isBlank = (block: Block): boolean =>
  block.kind === 'paragraph'
    ? block.inlines.every((inline) => inline.tick === undefined && inline.text.trim() === '')
    : block.rows.every((row) => row.every((cell) => cell.blocks.every(isBlank)));

/** A check box. */
export const tick = (ticked: boolean): Inline =>
  ticked ? { text: '\u2612', tick: 'ticked' } : { text: '\u2610', tick: 'empty' };

/** Check boxes that Word writes as characters of its symbol fonts. `code` may lie in the private range (F0xx). */
export const symbolTick = (font: string | undefined, code: number): Inline | undefined => {
  const character = code & 0xff;
  switch (font?.toLowerCase()) {
    case 'wingdings 2':
      if (character >= 0x50 && character <= 0x54) return tick(true);
      return character === 0xa3 || character === 0x2a ? tick(false) : undefined;
    case 'wingdings':
      if (character >= 0xfb && character <= 0xfe) return tick(true);
      return [0xa8, 0x6f, 0x71, 0x72].includes(character) ? tick(false) : undefined;
    default:
      return undefined;
  }
};

const empty = '\u2610\u2717\u2718';
const glyph = new RegExp(`([${empty}\u2611\u2612\u2713\u2714])`);

/** Splits check-box characters typed as text from the words around them. A ballot cross says no. */
export const splitTicks = (inline: Inline): readonly Inline[] => {
  if (inline.tick !== undefined || !glyph.test(inline.text)) return [inline];
  return inline.text
    .split(glyph)
    .filter((text) => text !== '')
    .map((text) =>
      glyph.test(text)
        ? { ...inline, text, tick: empty.includes(text) ? ('empty' as const) : ('ticked' as const) }
        : { ...inline, text },
    );
};

const sameStyle = (first: Inline, second: Inline): boolean =>
  first.tick === undefined &&
  second.tick === undefined &&
  first.bold === second.bold &&
  first.struck === second.struck &&
  first.marked === second.marked &&
  first.placeholder === second.placeholder &&
  first.field === second.field;

/** Word processors cut one sentence into many runs; runs that look the same become one again. */
export const mergeInlines = (inlines: readonly Inline[]): readonly Inline[] => {
  const merged: Inline[] = [];
  for (const inline of inlines) {
    const last = merged.at(-1);
    if (last && sameStyle(last, inline)) last.text += inline.text;
    else if (inline.text !== '' || inline.tick !== undefined) merged.push({ ...inline });
  }
  return merged;
};

/** Drawn with the document, and never read as an answer. */
export const asFootnote = (block: Block): Block =>
  block.kind === 'paragraph' ? { ...block, style: 'footnote' } : block;

/** A cell that may be joined with the one above it in the same grid column. */
export interface MergingCell {
  readonly columns: number;
  /** Whether a merge begins in this cell, or goes on in it from above. */
  readonly down?: 'from' | 'into';
  /** Asked only where the cell is not swallowed by the one above. */
  readonly blocks: () => readonly Block[];
}

/** Turns cells that go on from above, as Word writes them, into cells that span several rows. */
export const mergeDown = (
  rows: readonly (readonly MergingCell[])[],
): readonly (readonly Omit<TableCell, 'id'>[])[] => {
  interface OpenCell {
    readonly columns: number;
    rows: number;
    readonly blocks: readonly Block[];
  }
  const opened = new Map<number, OpenCell>();
  return rows.map((row) => {
    const cells: OpenCell[] = [];
    let column = 0;
    for (const { columns, down, blocks } of row) {
      const above = opened.get(column);
      if (down === 'into' && above) above.rows += 1;
      else {
        const made: OpenCell = { columns, rows: 1, blocks: blocks() };
        cells.push(made);
        if (down === undefined) opened.delete(column);
        else opened.set(column, made);
      }
      column += columns;
    }
    return cells;
  });
};
