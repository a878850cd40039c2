export type VaultFaultCode =
  | 'missing'
  | 'exists'
  | 'unreadable'
  | 'changed'
  | 'wrong-passphrase'
  | 'wrong-recovery-key'
  | 'mistyped-recovery-key'
  | 'wait'
  | 'weak-passphrase'
  | 'unknown-person'
  | 'last-manager';

/** Why the register cannot be unlocked or its people changed. The message is meant for the person at the screen. */
export class VaultFault extends Error {
  readonly code: VaultFaultCode;
  /** With `wait`: how many seconds until the next try. */
  readonly waitSeconds: number;

  constructor(code: VaultFaultCode, message: string, waitSeconds = 0) {
    super(message);
    this.name = 'VaultFault';
    this.code = code;
    this.waitSeconds = waitSeconds;
  }
}
