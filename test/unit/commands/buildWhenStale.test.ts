import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isStale } from '../../../electron/commands/buildWhenStale.ts';

let folder = '';
const put = async (path: string, second: number): Promise<void> => {
  await mkdir(join(folder, path, '..'), { recursive: true });
  await writeFile(join(folder, path), '');
  await utimes(join(folder, path), second, second);
};
const stale = () => isStale(folder, 'out/index.html', ['renderer', 'vite.config.ts', 'not-there']);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'build-'));
  await put('renderer/features/case/CaseScreen.tsx', 100);
  await put('vite.config.ts', 100);
});
afterEach(() => rm(folder, { recursive: true }));

it('a window that was never built is built', () => {
  expect(stale()).toBe(true);
});

it('a window that is newer than its sources is left as it is', async () => {
  await put('out/index.html', 200);
  expect(stale()).toBe(false);
});

it('one changed screen has the window built again', async () => {
  await put('out/index.html', 200);
  await put('renderer/features/case/CaseScreen.tsx', 300);
  expect(stale()).toBe(true);
});
