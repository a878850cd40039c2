/**
 * `npm run --silent read-form -- FILE...`: prints what the register would read from each file, as one line of JSON.
 * Exit status 1 if any file failed. Commands live in this folder: they may import the backend, never Electron.
 */
import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Temporal } from 'temporal-polyfill';
import { OFFICE_TIME_ZONE, plainDate, type PlainDate } from '../../shared/domain/calendarTypes.ts';
import { bundledProcedures } from '../../shared/domain/procedures/bundledProcedures.ts';
import { limits } from '../backend/documents/reading/limits.ts';
import {
  createDocumentReader,
  createNodeParserHost,
  type DocumentReader,
} from '../backend/documents/reading/parserProcess.ts';

type Line = Readonly<Record<string, unknown>>;

const failed = (file: string, code: string, message: string): Line => ({
  file,
  ok: false,
  error: { code, message },
});

const messages: Readonly<Record<string, readonly [code: string, message: string]>> = {
  ENOENT: ['not-found', 'There is no such file. Check its name and folder.'],
  ENOTDIR: ['not-found', 'There is no such file. Check its name and folder.'],
  EISDIR: ['is-folder', 'This is a folder. Name the files in it one by one.'],
  EACCES: ['unreadable', 'You are not allowed to open this file. Copy it to a folder of your own first.'],
  EPERM: ['unreadable', 'You are not allowed to open this file. Copy it to a folder of your own first.'],
};

const readForm = async (reader: DocumentReader, file: string, today: PlainDate): Promise<Line> => {
  let bytes: Buffer;
  try {
    const about = await stat(file);
    if (about.isDirectory())
      return failed(file, 'is-folder', 'This is a folder. Name the files in it one by one.');
    if (!about.isFile())
      return failed(file, 'unreadable', 'This is not an ordinary file, so it was not opened.');
    if (about.size > limits.fileBytes)
      return failed(
        file,
        'too-large',
        `This file is larger than ${limits.fileBytes / 1024 / 1024} MB, which no form needs.`,
      );
    bytes = await readFile(file);
  } catch (error) {
    const [code, message] = messages[(error as NodeJS.ErrnoException).code ?? ''] ?? [
      'unreadable',
      'This file could not be opened. Copy it to a folder of your own and try again.',
    ];
    return failed(file, code, message);
  }
  const outcome = await reader.read(bytes, { today, procedures: bundledProcedures });
  if (!outcome.ok) return failed(file, outcome.error.code, outcome.error.message);
  if (!outcome.reading)
    return failed(file, outcome.readingError?.code ?? 'not-a-form', outcome.readingError?.message ?? '');
  const { procedure, fields, found, warnings } = outcome.reading;
  const losses = outcome.model.losses.map(({ code, message }) => ({ code, field: '', message }));
  return { file, ok: true, procedure, fields, found, warnings: [...warnings, ...losses] };
};

const files = process.argv.slice(2).filter((argument) => argument !== '--');
if (files.length === 0) {
  process.stderr.write('Name one or more files: npm run --silent read-form -- FILE...\n');
  process.exitCode = 1;
} else {
  const today = plainDate(Temporal.Now.plainDateISO(OFFICE_TIME_ZONE).toString());
  const reader = createDocumentReader(
    createNodeParserHost({ applicationDirectory: fileURLToPath(new URL('../../', import.meta.url)) }),
  );
  for (const file of files) {
    const line = await readForm(reader, file, today);
    if (line['ok'] !== true) process.exitCode = 1;
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
  reader.close();
}
