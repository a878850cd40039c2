import type { DocumentModel } from '../../../../shared/domain/documentModel.ts';
import { recogniseParts } from '../recognition/recogniseForm.ts';
import { DocumentRefusal, KEEP_AS_EVIDENCE } from './documentRefusal.ts';
import type { ReadOutcome, ReadRequest } from './parserMessages.ts';
import { readDocument } from './readDocument.ts';

const isScan = (model: DocumentModel): boolean => model.losses.some((loss) => loss.code === 'scan');

/** Reads one file and recognises the form in it. Answers with a refusal rather than throwing, whatever the bytes. */
export const answerReadRequest = async ({
  bytes,
  today,
  procedures,
}: Omit<ReadRequest, 'kind' | 'id'>): Promise<ReadOutcome> => {
  try {
    const { model, parts } = await readDocument(bytes);
    const reading = recogniseParts(parts, { procedures, today });
    return reading
      ? { ok: true, model, reading }
      : {
          ok: true,
          model,
          readingError: isScan(model)
            ? {
                code: 'scanned',
                message: `This file is a scan: a picture of a form, without words that can be read. Fill in the fields by hand. ${KEEP_AS_EVIDENCE}`,
              }
            : {
                code: 'not-a-form',
                message: `This does not look like an escalation form. Check that it is the right file, or fill in the fields by hand. ${KEEP_AS_EVIDENCE}`,
              },
        };
  } catch (error) {
    return {
      ok: false,
      error:
        error instanceof DocumentRefusal
          ? { code: error.code, message: error.message }
          : {
              code: 'damaged',
              message: `This file could not be read: it is damaged or unusually built. ${KEEP_AS_EVIDENCE}`,
            },
    };
  }
};
