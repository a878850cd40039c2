import { z } from 'zod';
import { agencyTypes, codesOf } from '../domain/codes.ts';
import { idSchema, lineSchema, nothing } from './common.ts';
import { mutation, query } from './operation.ts';

const agencySchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  type: z.enum(codesOf(agencyTypes)),
  retired: z.boolean(),
});
export type Agency = z.infer<typeof agencySchema>;

const agencyWordsSchema = { name: lineSchema, type: z.enum(codesOf(agencyTypes)) };

export const directory = {
  listAgencies: query({
    allow: 'directory.view',
    input: nothing,
    output: z.strictObject({ agencies: z.array(agencySchema) }),
  }),
  addAgency: mutation({
    allow: 'directory.manage',
    audit: 'collection',
    input: z.strictObject(agencyWordsSchema),
    output: agencySchema,
  }),
  changeAgency: mutation({
    allow: 'directory.manage',
    audit: 'alteration',
    input: z.strictObject({ agencyId: idSchema, ...agencyWordsSchema, retired: z.boolean() }),
    output: agencySchema,
  }),
};
