import { buffer } from 'node:stream/consumers';
import { strToU8, zipSync } from 'fflate';
import PDFDocument from 'pdfkit';
import { buryForm, docx, filledBury, row, table, cell, textParagraph } from './docxBuilder.ts';
import { outlookMessage } from './outlookMessage.ts';

/** What a hostile file tries to reach. */
export interface Canary {
  /** A file outside the application whose words must never come back. */
  readonly fileUrl: string;
  /** A server that must never be called. */
  readonly webUrl: string;
}

export interface HostileFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const pdf = async (
  draw: (document: PDFKit.PDFDocument) => void,
  options: PDFKit.PDFDocumentOptions = {},
): Promise<Uint8Array> => {
  const document = new PDFDocument({ compress: false, ...options });
  const bytes = buffer(document as unknown as NodeJS.ReadableStream);
  draw(document);
  document.end();
  return new Uint8Array(await bytes);
};

/** A PDF of these objects, numbered from 1; the first is the catalog. */
const rawPdf = (objects: readonly string[]): Uint8Array => {
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('');
  return strToU8(`%PDF-1.7\n${body}trailer\n<< /Root 1 0 R /Size ${objects.length + 1} >>\n%%EOF`, true);
};

const odt = (content: string): Uint8Array =>
  zipSync({
    'content.xml': strToU8(
      content.startsWith('<?xml')
        ? content
        : `<?xml version="1.0"?><o:document-content xmlns:o="o" xmlns:t="t" xmlns:table="table" xmlns:x="x"><o:body><o:text>${content}</o:text></o:body></o:document-content>`,
    ),
  });

const ole = (name: string): Uint8Array =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(600),
    Buffer.from(name, 'utf16le'),
    Buffer.alloc(600),
  ]);

/** An OLE file whose table of sectors leads round in a ring. */
const inARing = (bytes: Uint8Array): Uint8Array => {
  const copy = Buffer.from(bytes);
  const tableSector = copy.readInt32LE(76);
  const start = (tableSector + 1) * 512;
  for (let at = start; at + 8 <= Math.min(start + 512, copy.length); at += 8) {
    copy.writeInt32LE((at - start) / 4 + 1, at);
    copy.writeInt32LE((at - start) / 4, at + 4);
  }
  return copy;
};

/** A ZIP whose directory says that its parts are small. */
const lyingBomb = (): Uint8Array => {
  const bytes = docx(textParagraph('a'.repeat(3_000_000)));
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (let at = 0; at < bytes.length - 4; at += 1)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 200, true);
  return bytes;
};

const email = (body: string, type = 'text/plain'): Uint8Array =>
  strToU8(
    `From: a@office.example\r\nTo: b@office.example\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\n\r\n${body}`,
  );

const nestedEmail = (depth: number): string =>
  depth === 0
    ? 'Content-Type: text/plain\r\n\r\nend'
    : `Content-Type: multipart/mixed; boundary="b${depth}"\r\n\r\n--b${depth}\r\n${nestedEmail(depth - 1)}\r\n--b${depth}--\r\n`;

/** Enough of a letter for its answers to be read. */
const answered = 'Name of child: A B-Test\nDate of birth: 1/1/2016\nSummary: x\nEvidence: y\n';

