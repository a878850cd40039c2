/**
 * Documents that leave the office: plain data in, bytes out. This folder reads no database, no clock and, but for
 * the fonts a host points at, no file; it imports shared, pdfkit, bidi-js and nodemailer's composer.
 *
 * A paper is a tagged PDF (PDF/UA-1 as far as pdfkit goes). The same content gives the same bytes. Free text
 * stands in paragraphs under headings and flows over pages; no table cell is ever cut.
 */
import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import type { PaperBlock, PaperContent } from '../../../../shared/domain/paperContent.ts';
import type { NoticeFonts } from './noticeFonts.ts';
import { registerFonts } from './noticeFonts.ts';
import type { TextStyle, Typesetter } from './typesetting.ts';
import { createTypesetter } from './typesetting.ts';

// A4 in points.
const page = { width: 595.28, height: 841.89, left: 64, right: 64, top: 86, bottom: 84 } as const;
const measure = page.width - page.left - page.right;
const floor = page.height - page.bottom;

const ink = '#14242C';
const softInk = '#45555D';
const petrol = '#0C5668';
const hairline = '#D9E1E3';

const styles = {
  issuer: { face: 'semibold', size: 10.5, leading: 15, colour: petrol },
  title: { face: 'semibold', size: 23, leading: 29, colour: ink },
  particulars: { face: 'regular', size: 10.5, leading: 15, colour: softInk },
  lead: { face: 'semibold', size: 12, leading: 17, colour: ink },
  section: { face: 'semibold', size: 15, leading: 20, colour: petrol },
  part: { face: 'semibold', size: 12, leading: 16.5, colour: ink },
  label: { face: 'semibold', size: 9.5, leading: 13, colour: softInk },
  body: { face: 'regular', size: 11, leading: 15.5, colour: ink },
  remark: { face: 'regular', size: 9.5, leading: 13, colour: softInk },
  columnHead: { face: 'semibold', size: 9.5, leading: 13, colour: ink },
  cell: { face: 'regular', size: 10, leading: 14, colour: ink },
  rowHead: { face: 'semibold', size: 10, leading: 14, colour: ink },
  marking: { face: 'semibold', size: 9.5, leading: 13, colour: ink },
  foot: { face: 'regular', size: 9, leading: 13, colour: softInk },
} as const satisfies Readonly<Record<string, TextStyle>>;

/** Shares of the measure: the stage's own label is the longest thing in its table. */
const columnShares = [0.4, 0.25, 0.35] as const;
const columnGap = 14;

/** What pdfkit 0.20 takes and its published types leave out. */
type StructureOptions = PDFKit.Mixins.StructureElementOptions & { readonly scope?: 'Row' | 'Column' };
type Element = PDFKit.PDFStructureElement;

/** Writes on page after page and keeps the structure tree in step with what is drawn. */
const createFlow = (document: PDFKit.PDFDocument, set: Typesetter) => {
  const root = document.struct('Document');
  document.addStructure(root);
  let y: number = page.top;

  const element = (type: string, parent: Element = root, options: StructureOptions = {}): Element => {
    const created = document.struct(type, options);
    parent.add(created);
    return created;
  };
  const turnPage = (): void => {
    document.addPage();
    y = page.top;
  };
  const room = (): number => floor - y;
  const atTop = (): boolean => y === page.top;

  return {
    element,
    turnPage,
    room,
    /** Keeps the next `height` points together, unless they would not fit on any page. */
    keep: (height: number): void => {
      if (height > room() && !atTop()) turnPage();
    },
    /** Space before an element; none at the head of a page. */
    space: (height: number): void => {
      if (!atTop()) y += height;
    },
    rule: (colour = hairline, thickness = 0.75): void => {
      document.markContent('Artifact', { type: 'Layout' });
      document
        .moveTo(page.left, y)
        .lineTo(page.left + measure, y)
        .lineWidth(thickness)
        .stroke(colour);
      document.endMarkedContent();
    },
    /** One element of the structure tree, over as many pages as it takes, never one line alone on a page. */
    write: (type: string, text: string, style: TextStyle, parent: Element = root): void => {
      const target = element(type, parent);
      let rest = set.lines(text, style, measure);
      while (rest.length > 0) {
        const fits = Math.max(0, Math.floor((room() + 0.01) / style.leading));
        const whole = fits >= rest.length;
        const count = whole ? rest.length : Math.min(fits, Math.max(rest.length - 2, 1));
        if (!whole && count < 2 && !atTop()) {
          turnPage();
          continue;
        }
        const part = rest.slice(0, count);
        target.add(() => {
          part.forEach((line, index) => set.draw(line, page.left, y + style.leading * (index + 0.76), style));
        });
        y += part.length * style.leading;
        rest = rest.slice(count);
        if (rest.length > 0) turnPage();
      }
      target.end();
    },
    /** Draws across the page at the current height, then moves below; for the rows of a table. */
    row: (height: number, draw: (top: number) => void): void => {
      draw(y);
      y += height;
    },
    end: (): void => root.end(),
  };
};
type Flow = ReturnType<typeof createFlow>;

