import { expect, test } from 'vitest';
import { deriveKeys, hkdf, zero } from '../../../electron/backend/vault/keys.ts';
import { lengthPrefixed } from '../../../electron/backend/vault/lengthPrefixed.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const counting = (from: number, to: number): Buffer =>
  Buffer.from(Array.from({ length: to - from + 1 }, (_, index) => from + index));

test('keys are derived as RFC 5869 says (its three SHA-256 vectors)', () => {
  const found = [
    hkdf(Buffer.alloc(22, 0x0b), counting(0x00, 0x0c), counting(0xf0, 0xf9), 42),
    hkdf(counting(0x00, 0x4f), counting(0x60, 0xaf), counting(0xb0, 0xff), 82),
    hkdf(Buffer.alloc(22, 0x0b), Buffer.alloc(0), Buffer.alloc(0), 42),
  ].map((key) => key.toString('hex'));
  expect(found).toEqual([
    '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
    'b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87',
    '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
  ]);
});

test('each use and each register has its own key, and locking leaves none', () => {
  const keys = deriveKeys(hex('11'.repeat(32)), 'register-1');
  const others = deriveKeys(hex('11'.repeat(32)), 'register-2');
  const all = [...Object.values(keys), others.database, others.audit].map((key: Buffer) =>
    key.toString('hex'),
  );
  zero(keys);
  expect({
    different: new Set(all).size,
    left: Object.values(keys).some((key: Buffer) => key.some((byte) => byte !== 0)),
  }).toEqual({ different: 7, left: false });
});

test('moving a letter from one field to the next changes what is sealed', () => {
  expect(lengthPrefixed(['ab', 'c']).equals(lengthPrefixed(['a', 'bc']))).toBe(false);
});
