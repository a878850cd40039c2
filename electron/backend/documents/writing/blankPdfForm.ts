/**
 * The blank form as a fillable PDF, in two steps: pdfkit draws the tagged pages, and pdf-lib lays the fields over them,
 * set in a whole font so that every name can be typed. Field names are those by which the register reads it back.
 */
import { createRequire } from 'node:module';
import { buffer } from 'node:stream/consumers';
import type { PDFDocument as FormDocument, PDFFont, PDFRef } from '@cantoo/pdf-lib';
import PdfKit from 'pdfkit';
import {
  repeatField,
  type BlankAnswer,
  type BlankField,
  type BlankForm,
  type BlankPart,
} from '../../../../shared/domain/blankForm.ts';
import { registerFonts, type NoticeFonts } from './noticeFonts.ts';
import { createTypesetter, type TextStyle, type Typesetter } from './typesetting.ts';

// By require: pdf-lib's modules for import name JSON files in a way that Node refuses, and fontkit has no types.
// Not by the name `require`: the build declares that itself, and twice is a syntax error.
const load = createRequire(import.meta.url);
const { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString, rgb } = load(
  '@cantoo/pdf-lib',
) as typeof import('@cantoo/pdf-lib');

// A4 in points.
const page = { width: 595.28, height: 841.89, left: 48, top: 74, bottom: 66 } as const;
const measure = page.width - 2 * page.left;
const floor = page.height - page.bottom;

const ink = '#14242C';
const softInk = '#45555D';
const petrol = '#0C5668';
const edge = rgb(0x6f / 255, 0x80 / 255, 0x88 / 255);

const styles = {
  issuer: { face: 'semibold', size: 10.5, leading: 15, colour: petrol },
  title: { face: 'semibold', size: 20, leading: 26, colour: ink },
  notice: { face: 'semibold', size: 10, leading: 14, colour: ink },
  section: { face: 'semibold', size: 13, leading: 18, colour: petrol },
  label: { face: 'semibold', size: 10, leading: 13, colour: ink },
  remark: { face: 'regular', size: 9, leading: 12, colour: softInk },
  marking: { face: 'semibold', size: 9.5, leading: 13, colour: ink },
  foot: { face: 'regular', size: 9, leading: 13, colour: softInk },
} as const satisfies Readonly<Record<string, TextStyle>>;

/** Points. A field may hold more than it shows: it scrolls. */
const LINE_HEIGHT = 20;
const heights: Readonly<Record<BlankField['kind'], number>> = {
  line: LINE_HEIGHT,
  date: LINE_HEIGHT,
  yesNo: LINE_HEIGHT,
  lines: 92,
};
const FIELD_FONT_SIZE = 10;
const GAP = 6;
const CHILDREN = 4;
const REFERRERS = 2;

