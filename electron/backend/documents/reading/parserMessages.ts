/**
 * What passes between the backend and the capped parser process. Each kind of work is one member of the union, told
 * apart by `kind`; a further kind is added here and in parserWorker.ts.
 */
import type { PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import type { DocumentModel } from '../../../../shared/domain/documentModel.ts';
import type { FormReading } from '../../../../shared/domain/formReading.ts';
import type { Procedure } from '../../../../shared/domain/procedures/procedureSchema.ts';
import type { RefusalCode } from './documentRefusal.ts';

export interface ReadRequest {
  readonly kind: 'read';
  readonly id: number;
  readonly bytes: Uint8Array;
  readonly today: PlainDate;
  readonly procedures: readonly Procedure[];
}
export interface TableRequest {
  readonly kind: 'readTable';
  readonly id: number;
  readonly bytes: Uint8Array;
}
export type ParserRequest = ReadRequest | TableRequest;

export interface ReadingError {
  readonly code: RefusalCode;
  readonly message: string;
}

/** `readingError` stands where the document could be drawn although no form was recognised in it. */
export type ReadOutcome =
  | {
      readonly ok: true;
      readonly model: DocumentModel;
      readonly reading?: FormReading;
      readonly readingError?: ReadingError;
    }
  | { readonly ok: false; readonly error: ReadingError };

export interface ReadAnswer {
  readonly kind: 'read';
  readonly id: number;
  readonly outcome: ReadOutcome;
}

/** One sheet of a spreadsheet; that of a CSV file has no name. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

export type TableOutcome =
  | { readonly ok: true; readonly sheets: readonly Sheet[] }
  | { readonly ok: false; readonly error: ReadingError };

export interface TableAnswer {
  readonly kind: 'readTable';
  readonly id: number;
  readonly outcome: TableOutcome;
}
export type ParserAnswer = ReadAnswer | TableAnswer;
