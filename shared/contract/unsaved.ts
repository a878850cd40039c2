import { z } from 'zod';
import { instantSchema } from '../domain/calendarTypes.ts';
import { lineSchema, nothing } from './common.ts';
import { mutation, query } from './operation.ts';

/** What somebody is in the middle of typing on a screen, kept encrypted so that a lock or a power cut loses nothing. */
const place = { screen: lineSchema, subject: lineSchema };

export const unsaved = {
  find: query({
    allow: 'own.account',
    input: z.strictObject(place),
    output: z.strictObject({ value: z.string().optional(), keptAt: instantSchema.optional() }),
  }),
  keep: mutation({
    allow: 'own.account',
    audit: 'none',
    /** JSON text of that screen's own fields. */
    input: z.strictObject({ ...place, value: z.string().max(600_000) }),
    output: z.strictObject({ keptAt: instantSchema }),
  }),
  discard: mutation({ allow: 'own.account', audit: 'none', input: z.strictObject(place), output: nothing }),
};
