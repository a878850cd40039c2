import { createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

// SQLCipher 4's documented page: content, 16 bytes of initialisation vector, 64 bytes of HMAC-SHA512.
const pageBytes = 4096;
const macBytes = 64;
const saltBytes = 16;

/**
 * The numbers (from 1) of the pages whose seal does not fit; [] when the file is sound. Finds every flipped
 * bit, where SQLite's integrity_check finds few. The file must be closed (see openDatabase.ts).
 */
export const findDamagedPages = (file: string, key: Buffer): readonly number[] => {
  const handle = openSync(file, 'r');
  try {
    const { size } = fstatSync(handle);
    const page = Buffer.alloc(pageBytes);
    readSync(handle, page, 0, saltBytes, 0);
    const macSalt = Buffer.from(page.subarray(0, saltBytes).map((byte) => byte ^ 0x3a));
    const macKey = pbkdf2Sync(key, macSalt, 2, 32, 'sha512');
    const damaged: number[] = [];
    for (let number = 1; (number - 1) * pageBytes < size; number += 1) {
      const read = readSync(handle, page, 0, pageBytes, (number - 1) * pageBytes);
      if (read < pageBytes || !sealFits(page, number, macKey)) damaged.push(number);
    }
    macKey.fill(0);
    return damaged;
  } finally {
    closeSync(handle);
  }
};

const sealFits = (page: Buffer, number: number, macKey: Buffer): boolean => {
  const littleEndianNumber = Buffer.alloc(4);
  littleEndianNumber.writeUInt32LE(number);
  const seal = createHmac('sha512', macKey)
    .update(page.subarray(number === 1 ? saltBytes : 0, pageBytes - macBytes))
    .update(littleEndianNumber)
    .digest();
  return timingSafeEqual(seal, page.subarray(pageBytes - macBytes));
};
