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
export const findDamagedPages = (file: string, key: Buffer): readonly number[] =>
  walkPages(file, key, (isSound, pages) => {
    const damaged: number[] = [];
    for (let number = 1; number <= pages; number += 1) if (!isSound(number)) damaged.push(number);
    return damaged;
  });

/** Whether this is the file's key, by its first page. The file must be closed. */
export const keyFits = (file: string, key: Buffer): boolean =>
  walkPages(file, key, (isSound, pages) => pages > 0 && isSound(1));

const walkPages = <Found>(
  file: string,
  key: Buffer,
  look: (isSound: (number: number) => boolean, pages: number) => Found,
): Found => {
  const handle = openSync(file, 'r');
  try {
    const { size } = fstatSync(handle);
    const page = Buffer.alloc(pageBytes);
    readSync(handle, page, 0, saltBytes, 0);
    const macSalt = Buffer.from(page.subarray(0, saltBytes).map((byte) => byte ^ 0x3a));
    const macKey = pbkdf2Sync(key, macSalt, 2, 32, 'sha512');
    const isSound = (number: number): boolean =>
      readSync(handle, page, 0, pageBytes, (number - 1) * pageBytes) === pageBytes &&
      sealFits(page, number, macKey);
    const found = look(isSound, Math.ceil(size / pageBytes));
    macKey.fill(0);
    return found;
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
