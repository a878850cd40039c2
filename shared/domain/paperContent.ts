/**
 * A paper that leaves the office, as plain content: notices and letters say what stands on it, the writer of PDFs
 * says how it looks.
 */
import type { PlainDate } from './calendarTypes.ts';

/** At the head and foot of every page, and first in every subject line (Government Security Classifications). */
export const PROTECTIVE_MARKING = 'OFFICIAL-SENSITIVE';

export type PaperBlock =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  /** A label with a short value: a name, a date. */
  | { readonly kind: 'field'; readonly label: string; readonly lines: readonly string[] }
  /** A heading with free text of any length under it. */
  | { readonly kind: 'text'; readonly label: string; readonly paragraphs: readonly string[] }
  /** Free text of any length with nothing over it, each paragraph as its lines. */
  | { readonly kind: 'words'; readonly paragraphs: readonly (readonly string[])[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly { readonly label: string; readonly remark?: string }[];
      /** Cells are short: each is an array of lines. The first cell heads its row. */
      readonly rows: readonly (readonly (readonly string[])[])[];
    }
  | { readonly kind: 'remark'; readonly text: string };

export type PaperContent = {
  /** At the foot of every page: "BURY-2026-014 · Version 1". Names nobody. */
  readonly foot: string;
  readonly completedOn: PlainDate;
  readonly marking: string;
  /** The document's title in the reader's window; names nobody. */
  readonly documentTitle: string;
  readonly issuer: string;
  readonly title: string;
  /** Under the title: reference, version, date, who sends it. */
  readonly particulars: readonly { readonly label: string; readonly value: string }[];
  /** The outcome in a sentence, before the rest. */
  readonly lead?: string;
  readonly blocks: readonly PaperBlock[];
};

/** Each line that says something, as a paragraph of its own. */
export const linesOf = (text: string): readonly string[] =>
  text.split(/\r\n|[\n\r\u2028\u2029]/).filter((line) => line.trim() !== '');