interface Placed {
  readonly field: BlankField;
  readonly pageIndex: number;
  /** From the left and the bottom of the page, in points. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Element = PDFKit.PDFStructureElement;

/** Words for a style, wrapped to a width. */
type Words = readonly { readonly text: string; readonly style: TextStyle }[];

const createSheet = (document: PDFKit.PDFDocument, set: Typesetter) => {
  const root = document.struct('Document');
  document.addStructure(root);
  const placed: Placed[] = [];
  let pageIndex = 0;
  let y: number = page.top;

  const element = (type: string, parent: Element = root, options: object = {}): Element => {
    const created = document.struct(type, options);
    parent.add(created);
    return created;
  };
  const heightOf = (words: Words, width: number): number =>
    words.reduce((sum, { text, style }) => sum + set.lines(text, style, width).length * style.leading, 0);

  return {
    element,
    heightOf,
    placed,
    keep: (height: number): void => {
      if (y + height <= floor || y === page.top) return;
      document.addPage();
      pageIndex += 1;
      y = page.top;
    },
    space: (height: number): void => {
      if (y > page.top) y += height;
    },
    /** Words at the current height, each piece in an element of its own. */
    words: (words: Words, x: number, width: number, type: string, parent: Element = root): void => {
      let top = y;
      for (const { text, style } of words) {
        const lines = set.lines(text, style, width);
        const from = top;
        element(type, parent).add(() =>
          lines.forEach((line, index) => set.draw(line, x, from + style.leading * (index + 0.76), style)),
        );
        top += lines.length * style.leading;
      }
    },
    /** A field whose top stands `below` the current height. */
    field: (
      field: BlankField,
      {
        x,
        width,
        below = 0,
        height = heights[field.kind],
      }: { x: number; width: number; below?: number; height?: number },
      parent: Element = root,
    ): void => {
      element('Form', parent, { title: field.name });
      placed.push({ field, pageIndex, x, y: page.height - y - below - height, width, height });
    },
    rule: (): void => {
      document.markContent('Artifact', { type: 'Layout' });
      document
        .moveTo(page.left, y)
        .lineTo(page.left + measure, y)
        .lineWidth(1.5)
        .stroke(petrol);
      document.endMarkedContent();
    },
    down: (height: number): void => {
      y += height;
    },
    end: (): void => root.end(),
  };
};
type Sheet = ReturnType<typeof createSheet>;

const block = (sheet: Sheet, words: Words, type = 'P'): void => {
  sheet.words(words, page.left, measure, type);
  sheet.down(sheet.heightOf(words, measure));
};

const labelWidth = measure * 0.32;
const answerLeft = page.left + labelWidth + 12;
const answerWidth = measure - labelWidth - 12;

const hints = (fields: readonly BlankField[]): Words =>
  fields.flatMap(({ hint }) => (hint === undefined ? [] : [{ text: `(${hint})`, style: styles.remark }]));

const CAPTION_WIDTH = 58;

const writeAnswer = (sheet: Sheet, { label, instruction, fields }: BlankAnswer): void => {
  const words: Words = [
    { text: label, style: styles.label },
    ...(instruction === undefined ? [] : [{ text: instruction, style: styles.remark }]),
    ...hints(fields),
  ];
  const fieldHeight = fields.reduce((sum, { kind }) => sum + heights[kind] + 4, -4);
  const height = Math.max(sheet.heightOf(words, labelWidth) + 3, fieldHeight);
  sheet.keep(height);
  sheet.down(3);
  sheet.words(words, page.left, labelWidth, 'P');
  sheet.down(-3);
  const stretch = fields.length === 1 && fields[0]?.kind === 'lines' ? { height } : {};
  let below = 0;
  for (const field of fields) {
    const shift = field.caption === undefined ? 0 : CAPTION_WIDTH;
    if (field.caption !== undefined) {
      sheet.down(below + 4);
      sheet.words([{ text: field.caption, style: styles.remark }], answerLeft, CAPTION_WIDTH, 'P');
      sheet.down(-below - 4);
    }
    sheet.field(field, { x: answerLeft + shift, width: answerWidth - shift, below, ...stretch });
    below += heights[field.kind] + 4;
  }
  sheet.down(height + GAP);
};

const again = (field: BlankField, item: number, of: string): BlankField => ({
  ...field,
  name: repeatField(field.name, item),
  label: item === 0 ? field.label : `${of} ${item + 1}: ${field.label}`,
});

/** Left edges and widths of columns that share the measure. */
const columnsOf = (shares: readonly number[]) => {
  let x: number = page.left;
  return shares.map((share) => {
    const column = { x, width: measure * share - GAP };
    x += measure * share;
    return column;
  });
};

const headRow = (
  sheet: Sheet,
  table: Element,
  columns: ReturnType<typeof columnsOf>,
  heads: readonly Words[],
): number => {
  const row = sheet.element('TR', table);
  heads.forEach((words, index) => {
    const column = columns[index];
    if (column)
      sheet.words(words, column.x, column.width, 'P', sheet.element('TH', row, { scope: 'Column' }));
  });
  return (
    Math.max(...heads.map((words, index) => sheet.heightOf(words, columns[index]?.width ?? measure))) + 4
  );
};

const writeChildren = (sheet: Sheet, fields: readonly BlankField[]): void => {
  const columns = columnsOf(
    fields.length > 2
      ? fields.map((_field, index) => (index === 0 ? 0.4 : 0.6 / (fields.length - 1)))
      : [0.6, 0.4],
  );
  sheet.keep(40 + CHILDREN * (LINE_HEIGHT + 4));
  const table = sheet.element('Table');
  sheet.down(
    headRow(
      sheet,
      table,
      columns,
      fields.map((field) => [{ text: field.label, style: styles.label }, ...hints([field])]),
    ),
  );
  for (let item = 0; item < CHILDREN; item += 1) {
    const row = sheet.element('TR', table);
    fields.forEach((field, index) => {
      const column = columns[index];
      if (column) sheet.field(again(field, item, 'Child'), column, sheet.element('TD', row));
    });
    sheet.down(LINE_HEIGHT + 4);
  }
  block(sheet, [{ text: 'If there are more children, name them in the summary.', style: styles.remark }]);
  sheet.space(GAP);
};

const writeStages = (sheet: Sheet, part: Extract<BlankPart, { kind: 'stages' }>): void => {
  const columns = columnsOf([0.3, 0.2, 0.5]);
  const [first, second, third] = columns;
  if (!first || !second || !third) return;
  const [stage, resolved, evidence] = part.columns;
  const rowHeight = 58;
  sheet.keep(40 + rowHeight);
  const table = sheet.element('Table');
  sheet.down(
    headRow(sheet, table, columns, [
      [{ text: stage, style: styles.label }],
      [{ text: resolved, style: styles.label }],
      [
        { text: evidence, style: styles.label },
        ...(part.evidenceRemark === undefined ? [] : [{ text: part.evidenceRemark, style: styles.remark }]),
      ],
    ]),
  );
  for (const { label, date, evidence: words, decision } of part.rows) {
    const labelWords: Words = [{ text: label, style: styles.label }];
    const decisionWords: Words = decision ? [{ text: decision.label, style: styles.label }] : [];
    const decisionHeight = decision
      ? GAP + sheet.heightOf(decisionWords, third.width) + 3 + LINE_HEIGHT + 4 + rowHeight
      : 0;
    const height = Math.max(rowHeight + decisionHeight, sheet.heightOf(labelWords, first.width));
    sheet.keep(height);
    const row = sheet.element('TR', table);
    sheet.words(labelWords, first.x, first.width, 'P', sheet.element('TH', row, { scope: 'Row' }));
    sheet.field(date, second, sheet.element('TD', row));
    const cell = sheet.element('TD', row);
    sheet.field(words, { ...third, height: rowHeight }, cell);
    if (decision) {
      sheet.down(rowHeight + GAP);
      sheet.words(decisionWords, third.x, third.width, 'P', cell);
      const below = sheet.heightOf(decisionWords, third.width) + 3;
      sheet.field(decision.by, { ...third, below }, cell);
      sheet.field(decision.text, { ...third, below: below + LINE_HEIGHT + 4, height: rowHeight }, cell);
      sheet.down(-rowHeight - GAP);
    }
    sheet.down(height + GAP);
  }
};

const writePart = (sheet: Sheet, part: BlankPart): void => {
  switch (part.kind) {
    case 'heading':
      sheet.space(GAP);
      sheet.keep(styles.section.leading + 3 * LINE_HEIGHT);
      block(sheet, [{ text: part.label, style: styles.section }], 'H2');
      sheet.space(GAP);
      return;
    case 'answer':
      return writeAnswer(sheet, part);
    case 'children':
      return writeChildren(sheet, part.columns);
    case 'referrers':
      for (let item = 0; item < REFERRERS; item += 1) {
        if (item > 0) {
          sheet.keep(60);
          block(sheet, [
            { text: 'Another who escalates together with you, if there is one:', style: styles.remark },
          ]);
          sheet.space(4);
        }
        for (const answer of part.answers)
          writeAnswer(sheet, {
            ...answer,
            fields: answer.fields.map((field) => again(field, item, 'Referrer')),
          });
      }
      return;
    case 'stages':
      return writeStages(sheet, part);
  }
};

const drawPages = async (
  form: BlankForm,
  marking: string,
  fonts: NoticeFonts,
): Promise<{ readonly bytes: Uint8Array; readonly placed: readonly Placed[] }> => {
  const document = new PdfKit({
    size: [page.width, page.height],
    margin: 0,
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    font: null,
    // A blank form tells nobody when it was written, and the same form gives the same bytes.
    info: { Title: form.title, Producer: 'Escalation Register', CreationDate: new Date(0) },
  } as unknown as PDFKit.PDFDocumentOptions);
  const bytes = buffer(document as unknown as NodeJS.ReadableStream);
  const set = createTypesetter(document, registerFonts(document, fonts));
  const sheet = createSheet(document, set);
  block(sheet, [{ text: form.partnershipName, style: styles.issuer }]);
  block(sheet, [{ text: form.title, style: styles.title }], 'H1');
  block(sheet, [{ text: form.securityNotice ?? 'Send and store this form securely.', style: styles.notice }]);
  sheet.down(8);
  sheet.rule();
  sheet.down(12);
  form.parts.forEach((part) => writePart(sheet, part));
  if (form.closing !== undefined) {
    const words = [{ text: form.closing, style: styles.remark }];
    sheet.keep(sheet.heightOf(words, measure));
    block(sheet, words);
  }
  sheet.end();
  const { count } = document.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    document.switchToPage(index);
    document.markContent('Artifact', { type: 'Pagination' });
    const centred = (page.width - set.width(marking, styles.marking)) / 2;
    set.draw(marking, centred, 42, styles.marking);
    set.draw(marking, centred, page.height - 32, styles.marking);
    const pageOf = `Page ${index + 1} of ${count}`;
    set.draw(pageOf, page.width - page.left - set.width(pageOf, styles.foot), page.height - 32, styles.foot);
    document.endMarkedContent();
  }
  document.end();
  return { bytes: new Uint8Array(await bytes), placed: sheet.placed };
};

