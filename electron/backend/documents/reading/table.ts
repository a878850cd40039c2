import { parse } from 'csv-parse/sync';
import { zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import { unescapeFormula } from '../../../../shared/domain/formulaEscape.ts';
import { unpack } from './archive.ts';
import { DocumentRefusal } from './documentRefusal.ts';
import { sniff } from './sniff.ts';

const decode = (bytes: Uint8Array): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // What a spreadsheet program of Windows saves as plain CSV.
    return new TextDecoder('windows-1252').decode(bytes);
  }
};

/** The separator that the first line uses most. */
const delimiterOf = (text: string): string => {
  const [first = ''] = text.split(/\r?\n/, 1);
  const count = (delimiter: string): number => first.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, other) => (count(other) > count(best) ? other : best));
};

const readCsv = (bytes: Uint8Array): string[][] => {
  const text = decode(bytes);
  return parse(text, {
    bom: true,
    delimiter: delimiterOf(text),
    relax_column_count: true,
    relax_quotes: true,
    trim: true,
  });
};

const cellText = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return String(value);
};

const readXlsx = async (bytes: Uint8Array): Promise<string[][]> => {
  const parts = unpack(bytes, (name) => /\.(xml|rels)$/i.test(name));
  if (!('xl/workbook.xml' in parts)) throw notATable();
  // Packed again without compression: the limits hold, and the library has nothing to start a thread for.
  const plain = Uint8Array.from(zipSync(parts, { level: 0 }));
  const rows: readonly (readonly unknown[])[] = await readSheet(plain.buffer);
  return rows.map((row) => row.map(cellText));
};

const notATable = () =>
  new DocumentRefusal(
    'unsupported-format',
    'This is neither an Excel file (.xlsx) nor a CSV file. Save it as one of these and choose it again.',
  );

/**
 * The first sheet of an XLSX file, or a CSV file, as rows of text; a row's place is its number in the spreadsheet
 * less one. Throws a DocumentRefusal for anything else.
 */
export const readTable = async (bytes: Uint8Array): Promise<readonly (readonly string[])[]> => {
  const format = sniff(bytes);
  if (format !== 'zip' && format !== 'text') throw notATable();
  const rows = format === 'zip' ? await readXlsx(bytes) : readCsv(bytes);
  return rows.map((row) => row.map(unescapeFormula));
};
