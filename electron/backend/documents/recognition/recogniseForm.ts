import type { PlainDate } from '../../../../shared/domain/calendarTypes.ts';
import type { DocumentModel } from '../../../../shared/domain/documentModel.ts';
import type { FormReading } from '../../../../shared/domain/formReading.ts';
import type { Procedure } from '../../../../shared/domain/procedures/procedureSchema.ts';
import { readFields } from './fields.ts';
import { recogniseOwnForm } from './formFields.ts';
import { recogniseLetter } from './letter.ts';
import { createLabelDictionary, normalise, type LabelDictionary } from './labels.ts';
import { linesOf, type Line } from './lines.ts';
import { findOccurrences, type Occurrence } from './occurrences.ts';

export interface RecognitionContext {
  /** Whose forms to look for. The order settles a tie. */
  readonly procedures: readonly Procedure[];
  /** The day in the office, for doubts about dates. */
  readonly today: PlainDate;
}

/** A document that is one part of what came in: an e-mail's text, or an attachment under its name. */
export interface PartToRecognise {
  readonly attachmentName?: string;
  readonly model: DocumentModel;
}

interface Candidate {
  readonly procedure: Procedure;
  /** 0 to 1: how much of the procedure's form is here, its own wording counting full. */
  readonly share: number;
  readonly titled: boolean;
}

const FEWEST_LABELS = 4;
const LEAST_SHARE = 0.4;

const formFieldsOf = (procedure: Procedure): ReadonlySet<string> =>
  new Set(procedure.form.rows.flatMap((row) => (row.kind === 'field' ? [row.field] : [])));

const weigh = (
  procedure: Procedure,
  occurrences: readonly Occurrence[],
): Candidate & { readonly labels: number } => {
  const weights = new Map<string, number>();
  let titled = false;
  for (const { match } of occurrences)
    for (const entry of match.entries) {
      if (entry.procedure !== undefined && entry.procedure !== procedure.id) continue;
      if (entry.part === 'title') titled = true;
      if (entry.part !== 'field') continue;
      const weight = match.similarity * (entry.official && entry.procedure !== undefined ? 1 : 0.6);
      weights.set(entry.field, Math.max(weights.get(entry.field) ?? 0, weight));
    }
  const fields = formFieldsOf(procedure);
  const found = [...fields].map((field) => weights.get(field) ?? 0);
  return {
    procedure,
    titled,
    labels: found.filter((weight) => weight > 0).length,
    share: found.reduce((sum, weight) => sum + weight, 0) / Math.max(fields.size, 1),
  };
};

/** A title weighs as much as half a form; a layout of the register's own yields to the form it was taken from. */
const scoreOf = (candidate: Candidate): number =>
  candidate.share +
  (candidate.titled ? 0.5 : 0) -
  (candidate.procedure.form.laidDown || candidate.titled ? 0 : 0.2);

const sameForm = (first: Procedure, second: Procedure): boolean =>
  normalise(first.form.title) === normalise(second.form.title) &&
  JSON.stringify(first.form.rows.map((row) => ('label' in row ? normalise(row.label) : row.kind))) ===
    JSON.stringify(second.form.rows.map((row) => ('label' in row ? normalise(row.label) : row.kind)));

const chooseProcedure = (
  procedures: readonly Procedure[],
  occurrences: readonly Occurrence[],
): { readonly procedure: Procedure; readonly sharedWith: readonly Procedure[] } | undefined => {
  const candidates = procedures
    .map((procedure) => weigh(procedure, occurrences))
    .filter(
      (candidate) =>
        candidate.labels >= FEWEST_LABELS &&
        (candidate.titled || (candidate.procedure.form.laidDown && candidate.share >= LEAST_SHARE)),
    )
    .sort((first, second) => scoreOf(second) - scoreOf(first));
  const [best, ...others] = candidates;
  return (
    best && {
      procedure: best.procedure,
      sharedWith: others
        .filter((other) => scoreOf(other) === scoreOf(best) && sameForm(other.procedure, best.procedure))
        .map((other) => other.procedure),
    }
  );
};

