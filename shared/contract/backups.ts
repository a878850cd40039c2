import { z } from 'zod';
import { instantSchema } from '../domain/calendarTypes.ts';
import { nothing } from './common.ts';
import { mutation, query } from './operation.ts';

/** A backup's own name, as the list gives it; never a path. */
export const backupNameSchema = z.string().regex(/^register-[0-9a-f]{8}-\d{4}-\d{2}-\d{2}-\d{6}$/);

const backupSchema = z.strictObject({
  name: backupNameSchema,
  madeAt: instantSchema,
  bytes: z.int(),
  rows: z.int(),
});

/** One thing that was looked at, in words, and whether it holds. */
const findingSchema = z.strictObject({ holds: z.boolean(), words: z.string() });
export type Finding = z.infer<typeof findingSchema>;

/** Damage that was found when the register was unlocked, in words: what happened, what it means, what can be done. */
const damageSchema = z.strictObject({
  kind: z.enum(['anchor-missing', 'anchor-changed', 'older-than-anchor']),
  happened: z.string(),
  means: z.string(),
  toDo: z.array(z.string()),
  /** The newest backup that is whole, byte for byte. */
  newestWhole: z.strictObject({ name: backupNameSchema, madeAt: instantSchema }).optional(),
});
export type RegisterDamage = z.infer<typeof damageSchema>;

export const backups = {
  damage: query({
    allow: 'settings.view',
    input: nothing,
    output: z.strictObject({ damage: damageSchema.optional() }),
  }),
  /** Somebody has seen to the damage: it is shown no more. The log keeps that it was found. */
  settleDamage: mutation({ allow: 'backups.manage', audit: 'security', input: nothing, output: nothing }),
  overview: query({
    allow: 'settings.view',
    input: nothing,
    output: z.strictObject({
      /** Where backups are kept, to be read by a person. */
      folder: z.string(),
      /** Nobody chose another place: the backups lie beside the register, and are lost with it. */
      isBesideRegister: z.boolean(),
      isReachable: z.boolean(),
      /** Newest first. */
      backups: z.array(backupSchema),
      lastMadeAt: instantSchema.optional(),
      lastDrillAt: instantSchema.optional(),
    }),
  }),
  chooseFolder: mutation({
    allow: 'backups.manage',
    audit: 'security',
    input: nothing,
    output: z.strictObject({ chosen: z.boolean() }),
  }),
  make: mutation({ allow: 'backups.make', audit: 'security', input: nothing, output: backupSchema }),
  /** Restores into a folder that is there only for this, compares, and removes it again. */
  drill: mutation({
    allow: 'backups.manage',
    audit: 'security',
    input: z.strictObject({ name: backupNameSchema }),
    output: z.strictObject({ equal: z.boolean(), findings: z.array(findingSchema) }),
  }),
  /** Into an empty folder that the person chooses; the register itself is not touched. */
  restoreElsewhere: mutation({
    allow: 'backups.manage',
    audit: 'disclosure',
    input: z.strictObject({ name: backupNameSchema }),
    output: z.strictObject({ restored: z.boolean(), where: z.string() }),
  }),
  /** A backup, proven, in a folder that the person chooses, to be taken to another computer. */
  makePortable: mutation({
    allow: 'backups.manage',
    audit: 'disclosure',
    input: nothing,
    output: z.strictObject({ made: z.boolean(), where: z.string() }),
  }),
  /** Looks at all of the register and of its backups. */
  verify: mutation({
    allow: 'audit.view',
    audit: 'security',
    input: nothing,
    output: z.strictObject({ sound: z.boolean(), findings: z.array(findingSchema) }),
  }),
};
