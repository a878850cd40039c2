/**
 * The desk of somebody who reads a review pack: the pack in hand, sealed or open, and what was written about it. A lock
 * forgets the keys and the content and keeps the sealed file in memory, so that only the passphrase is asked again.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../../../shared/domain/calendarTypes.ts';
import type { LockReason } from '../../../shared/contract/vault.ts';
import { AppFault } from '../appFault.ts';
import type { Ports } from '../ports.ts';
import { beginAttempt, clearAttempts } from '../vault/attempts.ts';
import { zeroPackKeys, type PackKeys } from './packKeys.ts';
import { findPackKeys, openPack, readPack, type PackContent, type PackFile } from './packFile.ts';
import { packRefusals } from './packRefusals.ts';
import { findWork, keepWork, setAsideWork, sweepWork, type ReviewWork } from './workFile.ts';

/** How far a computer's clock may be out without anybody being asked to put it right. */
const CLOCK_TOLERANCE_MS = 120_000;
/** Two computers' clocks may differ by more than one computer's from itself. */
const SENDER_TOLERANCE_MS = 24 * 60 * 60_000;

export interface OpenPack {
  readonly content: PackContent;
  readonly sha256: string;
  readonly work: ReviewWork;
}

export interface PackDesk {
  readonly state: 'none' | 'sealed' | 'open';
  readonly expiresAt: Instant | undefined;
  /** Why it was locked, until it is opened again. */
  readonly lockedBecause: LockReason | undefined;
  /** Takes a pack in hand, still sealed. Throws a refusal where it is none, is altered or has expired. */
  choose(bytes: Buffer): void;
  /** Throws a refusal, and `wait` after too many wrong passphrases. */
  open(passphrase: string): Promise<void>;
  /** Throws `locked` where no pack is open, and a refusal where it has expired since. */
  get(): OpenPack;
  /** Proves that it is still the reviewer. Counts as a try like any other. */
  checkPassphrase(passphrase: string): Promise<void>;
  keep(work: ReviewWork): void;
  lock(because: LockReason): void;
  /** Puts the pack away. */
  close(): void;
}

interface Opened extends OpenPack {
  readonly keys: PackKeys;
}

export const createPackDesk = (ports: Ports): PackDesk => {
  const directory = join(ports.paths.register, 'review-packs');
  let inHand: PackFile | undefined;
  let opened: Opened | undefined;
  let lockedBecause: LockReason | undefined;

  const milliseconds = (moment: Instant): number => Date.parse(moment);

  const getInHand = (): PackFile => {
    if (!inHand) throw new AppFault({ code: 'not-found', message: 'Choose the review pack first.' });
    return inHand;
  };

  const refuseExpired = (expiresAt: Instant): void => {
    if (ports.clock.now() >= expiresAt) throw packRefusals.expiredPack();
  };

  const forget = (): void => {
    if (!opened) return;
    zeroPackKeys(opened.keys);
    opened.content.files.fill(0);
    opened = undefined;
  };

  const findKeys = async (pack: PackFile, passphrase: string): Promise<PackKeys> => {
    const { packId } = pack.header;
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    beginAttempt(directory, packId, ports.clock.now());
    const keys = await findPackKeys(pack, passphrase);
    if (!keys) throw packRefusals.wrongPassphrase();
    clearAttempts(directory, packId, ports.clock.now());
    return keys;
  };

  const startWork = (content: PackContent, keys: PackKeys, now: Instant): ReviewWork => {
    const { packId, createdAt } = content.manifest;
    const found = findWork(directory, packId, keys.work);
    if (found === 'unreadable') setAsideWork(directory, packId);
    const earlier = found === 'unreadable' ? undefined : found;
    const lastSeen = Math.max(
      milliseconds(createdAt) - SENDER_TOLERANCE_MS,
      earlier ? milliseconds(earlier.lastSeenAt) - CLOCK_TOLERANCE_MS : -Infinity,
    );
    if (milliseconds(now) < lastSeen) throw packRefusals.clockWentBack();
    return earlier ? { ...earlier, lastSeenAt: now } : { openedAt: now, lastSeenAt: now, cases: {} };
  };

  const keep = (work: ReviewWork): void => {
    if (!opened) return;
    keepWork(directory, opened.content.manifest, opened.keys.work, work);
    opened = { ...opened, work };
  };

  return {
    get state() {
      return opened ? 'open' : inHand ? 'sealed' : 'none';
    },
    get expiresAt() {
      return inHand?.header.expiresAt;
    },
    get lockedBecause() {
      return lockedBecause;
    },
    choose: (bytes) => {
      const pack = readPack(bytes);
      refuseExpired(pack.header.expiresAt);
      sweepWork(directory, ports.clock.now());
      forget();
      lockedBecause = undefined;
      inHand = pack;
    },
    open: async (passphrase) => {
      const pack = getInHand();
      refuseExpired(pack.header.expiresAt);
      const keys = await findKeys(pack, passphrase);
      try {
        const content = openPack(pack, keys);
        const work = startWork(content, keys, ports.clock.now());
        opened = { content, sha256: pack.file.sha256, work, keys };
        lockedBecause = undefined;
        keep(work);
      } catch (error) {
        opened = undefined;
        zeroPackKeys(keys);
        throw error;
      }
    },
    get: () => {
      if (!opened)
        throw new AppFault({
          code: 'locked',
          message: 'The review pack is closed. Open it again with its passphrase.',
        });
      refuseExpired(opened.content.manifest.expiresAt);
      return opened;
    },
    checkPassphrase: async (passphrase) => {
      zeroPackKeys(await findKeys(getInHand(), passphrase));
    },
    keep,
    lock: (because) => {
      forget();
      lockedBecause = because;
    },
    close: () => {
      forget();
      lockedBecause = undefined;
      inHand = undefined;
    },
  };
};
