/**
 * The entry of the capped parser process. It speaks to whoever started it through Node's IPC, or through Electron's
 * parent port in a utility process, and holds nothing between two files.
 */
import type { ParserAnswer, ParserRequest } from './parserMessages.ts';
import { answerReadRequest } from './readRequest.ts';

interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: ParserRequest }) => void): void;
  postMessage(answer: ParserAnswer): void;
}

const answer = async (request: ParserRequest): Promise<ParserAnswer> => {
  switch (request.kind) {
    case 'read':
      return { kind: 'read', id: request.id, outcome: await answerReadRequest(request) };
  }
};

const { parentPort } = process as NodeJS.Process & { readonly parentPort?: ParentPort };
if (parentPort)
  parentPort.on('message', ({ data }) => void answer(data).then((done) => parentPort.postMessage(done)));
else
  process.on('message', (request: ParserRequest) => {
    void answer(request).then((done) => process.send?.(done));
  });
