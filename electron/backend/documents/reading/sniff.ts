import { strFromU8 } from 'fflate';

/** What the bytes are. `ole` is an old Office file whose kind cannot be told. */
export type SniffedFormat =
  | 'zip'
  | 'pdf'
  | 'rtf'
  | 'doc'
  | 'msg'
  | 'encryptedOffice'
  | 'ole'
  | 'eml'
  | 'html'
  | 'picture'
  | 'text'
  | 'unknown';

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

const latin1 = (bytes: Uint8Array, length: number): string => strFromU8(bytes.subarray(0, length), true);

const pictureSignatures: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x49, 0x49, 0x2a, 0x00],
  [0x4d, 0x4d, 0x00, 0x2a],
  [0x42, 0x4d],
];

/** Directory names inside an OLE file are UTF-16; each kind has one that no other kind has. */
const oleKind = (bytes: Uint8Array): SniffedFormat => {
  const holds = (name: string): boolean =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(name, 'utf16le'));
  if (holds('EncryptedPackage')) return 'encryptedOffice';
  if (holds('__properties_version1.0')) return 'msg';
  return holds('WordDocument') ? 'doc' : 'ole';
};

/** Header lines up to a blank one, "From" and another well-known one among them. */
const looksLikeEmail = (head: string): boolean => {
  const names: string[] = [];
  for (const line of head.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    if (line === '') break;
    if (/^[ \t]/.test(line) && names.length > 0) continue;
    const name = /^([!-9;-~]+):/.exec(line)?.[1] ?? /^(From) /.exec(line)?.[1];
    if (name === undefined) return false;
    names.push(name.toLowerCase());
  }
  const known = [
    'to',
    'subject',
    'date',
    'received',
    'mime-version',
    'message-id',
    'return-path',
    'delivered-to',
  ];
  return names.includes('from') && names.some((name) => known.includes(name));
};

/** Tells a file's kind from its bytes alone; its name is never asked. */
export const sniff = (bytes: Uint8Array): SniffedFormat => {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06]))
    return 'zip';
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return oleKind(bytes);
  const head = latin1(bytes, 8192);
  if (head.slice(0, 1024).includes('%PDF-')) return 'pdf';
  if (head.startsWith('{\\rtf')) return 'rtf';
  const unicodeText = startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]);
  if (!unicodeText && pictureSignatures.some((signature) => startsWith(bytes, signature))) return 'picture';
  if (unicodeText) return 'text';
  // Control characters other than tab, line ends and form feed do not occur in text.
  if (/[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]/.test(head)) return 'unknown';
  // Data of other programs, whose keys may read like labels.
  if (/^\s*[[{]\s*["[{]/.test(head)) return 'unknown';
  if (looksLikeEmail(latin1(bytes, 256 * 1024))) return 'eml';
  if (/^(?:\u00ef\u00bb\u00bf)?\s*<(?:!doctype html|html|\?xml|head|body|table)\b/i.test(head)) return 'html';
  return 'text';
};
