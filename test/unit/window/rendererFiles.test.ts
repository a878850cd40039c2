import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createRendererFiles } from '../../../electron/window/rendererFiles.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'renderer-files-'));
  await mkdir(join(folder, 'renderer/assets'), { recursive: true });
  await writeFile(join(folder, 'secret.js'), 'outside');
  await writeFile(join(folder, 'renderer/.hidden.js'), 'hidden');
  await writeFile(join(folder, 'renderer/notes.txt'), 'no part of a page');
  await writeFile(join(folder, 'renderer/assets/main-1a.js'), 'main()');
  await writeFile(join(folder, 'renderer/index.html'), '<meta name="style-nonce" content="%STYLE_NONCE%">');
});
afterEach(() => rm(folder, { recursive: true }));

it('each load of the page has a nonce of its own, in the page and in the policy', async () => {
  const files = createRendererFiles(join(folder, 'renderer'));
  const loads = await Promise.all(['/', '/index.html'].map((path) => files.find(path)));
  const nonces = loads.map((load) => /content="([\w-]{24})"/.exec(Buffer.from(load!.bytes).toString())?.[1]);
  expect(new Set(nonces).size).toBe(2);
  expect(loads.map((load) => load!.headers['Content-Security-Policy'])).toEqual(
    nonces.map(
      (nonce) =>
        `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' blob:; ` +
        "font-src 'self'; connect-src 'none'; worker-src 'self'; object-src 'none'; frame-src 'none'; " +
        "frame-ancestors 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; " +
        'trusted-types default',
    ),
  );
});

it('a script of the build is served as it is, with its media type', async () => {
  const file = await createRendererFiles(join(folder, 'renderer')).find('/assets/main-1a.js');
  expect([Buffer.from(file!.bytes).toString(), file!.headers['Content-Type']]).toEqual([
    'main()',
    'text/javascript; charset=utf-8',
  ]);
});

it('nothing outside the build and nothing but its kinds of file is served', async () => {
  const files = createRendererFiles(join(folder, 'renderer'));
  const paths = [
    '/../secret.js',
    '/assets/../../secret.js',
    '/%2e%2e/secret.js',
    '/..%2fsecret.js',
    '/..\\secret.js',
    '//secret.js',
    `/${folder}/secret.js`,
    '/.hidden.js',
    '/notes.txt',
    '/missing.js',
    '/assets',
    '/assets/main-1a.js\0',
    'assets/main-1a.js',
    '',
  ];
  expect(await Promise.all(paths.map((path) => files.find(path)))).toEqual(paths.map(() => undefined));
});
