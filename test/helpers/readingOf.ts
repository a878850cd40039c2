import { plainDate } from '../../shared/domain/calendarTypes.ts';
import type { FormReading } from '../../shared/domain/formReading.ts';
import { bundledProcedures } from '../../shared/domain/procedures/bundledProcedures.ts';
import type { ReadOutcome } from '../../electron/backend/documents/reading/parserMessages.ts';
import { answerReadRequest } from '../../electron/backend/documents/reading/readRequest.ts';

export const today = plainDate('2026-06-01');

/** Reads as the parser process does, in this one. */
export const outcomeOf = (bytes: Uint8Array): Promise<ReadOutcome> =>
  answerReadRequest({ bytes, today, procedures: bundledProcedures });

export const readingOf = async (bytes: Uint8Array): Promise<FormReading> => {
  const outcome = await outcomeOf(bytes);
  if (!outcome.ok) throw new Error(outcome.error.message);
  if (!outcome.reading) throw new Error(outcome.readingError?.message ?? 'Not read');
  return outcome.reading;
};

/** `code field` of each warning, sorted. */
export const warningsOf = (reading: FormReading): readonly string[] =>
  reading.warnings.map((warning) => `${warning.code} ${warning.field}`.trim()).sort();
