/** The entry of the capped parser process. It holds nothing between two files. */
import { answerParent } from '../answerParent.ts';
import { giveUpRights } from '../giveUpRights.ts';
import type { ParserAnswer, ParserRequest } from './parserMessages.ts';
import { answerReadRequest } from './readRequest.ts';
import { answerTableRequest } from './tableRequest.ts';

giveUpRights();
answerParent<ParserRequest, ParserAnswer>(async (request) => {
  switch (request.kind) {
    case 'read':
      return { kind: 'read', id: request.id, outcome: await answerReadRequest(request) };
    case 'readTable':
      return { kind: 'readTable', id: request.id, outcome: await answerTableRequest(request) };
  }
});
