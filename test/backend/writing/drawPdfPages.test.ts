import { fileURLToPath } from 'node:url';
import { loadImage } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { drawPdfPages } from '../../../electron/backend/documents/drawing/drawPdfPages.ts';
import {
  installedNoticeFonts,
  loadNoticeFonts,
} from '../../../electron/backend/documents/writing/noticeFonts.ts';
import { writePaper } from '../../../electron/backend/documents/writing/paperPdf.ts';
import { noticeContent } from '../../../shared/domain/noticeContent.ts';
import { bury } from '../../../shared/domain/procedures/bury.ts';
import { exampleFacts } from './exampleNotice.ts';

const fonts = await loadNoticeFonts(
  fileURLToPath(new URL('../../../node_modules', import.meta.url)),
  installedNoticeFonts,
);
const notice = await writePaper(noticeContent({ procedure: bury, facts: exampleFacts }), fonts);

test('the pages of a notice become pictures of the width asked for, with their text beside them', async () => {
  const drawn = await drawPdfPages(notice, { widthPx: 600 });
  const pictures = await Promise.all(drawn.pages.map((page) => loadImage(Buffer.from(page.png))));
  expect({
    numbers: drawn.pages.map((page) => page.number),
    sizes: pictures.map((picture) => [picture.width, picture.height]),
    child: drawn.pages[0]?.text.includes('Zoë Łukasiewicz-Ní Bhriain-Test'),
  }).toEqual({
    numbers: Array.from({ length: drawn.pageCount }, (_page, index) => index + 1),
    sizes: drawn.pages.map(() => [600, 849]),
    child: true,
  });
});

test('only the pages asked for are drawn, and numbers past the end are passed over', async () => {
  const { pages } = await drawPdfPages(notice, { widthPx: 200, pages: [2, 99] });
  expect(pages.map((page) => page.number)).toEqual([2]);
});

test('bytes that are no PDF are refused', async () => {
  await expect(drawPdfPages(Buffer.from('not a PDF'), { widthPx: 200 })).rejects.toThrow();
});
