/** A letter's wording with fields between braces: what is wrong with it, and the text once they are filled in. */
import type { RuleIssue } from '../caseCourse.ts';
import { fieldsFor, letterFields, letterReaders, letterKinds } from './letterKinds.ts';
import type { LetterField, LetterKind } from './letterKinds.ts';

export interface LetterTemplate {
  readonly kind: LetterKind;
  readonly title: string;
  readonly body: string;
  /** Whether this letter may say who the child is, where its reader may be told. */
  readonly mayNameChild: boolean;
}

const braces = /\{([^{}\n]*)\}/g;
const plain = (name: string): string => name.trim().replaceAll(/\s+/g, ' ').toLowerCase();
const byPlainName = new Map(
  (Object.keys(letterFields) as LetterField[]).map((field) => [plain(field), field] as const),
);
const quoted = (names: readonly string[]): string => names.map((name) => `{${name}}`).join(', ');

/** The fields that a text names and knows, once each. */
export const fieldsIn = (text: string): readonly LetterField[] => [
  ...new Set([...text.matchAll(braces)].flatMap(([, name = '']) => byPlainName.get(plain(name)) ?? [])),
];

const wordingIssues = (
  path: string,
  text: string,
  allowed: readonly LetterField[],
  kind: LetterKind,
): readonly RuleIssue[] => {
  const canBeUsed = `These can be used: ${quoted(allowed)}.`;
  const names = [...new Set([...text.matchAll(braces)].map(([, name = '']) => name.trim()))];
  const known = (name: string): LetterField | undefined => byPlainName.get(plain(name));
  const unknown = names.filter((name) => known(name) === undefined);
  const kept = names.filter((name) => {
    const field = known(name);
    return field !== undefined && !allowed.includes(field);
  });
  const reader = letterReaders[letterKinds[kind].reader];
  return [
    ...unknown.map((name) => ({
      path,
      message: `There is no field called {${name}}. ${canBeUsed}`,
    })),
    ...kept.map((name) => ({
      path,
      message: `{${name}} has no place in this letter: ${reader} may not see it here. ${canBeUsed}`,
    })),
    ...(/[{}]/.test(text.replaceAll(braces, ''))
      ? [{ path, message: `A brace stands alone: write a field as {reference}. ${canBeUsed}` }]
      : []),
  ];
};

/** What stands against a wording: fields that are unknown, or that its reader may not see. Nothing where all is well. */
export const templateIssues = ({ kind, title, body, mayNameChild }: LetterTemplate): readonly RuleIssue[] => [
  // The title is the document's own, which a mail program or a folder of files may show to anybody.
  ...wordingIssues('title', title, fieldsFor(kind, false), kind),
  ...wordingIssues('body', body, fieldsFor(kind, mayNameChild), kind),
];

export type LetterFacts = Readonly<Partial<Record<LetterField, string>>>;

/** Puts the facts in the place of the fields. A field without a fact stays as it is, to be seen and filled in. */
export const fillIn = (text: string, facts: LetterFacts): string =>
  text.replaceAll(braces, (written, name: string) => {
    const field = byPlainName.get(plain(name));
    return (field === undefined ? undefined : facts[field]) ?? written;
  });
