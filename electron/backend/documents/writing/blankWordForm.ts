/**
 * The blank form as a Word document. Word's own content controls carry the names by which the register reads the
 * form back; the words around them are the procedure's, so that a form whose controls were lost is read by its labels.
 */
import { strToU8, zipSync } from 'fflate';
import type { BlankAnswer, BlankField, BlankForm, BlankPart } from '../../../../shared/domain/blankForm.ts';

const ink = '14242C';
const softInk = '45555D';
const petrol = '0C5668';
const edge = '6F8088';
const tint = 'F6F9F9';

// Twentieths of a point: A4 with margins of 20 mm.
const page = { width: 11906, height: 16838, margin: 1134 } as const;
const measure = page.width - 2 * page.margin;

const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

const run = (text: string, style = ''): string =>
  `<w:r>${style === '' ? '' : `<w:rPr><w:rStyle w:val="${style}"/></w:rPr>`}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
/** Bold of its own, so that a label and what follows it on its line are told apart. */
const boldRun = (text: string): string =>
  `<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
const paragraph = (style: string, ...content: readonly string[]): string =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${content.join('')}</w:p>`;

/** Each in the words that readers of forms know for an empty field, should its control be lost on the way. */
const prompts: Readonly<Record<BlankField['kind'], string>> = {
  line: 'Click to enter text',
  lines: 'Click to enter text',
  date: 'Click to enter dd/mm/yyyy',
  yesNo: 'Click to enter yes or no',
};
const controls: Readonly<Record<BlankField['kind'], string>> = {
  line: '<w:text/>',
  lines: '<w:text w:multiLine="1"/>',
  date: '<w:date><w:dateFormat w:val="dd/MM/yyyy"/><w:lid w:val="en-GB"/><w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>',
  yesNo: `<w:dropDownList>${['Yes', 'No'].map((answer) => `<w:listItem w:displayText="${answer}" w:value="${answer}"/>`).join('')}</w:dropDownList>`,
};

interface Writing {
  /** Every content control of a document has a number of its own. */
  readonly nextId: () => number;
}

/** Controls cannot be deleted by a slip; those of a repeated row must go with their row. */
const control = (field: BlankField, { nextId }: Writing, repeated: boolean): string =>
  `<w:sdt><w:sdtPr><w:alias w:val="${escaped(field.label)}"/><w:tag w:val="${escaped(field.name)}"/>` +
  `<w:id w:val="${nextId()}"/>${repeated ? '' : '<w:lock w:val="sdtLocked"/>'}<w:showingPlcHdr/>${controls[field.kind]}</w:sdtPr>` +
  `<w:sdtContent>${run(prompts[field.kind], 'PlaceholderText')}</w:sdtContent></w:sdt>`;

const repeatedRows = (title: string, writing: Writing, rows: string): string =>
  `<w:sdt><w:sdtPr><w:alias w:val="${title}"/><w:id w:val="${writing.nextId()}"/><w15:repeatingSection><w15:sectionTitle w15:val="${title}"/></w15:repeatingSection></w:sdtPr><w:sdtContent>` +
  `<w:sdt><w:sdtPr><w:id w:val="${writing.nextId()}"/><w15:repeatingSectionItem/></w:sdtPr><w:sdtContent>${rows}</w:sdtContent></w:sdt>` +
  `</w:sdtContent></w:sdt>`;

const cell = (width: number, shaded: boolean, ...paragraphs: readonly string[]): string =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${shaded ? `<w:shd w:val="clear" w:color="auto" w:fill="${tint}"/>` : ''}</w:tcPr>${paragraphs.join('')}</w:tc>`;
const row = (cells: string, { head = false, height = 0 } = {}): string =>
  `<w:tr><w:trPr><w:cantSplit/>${height > 0 ? `<w:trHeight w:val="${height}" w:hRule="atLeast"/>` : ''}${head ? '<w:tblHeader/>' : ''}</w:trPr>${cells}</w:tr>`;
