export type DatabaseFaultCode =
  | 'wrong-key'
  | 'not-encrypted'
  | 'missing'
  | 'empty'
  | 'exists'
  | 'damaged'
  | 'in-use'
  | 'unsafe-place'
  | 'newer-version'
  | 'disk-full'
  | 'cannot-open'
  | 'setting-refused'
  | 'migration-changed'
  | 'migration-failed'
  | 'closed';

/** Why the register's file cannot be opened, read or written. The message is meant for the person at the screen. */
export class DatabaseFault extends Error {
  readonly code: DatabaseFaultCode;

  constructor(code: DatabaseFaultCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DatabaseFault';
    this.code = code;
  }
}

/** The fault behind an error of the driver or the file system; undefined for an error that is not theirs to explain. */
export const findDatabaseFault = (error: unknown): DatabaseFault | undefined => {
  if (error instanceof DatabaseFault) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const fault = (faultCode: DatabaseFaultCode, message: string): DatabaseFault =>
    new DatabaseFault(faultCode, message, { cause: error });

  if (code === 'SQLITE_FULL' || code === 'ENOSPC') {
    return fault('disk-full', 'The disk is full, so nothing was saved. Free some space and try again.');
  }
  if (code.startsWith('SQLITE_BUSY')) {
    return fault('in-use', 'The register is already open in another window. Close that one first.');
  }
  if (code === 'SQLITE_NOTADB') {
    return fault(
      'wrong-key',
      'This key does not open the register file, or the file is damaged. Restore the latest backup.',
    );
  }
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_IOERR')) {
    return fault('damaged', 'The register file is damaged. Stop work and restore the latest backup.');
  }
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_READONLY') || code === 'EACCES') {
    return fault(
      'cannot-open',
      'The register file cannot be opened for writing. Check that you may change files in its folder.',
    );
  }
  return undefined;
};
