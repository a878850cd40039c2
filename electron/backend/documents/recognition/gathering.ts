import type { PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import type { FormReading } from '../../../../shared/domain/formReading.ts';
import type { Procedure } from '../../../../shared/domain/procedures/procedureSchema.ts';
import type { LabelField } from './labels.ts';
import { hasStruckWords, wordsOf, type Line, type Piece } from './lines.ts';
import type { Occurrence } from './occurrences.ts';

export interface FieldsInput {
  readonly lines: readonly Line[];
  readonly occurrences: readonly Occurrence[];
  readonly procedure: Procedure;
  readonly today: PlainDate;
  /** Outside a table: where an answer ends although no label follows. */
  readonly endsText?: (line: Line) => boolean;
}

/** The answers in the order of the form, each with the field that its label asks for. */
export type Answers = readonly { readonly field: LabelField; readonly pieces: readonly Piece[] }[];

/** Collects values with where they stood, and the doubts about them. */
export interface Gathering {
  readonly found: FormReading['found'];
  readonly warnings: FormReading['warnings'];
  readonly note: (path: string, pieces: readonly Piece[], text?: string) => void;
  readonly warn: (code: string, field: string, message: string) => void;
}

export const createGathering = (): Gathering => {
  const found: FormReading['found'] = {};
  const warnings: FormReading['warnings'] = [];
  const warned = new Set<string>();
  const warn = (code: string, field: string, message: string): void => {
    const key = `${code} ${field}`;
    if (warned.has(key)) return;
    warned.add(key);
    warnings.push({ code, field, message });
  };
  return {
    found,
    warnings,
    warn,
    note: (path, pieces, text) => {
      const used = pieces.filter((piece) => wordsOf(piece) !== '');
      const [first] = used;
      if (!first) return;
      found[path] = {
        part: first.line.part,
        text: text ?? used.map(wordsOf).join('\n'),
        blockIds: [...new Set(used.map((piece) => piece.line.blockId))],
      };
      if (hasStruckWords(pieces) && path !== 'safeguardingLead.aware')
        warn('crossed-out', path, 'Some words here were crossed out on the form and were left out.');
    },
  };
};
