/** Files beside the register that must never be half written. Imports Node only. */
import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Replaces a file so that a power cut leaves the old one or the new one, never a part. Readable by its owner only. */
export const writeFileAtomically = (file: string, content: string | Uint8Array): void => {
  const temporary = `${file}.tmp`;
  const handle = openSync(temporary, 'w', 0o600);
  try {
    writeFileSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameWithRetry(temporary, file);
  syncFolder(dirname(file));
};

/** Makes renames in a folder lasting. Windows has no such call and needs none. */
export const syncFolder = (folder: string): void => {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

/** On Windows a virus scanner may hold a new file for a moment. */
export const renameWithRetry = (from: string, to: string, triesLeft = 5): void => {
  try {
    renameSync(from, to);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (triesLeft === 0 || (code !== 'EPERM' && code !== 'EACCES' && code !== 'EBUSY')) throw error;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    renameWithRetry(from, to, triesLeft - 1);
  }
};
