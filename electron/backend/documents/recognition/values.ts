import type { PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import { readBritishDate } from '../../../../shared/domain/britishDates.ts';
import { readNhsNumber } from '../../../../shared/domain/nhsNumber.ts';
import { fold, segmentsOf, type Piece } from './lines.ts';

/** A doubt about one value, before it is known which field path it has. */
export interface Doubt {
  readonly code: string;
  readonly message: string;
}

/** What people write in a field to say that there is nothing to write. */
export const saysNothing = (text: string): boolean =>
  /^(n\/?\s?a\.?|not applicable|none|nil|not known|unknown|not given|t\.?b\.?[ac]\.?|[-\u2013\u2014_.?\s]*)$/i.test(
    text.trim(),
  );

const month =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const weekday = '(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?,?\\s+)?';
const datePattern = new RegExp(
  `\\b${weekday}(?:\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}\\s?[/.-]\\s?\\d{1,2}\\s?[/.-]\\s?(?:\\d{4}|\\d{2})|` +
    `\\d{1,2}(?:st|nd|rd|th)?(?:\\s+of)?[\\s-]+(?:${month})\\.?,?(?:[\\s-]+(?:\\d{4}|'?\\d{2}))?|` +
    `(?:${month})\\.?\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+\\d{4})\\b`,
  'gi',
);

export interface WrittenDate {
  readonly text: string;
  readonly index: number;
}

/** Everything in a text that is written as a date, sense or not. */
export const findWrittenDates = (text: string): readonly WrittenDate[] =>
  [...text.matchAll(datePattern)].map((found) => ({ text: found[0], index: found.index }));

/** One date from an answer, or the doubt why there is none. `what` names it in messages: "date of birth". */
export const readDate = (
  text: string,
  what: string,
  today: PlainDate,
): { readonly date?: PlainDate; readonly doubts: readonly Doubt[] } => {
  const written = findWrittenDates(text);
  const whole = readBritishDate(fold(text), { today });
  const [only, second] = written;
  if (!whole.ok && second)
    return {
      doubts: [{ code: 'several-dates', message: `The ${what} has several dates. Choose the right one.` }],
    };
  const read = whole.ok || !only ? whole : readBritishDate(fold(only.text), { today });
  if (!read.ok) {
    if (saysNothing(text))
      return { doubts: [{ code: 'not-known', message: `The form does not give the ${what}.` }] };
    const code =
      read.code === 'impossible'
        ? 'impossible-date'
        : read.code === 'incomplete'
          ? 'incomplete-date'
          : 'unreadable-date';
    return { doubts: [{ code, message: `The ${what} could not be read. ${read.message}` }] };
  }
  const doubts: Doubt[] = read.doubt ? [{ code: read.doubt.code, message: read.doubt.message }] : [];
  if (read.date > today && !doubts.some((doubt) => doubt.code === 'future-date'))
    doubts.push({ code: 'future-date', message: `The ${what} lies in the future. Check it.` });
  return { date: read.date, doubts };
};

export interface Numbers {
  readonly nhsNumber?: string;
  readonly otherNumber?: string;
  readonly doubts: readonly Doubt[];
}

/** An NHS number, a local number, or both, from one answer. A number that fails its check is kept and said. */
export const readNumbers = (text: string): Numbers => {
  const nhs = /(?<![\dA-Za-z])\d(?:[ \u00a0-]?\d){9}(?![ -]?\d)/.exec(text);
  const rest = fold(nhs ? text.slice(0, nhs.index) + ' ' + text.slice(nhs.index + nhs[0].length) : text);
  const local = /\b(?=[A-Za-z-]{0,4}\d)[A-Za-z]{0,3}[ -]?\d[\dA-Za-z/-]{2,14}\b/.exec(rest)?.[0];
  const doubts: Doubt[] = [];
  const digits = nhs?.[0].replace(/\D/g, '');
  if (digits !== undefined && !readNhsNumber(digits).valid)
    doubts.push({
      code: 'nhs-check-digit',
      message: 'The NHS number fails its check digit: a figure may be wrong. It was kept as written.',
    });
  if (local !== undefined && /^\d[\d -]*$/.test(local))
    doubts.push({
      code: 'nhs-number-length',
      message: 'This number does not have the ten digits of an NHS number. It was kept as another number.',
    });
  if (digits === undefined && local === undefined && !saysNothing(text))
    doubts.push({ code: 'unreadable-number', message: 'No number could be read here.' });
  return {
    ...(digits === undefined ? {} : { nhsNumber: digits }),
    ...(local === undefined ? {} : { otherNumber: fold(local) }),
    doubts,
  };
};

// A mailbox name has 64 characters at most (RFC 5321, 4.5.3.1.1); without a bound, a long line takes minutes.
const emailPattern = /[\p{L}\p{N}.!#$%&'*+/=?^_{|}~-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
const phonePattern =
  /(?<![\d/])(?:\+\s?\d{1,3}[\s-]?(?:\(0\)\s?)?|\(?0)\d(?:[\s().-]{0,2}\d){7,11}(?:\s*(?:ext(?:ension|n)?\.?|x)\s*\d{1,6})?(?!\d)/gi;

export const findEmails = (text: string): readonly string[] => text.match(emailPattern) ?? [];
/** Telephone numbers as written, extension included. */
export const findPhones = (text: string): readonly string[] =>
  (text.replace(emailPattern, ' ').match(phonePattern) ?? []).map(fold);

interface Mark {
  readonly answer: boolean;
  readonly index: number;
  readonly struck: boolean;
  readonly emphasised: boolean;
}

/**
 * Which of "Yes / No" was meant: the one ticked, crossed or marked, the one left after the other was struck out or
 * deleted. Undefined where more or fewer than one answer is left.
 */
export const readChoice = (pieces: readonly Piece[]): boolean | undefined => {
  const marks: Mark[] = [];
  const ticks: { readonly ticked: boolean; readonly index: number }[] = [];
  let offset = 0;
  for (const piece of pieces) {
    for (const segment of segmentsOf(piece)) {
      if (segment.tick !== undefined) ticks.push({ ticked: segment.tick === 'ticked', index: offset });
      else
        for (const found of segment.text.matchAll(
          /\[\s{0,20}([x\u2713\u2714]?)\s{0,20}\]|\b(yes|no|y|n)\b(?!\s*\/\s*a\b)|(?<=^|\s)(x)(?=\s|$)/gi,
        )) {
          const index = offset + found.index;
          if (found[2] === undefined)
            ticks.push({ ticked: found[3] !== undefined || found[1] !== '', index });
          else
            marks.push({
              answer: found[2].toLowerCase().startsWith('y'),
              index,
              struck: segment.struck === true,
              emphasised: segment.bold === true || segment.marked === true,
            });
        }
      offset += segment.text.length;
    }
    offset += 1;
  }
  const oneOf = (candidates: readonly Mark[]): boolean | undefined => {
    const answers = new Set(candidates.map((mark) => mark.answer));
    return answers.size === 1 ? candidates[0]?.answer : undefined;
  };
  const firstMark = marks[0];
  if (!firstMark) return undefined;
  if (ticks.length > 0) {
    // Boxes stand all before their words or all behind them.
    const before = (ticks[0]?.index ?? 0) < firstMark.index;
    const belongsTo = (index: number): Mark | undefined =>
      before ? marks.find((mark) => mark.index > index) : marks.findLast((mark) => mark.index < index);
    const ticked = ticks.filter((box) => box.ticked).flatMap((box) => belongsTo(box.index) ?? []);
    return oneOf(ticked);
  }
  const left = marks.filter((mark) => !mark.struck);
  const both = new Set(left.map((mark) => mark.answer)).size === 2;
  if (!both) return oneOf(left);
  const emphasised = left.filter((mark) => mark.emphasised);
  return emphasised.length < left.length ? oneOf(emphasised) : undefined;
};

/** Several names in one answer: a line each, or parted by "and", "&", a semicolon, or commas between full names. */
export const splitNames = (lines: readonly string[]): readonly string[] =>
  lines
    .flatMap((line) => {
      // A stroke parts names only behind two words: "N / A" is one answer.
      const words = line.search(/\S\s\S/);
      const from = words < 0 ? line.length : words + 3;
      return `${line.slice(0, from)}${line.slice(from).replace(/\s\/\s/g, ' ; ')}`.split(
        /\s*(?:;|\s&\s|\s+and\s+|\n)\s*/i,
      );
    })
    .flatMap((line) => {
      const parts = line.split(/\s*,\s*/);
      return parts.length > 1 && parts.every((part) => /^\S+(\s\S+)+$/.test(part) && !/\d/.test(part))
        ? parts
        : [line];
    })
    .map((line) => line.replace(/^\s*(?:\(?\d{1,2}[.):]|[\u2022\u00b7*-])\s*/, '').trim())
    .filter((line) => line !== '');
