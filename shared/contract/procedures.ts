import { z } from 'zod';
import { instantSchema } from '../domain/calendarTypes.ts';
import { procedureSchema } from '../domain/procedures/procedureSchema.ts';
import { idSchema, nothing } from './common.ts';
import { mutation, query } from './operation.ts';

const adoptedVersionSchema = z.strictObject({
  versionId: idSchema,
  procedureId: z.string(),
  version: z.int(),
  title: z.string(),
  partnershipName: z.string(),
  adoptedAt: instantSchema,
  /** Whether new cases are opened under it. */
  inForce: z.boolean(),
  /** How many cases were opened under it, and how many of those are still open. */
  cases: z.int(),
  openCases: z.int(),
});
export type AdoptedVersion = z.infer<typeof adoptedVersionSchema>;

/** The procedures that the unit has worked under. Those that come with the register are data of the window's own. */
export const procedures = {
  /** The one in force first, then back in the order in which they were adopted. */
  list: query({
    allow: 'settings.view',
    input: nothing,
    output: z.strictObject({ versions: z.array(adoptedVersionSchema) }),
  }),
  get: query({
    allow: 'settings.view',
    input: z.strictObject({ versionId: idSchema }),
    output: z.strictObject({ version: adoptedVersionSchema, procedure: procedureSchema }),
  }),
  /**
   * New cases are opened under this procedure from now on, as its next version; cases under way keep theirs. One that
   * comes with the register is adopted as it stands or copied under another id.
   */
  adopt: mutation({
    allow: 'procedures.manage',
    audit: 'alteration',
    input: z.strictObject({
      procedure: procedureSchema,
      /** The version that was in force when the work on this one began: `conflict` where it no longer is. */
      insteadOf: idSchema,
    }),
    output: z.strictObject({ versionId: idSchema, version: z.int() }),
  }),
};
