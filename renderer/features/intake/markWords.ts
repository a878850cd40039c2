import type { Inline } from '../../../shared/domain/documentModel.ts';
import type { MarkedPhrase } from './provenance.ts';

/** Runs, and after each phrase's last run its number. */
export type DrawnPart =
  | { readonly kind: 'runs'; readonly phrase?: MarkedPhrase; readonly runs: readonly Inline[] }
  | { readonly kind: 'number'; readonly phrase: MarkedPhrase };

const folded = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** Where a phrase stands in a paragraph's text, whatever the white space; the whole where it spans paragraphs. */
const rangeIn = (text: string, phrase: MarkedPhrase): readonly [number, number] | undefined => {
  const wanted = folded(phrase.found.text);
  if (wanted === '') return undefined;
  const pattern = wanted
    .split(' ')
    .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join(String.raw`\s+`);
  const match = new RegExp(pattern).exec(text);
  if (match) return [match.index, match.index + match[0].length];
  const own = folded(text);
  return own !== '' && wanted.includes(own) ? [0, text.length] : undefined;
};

/**
 * Cuts a paragraph at the ends of the phrases found in it. Where two phrases claim the same words the first
 * keeps them and the second keeps its number.
 */
export const markWords = (
  inlines: readonly Inline[],
  phrases: readonly MarkedPhrase[],
  endsHere: (phrase: MarkedPhrase) => boolean,
): DrawnPart[] => {
  const text = inlines.map((inline) => inline.text).join('');
  const ranges = phrases
    .flatMap((phrase) => {
      const range = rangeIn(text, phrase);
      return range ? [{ phrase, start: range[0], end: range[1] }] : [];
    })
    .sort((left, right) => left.start - right.start);
  const parts: DrawnPart[] = [];
  const runsBetween = (start: number, end: number): Inline[] => {
    let at = 0;
    return inlines.flatMap((inline) => {
      const from = Math.max(start - at, 0);
      const to = Math.min(end - at, inline.text.length);
      const inside =
        inline.text === '' && inline.tick !== undefined && at >= start && (at < end || end === text.length);
      at += inline.text.length;
      return to > from ? [{ ...inline, text: inline.text.slice(from, to) }] : inside ? [inline] : [];
    });
  };
  let at = 0;
  for (const { phrase, start, end } of ranges) {
    if (start >= at) {
      if (start > at) parts.push({ kind: 'runs', runs: runsBetween(at, start) });
      parts.push({ kind: 'runs', phrase, runs: runsBetween(start, end) });
      at = end;
    }
    if (endsHere(phrase)) parts.push({ kind: 'number', phrase });
  }
  if (at < text.length || ranges.length === 0)
    parts.push({ kind: 'runs', runs: runsBetween(at, text.length) });
  for (const phrase of phrases)
    if (!ranges.some((range) => range.phrase === phrase) && endsHere(phrase))
      parts.push({ kind: 'number', phrase });
  return parts;
};
