import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { instant } from '../../../shared/domain/calendarTypes.ts';
import { createFileLogger } from '../../../electron/window/fileLogger.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fault-log-'));
});
afterEach(() => rm(folder, { recursive: true }));

const clock = { now: () => instant('2026-03-09T16:00:00Z') };

it('a fault is one line that its id finds', async () => {
  createFileLogger(join(folder, 'log'), clock).fault('f-1', 'cases.get', 'SQLITE_BUSY');
  expect(JSON.parse(await readFile(join(folder, 'log/faults.log'), 'utf8'))).toEqual({
    at: '2026-03-09T16:00:00.000Z',
    logId: 'f-1',
    operation: 'cases.get',
    detail: 'SQLITE_BUSY',
  });
});

it('a full log is put aside and a new one begun', async () => {
  await writeFile(join(folder, 'faults.log'), 'x'.repeat(1024 * 1024 + 1));
  createFileLogger(folder, clock).fault('f-2', 'cases.get', 'SQLITE_BUSY');
  const sizes = await Promise.all(
    ['faults.1.log', 'faults.log'].map(async (name) => (await stat(join(folder, name))).size),
  );
  expect(sizes.map((size) => size > 1024 * 1024)).toEqual([true, false]);
});

it('a log that cannot be written stops nothing', async () => {
  await writeFile(join(folder, 'log'), 'a file where the folder should be');
  expect(() => createFileLogger(join(folder, 'log'), clock).fault('f-3', 'cases.get', '')).not.toThrow();
});
