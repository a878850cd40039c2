import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

// The files of test/fixtures/walls break every wall on purpose: a rule that finds nothing there is dead.
const walls = resolve('test/fixtures/walls');

const runCheck = (script: string, ...options: readonly string[]): Promise<string> =>
  new Promise((settle) =>
    execFile(
      process.execPath,
      [resolve('node_modules', script), ...options],
      { cwd: walls },
      (_failed, output) => settle(output),
    ),
  );

it('every rule about imports fails on the file that breaks it', async () => {
  const configuration = resolve('.dependency-cruiser.cjs');
  const rules = (createRequire(import.meta.url)(configuration) as { forbidden: { name: string }[] })
    .forbidden;
  const output = await runCheck(
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    '--config',
    configuration,
    '--output-type',
    'json',
    'shared',
    'electron',
    'renderer',
    'test',
  );
  const { violations } = (JSON.parse(output) as { summary: { violations: { rule: { name: string } }[] } })
    .summary;
  expect([...new Set(violations.map(({ rule }) => rule.name))].sort()).toEqual(
    rules.map(({ name }) => name).sort(),
  );
});

it('every rule of our own about the text of a file fails on the file that breaks it', async () => {
  const output = await runCheck(
    'oxlint/bin/oxlint',
    '--type-aware',
    '--config',
    resolve('.oxlintrc.json'),
    '--format',
    'json',
    '.',
  );
  const { diagnostics } = JSON.parse(output) as { diagnostics: { code: string; filename: string }[] };
  const found = diagnostics.map(({ code, filename }) => `${filename.replaceAll('\\', '/')} ${code}`);
  expect(found.sort()).toEqual([
    'electron/backend/callsSomebody.ts eslint(no-restricted-globals)',
    'electron/main/listensItself.ts eslint(no-restricted-imports)',
    'renderer/forgetsAPromise.ts typescript(no-floating-promises)',
    'renderer/hasADefault.ts import(no-default-export)',
    'renderer/readsTheRegister.tsx react(no-danger)',
    'shared/domain/readsTheClock.ts eslint(no-restricted-globals)',
  ]);
});

it('a message about a wall names what to use instead', async () => {
  const { overrides } = JSON.parse(await readFile('.oxlintrc.json', 'utf8')) as {
    overrides: { files: string[]; rules: { 'no-restricted-globals'?: [string, { message: string }] } }[];
  };
  const domain = overrides.find(({ files }) => files.includes('**/shared/**'));
  expect(domain?.rules['no-restricted-globals']?.[1].message).toContain('PlainDate');
});
