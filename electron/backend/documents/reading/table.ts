import { parse } from 'csv-parse/sync';
import { zipSync } from 'fflate';
import readWorkbook from 'read-excel-file/universal';
import { unescapeFormula } from '../../../../shared/domain/formulaEscape.ts';
import { listEntries, unpack } from './archive.ts';
import { DocumentRefusal } from './documentRefusal.ts';
import { readOds } from './ods.ts';
import type { Sheet } from './parserMessages.ts';
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
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
};

const readXlsx = async (bytes: Uint8Array): Promise<Sheet[]> => {
  const parts = unpack(bytes, (name) => /\.(xml|rels)$/i.test(name));
  // Packed again without compression: the limits hold, and the library has nothing to start a thread for.
  const plain = Uint8Array.from(zipSync(parts, { level: 0 }));
  const sheets = await readWorkbook(plain.buffer);
  return sheets.map(({ sheet, data }) => ({
    name: sheet,
    rows: (data as readonly (readonly unknown[])[]).map((row) => row.map(cellText)),
  }));
};

const notATable = () =>
  new DocumentRefusal(
    'unsupported-format',
    'This is not an Excel file (.xlsx), an OpenDocument spreadsheet (.ods) or a CSV file. Save it as one of these and choose it again.',
  );

const readPacked = async (bytes: Uint8Array): Promise<readonly Sheet[]> => {
  const entries = listEntries(bytes);
  if (entries.includes('xl/workbook.xml')) return readXlsx(bytes);
  const sheets = entries.includes('content.xml') ? readOds(bytes) : undefined;
  if (!sheets) throw notATable();
  return sheets;
};

/**
 * The sheets of an XLSX or ODS file, or a CSV file as one sheet without a name, as rows of text; a row's place is its
 * number in the spreadsheet less one. Throws a DocumentRefusal for anything else.
 */
export const readTable = async (bytes: Uint8Array): Promise<readonly Sheet[]> => {
  const format = sniff(bytes);
  if (format !== 'zip' && format !== 'text') throw notATable();
  const sheets = format === 'zip' ? await readPacked(bytes) : [{ name: '', rows: readCsv(bytes) }];
  return sheets.map(({ name, rows }) => ({ name, rows: rows.map((row) => row.map(unescapeFormula)) }));
};
