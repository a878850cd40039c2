import type { PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import type { FormFields } from '../../../../shared/domain/formReading.ts';
import type { Answers, Gathering } from './gathering.ts';
import { fold, wordsOf, type Piece } from './lines.ts';
import { findWrittenDates, readDate, readNumbers, saysNothing, splitNames } from './values.ts';

type Child = NonNullable<FormFields['children']>[number];

export const unbornWords = /\b(unborn|edd|due|expected|estimated)\b/i;

/** Children in the order of the form. Answers of a later child follow that child's name, or stand one under another. */
export const readChildren = (answers: Answers, today: PlainDate, { note, warn }: Gathering): Child[] => {
  const children: Child[] = [];
  /** The children whose names stood together in the answer last read. */
  let together: number[] = [];
  const childAt = (index: number): Child => (children[index] ??= {});
  const target = (position: number): number =>
    together[position] ?? (together[position] = children.push({}) - 1);

  const setDate = (index: number, text: string, pieces: readonly Piece[], expected: boolean): void => {
    const child = childAt(index);
    const unborn = expected || unbornWords.test(text) || unbornWords.test(child.name ?? '');
    const key = unborn ? 'expectedDateOfBirth' : 'dateOfBirth';
    const path = `children[${index}].${key}`;
    const { date, doubts } = readDate(text, unborn ? 'expected date of birth' : 'date of birth', today);
    for (const { code, message } of doubts)
      if (!(unborn && code === 'future-date')) warn(code, path, message);
    if (date === undefined) return;
    child[key] = date;
    note(path, pieces);
  };

  const setNumbers = (index: number, text: string, pieces: readonly Piece[]): void => {
    const { doubts, ...numbers } = readNumbers(text);
    const path = `children[${index}].${numbers.nhsNumber === undefined && numbers.otherNumber !== undefined ? 'otherNumber' : 'nhsNumber'}`;
    for (const { code, message } of doubts) warn(code, path, message);
    Object.assign(childAt(index), numbers);
    for (const key of Object.keys(numbers)) note(`children[${index}].${key}`, pieces);
  };

  /** Spreads one answer over the children named together: a line, or a date, for each. */
  const spread = (
    pieces: readonly Piece[],
    parts: readonly string[],
    what: string,
    path: string,
    set: (index: number, text: string) => void,
  ): void => {
    const waiting = Math.max(together.length, 1);
    if (parts.length === waiting) parts.forEach((text, position) => set(target(position), text));
    else if (waiting === 1) set(target(0), pieces.map(wordsOf).join(' '));
    else
      warn(
        'unclear-child',
        `children[0].${path}`,
        `The form names ${waiting} children and gives ${parts.length === 1 ? 'one' : parts.length} ${what}. Say which belongs to whom.`,
      );
  };

  for (const { field, pieces } of answers) {
    if (!field.startsWith('child.') || pieces.length === 0) continue;
    const lines = pieces.map(wordsOf).filter((text) => text !== '');
    if (field === 'child.name') {
      together = [];
      for (const piece of pieces)
        for (const part of splitNames([wordsOf(piece)])) {
          const [written] = findWrittenDates(part);
          const before = written ? part.slice(0, written.index) : part;
          const name = fold(
            before.replace(
              /(?<![\s,(\u2013-])[\s,(\u2013-]*\b(?:d\.?\s?o\.?\s?b\.?|born|date of birth|edd|due)?[\s:(,\u2013-]*$/i,
              '',
            ),
          );
          if (name === '' && !written) continue;
          if (saysNothing(name) && !written) {
            warn(
              'not-known',
              `children[${children.length}].name`,
              'The form says that the child\u2019s name is not known.',
            );
            continue;
          }
          const index = children.push({}) - 1;
          together.push(index);
          if (name !== '') {
            childAt(index).name = name;
            note(`children[${index}].name`, [piece], part);
          }
          if (written) setDate(index, part.slice(before.length), [piece], unbornWords.test(part));
        }
    } else if (field === 'child.dateOfBirth' || field === 'child.expectedDateOfBirth') {
      const text = lines.join('\n');
      const dates = findWrittenDates(text);
      const parts =
        dates.length > 1
          ? dates.map((date, index) => text.slice(index === 0 ? 0 : date.index, dates[index + 1]?.index))
          : lines.length === Math.max(together.length, 1)
            ? lines
            : [text];
      const trimmed = parts.map((part) => (dates.length > 1 ? withUnborn(part) : part));
      spread(pieces, trimmed, 'dates of birth', 'dateOfBirth', (index, part) =>
        setDate(index, part, pieces, field === 'child.expectedDateOfBirth'),
      );
    } else spread(pieces, lines, 'numbers', 'nhsNumber', (index, part) => setNumbers(index, part, pieces));
  }
  const known = children.filter((child) => Object.keys(child).length > 0);
  if (known.length > 1)
    warn(
      'several-children',
      'children',
      `${known.length} children were read. Check that each one\u2019s details belong together.`,
    );
  return known;
};

/** Of one stretch between dates, the date itself and whether it is an expected one. */
const withUnborn = (part: string): string => {
  const [written] = findWrittenDates(part);
  return written ? `${unbornWords.test(part) ? 'EDD ' : ''}${written.text}` : part;
};
