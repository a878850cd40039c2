import { readdirSync, readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import PDFDocument from 'pdfkit';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { filledBury, buryForm } from '../../helpers/docxBuilder.ts';
import { outlookMessage } from '../../helpers/outlookMessage.ts';
import { answerReadRequest } from '../../../electron/backend/documents/reading/readRequest.ts';
import { bundledProcedures } from '../../../shared/domain/procedures/bundledProcedures.ts';
import { bury } from '../../../shared/domain/procedures/bury.ts';
import type { Procedure } from '../../../shared/domain/procedures/procedureSchema.ts';
import { outcomeOf, readingOf, today, warningsOf } from '../../helpers/readingOf.ts';

const forms = new URL('../../fixtures/forms/', import.meta.url);
const converted = new URL('converted/', forms);
const expected = JSON.parse(readFileSync(new URL('expected.json', forms), 'utf8')) as Record<
  string,
  { procedure: string; warn?: string } & Record<string, unknown>
>;
const folded = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replace(/(\s|\\n)+/g, ' '));

describe('a form saved in another format', () => {
  const names = readdirSync(converted).filter((name) => /\.(doc|odt|rtf|pdf)$/.test(name));

  test('there are twelve of them', () => expect(names).toHaveLength(12));

  test.each(names)('%s gives the values of the Word document it was made from', async (name) => {
    const outcome = await outcomeOf(readFileSync(new URL(name, converted)));
    if (!outcome.ok || !outcome.reading) throw new Error('Not read');
    const { procedure, warn, ...fields } = expected[name.replace(/\w+$/, 'docx')] ?? { procedure: '' };
    expect({
      format: outcome.model.format,
      procedure: outcome.reading.procedure,
      fields: folded(outcome.reading.fields),
      losses: outcome.model.losses.map((loss) => loss.code),
    }).toEqual({
      format: name.replace(/^.*\./, ''),
      procedure,
      fields: folded(fields),
      losses: name.endsWith('.doc') ? ['old-word-file'] : [],
    });
    if (warn !== undefined) expect(warningsOf(outcome.reading).join()).toMatch(warn);
  });
});

describe('an e-mail with the form attached', () => {
  const bury = { name: 'form.docx', bytes: readFileSync(new URL('bury-request-for-resolution.docx', forms)) };
  const { procedure: _procedure, ...fields } = expected['bury-request-for-resolution.docx'] ?? {};
  const mail = (attachments: readonly { readonly name: string; readonly bytes: Uint8Array }[]) =>
    new MailComposer({
      from: { name: 'Robin Sender-Test', address: 'robin@office.example' },
      to: 'unit@partnership.example',
      subject: 'Form',
      text: 'Please find the form attached.',
      attachments: attachments.map(({ name, bytes }) => ({ filename: name, content: Buffer.from(bytes) })),
    })
      .compile()
      .build();
  const message = (attachments: readonly { readonly name: string; readonly bytes: Uint8Array }[]) =>
    outlookMessage({
      from: { name: 'Robin Sender-Test', address: 'robin@office.example' },
      to: { name: 'Business unit', address: 'unit@partnership.example' },
      subject: 'Form',
      body: 'Please find the form attached.',
      sentAt: Date.UTC(2026, 2, 10, 9),
      attachments,
    });

  test('gives the fields of the form, as an .eml and as an .msg', async () => {
    for (const bytes of [await mail([bury]), message([bury])]) {
      const reading = await readingOf(bytes);
      expect([folded(reading.fields), reading.found['summary']?.part]).toEqual([
        folded(fields),
        'attachment \u201cform.docx\u201d, table 1, row 11, column 1',
      ]);
    }
  });

  test('is read whatever the attachment\u2019s format, and through a message in a message', async () => {
    const kinds = ['doc', 'odt', 'rtf', 'pdf'].map((kind) => ({
      name: `form.${kind}`,
      bytes: readFileSync(new URL(`bury-request-for-resolution.${kind}`, converted)),
    }));
    for (const kind of kinds)
      for (const bytes of [await mail([kind]), message([kind])])
        expect(folded((await readingOf(bytes)).fields)).toEqual(folded(fields));
    const inside = await readingOf(await mail([{ name: 'forwarded.msg', bytes: message([bury]) }]));
    expect(folded(inside.fields)).toEqual(folded(fields));
  });

  test('an Outlook message shows who sent it to whom, and when', async () => {
    const outcome = await outcomeOf(message([]));
    expect(outcome.ok && outcome.model.headers.map(({ name, value }) => `${name}: ${value}`)).toEqual([
      'From: Robin Sender-Test <robin@office.example>',
      'To: Business unit <unit@partnership.example>',
      'Date: Tue, 10 Mar 2026 09:00:00 GMT',
      'Subject: Form',
    ]);
  });
});

