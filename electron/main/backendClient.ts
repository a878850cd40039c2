import type { UtilityProcess } from 'electron';
import type { Backend } from '../backend/createBackend.ts';
import type { FolderDialog, Outbox, Printer } from '../backend/ports.ts';
import type {
  BackendEvent,
  BackendPlaces,
  BackendResult,
  CappedWorker,
  ToBackend,
  ToMain,
} from './backendMessages.ts';

/** What the main process uses of a utility process. */
export type Child = Pick<UtilityProcess, 'postMessage' | 'on' | 'kill'>;

export interface BackendClientOptions {
  readonly child: Child;
  readonly places: BackendPlaces;
  /** A fresh, capped process for one lot of files. */
  readonly startWorker: (entry: CappedWorker) => Child;
  readonly outbox: Outbox;
  readonly folders: FolderDialog;
  readonly printer: Printer;
  /** The backend's process has ended without being asked to. */
  readonly onGone: () => void;
}

type Request = Extract<ToBackend, { readonly id: number }>;

/** The main process's end of the link: the backend as if it were here. Calls reject once its process has gone. */
export const connectBackend = ({
  child,
  places,
  startWorker,
  outbox,
  folders,
  printer,
  onGone,
}: BackendClientOptions): Backend => {
  const waiting = new Map<number, PromiseWithResolvers<BackendResult | undefined>>();
  const listeners = new Set<(event: BackendEvent) => void>();
  const workers = new Map<number, Child>();
  let asked = 0;
  let closing = false;
  let gone = false;

  const send = (message: ToBackend): void => {
    if (!gone) child.postMessage(message);
  };
  const ask = (request: (id: number) => Request): Promise<BackendResult | undefined> => {
    if (gone) return Promise.reject(new Error('The backend has gone.'));
    const id = (asked += 1);
    const answer = Promise.withResolvers<BackendResult | undefined>();
    waiting.set(id, answer);
    send(request(id));
    return answer.promise;
  };
  const settle = (
    id: number,
    how: (answer: PromiseWithResolvers<BackendResult | undefined>) => void,
  ): void => {
    const answer = waiting.get(id);
    waiting.delete(id);
    if (answer) how(answer);
  };
  const runWorker = (worker: number, entry: CappedWorker): void => {
    const process = startWorker(entry);
    workers.set(worker, process);
    process.on('message', (message: unknown) => send({ kind: 'fromWorker', worker, message }));
    process.on('exit', () => {
      workers.delete(worker);
      send({ kind: 'workerExit', worker });
    });
  };

  child.on('message', (message: ToMain) => {
    switch (message.kind) {
      case 'answer':
        return settle(message.id, ({ resolve }) => resolve(message.result));
      case 'failed':
        return settle(message.id, ({ reject }) => reject(new Error('The backend failed.')));
      case 'event':
        return listeners.forEach((listener) => listener(message.event));
      case 'deliver':
        return void outbox.deliver(message.handover).then(
          (outcome) => send({ kind: 'delivered', id: message.id, outcome }),
          () => send({ kind: 'delivered', id: message.id, outcome: undefined }),
        );
      case 'print':
        return void printer.print(message.job).then(
          (pdf) => send({ kind: 'printed', id: message.id, pdf }),
          () => send({ kind: 'printed', id: message.id, pdf: undefined }),
        );
      case 'chooseFolder':
        return void folders.choose(message.purpose).then(
          (folder) => send({ kind: 'folderChosen', id: message.id, folder }),
          () => send({ kind: 'folderChosen', id: message.id, folder: undefined }),
        );
      case 'startWorker':
        return runWorker(message.worker, message.entry);
      case 'toWorker':
        return workers.get(message.worker)?.postMessage(message.message);
      case 'killWorker':
        return void workers.get(message.worker)?.kill();
    }
  });
  child.on('exit', () => {
    gone = true;
    for (const worker of workers.values()) worker.kill();
    for (const { reject } of waiting.values()) reject(new Error('The backend has gone.'));
    waiting.clear();
    if (!closing) onGone();
  });
  send({ kind: 'start', places });

  return {
    call: async (name, input) => {
      const result = await ask((id) => ({ kind: 'call', id, name, input }));
      if (!result) throw new Error('The backend gave no answer.');
      return result;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    lock: async (because) => {
      await ask((id) => ({ kind: 'lock', id, because }));
    },
    close: async () => {
      closing = true;
      if (gone) return;
      await ask((id) => ({ kind: 'close', id }));
      child.kill();
    },
  };
};
