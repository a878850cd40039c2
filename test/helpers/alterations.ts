import { createHash } from 'node:crypto';
import { createChance } from '../../electron/commands/demo/chance.ts';

const DIGEST_BYTES = 32;

/** Copies of a sealed file with one byte before its digest changed in each, at places drawn from the seed. */
export const alterations = (bytes: Buffer, count: number, seed: number): readonly Buffer[] => {
  const chance = createChance(seed);
  return Array.from({ length: count }, () => {
    const altered = Buffer.from(bytes);
    const at = chance.whole(0, bytes.length - DIGEST_BYTES - 1);
    altered[at] = (altered[at] ?? 0) ^ chance.whole(1, 255);
    return altered;
  });
};

/** What somebody who changes a sealed file on purpose would do: put the right digest at its end. */
export const withRightDigest = (altered: Buffer): Buffer => {
  const whole = altered.subarray(0, -DIGEST_BYTES);
  return Buffer.concat([whole, createHash('sha256').update(whole).digest()]);
};
