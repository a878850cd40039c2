import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { hkdf } from './keys.ts';
import { lengthPrefixed } from './lengthPrefixed.ts';
import { normalisePassphrase } from './passphrases.ts';
import type { RecoverySlot, Slot, SlotFileContent } from './slotFile.ts';

type Register = Pick<SlotFileContent, 'format' | 'registerId'>;
type SlotPerson = Pick<Slot, 'id' | 'userId' | 'name' | 'role'>;
interface Sealed {
  readonly nonce: string;
  readonly wrapped: string;
  readonly tag: string;
}

/** scrypt's N: about half a second a guess on an office laptop. Tests use 2 ** 12; N is authenticated. */
export const productionCost = 2 ** 17;

/** The master key wrapped for one person under their passphrase. */
export const sealForPerson = async (
  register: Register,
  { id, userId, name, role }: SlotPerson,
  passphrase: string,
  master: Buffer,
  cost: number,
): Promise<Slot> => {
  const slot = {
    id,
    userId,
    name,
    role,
    kdf: { name: 'scrypt', N: cost, r: 8, p: 1 } as const,
    salt: randomBytes(16).toString('base64'),
  };
  const key = await stretch(passphrase, slot);
  return { ...slot, ...seal(master, key, personData(register, slot)) };
};

/** The master key, or undefined when the passphrase is not the slot's or the slot was changed. */
export const unsealForPerson = async (
  register: Register,
  slot: Slot,
  passphrase: string,
): Promise<Buffer | undefined> => unseal(slot, await stretch(passphrase, slot), personData(register, slot));

/** The master key wrapped under the recovery key, which is random and needs no stretching. */
export const sealForRecovery = (register: Register, recoveryKey: Buffer, master: Buffer): RecoverySlot => {
  const slot = { kdf: { name: 'hkdf-sha256' } as const, salt: randomBytes(16).toString('base64') };
  return { ...slot, ...seal(master, recoveryWrappingKey(recoveryKey, slot), recoveryData(register, slot)) };
};

/** The master key, or undefined when the recovery key is another's. */
export const unsealForRecovery = (
  register: Register,
  slot: RecoverySlot,
  recoveryKey: Buffer,
): Buffer | undefined => unseal(slot, recoveryWrappingKey(recoveryKey, slot), recoveryData(register, slot));

const stretch = (
  passphrase: string,
  { salt, kdf: { N, r, p } }: Pick<Slot, 'salt' | 'kdf'>,
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options = { N, r, p, maxmem: 256 * 1024 * 1024 };
    scrypt(normalisePassphrase(passphrase), Buffer.from(salt, 'base64'), 32, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });

const recoveryWrappingKey = (recoveryKey: Buffer, { salt }: Pick<RecoverySlot, 'salt'>): Buffer =>
  hkdf(recoveryKey, Buffer.from(salt, 'base64'), Buffer.from('escalation-register v1 recovery'), 32);

const personData = (
  { format, registerId }: Register,
  slot: Pick<Slot, 'id' | 'userId' | 'role' | 'kdf'>,
): Buffer => {
  const { name, N, r, p } = slot.kdf;
  return lengthPrefixed([format, registerId, slot.id, slot.userId, slot.role, name, N, r, p]);
};

const recoveryData = ({ format, registerId }: Register, { kdf }: Pick<RecoverySlot, 'kdf'>): Buffer =>
  lengthPrefixed([format, registerId, 'recovery', kdf.name]);

const seal = (master: Buffer, wrappingKey: Buffer, authenticated: Buffer): Sealed => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', wrappingKey, nonce).setAAD(authenticated);
  const wrapped = Buffer.concat([cipher.update(master), cipher.final()]);
  wrappingKey.fill(0);
  return {
    nonce: nonce.toString('base64'),
    wrapped: wrapped.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
};

const unseal = (sealed: Sealed, wrappingKey: Buffer, authenticated: Buffer): Buffer | undefined => {
  const nonce = Buffer.from(sealed.nonce, 'base64');
  const tag = Buffer.from(sealed.tag, 'base64');
  const wrapped = Buffer.from(sealed.wrapped, 'base64');
  if (nonce.length !== 12 || tag.length !== 16 || wrapped.length !== 32) return undefined; // a short tag is easy to forge
  try {
    const decipher = createDecipheriv('aes-256-gcm', wrappingKey, nonce, { authTagLength: 16 });
    decipher.setAAD(authenticated).setAuthTag(tag);
    return Buffer.concat([decipher.update(wrapped), decipher.final()]);
  } catch {
    return undefined;
  } finally {
    wrappingKey.fill(0);
  }
};
