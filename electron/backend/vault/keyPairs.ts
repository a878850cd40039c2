import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  randomBytes,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';

/** Ed25519 signs, X25519 agrees on keys (RFC 8032, RFC 7748). A secret and a public key have 32 bytes each. */
type Curve = 'ed25519' | 'x25519';
export interface KeyPair {
  readonly secret: Buffer;
  readonly publicKey: Buffer;
}

// DER around the 32 bytes, as RFC 8410 writes these keys: every build of Node's crypto reads that.
const secretPrefix = {
  ed25519: Buffer.from('302e020100300506032b657004220420', 'hex'),
  x25519: Buffer.from('302e020100300506032b656e04220420', 'hex'),
} as const;
const publicPrefix = {
  ed25519: Buffer.from('302a300506032b6570032100', 'hex'),
  x25519: Buffer.from('302a300506032b656e032100', 'hex'),
} as const;

export const generateKeyPair = (curve: Curve): KeyPair => keyPairOf(curve, randomBytes(32));

export const keyPairOf = (curve: Curve, secret: Buffer): KeyPair => {
  const publicKey = createPublicKey(secretKey(curve, secret)).export({ format: 'der', type: 'spki' });
  return { secret, publicKey: Buffer.from(publicKey.subarray(publicPrefix[curve].length)) };
};

/** What both ends of two X25519 pairs arrive at; to be put through HKDF before it is used. */
export const agree = (secret: Buffer, publicKey: Buffer): Buffer =>
  diffieHellman({
    privateKey: secretKey('x25519', secret),
    publicKey: publicKeyObject('x25519', publicKey),
  });

/** An Ed25519 signature of 64 bytes. */
export const signWith = (secret: Buffer, message: Buffer): Buffer =>
  sign(null, message, secretKey('ed25519', secret));

/** Whether the holder of this Ed25519 key signed exactly these bytes. */
export const isSignedBy = (publicKey: Buffer, message: Buffer, signature: Buffer): boolean => {
  try {
    return verify(null, message, publicKeyObject('ed25519', publicKey), signature);
  } catch {
    return false; // not a key at all
  }
};

const secretKey = (curve: Curve, secret: Buffer): KeyObject => {
  const der = Buffer.concat([secretPrefix[curve], secret]);
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  } finally {
    der.fill(0);
  }
};

const publicKeyObject = (curve: Curve, publicKey: Buffer): KeyObject =>
  createPublicKey({ key: Buffer.concat([publicPrefix[curve], publicKey]), format: 'der', type: 'spki' });
