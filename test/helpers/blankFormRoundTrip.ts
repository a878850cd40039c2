/** Blank forms written, filled in by program and read back, as often as asked for. */
import { deepStrictEqual } from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { answerReadRequest } from '../../electron/backend/documents/reading/readRequest.ts';
import { writeBlankPdfForm } from '../../electron/backend/documents/writing/blankPdfForm.ts';
import { writeBlankWordForm } from '../../electron/backend/documents/writing/blankWordForm.ts';
import {
  installedNoticeFonts,
  loadNoticeFonts,
} from '../../electron/backend/documents/writing/noticeFonts.ts';
import { blankForm } from '../../shared/domain/blankForm.ts';
import { plainDate } from '../../shared/domain/calendarTypes.ts';
import type { FormReading } from '../../shared/domain/formReading.ts';
import { bundledProcedures } from '../../shared/domain/procedures/bundledProcedures.ts';
import type { Procedure } from '../../shared/domain/procedures/procedureSchema.ts';
import { fillPdfForm, fillWordForm, type Entries } from './fillBlankForms.ts';
import { formAnswers } from './formAnswers.ts';

export const blankFormats = ['word', 'pdf'] as const;
export type BlankFormat = (typeof blankFormats)[number];

const MARKING = 'OFFICIAL-SENSITIVE when filled in';
const fonts = await loadNoticeFonts(
  fileURLToPath(new URL('../../node_modules', import.meta.url)),
  installedNoticeFonts,
);

export const writeBlank = async (procedure: Procedure, format: BlankFormat): Promise<Uint8Array> =>
  format === 'word'
    ? writeBlankWordForm(blankForm(procedure), MARKING)
    : writeBlankPdfForm(blankForm(procedure), MARKING, fonts);

export const fillBlank = async (
  blank: Uint8Array,
  format: BlankFormat,
  entries: Entries,
): Promise<Uint8Array> => (format === 'word' ? fillWordForm(blank, entries) : fillPdfForm(blank, entries));

export const readBlank = async (bytes: Uint8Array): Promise<FormReading | undefined> => {
  const outcome = await answerReadRequest({
    bytes,
    today: plainDate('2026-05-14'),
    procedures: bundledProcedures,
  });
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.reading;
};

/** Throws, with the seed and the smallest case, where a form filled in is not read word for word. */
export const roundTrip = async (
  procedure: Procedure,
  format: BlankFormat,
  { cases, seed }: { readonly cases: number; readonly seed: number },
): Promise<void> => {
  const blank = await writeBlank(procedure, format);
  await fc.assert(
    fc.asyncProperty(formAnswers(procedure), async ({ entries, fields }) => {
      const reading = await readBlank(await fillBlank(blank, format, entries));
      deepStrictEqual(
        { procedure: reading?.procedure, fields: reading?.fields },
        { procedure: procedure.id, fields },
      );
    }),
    { seed, numRuns: cases },
  );
};
