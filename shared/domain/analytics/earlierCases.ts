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

/** More than a register can have. */
const MOST_AGENCIES = 2 ** 15;

/** A number for each id, by which ids are put together more quickly than as text. */
const createNumbers = () => {
  const numbers = new Map<string, number>();
  return (id: string): number => {
    const known = numbers.get(id);
    if (known !== undefined) return known;
    numbers.set(id, numbers.size);
    return numbers.size - 1;
  };
};

/** More places than children of a large register, of which there are several hundred thousand. */
const PLACES = 2 ** 21;

const placeOf = (child: string): number => {
  let place = 0;
  for (let index = 0; index < child.length; index += 1)
    place = (Math.imul(place, 31) + child.charCodeAt(index)) | 0;
  return place & (PLACES - 1);
};

/**
 * Which children may be in more than one case: all that are, and a few that are not, since several children can have one
 * place. A map of all of them would take most of the time of counting.
 */
const createTwiceFinder = (register: readonly CaseFacts[]): ((child: string) => boolean) => {
  const times = new Uint8Array(PLACES);
  for (const { children } of register)
    for (const child of children) {
      const place = placeOf(child);
      times[place] = times[place] === 0 ? 1 : 2;
    }
  return (child) => times[placeOf(child)] === 2;
};

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
  const saidSame = answers.filter(({ answer }) => answer === 'same');
  if (saidSame.length > 0) {
    const named = new Set(saidSame.flatMap(({ caseId, otherCaseId }) => [caseId, otherCaseId]));
    const byId = new Map(register.filter(({ id }) => named.has(id)).map((facts) => [facts.id, facts]));
    for (const { caseId, otherCaseId } of saidSame) {
      const [one, other] = [byId.get(caseId), byId.get(otherCaseId)];
      if (one && other) repeat.add(comesBefore(one, other) ? other.id : one.id);
    }
  }

  // Nearly every child is in one case only: it is not remembered, and a list is made when a second one comes.
  const mayComeTwice = createTwiceFinder(register);
  const firstOfChild = new Map<string, CaseFacts>();
  const allOfChild = new Map<string, CaseFacts[]>();
  const firstOfTheme = new Map<string, Map<number, CaseFacts>>();
  const numberOf = createNumbers();
  for (const facts of register) {
    for (const child of facts.children) {
      if (!mayComeTwice(child)) continue;
      const first = firstOfChild.get(child);
      if (!first) {
        firstOfChild.set(child, facts);
        continue;
      }
      const known = allOfChild.get(child);
      if (known) known.push(facts);
      else allOfChild.set(child, [first, facts]);
    }
    const [theme] = facts.themes;
    if (theme === undefined) continue;
    let firstOfPair = firstOfTheme.get(theme);
    if (!firstOfPair) firstOfTheme.set(theme, (firstOfPair = new Map<number, CaseFacts>()));
    for (const raising of facts.raising)
      for (const challenged of facts.challenged) {
        const pair = numberOf(raising) * MOST_AGENCIES + numberOf(challenged);
        const first = firstOfPair.get(pair);
        if (!first) firstOfPair.set(pair, facts);
        else if (comesBefore(first, facts)) related.add(facts.id);
        else {
          related.add(first.id);
          firstOfPair.set(pair, facts);
        }
      }
  }
  if (allOfChild.size === 0) return { repeat, related };
  const saidDifferent = answers.filter(({ answer }) => answer === 'different');
  const different = new Set(saidDifferent.map(({ caseId, otherCaseId }) => pairOf(caseId, otherCaseId)));
  const named = new Set(saidDifferent.flatMap(({ caseId, otherCaseId }) => [caseId, otherCaseId]));
  for (const cases of allOfChild.values()) {
    if (!cases.some(({ id }) => named.has(id))) {
      const first = cases.reduce((earliest, facts) => (comesBefore(facts, earliest) ? facts : earliest));
      for (const facts of cases) if (facts !== first) repeat.add(facts.id);
      continue;
    }
    const inOrder = cases.toSorted((one, other) => (comesBefore(one, other) ? -1 : 1));
    inOrder.forEach((facts, index) => {
      // Nearly always the first of them will do, so that a child of many cases is not compared case by case.
      if (inOrder.slice(0, index).some((other) => !different.has(pairOf(other.id, facts.id))))
        repeat.add(facts.id);
    });
  }
  return { repeat, related };
};
