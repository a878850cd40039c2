// oxlint-disable-next-line typescript/triple-slash-reference -- For whoever compiles this file without the folder.
/// <reference path="./wordExtractor.d.ts" />
import WordOleExtractor from 'word-extractor/lib/word-ole-extractor.js';
import type { Block, DocumentModel } from '../../../../shared/domain/documentModel.ts';
import { DocumentRefusal, KEEP_AS_EVIDENCE } from './documentRefusal.ts';
import { createModelBuilder, splitTicks } from './modelBuilder.ts';
import { refuseRings } from './ole.ts';

/** The text as Word stores it: its control characters say where paragraphs, cells and rows end. */
interface StoredText {
  readonly body: string;
  readonly textBoxes: string;
}

/** word-extractor's own document turns cells and rows into tabs and line ends, which a form cannot do without. */
class StoredTextExtractor extends WordOleExtractor {
  override buildDocument(): StoredText {
    const text = this._pieces.map((piece) => piece.text).join('');
    const { ccpText, ccpFtn, ccpHdd, ccpAtn, ccpEdn, ccpTxbx } = this._boundaries;
    const boxesFrom = ccpText + ccpFtn + ccpHdd + ccpAtn + ccpEdn;
    return { body: text.slice(0, ccpText), textBoxes: text.slice(boxesFrom, boxesFrom + ccpTxbx) };
  }
}

/** The file's bytes; zeros beyond its end, where a damaged file may point. */
const readerOf = (bytes: Uint8Array) => ({
  open: () => Promise.resolve(),
  close: () => Promise.resolve(),
  read: (into: Buffer, offset: number, length: number, position: number): Promise<Buffer> => {
    if (position >= 0 && position < bytes.length)
      into.set(bytes.subarray(position, position + length), offset);
    return Promise.resolve(into);
  },
});

const PARAGRAPH_END = '\r';
const CELL_END = '\x07';
/** word-extractor's mark for the end of a table's row. */
const ROW_END = '\n';

/** Fields keep their result alone; marks of pictures, drawings, notes and deleted words go. */
const clean = (text: string): string => {
  let without = text;
  for (let before = ''; before !== without;) {
    before = without;
    without = without.replace(/\x13[^\x13-\x15]*(?:\x14([^\x13-\x15]*))?\x15/g, '$1');
  }
  return without
    .replace(/[\x0b\x0c]/g, '\v')
    .replace(/\x1e/g, '-')
    .replace(/[\x00-\x06\x08\x0e-\x1f]/g, '');
};

/**
 * Reads a Word file of the old kind (Word 97 to 2003). Only its words and tables come through; what is lost is said.
 * Throws a DocumentRefusal when the file is damaged or locked.
 */
export const readDoc = async (bytes: Uint8Array, idPrefix = 'b'): Promise<DocumentModel> => {
  refuseRings(bytes);
  let stored: StoredText;
  try {
    stored = await new StoredTextExtractor().extract(readerOf(bytes));
  } catch {
    throw new DocumentRefusal(
      'damaged',
      `This Word file is damaged, locked with a password, or older than Word 97. Ask the sender for a Word document (.docx). ${KEEP_AS_EVIDENCE}`,
    );
  }
  const builder = createModelBuilder(idPrefix);
  builder.lose(
    'old-word-file',
    'This is a Word file of the old kind (.doc). Its ticks, crossed-out words and choices from lists cannot be read. Check every field against the form itself.',
  );
  if (/\x13\s*FORM(CHECKBOX|DROPDOWN)/.test(stored.body))
    builder.lose('form-fields', 'This form has boxes to tick or lists to choose from. They were not read.');
  if (/[\x01\x08]/.test(stored.body))
    builder.lose('pictures', 'This document has pictures or drawings. Words inside them are not read.');

  const paragraph = (text: string) =>
    builder.paragraph('body', text === '' ? [] : splitTicks({ text: text.replaceAll('\v', '\n') }));
  const paragraphs = (text: string): readonly Block[] => text.split(PARAGRAPH_END).map(paragraph);

  const blocks: Block[] = [];
  let rows: { columns: number; rows: number; blocks: readonly Block[] }[][] = [];
  const endTable = (): void => {
    if (rows.length === 0) return;
    const widest = Math.max(...rows.map((row) => row.length));
    // A row of fewer cells spans the table: the file's own measures are not read.
    for (const row of rows) {
      const last = row.at(-1);
      if (last) last.columns += widest - row.length;
    }
    blocks.push(builder.table(rows));
    rows = [];
  };
  const stretches = clean(stored.body).split(ROW_END);
  const rest = stretches.pop() ?? '';
  for (const stretch of stretches) {
    const cells = stretch.split(CELL_END);
    if (cells.at(-1) === '') cells.pop();
    const first = cells.shift() ?? '';
    // The file does not say where a table begins: paragraphs before an empty one stand above it, and in the
    // first table all but the last do.
    const firstCell = first.split(PARAGRAPH_END);
    const above =
      rows.length === 0 && blocks.length === 0 ? firstCell.length - 1 : firstCell.lastIndexOf('') + 1;
    const outside = firstCell.slice(0, Math.min(above, firstCell.length - 1));
    if (outside.length > 0) {
      endTable();
      blocks.push(...outside.map(paragraph));
    }
    rows.push(
      [firstCell.slice(outside.length).join(PARAGRAPH_END), ...cells].map((cell) => ({
        columns: 1,
        rows: 1,
        blocks: paragraphs(cell),
      })),
    );
  }
  endTable();
  blocks.push(...paragraphs(rest.replace(/\r$/, '')));
  const textBoxes = clean(stored.textBoxes).trim();
  if (textBoxes !== '') blocks.push(...paragraphs(textBoxes));
  return { format: 'doc', headers: [], blocks, formFields: [], losses: builder.losses };
};
