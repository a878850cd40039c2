/**
 * Recognising a partnership's form in a document model: pure functions, plain data in and out. Files here import
 * shared and one another; they never read bytes, the clock or the database.
 */
import type { Block, DocumentModel, Inline } from '../../../../shared/domain/documentModel.ts';

/** A cell with its place in the table's grid, merged cells counted once. */
export interface Cell {
  readonly table: number;
  readonly row: number;
  readonly column: number;
  readonly columns: number;
  readonly rows: number;
  readonly parent: Cell | undefined;
  /** Everything in it, nested tables included, in reading order. */
  readonly lines: Line[];
}

/** One line of words as a reader sees it; the unit in which labels and answers are found. */
export interface Line {
  readonly index: number;
  readonly blockId: string;
  readonly segments: readonly Inline[];
  /** The segments' words together; positions in it are used throughout. */
  readonly text: string;
  readonly cell: Cell | undefined;
  /** Where it stands, for people. */
  readonly part: string;
}

/** Words that Word shows in an empty field, should they have been typed over or lost their mark. */
const prompts = /^(click|tap)( or tap| or click)?( here)? to enter\b.*$|^choose (an item|a date)\.?$/i;

const linesOfInlines = (inlines: readonly Inline[]): readonly (readonly Inline[])[] => {
  const lines: Inline[][] = [[]];
  for (const inline of inlines) {
    if (inline.placeholder || prompts.test(inline.text.trim())) continue;
    const [first = '', ...others] = inline.text.split('\n');
    if (first !== '') lines.at(-1)?.push({ ...inline, text: first });
    for (const text of others) lines.push(text === '' ? [] : [{ ...inline, text }]);
  }
  return lines;
};

/** All lines in reading order. Footnotes, headers and footers are left out: they are no answers. */
export const linesOf = (model: DocumentModel): readonly Line[] => {
  const lines: Line[] = [];
  let tables = 0;
  let paragraphs = 0;

  const walk = (blocks: readonly Block[], cell: Cell | undefined): void => {
    for (const block of blocks) {
      if (block.kind === 'table') {
        tables += 1;
        walkTable(block.rows, tables, cell);
      } else if (block.style !== 'footnote') {
        if (!cell) paragraphs += 1;
        const part = cell
          ? `table ${cell.table}, row ${cell.row + 1}, column ${cell.column + 1}`
          : `${model.format === 'eml' || model.format === 'text' ? 'line' : 'paragraph'} ${paragraphs}`;
        for (const segments of linesOfInlines(block.inlines)) {
          const line: Line = {
            index: lines.length,
            blockId: block.id,
            segments,
            text: segments.map((segment) => segment.text).join(''),
            cell,
            part,
          };
          lines.push(line);
          for (let around = cell; around; around = around.parent) around.lines.push(line);
        }
      }
    }
  };

  const walkTable = (
    rows: readonly (readonly { columns: number; rows: number; blocks: readonly Block[] }[])[],
    table: number,
    parent: Cell | undefined,
  ): void => {
    /** For each grid column, the first row that is free of a cell reaching down from above. */
    const freeFrom: number[] = [];
    rows.forEach((cells, row) => {
      let column = 0;
      for (const source of cells) {
        while ((freeFrom[column] ?? 0) > row) column += 1;
        const cell: Cell = {
          table,
          row,
          column,
          columns: source.columns,
          rows: source.rows,
          parent,
          lines: [],
        };
        for (let spanned = column; spanned < column + source.columns; spanned += 1)
          freeFrom[spanned] = row + source.rows;
        walk(source.blocks, cell);
        column += source.columns;
      }
    });
  };

  walk(model.blocks, undefined);
  return lines;
};

/** A stretch of one line. */
export interface Piece {
  readonly line: Line;
  readonly from: number;
  readonly to: number;
}

/** The segments of a piece, cut to it. */
export const segmentsOf = (piece: Piece): readonly Inline[] => {
  let start = 0;
  return piece.line.segments.flatMap((segment) => {
    const from = Math.max(piece.from - start, 0);
    const to = Math.min(piece.to - start, segment.text.length);
    start += segment.text.length;
    return from < to ? [{ ...segment, text: segment.text.slice(from, to) }] : [];
  });
};

export const fold = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** A piece's words without what was crossed out. */
export const wordsOf = (piece: Piece): string =>
  fold(
    segmentsOf(piece)
      .filter((segment) => !segment.struck)
      .map((segment) => segment.text)
      .join(''),
  );

export const hasStruckWords = (pieces: readonly Piece[]): boolean =>
  pieces.some((piece) => segmentsOf(piece).some((segment) => segment.struck && segment.text.trim() !== ''));
