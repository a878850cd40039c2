import { hash, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';

// SQLCipher 4's documented page: content, 16 bytes of initialisation vector, 64 bytes of HMAC-SHA512.
const pageBytes = 4096;
const macBytes = 64;
const saltBytes = 16;
/** Of SHA-512, by which RFC 2104 makes an HMAC of two digests. */
const hashBlockBytes = 128;
/** Read in one go: a megabyte. */
const pagesAtOnce = 256;
/** How often a long walk says how far it has come: every 16 megabytes. */
const pagesBetweenWords = 4096;

// SQLite's documented lock-byte page: the one that holds the byte at 1 GB is never written, and so has no seal.
const lockBytePage = 0x40000000 / pageBytes + 1;

// SQLite's documented write-ahead log: a header, then frames of 24 bytes and a page each.
const logHeaderBytes = 32;
const frameHeaderBytes = 24;

/** A file that stays open for as long as its database does, so that its bytes can be looked at meanwhile. */
export interface PageFile {
  /** As it is now: it grows. */
  readonly pages: number;
  readonly bytes: number;
  /** Fills `into` from page `first` (from 1) on; gives the number of bytes that there were. */
  read(into: Buffer, first: number): number;
  /**
   * The numbers, of `count` pages from `first` on, whose seal does not fit. A page that the write-ahead log holds is
   * judged there, as SQLite reads it: a fold that was cut short leaves half a page in the file and loses nothing.
   */
  findDamaged(key: Buffer, first: number, count: number): readonly number[];
  /** Only once the database is closed: closing any handle on its file drops SQLite's lock on it (see openDatabase.ts). */
  close(): void;
}

/**
 * While the database is open its file changes only when SQLite moves the write-ahead log into it, within a call on this
 * thread: between two calls it is whole, and what is read of it is what is on the disk.
 */
export const openPageFile = (file: string): PageFile => {
  const handle = openSync(file, 'r');
  const pageCount = (): number => Math.ceil(fstatSync(handle).size / pageBytes);
  const read = (into: Buffer, first: number): number =>
    readSync(handle, into, 0, into.length, (first - 1) * pageBytes);
  return {
    get pages() {
      return pageCount();
    },
    get bytes() {
      return fstatSync(handle).size;
    },
    read,
    findDamaged: (key, first, count) => {
      const salt = Buffer.alloc(saltBytes);
      read(salt, 1);
      const seals = createSealCheck(key, salt);
      const damaged: number[] = [];
      const beyond = Math.min(first + count, pageCount() + 1);
      const piece = Buffer.alloc(Math.max(0, Math.min(beyond - first, pagesAtOnce)) * pageBytes);
      for (let from = first; from < beyond; from += pagesAtOnce) {
        const readTo = read(piece, from);
        for (let number = from; number < Math.min(from + pagesAtOnce, beyond); number += 1) {
          const end = (number - from + 1) * pageBytes;
          const isSealed = () => seals.fit(piece.subarray(end - pageBytes, end), number);
          if (end > readTo || (number !== lockBytePage && !isSealed())) damaged.push(number);
        }
      }
      const logged = damaged.length > 0 ? readLog(`${file}-wal`, seals) : undefined;
      seals.forget();
      return logged
        ? damaged.filter((number) => !logged.numbers.has(number) && number <= logged.pages)
        : damaged;
    },
    close: () => closeSync(handle),
  };
};

const lookInto = <Found>(file: string, look: (pages: PageFile) => Found): Found => {
  const pages = openPageFile(file);
  try {
    return look(pages);
  } finally {
    pages.close();
  }
};

/**
 * The numbers (from 1) of the pages whose seal does not fit; [] when the file is sound. Finds every flipped
 * bit, where SQLite's integrity_check finds few. The file must be closed (see openDatabase.ts).
 */
export const findDamagedPages = (
  file: string,
  key: Buffer,
  onReached: (done: number, total: number) => void = () => undefined,
): readonly number[] =>
  lookInto(file, (pages) => {
    const damaged: number[] = [];
    for (let first = 1; first <= pages.pages; first += pagesBetweenWords) {
      damaged.push(...pages.findDamaged(key, first, pagesBetweenWords));
      onReached(Math.min(first + pagesBetweenWords - 1, pages.pages), pages.pages);
    }
    return damaged;
  });

/** Whether this is the file's key, by its first page. The file must be closed. */
export const keyFits = (file: string, key: Buffer): boolean =>
  lookInto(file, (pages) => pages.pages > 0 && pages.findDamaged(key, 1, 1).length === 0);

/**
 * Reads a write-ahead log as SQLite does: in order, up to its last whole transaction, and no further than the first
 * frame that does not fit. Gives the pages that SQLite takes from it, and how many pages the database then has.
 */
const readLog = (
  file: string,
  seals: SealCheck,
): { readonly numbers: ReadonlySet<number>; readonly pages: number } => {
  const numbers = new Set<number>();
  let pages = Infinity;
  if (!existsSync(file)) return { numbers, pages };
  const handle = openSync(file, 'r');
  try {
    const header = Buffer.alloc(logHeaderBytes);
    readSync(handle, header, 0, logHeaderBytes, 0);
    const salts = header.subarray(16, 24);
    const frame = Buffer.alloc(frameHeaderBytes + pageBytes);
    const readFrame = (at: number): boolean => readSync(handle, frame, 0, frame.length, at) === frame.length;
    let inTransaction: number[] = [];
    for (let at = logHeaderBytes; readFrame(at); at += frame.length) {
      const number = frame.readUInt32BE(0);
      if (!frame.subarray(8, 16).equals(salts) || !seals.fit(frame.subarray(frameHeaderBytes), number)) break;
      inTransaction.push(number);
      const pagesAfterwards = frame.readUInt32BE(4); // 0 but in the last frame of a transaction
      if (pagesAfterwards === 0) continue;
      for (const written of inTransaction) numbers.add(written);
      pages = pagesAfterwards;
      inTransaction = [];
    }
    return { numbers, pages };
  } finally {
    closeSync(handle);
  }
};

interface SealCheck {
  fit(page: Buffer, number: number): boolean;
  /** Leaves nothing of the key behind. */
  forget(): void;
}

/**
 * HMAC-SHA512 as RFC 2104 puts it together: for each page, Node takes longer to make an HMAC object ready than to digest
 * the page.
 */
const createSealCheck = (key: Buffer, salt: Buffer): SealCheck => {
  const macKey = pbkdf2Sync(key, Buffer.from(salt.map((byte) => byte ^ 0x3a)), 2, 32, 'sha512');
  const inner = Buffer.alloc(hashBlockBytes + pageBytes, 0x36);
  const outer = Buffer.alloc(hashBlockBytes + macBytes, 0x5c);
  macKey.forEach((byte, index) => {
    inner[index] = byte ^ 0x36;
    outer[index] = byte ^ 0x5c;
  });
  macKey.fill(0);
  return {
    fit: (page, number) => {
      const sealed = page.copy(inner, hashBlockBytes, number === 1 ? saltBytes : 0, pageBytes - macBytes);
      const end = inner.writeUInt32LE(number, hashBlockBytes + sealed);
      hash('sha512', inner.subarray(0, end), 'buffer').copy(outer, hashBlockBytes);
      return timingSafeEqual(hash('sha512', outer, 'buffer'), page.subarray(pageBytes - macBytes));
    },
    forget: () => {
      inner.fill(0);
      outer.fill(0);
    },
  };
};
