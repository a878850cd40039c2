/** The same form in another file: what was read from two copies is compared, whatever their bytes. */
import { createHash } from 'node:crypto';
import type { Block, DocumentModel } from '../../../../shared/domain/documentModel.ts';
import type { FormFields, FormReading } from '../../../../shared/domain/formReading.ts';

const wordsOf = (blocks: readonly Block[]): readonly string[] =>
  blocks.flatMap((block) =>
    block.kind === 'paragraph'
      ? [block.inlines.map(({ text }) => text).join('')]
      : block.rows.flatMap((row) => row.flatMap((cell) => wordsOf(cell.blocks))),
  );

/** Every value of the form in the order of its fields, so that the order of reading makes no difference. */
const valuesOf = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(valuesOf)
    : typeof value === 'object' && value !== null
      ? Object.entries(value)
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([key, part]) => [key, valuesOf(part)])
      : value;

/** A form that says who raised what about whom; a blank one is like every other. */
const tellsApart = ({ children, summary }: FormFields): boolean =>
  (children ?? []).some(({ name }) => name !== undefined) && (summary ?? '') !== '';

/**
 * The SHA-256 of what a document says, without case, punctuation and spacing: of the form's own values where it is
 * a form that was read, so that a Word copy, a PDF and a forwarded e-mail agree; else of all its words. Null where
 * there are no words, as in a scan.
 */
export const contentDigestOf = ({
  model,
  reading,
}: {
  readonly model: DocumentModel;
  readonly reading?: FormReading | undefined;
}): string | null => {
  const said =
    reading && tellsApart(reading.fields)
      ? JSON.stringify(valuesOf(reading.fields))
      : [...wordsOf(model.blocks), ...model.formFields.map(({ value }) => value)].join(' ');
  const words = said
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return words === '' ? null : createHash('sha256').update(words).digest('hex');
};
