// oxlint-disable-next-line typescript/triple-slash-reference -- For whoever compiles this file without the folder.
/// <reference path="./fontkit.d.ts" />
/**
 * The faces that a document is set in, and which of them can draw a character. Source Sans 3 is the house face
 * (Latin, Greek, Cyrillic and their marks); DejaVu Sans stands in for Arabic, Hebrew, Armenian and signs. A
 * character that neither has is written as its Unicode number: nothing is dropped and nothing becomes an empty box.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { create, type Font } from 'fontkit';

/** The bytes of TrueType files. */
export type NoticeFonts = {
  readonly regular: Uint8Array;
  readonly semibold: Uint8Array;
  readonly fallback: Uint8Array;
};

/** File names in the folder of fonts that a host hands to the backend. */
export const noticeFontFiles = {
  regular: 'SourceSans3_400Regular.ttf',
  semibold: 'SourceSans3_600SemiBold.ttf',
  fallback: 'DejaVuSans.ttf',
} as const satisfies Readonly<Record<keyof NoticeFonts, string>>;

/** Where npm puts the same files: for the commands and the tests, which run beside `node_modules`. */
export const installedNoticeFonts = {
  regular: '@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf',
  semibold: '@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf',
  fallback: 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
} as const satisfies Readonly<Record<keyof NoticeFonts, string>>;

/** The fonts of each folder that were asked for, kept since they are taken apart only once. */
const loaded = new Map<string, Promise<NoticeFonts>>();

/** Throws where a font is missing: without it no notice can be written. */
export const loadNoticeFonts = (
  directory: string,
  files: Readonly<Record<keyof NoticeFonts, string>> = noticeFontFiles,
): Promise<NoticeFonts> => {
  const paths = [files.regular, files.semibold, files.fallback].map((file) => join(directory, file));
  const key = paths.join('\n');
  const known = loaded.get(key);
  if (known) return known;
  const loading = readFonts(paths);
  loaded.set(key, loading);
  loading.catch(() => loaded.delete(key));
  return loading;
};

const readFonts = async (paths: readonly string[]): Promise<NoticeFonts> => {
  const [regular, semibold, fallback] = await Promise.all(paths.map((path) => readFile(path)));
  if (!regular || !semibold || !fallback) throw new Error('A font for the notice is missing.');
  return { regular, semibold, fallback };
};

/** Fonts taken apart, which takes as long as all else of a notice. */
const takenApart = new WeakMap<Uint8Array, Font>();

/**
 * A font for one embedding in one document: the tables are shared, its glyphs are its own, since each remembers the
 * characters that it was first asked for, and what else was written may not change what a PDF says.
 */
const fontOf = (bytes: Uint8Array): Font => {
  let font = takenApart.get(bytes);
  if (!font) takenApart.set(bytes, (font = create(bytes)));
  return Object.create(font, { _glyphs: { value: {} } }) as Font;
};

type Embedding = 1 | 2;
export type Face = keyof NoticeFonts | `${keyof NoticeFonts} ${Embedding}`;

/** What pdfkit knows of an embedded font and its types leave out. */
type EmbeddedFont = {
  readonly name: string;
  readonly font: { hasGlyphForCodePoint(codePoint: number): boolean };
};
type FontsOf = {
  readonly _font: EmbeddedFont;
  /** By the names that they were asked for, and by their own. */
  readonly _fontFamilies: Record<string, EmbeddedFont | undefined>;
};

export type Coverage = {
  /** The text as it can be drawn: every grapheme is in the house face or in the fallback. */
  printable(text: string): string;
  /** The face that draws a grapheme of printable text: the one asked for where it can. */
  faceFor(grapheme: string, face: keyof NoticeFonts): Face;
};

const graphemes = new Intl.Segmenter('en-GB', { granularity: 'grapheme' });
/** Plain letters need no segmenter, which is most of the time that a notice takes. */
const plainLetters = /^[\x20-\x7e]*$/;
export const graphemesOf = (text: string): readonly string[] =>
  plainLetters.test(text) ? text.split('') : Array.from(graphemes.segment(text), ({ segment }) => segment);

