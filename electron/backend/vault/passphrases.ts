import { randomInt } from 'node:crypto';
import { words } from './words.ts';

const fewestCharacters = 12;

/** Four words drawn evenly from the list: over 41 bits, which scrypt makes slow to guess. */
export const generatePassphrase = (): string =>
  Array.from({ length: 4 }, () => words[randomInt(words.length)]).join(' ');

/** The form in which a passphrase is used: keyboards differ in how they compose letters, people in their spaces. */
export const normalisePassphrase = (typed: string): string =>
  typed.normalize('NFKC').trim().replace(/\s+/g, ' ');

/** What is wrong with a passphrase of someone's own choice, as a sentence; undefined when it will do. */
export const findPassphraseProblem = (typed: string): string | undefined => {
  const passphrase = normalisePassphrase(typed);
  if ([...passphrase].length < fewestCharacters) {
    return `Use at least ${fewestCharacters} characters. Three or four words with spaces between them are easy to remember.`;
  }
  if (/^(.+?)\1+$/u.test(passphrase.toLowerCase().replaceAll(' ', ''))) {
    return 'Do not repeat one word. Use three or four different words.';
  }
  return undefined;
};
