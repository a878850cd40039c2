/**
 * The faces that a document is set in, and which of them can draw a character. Source Sans 3 is the house face
 * (Latin, Greek, Cyrillic and their marks); DejaVu Sans stands in for Arabic, Hebrew, Armenian and signs. A
 * character that neither has is written as its Unicode number: nothing is dropped and nothing becomes an empty box.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

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

/** Throws where a font is missing: without it no notice can be written. */
export const loadNoticeFonts = async (
  directory: string,
  files: Readonly<Record<keyof NoticeFonts, string>> = noticeFontFiles,
): Promise<NoticeFonts> => {
  const [regular, semibold, fallback] = await Promise.all(
    [files.regular, files.semibold, files.fallback].map((file) => readFile(join(directory, file))),
  );
  if (!regular || !semibold || !fallback) throw new Error('A font for the notice is missing.');
  return { regular, semibold, fallback };
};

export type Face = keyof NoticeFonts;

/** What pdfkit knows of an embedded font and its types leave out. */
type EmbeddedFont = { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } };

export type Coverage = {
  /** The text as it can be drawn: every grapheme is in the house face or in the fallback. */
  printable(text: string): string;
  /** The face that draws a grapheme of printable text: the one asked for where it can. */
  faceFor(grapheme: string, face: Face): Face;
};

const graphemes = new Intl.Segmenter('en-GB', { granularity: 'grapheme' });
/** Plain letters need no segmenter, which is most of the time that a notice takes. */
const plainLetters = /^[\x20-\x7e]*$/;
export const graphemesOf = (text: string): readonly string[] =>
  plainLetters.test(text) ? text.split('') : Array.from(graphemes.segment(text), ({ segment }) => segment);

// Characters that share one glyph: a reader of the PDF's text could only ever be given one of each pair back.
const sameGlyph: Readonly<Record<string, string>> = {
  '\u2010': '-',
  '\u2011': '-',
  '\u00b5': '\u03bc',
  '\u2206': '\u0394',
  '\u03d5': '\u03c6',
  '\u02ed': '\u207c',
};
const sharing = new RegExp(`[${Object.keys(sameGlyph).join('')}]`, 'gu');
/** Nothing to see and nothing to read: control characters, soft hyphens, zero-width and direction marks. */
const invisible = /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/gu;

const dottedUnderMark = /^[ij]\p{M}/u;

const codeOf = (character: string): string =>
  `[U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`;

export const registerFonts = (document: PDFKit.PDFDocument, fonts: NoticeFonts): Coverage => {
  const has = Object.fromEntries(
    (['regular', 'semibold', 'fallback'] as const).map((face) => {
      document.registerFont(face, fonts[face] as unknown as string);
      document.font(face);
      const { font } = (document as unknown as { readonly _font: EmbeddedFont })._font;
      return [face, (codePoint: number) => font.hasGlyphForCodePoint(codePoint)];
    }),
  ) as Readonly<Record<Face, (codePoint: number) => boolean>>;
  const covers = (face: Face, grapheme: string): boolean =>
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
      graphemesOf(
        text
          .replace(/\s/gu, ' ')
          .replace(invisible, '')
          .toWellFormed()
          .normalize('NFC')
          .replace(sharing, (character) => sameGlyph[character] ?? character),
      )
        .map((grapheme) => {
          const already = known.get(grapheme) ?? printed(grapheme);
          known.set(grapheme, already);
          return already;
        })
        .join(''),
    faceFor: (grapheme, face) => {
      // Under a mark the house face draws i as a dotless ı, and the PDF's text could no longer tell the two apart.
      const first = dottedUnderMark.test(grapheme) ? 'fallback' : face;
      return [first, 'fallback' as const].find((candidate) => covers(candidate, grapheme)) ?? 'regular';
    },
  };
};
