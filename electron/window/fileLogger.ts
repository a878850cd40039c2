import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Ports } from '../backend/ports.ts';

/** When the file has grown to this many bytes it becomes `faults.1.log`, in place of the one before. */
const FULL_AT_BYTES = 1024 * 1024;

/** Writes one JSON line a fault. A log that cannot be written never stops the work. */
export const createFileLogger = (directory: string, clock: Ports['clock']): Ports['logger'] => ({
  fault: (logId, operation, detail) => {
    const file = join(directory, 'faults.log');
    try {
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > FULL_AT_BYTES)
        renameSync(file, join(directory, 'faults.1.log'));
      appendFileSync(file, `${JSON.stringify({ at: clock.now(), logId, operation, detail })}\n`, {
        mode: 0o600,
      });
    } catch {
      // The person has the fault's id on the screen already.
    }
  },
});
