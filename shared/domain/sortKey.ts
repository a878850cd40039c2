import { foldText } from './foldText.ts';

/** Letters that Unicode does not take apart into a letter and its sign. */
const asLetters: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  ħ: 'h',
  ı: 'i',
  ŋ: 'ng',
};

/**
 * What a list of names is sorted by, to be compared letter by letter: no capitals, accents, apostrophes or hyphens,
 * so that "Éilis O’Brien" stands beside "Eilis OBrien", and figures by what they count: "School 9" before "School 10".
 */
export const sortKey = (text: string): string =>
  foldText(text)
    .replace(/[æœøđðþßħıŋ]/g, (letter) => asLetters[letter] ?? letter)
    .replaceAll("'", '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\d+/g, (figures) => figures.padStart(6, '0'))
    .trim();