describe('an OpenDocument text', () => {
  const odt = (body: string, styles = ''): Uint8Array =>
    zipSync({
      mimetype: strToU8('application/vnd.oasis.opendocument.text'),
      'content.xml': strToU8(
        `<?xml version="1.0"?><o:document-content xmlns:o="o" xmlns:t="t" xmlns:s="s" xmlns:f="f" xmlns:d="d" xmlns:table="table"><o:automatic-styles>${styles}</o:automatic-styles><o:body><o:text>${body}</o:text></o:body></o:document-content>`,
      ),
    });

  test('keeps crossed-out words, boxes, notes and merged cells, and leaves deleted words out', async () => {
    const outcome = await outcomeOf(
      odt(
        '<t:tracked-changes><t:changed-region><t:deletion><t:p>Deleted</t:p></t:deletion></t:changed-region></t:tracked-changes>' +
          '<t:p>Yes / <t:span t:style-name="T1">No</t:span><t:s t:c="2"/>on<t:change t:change-id="c"/></t:p>' +
          '<t:p>Noted<t:note><t:note-body><t:p>The note</t:p></t:note-body></t:note></t:p>' +
          '<t:list><t:list-item><t:p>First</t:p></t:list-item></t:list>' +
          '<d:frame><d:text-box><t:p>In the box</t:p></d:text-box></d:frame>' +
          '<table:table><table:table-row><table:table-cell table:number-columns-spanned="2"><t:p>Wide</t:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table>',
        '<s:style s:name="T1"><s:text-properties s:text-line-through-style="solid"/></s:style>',
      ),
    );
    expect(outcome.ok && { blocks: outcome.model.blocks, losses: outcome.model.losses.length }).toEqual({
      blocks: [
        expect.objectContaining({
          inlines: [{ text: 'Yes / ' }, { text: 'No', struck: true }, { text: '  on' }],
        }),
        expect.objectContaining({ inlines: [{ text: 'Noted' }] }),
        expect.objectContaining({ style: 'listItem', inlines: [{ text: 'First' }] }),
        expect.objectContaining({ inlines: [{ text: 'In the box' }] }),
        expect.objectContaining({
          kind: 'table',
          rows: [[expect.objectContaining({ columns: 2, rows: 1 })]],
        }),
        expect.objectContaining({ style: 'footnote', inlines: [{ text: 'The note' }] }),
      ],
      losses: 1,
    });
  });
});

