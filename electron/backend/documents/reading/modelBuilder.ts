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
  const losses: DocumentModel['losses'] = [];
  const id = (): string => {
    next += 1;
    if (next > limits.blocks)
      throw new DocumentRefusal(
        'too-complex',
        `This document has more than ${limits.blocks} paragraphs and cells, which no form has. ${KEEP_AS_EVIDENCE}`,
      );
    return `${prefix}${next}`;
  };
  return {
    id,
    losses,
    paragraph: (style, inlines) => ({ kind: 'paragraph', id: id(), style, inlines: [...inlines] }),
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

const glyph = /[\u2610\u2611\u2612\u2713\u2714]/;

/** Splits check-box characters typed as text from the words around them. */
export const splitTicks = (inline: Inline): readonly Inline[] => {
  if (inline.tick !== undefined || !glyph.test(inline.text)) return [inline];
  return inline.text
    .split(/([\u2610\u2611\u2612\u2713\u2714])/)
    .filter((text) => text !== '')
    .map((text) =>
      glyph.test(text)
        ? { ...inline, text, tick: text === '\u2610' ? ('empty' as const) : ('ticked' as const) }
        : { ...inline, text },
    );
};
