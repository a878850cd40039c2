import msgReader from '@kenjiuno/msgreader';
import type { DocumentModel } from '../../../../shared/domain/documentModel.ts';
import { DocumentRefusal, KEEP_AS_EVIDENCE } from './documentRefusal.ts';
import { attachmentsWithin, displayName, type EmailAttachment } from './email.ts';
import { htmlToText } from './htmlText.ts';
import { createModelBuilder } from './modelBuilder.ts';
import { refuseRings } from './ole.ts';
import { decodeText, textBlocks } from './text.ts';

type Fields = ReturnType<InstanceType<typeof msgReader.default>['getFileData']>;

const person = (name: string | undefined, address: string | undefined): string => {
  // Addresses within one office are stored as directory paths ("/O=..."), which mean nothing outside it.
  const email = address?.includes('@') ? address : undefined;
  if (name === undefined || name === '' || name === email) return email ?? '';
  return email === undefined ? name : `${name} <${email}>`;
};

const headersOf = (fields: Fields): readonly (readonly [string, string])[] => {
  const recipients = (kind: string): string =>
    (fields.recipients ?? [])
      .filter((recipient) => (recipient.recipType ?? 'to') === kind)
      .map((recipient) => person(recipient.name, recipient.smtpAddress ?? recipient.email))
      .join(', ');
  return [
    [
      'From',
      person(
        fields.senderName,
        fields.senderSmtpAddress ?? fields.sentRepresentingSmtpAddress ?? fields.senderEmail,
      ),
    ],
    ['To', recipients('to')],
    ['Cc', recipients('cc')],
    ['Date', fields.clientSubmitTime ?? fields.messageDeliveryTime ?? ''],
    ['Subject', fields.subject ?? ''],
  ];
};

const textOf = (fields: Fields): string => {
  const plain = fields.body?.trim() ?? '';
  if (plain !== '') return plain;
  const html = fields.bodyHtml ?? (fields.html ? decodeText(fields.html) : '');
  return htmlToText(html);
};

/** Reads an Outlook message's headers and text, and hands back its attachments. Throws a DocumentRefusal when it is damaged. */
export const readMsg = (
  bytes: Uint8Array,
  idPrefix = 'b',
): { readonly model: DocumentModel; readonly attachments: readonly EmailAttachment[] } => {
  refuseRings(bytes);
  const builder = createModelBuilder(idPrefix);
  try {
    const reader = new msgReader.default(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    const fields = reader.getFileData();
    if (fields.error !== undefined || fields.dataType !== 'msg') throw new Error('Not a message');
    const headers = headersOf(fields)
      .filter(([, value]) => value.trim() !== '')
      .map(([name, value]) => ({ id: builder.id(), name, value: value.trim() }));
    const text = textOf(fields);
    if (text === '' && fields.compressedRtf)
      builder.lose('text', 'The words of this message are kept as rich text only and were not read.');
    // The library answers a wreck with a message that has nothing in it.
    if (headers.length === 0 && text === '' && !fields.attachments?.length) throw new Error('Nothing inside');
    const files = (fields.attachments ?? []).filter((attachment) => !attachment.attachmentHidden);
    return {
      model: {
        format: 'msg',
        headers,
        blocks: [...textBlocks(builder, text)],
        formFields: [],
        losses: builder.losses,
      },
      attachments: attachmentsWithin(files, builder).map((attachment) => ({
        name: displayName(attachment.fileName ?? attachment.name),
        bytes: reader.getAttachment(attachment).content,
      })),
    };
  } catch (error) {
    if (error instanceof DocumentRefusal) throw error;
    throw new DocumentRefusal(
      'damaged',
      `This Outlook message is damaged or incomplete. Ask the sender for it again. ${KEEP_AS_EVIDENCE}`,
    );
  }
};