describe('a rich text file', () => {
  const inlinesOf = async (rtf: string) => {
    const outcome = await outcomeOf(strToU8(rtf, true));
    if (!outcome.ok) throw new Error(outcome.error.message);
    return outcome.model.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.inlines] : []));
  };

  test('keeps letters of other alphabets, crossed-out words and boxes', async () => {
    expect(
      await inlinesOf(
        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset2 Wingdings;}{\\f2\\fcharset238 Arial CE;}}\\f0 Caf\\'e9 \\u8217\\'92s {\\strike No} {\\f2 \\'a3}ukasz\\par" +
          '{\\field{\\*\\fldinst{ FORMCHECKBOX {\\*\\formfield{\\fftype1\\ffres1}}}}{\\fldrslt }}Yes {\\f1 \\u-3928 ?}No\\par}',
      ),
    ).toEqual([
      [{ text: 'Caf\u00e9 \u2019s ' }, { text: 'No', struck: true }, { text: ' \u0141ukasz' }],
      [
        { text: '\u2612', tick: 'ticked' },
        { text: 'Yes ' },
        { text: '\u2610', tick: 'empty' },
        { text: 'No' },
      ],
    ]);
  });

  test('keeps tables with merged cells and tables in tables', async () => {
    const outcome = await outcomeOf(
      strToU8(
        '{\\rtf1\\trowd\\cellx1000\\cellx2000\\pard\\intbl A\\cell B\\cell\\row' +
          '\\trowd\\cellx2000\\pard\\intbl Wide\\cell\\row' +
          '\\trowd\\cellx1000\\cellx2000\\pard\\intbl C\\cell\\pard\\intbl\\itap2 D\\nestcell{\\*\\nesttableprops\\trowd\\cellx500\\nestrow}\\pard\\intbl after\\cell\\row\\pard End\\par}',
      ),
    );
    const shape = (blocks: readonly unknown[]): unknown =>
      (
        blocks as {
          kind: string;
          rows: { columns: number; blocks: unknown[] }[][];
          inlines: { text: string }[];
        }[]
      ).map((block) =>
        block.kind === 'table'
          ? block.rows.map((row) => row.map((cell) => [cell.columns, shape(cell.blocks)]))
          : block.inlines.map((inline) => inline.text).join(''),
      );
    expect(outcome.ok && shape(outcome.model.blocks)).toEqual([
      [
        [
          [1, ['A']],
          [1, ['B']],
        ],
        [[2, ['Wide']]],
        [
          [1, ['C']],
          [1, [[[[1, ['D']]]], 'after']],
        ],
      ],
      'End',
    ]);
  });
});

describe('a PDF', () => {
  const pdf = async (
    draw: (document: PDFKit.PDFDocument) => void,
    options: PDFKit.PDFDocumentOptions = {},
  ): Promise<Uint8Array> => {
    const document = new PDFDocument({ ...options, margin: 50 });
    const bytes = buffer(document as unknown as NodeJS.ReadableStream);
    draw(document);
    document.end();
    return new Uint8Array(await bytes);
  };

  test('without words is a scan, and said to be one', async () => {
    const picture = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const outcome = await outcomeOf(
      await pdf((document) => {
        document.image(picture, 0, 0, { width: 500, height: 700 });
      }),
    );
    expect(outcome).toMatchObject({
      ok: true,
      readingError: { code: 'scanned' },
      model: { losses: [{ code: 'scan' }] },
    });
  });

  test('with a password is refused and says so', async () => {
    const outcome = await outcomeOf(
      await pdf((document) => void document.text('Words'), {
        userPassword: 'secret',
        ownerPassword: 'owner',
      }),
    );
    expect(outcome).toMatchObject({ ok: false, error: { code: 'encrypted' } });
  });

  test('gives the answers of its fields beside its printed labels, and says that scripts were not run', async () => {
    const answers: readonly (readonly [string, string])[] = [
      ['Date of Notification', '09/03/2026'],
      ['Name of Child/Young Person', 'Rowan Ashdown-Test'],
      ['D.O.B', '14/06/2015'],
      ['Role', 'Head Teacher'],
      ['Agency/Team', 'Hollybrook Primary School'],
      ['Summary of disagreement', 'The threshold was met.\nThe contact was closed.'],
    ];
    const bytes = await pdf((document) => {
      document.initForm();
      document.text('Request for Resolution Document', 50, 50);
      answers.forEach(([label, value], index) => {
        const tall = value.includes('\n') ? 60 : 18;
        document.text(label, 50, 100 + index * 40);
        document.formText(`field${index}`, 250, 98 + index * 40, 250, tall, {
          value,
          multiline: tall > 18,
          ...(index === 0 ? { format: { type: 'date', param: 'dd/mm/yyyy' } } : {}),
        } as Parameters<PDFKit.PDFDocument['formText']>[5]);
      });
    });
    const outcome = await outcomeOf(bytes);
    if (!outcome.ok) throw new Error(outcome.error.message);
    expect([
      outcome.reading?.fields,
      outcome.model.formFields.map(({ value }) => value),
      outcome.model.losses.map((loss) => loss.code),
    ]).toEqual([
      {
        dateOfNotification: '2026-03-09',
        children: [{ name: 'Rowan Ashdown-Test', dateOfBirth: '2015-06-14' }],
        referrer: { role: 'Head Teacher', agency: 'Hollybrook Primary School' },
        summary: 'The threshold was met.\nThe contact was closed.',
      },
      answers.map(([, value]) => value),
      ['scripts'],
    ]);
  });

  test('keeps a table together that goes on over the page, without its page numbers', async () => {
    const rows = Array.from({ length: 60 }, (_row, index) => [`Label ${index}`, `Answer ${index}`]);
    const outcome = await outcomeOf(await pdf((document) => void document.table({ data: rows })));
    if (!outcome.ok) throw new Error(outcome.error.message);
    const tables = outcome.model.blocks.filter((block) => block.kind === 'table');
    expect(tables.map((table) => table.rows.length)).toEqual([60]);
  });
});

