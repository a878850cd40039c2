import { chromium } from 'playwright-core';
import type { Backend } from '../backend/createBackend.ts';
import type { Printer } from '../backend/ports.ts';
import { PRINTING_LIMIT, sheetLines, sheetMargins } from '../window/printing.ts';
import { contextOptions, launchOptions, PREVIEW_ORIGIN, serveRegister } from './registerPage.ts';

export interface ChromiumPrinterOptions {
  readonly rendererDirectory: string;
  /** The browser that prints; undefined where this machine has none. */
  readonly executablePath: string | undefined;
  /** The backend that the page asks: asked for when something is printed, as it is made after its printer. */
  readonly findBackend: () => Pick<Backend, 'call'>;
}

const millimetres = (length: number): string => `${length}mm`;

/**
 * Prints in a browser of its own without a window: one that is seen cannot print everywhere, and would show the page.
 * It keeps nothing on disk.
 */
export const createChromiumPrinter = ({
  rendererDirectory,
  executablePath,
  findBackend,
}: ChromiumPrinterOptions): Printer => ({
  print: async ({ route, title, marking }) => {
    if (executablePath === undefined) throw new Error('There is no browser here to print with.');
    await using browser = await chromium.launch({
      ...launchOptions,
      args: [...launchOptions.args],
      executablePath,
    });
    const context = await browser.newContext({
      ...contextOptions,
      colorScheme: 'light',
      contrast: 'no-preference',
      forcedColors: 'none',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await serveRegister(context, page, { call: findBackend().call, rendererDirectory });
    await page.goto(`${PREVIEW_ORIGIN}/#${route}`);
    await page.waitForFunction((whole) => document.title === whole, title, { timeout: PRINTING_LIMIT });
    const { top, bottom, left, right } = sheetMargins;
    return await page.pdf({
      format: 'A4',
      printBackground: true,
      tagged: true,
      outline: true,
      displayHeaderFooter: true,
      margin: {
        top: millimetres(top),
        bottom: millimetres(bottom),
        left: millimetres(left),
        right: millimetres(right),
      },
      ...sheetLines({ title, marking }),
    });
  },
});
