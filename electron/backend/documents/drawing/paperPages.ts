import { sha256Of } from '../sha256Of.ts';
import type { PageDrawer } from './drawingProcess.ts';

/** Twice a pane's width, so that small print is sharp when it is made larger. */
const PAGE_WIDTH_PX = 1100;

/** The pages of a PDF for the window, drawn from the very bytes whose digest stands beside them. */
export const paperPages = async (
  pageDrawer: PageDrawer,
  bytes: Uint8Array,
): Promise<{ pages: { png: string; text: string }[]; sha256: string }> => {
  const { pages } = await pageDrawer.draw(bytes, { widthPx: PAGE_WIDTH_PX });
  return {
    pages: pages.map(({ png, text }) => ({ png: Buffer.from(png).toString('base64'), text })),
    sha256: sha256Of(bytes),
  };
};
