import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { DatabaseFault, type DatabaseFaultCode } from '../database/databaseFault.ts';
import type { ProcessHost } from '../documents/cappedProcess.ts';
import type { Reached } from '../jobs.ts';
import type { CopyResults, CopyTask, CopyWorkshop } from './copyWork.ts';

export interface CopyRequest {
  readonly id: number;
  readonly task: CopyTask;
}
export type CopyAnswer =
  | { readonly id: number; readonly reached: Reached }
  | { readonly id: number; readonly done: CopyResults[CopyTask['what']] }
  | {
      readonly id: number;
      readonly fault: { readonly code: DatabaseFaultCode; readonly message: string } | undefined;
    };
export type CopyHost = ProcessHost<CopyRequest, CopyAnswer>;

/** A Node child process: our own code on our own files, so that it needs no cap. It ends with its parent. */
export const createNodeCopyHost = (): CopyHost => ({
  start: () => {
    const child = fork(fileURLToPath(new URL('./copyWorker.ts', import.meta.url)), [], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    return {
      post: (request) => child.send(request, () => undefined),
      onMessage: (listener) => child.on('message', (answer) => listener(answer as CopyAnswer)),
      onExit: (listener) => {
        child.once('exit', listener);
        child.once('error', listener);
      },
      kill: () => child.kill('SIGKILL'),
    };
  },
});

/** Work on copies in processes of the host's, one a piece of work, so that the register answers meanwhile. */
export const createCopyWorkshop =
  (host: CopyHost): CopyWorkshop =>
  async (task, job) => {
    const signal = job?.signal;
    signal?.throwIfAborted();
    const process = host.start();
    const ended = Promise.withResolvers<void>();
    const stopped = Promise.withResolvers<never>();
    const stop = (): void => stopped.reject(signal?.reason as Error);
    signal?.addEventListener('abort', stop);
    try {
      const answered = new Promise<Exclude<CopyAnswer, { readonly reached: Reached }>>((resolve, reject) => {
        process.onMessage((answer) => ('reached' in answer ? job?.tell(answer.reached) : resolve(answer)));
        process.onExit(() => {
          ended.resolve();
          reject(new Error('The process that worked on a copy ended'));
        });
      });
      process.post({ id: 1, task });
      const answer = await Promise.race([answered, stopped.promise]);
      if ('done' in answer) return answer.done as never;
      throw answer.fault
        ? new DatabaseFault(answer.fault.code, answer.fault.message)
        : new Error('The work on a copy failed');
    } finally {
      signal?.removeEventListener('abort', stop);
      process.kill();
      if (signal?.aborted) await ended.promise; // it may not write any more where the caller clears up
    }
  };
