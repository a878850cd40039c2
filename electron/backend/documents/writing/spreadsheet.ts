import { stringify } from 'csv-stringify/sync';
import writeExcelFile from 'write-excel-file/node';
import { escapeFormula } from '../../../../shared/domain/formulaEscape.ts';

/**
 * `_x0041_` is how a spreadsheet writes a letter by its number. Text that looks so has its underscore written so, and
 * text that is the name of something every object has (`constructor`) its first letter: the library gathers the texts
 * as an object's keys and would lose it.
 */
export const escapeCharacterCodes = (text: string): string => {
  const escaped = text.replaceAll(/_(?=x[0-9A-F]{4}_)/gi, '_x005F_');
  if (!(escaped in Object.prototype)) return escaped;
  return `_x${escaped.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_${escaped.slice(1)}`;
};

const COLUMN_WIDTH = 22;

const escapedRows = (rows: readonly (readonly string[])[]): string[][] =>
  rows.map((row) => row.map(escapeFormula));

/** Rows of text as a part of a file of plain text; what begins it says how its letters are written. */
export const csvOf = (rows: readonly (readonly string[])[], isBeginning: boolean): Buffer =>
  Buffer.from(
    stringify(escapedRows(rows), {
      bom: isBeginning,
      record_delimiter: 'windows',
      // A spreadsheet begins a row at any line break that is not quoted, and the next words could be a formula.
      quoted_match: /[\r\n]/,
    }),
  );

/** Rows of text, headings first, as the bytes of a file. Every cell is text: no cell of either can be a formula. */
export const writeSpreadsheet = async (
  rows: readonly (readonly string[])[],
  format: 'xlsx' | 'csv',
): Promise<Uint8Array> => {
  if (format === 'csv') return csvOf(rows, true);
  return writeExcelFile(
    escapedRows(rows).map((row, index) =>
      row.map((text) =>
        text === ''
          ? null
          : {
              value: escapeCharacterCodes(text),
              type: String,
              wrap: true,
              alignVertical: 'top' as const,
              ...(index === 0 ? { fontWeight: 'bold' as const } : {}),
            },
      ),
    ),
    { stickyRowsCount: 1, columns: (rows[0] ?? []).map(() => ({ width: COLUMN_WIDTH })) },
  ).toBuffer();
};
