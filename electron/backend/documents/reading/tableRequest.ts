import { DocumentRefusal, KEEP_AS_EVIDENCE } from './documentRefusal.ts';
import type { TableOutcome, TableRequest } from './parserMessages.ts';
import { readTable } from './table.ts';

/** Reads one spreadsheet. Answers with a refusal rather than throwing, whatever the bytes. */
export const answerTableRequest = async ({ bytes }: Pick<TableRequest, 'bytes'>): Promise<TableOutcome> => {
  try {
    return { ok: true, sheets: await readTable(bytes) };
  } catch (error) {
    return {
      ok: false,
      error:
        error instanceof DocumentRefusal
          ? // A spreadsheet brought in this way belongs to no case.
            { code: error.code, message: error.message.replace(KEEP_AS_EVIDENCE, '').trim() }
          : {
              code: 'damaged',
              message:
                'This file could not be read: it is damaged or unusually built. Save it again and choose it.',
            },
    };
  }
};
