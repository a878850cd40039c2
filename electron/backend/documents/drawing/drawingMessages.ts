/** What passes between the backend and the capped process that draws the pages of PDFs. */
import type { DrawnPages } from './drawPdfPages.ts';

export interface DrawingRequest {
  readonly id: number;
  readonly bytes: Uint8Array;
  readonly widthPx: number;
  /** Numbers from 1; left out, all pages. */
  readonly pages?: readonly number[];
}

export type DrawingRefusal = 'encrypted' | 'damaged';

export interface DrawingAnswer {
  readonly id: number;
  readonly drawn: DrawnPages | DrawingRefusal;
}