const table = (widths: readonly number[], ...rows: readonly string[]): string =>
  `<w:tbl><w:tblPr><w:tblStyle w:val="FormTable"/><w:tblW w:w="${measure}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${rows.join('')}</w:tbl>`;
/** Keeps two tables from running into one. */
const gap = paragraph('Gap');

const labelWidth = Math.round(measure * 0.34);
const answerWidths = [labelWidth, measure - labelWidth] as const;
const LONG_ANSWER_HEIGHT = 1400;

const hintOf = ({ hint }: BlankField): readonly string[] =>
  hint === undefined ? [] : [paragraph('FormRemark', run(`(${hint})`))];

const answerRow = (
  { label, instruction, fields }: BlankAnswer,
  writing: Writing,
  repeated: boolean,
): string =>
  row(
    cell(
      answerWidths[0],
      true,
      paragraph('FormLabel', run(label)),
      ...(instruction === undefined ? [] : [paragraph('FormRemark', run(instruction))]),
      ...fields.flatMap(hintOf),
    ) +
      cell(
        answerWidths[1],
        false,
        ...fields.map((field) =>
          paragraph(
            'FormAnswer',
            ...(field.caption === undefined ? [] : [run(`${field.caption}: `, 'FormCaption')]),
            control(field, writing, repeated),
          ),
        ),
      ),
    { height: fields.some(({ kind }) => kind === 'lines') ? LONG_ANSWER_HEIGHT : 0 },
  );

const childWidths = (columns: number): readonly number[] => {
  const [first, other] = columns > 2 ? [0.4, 0.6 / (columns - 1)] : [0.5, 0.5];
  return Array.from({ length: columns }, (_column, index) =>
    Math.round(measure * (index === 0 ? first : other)),
  );
};

const STAGE_HEIGHT = 900;
const stageShares = [0.3, 0.22, 0.48] as const;

const written = (part: Exclude<BlankPart, BlankAnswer>, writing: Writing): string => {
  switch (part.kind) {
    case 'heading':
      return paragraph('Heading2', run(part.label));
    case 'children': {
      const widths = childWidths(part.columns.length);
      return (
        table(
          widths,
          row(
            part.columns
              .map((field, index) =>
                cell(widths[index] ?? 0, true, paragraph('FormLabel', run(field.label)), ...hintOf(field)),
              )
              .join(''),
            { head: true },
          ),
          repeatedRows(
            'Child',
            writing,
            row(
              part.columns
                .map((field, index) =>
                  cell(widths[index] ?? 0, false, paragraph('FormAnswer', control(field, writing, true))),
                )
                .join(''),
            ),
          ),
        ) + paragraph('FormRemark', run('For another child, use the plus sign at the end of the row.'))
      );
    }
    case 'referrers':
      return (
        table(
          answerWidths,
          repeatedRows(
            'Referrer',
            writing,
            part.answers.map((answer) => answerRow(answer, writing, true)).join(''),
          ),
        ) +
        paragraph(
          'FormRemark',
          run('For another who escalates together with you, use the plus sign at the end of the rows.'),
        )
      );
    case 'stages': {
      const widths = stageShares.map((share) => Math.round(measure * share));
      const [first = 0, second = 0, third = 0] = widths;
      const [stage, resolved, evidence] = part.columns;
      return table(
        widths,
        row(
          cell(first, true, paragraph('FormLabel', run(stage))) +
            cell(second, true, paragraph('FormLabel', run(resolved))) +
            cell(
              third,
              true,
              paragraph('FormLabel', run(evidence)),
              ...(part.evidenceRemark === undefined
                ? []
                : [paragraph('FormRemark', run(part.evidenceRemark))]),
            ),
          { head: true },
        ),
        ...part.rows.map(({ label, date, evidence: words, decision }) =>
          row(
            cell(first, true, paragraph('FormLabel', run(label))) +
              cell(second, false, paragraph('FormAnswer', control(date, writing, false))) +
              cell(
                third,
                false,
                paragraph('FormAnswer', control(words, writing, false)),
                ...(decision
                  ? [
                      paragraph(
                        'FormAnswer',
                        boldRun(`${decision.label} `),
                        control(decision.by, writing, false),
                      ),
                      paragraph('FormAnswer', control(decision.text, writing, false)),
                    ]
                  : []),
              ),
            { height: STAGE_HEIGHT },
          ),
        ),
      );
    }
  }
};

