/** Whether a letter is whole and says no more than its reader may see. */
import type { PlainDate } from '../calendarTypes.ts';
import type { RuleIssue } from '../caseCourse.ts';
import { letterKinds, type LetterKind } from './letterKinds.ts';
import { fieldsIn } from './letterTemplate.ts';

export interface LetterMeeting {
  readonly on: PlainDate;
  /** `10:00` in the office. */
  readonly from: string;
  readonly to: string;
  readonly place: string;
}

export interface LetterParts {
  readonly kind: LetterKind;
  readonly title: string;
  readonly text: string;
  readonly replyBy?: PlainDate | undefined;
  readonly meeting?: LetterMeeting | undefined;
  readonly noticeId?: string | undefined;
}

export interface ChildIdentity {
  readonly name?: string | undefined;
  /** Ten digits. */
  readonly nhsNumber?: string | undefined;
}

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Whether a text says who somebody is: the whole name, however it is spelt, or the NHS number. */
export const namesSomebody = (text: string, people: readonly ChildIdentity[]): boolean => {
  const words = ` ${folded(text)} `;
  const digits = text.replaceAll(/(?<=\d)[ -]+(?=\d)/g, '');
  return people.some(
    ({ name = '', nhsNumber = '' }) =>
      (folded(name) !== '' && words.includes(` ${folded(name)} `)) ||
      (nhsNumber !== '' && digits.includes(nhsNumber)),
  );
};

/** What stands against writing a letter; nothing where all is well. */
export const letterIssues = (
  letter: LetterParts,
  facts: {
    readonly today: PlainDate;
    readonly mayNameChild: boolean;
    readonly people: readonly ChildIdentity[];
  },
): readonly RuleIssue[] => {
  const issues: RuleIssue[] = [];
  const { asks } = letterKinds[letter.kind];
  const { meeting, replyBy } = letter;
  if (asks === 'replyBy' && replyBy === undefined)
    issues.push({ path: 'replyBy', message: 'Say by when you ask for the answer' });
  if (replyBy !== undefined && replyBy < facts.today)
    issues.push({ path: 'replyBy', message: 'This day is past: give today or a later day' });
  if (asks === 'meeting' && meeting === undefined)
    issues.push({ path: 'meeting.on', message: 'Give the day, the time and the place of the meeting' });
  if (meeting && meeting.on < facts.today)
    issues.push({ path: 'meeting.on', message: 'This day is past: give today or a later day' });
  if (meeting && meeting.to <= meeting.from)
    issues.push({ path: 'meeting.to', message: 'The meeting must end after it begins' });
  if (asks === 'notice' && letter.noticeId === undefined)
    issues.push({ path: 'noticeId', message: 'Complete the notice first: this letter goes with it' });
  for (const path of ['title', 'text'] as const) {
    const [open] = fieldsIn(letter[path]);
    if (open !== undefined)
      issues.push({ path, message: `{${open}} is not filled in yet: fill it in, or write it yourself` });
    if ((path === 'title' || !facts.mayNameChild) && namesSomebody(letter[path], facts.people))
      issues.push({
        path,
        message:
          path === 'title'
            ? 'The heading of a letter never says who it is about: use the reference'
            : 'This letter may not say who the child is: use the reference in place of the name or the NHS number',
      });
  }
  return issues;
};
