import { fileURLToPath } from 'node:url';
import type { PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import type { Procedure } from '../../../../shared/domain/procedures/procedureSchema.ts';
import {
  createCappedProcess,
  createNodeProcessHost,
  type ProcessChannel,
  type ProcessHost,
} from '../cappedProcess.ts';
import { KEEP_AS_EVIDENCE } from './documentRefusal.ts';
import { limits } from './limits.ts';
import type { ParserAnswer, ParserRequest, ReadOutcome, TableOutcome } from './parserMessages.ts';

export type { ReadOutcome } from './parserMessages.ts';

export type ParserChannel = ProcessChannel<ParserRequest, ParserAnswer>;
export type ParserHost = ProcessHost<ParserRequest, ParserAnswer>;

/** Parsers as Node child processes that may read the application's folder and do nothing else. */
export const createNodeParserHost = ({
  applicationDirectory,
  workerFile = fileURLToPath(new URL('./parserWorker.ts', import.meta.url)),
}: {
  readonly applicationDirectory: string;
  readonly workerFile?: string;
}): ParserHost => createNodeProcessHost({ applicationDirectory, workerFile });

export interface DocumentReader {
  /** Never rejects: whatever happens to the parser becomes a refusal. `bytes` are the file as received. */
  readonly read: (
    bytes: Uint8Array,
    context: { readonly today: PlainDate; readonly procedures: readonly Procedure[] },
  ) => Promise<ReadOutcome>;
  /** As `read`, for the sheets of a spreadsheet. */
  readonly readTable: (bytes: Uint8Array) => Promise<TableOutcome>;
  readonly close: () => void;
}

const refusal = (code: 'too-large' | 'took-too-long' | 'parser-stopped', message: string): ReadOutcome => ({
  ok: false,
  error: { code, message: `${message} ${KEEP_AS_EVIDENCE}` },
});

/** Reads documents one at a time in a capped parser process; `milliseconds` is the longest that one may take. */
export const createDocumentReader = (
  host: ParserHost,
  { milliseconds = limits.milliseconds }: { readonly milliseconds?: number } = {},
): DocumentReader => {
  const parser = createCappedProcess(host, { milliseconds, piecesPerProcess: limits.filesPerProcess });
  return {
    read: async (bytes, context) => {
      if (bytes.length > limits.fileBytes)
        return refusal(
          'too-large',
          `This file is larger than ${limits.fileBytes / 1024 / 1024} MB, which no form needs.`,
        );
      const ended = await parser.ask((id) => ({ kind: 'read', id, bytes, ...context }));
      switch (ended.how) {
        case 'answered':
          if (ended.answer.kind !== 'read') throw new Error('The parser answered another question');
          return ended.answer.outcome;
        case 'tookTooLong':
          return refusal(
            'took-too-long',
            `This file took longer than ${milliseconds / 1000} seconds to read, so it was stopped.`,
          );
        case 'stopped':
          return refusal(
            'parser-stopped',
            'This file could not be read: it needs more memory than a form ever does.',
          );
        case 'closed':
          return refusal('parser-stopped', 'The register was closed before this file was read.');
      }
    },
    readTable: async (bytes) => {
      const ended = await parser.ask((id) => ({ kind: 'readTable', id, bytes }));
      if (ended.how === 'answered' && ended.answer.kind === 'readTable') return ended.answer.outcome;
      return {
        ok: false,
        error: {
          code: ended.how === 'tookTooLong' ? 'took-too-long' : 'parser-stopped',
          message: 'This file could not be read: it is too large or unusually built. Use a smaller one.',
        },
      };
    },
    close: parser.close,
  };
};
