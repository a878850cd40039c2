import type { AppError, ErrorCode } from '../../shared/contract/errors.ts';
import type { Instant } from '../../shared/domain/calendarTypes.ts';
import { AppFault } from './appFault.ts';
import { findDatabaseFault, type DatabaseFaultCode } from './database/databaseFault.ts';
import { VaultFault, type VaultFaultCode } from './vault/vaultFault.ts';

const databaseCodes: Readonly<Record<DatabaseFaultCode, ErrorCode>> = {
  'wrong-key': 'damaged',
  'not-encrypted': 'damaged',
  missing: 'damaged',
  empty: 'damaged',
  exists: 'refused',
  damaged: 'damaged',
  'in-use': 'in-use',
  'unsafe-place': 'unsafe-place',
  'newer-version': 'newer-version',
  'disk-full': 'disk-full',
  'cannot-open': 'damaged',
  'setting-refused': 'damaged',
  'migration-changed': 'newer-version',
  'migration-failed': 'damaged',
  closed: 'refused',
};

const vaultCodes: Readonly<Record<VaultFaultCode, ErrorCode>> = {
  missing: 'damaged',
  exists: 'refused',
  unreadable: 'damaged',
  changed: 'damaged',
  'wrong-passphrase': 'wrong-passphrase',
  'wrong-recovery-key': 'wrong-passphrase',
  'mistyped-recovery-key': 'wrong-passphrase',
  wait: 'wait',
  'weak-passphrase': 'invalid',
  'unknown-person': 'not-found',
  'last-manager': 'refused',
};

/** What a person is told of an error that somebody foresaw; undefined for one that nobody did. */
export const findAppError = (error: unknown, now: Instant): AppError | undefined => {
  if (error instanceof AppFault) return error.appError;
  if (error instanceof VaultFault) {
    const code = vaultCodes[error.code];
    return {
      code,
      message: error.message,
      ...(code === 'invalid' ? { issues: [{ path: 'passphrase', message: error.message }] } : {}),
      ...(code === 'wait'
        ? { retryAt: new Date(Date.parse(now) + error.waitSeconds * 1000).toISOString() }
        : {}),
    };
  }
  const fault = findDatabaseFault(error);
  return fault && { code: databaseCodes[fault.code], message: fault.message };
};
