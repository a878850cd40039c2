import PostalMime, { type Address, type Email } from 'postal-mime';
import type { DocumentModel } from '../../../../shared/domain/documentModel.ts';
import { DocumentRefusal, KEEP_AS_EVIDENCE } from './documentRefusal.ts';
import { htmlToText } from './htmlText.ts';
import { limits } from './limits.ts';
import { createModelBuilder, type ModelBuilder } from './modelBuilder.ts';
import { textBlocks } from './text.ts';

/** One attachment, not yet read. */
export interface EmailAttachment {
  /** As the e-mail names it: for people to read, never used as a path. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

const written = (address: Address | undefined): string =>
  address === undefined
    ? ''
    : address.group !== undefined
      ? address.group.map(written).join(', ')
      : address.name === '' || address.name === address.address
        ? address.address
        : `${address.name} <${address.address}>`;

const headersOf = (email: Email): readonly (readonly [string, string])[] => {
  const asWritten = (key: string): string => email.headers.find((header) => header.key === key)?.value ?? '';
  return [
    ['From', written(email.from)],
    ['To', (email.to ?? []).map(written).join(', ')],
    ['Cc', (email.cc ?? []).map(written).join(', ')],
    ['Date', asWritten('date')],
    ['Subject', email.subject ?? ''],
  ];
};

const bytesOf = (content: ArrayBuffer | Uint8Array | string): Uint8Array =>
  typeof content === 'string'
    ? new TextEncoder().encode(content)
    : content instanceof Uint8Array
      ? content
      : new Uint8Array(content);

/** Pictures in a signature come with nearly every e-mail and are not worth a word. */
const isInlinePicture = (attachment: Email['attachments'][number]): boolean =>
  attachment.mimeType.startsWith('image/') &&
  (attachment.related === true || attachment.disposition !== 'attachment');

/** An attachment's name for people to read. */
export const displayName = (name: string | null | undefined): string =>
  (name ?? 'e-mail').replace(/[\u0000-\u001f\u007f]/g, ' ').slice(0, 200);

/** As many attachments as the limits allow; says so when there are more. */
export const attachmentsWithin = <Attachment>(
  files: readonly Attachment[],
  builder: ModelBuilder,
): readonly Attachment[] => {
  if (files.length > limits.attachments)
    builder.lose(
      'attachments',
      `This e-mail has ${files.length} attachments. The first ${limits.attachments} were read.`,
    );
  return files.slice(0, limits.attachments);
};

/** Lines that may part an e-mail: each begins with two hyphens. */
const countBoundaries = (bytes: Uint8Array): number => {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let count = 0;
  for (let at = source.indexOf('\n--'); at >= 0; at = source.indexOf('\n--', at + 3)) count += 1;
  return count;
};

/** Reads an e-mail's headers and text, and hands back its attachments. Throws a DocumentRefusal when it is damaged. */
export const readEmail = async (
  bytes: Uint8Array,
  idPrefix = 'b',
): Promise<{ readonly model: DocumentModel; readonly attachments: readonly EmailAttachment[] }> => {
  if (countBoundaries(bytes) > limits.emailBoundaries)
    throw new DocumentRefusal(
      'too-many-parts',
      `This e-mail has more than ${limits.emailBoundaries / 2} parts inside, which none has. ${KEEP_AS_EVIDENCE}`,
    );
  let email: Email;
  try {
    email = await PostalMime.parse(bytes, { maxNestingDepth: 30, maxRfc822NestingDepth: 0 });
  } catch {
    throw new DocumentRefusal(
      'damaged',
      `This e-mail is damaged or unusually built. Ask the sender for it again. ${KEEP_AS_EVIDENCE}`,
    );
  }
  const builder = createModelBuilder(idPrefix);
  const headers = headersOf(email)
    .filter(([, value]) => value.trim() !== '')
    .map(([name, value]) => ({ id: builder.id(), name, value: value.trim() }));
  const plain = email.text?.trim() ?? '';
  const text = plain === '' && email.html !== undefined ? htmlToText(email.html) : plain;
  const files = email.attachments.filter((attachment) => !isInlinePicture(attachment));
  return {
    model: {
      format: 'eml',
      headers,
      blocks: [...textBlocks(builder, text)],
      formFields: [],
      losses: builder.losses,
    },
    attachments: attachmentsWithin(files, builder).map((attachment) => ({
      name: displayName(attachment.filename),
      bytes: bytesOf(attachment.content),
    })),
  };
};
