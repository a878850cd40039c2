import type { BrowserWindow } from 'electron';
import type { Printer } from '../backend/ports.ts';
import { PRINTING_LIMIT, sheetLines, sheetMargins } from '../window/printing.ts';
import { APP_ORIGIN } from './hardenSession.ts';

const MILLIMETRES_AN_INCH = 25.4;
const inches = (millimetres: number): number => millimetres / MILLIMETRES_AN_INCH;

/** Resolves when the page says by its title that it is whole. */
const becomes = (window: BrowserWindow, title: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error('The page was not whole in time.')), PRINTING_LIMIT);
    window.on('page-title-updated', (event, now) => {
      event.preventDefault();
      if (now !== title) return;
      clearTimeout(limit);
      resolve();
    });
  });

/** Prints from a window that nobody sees, in the session of the one that they see. */
export const createWindowPrinter = (openHidden: () => BrowserWindow): Printer => ({
  print: async ({ route, title, marking }) => {
    const window = openHidden();
    try {
      const whole = becomes(window, title);
      await Promise.all([window.loadURL(`${APP_ORIGIN}/index.html#${route}`), whole]);
      const { top, bottom, left, right } = sheetMargins;
      return await window.webContents.printToPDF({
        pageSize: 'A4',
        printBackground: true,
        generateTaggedPDF: true,
        generateDocumentOutline: true,
        displayHeaderFooter: true,
        margins: { top: inches(top), bottom: inches(bottom), left: inches(left), right: inches(right) },
        ...sheetLines({ title, marking }),
      });
    } finally {
      window.destroy();
    }
  },
});
