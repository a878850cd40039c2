import type { PrintJob } from '../backend/ports.ts';

/** How long, in milliseconds, a page that is to be printed may take until it is whole. */
export const PRINTING_LIMIT = 60_000;

/** In millimetres: room for the lines at the head and the foot. */
export const sheetMargins = { top: 22, bottom: 20, left: 16, right: 16 } as const;

const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

// Chromium draws these two on their own, without the styles of the page, and would make the words tiny.
const line = (inside: string): string =>
  `<div style="width:100%;margin:0 16mm;font:600 8.5pt 'Source Sans 3',Arial,sans-serif;color:#14242c;display:flex;justify-content:space-between">${inside}</div>`;

/** The lines at the head and the foot of each page, as Chromium takes them. */
export const sheetLines = ({
  title,
  marking,
}: Pick<PrintJob, 'title' | 'marking'>): {
  readonly headerTemplate: string;
  readonly footerTemplate: string;
} => {
  const marked = `<span style="white-space:nowrap;margin-right:8mm">${escapeMarkup(marking)}</span>`;
  return {
    headerTemplate: line(
      `${marked}<span style="font-weight:400;font-size:7.5pt;text-align:right">${escapeMarkup(title)}</span>`,
    ),
    footerTemplate: line(
      `${marked}<span style="font-weight:400">Page <span class="pageNumber"></span> of <span class="totalPages"></span></span>`,
    ),
  };
};
