/**
 * Review packs: cases that leave the register as one sealed file for a reviewer elsewhere, and the sealed answer that
 * comes back. This folder knows the format, the keys and what lies in them; it imports Node, zod, shared and the vault's
 * words and waits, and nothing of the register's database.
 *
 * A sealed file is: a line that says what it is; the length of the header as four bytes, the highest first; the
 * header as JSON; the content under AES-256-GCM with all before it as additional data; its tag; SHA-256 of the whole.
 * The digest keeps nobody out: it tells a file that was damaged on its way from a passphrase that is wrong.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const DIGEST_BYTES = 32;
const TAG_BYTES = 16;
const NONCE_BYTES = 12;
const LENGTH_BYTES = 4;
/** A header is some hundred bytes; a changed length must not make anybody read the content as one. */
const MAX_HEADER_BYTES = 8 * 1024;

export interface SealedFile {
  /** As it stands in the file: proven once the content has been opened, not before. */
  readonly header: unknown;
  readonly authenticated: Buffer;
  readonly nonce: Buffer;
  readonly content: Buffer;
  readonly tag: Buffer;
  /** Of the whole file, in hexadecimal. */
  readonly sha256: string;
}

export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** `key` is of 32 bytes and seals this one file. */
export const sealFile = (options: {
  /** One line of ASCII without its line break. */
  readonly kind: string;
  readonly header: Readonly<Record<string, unknown>>;
  readonly key: Buffer;
  readonly content: Buffer;
}): Buffer => {
  const { kind, header, key, content } = options;
  const nonce = randomBytes(NONCE_BYTES);
  const headerBytes = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(headerBytes.length);
  const authenticated = Buffer.concat([Buffer.from(`${kind}\n`), length, headerBytes, nonce]);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(authenticated);
  const whole = Buffer.concat([authenticated, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
  return Buffer.concat([whole, createHash('sha256').update(whole).digest()]);
};

/** Takes a file apart. `other`: it does not begin as one of this kind; `altered`: it is not as it was written. */
export const readSealedFile = (bytes: Buffer, kind: string): SealedFile | 'other' | 'altered' => {
  const firstLine = Buffer.from(`${kind}\n`);
  if (!bytes.subarray(0, firstLine.length).equals(firstLine)) return 'other';
  const whole = bytes.subarray(0, -DIGEST_BYTES);
  const headerAt = firstLine.length + LENGTH_BYTES;
  if (whole.length < headerAt + NONCE_BYTES + TAG_BYTES) return 'altered';
  if (!createHash('sha256').update(whole).digest().equals(bytes.subarray(-DIGEST_BYTES))) return 'altered';
  const headerLength = whole.readUInt32BE(firstLine.length);
  const contentAt = headerAt + headerLength + NONCE_BYTES;
  if (headerLength > MAX_HEADER_BYTES || contentAt + TAG_BYTES > whole.length) return 'altered';
  try {
    return {
      header: JSON.parse(whole.subarray(headerAt, headerAt + headerLength).toString('utf8')) as unknown,
      authenticated: whole.subarray(0, contentAt),
      nonce: whole.subarray(contentAt - NONCE_BYTES, contentAt),
      content: whole.subarray(contentAt, -TAG_BYTES),
      tag: whole.subarray(-TAG_BYTES),
      sha256: digestOf(bytes),
    };
  } catch {
    return 'altered';
  }
};

/** The content; undefined where the key is another's or anything in the file, its header included, was changed. */
export const openSealedFile = (
  { authenticated, nonce, content, tag }: SealedFile,
  key: Buffer,
): Buffer | undefined => {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(authenticated).setAuthTag(tag);
    return Buffer.concat([decipher.update(content), decipher.final()]);
  } catch {
    return undefined;
  }
};
