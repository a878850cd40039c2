import type { FormFields } from '../../../../shared/domain/formReading.ts';
import type { Answers, Gathering } from './gathering.ts';
import { fold, wordsOf, type Piece } from './lines.ts';
import { findEmails, findPhones, saysNothing, splitNames } from './values.ts';

type Referrer = NonNullable<FormFields['referrer']>;

/** The referrer, then any who join in. */
export const readReferrers = (answers: Answers, { note, warn }: Gathering): Referrer[] => {
  const referrers: Referrer[] = [];
  let together: number[] = [];
  const target = (position: number): number =>
    together[position] ?? (together[position] = referrers.push({}) - 1);
  const path = (index: number, key: string): string =>
    index === 0 ? `referrer.${key}` : `jointReferrers[${index - 1}].${key}`;
  const set = (
    index: number,
    key: keyof Referrer,
    value: string,
    pieces: readonly Piece[],
    text?: string,
  ): void => {
    const referrer = (referrers[index] ??= {});
    if (referrer[key] !== undefined) return;
    referrer[key] = value;
    note(path(index, key), pieces, text);
  };

  const setContacts = (pieces: readonly Piece[]): void => {
    const text = pieces.map(wordsOf).join('\n');
    const emails = findEmails(text);
    const phones = findPhones(text);
    const waiting = Math.max(together.length, 1);
    for (const [key, values] of [
      ['email', emails],
      ['phone', phones],
    ] as const) {
      values.slice(0, waiting).forEach((value, position) => {
        const pieceOf = pieces.filter((piece) => wordsOf(piece).includes(value));
        set(target(position), key, value, pieceOf.length > 0 ? pieceOf : pieces);
      });
      if (values.length > waiting)
        warn(
          `several-${key}s`,
          path(0, key),
          `The form gives ${values.length} ${key === 'email' ? 'e-mail addresses' : 'telephone numbers'}. The first was read.`,
        );
    }
    if (emails.length === 0 && phones.length === 0 && !saysNothing(text))
      warn(
        'unclear-contact',
        path(0, 'email'),
        'The contact details hold neither an e-mail address nor a telephone number that could be read.',
      );
  };

  for (const { field, pieces } of answers) {
    if (!field.startsWith('referrer.') || pieces.length === 0) continue;
    const lines = pieces.map(wordsOf).filter((text) => text !== '' && !saysNothing(text));
    if (field === 'referrer.contactDetails' || field === 'referrer.email' || field === 'referrer.phone') {
      setContacts(pieces);
      continue;
    }
    if (lines.length === 0) continue;
    if (field === 'referrer.name') {
      const names = splitNames(lines);
      together = names.map(() => referrers.push({}) - 1);
      names.forEach((name, position) =>
        set(
          target(position),
          'name',
          name,
          pieces.filter((piece) => wordsOf(piece).includes(name)),
        ),
      );
    } else {
      const key = field === 'referrer.role' ? 'role' : 'agency';
      if (lines.length === together.length && together.length > 1)
        lines.forEach((line, position) =>
          set(
            target(position),
            key,
            line,
            pieces.filter((piece) => wordsOf(piece) === line),
          ),
        );
      else set(target(0), key, fold(lines.join(' ')), pieces);
    }
  }
  const known = referrers.filter((referrer) => Object.keys(referrer).length > 0);
  if (known.length > 1)
    warn(
      'several-referrers',
      'referrer',
      `${known.length} referrers were read. Check that each one\u2019s details belong together.`,
    );
  return known;
};
