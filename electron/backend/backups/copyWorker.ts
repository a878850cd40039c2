/** The entry of the process that works on copies of the register. It does one piece of work and ends. */
import { findDatabaseFault } from '../database/databaseFault.ts';
import { answerParent } from '../documents/answerParent.ts';
import type { CopyAnswer, CopyRequest } from './copyProcess.ts';
import { doCopyTask } from './copyWork.ts';

/** Keys that came from another process are plain bytes. */
const withBuffers = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return Buffer.from(value);
  if (Array.isArray(value)) return value.map(withBuffers);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withBuffers(one)]));
  return value;
};

answerParent<CopyRequest, CopyAnswer>(async ({ id, task }, tell) => {
  try {
    const work = withBuffers(task) as CopyRequest['task'];
    return { id, done: await doCopyTask(work, (reached) => tell({ id, reached })) };
  } catch (error) {
    const fault = findDatabaseFault(error);
    return { id, fault: fault ? { code: fault.code, message: fault.message } : undefined };
  }
});
