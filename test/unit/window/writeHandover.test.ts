import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeHandover } from '../../../electron/window/writeHandover.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handover-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('a second notice of the same name is put beside the first', async () => {
  const first = await writeHandover(folder, 'ESC-2026-0007 notice.pdf', Buffer.from('first'));
  const second = await writeHandover(folder, 'ESC-2026-0007 notice.pdf', Buffer.from('second'));
  expect([basename(first), await readFile(first, 'utf8'), basename(second)]).toEqual([
    'ESC-2026-0007 notice.pdf',
    'first',
    'ESC-2026-0007 notice (2).pdf',
  ]);
});

it.runIf(process.platform !== 'win32')('only the person can read what is handed over', async () => {
  const path = await writeHandover(folder, 'draft.eml', Buffer.from('draft'));
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

it('a name can never lead out of the folder', async () => {
  for (const name of [
    '../../up.pdf',
    '..\\up.pdf',
    '/etc/passwd',
    'C:\\x:y.pdf',
    '..',
    '',
    'a\0b.eml',
    '.x',
  ]) {
    const path = await writeHandover(folder, name, Buffer.from(''));
    expect(dirname(path)).toBe(folder);
  }
  expect((await readdir(folder)).length).toBe(8);
});
