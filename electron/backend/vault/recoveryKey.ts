import { createHash } from 'node:crypto';
import { VaultFault } from './vaultFault.ts';

// Crockford's Base32: no I, L, O or U, so that what is printed can be typed. 32 bytes and 3 of checksum fill 56 signs.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const keyBytes = 32;
const signs = 56;

/** The recovery key as it is printed: 14 groups of four. */
export const formatRecoveryKey = (key: Buffer): string => {
  const bits = [...key, ...checksum(key)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const text = bits.replace(/.{5}/g, (five) => alphabet.charAt(Number.parseInt(five, 2)));
  return text.match(/.{4}/g)?.join('-') ?? '';
};

/**
 * The 32 bytes of a typed recovery key. Case, spaces and hyphens do not matter; O is read as 0, I and L as 1.
 * @throws VaultFault `mistyped-recovery-key`, saying what to look for
 */
export const parseRecoveryKey = (typed: string): Buffer => {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  const strange = [...text].find((sign) => !alphabet.includes(sign));
  if (strange !== undefined) throw mistyped(`“${strange}” is never part of a recovery key.`);
  if (text.length !== signs) {
    throw mistyped(`A recovery key has ${signs} letters and digits; this has ${text.length}.`);
  }
  const bits = [...text].map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, '0')).join('');
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const key = Buffer.from(bytes.subarray(0, keyBytes));
  if (!checksum(key).equals(bytes.subarray(keyBytes)))
    throw mistyped('At least one letter or digit is wrong.');
  return key;
};

const checksum = (key: Buffer): Buffer =>
  createHash('sha256').update('recovery key').update(key).digest().subarray(0, 3);

const mistyped = (what: string): VaultFault =>
  new VaultFault('mistyped-recovery-key', `${what} Compare it with the printed key and type it again.`);
