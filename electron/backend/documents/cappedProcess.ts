/**
 * Documents in and out. Files that others made are opened in processes of their own, never in the backend's: this is
 * how such a process is started, asked one thing at a time, ended when it takes too long, and replaced.
 */
import { fork } from 'node:child_process';

/** A running process, seen from the backend. */
export interface ProcessChannel<Request, Answer> {
  readonly post: (request: Request) => void;
  readonly onMessage: (listener: (answer: Answer) => void) => void;
  readonly onExit: (listener: () => void) => void;
  readonly kill: () => void;
}
/** How a host starts one: Node's child process here, a utility process in Electron. */
export interface ProcessHost<Request, Answer> {
  readonly start: () => ProcessChannel<Request, Answer>;
}

/** Heap of a capped process, in mebibytes. */
const HEAP_MEBIBYTES = 512;

export interface NodeProcessOptions {
  /** The folder that the process may read: the application's own. */
  readonly applicationDirectory: string;
  /** The entry file. */
  readonly workerFile: string;
  /** Native modules run outside Node's permission model: only for a process that cannot do without. */
  readonly addons?: boolean;
}

/**
 * Starts Node child processes with a capped heap, an empty environment, and Node's permission model, which leaves
 * them the application's own folder to read and no writing, no processes, no threads and, unless asked for, no
 * add-ons.
 */
export const createNodeProcessHost = <Request extends object, Answer>({
  applicationDirectory,
  workerFile,
  addons = false,
}: NodeProcessOptions): ProcessHost<Request, Answer> => ({
  start: () => {
    const child = fork(workerFile, [], {
      execArgv: [
        `--max-old-space-size=${HEAP_MEBIBYTES}`,
        '--permission',
        `--allow-fs-read=${applicationDirectory}`,
        ...(addons ? ['--allow-addons'] : []),
        '--disable-warning=ExperimentalWarning',
        '--disable-warning=SecurityWarning',
      ],
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    return {
      post: (request) => child.send(request, () => undefined),
      onMessage: (listener) => child.on('message', (answer) => listener(answer as Answer)),
      onExit: (listener) => {
        child.once('exit', listener);
        child.once('error', listener);
      },
      kill: () => child.kill('SIGKILL'),
    };
  },
});

/** What became of one piece of work. */
export type Ended<Answer> =
  | { readonly how: 'answered'; readonly answer: Answer }
  | { readonly how: 'tookTooLong' | 'stopped' | 'closed' };

export interface CappedProcess<Request, Answer> {
  /** Never rejects. `make` builds the request around its id. Work is done one piece after another. */
  readonly ask: (make: (id: number) => Request) => Promise<Ended<Answer>>;
  readonly close: () => void;
}

/**
 * Keeps one process of the host's at work: it is replaced after every fault, after `piecesPerProcess` pieces of work,
 * and when one piece takes longer than `milliseconds`.
 */
export const createCappedProcess = <Request, Answer extends { readonly id: number }>(
  host: ProcessHost<Request, Answer>,
  { milliseconds, piecesPerProcess }: { readonly milliseconds: number; readonly piecesPerProcess: number },
): CappedProcess<Request, Answer> => {
  interface Running {
    readonly channel: ProcessChannel<Request, Answer>;
    piecesDone: number;
    waiting: { readonly id: number; readonly settle: (ended: Ended<Answer>) => void } | undefined;
  }
  let running: Running | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let nextId = 1;
  let closed = false;

  const stop = (): void => {
    running?.channel.kill();
    running = undefined;
  };

  const start = (): Running => {
    const started: Running = { channel: host.start(), piecesDone: 0, waiting: undefined };
    started.channel.onMessage((answer) => {
      if (answer.id === started.waiting?.id) started.waiting.settle({ how: 'answered', answer });
    });
    started.channel.onExit(() => {
      if (running === started) running = undefined;
      started.waiting?.settle({ how: 'stopped' });
    });
    return started;
  };

  const askNow = async (make: (id: number) => Request): Promise<Ended<Answer>> => {
    if (closed) return { how: 'closed' };
    const process = (running ??= start());
    const id = nextId++;
    const ended = await new Promise<Ended<Answer>>((resolve) => {
      const timer = setTimeout(() => {
        stop();
        settle({ how: 'tookTooLong' });
      }, milliseconds);
      const settle = (settled: Ended<Answer>): void => {
        clearTimeout(timer);
        process.waiting = undefined;
        resolve(settled);
      };
      process.waiting = { id, settle };
      process.channel.post(make(id));
    });
    process.piecesDone += 1;
    if (process.piecesDone >= piecesPerProcess && running === process) stop();
    return ended;
  };

  return {
    ask: (make) => {
      const asking = queue.then(() => askNow(make));
      queue = asking;
      return asking;
    },
    close: () => {
      closed = true;
      stop();
    },
  };
};
