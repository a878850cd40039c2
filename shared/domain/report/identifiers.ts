/**
 * Whether free text names anybody of the register: the check that a report passes before it is published (screens.md,
 * "Quarterly report"). Words of the text are held against the names of the register, each name looked at once, so that
 * a register of 100,000 cases is checked while somebody waits. Letters' case, accents, hyphens, apostrophes, possessives
 * and the order of a name make no difference.
 */
import type { PlainDate } from '../calendarTypes.ts';
import { readBritishDate } from '../britishDates.ts';
import { isNhsNumber } from '../nhsNumber.ts';
import { monthNames } from '../wordsForDates.ts';

export const identifierKinds = {
  family: 'Child or family',
  referrer: 'Referrer',
  staff: 'Member of staff or decision maker',
  school: 'School, college or early years setting',
  birth: 'Date of birth',
  nhsNumber: 'NHS number',
  reference: 'Case reference',
} as const;
export type IdentifierKind = keyof typeof identifierKinds;
export type PersonKind = 'family' | 'referrer' | 'staff';

/** A piece of free text and where it stands: `path` is that of its field. */
export interface TextPlace {
  readonly path: string;
  readonly text: string;
}

/** What the register knows. Names may repeat; where two kinds of people share a word, the first is named. */
export interface NamesInRegister {
  readonly people: Iterable<{ readonly kind: PersonKind; readonly name: string }>;
  /** Schools, colleges and early years settings. */
  readonly schools: Iterable<string>;
  isBirthDate(on: PlainDate): boolean;
  isNhsNumber(digits: string): boolean;
  isReference(reference: string): boolean;
}

export interface Finding {
  /** The same for the same words of the same kind, so that a doubt is settled once. */
  readonly key: string;
  readonly kind: IdentifierKind;
  /** Nobody can call it chance: it must go before the report is published. A doubt may stay, with a reason. */
  readonly certain: boolean;
  /** As it stands in the text. */
  readonly words: string;
  readonly because: string;
  /** Every place where it stands, with the words around it. */
  readonly places: readonly { readonly path: string; readonly excerpt: string }[];
}

/** Letters that no accent can be taken off from. */
const plainLetters: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ı: 'i',
};

// Most of what is folded has no accent: 250,000 names must not take seconds.
const hasOnlyPlainLetters = /^[\p{ASCII}]*$/u;

const fold = (text: string): string =>
  hasOnlyPlainLetters.test(text)
    ? text.toLowerCase()
    : text
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .replace(/[łøđðþæœßı]/g, (letter) => plainLetters[letter] ?? letter);

/** Parts of names that say nothing by themselves, and words that stand for a name on a form. */
const noNames = new Set(
  (
    'of the and known as aka not yet unknown unborn baby child twin girl boy sibling mother father mr mrs ms miss mx dr ' +
    'de la le du da di do dos des van von der den ter bin ibn al el st mac mc ap ab san santa'
  ).split(' '),
);

/** Words of every report that are names of people too: shown only where they begin with a capital letter. */
const commonWords = new Set(
  (
    'april august autumn baker best better bill bishop black blue bond brook brown bury case chance chase church close ' +
    'cook cross dale dawn day dean drew duke early earl east eve ever faith field fields forest frank friday good grace ' +
    'grant gray green grey hall hand hardy harmony heath help hill holder holly hope hunter iris ivy jack jan joy judge june ' +
    'just justice king knight lake lane law little long lord love major may march mark mason mercy miles mill mills moon ' +
    'moore more new noble north older olive page park parker parks pat patience pearl penny poppy porter price prince ray ' +
    'read reason rich river rivers robin rock rob rose rowan rush ruby sage school sharp short skill small south spring stage ' +
    'star stone stones street strong sue summer sunny swift taylor teal test trust turner wade walker wall ward water way ' +
    'wells west white will winter wise wood woods work young younger'
  ).split(' '),
);

/** Words that many schools share. */
const schoolWords = new Set(
  (
    'school schools primary secondary high junior infant infants nursery preschool pre academy college special sixth form ' +
    'church england catholic roman cofe ce rc c e voluntary aided community comprehensive grammar free and of the for with ' +
    'in at st saint our lady little family centre children child care club early years trust'
  ).split(' '),
);

interface Word {
  readonly folded: string;
  readonly from: number;
  readonly to: number;
  readonly isCapital: boolean;
}

