import type { Backend } from '../backend/createBackend.ts';
import type { ParserHost } from '../backend/documents/reading/parserProcess.ts';
import type { Outbox } from '../backend/ports.ts';
import type {
  BackendPlaces,
  BackendResult,
  Delivered,
  MessageLink,
  ToBackend,
  ToMain,
} from './backendMessages.ts';

export interface BackendParts {
  readonly places: BackendPlaces;
  readonly outbox: Outbox;
  readonly parser: ParserHost;
}

type ParserListeners = { readonly message: (message: unknown) => void; readonly exit: () => void };

/** Parsers are processes of the main process's: this end only passes messages on. */
const createParserRelay = (post: (message: ToMain) => void) => {
  const parsers = new Map<number, { message: ((message: unknown) => void)[]; exit: (() => void)[] }>();
  let started = 0;
  const parser: ParserHost = {
    start: () => {
      const id = (started += 1);
      const listeners = {
        message: [] as ParserListeners['message'][],
        exit: [] as ParserListeners['exit'][],
      };
      parsers.set(id, listeners);
      post({ kind: 'startParser', parser: id });
      return {
        post: (message) => post({ kind: 'toParser', parser: id, message }),
        onMessage: (listener) => void listeners.message.push(listener as ParserListeners['message']),
        onExit: (listener) => void listeners.exit.push(listener),
        kill: () => post({ kind: 'killParser', parser: id }),
      };
    },
  };
  return {
    parser,
    heard: (id: number, message: unknown) =>
      parsers.get(id)?.message.forEach((listener) => listener(message)),
    exited: (id: number) => {
      const listeners = parsers.get(id);
      parsers.delete(id);
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
  const relay = createParserRelay(link.post);
  let backend: Backend | undefined;
  let delivered = 0;

  const outbox: Outbox = {
    deliver: (handover) => {
      const id = (delivered += 1);
      const waiting = Promise.withResolvers<Delivered>();
      deliveries.set(id, waiting);
      link.post({ kind: 'deliver', id, handover });
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
        backend = build({ places: message.places, outbox, parser: relay.parser });
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
      case 'fromParser':
        return relay.heard(message.parser, message.message);
      case 'parserExit':
        return relay.exited(message.parser);
    }
  });
};
