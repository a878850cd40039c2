/**
 * Third parties in the records of one child: who else is named in them, and their names marked or withheld in a text
 * (Data Protection Act 2018, schedule 2, paragraph 16: information about others is weighed before it is given out).
 */

const escapePattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
const asWord = (pattern: string): string => `(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`;

const emailPattern = String.raw`[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}.-]+\.[\p{L}]{2,}`;
/** British numbers as people write them: 01632 960123, (0161) 496 0000, +44 (0)1632 960123. */
const phonePattern = String.raw`(?<![\p{L}\p{N}])(?:\+44|\(?0)(?:[ ()-]{0,3}\d){9,11}(?![\p{L}\p{N}])`;

/** One letter as names are compared by: without marks over it, and with the plain one of its apostrophes and hyphens. */
const foldLetter = (letter: string): string =>
  letter
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'L')
    .replace(/[‘’ʼ`´′]/g, "'")
    .replace(/\p{Pd}/gu, '-')
    .replace(/[^\S\n\r]/g, ' ');

/** A text folded letter by letter, and where in the text each folded letter began; the text's own end comes last. */
const foldWithPlaces = (text: string): { readonly folded: string; readonly places: readonly number[] } => {
  let folded = '';
  const places: number[] = [];
  let at = 0;
  for (const letter of text) {
    const plain = foldLetter(letter);
    for (let count = 0; count < plain.length; count += 1) places.push(at);
    folded += plain;
    at += letter.length;
  }
  return { folded, places: [...places, at] };
};

const foldName = (name: string): string => foldWithPlaces(name.trim().replace(/\s+/g, ' ')).folded;

const wordsOf = (name: string): readonly string[] =>
  name.split(/[\s,.]+/).flatMap((word) => (word.includes('-') ? [word, ...word.split('-')] : [word]));

/** A title is no name, and an initial stands for too much else. */
const isTelling = (word: string): boolean =>
  [...word].length >= 2 && !/^(mrs?|ms|miss|dr|prof|rev|sir|pc|ps|sgt|dc|test)$/i.test(word);

export interface Mention {
  readonly start: number;
  readonly end: number;
  /** The third party's name, or `contact` for an e-mail address or telephone number. */
  readonly of: string;
}

/**
 * Where third parties are named in a text: by the whole name in any case, by a part of it that begins with a capital
 * and is no part of the child's own name, and every e-mail address and telephone number. Accents, apostrophes, hyphens
 * and line breaks may be written one way in the name and another in the text. In order, never overlapping.
 */
export const thirdPartyFinder = (
  names: readonly string[],
  subjectNames: readonly string[],
): ((text: string) => readonly Mention[]) => {
  const own = new Set(subjectNames.flatMap((name) => wordsOf(foldName(name).toLowerCase())));
  const whole = names
    .map((of) => ({ of, name: foldName(of) }))
    .filter(
      ({ name }) =>
        name !== '' &&
        !wordsOf(name.toLowerCase())
          .filter((word) => word !== '')
          .every((word) => own.has(word)),
    );
  const wholes = whole.map(({ of, name }) => ({
    of,
    pattern: new RegExp(asWord(escapePattern(name).replace(/[ -]+/g, String.raw`[\s-]+`)), 'giu'),
    isPart: false,
  }));
  const parts = whole.flatMap(({ of, name }) =>
    wordsOf(name)
      .filter((word) => isTelling(word) && !own.has(word.toLowerCase()))
      .map((word) => ({ of, pattern: new RegExp(asWord(escapePattern(word)), 'giu'), isPart: true })),
  );
  const contacts = [emailPattern, phonePattern].map((pattern) => ({
    of: 'contact',
    pattern: new RegExp(pattern, 'giu'),
    isPart: false,
  }));
  const patterns = [...wholes, ...contacts, ...parts];
  return (text) => {
    const { folded, places } = foldWithPlaces(text);
    const found: Mention[] = [];
    for (const { of, pattern, isPart } of patterns)
      for (const { index, 0: words } of folded.matchAll(pattern)) {
        if (isPart && !/^[\p{Lu}\p{Lt}\p{Lo}]/u.test(words)) continue;
        const start = places[index] ?? text.length;
        const end = places[index + words.length] ?? text.length;
        // What was found first, the whole name, wins over its parts.
        if (!found.some((other) => start < other.end && other.start < end)) found.push({ start, end, of });
      }
    return found.sort((one, other) => one.start - other.start);
  };
};

/** A text with each mention put in brackets and named as a third party's, or withheld. */
export const markMentions = (
  text: string,
  mentions: readonly Mention[],
  treat: (of: string) => 'mark' | 'withhold' | 'show',
): string => {
  let marked = '';
  let at = 0;
  for (const { start, end, of } of mentions) {
    const treatment = treat(of);
    const words = text.slice(start, end);
    marked += text.slice(at, start);
    if (treatment === 'show') marked += words;
    else marked += treatment === 'mark' ? `[THIRD PARTY: ${words}]` : '[withheld]';
    at = end;
  }
  return marked + text.slice(at);
};