const wordOf = /[\p{L}\p{M}\p{N}]+/gu;
const possessiveMark = /['‘’ʼ`´]$/;

/** The words of a text, without the s of a possessive. */
const wordsIn = (text: string): readonly Word[] =>
  [...text.matchAll(wordOf)].flatMap((match) => {
    const [written] = match;
    const from = match.index;
    const before = text.slice(Math.max(0, from - 1), from);
    if (/^s$/i.test(written) && possessiveMark.test(before)) return [];
    return [
      {
        folded: fold(written),
        from,
        to: from + written.length,
        isCapital: written.charAt(0) !== written.charAt(0).toLowerCase(),
      },
    ];
  });

const MOST_WORDS_OF_A_NAME = 7;
const SHORTEST_NAME = 4;
const SHORTEST_PART = 3;
const EXCERPT = 40;

const excerptOf = (text: string, from: number, to: number): string => {
  const start = Math.max(0, from - EXCERPT);
  const end = Math.min(text.length, to + EXCERPT);
  const words = text.slice(start, end).replace(/\s+/g, ' ').trim();
  return `${start > 0 ? '…' : ''}${words}${end < text.length ? '…' : ''}`;
};

interface Spot {
  readonly path: string;
  readonly from: number;
  readonly to: number;
  readonly isCapital: boolean;
}

type SpotIndex = ReadonlyMap<string, readonly Spot[]>;

/** A name does not run on over the end of a line or of a sentence; the stop after an initial ends none. */
const endsBetween = (text: string, one: Word, next: Word): boolean => {
  const gap = text.slice(one.to, next.from);
  return gap.includes('\n') || (/[.!?:;]\s/.test(gap) && one.folded.length > 1);
};

/** Where each word, and each run of words put together without spaces, stands in the texts. */
const indexTexts = (texts: readonly TextPlace[]): { readonly words: SpotIndex; readonly runs: SpotIndex } => {
  const words = new Map<string, Spot[]>();
  const runs = new Map<string, Spot[]>();
  const add = (index: Map<string, Spot[]>, key: string, spot: Spot): void => {
    const spots = index.get(key);
    if (spots) spots.push(spot);
    else index.set(key, [spot]);
  };
  for (const { path, text } of texts) {
    const all = wordsIn(text);
    all.forEach((first, start) => {
      let joined = '';
      let last = first;
      for (const word of all.slice(start, start + MOST_WORDS_OF_A_NAME)) {
        if (word !== first && endsBetween(text, last, word)) break;
        last = word;
        joined += word.folded;
        add(runs, joined, { path, from: first.from, to: word.to, isCapital: first.isCapital });
      }
      const spot = { path, from: first.from, to: first.to, isCapital: first.isCapital };
      add(words, first.folded, spot);
      // "The Ashdowns".
      if (first.folded.length > SHORTEST_NAME && first.folded.endsWith('s'))
        add(words, first.folded.slice(0, -1), spot);
    });
  }
  return { words, runs };
};

/** A name as its words, and each word as the parts that a hyphen or an apostrophe makes of it. */
const splitName = (name: string): readonly { readonly whole: string; readonly parts: readonly string[] }[] =>
  fold(name)
    .split(/[\s,()/]+/)
    .map((word) => word.split(/[^\p{L}\p{M}\p{N}]+/u).filter((part) => part !== ''))
    .filter((parts) => parts.length > 0)
    .map((parts) => ({ whole: parts.join(''), parts }));

const plainParts = /[a-z0-9]+/g;

/**
 * Whether any word of a name may stand in the texts: asked of every name, so that only the few that may are looked at in
 * full. A name with other letters always may.
 */
const mayStand = (name: string, words: SpotIndex): boolean => {
  if (!hasOnlyPlainLetters.test(name)) return true;
  const plain = name.toLowerCase();
  for (const part of plain.match(plainParts) ?? []) if (words.has(part)) return true;
  if (!/[^a-z0-9\s]/.test(plain)) return false;
  return plain.split(/[\s,()/]+/).some((word) => words.has(word.replace(/[^a-z0-9]+/g, '')));
};

/**
 * How a person's whole name may stand in a text: in full, without middle names, turned round, with an initial.
 * `isCommon`: made of nothing but words that stand in every report.
 */
const formsOfName = (
  words: ReturnType<typeof splitName>,
): readonly { readonly form: string; readonly isCommon: boolean }[] => {
  const named = words.filter(({ whole }) => !noNames.has(whole) || words.length === 2);
  const last = named.at(-1);
  if (!last || named.length < 2) return [];
  const surnames = [last.whole, ...last.parts.filter((part) => part.length >= SHORTEST_PART)];
  const given = named.slice(0, -1).map(({ whole }) => whole);
  return [
    {
      form: words.map(({ whole }) => whole).join(''),
      isCommon: words.every(({ whole }) => commonWords.has(whole)),
    },
    ...surnames.flatMap((surname) =>
      given.flatMap((first) =>
        [`${first}${surname}`, `${surname}${first}`, `${first.charAt(0)}${surname}`].map((form) => ({
          form,
          isCommon: commonWords.has(first) && commonWords.has(surname),
        })),
      ),
    ),
  ].filter(({ form }) => form.length >= SHORTEST_NAME);
};

interface Hit {
  readonly key: string;
  readonly kind: IdentifierKind;
  readonly certain: boolean;
  readonly because: string;
  readonly spots: readonly Spot[];
}

const inWords: Readonly<Record<PersonKind, string>> = {
  family: 'a child or somebody of a family',
  referrer: 'a referrer',
  staff: 'a member of staff or decision maker',
};

const months = monthNames.map((name) => `${name}|${name.slice(0, 3)}`).join('|');
const datesWritten: readonly RegExp[] = [
  /(?<!\d)\d{1,2}\s*[/.\p{Pd}]\s*\d{1,2}\s*[/.\p{Pd}]\s*(?:\d{4}|\d{2})(?!\d)/gu,
  /(?<!\d)\d{4}[/.\p{Pd}]\d{1,2}[/.\p{Pd}]\d{1,2}(?!\d)/gu,
  /(?<!\d)\d{1,2} \d{1,2} \d{4}(?!\d)/g,
  /(?<!\d)\d{8}(?!\d)/g,
  new RegExp(
    `(?<!\\d)\\d{1,2}(?:st|nd|rd|th)?(?:\\s+of)?[\\s-]*(?:${months}|Sept)\\.?,?[\\s-]*(?:\\d{4}|['’]?\\d{2})(?!\\d)`,
    'gi',
  ),
  new RegExp(`\\b(?:${months}|Sept)\\.?\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+\\d{4}(?!\\d)`, 'gi'),
];
/** "May 2026" and "12 May" name a month, and no child of that name. */
const monthsWritten = new RegExp(
  `\\b(?:${months}|Sept)\\b(?=\\s+(?:19|20)\\d\\d)|(?<=\\d(?:st|nd|rd|th)?\\s)\\b(?:${months}|Sept)\\b`,
  'gi',
);
const numberWritten = /(?<!\d)(?:\d[\s.\p{Pd}]{0,2}){9}\d(?!\d)/gu;
const referenceWritten = /\b[A-Z][A-Z0-9]{1,7}-\d{4}-\d{3,}\b/gi;
const birthNear = /\b(?:d\.?o\.?b|born|birth|birthday|due|expected|edd)\b/i;

/** Dates of figures alone, as the reader of dates knows them. */
const withSlashes = (written: string): string =>
  written.replace(/^(\d{2})(\d{2})(\d{4})$/, '$1/$2/$3').replace(/^(\d{1,2}) (\d{1,2}) (\d{4})$/, '$1/$2/$3');

const spotsOf = (
  pattern: RegExp,
  { path, text }: TextPlace,
): readonly (Spot & { readonly written: string })[] =>
  [...text.matchAll(pattern)].map(({ index, 0: written }) => ({
    path,
    from: index,
    to: index + written.length,
    isCapital: false,
    written,
  }));

const nothingButSpaces = (text: string, spots: readonly Spot[]): string =>
  spots.reduce(
    (masked, { from, to }) => masked.slice(0, from) + ' '.repeat(to - from) + masked.slice(to),
    text,
  );

/**
 * Everything in the texts that names, or may name, somebody of the register; the certain first. `eventsFrom` is the first
 * day from which a date in the text is more likely to be an event of the report than a birthday; `ofPeriod` are the days with
 * which the report names its own period, and which are nobody's birthday unless a birth is spoken of.
 */
export const findIdentifiers = (
  texts: readonly TextPlace[],
  register: NamesInRegister,
  {
    today,
    eventsFrom,
    ofPeriod = [],
  }: {
    readonly today: PlainDate;
    readonly eventsFrom: PlainDate;
    readonly ofPeriod?: readonly PlainDate[];
  },
): readonly Finding[] => {
  const hits = new Map<string, Hit>();
  const hit = (found: Hit): void => {
    if (found.spots.length > 0 && !hits.has(found.key)) hits.set(found.key, found);
  };
  const hitOnce = (found: Omit<Hit, 'spots'>, spot: Spot): void => {
    const before = hits.get(found.key);
    hits.set(found.key, {
      ...found,
      certain: found.certain || before?.certain === true,
      spots: [...(before?.spots ?? []), spot],
    });
  };

  const withoutDates = texts.map((place) => {
    const dates = datesWritten.flatMap((pattern) => spotsOf(pattern, place));
    for (const spot of dates) {
      const read = readBritishDate(withSlashes(spot.written), { today });
      if (!read.ok || !register.isBirthDate(read.date)) continue;
      const saysBirth = birthNear.test(place.text.slice(Math.max(0, spot.from - EXCERPT), spot.to + EXCERPT));
      if (!saysBirth && ofPeriod.includes(read.date)) continue;
      const certain = saysBirth || read.date < eventsFrom;
      hitOnce(
        {
          key: `birth:${read.date}`,
          kind: 'birth',
          certain,
          because: certain
            ? 'A child in the register was born, or is expected, on this day.'
            : 'A child in the register was born, or is expected, on this day. It may be another event of the same day.',
        },
        spot,
      );
    }
    const numbers = spotsOf(numberWritten, place);
    for (const spot of numbers) {
      const digits = spot.written.replace(/\D/g, '');
      const held = register.isNhsNumber(digits);
      if (held || isNhsNumber(digits))
        hitOnce(
          {
            key: `nhs:${digits}`,
            kind: 'nhsNumber',
            certain: held,
            because: held ? 'The NHS number of a child in the register.' : 'It can be an NHS number.',
          },
          spot,
        );
    }
    for (const spot of spotsOf(referenceWritten, place))
      if (register.isReference(spot.written.toUpperCase()))
        hitOnce(
          {
            key: `reference:${spot.written.toUpperCase()}`,
            kind: 'reference',
            certain: false,
            because: 'The reference of a case: whoever holds the notice knows whose it is.',
          },
          spot,
        );
    const masked = [...dates, ...numbers, ...spotsOf(monthsWritten, place)];
    return { path: place.path, text: nothingButSpaces(place.text, masked) };
  });

  const { words, runs } = indexTexts(withoutDates);
  const spotsOfWord = (word: string): readonly Spot[] => {
    const spots = words.get(word) ?? [];
    return word.length < 3 || commonWords.has(word) ? spots.filter(({ isCapital }) => isCapital) : spots;
  };
  const seen = new Set<string>();
  for (const { kind, name } of register.people) {
    if (!(mayStand(name, runs) || mayStand(name, words)) || seen.has(name)) continue;
    seen.add(name);
    const split = splitName(name);
    const parts = split.flatMap(({ whole, parts: each }) => (each.length > 1 ? [whole, ...each] : each));
    if (!parts.some((part) => words.has(part) || runs.has(part))) continue;
    for (const { form, isCommon } of formsOfName(split)) {
      const spots = runs.get(form) ?? [];
      hit({
        key: `name:${form}`,
        kind,
        certain: !isCommon || spots.some(({ isCapital }) => isCapital),
        because: `The name of ${inWords[kind]} in the register.`,
        spots,
      });
    }
    for (const part of parts) {
      if (part.length < 2 || noNames.has(part)) continue;
      hit({
        key: `word:${part}`,
        kind,
        certain: false,
        because: `Part of the name of ${inWords[kind]} in the register${commonWords.has(part) ? ', and a common word' : ''}.`,
        spots: words.has(part) ? spotsOfWord(part) : (runs.get(part) ?? []),
      });
    }
  }
  for (const name of register.schools)
    for (const split of [splitName(name), splitName(name.replace(/['‘’ʼ`´]s\b/gi, ''))]) {
      const telling = split.filter(({ parts }) => !parts.every((part) => schoolWords.has(part)));
      for (const each of [split, telling]) {
        const form = each.map(({ whole }) => whole).join('');
        if (form.length < SHORTEST_NAME) continue;
        hit({
          key: `school:${form}`,
          kind: 'school',
          certain: false,
          because: 'A school, college or early years setting in the directory.',
          spots: (runs.get(form) ?? []).filter(({ isCapital }) => isCapital || !commonWords.has(form)),
        });
      }
    }

  const textAt = new Map(texts.map(({ path, text }) => [path, text]));
  const all = [...hits.values()];
  const covers = (outer: Spot, inner: Spot): boolean =>
    outer.path === inner.path && outer.from <= inner.from && inner.to <= outer.to;
  const isLonger = (one: Spot, other: Spot): boolean => one.to - one.from > other.to - other.from;
  // Of "Rowan Ashdown", found as a whole, "Rowan" is not asked about once more.
  const certainSpots = all.filter(({ certain }) => certain).flatMap(({ spots }) => spots);
  const doubtfulSpots = all.filter(({ certain }) => !certain).flatMap(({ spots }) => spots);
  return all
    .flatMap(({ spots, ...found }): readonly Finding[] => {
      const own = spots.filter(
        (spot) =>
          !certainSpots.some((other) => covers(other, spot) && (!found.certain || isLonger(other, spot))) &&
          !(!found.certain && doubtfulSpots.some((other) => covers(other, spot) && isLonger(other, spot))),
      );
      const [first] = own;
      if (!first) return [];
      return [
        {
          ...found,
          words: (textAt.get(first.path) ?? '').slice(first.from, first.to),
          places: own.map(({ path, from, to }) => ({
            path,
            excerpt: excerptOf(textAt.get(path) ?? '', from, to),
          })),
        },
      ];
    })
    .sort((one, other) => Number(other.certain) - Number(one.certain));
};
