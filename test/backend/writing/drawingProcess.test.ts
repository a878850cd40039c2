import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { createNodeProcessHost } from '../../../electron/backend/documents/cappedProcess.ts';
import {
  createNodeDrawingHost,
  createPageDrawer,
} from '../../../electron/backend/documents/drawing/drawingProcess.ts';
import {
  installedNoticeFonts,
  loadNoticeFonts,
} from '../../../electron/backend/documents/writing/noticeFonts.ts';
import { writePaper } from '../../../electron/backend/documents/writing/paperPdf.ts';
import { noticeContent } from '../../../shared/domain/noticeContent.ts';
import { bury } from '../../../shared/domain/procedures/bury.ts';
import { openOffice, receive, refusalOf, setUp } from '../../helpers/office.ts';
import { exampleFacts } from './exampleNotice.ts';

const applicationDirectory = fileURLToPath(new URL('../../../', import.meta.url));
const fonts = await loadNoticeFonts(`${applicationDirectory}/node_modules`, installedNoticeFonts);
const notice = await writePaper(noticeContent({ procedure: bury, facts: exampleFacts }), fonts);

/** What a drawing came to: its pages' numbers, or the code of the refusal. */
const outcomeOf = async (drawing: ReturnType<ReturnType<typeof createPageDrawer>['draw']>) =>
  drawing.then(
    ({ pages }) => pages.map(({ number }) => number),
    (error: { readonly appError?: { readonly code: string } }) => error.appError?.code,
  );

describe('the drawing process', () => {
  const drawer = createPageDrawer(createNodeDrawingHost(applicationDirectory));
  afterAll(drawer.close);

  test('draws the pages of a notice, refuses what is no PDF, and goes on', async () => {
    const widthPx = 300;
    expect([
      await outcomeOf(drawer.draw(notice, { widthPx, pages: [1] })),
      await outcomeOf(drawer.draw(Buffer.from('not a PDF'), { widthPx })),
      await outcomeOf(drawer.draw(notice.slice(0, notice.length / 3), { widthPx })),
      await outcomeOf(drawer.draw(new Uint8Array(0), { widthPx })),
      await outcomeOf(drawer.draw(notice, { widthPx, pages: [1, 99] })),
    ]).toEqual([[1], 'unreadable-file', 'unreadable-file', 'unreadable-file', [1]]);
  });

  test('is ended when a PDF takes too long, and refuses once it is closed', async () => {
    const slow = createPageDrawer(
      createNodeProcessHost({
        applicationDirectory,
        workerFile: fileURLToPath(new URL('../../fixtures/drawingProbe.ts', import.meta.url)),
      }),
      { milliseconds: 30 },
    );
    const late = await outcomeOf(slow.draw(notice, { widthPx: 100 }));
    slow.close();
    expect([late, await outcomeOf(slow.draw(notice, { widthPx: 100 }))]).toEqual([
      'unreadable-file',
      'unreadable-file',
    ]);
  });
});

test('a received PDF is shown as pictures with their words, and any other file is refused', async () => {
  await using office = openOffice();
  await setUp(office);
  const pdf = await receive(office, 'form.pdf', notice);
  const text = await receive(office, 'form.txt', Buffer.from('Name of child: Robin Sample-Test'));
  const { pageCount, pages } = await office.api.documents.pages({ documentId: pdf.document.id, first: 2 });
  const refusal = await refusalOf(office.api.documents.pages({ documentId: text.document.id, first: 1 }));
  expect([
    pages.length,
    pages.every(({ png }) => Buffer.from(png, 'base64').subarray(1, 4).toString() === 'PNG'),
    pages[0]?.text.includes(`Page 2 of ${pageCount}`),
    refusal.code,
  ]).toEqual([pageCount - 1, true, true, 'unreadable-file']);
});
