import { z } from 'zod';
import { instantSchema } from '../domain/calendarTypes.ts';
import { documentModelSchema } from '../domain/documentModel.ts';
import { formReadingSchema } from '../domain/formReading.ts';
import { base64Schema, idSchema, lineSchema, MAX_FILE_BYTES, MAX_PIECE_BYTES, nothing } from './common.ts';
import { mutation, query } from './operation.ts';

const uploadSchema = z.strictObject({ uploadId: idSchema });
/** Where something the register hands over went, in words for people; or that the person cancelled. */
export const handedOverSchema = z.strictObject({ delivered: z.boolean(), where: z.string() });

/** A page of a PDF as a picture, with its words for a screen reader. */
export const pageSchema = z.strictObject({ png: base64Schema, text: z.string() });
/** How many pages one answer brings. */
export const PAGES_AT_ONCE = 10;

export const documentMetaSchema = z.strictObject({
  id: idSchema,
  /** As the sender named it: shown, never used as a path. */
  fileName: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  receivedAt: instantSchema,
});
export type DocumentMeta = z.infer<typeof documentMetaSchema>;

export const receivedDocumentSchema = z.strictObject({
  document: documentMetaSchema,
  /** Absent where the file could not be read at all: it is kept as evidence. */
  model: documentModelSchema.optional(),
  /** Absent where it is not a form that the register knows. */
  reading: formReadingSchema.optional(),
  problem: z.strictObject({ code: z.string(), message: z.string() }).optional(),
});
export type ReceivedDocument = z.infer<typeof receivedDocumentSchema>;

export const documents = {
  begin: mutation({
    allow: 'cases.work',
    audit: 'none',
    input: z.strictObject({
      fileName: lineSchema,
      bytes: z.int().min(1, 'The file is empty').max(MAX_FILE_BYTES, 'The file is larger than 20 MB'),
    }),
    output: uploadSchema,
  }),
  append: mutation({
    allow: 'cases.work',
    audit: 'none',
    input: z.strictObject({
      uploadId: idSchema,
      index: z.int().min(0),
      piece: base64Schema.max(Math.ceil(MAX_PIECE_BYTES / 3) * 4),
    }),
    output: nothing,
  }),
  /** Keeps the file, encrypted with its digest, and reads it. A file that cannot be read is kept all the same. */
  finish: mutation({
    allow: 'cases.work',
    audit: 'collection',
    input: uploadSchema,
    output: receivedDocumentSchema,
  }),
  abandon: mutation({ allow: 'cases.work', audit: 'none', input: uploadSchema, output: nothing }),
  get: query({
    allow: 'cases.view',
    audit: 'consultation',
    input: z.strictObject({ documentId: idSchema }),
    output: receivedDocumentSchema,
  }),
  /** Up to PAGES_AT_ONCE pages of a received PDF as pictures, from the page `first` on. */
  pages: query({
    allow: 'cases.view',
    audit: 'consultation',
    input: z.strictObject({ documentId: idSchema, first: z.int().min(1) }),
    output: z.strictObject({ pageCount: z.int(), pages: z.array(pageSchema) }),
  }),
  /** Hands the original over, byte for byte, through the host's own "save as". */
  saveCopy: mutation({
    allow: 'cases.work',
    audit: 'disclosure',
    input: z.strictObject({ documentId: idSchema }),
    output: handedOverSchema,
  }),
};
