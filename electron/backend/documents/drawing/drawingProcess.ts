import { fileURLToPath } from 'node:url';
import { AppFault } from '../../appFault.ts';
import { createCappedProcess, createNodeProcessHost, type ProcessHost } from '../cappedProcess.ts';
import type { DrawingAnswer, DrawingRequest } from './drawingMessages.ts';
import type { DrawnPages } from './drawPdfPages.ts';

export type DrawingHost = ProcessHost<DrawingRequest, DrawingAnswer>;

/** Drawing takes a native module, which the parser's process must do without: hence a second kind of process. */
export const createNodeDrawingHost = (applicationDirectory: string): DrawingHost =>
  createNodeProcessHost({
    applicationDirectory,
    workerFile: fileURLToPath(new URL('./drawingWorker.ts', import.meta.url)),
    addons: true,
  });

export interface PageDrawer {
  /**
   * Draws the pages of a PDF `widthPx` wide; `pages` are numbers from 1, all of them where left out. Throws the fault
   * `unreadable-file` and nothing else, whatever the bytes.
   */
  readonly draw: (
    bytes: Uint8Array,
    options: { readonly widthPx: number; readonly pages?: readonly number[] },
  ) => Promise<DrawnPages>;
  readonly close: () => void;
}

const MILLISECONDS = 10_000;
const PDFS_PER_PROCESS = 100;

const unreadable = (message: string): AppFault => new AppFault({ code: 'unreadable-file', message });

/** Draws PDFs one at a time in a capped process. */
export const createPageDrawer = (
  host: DrawingHost,
  { milliseconds = MILLISECONDS }: { readonly milliseconds?: number } = {},
): PageDrawer => {
  const process = createCappedProcess(host, { milliseconds, piecesPerProcess: PDFS_PER_PROCESS });
  return {
    draw: async (bytes, options) => {
      const ended = await process.ask((id) => ({ id, bytes, ...options }));
      if (ended.how === 'tookTooLong')
        throw unreadable(
          'The pages took too long to draw, so this was stopped. Save a copy to look at them.',
        );
      if (ended.how !== 'answered')
        throw unreadable('The pages could not be drawn. Try again, or save a copy to look at them.');
      const { drawn } = ended.answer;
      if (drawn === 'encrypted')
        throw unreadable('This PDF is locked with a password. Ask the sender for a copy without one.');
      if (drawn === 'damaged')
        throw unreadable(
          'This PDF is damaged or unusually built: its pages cannot be shown. Save a copy to look at it.',
        );
      return drawn;
    },
    close: process.close,
  };
};
