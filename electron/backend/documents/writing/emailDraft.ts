import MailComposer from 'nodemailer/lib/mail-composer';
import { noticeSubject } from '../../../../shared/domain/noticeEmail.ts';

export type EmailAttachment = {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly kind: 'pdf' | 'calendar';
};

const contentTypes = { pdf: 'application/pdf', calendar: 'text/calendar; charset=utf-8' } as const;

export type EmailDraft = {
  /** Addresses; empty where the office fills them in before sending. */
  readonly to: readonly string[];
  readonly from?: string | undefined;
  /** Who sends it, as the recipient reads it. */
  readonly unitName: string;
  readonly reference: string;
  readonly marking: string;
  readonly bodyText: string;
  readonly attachments: readonly EmailAttachment[];
  /** What the message carries, for its subject; a notice where nothing is said. */
  readonly what?: string | undefined;
  readonly copyTo?: readonly string[] | undefined;
  /** What the mail service looks for in a subject to encrypt the message. */
  readonly secureKeyword?: string | undefined;
  /** A moment in UTC. */
  readonly date: string;
};

const address = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/;

const checkOneLine = (what: string, value: string): void => {
  // A line break inside a header would begin a header of its own.
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value)) throw new RangeError(`Take the line break out of the ${what}.`);
};

const checkAddress = (what: string, value: string): void => {
  if (!address.test(value)) throw new RangeError(`Check the ${what}: it is not one plain e-mail address.`);
};

/**
 * An e-mail that opens as an unsent draft (`X-Unsent: 1`) in classic Outlook and in Thunderbird. It has no
 * Message-ID: the mail program gives one on sending. Throws a RangeError, in words for the screen, where an
 * address is none or a value would reach into the headers.
 */
export const writeEmailDraft = async (draft: EmailDraft): Promise<Uint8Array> => {
  checkOneLine("unit's name", draft.unitName);
  checkOneLine('reference', draft.reference);
  checkOneLine('protective marking', draft.marking);
  checkOneLine('word for secure e-mail', draft.secureKeyword ?? '');
  checkOneLine('subject', draft.what ?? '');
  for (const { fileName } of draft.attachments) {
    checkOneLine('file name', fileName);
    if (/[/\\]/.test(fileName)) throw new RangeError('Take the slash out of the file name.');
  }
  [...draft.to, ...(draft.copyTo ?? [])].forEach((recipient) =>
    checkAddress("recipient's address", recipient),
  );
  if (draft.from !== undefined) checkAddress("unit's address", draft.from);

  const message = await new MailComposer({
    ...(draft.from === undefined ? {} : { from: { name: draft.unitName, address: draft.from } }),
    to: [...draft.to],
    ...(draft.copyTo && draft.copyTo.length > 0 ? { cc: [...draft.copyTo] } : {}),
    subject: noticeSubject(draft.reference, draft.secureKeyword, draft.marking, draft.what),
    date: new Date(draft.date),
    headers: { 'X-Unsent': '1' },
    text: draft.bodyText.replace(/\r\n?/g, '\n'),
    attachments: draft.attachments.map(({ fileName, bytes, kind }) => ({
      filename: fileName,
      content: Buffer.from(bytes),
      contentType: contentTypes[kind],
      // To the byte: a text would have its line ends rewritten on the way.
      contentTransferEncoding: 'base64',
    })),
    newline: '\r\n',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
  const headersEnd = message.indexOf('\r\n\r\n');
  const headers = message.subarray(0, headersEnd).toString('latin1');
  return new Uint8Array(
    Buffer.concat([
      Buffer.from(headers.replace(/^Message-ID:.*\r\n(?:[ \t].*\r\n)*/im, ''), 'latin1'),
      message.subarray(headersEnd),
    ]),
  );
};
