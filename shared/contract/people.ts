import { z } from 'zod';
import { instantSchema } from '../domain/calendarTypes.ts';
import { idSchema, lineSchema, nothing } from './common.ts';
import { mutation, query } from './operation.ts';
import { roleSchema } from './vault.ts';

const personSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  role: roleSchema,
  addedAt: instantSchema,
  leftAt: instantSchema.optional(),
});
export type Person = z.infer<typeof personSchema>;

/** A generated passphrase is shown once, to be handed over in person. */
const handedPassphraseSchema = z.strictObject({ person: personSchema, passphrase: z.string() });

export const people = {
  list: query({
    allow: 'settings.view',
    input: nothing,
    output: z.strictObject({
      people: z.array(personSchema),
      recoveryKeyProved: z.boolean(),
      /** Somebody left and the register's keys could not be changed yet. */
      keysDue: z.boolean(),
    }),
  }),
  add: mutation({
    allow: 'people.manage',
    audit: 'security',
    input: z.strictObject({ name: lineSchema, role: roleSchema }),
    output: handedPassphraseSchema,
  }),
  changeRole: mutation({
    allow: 'people.manage',
    audit: 'security',
    /** The role is sealed with the key, so the new role comes with a new passphrase. */
    input: z.strictObject({ personId: idSchema, role: roleSchema }),
    output: handedPassphraseSchema,
  }),
  resetPassphrase: mutation({
    allow: 'people.manage',
    audit: 'security',
    input: z.strictObject({ personId: idSchema }),
    output: handedPassphraseSchema,
  }),
  /** Their slot goes, and the register gets new keys; their name stays beside what they did. */
  remove: mutation({
    allow: 'people.manage',
    audit: 'security',
    input: z.strictObject({ personId: idSchema }),
    output: z.strictObject({
      person: personSchema,
      keysChanged: z.boolean(),
      /** Why the keys could not be changed yet; `changeKeys` tries again. */
      problem: z.string().optional(),
    }),
  }),
  /** Gives the register new keys where somebody left and that could not be done at once. */
  changeKeys: mutation({ allow: 'people.manage', audit: 'security', input: nothing, output: nothing }),
};
