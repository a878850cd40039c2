/** Which agency of the directory somebody's own words most likely mean: to be proposed, never taken for granted. */

/** Words that tell no agency from another. */
const fillers = new Set(
  'a an and at for in of on the to nhs trust foundation service services team'.split(' '),
);

/** Words that many agencies of one kind share: alone they mean none of them. */
const kinds = new Set(
  'school primary secondary high junior infant nursery academy college hospital surgery practice council'.split(
    ' ',
  ),
);

const wordsOf = (name: string): readonly string[] =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

const tellingWords = (words: readonly string[]): readonly string[] => {
  const telling = words.filter((word) => !fillers.has(word));
  return telling.length > 0 ? telling : words;
};

const pairsOf = (word: string): readonly string[] =>
  Array.from({ length: Math.max(word.length - 1, 1) }, (_pair, index) => word.slice(index, index + 2));

/** How much of two words is the same, by their pairs of letters (Sørensen-Dice): 0 to 1. */
const wordLikeness = (one: string, other: string): number => {
  if (one === other) return 1;
  const left = pairsOf(one);
  const rest = [...pairsOf(other)];
  const all = left.length + rest.length;
  const shared = left.filter((pair) => {
    const at = rest.indexOf(pair);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
  return (2 * shared.length) / all;
};

const MISSPELT_FROM = 0.7;

/** The share of `words` that are found among `others`, misspelt or not, long words counting for more. */
const shareFound = (words: readonly string[], others: readonly string[]): number => {
  const best = (word: string): number => {
    const likeness = Math.max(0, ...others.map((other) => wordLikeness(word, other)));
    return likeness >= MISSPELT_FROM ? likeness : 0;
  };
  const letters = words.reduce((sum, word) => sum + word.length, 0);
  return letters === 0 ? 0 : words.reduce((sum, word) => sum + best(word) * word.length, 0) / letters;
};

const initialsOf = (words: readonly string[]): string => words.map((word) => word.charAt(0)).join('');

/** How likely two names mean one agency: 0 to 1. */
const likeness = (written: readonly string[], name: readonly string[]): number => {
  const [one, other] = [tellingWords(written), tellingWords(name)];
  const initials = [initialsOf(name), initialsOf(other), `${initialsOf(other)}s`];
  if (one.length === 1 && name.length > 2 && initials.includes(one[0] ?? '')) return 0.9;
  const own = other.filter((word) => !kinds.has(word));
  if (own.length > 0 && shareFound(own, one) === 0) return 0;
  const [ofWritten, ofName] = [shareFound(one, other), shareFound(other, one)];
  // A form often says more than the directory (a site, a road) or less: the fuller side counts for half.
  return (2 * Math.max(ofWritten, ofName) + Math.min(ofWritten, ofName)) / 3;
};

const LIKELY_FROM = 0.72;
/** Two agencies as likely as one another are no proposal. */
const CLEARER_BY = 0.04;

/** The one agency in use that the words most likely mean; undefined where none is likely, or two are alike. */
export const likelyAgency = <Agency extends { readonly name: string; readonly retired: boolean }>(
  written: string,
  agencies: readonly Agency[],
): Agency | undefined => {
  const words = wordsOf(written);
  if (words.length === 0) return undefined;
  const [first, second] = agencies
    .filter((agency) => !agency.retired)
    .map((agency) => ({ agency, score: likeness(words, wordsOf(agency.name)) }))
    .toSorted((one, other) => other.score - one.score);
  if (!first || first.score < LIKELY_FROM) return undefined;
  return second && first.score - second.score < CLEARER_BY ? undefined : first.agency;
};