type TableBlock = Extract<PaperBlock, { kind: 'table' }>;
type Cell = readonly { readonly line: string; readonly style: TextStyle }[];

const columnLeft = (index: number): number =>
  page.left + measure * columnShares.slice(0, index).reduce((sum, share) => sum + share, 0);

const cellOf = (
  set: Typesetter,
  index: number,
  content: readonly { readonly text: string; readonly style: TextStyle }[],
): Cell => {
  const width = measure * (columnShares[index] ?? 0) - (index === columnShares.length - 1 ? 0 : columnGap);
  return content.flatMap(({ text, style }) => set.lines(text, style, width).map((line) => ({ line, style })));
};

const cellLeading = styles.cell.leading;
const rowPadding = 6;
const rowHeight = (cells: readonly Cell[]): number =>
  Math.max(...cells.map((cell) => cell.length)) * cellLeading + rowPadding * 2;

const tableCells = (block: TableBlock, set: Typesetter) => ({
  head: block.columns.map((column, index) =>
    cellOf(set, index, [
      { text: column.label, style: styles.columnHead },
      ...(column.remark ? [{ text: column.remark, style: styles.remark }] : []),
    ]),
  ),
  rows: block.rows.map((row) =>
    row.map((lines, index) =>
      cellOf(
        set,
        index,
        lines.map((text) => ({ text, style: index === 0 ? styles.rowHead : styles.cell })),
      ),
    ),
  ),
});

const drawCell = (set: Typesetter, cell: Cell, index: number, top: number): void =>
  cell.forEach(({ line, style }, row) =>
    set.draw(line, columnLeft(index), top + rowPadding + cellLeading * (row + 0.76), style),
  );

const writeTable = (block: TableBlock, document: PDFKit.PDFDocument, flow: Flow, set: Typesetter): void => {
  const { head, rows } = tableCells(block, set);
  const table = flow.element('Table');
  const headHeight = rowHeight(head);
  const headRow = flow.element('TR', table);
  flow.row(headHeight, (top) =>
    head.forEach((cell, index) =>
      flow.element('TH', headRow, { scope: 'Column' }).add(() => drawCell(set, cell, index, top)),
    ),
  );
  flow.rule(softInk, 1);
  const repeatHead = (): void => {
    flow.turnPage();
    document.markContent('Artifact', { type: 'Layout' });
    flow.row(headHeight, (top) => head.forEach((cell, index) => drawCell(set, cell, index, top)));
    document.endMarkedContent();
    flow.rule(softInk, 1);
  };
  for (const cells of rows) {
    const height = rowHeight(cells);
    const fitsAnyPage = height + headHeight <= floor - page.top;
    if (height > flow.room() && fitsAnyPage) repeatHead();
    const row = flow.element('TR', table);
    const elements = cells.map((_cell, index) =>
      index === 0 ? flow.element('TH', row, { scope: 'Row' }) : flow.element('TD', row),
    );
    let rest = cells;
    while (rest.some((cell) => cell.length > 0)) {
      const fits = Math.floor((flow.room() - rowPadding * 2) / cellLeading);
      if (fits < 1) {
        repeatHead();
        continue;
      }
      const part = rest.map((cell) => cell.slice(0, fits));
      flow.row(rowHeight(part), (top) =>
        part.forEach((cell, index) => {
          if (cell.length > 0) elements[index]?.add(() => drawCell(set, cell, index, top));
        }),
      );
      rest = rest.map((cell) => cell.slice(fits));
    }
    flow.rule();
  }
};

/** Points that must stand together at the start of a block, with what it introduces. */
const opening = (blocks: readonly PaperBlock[], index: number, set: Typesetter): number => {
  const block = blocks[index];
  if (!block) return 0;
  switch (block.kind) {
    case 'heading': {
      const style = block.level === 2 ? styles.section : styles.part;
      return (
        set.lines(block.text, style, measure).length * style.leading + 28 + opening(blocks, index + 1, set)
      );
    }
    case 'field':
      return (
        set.lines(block.label, styles.label, measure).length * styles.label.leading + styles.body.leading * 2
      );
    case 'text':
      return (
        set.lines(block.label, styles.part, measure).length * styles.part.leading + styles.body.leading * 3
      );
    case 'table': {
      const { head, rows } = tableCells(block, set);
      return rowHeight(head) + (rows[0] ? rowHeight(rows[0]) : 0);
    }
    case 'words':
      return styles.body.leading * 2;
    case 'remark':
      return styles.remark.leading * 2;
  }
};

