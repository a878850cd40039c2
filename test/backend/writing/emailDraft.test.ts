import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import type { EmailDraft } from '../../../electron/backend/documents/writing/emailDraft.ts';
import { writeEmailDraft } from '../../../electron/backend/documents/writing/emailDraft.ts';
import { noticeEmailBody, noticeFileName } from '../../../shared/domain/noticeEmail.ts';
import { exampleFacts } from './exampleNotice.ts';

const notice = Uint8Array.from({ length: 3000 }, (_value, index) => index % 256);
const draft: EmailDraft = {
  to: ['o.dogan-test@elmbank.example'],
  from: 'bsp@bury.example',
  unitName: exampleFacts.unitName,
  reference: exampleFacts.reference,
  marking: 'OFFICIAL-SENSITIVE',
  bodyText: noticeEmailBody({
    reference: exampleFacts.reference,
    referrerNames: exampleFacts.referrers.map((referrer) => referrer.name),
    unitName: exampleFacts.unitName,
  }),
  attachments: [{ fileName: noticeFileName(exampleFacts.reference), bytes: notice, kind: 'pdf' }],
  date: '2026-05-15T09:30:00.000Z',
};

const headersOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes).toString('latin1').split('\r\n\r\n')[0] ?? '';

describe('the e-mail draft', () => {
  test('opens as unsent, with the marking first, the reference and the same PDF', async () => {
    const bytes = await writeEmailDraft(draft);
    const read = await PostalMime.parse(bytes);
    expect({
      unsent: read.headers.find((header) => header.key === 'x-unsent')?.value,
      subject: read.subject,
      to: read.to,
      from: read.from,
      date: read.date,
      text: read.text?.trim().replace(/\r\n/g, '\n'),
      attachments: read.attachments.map(({ filename, mimeType, content }) => ({
        filename,
        mimeType,
        bytes: new Uint8Array(content as ArrayBuffer),
      })),
    }).toEqual({
      unsent: '1',
      subject: 'OFFICIAL-SENSITIVE: BURY-2026-014 escalation notice',
      to: [{ name: '', address: 'o.dogan-test@elmbank.example' }],
      from: { name: exampleFacts.unitName, address: 'bsp@bury.example' },
      date: '2026-05-15T09:30:00.000Z',
      text: draft.bodyText,
      attachments: [{ filename: 'BURY-2026-014 notice.pdf', mimeType: 'application/pdf', bytes: notice }],
    });
  });

  test('names no child anywhere but in the PDF', async () => {
    const read = await PostalMime.parse(await writeEmailDraft(draft));
    const words = JSON.stringify([read.headers, read.subject, read.text, read.attachments[0]?.filename]);
    expect(
      exampleFacts.people
        .flatMap((person) => (person.name ?? '').split(/[\s-]+/))
        .filter((name) => name.length > 2 && name !== 'Test' && words.includes(name)),
    ).toEqual([]);
  });

  test('puts the word for secure e-mail straight after the marking', async () => {
    const read = await PostalMime.parse(await writeEmailDraft({ ...draft, secureKeyword: '[secure]' }));
    expect(read.subject).toBe('OFFICIAL-SENSITIVE: [secure] BURY-2026-014 escalation notice');
  });

  test('can wait for its address', async () => {
    const read = await PostalMime.parse(await writeEmailDraft({ ...draft, to: [], from: undefined }));
    expect({ to: read.to ?? [], from: read.from }).toEqual({ to: [], from: undefined });
  });

  test('ends every line with CRLF and says nothing of the computer', async () => {
    const bytes = await writeEmailDraft(draft);
    const whole = Buffer.from(bytes).toString('latin1');
    expect({
      bareLineFeed: /(?<!\r)\n/.test(whole),
      messageId: /message-id/i.test(headersOf(bytes)),
      mailer: /x-mailer|user-agent|received/i.test(headersOf(bytes)),
    }).toEqual({ bareLineFeed: false, messageId: false, mailer: false });
  });

  test.each([
    ['a recipient', { to: ['a@school.example\r\nBcc: b@else.example'] }],
    ['a second recipient in one address', { to: ['a@school.example, b@else.example'] }],
    ['a sender', { from: 'a@unit.example\nX-Unsent: 0' }],
    ["the unit's name", { unitName: 'Unit\r\nBcc: b@else.example' }],
    ['the reference', { reference: 'BURY-2026-014\r\nBcc: b@else.example' }],
    ['a copied address', { copyTo: ['a@school.example, b@else.example'] }],
    ['the word for secure e-mail', { secureKeyword: '[secure]\nBcc: b@else.example' }],
    ['the file name', { attachments: [{ fileName: 'a\r\nb.pdf', bytes: notice, kind: 'pdf' }] }],
    ['a path in the file name', { attachments: [{ fileName: '../notice.pdf', bytes: notice, kind: 'pdf' }] }],
  ] satisfies readonly (readonly [string, Partial<EmailDraft>])[])(
    'is refused where %s reaches into the headers',
    async (_what, change) => {
      await expect(writeEmailDraft({ ...draft, ...change })).rejects.toThrow(RangeError);
    },
  );
});