/** Answers that follow one another share a table. */
const bodyOf = ({ parts }: BlankForm, writing: Writing): string => {
  const pieces: string[] = [];
  let rows: string[] = [];
  const closeRows = (): void => {
    if (rows.length > 0) pieces.push(table(answerWidths, ...rows), gap);
    rows = [];
  };
  for (const part of parts)
    if (part.kind === 'answer') rows.push(answerRow(part, writing, false));
    else {
      closeRows();
      pieces.push(written(part, writing), ...(part.kind === 'stages' ? [gap] : []));
    }
  closeRows();
  return pieces.join('');
};

const namespaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w15"';
const part = (root: string, content: string): Uint8Array =>
  strToU8(
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:${root} ${namespaces}>${content}</w:${root}>`,
  );

const font = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/>';
interface Look {
  /** Half points. */
  readonly size: number;
  readonly colour?: string;
  readonly bold?: boolean;
  /** Twentieths of a point before and after. */
  readonly space?: readonly [number, number];
  readonly underlined?: boolean;
  readonly align?: 'center' | 'right';
  readonly outline?: number;
}
const style = (
  id: string,
  name: string,
  { size, colour = ink, bold = false, space = [0, 0], underlined = false, align, outline }: Look,
): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"${id === 'Normal' ? ' w:default="1"' : ''}><w:name w:val="${name}"/>${id === 'Normal' ? '' : '<w:basedOn w:val="Normal"/>'}<w:qFormat/>` +
  `<w:pPr>${outline === undefined ? '' : '<w:keepNext/>'}${underlined ? `<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="6" w:color="${petrol}"/></w:pBdr>` : ''}<w:spacing w:before="${space[0]}" w:after="${space[1]}"/>${align === undefined ? '' : `<w:jc w:val="${align}"/>`}${outline === undefined ? '' : `<w:outlineLvl w:val="${outline}"/>`}</w:pPr>` +
  `<w:rPr>${bold ? '<w:b/>' : ''}<w:color w:val="${colour}"/><w:sz w:val="${size}"/></w:rPr></w:style>`;
const characterStyle = (id: string, name: string, colour: string): string =>
  `<w:style w:type="character" w:styleId="${id}"><w:name w:val="${name}"/><w:rPr><w:color w:val="${colour}"/></w:rPr></w:style>`;
const border = (side: string): string => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="${edge}"/>`;

const styles = part(
  'styles',
  `<w:docDefaults><w:rPrDefault><w:rPr>${font}<w:sz w:val="20"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>` +
    style('Normal', 'Normal', { size: 20 }) +
    style('Issuer', 'Issuer', { size: 20, bold: true, colour: petrol }) +
    style('Heading1', 'heading 1', {
      size: 36,
      bold: true,
      space: [0, 80],
      outline: 0,
    }) +
    style('Heading2', 'heading 2', {
      size: 26,
      bold: true,
      colour: petrol,
      space: [200, 100],
      outline: 1,
    }) +
    style('Notice', 'Notice', {
      size: 20,
      bold: true,
      space: [0, 200],
      underlined: true,
    }) +
    style('FormLabel', 'Form label', { size: 20, bold: true, space: [40, 40] }) +
    style('FormRemark', 'Form remark', { size: 18, colour: softInk, space: [40, 60] }) +
    style('FormAnswer', 'Form answer', { size: 20, space: [40, 40] }) +
    style('Gap', 'Gap', { size: 12 }) +
    style('Marking', 'Marking', { size: 19, bold: true, align: 'center' }) +
    style('Foot', 'Foot', { size: 18, colour: softInk, align: 'right' }) +
    characterStyle('PlaceholderText', 'Placeholder Text', softInk) +
    characterStyle('FormCaption', 'Form caption', softInk) +
    `<w:style w:type="table" w:styleId="FormTable"><w:name w:val="Form table"/><w:tblPr><w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(border).join('')}</w:tblBorders><w:tblCellMar><w:left w:w="100" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`,
);

// Without this Word opens the form as one of 2007's, which knows no repeated rows.
const settings = part(
  'settings',
  '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>',
);

const relationshipsOf = (...targets: readonly (readonly [id: string, kind: string, target: string])[]) =>
  strToU8(
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
      .map(([id, kind, target]) => `<Relationship Id="${id}" Type="${kind}" Target="${target}"/>`)
      .join('')}</Relationships>`,
  );