/**
 * Characters that share one glyph: within one embedded font a reader of the PDF's text could only ever be given one
 * of each pair back. The rarer ones are drawn by a further embedding of the same face.
 */
const embeddingOf: ReadonlyMap<string, Embedding> = new Map([
  ['\u2010', 1],
  ['\u2011', 2],
  ['\u00b5', 1],
  ['\u2206', 1],
  ['\u03d5', 1],
  ['\u02ed', 1],
]);
const sharing = new RegExp(`[${[...embeddingOf.keys()].join('')}]`, 'u');
/** Nothing to see and nothing to read: control characters, soft hyphens, zero-width and direction marks. */
const invisible = /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/gu;

const dottedUnderMark = /^[ij]\p{M}/u;

const codeOf = (character: string): string =>
  `[U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`;

export const registerFonts = (document: PDFKit.PDFDocument, fonts: NoticeFonts): Coverage => {
  const inside = document as unknown as FontsOf;
  // pdfkit takes a font that is taken apart already, which its types do not say.
  const register = (name: string, face: keyof NoticeFonts) =>
    document.registerFont(name, fontOf(fonts[face]) as unknown as string);
  /** pdfkit takes a font that it has under the same name of its own: that name is hidden from it for a moment. */
  const embedAgain = (face: keyof NoticeFonts, embedding: Embedding): Face => {
    const again = `${face} ${embedding}` as const;
    if (inside._fontFamilies[again]) return again;
    document.font(face);
    const { name } = inside._font;
    const first = inside._fontFamilies[name];
    inside._fontFamilies[name] = undefined;
    register(again, face);
    document.font(again);
    inside._fontFamilies[name] = first;
    return again;
  };
  const has = Object.fromEntries(
    (['regular', 'semibold', 'fallback'] as const).map((face) => {
      register(face, face);
      document.font(face);
      const { font } = inside._font;
      return [face, (codePoint: number) => font.hasGlyphForCodePoint(codePoint)];
    }),
  ) as Readonly<Record<keyof NoticeFonts, (codePoint: number) => boolean>>;
  const covers = (face: keyof NoticeFonts, grapheme: string): boolean =>
    Array.from(grapheme).every((character) => has[face](character.codePointAt(0)!));
  const drawable = (grapheme: string): boolean =>
    (covers('regular', grapheme) && covers('semibold', grapheme)) || covers('fallback', grapheme);

  const known = new Map<string, string>();
  const printed = (grapheme: string): string => {
    const apart = grapheme.normalize('NFD');
    // A letter that a second mark stands on is taken apart: the font would, and the mark it then makes from
    // nothing has no character, so that a search of the PDF's text would not find the name.
    if (grapheme.length > 1 && drawable(apart)) return apart;
    if (drawable(grapheme)) return grapheme;
    if (drawable(apart)) return apart;
    // A letter with a mark that no face has still shows the letter.
    return Array.from(grapheme, (character) => (drawable(character) ? character : codeOf(character))).join(
      '',
    );
  };
  return {
    printable: (text) =>
      graphemesOf(text.replace(/\s/gu, ' ').replace(invisible, '').toWellFormed().normalize('NFC'))
        .map((grapheme) => {
          const already = known.get(grapheme) ?? printed(grapheme);
          known.set(grapheme, already);
          return already;
        })
        .join(''),
    faceFor: (grapheme, face) => {
      // Under a mark the house face draws i as a dotless ı, and the PDF's text could no longer tell the two apart.
      const first = dottedUnderMark.test(grapheme) ? 'fallback' : face;
      const found =
        [first, 'fallback' as const].find((candidate) => covers(candidate, grapheme)) ?? 'regular';
      const shared = sharing.exec(grapheme)?.[0];
      const embedding = shared === undefined ? undefined : embeddingOf.get(shared);
      return embedding === undefined ? found : embedAgain(found, embedding);
    },
  };
};
