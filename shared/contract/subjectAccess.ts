import { z } from 'zod';
import { plainDateSchema } from '../domain/calendarTypes.ts';
import { idSchema } from './common.ts';
import { mutation, query } from './operation.ts';
import { unloggedSchema } from './retention.ts';

const foundSchema = z.strictObject({
  caseId: idSchema,
  /** Which of the case's people it is. */
  position: z.int(),
  reference: z.string(),
  name: z.string(),
  age: z.string(),
  dateOfBirth: plainDateSchema.optional(),
  nhsNumber: z.string(),
  receivedOn: plainDateSchema,
  status: z.string(),
});
export type SubjectFound = z.infer<typeof foundSchema>;

const subjectSchema = z
  .array(z.strictObject({ caseId: idSchema, position: z.int().min(0) }))
  .min(1, 'Choose at least one record')
  .max(100, 'Choose 100 records or fewer');

export const subjectAccess = {
  /** Everybody in the register whose name, date of birth or NHS number is like what is asked for. */
  find: mutation({
    allow: 'subjectAccess.export',
    audit: 'consultation',
    input: z.strictObject({
      name: z.string().trim().max(300),
      dateOfBirth: plainDateSchema.optional(),
      nhsNumber: z.string().trim().max(60),
    }),
    output: z.strictObject({
      found: z.array(foundSchema),
      /** Drafts and files that no case holds, and that say this name or number: they go into no package by themselves. */
      unlogged: z.array(unloggedSchema),
    }),
  }),
  /** The people, other than the child, whose names stand in the chosen records. */
  thirdParties: query({
    allow: 'subjectAccess.export',
    audit: 'consultation',
    input: z.strictObject({ subject: subjectSchema }),
    output: z.strictObject({
      thirdParties: z
        .array(z.strictObject({ name: z.string(), as: z.string(), mentions: z.int() }))
        .max(2_000),
    }),
  }),
  /** One PDF with a passphrase: `review` marks third parties and carries the files as received; `give` withholds them. */
  export: mutation({
    allow: 'subjectAccess.export',
    audit: 'disclosure',
    input: z.strictObject({
      subject: subjectSchema,
      copy: z.enum(['review', 'give']),
      /** Names that may be shown in the copy to give; all others are withheld. */
      show: z.array(z.string().max(300)).max(2_000),
      /** Names that only free text holds, typed by the reviewer. */
      alsoWithhold: z.array(z.string().trim().min(3, 'Use 3 letters or more').max(300)).max(200),
    }),
    output: z.strictObject({ delivered: z.boolean(), where: z.string(), passphrase: z.string() }),
  }),
};
