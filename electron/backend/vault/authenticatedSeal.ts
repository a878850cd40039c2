import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { hkdf } from './keys.ts';
import { agree, generateKeyPair, type KeyPair } from './keyPairs.ts';

/** AES-256-GCM, as Base64. */
export interface Sealed {
  readonly nonce: string;
  readonly wrapped: string;
  readonly tag: string;
}

/** Sealed to a public key: whoever holds its secret opens it, whoever seals needs no secret of theirs. */
export interface SealedBox extends Sealed {
  /** The public half of a pair that was used once. */
  readonly ephemeral: string;
}

/** The key is zeroed. */
export const seal = (content: Buffer, key: Buffer, authenticated: Buffer): Sealed => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(authenticated);
  const wrapped = Buffer.concat([cipher.update(content), cipher.final()]);
  key.fill(0);
  return {
    nonce: nonce.toString('base64'),
    wrapped: wrapped.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
};

/** The content of `bytes` length, or undefined where key, content or what was authenticated is another. The key is zeroed. */
export const unseal = (
  sealed: Sealed,
  key: Buffer,
  authenticated: Buffer,
  bytes: number,
): Buffer | undefined => {
  const nonce = Buffer.from(sealed.nonce, 'base64');
  const tag = Buffer.from(sealed.tag, 'base64');
  const wrapped = Buffer.from(sealed.wrapped, 'base64');
  if (nonce.length !== 12 || tag.length !== 16 || wrapped.length !== bytes) return undefined; // a short tag is easy to forge
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
    decipher.setAAD(authenticated).setAuthTag(tag);
    const opened = decipher.update(wrapped);
    try {
      return Buffer.concat([opened, decipher.final()]);
    } finally {
      opened.fill(0); // a copy is given back, and nobody else could overwrite this one
    }
  } catch {
    return undefined;
  } finally {
    key.fill(0);
  }
};

/** Seals to an X25519 public key by a pair made for this once (ECDH, HKDF-SHA256, AES-256-GCM). */
export const sealTo = (publicKey: Buffer, content: Buffer, authenticated: Buffer): SealedBox => {
  const once = generateKeyPair('x25519');
  const sealed = seal(content, boxKey(once.secret, publicKey, once.publicKey, publicKey), authenticated);
  once.secret.fill(0);
  return { ephemeral: once.publicKey.toString('base64'), ...sealed };
};

/** The content of `bytes` length, or undefined where the pair is another's or anything was changed. */
export const openSealed = (
  { secret, publicKey }: KeyPair,
  box: SealedBox,
  authenticated: Buffer,
  bytes: number,
): Buffer | undefined => {
  const ephemeral = Buffer.from(box.ephemeral, 'base64');
  try {
    return unseal(box, boxKey(secret, ephemeral, ephemeral, publicKey), authenticated, bytes);
  } catch {
    return undefined; // not a point of the curve
  }
};

const boxKey = (secret: Buffer, other: Buffer, ephemeral: Buffer, recipient: Buffer): Buffer => {
  const agreed = agree(secret, other);
  try {
    return hkdf(agreed, Buffer.concat([ephemeral, recipient]), Buffer.from('escalation-register v2 box'), 32);
  } finally {
    agreed.fill(0);
  }
};
