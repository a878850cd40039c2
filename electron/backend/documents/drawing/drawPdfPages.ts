/**
 * Pages of a PDF as pictures, by pdf.js on a canvas: the window never opens a PDF itself. For the capped parser
 * process only; imports pdfjs-dist and @napi-rs/canvas, reads nothing but the fonts that pdf.js brings along.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

export type DrawnPage = {
  /** From 1. */
  readonly number: number;
  readonly png: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
  /** The text of the page, line by line, for readers who do not see the picture. */
  readonly text: string;
};

export type DrawnPages = { readonly pageCount: number; readonly pages: readonly DrawnPage[] };

/** A taller page is drawn narrower: a page may be made up to fill the memory. */
const TALLEST_PX = 8000;
const LARGEST_IMAGE_PX = 40_000_000;

// pdf.js reads the standard fonts and character maps that a PDF leaves out from its own package.
const pdfjsFolder = dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/package.json')));
const assets = (folder: string): string => join(pdfjsFolder, folder, '/');

/** Joins the pieces of a page's text; a piece that ends its line brings the line break. */
const textOf = (items: readonly unknown[]): string =>
  items
    .map((item) => item as { readonly str?: string; readonly hasEOL?: boolean })
    .map(({ str = '', hasEOL }) => (hasEOL ? `${str}\n` : str))
    .join('');

/**
 * Draws pages `widthPx` pixels wide. `pages` are numbers from 1; left out, all pages are drawn, and numbers that
 * the document does not have are passed over. Throws where the bytes are no readable PDF or need a password.
 */
export const drawPdfPages = async (
  bytes: Uint8Array,
  options: { readonly widthPx: number; readonly pages?: readonly number[] },
): Promise<DrawnPages> => {
  const task = getDocument({
    // A copy, and never a Buffer: pdf.js takes its bytes over for itself.
    data: new Uint8Array(bytes),
    verbosity: VerbosityLevel.ERRORS,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    stopAtErrors: false,
    maxImageSize: LARGEST_IMAGE_PX,
    standardFontDataUrl: assets('standard_fonts'),
    cMapUrl: assets('cmaps'),
    wasmUrl: assets('wasm'),
    iccUrl: assets('iccs'),
  });
  try {
    const document = await task.promise;
    const wanted = options.pages ?? Array.from({ length: document.numPages }, (_page, index) => index + 1);
    const pages: DrawnPage[] = [];
    for (const number of wanted.filter((page) => page >= 1 && page <= document.numPages)) {
      const page = await document.getPage(number);
      const { width, height } = page.getViewport({ scale: 1 });
      const viewport = page.getViewport({ scale: Math.min(options.widthPx / width, TALLEST_PX / height) });
      const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
      await page.render({
        // The types want a browser's canvas; this one has the same methods.
        canvas: canvas as unknown as Parameters<typeof page.render>[0]['canvas'],
        viewport,
      }).promise;
      const content = await page.getTextContent();
      pages.push({
        number,
        png: new Uint8Array(canvas.toBuffer('image/png')),
        widthPx: canvas.width,
        heightPx: canvas.height,
        text: textOf(content.items),
      });
      page.cleanup();
    }
    return { pageCount: document.numPages, pages };
  } finally {
    await task.destroy();
  }
};