const officeKind = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const contentTypes = strToU8(
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' +
    `<Override PartName="/word/document.xml" ContentType="${wordType}.document.main+xml"/>` +
    ['styles', 'settings', 'header', 'footer']
      .map((name) => `<Override PartName="/word/${name}.xml" ContentType="${wordType}.${name}+xml"/>`)
      .join('') +
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
);
const fieldCode = (code: string): string => `<w:fldSimple w:instr=" ${code} ">${run('1')}</w:fldSimple>`;

/** Writes the form. `marking` stands at the head and the foot of each page. The same form gives the same bytes. */
export const writeBlankWordForm = (form: BlankForm, marking: string): Uint8Array => {
  let lastId = 1000;
  const writing: Writing = { nextId: () => (lastId += 1) };
  const body =
    paragraph('Issuer', run(form.partnershipName)) +
    paragraph('Heading1', run(form.title)) +
    paragraph('Notice', run(form.securityNotice ?? 'Send and store this form securely.')) +
    bodyOf(form, writing) +
    (form.closing === undefined ? '' : paragraph('FormRemark', run(form.closing)));
  const parts: Readonly<Record<string, Uint8Array>> = {
    '[Content_Types].xml': contentTypes,
    '_rels/.rels': relationshipsOf(
      ['r1', `${officeKind}/officeDocument`, 'word/document.xml'],
      [
        'r2',
        'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
        'docProps/core.xml',
      ],
    ),
    'docProps/core.xml': strToU8(
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(form.title)}</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>`,
    ),
    'word/document.xml': part(
      'document',
      `<w:body>${body}<w:sectPr><w:headerReference w:type="default" r:id="r2"/><w:footerReference w:type="default" r:id="r3"/>` +
        `<w:pgSz w:w="${page.width}" w:h="${page.height}"/><w:pgMar w:top="${page.margin}" w:bottom="${page.margin}" w:left="${page.margin}" w:right="${page.margin}" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body>`,
    ),
    'word/_rels/document.xml.rels': relationshipsOf(
      ['r1', `${officeKind}/styles`, 'styles.xml'],
      ['r2', `${officeKind}/header`, 'header.xml'],
      ['r3', `${officeKind}/footer`, 'footer.xml'],
      ['r4', `${officeKind}/settings`, 'settings.xml'],
    ),
    'word/styles.xml': styles,
    'word/settings.xml': settings,
    'word/header.xml': part('hdr', paragraph('Marking', run(marking))),
    'word/footer.xml': part(
      'ftr',
      paragraph('Marking', run(marking)) +
        paragraph('Foot', run('Page '), fieldCode('PAGE'), run(' of '), fieldCode('NUMPAGES')),
    ),
  };
  // A ZIP cannot say a day before 1980, and the day of writing is nobody's business.
  return zipSync(parts, { mtime: new Date(1980, 0, 1) });
};
