import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  gatherNotices,
  isAllowed,
  noticesFile,
} from '../../../electron/commands/packaging/thirdPartyNotices.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'notices-'));
});
afterEach(() => rm(folder, { recursive: true }));

const install = async (name: string, manifest: object, text?: string): Promise<void> => {
  const place = join(folder, 'node_modules', name);
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'package.json'), JSON.stringify({ name, version: '1.2.3', ...manifest }));
  if (text !== undefined) await writeFile(join(place, 'LICENSE.md'), text);
};
const project = async (renderer = ''): Promise<void> => {
  await mkdir(join(folder, 'renderer'));
  await writeFile(join(folder, 'renderer/Screen.tsx'), renderer);
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({
      name: 'app',
      dependencies: { shipped: '*' },
      devDependencies: { drawn: '*', tool: '*' },
    }),
  );
  await install('shipped', { license: 'MIT', dependencies: { beneath: '*' } }, 'The words of shipped');
  await install('beneath', { license: 'ISC', author: 'Robin Sample-Test' });
  await install('drawn', { license: '(GPL-3.0 OR MIT)' }, 'The words of drawn');
  await install('tool', { license: 'GPL-3.0' }, 'Not shipped');
};
const namesOf = () => gatherNotices(folder).map(({ name }) => name);

it('everything that is shipped has its notice: dependencies, theirs, and what the window takes in', async () => {
  await project("import { thing } from 'drawn';");
  const notices = gatherNotices(folder);
  const file = noticesFile(notices);
  expect([
    notices.map(({ name }) => name),
    ['The words of shipped', 'Copyright (c) Robin Sample-Test', 'The words of drawn'].every((words) =>
      file.includes(words),
    ),
    file.includes('Not shipped'),
  ]).toEqual([['beneath', 'drawn', 'shipped', 'Skia', 'SQLite', 'SQLite3 Multiple Ciphers'], true, false]);
});

it('a package under a licence that is not allowed, or without any, stops the build', async () => {
  await project("import 'tool';");
  expect(namesOf).toThrow('tool may not be shipped: its licence is GPL-3.0');
  await install('tool', { license: 'MIT' });
  expect(namesOf).not.toThrow();
  await install('beneath', {});
  expect(namesOf).toThrow('beneath may not be shipped: its licence is none stated');
});

it('of several licences each must be allowed, of a choice one', () => {
  expect(
    ['MIT', '(MIT OR GPL-2.0)', 'MIT AND OFL-1.1', 'MIT AND GPL-2.0', 'AGPL-3.0', 'LGPL-3.0'].map(isAllowed),
  ).toEqual([true, true, true, false, false, false]);
});

it('every production dependency that is installed here has a notice with words', async () => {
  const { dependencies } = JSON.parse(await readFile('package.json', 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const notices = new Map(gatherNotices(process.cwd()).map(({ name, text }) => [name, text]));
  const installed: string[] = [];
  for (const name of Object.keys(dependencies)) {
    const manifest = await readFile(join('node_modules', name, 'package.json'), 'utf8');
    // An alias is installed under another name than its own.
    installed.push((JSON.parse(manifest) as { name: string }).name);
  }
  expect([...installed, 'react', '@mantine/core', 'recharts'].filter((name) => !notices.get(name))).toEqual(
    [],
  );
});