describe('a form that is plain text', () => {
  const head =
    'Request for Resolution Document\nDate of Notification: 9 March 2026\nName of Child/Young Person: Rowan Ashdown-Test\nD.O.B: 14.06.2015\nRole: Head Teacher\nSummary of disagreement: The threshold was met.\nDesired outcome: A strategy discussion.\n';

  test('gives its stages from lines at its foot, and the desired outcome ends before them', async () => {
    const reading = await readingOf(
      strToU8(
        `${head}\nStage | Date Outcome Resolved | Supporting Evidence\nStage 3: 06/03/2026 - Letter of 6 March.\nIt was agreed in part.\nStage 4 (to be completed by Safeguarding Partnership Business Unit): Final decision of: Independent Scrutineer\nThe challenge is upheld.`,
      ),
    );
    expect(reading.fields).toMatchObject({
      desiredOutcome: 'A strategy discussion.',
      stageOutcomes: [
        { stage: 3, dateResolved: '2026-03-06', evidence: 'Letter of 6 March.\nIt was agreed in part.' },
      ],
      finalDecision: { by: 'Independent Scrutineer', text: 'The challenge is upheld.' },
    });
  });

  test('the labels that a unit writes for itself are known', async () => {
    const own: Procedure = {
      ...bury,
      id: 'bury-own',
      form: {
        ...bury.form,
        title: 'Cause for concern',
        rows: bury.form.rows.map((row) =>
          row.kind === 'field' && row.field === 'summary' ? { ...row, label: 'What has gone awry' } : row,
        ),
      },
    };
    const outcome = await answerReadRequest({
      bytes: strToU8(
        head
          .replace('Request for Resolution Document', 'Cause for concern')
          .replace('Summary of disagreement', 'What has gone awry'),
      ),
      today,
      procedures: [...bundledProcedures, own],
    });
    expect(outcome.ok && [outcome.reading?.procedure, outcome.reading?.fields.summary]).toEqual([
      'bury-own',
      'The threshold was met.',
    ]);
  });

  test('a ballot cross beside an answer is no tick', async () => {
    const reading = await readingOf(buryForm({ ...filledBury, aware: 'Yes \u2717 No \u2714' }));
    expect(reading.fields.safeguardingLead?.aware).toBe(false);
  });

  test('each person whom the notification was sent to is found where it stands', async () => {
    const reading = await readingOf(readFileSync(new URL('salford-outcome-resolution-notice.docx', forms)));
    expect(
      reading.fields.notificationSentTo?.map(
        (_one, index) => reading.found[`notificationSentTo[${index}]`]?.text,
      ),
    ).toEqual(reading.fields.notificationSentTo);
  });
});
