import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatRecoveryKey, parseRecoveryKey } from '../../../electron/backend/vault/recoveryKey.ts';

const seed = 20_260_309;
const keyBytes = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
const mistakeIn = (typed: string): string => {
  try {
    parseRecoveryKey(typed);
    return 'accepted';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

describe('the printed recovery key', () => {
  test('is read back however it is typed', () => {
    fc.assert(
      fc.property(keyBytes, fc.constantFrom('-', ' ', '', ' – '), fc.boolean(), (key, between, small) => {
        const printed = formatRecoveryKey(key);
        const typed = printed
          .replaceAll('-', between)
          .replaceAll('0', 'O')
          .replaceAll('1', small ? 'l' : 'I');
        expect(printed).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){13}[0-9A-HJKMNP-TV-Z]{4}$/);
        expect(parseRecoveryKey(small ? typed.toLowerCase() : typed).equals(key)).toBe(true);
      }),
      { seed, numRuns: 200 },
    );
  });

  test('with one sign wrong or two neighbours swapped is found to be mistyped', () => {
    fc.assert(
      fc.property(
        keyBytes,
        fc.nat(54),
        fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'),
        (key, at, sign) => {
          const plain = formatRecoveryKey(key).replaceAll('-', '');
          const replaced = plain.slice(0, at) + sign + plain.slice(at + 1);
          const swapped = plain.slice(0, at) + plain.charAt(at + 1) + plain.charAt(at) + plain.slice(at + 2);
          for (const typed of [replaced, swapped]) {
            if (typed !== plain) expect(mistakeIn(typed)).toMatch(/^At least one letter or digit is wrong\./);
          }
        },
      ),
      { seed, numRuns: 500 },
    );
  });

  test('says what is wrong with it', () => {
    const printed = formatRecoveryKey(randomBytes(32));
    expect([mistakeIn(printed.slice(0, -1)), mistakeIn(`U${printed.slice(1)}`), mistakeIn('')]).toEqual([
      'A recovery key has 56 letters and digits; this has 55. Compare it with the printed key and type it again.',
      '“U” is never part of a recovery key. Compare it with the printed key and type it again.',
      'A recovery key has 56 letters and digits; this has 0. Compare it with the printed key and type it again.',
    ]);
  });
});
