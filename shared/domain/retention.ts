/**
 * When a closed case is to be reviewed for erasure. No period is laid down for escalations: the unit sets a rule, a
 * person reviews, and nothing ever goes by itself (codes.md, "Retention").
 */
import { z } from 'zod';
import { Temporal } from 'temporal-polyfill';
import { plainDate, type PlainDate } from './calendarTypes.ts';
import type { PersonKind } from './intake.ts';
import { addDays } from './workingDays.ts';
import { shortDate } from './wordsForDates.ts';

export const retentionRuleSchema = z.strictObject({
  yearsFromClosure: z.int('Use a whole number').min(1, 'Use 1 to 100 years').max(100, 'Use 1 to 100 years'),
  /** Not before the youngest child's birthday of this age; left out where only the closure counts. */
  untilBirthday: z
    .int('Use a whole number')
    .min(18, 'Use an age from 18 to 100')
    .max(100, 'Use an age from 18 to 100')
    .optional(),
});
export type RetentionRule = z.infer<typeof retentionRuleSchema>;

export interface RetentionFacts {
  /** Undefined while the case is not closed. */
  readonly closedOn: PlainDate | undefined;
  readonly people: readonly {
    readonly kind: PersonKind;
    readonly dateOfBirth?: PlainDate | undefined;
    readonly expectedDateOfBirth?: PlainDate | undefined;
  }[];
  /** The day to which a reviewer decided to keep it. */
  readonly keptUntil?: PlainDate | undefined;
  readonly held: boolean;
}

export type RetentionStanding = {
  readonly kind: 'open' | 'noRule' | 'held' | 'due' | 'later';
  /** Open cases and a register without a rule have none. */
  readonly reviewOn?: PlainDate;
  /** How the day was reached, in one sentence. */
  readonly words: string;
};

/** A person born on 29 February has the birthday of a common year on 1 March, as in law. Likewise for closures. */
const yearsAfter = (on: PlainDate, years: number): PlainDate => {
  const date = Temporal.PlainDate.from(on);
  const then = date.add({ years });
  return plainDate((then.day === date.day ? then : then.add({ days: 1 })).toString());
};

const plural = (years: number): string => `${years} year${years === 1 ? '' : 's'}`;

/** The youngest child's birthday that the rule waits for, and what is not known. */
const birthdayOf = (
  people: RetentionFacts['people'],
  age: number,
): { readonly on?: PlainDate; readonly words: string } => {
  const children = people.filter(({ kind }) => kind !== 'adult');
  const births = children
    .flatMap(({ dateOfBirth, expectedDateOfBirth }) => dateOfBirth ?? expectedDateOfBirth ?? [])
    .sort();
  const youngest = births.at(-1);
  const unknown =
    births.length < children.length ? ' A child’s date of birth is not known: check it before deciding.' : '';
  if (youngest === undefined) return { words: unknown };
  const on = yearsAfter(youngest, age);
  return {
    on,
    words: ` The youngest child’s ${age}${ordinalEnding(age)} birthday is ${shortDate(on)}.${unknown}`,
  };
};

const ordinalEnding = (count: number): string => {
  if (count % 100 >= 11 && count % 100 <= 13) return 'th';
  return { 1: 'st', 2: 'nd', 3: 'rd' }[count % 10] ?? 'th';
};

/** Where a case stands: not to be reviewed yet, to be reviewed, or held. */
export const retentionStanding = (
  facts: RetentionFacts,
  rule: RetentionRule | undefined,
  today: PlainDate,
): RetentionStanding => {
  if (facts.closedOn === undefined)
    return { kind: 'open', words: 'The case is not closed: its time has not begun to run.' };
  if (!rule) return { kind: facts.held ? 'held' : 'noRule', words: 'The unit has set no rule yet.' };
  const fromClosure = yearsAfter(facts.closedOn, rule.yearsFromClosure);
  const birthday =
    rule.untilBirthday === undefined ? { words: '' } : birthdayOf(facts.people, rule.untilBirthday);
  const days = [fromClosure, ...('on' in birthday && birthday.on ? [birthday.on] : [])];
  if (facts.keptUntil !== undefined) days.push(facts.keptUntil);
  const reviewOn = days.reduce((latest, day) => (day > latest ? day : latest));
  const kept = facts.keptUntil === undefined ? '' : ` Kept until ${shortDate(facts.keptUntil)} by a review.`;
  return {
    kind: facts.held ? 'held' : reviewOn <= today ? 'due' : 'later',
    reviewOn,
    words: `Closed ${shortDate(facts.closedOn)}; ${plural(rule.yearsFromClosure)} after that is ${shortDate(fromClosure)}.${birthday.words}${kept}`,
  };
};

/** No case that was closed after this day can be due for review by `by`, whatever else counts. */
export const latestClosureDueBy = (rule: RetentionRule, by: PlainDate): PlainDate =>
  plainDate(Temporal.PlainDate.from(by).subtract({ years: rule.yearsFromClosure }).toString());

/** When a draft that nobody touched since, or a file that no case holds, is to be reviewed. */
export const unloggedReviewOn = (touchedOn: PlainDate, days: number): PlainDate => addDays(touchedOn, days);
