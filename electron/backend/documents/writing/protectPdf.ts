/**
 * A copy of a PDF that opens only with its passphrase: AES-256 as ISO 32000-2 has it (revision 6). The tags, the
 * language and the title stay; what is read out is the same.
 */
import { createRequire } from 'node:module';

// By require: pdf-lib's modules for import name JSON files in a way that Node refuses.
const { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFStream, PDFString } = createRequire(import.meta.url)(
  '@cantoo/pdf-lib',
) as typeof import('@cantoo/pdf-lib');

type Encrypt = (bytes: Uint8Array) => Uint8Array;

/** pdf-lib encrypts streams and leaves strings as they are: a reader would decrypt the title into nonsense. */
const encryptStrings = (object: unknown, encrypt: Encrypt): unknown => {
  if (object instanceof PDFString || object instanceof PDFHexString)
    return PDFHexString.of(Buffer.from(encrypt(object.asBytes())).toString('hex'));
  if (object instanceof PDFStream) encryptStrings(object.dict, encrypt);
  else if (object instanceof PDFDict)
    object.entries().forEach(([key, value]) => object.set(key, encryptStrings(value, encrypt) as never));
  else if (object instanceof PDFArray)
    object.asArray().forEach((value, index) => object.set(index, encryptStrings(value, encrypt) as never));
  return object;
};

export interface Attachment {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The passphrase is the only key: without it the copy opens for nobody. Files given along travel inside it, encrypted too. */
export const protectPdf = async (
  bytes: Uint8Array,
  passphrase: string,
  attachments: readonly Attachment[] = [],
): Promise<Uint8Array> => {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  for (const { name, bytes: content } of attachments) await document.attach(content, name);
  // Their names are strings of the document only now, and are to be encrypted with the others.
  await document.flush();
  const { context } = document;
  document.encrypt({
    userPassword: passphrase,
    ownerPassword: passphrase,
    algorithm: 'AES-256',
    permissions: { printing: 'highResolution', copying: true, contentAccessibility: true },
  });
  const { security } = context;
  const own = context.lookup(context.trailerInfo.Encrypt);
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    // The dictionary that says how the rest is encrypted stays readable.
    if (!security || object === own) continue;
    const encrypt = security.getEncryptFn(ref.objectNumber, ref.generationNumber);
    context.assign(ref, encryptStrings(object, encrypt) as never);
  }
  return document.save({ useObjectStreams: false });
};