const recogniseLayout = (
  lines: readonly Line[],
  occurrences: readonly Occurrence[],
  context: RecognitionContext,
): FormReading | undefined => {
  const chosen = chooseProcedure(context.procedures, occurrences);
  if (!chosen) return undefined;
  const { fields, found, warnings } = readFields({
    lines,
    occurrences,
    procedure: chosen.procedure,
    today: context.today,
  });
  const variants = [chosen.procedure, ...chosen.sharedWith].map((procedure) => procedure.shortName);
  return {
    procedure: chosen.procedure.id,
    fields,
    found,
    warnings:
      variants.length === 1
        ? warnings
        : [
            {
              code: 'variant-unknown',
              field: '',
              message: `${variants.join(' and ')} share this form. Check whose it is: the variant is not written on it.`,
            },
            ...warnings,
          ],
  };
};

const dictionaries = new WeakMap<readonly Procedure[], LabelDictionary>();
const dictionaryOf = (procedures: readonly Procedure[]): LabelDictionary => {
  const dictionary = dictionaries.get(procedures) ?? createLabelDictionary(procedures);
  dictionaries.set(procedures, dictionary);
  return dictionary;
};

const recogniseByLabels = (model: DocumentModel, context: RecognitionContext): FormReading | undefined => {
  const lines = linesOf(model);
  const dictionary = dictionaryOf(context.procedures);
  const occurrences = findOccurrences(dictionary, lines);
  return (
    recogniseLayout(lines, occurrences, context) ?? recogniseLetter({ model, lines, occurrences, context })
  );
};

/**
 * Reads the fields of a partnership's form, or of a letter that sets its answers behind labels. A form is known by the
 * names of its fields where it is one of the register's own blank forms, and by its labels and title alone elsewhere.
 * Undefined where the document is neither.
 */
export const recogniseForm = (model: DocumentModel, context: RecognitionContext): FormReading | undefined =>
  recogniseOwnForm(model, context, (rest) => recogniseByLabels(rest, context)) ??
  recogniseByLabels(model, context);

const isFilled = (reading: FormReading): boolean =>
  !reading.warnings.some((warning) => warning.code === 'empty-form');

/** What the sender's e-mail could add to a form that does not say it: offered, never filled in. */
const offerSender = (reading: FormReading, email: DocumentModel): FormReading => {
  const from = email.headers.find((header) => header.name === 'From');
  const silent = (['name', 'email'] as const).filter((part) => reading.fields.referrer?.[part] === undefined);
  if (!from || silent.length === 0) return reading;
  return {
    ...reading,
    warnings: [
      ...reading.warnings,
      ...silent.map((part) => ({
        code: 'sender-offered',
        field: `referrer.${part}`,
        message: `The form does not give the referrer\u2019s ${part === 'name' ? 'name' : 'e-mail address'}. The e-mail came from ${from.value}. Add it if that is right.`,
      })),
    ],
  };
};

const inAttachment = (reading: FormReading, name: string): FormReading => ({
  ...reading,
  found: Object.fromEntries(
    Object.entries(reading.found).map(([field, found]) => [
      field,
      { ...found, part: `attachment \u201c${name}\u201d, ${found.part}` },
    ]),
  ),
});

/** The form in an e-mail or in one of its attachments; an attached form goes before what the e-mail itself says. */
export const recogniseParts = (
  parts: readonly PartToRecognise[],
  context: RecognitionContext,
): FormReading | undefined => {
  const [first, ...attached] = parts;
  if (!first) return undefined;
  const forms = attached.flatMap((part) => {
    const reading = recogniseForm(part.model, context);
    return reading ? [inAttachment(reading, part.attachmentName ?? '')] : [];
  });
  const form = forms.find(isFilled) ?? forms[0];
  if (!form) return recogniseForm(first.model, context);
  const offered = offerSender(form, first.model);
  return forms.filter(isFilled).length < 2
    ? offered
    : {
        ...offered,
        warnings: [
          {
            code: 'several-forms',
            field: '',
            message: `${forms.length} forms are attached. The first was read; open the others by themselves.`,
          },
          ...offered.warnings,
        ],
      };
};
