import { z } from 'zod';
import { handedOverSchema } from './documents.ts';
import { mutation } from './operation.ts';

export const blankForms = {
  /** Hands over the unit's own form with nothing filled in. Nothing of the register goes out with it. */
  save: mutation({
    allow: 'cases.view',
    audit: 'none',
    input: z.strictObject({ format: z.enum(['word', 'pdf']) }),
    output: handedOverSchema,
  }),
};
