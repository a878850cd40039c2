import { hkdf } from '../vault/keys.ts';
import { stretch } from '../vault/sealMaster.ts';
import type { Slot } from '../vault/slotFile.ts';

export interface PackKeys {
  /** Seals the pack's content. */
  readonly content: Buffer;
  /** Seals what the reviewer has written so far. */
  readonly work: Buffer;
  /** Stands in the pack's header: tells a wrong passphrase from a changed pack, and says nothing of the other keys. */
  readonly check: Buffer;
}

/** scrypt over the passphrase, as for a person of the register, then a key for each use. */
export const packKeysOf = async (
  packId: string,
  passphrase: string,
  stretching: Pick<Slot, 'salt' | 'kdf'>,
): Promise<PackKeys> => {
  const stretched = await stretch(passphrase, stretching);
  const derive = (use: string): Buffer =>
    hkdf(stretched, Buffer.from(packId), Buffer.from(`escalation-register v1 review pack ${use}`), 32);
  const keys = { content: derive('content'), work: derive('work'), check: derive('check') };
  stretched.fill(0);
  return keys;
};

export const zeroPackKeys = (keys: PackKeys): void => {
  for (const key of Object.values(keys) as Buffer[]) key.fill(0);
};