const addField = (pdf: FormDocument, font: PDFFont, { field, pageIndex, ...box }: Placed): void => {
  const form = pdf.getForm();
  const look = {
    ...box,
    font,
    borderWidth: 0.75,
    borderColor: edge,
    backgroundColor: rgb(1, 1, 1),
    textColor: rgb(0x14 / 255, 0x24 / 255, 0x2c / 255),
  };
  const made = field.kind === 'yesNo' ? form.createDropdown(field.name) : form.createTextField(field.name);
  if ('addOptions' in made) made.addOptions(['', 'Yes', 'No']);
  else if (field.kind === 'lines') made.enableMultiline();
  made.addToPage(pdf.getPage(pageIndex), look);
  made.setFontSize(FIELD_FONT_SIZE);
  // What a screen reader says, and what is shown when the mouse rests on the field.
  const hint = [field.hint, field.kind === 'date' ? 'dd/mm/yyyy' : undefined].find(Boolean);
  made.acroField.dict.set(
    PDFName.of('TU'),
    PDFHexString.fromText(hint === undefined ? field.label : `${field.label} (${hint})`),
  );
};

/** Joins each field to the element of the structure tree that waits for it under the field's name. */
const joinStructure = (pdf: FormDocument): void => {
  const root = pdf.catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict);
  const parents = root.lookup(PDFName.of('ParentTree'), PDFDict);
  const numbers = parents.lookup(PDFName.of('Nums'), PDFArray);
  parents.delete(PDFName.of('Limits'));
  let next = root.lookup(PDFName.of('ParentTreeNextKey'), PDFNumber).asNumber();
  const waiting = new Map<string, PDFRef>();
  for (const [ref, object] of pdf.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict) || object.get(PDFName.of('S')) !== PDFName.of('Form')) continue;
    waiting.set(object.lookup(PDFName.of('T'), PDFString, PDFHexString).decodeText(), ref);
  }
  for (const field of pdf.getForm().getFields()) {
    const elementRef = waiting.get(field.getName());
    const element = elementRef && pdf.context.lookup(elementRef, PDFDict);
    const [widget] = field.acroField.getWidgets();
    const widgetRef = widget && pdf.context.getObjectRef(widget.dict);
    if (!elementRef || !element || !widget || !widgetRef) continue;
    widget.dict.set(PDFName.of('StructParent'), PDFNumber.of(next));
    element.delete(PDFName.of('T'));
    element.set(PDFName.of('K'), pdf.context.obj({ Type: 'OBJR', Obj: widgetRef, Pg: widget.P() ?? null }));
    numbers.push(PDFNumber.of(next));
    numbers.push(elementRef);
    next += 1;
  }
  root.set(PDFName.of('ParentTreeNextKey'), PDFNumber.of(next));
};

/** Writes the form. `marking` stands at the head and the foot of each page. The same form gives the same bytes. */
export const writeBlankPdfForm = async (
  form: BlankForm,
  marking: string,
  fonts: NoticeFonts,
): Promise<Uint8Array> => {
  const { bytes, placed } = await drawPages(form, marking, fonts);
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  pdf.registerFontkit(load('fontkit') as Parameters<FormDocument['registerFontkit']>[0]);
  const font = await pdf.embedFont(fonts.regular, { subset: false });
  for (const each of placed) addField(pdf, font, each);
  const acroForm = pdf.getForm();
  acroForm.updateFieldAppearances(font);
  // Programs that type into a field look its font up here.
  acroForm.acroForm.dict.set(PDFName.of('DR'), pdf.context.obj({ Font: { [font.name]: font.ref } }));
  for (const each of pdf.getPages()) each.node.set(PDFName.of('Tabs'), PDFName.of('S'));
  joinStructure(pdf);
  return pdf.save({ updateFieldAppearances: false });
};