/** Files made to harm, each in its own way. `doc` is a sound .doc to break. */
export const hostileFiles = async (canary: Canary, doc: Uint8Array): Promise<readonly HostileFile[]> => {
  const form = buryForm(filledBury);
  const message = outlookMessage({
    from: { name: 'A', address: 'a@office.example' },
    to: { name: 'B', address: 'b@office.example' },
    subject: 'x',
    body: 'x'.repeat(9_000),
    sentAt: 0,
    attachments: [{ name: '../../../evil.docx', bytes: form }],
  });
  const relationships = (type: string, target: string): Uint8Array =>
    strToU8(
      `<Relationships><Relationship Id="r1" Type="http://x/${type}" Target="${target}" TargetMode="External"/></Relationships>`,
    );
  const files: Readonly<Record<string, Uint8Array>> = {
    'an empty file': new Uint8Array(0),
    'half a Word file': form.subarray(0, form.length / 2),
    'a program under a Word name': Buffer.from('4d5a9000030000000400', 'hex'),
    'a locked Word file': ole('EncryptedPackage'),
    'a locked PDF': await pdf((document) => void document.text('x'), { userPassword: 'secret' }),
    'a zip bomb': docx('', { 'word/media.xml': new Uint8Array(30_000_000) }),
    'a zip bomb that lies about its size': lyingBomb(),
    'an entity bomb': docx(
      textParagraph('x'),
      {},
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ),
    'an entity that reads a file': docx(
      '<w:p><w:r><w:t>&a;</w:t></w:r></w:p>',
      {},
      `<!DOCTYPE x [<!ENTITY a SYSTEM "${canary.fileUrl}">]>`,
    ),
    'a document type from the web': odt(`<?xml version="1.0"?><!DOCTYPE x SYSTEM "${canary.webUrl}"><x/>`),
    'an archive that reaches outside': docx('', { '../../evil.xml': strToU8('x') }),
    'a template from the web': docx(textParagraph('x'), {
      'word/_rels/settings.xml.rels': relationships('attachedTemplate', canary.webUrl),
    }),
    'a picture from the web': docx(textParagraph('x'), {
      'word/_rels/document.xml.rels': relationships('image', canary.webUrl),
    }),
    'a form with macros': docx(textParagraph('x'), { 'word/vbaProject.bin': strToU8('Sub AutoOpen()') }),
    'an e-mail of a million parts': email(
      '--b\r\n\r\n\r\n'.repeat(1_000_000) + '--b--',
      'multipart/mixed; boundary="b"',
    ),
    'parts of an e-mail inside one another': strToU8(
      `From: a@office.example\r\nTo: b@office.example\r\n${nestedEmail(500)}`,
    ),
    'a web page of nested tags by e-mail': email('<div><b>'.repeat(300_000), 'text/html'),
    'a web page that loads from the web by e-mail': email(
      `<img src="${canary.webUrl}"><iframe src="${canary.fileUrl}"></iframe><script>1</script>x`,
      'text/html',
    ),
    'a PDF with scripts': await pdf((document) => {
      document.text('x');
      const catalog = (document as unknown as { _root: { data: Record<string, unknown> } })._root.data;
      catalog['OpenAction'] = { S: 'JavaScript', JS: new String('while(true){}') };
    }),
    'a PDF that starts a program': rawPdf([
      `<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /Launch /F (${canary.fileUrl}) >> >>`,
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (${canary.webUrl}) >> >>] >>`,
    ]),
    'a PDF whose pages lead round in a ring': rawPdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 1000000000 >>',
      '<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 1000000000 /Parent 2 0 R >>',
    ]),
    'a PDF of a million pages': rawPdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      `<< /Type /Pages /Kids [${'3 0 R '.repeat(1_000_000)}] /Count 1000000 >>`,
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>',
    ]),
    'a PDF of endless lines': await pdf((document) => {
      for (let index = 0; index < 60_000; index += 1)
        document
          .moveTo(index % 500, 0)
          .lineTo(index % 500, 700)
          .stroke();
    }),
    'a PDF whose picture calls itself': rawPdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>',
      '<< /Length 5 >>\nstream\n/X Do\nendstream',
      '<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >> /Length 11 >>\nstream\n/X Do /X Do\nendstream',
    ]),
    'tables inside one another': docx(
      '<w:tbl><w:tr><w:tc>'.repeat(3_000) + textParagraph('x') + '</w:tc></w:tr></w:tbl>'.repeat(3_000),
    ),
    'a table of 19,000 cells': docx(
      table(
        ...Array.from({ length: 6_000 }, (_row, index) =>
          row(cell(`Name of child: ${Math.sin(index)}`), cell(`Role ${Math.cos(index)}`)),
        ),
      ),
    ),
    'rich text of nested groups': strToU8('{\\rtf1' + '{'.repeat(1_000_000)),
    'rich text that claims gigabytes': strToU8('{\\rtf1\\bin2000000000 x}'),
    'a rich text table without end': strToU8(
      '{\\rtf1' + '\\trowd\\cellx1\\intbl x\\cell\\row'.repeat(300_000) + '}',
    ),
    'a rich text row of cells without end': strToU8(
      '{\\rtf1\\trowd' + '\\cellx1'.repeat(500_000) + '\\intbl x\\cell\\row}',
    ),
    'a rich text picture of many lines': strToU8(
      '{\\rtf1{\\pict ' + ('a'.repeat(128) + '\n').repeat(80_000) + '} x}',
    ),
    'rich text labels without end in one paragraph': strToU8(
      '{\\rtf1 ' + 'Name of child\\line Date of birth\\line '.repeat(60_000) + '}',
    ),
    'a label before bold words without end': strToU8(
      '{\\rtf1 ' + answered + 'Name of child: a, ' + 'a, {\\b b}, '.repeat(60_000) + '}',
    ),
    'an OpenDocument table that repeats itself': odt(
      '<table:table><table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384"><t:p>x</t:p></table:table-cell></table:table-row></table:table>',
    ),
    'an old Word file that leads round in a ring': inARing(doc),
    'an Outlook message that leads round in a ring': inARing(message),
    'an Outlook message with an unsafe attachment name': message,
    'a line of 15 MB': strToU8('Name of child: ' + 'a b'.repeat(5_000_000)),
    'labels without end': strToU8('Name of child: Date: '.repeat(200_000)),
    'labels without end, a line each': strToU8('Name of child\nDate of birth\n'.repeat(9_000)),
    'stages without end, a line each': strToU8(answered + 'Stage 1: x\n'.repeat(18_000)),
    'spaces without end': strToU8(`${answered}x${' '.repeat(1_500_000)}y`),
    'a name of words without end': strToU8(`${answered}Name of child: A${' a b'.repeat(300_000)}`),
    'a name of commas without end': strToU8(`${answered}Name of child: A${','.repeat(1_500_000)}x`),
    'a contact without end': strToU8(`${answered}Contact details: ${'a'.repeat(1_500_000)}`),
    'formulas and markup as answers': buryForm({
      ...filledBury,
      child: '=HYPERLINK("http://evil.example")',
      summary: '<script>alert(1)</script>\n@SUM(1)\n{{constructor}}',
    }),
  };
  return Object.entries(files).map(([name, bytes]) => ({ name, bytes }));
};
