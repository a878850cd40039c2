import { z } from 'zod';
import { instantSchema } from '../domain/calendarTypes.ts';
import { codesOf } from '../domain/codes.ts';
import { roles } from '../domain/permissions.ts';
import { backupNameSchema } from './backups.ts';
import { idSchema, lineSchema, nothing } from './common.ts';
import { event, mutation, query } from './operation.ts';

export const roleSchema = z.enum(codesOf(roles));
/** Bounded, so that nobody can make scrypt chew on a megabyte. */
export const passphraseSchema = z.string().min(1, 'Type the passphrase').max(500);

export const sessionSchema = z.strictObject({ userId: idSchema, name: z.string(), role: roleSchema });
export type Session = z.infer<typeof sessionSchema>;

export const lockReasonSchema = z.enum(['person', 'idle', 'suspend', 'damaged']);
export type LockReason = z.infer<typeof lockReasonSchema>;

const newRecoveryKeySchema = z.strictObject({
  /** Shown once, in groups, and never again. */
  groups: z.array(z.string()),
  /** Positions (from 1) of the two groups to type back. */
  ask: z.tuple([z.int(), z.int()]),
});

const problemSchema = z.strictObject({
  code: z.string(),
  message: z.string(),
  /** What is damaged or missing: the files with the key slots alone, or the register itself. */
  damaged: z.enum(['keys', 'register']),
});
export type VaultProblem = z.infer<typeof problemSchema>;

/** The recovery key, and the new passphrase that a business manager gets by it. */
const recovery = {
  slotId: idSchema,
  recoveryKey: z.string().max(400),
  newPassphrase: passphraseSchema,
};

export const vault = {
  status: query({
    allow: 'beforeUnlock',
    input: nothing,
    output: z.strictObject({
      state: z.enum(['new', 'locked', 'unlocked', 'blocked']),
      unitName: z.string().optional(),
      /** The ladder of the unit's procedure, for the unlock screen. */
      ladder: z.array(z.strictObject({ label: z.string(), who: z.string() })),
      people: z.array(z.strictObject({ slotId: idSchema, name: z.string(), role: roleSchema })),
      session: sessionSchema.optional(),
      lockedBecause: lockReasonSchema.optional(),
      /** Set where state is `blocked`: why the register cannot be opened, and what to do. */
      problem: problemSchema.optional(),
    }),
  }),
  suggestPassphrase: query({
    allow: 'beforeUnlock',
    input: nothing,
    output: z.strictObject({ passphrase: z.string() }),
  }),
  create: mutation({
    allow: 'beforeUnlock',
    audit: 'security',
    input: z.strictObject({
      unitName: lineSchema,
      procedureId: z.string(),
      referencePrefix: z.string().regex(/^[A-Z][A-Z0-9]{1,7}$/, 'Use 2 to 8 capital letters or digits'),
      personName: lineSchema,
      passphrase: passphraseSchema,
    }),
    output: z.strictObject({ session: sessionSchema, recoveryKey: newRecoveryKeySchema }),
  }),
  proveRecoveryKey: mutation({
    allow: 'people.manage',
    audit: 'security',
    input: z.strictObject({ groups: z.tuple([z.string().max(40), z.string().max(40)]) }),
    output: nothing,
  }),
  renewRecoveryKey: mutation({
    allow: 'people.manage',
    audit: 'security',
    input: z.strictObject({ passphrase: passphraseSchema }),
    output: newRecoveryKeySchema,
  }),
  unlock: mutation({
    allow: 'beforeUnlock',
    audit: 'security',
    input: z.strictObject({ slotId: idSchema, passphrase: passphraseSchema }),
    output: sessionSchema,
  }),
  /** Opens with the recovery key and gives the chosen business manager a new passphrase. */
  unlockWithRecoveryKey: mutation({
    allow: 'beforeUnlock',
    audit: 'security',
    input: z.strictObject(recovery),
    output: sessionSchema,
  }),
  /**
   * What can be brought back where there is no register, or none that opens. Before anyone unlocks nothing of it is proven
   * but that the newest whole backup is, byte for byte, what it was.
   */
  listBackups: query({
    allow: 'beforeUnlock',
    input: nothing,
    output: z.strictObject({
      folder: z.string(),
      newestWhole: backupNameSchema.optional(),
      backups: z.array(
        z.strictObject({
          name: backupNameSchema,
          madeAt: instantSchema,
          bytes: z.int(),
          people: z.array(z.strictObject({ slotId: idSchema, name: z.string(), role: roleSchema })),
        }),
      ),
    }),
  }),
  chooseBackupFolder: mutation({
    allow: 'beforeUnlock',
    audit: 'none',
    input: nothing,
    output: z.strictObject({ chosen: z.boolean() }),
  }),
  /** Where only the key slots are damaged: the backup's are put in their place, and the register itself is untouched. */
  putKeysBack: mutation({
    allow: 'beforeUnlock',
    audit: 'none',
    input: z.strictObject({ name: backupNameSchema }),
    output: nothing,
  }),
  /** Puts a backup in the register's place and opens it; what was damaged is kept aside. */
  restore: mutation({
    allow: 'beforeUnlock',
    audit: 'security',
    input: z.strictObject({ name: backupNameSchema, slotId: idSchema, passphrase: passphraseSchema }),
    output: sessionSchema,
  }),
  /** The same where nobody knows a passphrase of the backup's day. */
  restoreWithRecoveryKey: mutation({
    allow: 'beforeUnlock',
    audit: 'security',
    input: z.strictObject({ name: backupNameSchema, ...recovery }),
    output: sessionSchema,
  }),
  changeOwnPassphrase: mutation({
    allow: 'own.account',
    audit: 'security',
    input: z.strictObject({ current: passphraseSchema, next: passphraseSchema }),
    output: nothing,
  }),
  lock: mutation({ allow: 'own.account', audit: 'security', input: nothing, output: nothing }),
  /** Somebody is at the keyboard: puts off the idle lock. */
  touch: mutation({ allow: 'own.account', audit: 'none', input: nothing, output: nothing }),
  locked: event(z.strictObject({ because: lockReasonSchema })),
};
