import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createChromiumPrinter } from '../../../electron/preview/chromiumPrinter.ts';
import { findBrowser } from '../../../electron/preview/findBrowser.ts';
import { readPdf } from '../../backend/writing/pdfText.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'printed-page-'));
  await writeFile(
    join(folder, 'index.html'),
    `<!doctype html><html lang="en-GB"><meta name="style-nonce" content="%STYLE_NONCE%">
     <title>Escalation Register</title><body><script src="/main.js"></script></body></html>`,
  );
  await writeFile(
    join(folder, 'main.js'),
    `window.register.call('vault.status', JSON.stringify({ at: location.hash })).then((answer) => {
       const { value } = JSON.parse(answer);
       document.body.append(Object.assign(document.createElement('h1'), { textContent: value.heading }));
       document.title = value.title;
     });`,
  );
});
afterAll(() => rm(folder, { recursive: true }));

it('a page of the register is printed whole, tagged, with its outline, its marking and its pages numbered', async () => {
  const asked: unknown[] = [];
  const printer = createChromiumPrinter({
    rendererDirectory: folder,
    executablePath: findBrowser(),
    findBackend: () => ({
      call: async (name, input) => {
        asked.push([name, input]);
        return { ok: true, value: { heading: 'Volume and trend', title: 'Escalations' } };
      },
    }),
  });
  const pdf = await printer.print({
    route: '/report/1/print',
    title: 'Escalations',
    marking: 'OFFICIAL <1>',
  });
  const { pages, marked, info, roles } = await readPdf(pdf);
  expect({
    asked,
    words: pages.map(({ body }) => body.split('\n').map((line) => line.trim())),
    marked,
    title: info['Title'],
    language: info['Language'],
    roles,
    hasOutline: Buffer.from(pdf).includes('/Outlines'),
  }).toEqual({
    asked: [['vault.status', { at: '#/report/1/print' }]],
    words: [['Volume and trend', 'OFFICIAL <1> Escalations', 'OFFICIAL <1> Page 1 of 1']],
    marked: true,
    title: 'Escalations',
    language: 'en-GB',
    roles: ['Root', 'Document', 'H1', 'NonStruct'],
    hasOutline: true,
  });
});

it('is refused where there is no browser', async () => {
  const printer = createChromiumPrinter({
    rendererDirectory: folder,
    executablePath: undefined,
    findBackend: () => ({ call: () => Promise.reject(new Error('not asked')) }),
  });
  await expect(printer.print({ route: '/report/1/print', title: 'x', marking: 'y' })).rejects.toThrow(
    'no browser',
  );
});
