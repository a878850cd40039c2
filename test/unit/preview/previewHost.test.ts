import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Backend } from '../../../electron/backend/createBackend.ts';
import { findBrowser } from '../../../electron/preview/findBrowser.ts';
import { openPreview, type Preview } from '../../../electron/preview/previewHost.ts';

type Listener = Parameters<Backend['subscribe']>[0];

const calls: { name: string; input: unknown }[] = [];
const listeners = new Set<Listener>();
const backend: Pick<Backend, 'call' | 'subscribe'> = {
  call: async (name, input) => {
    calls.push({ name, input });
    return { ok: true, value: { echoed: input } };
  },
  subscribe: (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

let folder = '';
let preview: Preview;
let outsideRequests = 0;
let closedTimes = 0;
const outside = createServer((_request, response) => {
  outsideRequests += 1;
  response.end('outside');
});
const outsideUrl = () => `http://127.0.0.1:${(outside.address() as AddressInfo).port}/`;

const ownProfiles = async () =>
  (await readdir(tmpdir())).filter((name) => name.startsWith(`escalation-register-window-${process.pid}-`));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preview-page-'));
  await writeFile(
    join(folder, 'index.html'),
    `<!doctype html><meta name="style-nonce" content="%STYLE_NONCE%"><title>Escalation Register</title>
     <p id="state">not started</p><script src="/main.js"></script><script>window.inlineRan = true</script>`,
  );
  await writeFile(
    join(folder, 'main.js'),
    `window.heard = [];
     window.unsubscribe = window.register.subscribe((json) => window.heard.push(JSON.parse(json)));
     document.querySelector('#state').textContent = 'started';`,
  );
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('No Chromium, Chrome or Edge is installed.');
  preview = await openPreview({
    backend,
    rendererDirectory: folder,
    headless: true,
    executablePath,
    onClosed: () => {
      closedTimes += 1;
    },
  });
}, 60_000);
afterAll(async () => {
  await preview?.close();
  outside.close();
  await rm(folder, { recursive: true });
});

it('the page loads, its own script runs and an inline one does not', async () => {
  const state = await preview.page.locator('#state').textContent();
  const inlineRan = await preview.page.evaluate(() => 'inlineRan' in window);
  expect([state, await preview.page.title(), inlineRan]).toEqual(['started', 'Escalation Register', false]);
});

it('an operation goes to the backend and its answer comes back as text', async () => {
  calls.length = 0;
  const answer = await preview.page.evaluate(() =>
    (window as unknown as { register: { call(name: string, json: string): Promise<string> } }).register.call(
      'vault.lock',
      '{"naïve":"Ọlá"}',
    ),
  );
  expect([JSON.parse(answer), calls]).toEqual([
    { ok: true, value: { echoed: { naïve: 'Ọlá' } } },
    [{ name: 'vault.lock', input: { naïve: 'Ọlá' } }],
  ]);
});

it('a name outside the contract never reaches the backend', async () => {
  calls.length = 0;
  const answer = await preview.page.evaluate(() =>
    (window as unknown as { register: { call(name: string, json: string): Promise<string> } }).register.call(
      'vault.drop',
      '{}',
    ),
  );
  expect([JSON.parse(answer).error.code, calls]).toEqual(['invalid', []]);
});

it('an event of the backend reaches the window until it stops listening', async () => {
  for (const listener of listeners) listener({ name: 'vault.locked', payload: { because: 'idle' } });
  const heard = () => preview.page.evaluate(() => (window as unknown as { heard: unknown[] }).heard);
  await expect.poll(heard).toEqual([{ name: 'vault.locked', payload: { because: 'idle' } }]);
  await preview.page.evaluate(() => (window as unknown as { unsubscribe(): void }).unsubscribe());
  for (const listener of listeners) listener({ name: 'vault.locked', payload: { because: 'person' } });
  await preview.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
  expect(await heard()).toHaveLength(1);
});

it('the page can reach nothing outside, neither by a request nor by going there', async () => {
  const reached = await preview.page.evaluate(async (url) => {
    const fetched = await fetch(url).then(
      () => true,
      () => false,
    );
    const picture = await new Promise((resolve) => {
      const image = new Image();
      image.onload = () => resolve(true);
      image.onerror = () => resolve(false);
      image.src = url;
    });
    window.open(url);
    location.href = url;
    return [fetched, picture];
  }, outsideUrl());
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect([reached, preview.page.url(), outsideRequests]).toEqual([
    [false, false],
    'https://register.invalid/',
    0,
  ]);
});

it('a closed window leaves no profile behind and says once that it has gone', async () => {
  const before = await ownProfiles();
  await preview.page.close();
  await preview.close();
  expect([before.length, await ownProfiles(), closedTimes, listeners.size]).toEqual([1, [], 1, 0]);
});