const writeBlock = (
  blocks: readonly PaperBlock[],
  index: number,
  document: PDFKit.PDFDocument,
  flow: Flow,
  set: Typesetter,
): void => {
  const block = blocks[index];
  if (!block) return;
  flow.keep(opening(blocks, index, set));
  switch (block.kind) {
    case 'heading':
      if (block.level === 2) {
        flow.space(20);
        flow.write('H2', block.text, styles.section);
        flow.space(4);
      } else {
        flow.space(10);
        flow.write('H3', block.text, styles.part);
        flow.space(2);
      }
      return;
    case 'field':
      flow.space(5);
      flow.write('P', block.label, styles.label);
      block.lines.forEach((line) => flow.write('P', line, styles.body));
      flow.space(5);
      return;
    case 'text':
      flow.space(12);
      flow.write('H3', block.label, styles.part);
      flow.space(2);
      block.paragraphs.forEach((paragraph) => {
        flow.write('P', paragraph, styles.body);
        flow.space(6);
      });
      return;
    case 'words':
      flow.space(6);
      block.paragraphs.forEach((lines) => {
        lines.forEach((line) => flow.write('P', line, styles.body));
        flow.space(8);
      });
      return;
    case 'table':
      flow.space(14);
      writeTable(block, document, flow, set);
      flow.space(6);
      return;
    case 'remark':
      flow.space(8);
      flow.write('P', block.text, styles.remark);
      flow.space(6);
      return;
  }
};

const writeTop = (paper: PaperContent, flow: Flow): void => {
  flow.write('P', paper.issuer, styles.issuer);
  flow.write('H1', paper.title, styles.title);
  flow.space(4);
  flow.write(
    'P',
    paper.particulars.map(({ label, value }) => `${label}: ${value}`).join('  ·  '),
    styles.particulars,
  );
  flow.space(10);
  flow.rule(petrol, 1.5);
  flow.space(12);
  if (paper.lead !== undefined) flow.write('P', paper.lead, styles.lead);
};

/** The marking at head and foot, the version and "Page 1 of n": known only when the last page is. */
const markPages = (paper: PaperContent, document: PDFKit.PDFDocument, set: Typesetter): void => {
  const { count } = document.bufferedPageRange();
  const drawMarking = (baseline: number): void =>
    set.draw(
      paper.marking,
      (page.width - set.width(paper.marking, styles.marking)) / 2,
      baseline,
      styles.marking,
    );
  for (let index = 0; index < count; index += 1) {
    document.switchToPage(index);
    document.markContent('Artifact', { type: 'Pagination' });
    drawMarking(44);
    drawMarking(page.height - 36);
    const pageOf = `Page ${index + 1} of ${count}`;
    set.draw(paper.foot, page.left, page.height - 54, styles.foot);
    set.draw(pageOf, page.width - page.right - set.width(pageOf, styles.foot), page.height - 54, styles.foot);
    document.endMarkedContent();
  }
};

/** Writes the paper. Takes well under a second for 50,000 characters of free text. */
export const writePaper = async (paper: PaperContent, fonts: NoticeFonts): Promise<Uint8Array> => {
  const document = new PDFDocument({
    size: [page.width, page.height],
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    subset: 'PDF/UA',
    font: null,
    info: {
      Title: paper.documentTitle,
      Producer: 'Escalation Register',
      Creator: 'Escalation Register',
      // From the content, so that the same paper gives the same bytes.
      CreationDate: new Date(`${paper.completedOn}T12:00:00Z`),
    },
    // The published types know neither the PDF/UA subset nor a document without a first font.
  } as unknown as PDFKit.PDFDocumentOptions);
  const bytes = buffer(document as unknown as NodeJS.ReadableStream);
  const set = createTypesetter(document, registerFonts(document, fonts));
  document.addPage();
  const flow = createFlow(document, set);
  writeTop(paper, flow);
  paper.blocks.forEach((_block, index) => writeBlock(paper.blocks, index, document, flow, set));
  flow.end();
  markPages(paper, document, set);
  document.end();
  return new Uint8Array(await bytes);
};
