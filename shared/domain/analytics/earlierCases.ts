/** Cases that come after another about the same child, or between the same agencies over the same thing. */
import type { CaseFacts } from './caseFacts.ts';

/** What was said of two cases when the later was logged. */
export interface ChildAnswer {
  readonly caseId: string;
  readonly otherCaseId: string;
  readonly answer: 'same' | 'different';
}

const comesBefore = (one: CaseFacts, other: CaseFacts): boolean =>
  one.receivedOn < other.receivedOn || (one.receivedOn === other.receivedOn && one.id < other.id);

const pairOf = (one: string, other: string): string => (one < other ? `${one} ${other}` : `${other} ${one}`);

/**
 * `repeat`: an earlier case is about the same child, by NHS number, by name and date of birth, or as was said; never
 * where it was said to be another. `related`: an earlier case has the same raising and challenged agency and main theme.
 * Of two received on one day, either may be the earlier, but only one is.
 */
export const earlierCasesOf = (
  register: readonly CaseFacts[],
  answers: readonly ChildAnswer[],
): { readonly repeat: ReadonlySet<string>; readonly related: ReadonlySet<string> } => {
  const repeat = new Set<string>();
  const related = new Set<string>();
  const different = new Set<string>();
  const byId = answers.length === 0 ? undefined : new Map(register.map((facts) => [facts.id, facts]));
  for (const { caseId, otherCaseId, answer } of answers) {
    if (answer === 'different') different.add(pairOf(caseId, otherCaseId));
    const [one, other] = [byId?.get(caseId), byId?.get(otherCaseId)];
    if (answer === 'same' && one && other) repeat.add(comesBefore(one, other) ? other.id : one.id);
  }

  const ofChild = new Map<string, CaseFacts[]>();
  const firstOfPair = new Map<string, CaseFacts>();
  for (const facts of register) {
    for (const child of facts.children) {
      const known = ofChild.get(child);
      if (known) known.push(facts);
      else ofChild.set(child, [facts]);
    }
    const [theme] = facts.themes;
    if (theme === undefined) continue;
    for (const raising of facts.raising)
      for (const challenged of facts.challenged) {
        const pair = `${raising} ${challenged} ${theme}`;
        const first = firstOfPair.get(pair);
        if (!first) firstOfPair.set(pair, facts);
        else if (comesBefore(first, facts)) related.add(facts.id);
        else {
          related.add(first.id);
          firstOfPair.set(pair, facts);
        }
      }
  }
  for (const cases of ofChild.values()) {
    if (cases.length < 2) continue;
    const inOrder = cases.toSorted((one, other) => (comesBefore(one, other) ? -1 : 1));
    inOrder.forEach((facts, index) => {
      // Nearly always the first of them will do, so that a child of many cases is not compared case by case.
      if (inOrder.slice(0, index).some((other) => !different.has(pairOf(other.id, facts.id))))
        repeat.add(facts.id);
    });
  }
  return { repeat, related };
};
