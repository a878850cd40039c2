import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { createPageDrawer } from '../../../electron/backend/documents/drawing/drawingProcess.ts';
import type { ProcessHost } from '../../../electron/backend/documents/cappedProcess.ts';
import { createDocumentReader } from '../../../electron/backend/documents/reading/parserProcess.ts';
import { plainDate } from '../../../shared/domain/calendarTypes.ts';
import { bundledProcedures } from '../../../shared/domain/procedures/bundledProcedures.ts';
import { fixtureForm } from '../../helpers/office.ts';

const probe = async (how: string): Promise<Record<string, string>> => {
  const child = fork(new URL('../../fixtures/rightsProbe.ts', import.meta.url), [how]);
  const [found] = await once(child, 'message');
  child.kill('SIGKILL');
  for (const ending of ['', '-folder'])
    rmSync(`${tmpdir()}/rights-probe-${child.pid}${ending}`, { recursive: true, force: true });
  return found as Record<string, string>;
};

test('a reader of files without Node’s permission model reads, and can neither write, start nor call anything', async () => {
  const [given, kept] = await Promise.all([probe('gives up'), probe('keeps')]);
  const { read, ...refused } = given;
  expect({ read, refused: new Set(Object.values(refused)), kept: new Set(Object.values(kept)) }).toEqual({
    read: 'allowed',
    refused: new Set(['ERR_ACCESS_DENIED']),
    kept: new Set(['allowed']),
  });
});

/** Starts a worker as Electron would, with nothing around it that caps it. */
const bareHost = <Request extends object, Answer>(worker: string): ProcessHost<Request, Answer> => ({
  start: () => {
    const child = fork(new URL(`../../../electron/backend/documents/${worker}`, import.meta.url), [], {
      env: {},
      serialization: 'advanced',
    });
    return {
      post: (request) => void child.send(request),
      onMessage: (listener) => void child.on('message', (answer) => listener(answer as Answer)),
      onExit: (listener) => void child.once('exit', listener),
      kill: () => void child.kill('SIGKILL'),
    };
  },
});

test('a reader that has given up its rights still reads every kind of form and draws pages', async () => {
  const reader = createDocumentReader(bareHost('reading/parserWorker.ts'));
  const drawer = createPageDrawer(bareHost('drawing/drawingWorker.ts'));
  const context = { today: plainDate('2026-06-01'), procedures: bundledProcedures };
  const pdf = fixtureForm('converted/bury-request-for-resolution.pdf');
  const names = ['bury-request-for-resolution.docx', 'gloucestershire-stage-4-referral.eml'];
  const converted = ['doc', 'odt', 'rtf', 'pdf'].map(
    (ending) => `converted/bury-request-for-resolution.${ending}`,
  );
  const read: boolean[] = [];
  for (const name of [...names, ...converted]) read.push((await reader.read(fixtureForm(name), context)).ok);
  const { pages } = await drawer.draw(pdf, { widthPx: 300 });
  reader.close();
  drawer.close();
  expect({ read, drawn: pages.length > 0 }).toEqual({
    read: Array.from({ length: 6 }, () => true),
    drawn: true,
  });
});
