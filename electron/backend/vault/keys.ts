import { hkdfSync } from 'node:crypto';

/** All of 32 bytes. `master` is what the slots wrap; the others are derived from it and each has one use. */
export interface VaultKeys {
  readonly master: Buffer;
  readonly database: Buffer;
  readonly audit: Buffer;
  readonly header: Buffer;
  readonly backup: Buffer;
}

/** HKDF with SHA-256 (RFC 5869). */
export const hkdf = (secret: Buffer, salt: Buffer, info: Buffer, bytes: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, bytes));

/** The keys of one register; the caller zeroes them when it locks. */
export const deriveKeys = (master: Buffer, registerId: string): VaultKeys => {
  const derive = (use: string): Buffer =>
    hkdf(master, Buffer.from(registerId), Buffer.from(`escalation-register v1 ${use}`), 32);
  return {
    master,
    database: derive('database'),
    audit: derive('audit'),
    header: derive('header'),
    backup: derive('backup'),
  };
};

/** Overwrites the keys; they open nothing from then on. */
export const zero = (keys: VaultKeys): void => {
  for (const key of Object.values(keys) as Buffer[]) key.fill(0);
};
