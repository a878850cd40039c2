import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import type { Procedure } from '../../../../shared/domain/procedures/procedureSchema.ts';
import { KEEP_AS_EVIDENCE } from './documentRefusal.ts';
import { limits } from './limits.ts';
import type { ParserAnswer, ParserRequest, ReadOutcome } from './parserMessages.ts';

export type { ReadOutcome } from './parserMessages.ts';

/** A running parser process, seen from the backend. */
export interface ParserChannel {
  readonly post: (request: ParserRequest) => void;
  readonly onMessage: (listener: (answer: ParserAnswer) => void) => void;
  readonly onExit: (listener: () => void) => void;
  readonly kill: () => void;
}
/** How a host starts one: Node's child process here, a utility process in Electron. */
export interface ParserHost {
  readonly start: () => ParserChannel;
}

export interface NodeParserHostOptions {
  /** The folder that the process may read: the application's own. */
  readonly applicationDirectory: string;
  /** The worker's entry file. */
  readonly workerFile?: string;
}

/**
 * Starts parsers as Node child processes: a capped heap, an empty environment, and Node's permission model, which
 * leaves them the application's own folder to read and no writing, no processes, no threads and no add-ons.
 */
export const createNodeParserHost = ({
  applicationDirectory,
  workerFile = fileURLToPath(new URL('./parserWorker.ts', import.meta.url)),
}: NodeParserHostOptions): ParserHost => ({
  start: () => {
    const child = fork(workerFile, [], {
      execArgv: [
        `--max-old-space-size=${limits.heapMebibytes}`,
        '--permission',
        `--allow-fs-read=${applicationDirectory}`,
        '--disable-warning=ExperimentalWarning',
      ],
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    return {
      post: (request) => child.send(request, () => undefined),
      onMessage: (listener) => child.on('message', (answer) => listener(answer as ParserAnswer)),
      onExit: (listener) => {
        child.once('exit', listener);
        child.once('error', listener);
      },
      kill: () => child.kill('SIGKILL'),
    };
  },
});

export interface DocumentReader {
  /** Never rejects: whatever happens to the parser becomes a refusal. `bytes` are the file as received. */
  readonly read: (
    bytes: Uint8Array,
    context: { readonly today: PlainDate; readonly procedures: readonly Procedure[] },
  ) => Promise<ReadOutcome>;
  readonly close: () => void;
}

const refusal = (code: 'too-large' | 'took-too-long' | 'parser-stopped', message: string): ReadOutcome => ({
  ok: false,
  error: { code, message: `${message} ${KEEP_AS_EVIDENCE}` },
});

/**
 * Reads documents one at a time in a parser process, which is replaced after every fault, after
 * `limits.filesPerProcess` files, and when one file takes longer than `milliseconds`.
 */
export const createDocumentReader = (
  host: ParserHost,
  { milliseconds = limits.milliseconds }: { readonly milliseconds?: number } = {},
): DocumentReader => {
  interface Running {
    readonly channel: ParserChannel;
    filesRead: number;
    waiting: { readonly id: number; readonly settle: (outcome: ReadOutcome) => void } | undefined;
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
    const started: Running = { channel: host.start(), filesRead: 0, waiting: undefined };
    started.channel.onMessage((answer) => {
      if (answer.id === started.waiting?.id) started.waiting.settle(answer.outcome);
    });
    started.channel.onExit(() => {
      if (running === started) running = undefined;
      started.waiting?.settle(
        refusal('parser-stopped', 'This file could not be read: it needs more memory than a form ever does.'),
      );
    });
    return started;
  };

  const readNow = async (
    bytes: Uint8Array,
    context: { readonly today: PlainDate; readonly procedures: readonly Procedure[] },
  ): Promise<ReadOutcome> => {
    if (bytes.length > limits.fileBytes)
      return refusal(
        'too-large',
        `This file is larger than ${limits.fileBytes / 1024 / 1024} MB, which no form needs.`,
      );
    if (closed) return refusal('parser-stopped', 'The register was closed before this file was read.');
    const parser = (running ??= start());
    const id = nextId++;
    const outcome = await new Promise<ReadOutcome>((resolve) => {
      const timer = setTimeout(() => {
        stop();
        settle(
          refusal(
            'took-too-long',
            `This file took longer than ${milliseconds / 1000} seconds to read, so it was stopped.`,
          ),
        );
      }, milliseconds);
      const settle = (settled: ReadOutcome): void => {
        clearTimeout(timer);
        parser.waiting = undefined;
        resolve(settled);
      };
      parser.waiting = { id, settle };
      parser.channel.post({ kind: 'read', id, bytes, ...context });
    });
    parser.filesRead += 1;
    if (parser.filesRead >= limits.filesPerProcess && running === parser) stop();
    return outcome;
  };

  return {
    read: (bytes, context) => {
      const reading = queue.then(() => readNow(bytes, context));
      queue = reading;
      return reading;
    },
    close: () => {
      closed = true;
      stop();
    },
  };
};
