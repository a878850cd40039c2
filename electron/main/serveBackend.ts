import type { Backend } from '../backend/createBackend.ts';
import type { ProcessHost } from '../backend/documents/cappedProcess.ts';
import type { FolderDialog, Outbox, Ports, Printer } from '../backend/ports.ts';
import type {
  BackendPlaces,
  BackendResult,
  CappedWorker,
  Delivered,
  MessageLink,
  ToBackend,
  ToMain,
} from './backendMessages.ts';

export interface BackendParts {
  readonly places: BackendPlaces;
  readonly outbox: Outbox;
  readonly folders: FolderDialog;
  readonly printer: Printer;
  readonly parser: Ports['parser'];
  readonly drawing: Ports['drawing'];
  readonly copies: NonNullable<Ports['copies']>;
}

/** Capped processes are the main process's: this end only passes messages on. */
const createWorkerRelay = (post: (message: ToMain) => void) => {
  const workers = new Map<number, { message: ((message: unknown) => void)[]; exit: (() => void)[] }>();
  let started = 0;
  return {
    hostOf: <Request, Answer>(entry: CappedWorker): ProcessHost<Request, Answer> => ({
      start: () => {
        const worker = (started += 1);
        const listeners = { message: [] as ((message: unknown) => void)[], exit: [] as (() => void)[] };
        workers.set(worker, listeners);
        post({ kind: 'startWorker', worker, entry });
        return {
          post: (message) => post({ kind: 'toWorker', worker, message }),
          onMessage: (listener) => void listeners.message.push((message) => listener(message as Answer)),
          onExit: (listener) => void listeners.exit.push(listener),
          kill: () => post({ kind: 'killWorker', worker }),
        };
      },
    }),
    heard: (worker: number, message: unknown) =>
      workers.get(worker)?.message.forEach((listener) => listener(message)),
    exited: (worker: number) => {
      const listeners = workers.get(worker);
      workers.delete(worker);
      listeners?.exit.forEach((listener) => listener());
    },
  };
};

/** The backend's end of the link to the main process. `build` is called once, when the places are known. */
export const serveBackend = (
  link: MessageLink<ToMain, ToBackend>,
  build: (parts: BackendParts) => Backend,
): void => {
  const deliveries = new Map<number, PromiseWithResolvers<Delivered>>();
  const prints = new Map<number, PromiseWithResolvers<Uint8Array>>();
  const relay = createWorkerRelay(link.post);
  let backend: Backend | undefined;
  let delivered = 0;
  const choices = new Map<number, PromiseWithResolvers<string | undefined>>();
  let chosen = 0;
  let printed = 0;

  const outbox: Outbox = {
    deliver: (handover) => {
      const id = (delivered += 1);
      const waiting = Promise.withResolvers<Delivered>();
      deliveries.set(id, waiting);
      link.post({ kind: 'deliver', id, handover });
      return waiting.promise;
    },
  };
  const printer: Printer = {
    print: (job) => {
      const id = (printed += 1);
      const waiting = Promise.withResolvers<Uint8Array>();
      prints.set(id, waiting);
      link.post({ kind: 'print', id, job });
      return waiting.promise;
    },
  };
  const folders: FolderDialog = {
    choose: (purpose) => {
      const id = (chosen += 1);
      const waiting = Promise.withResolvers<string | undefined>();
      choices.set(id, waiting);
      link.post({ kind: 'chooseFolder', id, purpose });
      return waiting.promise;
    },
  };
  const answer = (id: number, work: (backend: Backend) => Promise<BackendResult | void>): void => {
    const working = backend ? work(backend) : Promise.reject(new Error('The backend has not started.'));
    working.then(
      (result) => link.post({ kind: 'answer', id, result: result ?? undefined }),
      () => link.post({ kind: 'failed', id }),
    );
  };

  link.onMessage((message) => {
    switch (message.kind) {
      case 'start':
        backend = build({
          places: message.places,
          outbox,
          folders,
          printer,
          parser: relay.hostOf('parserWorker'),
          drawing: relay.hostOf('drawingWorker'),
          copies: relay.hostOf('copyWorker'),
        });
        backend.subscribe((event) => link.post({ kind: 'event', event }));
        return;
      case 'call':
        return answer(message.id, ({ call }) => call(message.name, message.input));
      case 'lock':
        return answer(message.id, ({ lock }) => lock(message.because));
      case 'close':
        return answer(message.id, ({ close }) => close());
      case 'delivered': {
        const waiting = deliveries.get(message.id);
        deliveries.delete(message.id);
        if (message.outcome) waiting?.resolve(message.outcome);
        else waiting?.reject(new Error('The file could not be handed over.'));
        return;
      }
      case 'printed': {
        const waiting = prints.get(message.id);
        prints.delete(message.id);
        if (message.pdf) waiting?.resolve(message.pdf);
        else waiting?.reject(new Error('The page could not be printed.'));
        return;
      }
      case 'folderChosen': {
        const waiting = choices.get(message.id);
        choices.delete(message.id);
        return waiting?.resolve(message.folder);
      }
      case 'fromWorker':
        return relay.heard(message.worker, message.message);
      case 'workerExit':
        return relay.exited(message.worker);
    }
  });
};
