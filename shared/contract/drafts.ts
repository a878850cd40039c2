import { z } from 'zod';
import { instantSchema } from '../domain/calendarTypes.ts';
import { intakeFormSchema } from '../domain/intake.ts';
import { idSchema, nothing, revisionSchema } from './common.ts';
import { receivedDocumentSchema } from './documents.ts';
import { mutation, query } from './operation.ts';

const draftSchema = z.strictObject({
  id: idSchema,
  revision: revisionSchema,
  form: intakeFormSchema,
  savedAt: instantSchema,
  received: receivedDocumentSchema.optional(),
});
export type Draft = z.infer<typeof draftSchema>;

const draftRef = z.strictObject({ draftId: idSchema });

export const drafts = {
  list: query({
    allow: 'cases.log',
    audit: 'consultation',
    input: nothing,
    output: z.strictObject({
      drafts: z.array(
        z.strictObject({
          id: idSchema,
          savedAt: instantSchema,
          savedBy: z.string(),
          /** Who it is about so far, or "No name yet". */
          about: z.string(),
          raisedBy: z.string(),
          fileName: z.string().optional(),
        }),
      ),
    }),
  }),
  /** Starts from a received document, filled in with what was read; or empty. */
  start: mutation({
    allow: 'cases.log',
    audit: 'collection',
    input: z.strictObject({ documentId: idSchema.optional() }),
    output: draftSchema,
  }),
  get: query({ allow: 'cases.log', audit: 'consultation', input: draftRef, output: draftSchema }),
  save: mutation({
    allow: 'cases.log',
    audit: 'alteration',
    input: z.strictObject({ draftId: idSchema, revision: revisionSchema, form: intakeFormSchema }),
    output: z.strictObject({ revision: revisionSchema, savedAt: instantSchema }),
  }),
  discard: mutation({ allow: 'cases.log', audit: 'alteration', input: draftRef, output: nothing }),
  /** Takes a discard back. */
  restore: mutation({ allow: 'cases.log', audit: 'alteration', input: draftRef, output: nothing }),
  /** Checks the form and makes it a case, with its reference. */
  log: mutation({
    allow: 'cases.log',
    audit: 'collection',
    input: z.strictObject({ draftId: idSchema, revision: revisionSchema }),
    output: z.strictObject({ caseId: idSchema, reference: z.string() }),
  }),
};
