/**
 * Third parties in the records of one child: who else is named in them, and their names marked or withheld in a text
 * (Data Protection Act 2018, schedule 2, paragraph 16: information about others is weighed before it is given out).
 */

const escapePattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
const asWord = (text: string): string => `(?<![\\p{L}\\p{N}])${escapePattern(text)}(?![\\p{L}\\p{N}])`;

const emailPattern = String.raw`[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}.-]+\.[\p{L}]{2,}`;
/** British numbers as people write them: 01632 960123, 0161 496 0000, +44 1632 960123. */
const phonePattern = String.raw`(?<![\p{L}\p{N}])(?:\+44[ -]?|0)\d(?:[ -]?\d){8,9}(?![\p{L}\p{N}])`;

const wordsOf = (name: string): readonly string[] =>
  name.split(/[\s,.]+/).flatMap((word) => (word.includes('-') ? [word, ...word.split('-')] : [word]));

/** A title is no name, and a short word stands for too much else. */
const isTelling = (word: string): boolean =>
  [...word].length >= 3 && !/^(mrs?|ms|miss|dr|prof|rev|sir|pc|ps|sgt|dc|test)$/i.test(word);

export interface Mention {
  readonly start: number;
  readonly end: number;
  /** The third party's name, or `contact` for an e-mail address or telephone number. */
  readonly of: string;
}

/**
 * Where third parties are named in a text: by the whole name in any case, by a part of it that begins with a capital
 * and is no part of the child's own name, and every e-mail address and telephone number. In order, never overlapping.
 */
export const thirdPartyFinder = (
  names: readonly string[],
  subjectNames: readonly string[],
): ((text: string) => readonly Mention[]) => {
  const own = new Set(subjectNames.flatMap(wordsOf).map((word) => word.toLowerCase()));
  const whole = names
    .map((name) => name.trim().replace(/\s+/g, ' '))
    .filter(
      (name) => name !== '' && !subjectNames.some((subject) => subject.toLowerCase() === name.toLowerCase()),
    );
  const wholes = whole.map((name) => ({
    of: name,
    pattern: new RegExp(asWord(name).replaceAll(' ', String.raw`\s+`), 'giu'),
  }));
  const parts = whole.flatMap((name) =>
    wordsOf(name)
      .filter((word) => isTelling(word) && !own.has(word.toLowerCase()))
      .map((word) => ({
        of: name,
        pattern: new RegExp(asWord(word.slice(0, 1).toUpperCase() + word.slice(1)), 'gu'),
      })),
  );
  const contacts = [emailPattern, phonePattern].map((pattern) => ({
    of: 'contact',
    pattern: new RegExp(pattern, 'giu'),
  }));
  const patterns = [...wholes, ...contacts, ...parts];
  return (text) => {
    const found: Mention[] = [];
    for (const { of, pattern } of patterns)
      for (const match of text.matchAll(pattern)) {
        const mention = { start: match.index, end: match.index + match[0].length, of };
        // What was found first, the whole name, wins over its parts.
        if (!found.some((other) => mention.start < other.end && other.start < mention.end))
          found.push(mention);
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
