import { createRequire } from 'node:module';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { blankForm, fieldsOfBlankForm } from '../../../shared/domain/blankForm.ts';
import { bundledProcedures } from '../../../shared/domain/procedures/bundledProcedures.ts';
import { bury } from '../../../shared/domain/procedures/bury.ts';
import {
  blankFormats,
  fillBlank,
  readBlank,
  roundTrip,
  writeBlank,
} from '../../helpers/blankFormRoundTrip.ts';
import { openOffice, receive, setUp } from '../../helpers/office.ts';
import { readPdf } from './pdfText.ts';

const SEED = 20260514;
/** Of the PDF, which takes longer, a sample here; test/reliability/blankForms.ts runs 200 of each. */
const cases = { word: 200, pdf: 15 } as const;
const { PDFDocument, PDFName } = createRequire(import.meta.url)(
  '@cantoo/pdf-lib',
) as typeof import('@cantoo/pdf-lib');
const letters = (text: string): string => text.replace(/\s+/g, '');

describe.each(bundledProcedures.map((procedure) => [procedure.id, procedure] as const))(
  'the blank form of %s',
  (_id, procedure) => {
    test.each(blankFormats)(
      `filled in as %s with awkward words gives every word back, with the seed ${SEED}`,
      async (format) => roundTrip(procedure, format, { cases: cases[format], seed: SEED }),
      60_000,
    );

    test.each(blankFormats)('left empty as %s is known as an empty form of its procedure', async (format) => {
      const reading = await readBlank(await writeBlank(procedure, format));
      expect([reading?.procedure, reading?.fields, reading?.warnings[0]?.code]).toEqual([
        procedure.id,
        {},
        'empty-form',
      ]);
    });

    test('is a tagged PDF that says the procedure\u2019s labels in its order', async () => {
      const { form } = procedure;
      const { pages, marked, info, roles } = await readPdf(await writeBlank(procedure, 'pdf'));
      const words = letters(pages.map(({ body }) => body).join(''));
      // What is asked of a child, and of a referrer, stands together.
      const labels = form.rows.flatMap((row) => (row.kind === 'stageTable' ? row.columns : [row.label]));
      let from = 0;
      const inOrder = labels.every((label) => {
        const at = words.indexOf(letters(label.replace(/:$/, '')), from);
        from = at;
        return at >= 0;
      });
      expect({
        inOrder,
        marked,
        title: info['Title'],
        marking: pages.every(({ artifacts }) => artifacts.split('OFFICIAL-SENSITIVE').length === 3),
        fields: roles.filter((role) => role === 'Form').length,
      }).toEqual({
        inOrder: true,
        marked: true,
        title: form.title,
        marking: true,
        fields: (await PDFDocument.load(await writeBlank(procedure, 'pdf'))).getForm().getFields().length,
      });
    });
  },
);

test('every field of the PDF says what it asks, and holds a name that no Western alphabet spells', async () => {
  const blank = await writeBlank(bury, 'pdf');
  const pdf = await PDFDocument.load(blank);
  const silent = pdf
    .getForm()
    .getFields()
    .filter((field) => !field.acroField.dict.has(PDFName.of('TU')))
    .map((field) => field.getName());
  const reading = await readBlank(
    await fillBlank(blank, 'pdf', new Map([['bury.children.3.name', 'Łukasiewicz-Ní Bhriain-Test']])),
  );
  expect([silent, reading?.fields, reading?.found]).toEqual([
    [],
    { children: [{ name: 'Łukasiewicz-Ní Bhriain-Test' }] },
    {
      'children[0].name': {
        part: 'the field \u201cName of Child/Young Person\u201d',
        text: 'Łukasiewicz-Ní Bhriain-Test',
        blockIds: [expect.any(String)],
      },
    },
  ]);
});

/** Takes every content control away and leaves what stood in it, as some programs do. */
const withoutControls = (bytes: Uint8Array): Uint8Array => {
  const parts = unzipSync(bytes);
  const body = strFromU8(parts['word/document.xml']!)
    .replace(/<w:sdtPr>.*?<\/w:sdtPr>/g, '')
    .replace(/<\/?w:sdt(Content)?>/g, '');
  return zipSync({ ...parts, 'word/document.xml': strToU8(body) });
};

test('a Word form that lost its controls is read by its labels, and its prompts are no answers', async () => {
  const entries = new Map([
    ['bury.dateOfNotification', '09/03/2026'],
    ['bury.children.0.name', 'Robin Sample-Test'],
    ['bury.referrers.0.email', 'm.ellery@hollybrook.example'],
    ['bury.summary', 'The contact was closed.'],
  ]);
  const reading = await readBlank(
    withoutControls(await fillBlank(await writeBlank(bury, 'word'), 'word', entries)),
  );
  expect([reading?.procedure, reading?.fields]).toEqual([
    'bury',
    {
      dateOfNotification: '2026-03-09',
      children: [{ name: 'Robin Sample-Test' }],
      referrer: { email: 'm.ellery@hollybrook.example' },
      summary: 'The contact was closed.',
    },
  ]);
});

test('words written beside an empty field of a Word form are read all the same', async () => {
  const parts = unzipSync(await writeBlank(bury, 'word'));
  const body = strFromU8(parts['word/document.xml']!).replace(
    /(<w:tag w:val="bury\.summary"\/>.*?<\/w:sdt>)/,
    '$1<w:r><w:t>The contact was closed.</w:t></w:r>',
  );
  const reading = await readBlank(zipSync({ ...parts, 'word/document.xml': strToU8(body) }));
  expect(reading?.fields).toEqual({ summary: 'The contact was closed.' });
});

test('no two fields of a form have the same name', () => {
  const names = bundledProcedures.map((procedure) =>
    fieldsOfBlankForm(blankForm(procedure)).map(({ name }) => name),
  );
  expect(names.map((each) => new Set(each).size)).toEqual(names.map((each) => each.length));
});

test('the office hands out its own blank form, and knows it again when it comes back', async () => {
  await using office = openOffice();
  await setUp(office);
  await office.api.blankForms.save({ format: 'word' });
  await office.api.blankForms.save({ format: 'pdf' });
  const read = [];
  for (const { suggestedName, bytes } of office.delivered)
    read.push([suggestedName, (await receive(office, suggestedName, bytes)).reading?.procedure]);
  expect(read).toEqual([
    ['Bury blank form.docx', 'bury'],
    ['Bury blank form.pdf', 'bury'],
  ]);
});
