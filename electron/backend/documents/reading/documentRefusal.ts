/**
 * Reading received documents: bytes in, a plain document model out, inside a capped process of its own. Files here
 * may import shared, the parsing libraries and one another; they never see the database, a file name or the network.
 */
export const refusalCodes = [
  'empty-file',
  'too-large',
  'too-large-unpacked',
  'too-many-parts',
  'unsafe-archive',
  'unsafe-xml',
  'encrypted',
  'damaged',
  'too-complex',
  'unsupported-format',
  'not-a-form',
  'scanned',
  'took-too-long',
  'parser-stopped',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** Why a document was not read, in words for the person who opened it. Carries nothing of the document. */
export class DocumentRefusal extends Error {
  readonly code: RefusalCode;
  constructor(code: RefusalCode, message: string) {
    super(message);
    this.name = 'DocumentRefusal';
    this.code = code;
  }
}

/** What remains possible with a file that cannot be read; ends every refusal. */
export const KEEP_AS_EVIDENCE = 'The file can still be kept with the case as evidence.';
