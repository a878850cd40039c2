import { describe, expect, test } from 'vitest';
import { findPassphraseProblem, generatePassphrase } from '../../../electron/backend/vault/passphrases.ts';
import { words } from '../../../electron/backend/vault/words.ts';

describe('passphrases', () => {
  test('the word list is long enough and no word can be taken for another', () => {
    expect({
      enough: words.length >= 1296,
      firstFour: new Set(words.map((word) => word.slice(0, 4))).size,
      misshapen: words.filter((word) => !/^[a-z]{4,7}$/.test(word)),
    }).toEqual({ enough: true, firstFour: words.length, misshapen: [] });
  });

  test('a made passphrase is four words of the list and strong enough', () => {
    const made = Array.from({ length: 200 }, generatePassphrase);
    expect({
      shapes: new Set(
        made.map((passphrase) => passphrase.split(' ').filter((word) => words.includes(word)).length),
      ),
      different: new Set(made).size,
      problems: made.filter((passphrase) => findPassphraseProblem(passphrase) !== undefined),
    }).toEqual({ shapes: new Set([4]), different: 200, problems: [] });
  });

  test.each([
    'short',
    '           x',
    'elevenchars',
    'password password',
    'Tea tea tea tea',
    'aaaaaaaaaaaaaa',
    'é́',
  ])('someone’s own passphrase “%s” is refused', (passphrase) => {
    expect(findPassphraseProblem(passphrase)).toBeDefined();
  });

  test.each(['a quiet walk home', 'Llanfairpwll 1974', 'teapot and teapot lid'])(
    '“%s” will do',
    (passphrase) => {
      expect(findPassphraseProblem(passphrase)).toBeUndefined();
    },
  );
});
