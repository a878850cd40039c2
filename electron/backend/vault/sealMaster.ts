import { randomBytes, scrypt } from 'node:crypto';
import { openSealed, seal, sealTo, unseal } from './authenticatedSeal.ts';
import { generateKeyPair, keyPairOf, type KeyPair } from './keyPairs.ts';
import { hkdf } from './keys.ts';
import { lengthPrefixed } from './lengthPrefixed.ts';
import { normalisePassphrase } from './passphrases.ts';
import type { RecoverySlot, Slot, SlotFileContent } from './slotFile.ts';

type Register = Pick<SlotFileContent, 'format' | 'registerId'>;
type SlotPerson = Pick<Slot, 'id' | 'userId' | 'name' | 'role'>;

/** What only the person's passphrase opens: with the first they sign, to the second the master key is sealed. */
export interface PersonKeys {
  readonly signing: KeyPair;
  readonly box: KeyPair;
}

/** scrypt's N: about half a second a guess on an office laptop. Tests use 2 ** 12; N is authenticated. */
export const productionCost = 2 ** 17;

const secretBytes = 32;

export const generatePersonKeys = (): PersonKeys => ({
  signing: generateKeyPair('ed25519'),
  box: generateKeyPair('x25519'),
});

export const zeroPersonKeys = ({ signing, box }: PersonKeys): void => {
  signing.secret.fill(0);
  box.secret.fill(0);
};

/** A person's key pairs sealed under their passphrase, and the master key sealed to their public key. */
export const sealForPerson = async (
  register: Register,
  { id, userId, name, role }: SlotPerson,
  passphrase: string,
  { signing, box }: PersonKeys,
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
    signingKey: signing.publicKey.toString('base64'),
    boxKey: box.publicKey.toString('base64'),
  };
  const secrets = Buffer.concat([signing.secret, box.secret]);
  const sealed = seal(secrets, await stretch(passphrase, slot), personData(register, slot));
  secrets.fill(0);
  return { ...slot, ...sealed, master: sealTo(box.publicKey, master, masterData(register, slot)) };
};

/** The same slot with another master key sealed to the person's public key: needs nothing of theirs. */
export const resealForPerson = (register: Register, slot: Slot, master: Buffer): Slot => ({
  ...slot,
  master: sealTo(Buffer.from(slot.boxKey, 'base64'), master, masterData(register, slot)),
});

/** The master key and the person's own, or undefined when the passphrase is not the slot's or the slot was changed. */
export const unsealForPerson = async (
  register: Register,
  slot: Slot,
  passphrase: string,
): Promise<{ readonly master: Buffer; readonly personKeys: PersonKeys } | undefined> => {
  const key = await stretch(passphrase, slot);
  const secrets = unseal(slot, key, personData(register, slot), 2 * secretBytes);
  if (!secrets) return undefined;
  const personKeys = {
    signing: keyPairOf('ed25519', Buffer.from(secrets.subarray(0, secretBytes))),
    box: keyPairOf('x25519', Buffer.from(secrets.subarray(secretBytes))),
  };
  secrets.fill(0);
  const master = openSealed(personKeys.box, slot.master, masterData(register, slot), 32);
  if (!master) zeroPersonKeys(personKeys);
  return master && { master, personKeys };
};

/** The master key sealed to a pair that the recovery key, being random, needs no stretching to give. */
export const sealForRecovery = (register: Register, recoveryKey: Buffer, master: Buffer): RecoverySlot => {
  const salt = randomBytes(16).toString('base64');
  const pair = recoveryPair(recoveryKey, salt);
  pair.secret.fill(0);
  const slot = {
    kdf: { name: 'hkdf-sha256' } as const,
    salt,
    boxKey: pair.publicKey.toString('base64'),
  };
  return { ...slot, master: sealTo(pair.publicKey, master, recoveryData(register, slot)) };
};

/** The same recovery key opens the new master key. */
export const resealForRecovery = (register: Register, slot: RecoverySlot, master: Buffer): RecoverySlot => ({
  ...slot,
  master: sealTo(Buffer.from(slot.boxKey, 'base64'), master, recoveryData(register, slot)),
});

/** The master key, or undefined when the recovery key is another's. */
export const unsealForRecovery = (
  register: Register,
  slot: RecoverySlot,
  recoveryKey: Buffer,
): Buffer | undefined => {
  const pair = recoveryPair(recoveryKey, slot.salt);
  try {
    return openSealed(pair, slot.master, recoveryData(register, slot), 32);
  } finally {
    pair.secret.fill(0);
  }
};

/** scrypt over a passphrase as typed: 32 bytes. */
export const stretch = (
  passphrase: string,
  { salt, kdf: { N, r, p } }: Pick<Slot, 'salt' | 'kdf'>,
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options = { N, r, p, maxmem: 256 * 1024 * 1024 };
    scrypt(normalisePassphrase(passphrase), Buffer.from(salt, 'base64'), 32, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });

const recoveryPair = (recoveryKey: Buffer, salt: string): KeyPair =>
  keyPairOf(
    'x25519',
    hkdf(recoveryKey, Buffer.from(salt, 'base64'), Buffer.from('escalation-register v2 recovery'), 32),
  );

type SlotHead = Pick<Slot, 'id' | 'userId' | 'role' | 'kdf' | 'signingKey' | 'boxKey'>;

const personData = ({ format, registerId }: Register, slot: SlotHead): Buffer => {
  const { name, N, r, p } = slot.kdf;
  const { id, userId, role, signingKey, boxKey } = slot;
  return lengthPrefixed([format, registerId, id, userId, role, name, N, r, p, signingKey, boxKey]);
};

const masterData = (register: Register, slot: SlotHead): Buffer =>
  Buffer.concat([lengthPrefixed(['master']), personData(register, slot)]);

const recoveryData = (
  { format, registerId }: Register,
  { kdf, salt, boxKey }: Pick<RecoverySlot, 'kdf' | 'salt' | 'boxKey'>,
): Buffer => lengthPrefixed([format, registerId, 'recovery', kdf.name, salt, boxKey]);
