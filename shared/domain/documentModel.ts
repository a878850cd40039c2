/**
 * A received document as plain data: what the capped parser gives back and all that the window ever draws.
 * Nothing in it can run, link or load. `id`s are stable within one document, so that a field can point at
 * the words it was read from.
 */
import { z } from 'zod';

/** A run of words. `struck` is text that its author crossed out. `tick` stands where a check box stood. */
const inlineSchema = z.strictObject({
  text: z.string(),
  bold: z.boolean().optional(),
  struck: z.boolean().optional(),
  /** Underlined or highlighted: how many people mark the answer that they mean. */
  marked: z.boolean().optional(),
  tick: z.enum(['ticked', 'empty']).optional(),
  /** Set on a placeholder that nobody filled in ("Click to enter name"): drawn pale, never read as a value. */
  placeholder: z.boolean().optional(),
  /** The name of the form field in which the words stand, where the document names its fields. */
  field: z.string().optional(),
});
export type Inline = z.infer<typeof inlineSchema>;

const paragraphSchema = z.strictObject({
  kind: z.literal('paragraph'),
  id: z.string(),
  style: z.enum(['body', 'heading', 'listItem', 'footnote']),
  inlines: z.array(inlineSchema),
});
export type Paragraph = z.infer<typeof paragraphSchema>;

export interface TableCell {
  readonly id: string;
  readonly columns: number;
  readonly rows: number;
  readonly blocks: readonly Block[];
}
export interface Table {
  readonly kind: 'table';
  readonly id: string;
  readonly rows: readonly (readonly TableCell[])[];
}
export type Block = Paragraph | Table;

const tableCellSchema: z.ZodType<TableCell> = z.lazy(() =>
  z.strictObject({
    id: z.string(),
    columns: z.int().positive(),
    rows: z.int().positive(),
    blocks: z.array(blockSchema),
  }),
);
const tableSchema: z.ZodType<Table> = z.lazy(() =>
  z.strictObject({ kind: z.literal('table'), id: z.string(), rows: z.array(z.array(tableCellSchema)) }),
);
export const blockSchema: z.ZodType<Block> = z.lazy(() => z.union([paragraphSchema, tableSchema]));

export const documentModelSchema = z.strictObject({
  /** What the bytes are, told from the bytes themselves and never from the file's name. */
  format: z.enum(['docx', 'doc', 'odt', 'rtf', 'pdf', 'eml', 'msg', 'text']),
  /** Headers of an e-mail, in the order to show. */
  headers: z.array(z.strictObject({ id: z.string(), name: z.string(), value: z.string() })),
  blocks: z.array(blockSchema),
  /** Values of a fillable form, by the form's own field names. */
  formFields: z.array(z.strictObject({ id: z.string(), name: z.string(), value: z.string() })),
  /** What the format lost or hid, in plain words: a warning for the person, never silence. */
  losses: z.array(z.strictObject({ code: z.string(), message: z.string() })),
});
export type DocumentModel = z.infer<typeof documentModelSchema>;
