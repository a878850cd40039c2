import { Parser } from 'htmlparser2';
import { unpack } from './archive.ts';
import { DocumentRefusal, KEEP_AS_EVIDENCE } from './documentRefusal.ts';
import type { Sheet } from './parserMessages.ts';

/** Cells and rows that a file may repeat by a number: no register of an office is larger. */
const MOST_COLUMNS = 200;
const MOST_ROWS = 25_000;

const repeats = (text: string | undefined): number => {
  const number = Number(text ?? 1);
  return Number.isInteger(number) && number > 0 ? number : 1;
};

/** What a cell holds by its type; the words that it shows where it has no value of its own. */
const valueOf = (attributes: Readonly<Record<string, string>>, shown: string): string => {
  switch (attributes['office:value-type']) {
    case 'date':
      return (attributes['office:date-value'] ?? '').slice(0, 10);
    case 'float':
      return attributes['office:value'] ?? shown;
    case 'boolean':
      return attributes['office:boolean-value'] === 'true' ? 'Yes' : 'No';
    default:
      return shown;
  }
};

const tooLarge = () =>
  new DocumentRefusal('too-large', `This spreadsheet has more than ${MOST_ROWS} rows. ${KEEP_AS_EVIDENCE}`);

/**
 * The sheets of an OpenDocument spreadsheet; undefined where it is another kind of OpenDocument file. Read as a
 * stream of tags: a tree of twenty thousand rows would not fit the time that a file is given.
 */
export const readOds = (bytes: Uint8Array): readonly Sheet[] | undefined => {
  const content = unpack(bytes, (name) => name === 'content.xml')['content.xml'];
  const source = new TextDecoder().decode(content);
  if (/<!(?:DOCTYPE|ENTITY)/i.test(source))
    throw new DocumentRefusal(
      'unsafe-xml',
      `This file holds instructions that no spreadsheet program writes, so it was not opened. ${KEEP_AS_EVIDENCE}`,
    );
  if (!source.includes('<office:spreadsheet')) return undefined;

  const sheets: { name: string; rows: string[][] }[] = [];
  let row: string[] = [];
  let rowRepeats = 1;
  // Empty cells and rows fill a sheet to its edge; they only count where something stands after them.
  let emptyCells = 0;
  let emptyRows = 0;
  let cell: Record<string, string> | undefined;
  let paragraphs: string[] = [];
  let inParagraph = 0;
  let inNote = 0;

  const endCell = (): void => {
    const text = valueOf(cell ?? {}, paragraphs.join('\n').trim());
    const times = repeats(cell?.['table:number-columns-repeated']);
    if (text === '') emptyCells += times;
    else {
      const room = Math.max(0, MOST_COLUMNS - row.length);
      row.push(...Array<string>(Math.min(emptyCells, room)).fill(''));
      row.push(...Array<string>(Math.min(times, Math.max(0, MOST_COLUMNS - row.length))).fill(text));
      emptyCells = 0;
    }
    cell = undefined;
  };
  const endRow = (): void => {
    const rows = sheets.at(-1)?.rows;
    if (!rows) return;
    if (row.length === 0) emptyRows += rowRepeats;
    else {
      if (rows.length + emptyRows + rowRepeats > MOST_ROWS) throw tooLarge();
      for (let index = 0; index < emptyRows; index += 1) rows.push([]);
      for (let index = 0; index < rowRepeats; index += 1) rows.push(row);
      emptyRows = 0;
    }
  };

  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (name === 'table:table') {
          sheets.push({ name: attributes['table:name'] ?? '', rows: [] });
          emptyRows = 0;
        } else if (name === 'table:table-row') {
          row = [];
          emptyCells = 0;
          rowRepeats = repeats(attributes['table:number-rows-repeated']);
        } else if (name === 'table:table-cell' || name === 'table:covered-table-cell') {
          cell = attributes;
          paragraphs = [];
        } else if (name === 'office:annotation') inNote += 1;
        else if (name === 'text:p' && inNote === 0) {
          inParagraph += 1;
          paragraphs.push('');
        } else if (inParagraph > 0) {
          if (name === 'text:s') paragraphs.push(`${paragraphs.pop() ?? ''} `);
          if (name === 'text:tab') paragraphs.push(`${paragraphs.pop() ?? ''}\t`);
          if (name === 'text:line-break') paragraphs.push('');
        }
      },
      ontext: (text) => {
        if (inParagraph > 0 && inNote === 0) paragraphs.push(`${paragraphs.pop() ?? ''}${text}`);
      },
      onclosetag: (name) => {
        if (name === 'office:annotation') inNote -= 1;
        else if (name === 'text:p' && inNote === 0) inParagraph -= 1;
        else if (name === 'table:table-cell' || name === 'table:covered-table-cell') endCell();
        else if (name === 'table:table-row') endRow();
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.write(source);
  parser.end();
  return sheets;
};
