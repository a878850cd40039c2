import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  AnnotationMode,
  getDocument,
  OPS,
  PasswordException,
  Util,
  VerbosityLevel,
  type PDFDocumentProxy,
  type PDFPageProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { DocumentModel } from '../../../../shared/domain/documentModel.ts';
import { DocumentRefusal, KEEP_AS_EVIDENCE } from './documentRefusal.ts';
import { limits } from './limits.ts';
import { createModelBuilder, type ModelBuilder } from './modelBuilder.ts';
import { layOut, type PlacedPage, type PlacedText, type Rule } from './pdfLayout.ts';

type Matrix = readonly [number, number, number, number, number, number];

// Character maps that a PDF leaves out come from pdf.js's own package.
const assets = (folder: string): string =>
  join(dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/package.json'))), folder, '/');

const apply = (matrix: Matrix, x: number, y: number): readonly [number, number] => [
  matrix[0] * x + matrix[2] * y + matrix[4],
  matrix[1] * x + matrix[3] * y + matrix[5],
];
const combine = (first: Matrix, second: Matrix): Matrix =>
  Util.transform([...first], [...second]) as unknown as Matrix;

const stroked = new Set<number>([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);
const filled = new Set<number>([OPS.fill, OPS.eoFill]);
/** A filled shape thinner than this, in points, is a line. */
const THIN = 2.5;
const SHORTEST_RULE = 6;

const ordered = (x1: number, y1: number, x2: number, y2: number): Rule => ({
  fromX: Math.min(x1, x2),
  fromY: Math.min(y1, y2),
  toX: Math.max(x1, x2),
  toY: Math.max(y1, y2),
});
const isStraight = ({ fromX, fromY, toX, toY }: Rule): boolean =>
  (toX - fromX < 1 && toY - fromY >= SHORTEST_RULE) || (toY - fromY < 1 && toX - fromX >= SHORTEST_RULE);

/** How pdf.js 6 stores the steps of a path, each followed by its coordinates. */
const step = { move: 0, line: 1, curve: 2, quadratic: 3, close: 4 } as const;

const strokesOf = (path: readonly number[], matrix: Matrix): readonly Rule[] => {
  const rules: Rule[] = [];
  let start: readonly [number, number] = [0, 0];
  let at = start;
  for (let index = 0; index < path.length;) {
    const kind = path[index];
    const point = (offset: number): readonly [number, number] =>
      apply(matrix, path[index + offset] ?? 0, path[index + offset + 1] ?? 0);
    if (kind === step.move) {
      at = start = point(1);
      index += 3;
    } else if (kind === step.line) {
      const to = point(1);
      rules.push(ordered(...at, ...to));
      at = to;
      index += 3;
    } else if (kind === step.curve) {
      at = point(5);
      index += 7;
    } else if (kind === step.quadratic) {
      at = point(3);
      index += 5;
    } else {
      rules.push(ordered(...at, ...start));
      at = start;
      index += 1;
    }
  }
  return rules;
};

/** A thin filled shape as the line that it looks like. */
const barOf = (bounds: readonly number[], matrix: Matrix): readonly Rule[] => {
  const [left = 0, bottom = 0, right = 0, top = 0] = bounds;
  const { fromX, fromY, toX, toY } = ordered(...apply(matrix, left, bottom), ...apply(matrix, right, top));
  if (toY - fromY <= THIN) return [{ fromX, toX, fromY: (fromY + toY) / 2, toY: (fromY + toY) / 2 }];
  if (toX - fromX <= THIN) return [{ fromY, toY, fromX: (fromX + toX) / 2, toX: (fromX + toX) / 2 }];
  return [];
};

const drawnOn = async (
  page: PDFPageProxy,
  view: Matrix,
): Promise<{ readonly rules: readonly Rule[]; readonly hasPictures: boolean }> => {
  const { fnArray, argsArray } = await page.getOperatorList({ annotationMode: AnnotationMode.DISABLE });
  const rules: Rule[] = [];
  let hasPictures = false;
  let matrix = view;
  const saved: Matrix[] = [];
  fnArray.forEach((operation: number, index: number) => {
    const given = argsArray[index] as readonly unknown[] | null;
    switch (operation) {
      case OPS.save:
        saved.push(matrix);
        break;
      case OPS.restore:
      case OPS.paintFormXObjectEnd:
        matrix = saved.pop() ?? view;
        break;
      case OPS.paintFormXObjectBegin:
        saved.push(matrix);
        if (Array.isArray(given?.[0])) matrix = combine(matrix, given[0] as unknown as Matrix);
        break;
      case OPS.transform:
        matrix = combine(matrix, given as unknown as Matrix);
        break;
      case OPS.paintImageXObject:
      case OPS.paintInlineImageXObject:
      case OPS.paintImageMaskXObject:
        hasPictures = true;
        break;
      case OPS.constructPath: {
        const [paint, paths, bounds] = given as readonly [
          number,
          readonly (ArrayLike<number> | null)[],
          ArrayLike<number> | null,
        ];
        if (stroked.has(paint))
          for (const path of paths) if (path) rules.push(...strokesOf(Array.from(path), matrix));
        if (filled.has(paint) && bounds) rules.push(...barOf(Array.from(bounds), matrix));
        break;
      }
    }
  });
  return { rules: rules.filter(isStraight), hasPictures };
};

/** What pdf.js gives of a field in a fillable form. */
interface Widget {
  readonly subtype: string;
  readonly fieldType?: string;
  readonly fieldName?: string;
  readonly fieldValue?: string | readonly string[] | null;
  readonly hidden?: boolean;
  readonly checkBox?: boolean;
  readonly radioButton?: boolean;
  readonly exportValue?: string;
  readonly buttonValue?: string;
  readonly options?: readonly { readonly exportValue: string; readonly displayValue: string }[];
  /** Scripts by the event that starts them. */
  readonly actions?: object | null;
  readonly rect: readonly [number, number, number, number];
}

const ANSWER_HEIGHT = 10;
/** Pictures are only looked for, to tell a scan from an empty page; larger ones are passed over. */
const LARGEST_IMAGE_PX = 10_000_000;

const answerOf = (
  widget: Widget,
): { readonly text: string; readonly tick?: 'ticked' | 'empty' } | undefined => {
  const { fieldValue } = widget;
  if (widget.fieldType === 'Btn') {
    if (!widget.checkBox && !widget.radioButton) return undefined;
    const own = widget.checkBox ? widget.exportValue : widget.buttonValue;
    const ticked = fieldValue !== 'Off' && fieldValue != null && fieldValue === own;
    return ticked ? { text: '\u2612', tick: 'ticked' } : { text: '\u2610', tick: 'empty' };
  }
  const values = typeof fieldValue === 'string' ? [fieldValue] : (fieldValue ?? []);
  const shown = values.map(
    (value) => widget.options?.find((option) => option.exportValue === value)?.displayValue ?? value,
  );
  return { text: shown.join(', ').replace(/\r\n?/g, '\n').replace(/\s+$/, '') };
};

const placeAnswers = (widgets: readonly Widget[], view: Matrix): readonly PlacedText[] =>
  widgets.flatMap((widget): readonly PlacedText[] => {
    const answer = answerOf(widget);
    if (!answer || answer.text === '') return [];
    const { fromX, fromY, toX, toY } = ordered(
      ...apply(view, widget.rect[0], widget.rect[1]),
      ...apply(view, widget.rect[2], widget.rect[3]),
    );
    const oneLine = toY - fromY < ANSWER_HEIGHT * 3;
    return [
      {
        ...answer,
        x: fromX,
        y: oneLine ? (fromY + toY) / 2 + ANSWER_HEIGHT * 0.35 : fromY + ANSWER_HEIGHT,
        width: toX - fromX,
        height: ANSWER_HEIGHT,
        ...(answer.tick ? {} : { isField: true }),
      },
    ];
  });

const isBold = (page: PDFPageProxy, fontName: string): boolean => {
  if (!page.commonObjs.has(fontName)) return false;
  const font = page.commonObjs.get(fontName) as { readonly name?: string; readonly bold?: boolean } | null;
  return font?.bold === true || /bold|black|heavy/i.test(font?.name ?? '');
};

/** Whether lines run through words: in a PDF nothing else says that they are crossed out. */
const hasCrossedOut = (texts: readonly PlacedText[], rules: readonly Rule[]): boolean =>
  rules.some(
    (rule) =>
      rule.toY - rule.fromY < 1 &&
      texts.some(
        (text) =>
          rule.fromY < text.y - text.height * 0.15 &&
          rule.fromY > text.y - text.height * 0.5 &&
          rule.fromX < text.x + text.width &&
          rule.toX > text.x,
      ),
  );

const readPage = async (page: PDFPageProxy, builder: ModelBuilder) => {
  const viewport = page.getViewport({ scale: 1 });
  const view = viewport.transform as unknown as Matrix;
  const { rules, hasPictures } = await drawnOn(page, view);
  const content = await page.getTextContent();
  const widgets = ((await page.getAnnotations()) as readonly Widget[]).filter(
    (annotation) => annotation.subtype === 'Widget' && !annotation.hidden,
  );
  if (widgets.some((widget) => widget.actions)) loseScripts(builder);
  const printed = content.items.flatMap((item): readonly PlacedText[] => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const placed = combine(view, item.transform as unknown as Matrix);
    return [
      {
        text: item.str,
        x: placed[4],
        y: placed[5],
        width: item.width,
        height: Math.hypot(placed[2], placed[3]) || item.height,
        ...(isBold(page, item.fontName) ? { bold: true } : {}),
      },
    ];
  });
  if (hasCrossedOut(printed, rules))
    builder.lose(
      'crossed-out',
      'This PDF has lines drawn through words. A PDF does not say which words are crossed out: check them.',
    );
  const placed: PlacedPage = {
    width: viewport.width,
    height: viewport.height,
    texts: [...printed, ...placeAnswers(widgets, view)],
    rules,
  };
  page.cleanup();
  return { placed, widgets, hasPictures };
};

const open = async (bytes: Uint8Array) => {
  const task = getDocument({
    // A copy, and never a Buffer: pdf.js takes its bytes over for itself.
    data: new Uint8Array(bytes),
    verbosity: VerbosityLevel.ERRORS,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    maxImageSize: LARGEST_IMAGE_PX,
    standardFontDataUrl: assets('standard_fonts'),
    cMapUrl: assets('cmaps'),
    wasmUrl: assets('wasm'),
    iccUrl: assets('iccs'),
  });
  return { task, document: await task.promise };
};

const loseScripts = (builder: ModelBuilder): void =>
  builder.lose('scripts', 'This PDF holds scripts. They were not run.');

/** Says what the file holds besides words: none of it is run or opened. */
const loseExtras = async (document: PDFDocumentProxy, builder: ModelBuilder): Promise<void> => {
  if (await document.getJSActions()) loseScripts(builder);
  if (await document.getAttachments())
    builder.lose('embedded-files', 'This document has other files embedded in it. They are not read.');
  const { info } = await document.getMetadata();
  if ((info as { readonly IsXFAPresent?: boolean }).IsXFAPresent)
    builder.lose(
      'xfa',
      'This PDF is a form that only Adobe Reader can show. Ask for it printed to PDF, or check every field.',
    );
};

/**
 * Reads a PDF: its words with their places put together to lines, paragraphs and ruled tables, and the answers of a
 * fillable form. A scan has no words: it is kept, and said. Throws a DocumentRefusal when the file is damaged or locked.
 */
export const readPdf = async (bytes: Uint8Array, idPrefix = 'b'): Promise<DocumentModel> => {
  const builder = createModelBuilder(idPrefix);
  let task: Awaited<ReturnType<typeof open>>['task'] | undefined;
  try {
    const opened = await open(bytes);
    task = opened.task;
    const { document } = opened;
    await loseExtras(document, builder);
    if (document.numPages > limits.pdfPages)
      builder.lose(
        'pages',
        `This PDF has ${document.numPages} pages. The first ${limits.pdfPages} were read.`,
      );
    const pages: PlacedPage[] = [];
    const answers = new Map<string, string>();
    let scannedPages = 0;
    for (let number = 1; number <= Math.min(document.numPages, limits.pdfPages); number += 1) {
      const { placed, widgets, hasPictures } = await readPage(await document.getPage(number), builder);
      pages.push(placed);
      if (placed.texts.length === 0 && hasPictures) scannedPages += 1;
      for (const widget of widgets) {
        const answer = answerOf(widget);
        if (!answer || widget.fieldName === undefined) continue;
        const value =
          answer.tick === undefined
            ? answer.text
            : answer.tick === 'ticked'
              ? (widget.exportValue ?? widget.buttonValue ?? 'Yes')
              : '';
        if (value !== '' || !answers.has(widget.fieldName)) answers.set(widget.fieldName, value);
      }
    }
    const withoutWords = pages.every((page) => page.texts.length === 0);
    if (scannedPages > 0 || withoutWords)
      builder.lose(
        'scan',
        withoutWords
          ? 'This PDF is a scan: a picture of a form, without words that can be read. Fill in the fields by hand.'
          : `${scannedPages} of ${pages.length} pages of this PDF are scans. The words on them were not read.`,
      );
    return {
      format: 'pdf',
      headers: [],
      blocks: [...layOut(pages, builder)],
      formFields: [...answers].map(([name, value]) => ({ id: builder.id(), name, value })),
      losses: builder.losses,
    };
  } catch (error) {
    if (error instanceof DocumentRefusal) throw error;
    if (error instanceof PasswordException)
      throw new DocumentRefusal(
        'encrypted',
        `This PDF is locked with a password. Ask the sender for a copy without one. ${KEEP_AS_EVIDENCE}`,
      );
    throw new DocumentRefusal(
      'damaged',
      `This PDF is damaged or incomplete. Ask the sender for it again. ${KEEP_AS_EVIDENCE}`,
    );
  } finally {
    await task?.destroy();
  }
};
