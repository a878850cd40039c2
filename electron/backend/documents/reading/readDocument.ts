import type { DocumentModel } from '../../../../shared/domain/documentModel.ts';
import { listEntries } from './archive.ts';
import { DocumentRefusal, KEEP_AS_EVIDENCE } from './documentRefusal.ts';
import { readDoc } from './doc.ts';
import { readDocx } from './docx.ts';
import { readEmail, type EmailAttachment } from './email.ts';
import { limits } from './limits.ts';
import { createModelBuilder } from './modelBuilder.ts';
import { readMsg } from './msg.ts';
import { readOdt } from './odt.ts';
import { readRtf } from './rtf.ts';
import { sniff, type SniffedFormat } from './sniff.ts';
import { readText } from './text.ts';

/** A document and, for an e-mail, what was attached to it: recognition looks at each part by itself. */
export interface DocumentPart {
  /** The attachment's name as sent; absent for the document itself. */
  readonly attachmentName?: string;
  readonly model: DocumentModel;
}
export interface ReadDocument {
  /** All of it, as the window draws it: an e-mail's attachments follow its text. */
  readonly model: DocumentModel;
  readonly parts: readonly [DocumentPart, ...DocumentPart[]];
}

const SAVE_AS_WORD = `Open it, save it as a Word document (.docx) and try again. ${KEEP_AS_EVIDENCE}`;

type ReadableFormat = 'zip' | 'eml' | 'msg' | 'text' | 'pdf' | 'rtf' | 'doc';

const unsupported: Readonly<Record<Exclude<SniffedFormat, ReadableFormat>, string>> = {
  encryptedOffice: `This file is locked with a password. Ask the sender for a copy without one, or open it and save it without. ${KEEP_AS_EVIDENCE}`,
  ole: `Old Office files cannot be read. ${SAVE_AS_WORD}`,
  html: `Web pages cannot be read. ${SAVE_AS_WORD}`,
  picture: `Pictures cannot be read. Ask the sender for the form as a Word document (.docx). ${KEEP_AS_EVIDENCE}`,
  unknown: `This kind of file cannot be read. ${SAVE_AS_WORD}`,
};

const unsupportedArchive = (names: readonly string[]): DocumentRefusal => {
  const what = names.some((name) => /^(xl|ppt)\//.test(name))
    ? 'Spreadsheets and presentations cannot be read as forms.'
    : 'Compressed folders (.zip) cannot be read. Take the form out of it first.';
  return new DocumentRefusal('unsupported-format', `${what} ${SAVE_AS_WORD}`);
};

const checkSize = (bytes: Uint8Array): void => {
  if (bytes.length === 0)
    throw new DocumentRefusal('empty-file', 'This file is empty. Ask the sender for it again.');
  if (bytes.length > limits.fileBytes)
    throw new DocumentRefusal(
      'too-large',
      `This file is larger than ${limits.fileBytes / 1024 / 1024} MB, which no form needs. Ask for it without its pictures. ${KEEP_AS_EVIDENCE}`,
    );
};

const readPlain = async (
  bytes: Uint8Array,
  format: Exclude<SniffedFormat, 'eml' | 'msg'>,
  idPrefix: string,
): Promise<DocumentModel> => {
  switch (format) {
    case 'text':
      return readText(bytes, idPrefix);
    case 'doc':
      return readDoc(bytes, idPrefix);
    case 'rtf':
      return readRtf(bytes, idPrefix);
    case 'pdf': {
      // Loaded when first needed: pdf.js alone takes longer to load than a Word document takes to read.
      const { readPdf } = await import('./pdf.ts');
      return readPdf(bytes, idPrefix);
    }
    case 'zip': {
      const names = listEntries(bytes);
      if (names.some((name) => name.startsWith('word/') && name.endsWith('.xml')))
        return readDocx(bytes, idPrefix);
      if (names.includes('content.xml')) return readOdt(bytes, idPrefix);
      throw unsupportedArchive(names);
    }
    default:
      throw new DocumentRefusal(
        format === 'encryptedOffice' ? 'encrypted' : 'unsupported-format',
        unsupported[format],
      );
  }
};

interface Reading {
  readonly parts: DocumentPart[];
  readonly losses: DocumentModel['losses'];
}

const readAttachments = async (
  attachments: readonly EmailAttachment[],
  idPrefix: string,
  depth: number,
): Promise<Reading> => {
  const reading: Reading = { parts: [], losses: [] };
  for (const [index, attachment] of attachments.entries()) {
    const prefix = `${idPrefix}a${index + 1}-`;
    try {
      const parts = await readParts(attachment.bytes, prefix, depth + 1);
      reading.parts.push(...parts.parts.map((part) => ({ attachmentName: attachment.name, ...part })));
      reading.losses.push(...parts.losses);
    } catch (error) {
      if (!(error instanceof DocumentRefusal)) throw error;
      reading.losses.push({
        code: 'attachment-not-read',
        message: `The attachment \u201c${attachment.name}\u201d was not read. ${error.message}`,
      });
    }
  }
  return reading;
};

const readParts = async (bytes: Uint8Array, idPrefix: string, depth: number): Promise<Reading> => {
  checkSize(bytes);
  const format = sniff(bytes);
  if (format !== 'eml' && format !== 'msg')
    return { parts: [{ model: await readPlain(bytes, format, `${idPrefix}b`) }], losses: [] };
  if (depth > limits.emailDepth)
    throw new DocumentRefusal(
      'too-complex',
      `E-mails are attached to one another more than ${limits.emailDepth} deep. ${KEEP_AS_EVIDENCE}`,
    );
  const { model, attachments } =
    format === 'msg' ? readMsg(bytes, `${idPrefix}b`) : await readEmail(bytes, `${idPrefix}b`);
  const inside = await readAttachments(attachments, idPrefix, depth);
  return { parts: [{ model }, ...inside.parts], losses: inside.losses };
};

/** An e-mail and its attachments as one document to look at, each attachment under its name. */
const together = (
  parts: readonly [DocumentPart, ...DocumentPart[]],
  losses: DocumentModel['losses'],
): DocumentModel => {
  const builder = createModelBuilder('h');
  const [first, ...attached] = parts;
  return {
    ...first.model,
    blocks: [
      ...first.model.blocks,
      ...attached.flatMap((part) => [
        builder.paragraph('heading', [{ text: part.attachmentName ?? '' }]),
        ...part.model.headers.map((header) =>
          builder.paragraph('body', [{ text: `${header.name}: ${header.value}` }]),
        ),
        ...part.model.blocks,
      ]),
    ],
    formFields: parts.flatMap((part) => part.model.formFields),
    losses: [...parts.flatMap((part) => part.model.losses), ...losses],
  };
};

/**
 * Reads a received file, told by its bytes, into plain data. Word documents, old and new, OpenDocument and rich
 * text, PDFs, e-mails with their attachments and plain text are read; everything else is refused with a sentence that says what to do.
 * Throws a DocumentRefusal.
 */
export const readDocument = async (bytes: Uint8Array): Promise<ReadDocument> => {
  const { parts, losses } = await readParts(bytes, '', 1);
  const [first, ...attached] = parts;
  if (!first) throw new RangeError('A document has at least one part');
  return { model: together([first, ...attached], losses), parts: [first, ...attached] };
};
