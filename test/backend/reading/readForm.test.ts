import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'read-form-'));
afterAll(() => rmSync(folder, { recursive: true }));

const readForm = (...files: readonly string[]) => {
  const done = spawnSync(process.execPath, ['electron/commands/readForm.ts', ...files], {
    cwd: root,
    encoding: 'utf8',
  });
  const lines = done.stdout.split('\n').filter((line) => line !== '');
  return {
    status: done.status,
    errors: done.stderr,
    lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>),
  };
};

test('read-form prints a line of JSON for each form, from any folder', () => {
  const { status, errors, lines } = readForm(
    'test/fixtures/forms/bury-request-for-resolution.docx',
    'test/fixtures/forms/gloucestershire-stage-4-referral.eml',
  );
  expect([status, errors, lines.map((line) => [line['ok'], line['procedure']])]).toEqual([
    0,
    '',
    [
      [true, 'bury'],
      [true, 'gloucestershire'],
    ],
  ]);
  expect(Object.keys(lines[0] ?? {})).toEqual(['file', 'ok', 'procedure', 'fields', 'found', 'warnings']);
});

test('read-form reads a form of every format alike, and says what an old Word file has lost', () => {
  const { status, errors, lines } = readForm(
    'test/fixtures/forms/bury-request-for-resolution.docx',
    ...['doc', 'odt', 'rtf', 'pdf'].map(
      (format) => `test/fixtures/forms/converted/bury-request-for-resolution.${format}`,
    ),
  );
  const folded = lines.map((line) => JSON.stringify(line['fields']).replace(/(\s|\\n)+/g, ' '));
  const codes = lines.map((line) => (line['warnings'] as { code: string }[]).map(({ code }) => code));
  expect([status, errors, new Set(folded).size, codes]).toEqual([
    0,
    '',
    1,
    [[], ['old-word-file'], [], [], []],
  ]);
});

test('read-form says in words what is wrong with a file, and goes on to the next', () => {
  const empty = join(folder, 'empty.docx');
  writeFileSync(empty, '');
  const letter = join(folder, 'letter.txt');
  writeFileSync(letter, 'Dear all,\nlunch is at noon.\n');
  const { status, errors, lines } = readForm(
    join(folder, 'nowhere.docx'),
    folder,
    empty,
    letter,
    'test/fixtures/forms/bury-request-for-resolution.docx',
  );
  const codes = lines.map(
    (line) => (line['error'] as { code: string } | undefined)?.code ?? line['procedure'],
  );
  expect([status, errors, codes]).toEqual([
    1,
    '',
    ['not-found', 'is-folder', 'empty-file', 'not-a-form', 'bury'],
  ]);
});

test('read-form without a file says how to call it', () => {
  expect(readForm()).toEqual({
    status: 1,
    errors: 'Name one or more files: npm run --silent read-form -- FILE...\n',
    lines: [],
  });
});
