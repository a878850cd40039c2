/**
 * Text into lines and lines onto a page. pdfkit's own wrapping is not used: it splits letters from their marks,
 * keeps to one face a line, sets right-to-left words in the wrong order and gives no say in where a page ends.
 */
import bidiFactory from 'bidi-js';
import type { Bidi } from 'bidi-js';
import type { Coverage, Face } from './noticeFonts.ts';
import { graphemesOf } from './noticeFonts.ts';

export type TextStyle = {
  readonly face: 'regular' | 'semibold';
  /** Points. */
  readonly size: number;
  /** Points from one baseline to the next. */
  readonly leading: number;
  readonly colour: string;
};

type Run = { readonly text: string; readonly face: Face; readonly level: number };

export type Typesetter = {
  /** Lines no wider than `width` points, at least one. Joined again they are the text, as far as it can be drawn. */
  lines(text: string, style: TextStyle, width: number): readonly string[];
  /** Points. */
  width(line: string, style: TextStyle): number;
  /** Draws one line with its baseline at `y`. */
  draw(line: string, x: number, y: number, style: TextStyle): void;
};

// Its types are for bundlers: under Node the module itself is the factory.
const bidi = (bidiFactory as unknown as () => Bidi)();
const mayRunRightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** A word with the spaces after it; a word may also end after a hyphen, dash or slash inside it. */
const pieces = /[^ ]+? *(?:(?<=[\p{L}\p{N}][-–—/])(?=[\p{L}\p{N}])|(?<= )(?! )|$)| +/gu;

const runsOf = (line: string, face: TextStyle['face'], coverage: Coverage): readonly Run[] => {
  const levels = mayRunRightToLeft.test(line) ? bidi.getEmbeddingLevels(line, 'ltr').levels : undefined;
  const runs: Run[] = [];
  let index = 0;
  for (const grapheme of graphemesOf(line)) {
    const level = levels?.[index] ?? 0;
    // One face for all that runs right to left, its spaces among it, so that it is shaped as a whole.
    const drawnIn = coverage.faceFor(grapheme, level > 0 ? 'fallback' : face);
    const drawn = level % 2 === 1 ? (bidi.getMirroredCharacter(grapheme) ?? grapheme) : grapheme;
    const last = runs.at(-1);
    // Readers take a wide gap for the end of one text and give the two back as they stand on the page: right to left
    // that is the wrong way round, so that words with several spaces between them are written one after the other.
    const afterGap = level % 2 === 1 && grapheme !== ' ' && (last?.text.endsWith('  ') ?? false);
    if (last && last.face === drawnIn && last.level === level && !afterGap)
      runs[runs.length - 1] = { ...last, text: last.text + drawn };
    else runs.push({ text: drawn, face: drawnIn, level });
    index += grapheme.length;
  }
  return runs;
};

/** Rule L2 of the Unicode Bidirectional Algorithm, over runs of one level: left to right as they stand on the page. */
const inVisualOrder = (runs: readonly Run[]): readonly Run[] => {
  let ordered = [...runs];
  for (let level = Math.max(0, ...runs.map((run) => run.level)); level >= 1; level -= 1) {
    const next: Run[] = [];
    let turned: Run[] = [];
    for (const run of ordered) {
      if (run.level >= level) turned.unshift(run);
      else {
        next.push(...turned, run);
        turned = [];
      }
    }
    ordered = [...next, ...turned];
  }
  return ordered;
};

/** Without a list of features pdfkit shapes word by word, and right-to-left words would stand in the wrong order. */
const shaping = (run: Run): PDFKit.Mixins.TextOptions => (run.level % 2 === 1 ? { features: [] } : {});

export const createTypesetter = (document: PDFKit.PDFDocument, coverage: Coverage): Typesetter => {
  const widths = new Map<string, number>();
  const runWidth = (run: Run, size: number): number => {
    const key = `${run.face} ${run.level % 2} ${size} ${run.text}`;
    const known = widths.get(key);
    if (known !== undefined) return known;
    const width = document.font(run.face).fontSize(size).widthOfString(run.text, shaping(run));
    widths.set(key, width);
    return width;
  };
  const widthOf = (text: string, style: TextStyle): number =>
    runsOf(text, style.face, coverage).reduce((sum, run) => sum + runWidth(run, style.size), 0);

  /**
   * The width of a line with one piece more, `used` being its width without it. Right-to-left letters join, and what
   * stands between their words changes its face, so that such a line has to be measured whole.
   */
  const widthWith = (line: string, used: number, piece: string, style: TextStyle): number =>
    mayRunRightToLeft.test(line) || mayRunRightToLeft.test(piece)
      ? widthOf(line + piece, style)
      : used + widthOf(piece, style);

  /** A word wider than the line, in parts that fit; a letter keeps its marks. */
  const broken = (word: string, style: TextStyle, width: number): readonly string[] => {
    const parts: string[] = [];
    let part = '';
    let used = 0;
    for (const grapheme of graphemesOf(word)) {
      let wide = grapheme === ' ' ? used : widthWith(part, used, grapheme, style);
      if (part !== '' && wide > width) {
        parts.push(part);
        part = '';
        wide = widthOf(grapheme, style);
      }
      part += grapheme;
      used = wide;
    }
    return [...parts, part];
  };

  return {
    lines: (text, style, width) => {
      const lines: string[] = [];
      let line = '';
      let used = 0;
      const add = (piece: string): void => {
        if (line !== '' && widthWith(line, used, piece.trimEnd(), style) > width) {
          lines.push(line);
          line = '';
          used = 0;
        }
        used = widthWith(line, used, piece, style);
        line += piece;
      };
      for (const piece of coverage.printable(text).match(pieces) ?? []) {
        if (widthOf(piece.trimEnd(), style) > width) broken(piece, style, width).forEach(add);
        else add(piece);
      }
      return [...lines, line];
    },
    width: widthOf,
    draw: (line, x, y, style) => {
      document.fillColor(style.colour);
      const runs = runsOf(line, style.face, coverage);
      const lefts = new Map<Run, number>();
      let at = x;
      for (const run of inVisualOrder(runs)) {
        lefts.set(run, at);
        at += runWidth(run, style.size);
      }
      // Placed as they are seen, written as they are read: that is the order in which a screen reader speaks them.
      for (const run of runs) {
        document
          .font(run.face)
          .fontSize(style.size)
          .text(run.text, lefts.get(run) ?? x, y, {
            lineBreak: false,
            baseline: 'alphabetic',
            ...shaping(run),
          });
      }
    },
  };
};
