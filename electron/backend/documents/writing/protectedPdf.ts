import { createRequire } from 'node:module';

// By require: pdf-lib's modules for import name JSON files in a way that Node refuses.
const load = createRequire(import.meta.url);
const { PDFDocument } = load('@cantoo/pdf-lib') as typeof import('@cantoo/pdf-lib');

export interface Attachment {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The same document behind a passphrase (AES-256), its tags kept. Files given along travel inside it, encrypted too.
 * Two calls never give the same bytes: the encryption draws its own random salt.
 */
export const protectPdf = async (
  bytes: Uint8Array,
  passphrase: string,
  attachments: readonly Attachment[] = [],
): Promise<Uint8Array> => {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  for (const { name, bytes: content } of attachments) await document.attach(content, name);
  document.encrypt({ userPassword: passphrase, ownerPassword: passphrase, algorithm: 'AES-256' });
  return document.save();
};
