/** How large a received file may be and become. Each refusal names the limit that it met. */
const MEBIBYTE = 1024 * 1024;

export const limits = {
  /** Bytes of the file as received. */
  fileBytes: 20 * MEBIBYTE,
  /** Bytes of all its parts together once unpacked. */
  unpackedBytes: 100 * MEBIBYTE,
  /** Unpacked bytes for each packed byte. */
  unpackingRatio: 100,
  archiveEntries: 1_000,
  /** Attachments of one e-mail that are looked into; further ones are listed as not read. */
  attachments: 50,
  /** Lines of one e-mail that may part it; each part has two. */
  emailBoundaries: 2_000,
  /** E-mails within e-mails. */
  emailDepth: 3,
  /** Characters of one document's words. */
  characters: 2_000_000,
  /** Tags of a web page within one another. */
  tagDepth: 1_000,
  pdfPages: 50,
  /** Paragraphs and tables in one document. */
  blocks: 20_000,
  /** Columns of one row of a rich text table. */
  columns: 200,
  /** Tables and text boxes within one another. */
  nesting: 40,
  /** Time that one file may take, in milliseconds. */
  milliseconds: 10_000,
  /** Files that one parser process reads before a fresh one takes over. */
  filesPerProcess: 100,
} as const;
