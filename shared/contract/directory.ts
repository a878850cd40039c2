import { z } from 'zod';
import { agencyTypes, codesOf } from '../domain/codes.ts';
import { idSchema, nothing } from './common.ts';
import { handedOverSchema } from './documents.ts';
import { mutation, query } from './operation.ts';

/** Characters that no keyboard types and no spreadsheet can hold. */
const writable = (text: string): boolean => !/[\p{Cs}\uFFFE\uFFFF]|(?!\n)\p{Cc}/u.test(text);
const WRITABLE = 'Take out the characters that cannot be printed';
const nameSchema = z
  .string()
  .trim()
  .min(1, 'Give the name')
  .max(300, 'Use 300 characters or fewer')
  .refine((text) => writable(text) && !text.includes('\n'), 'Use one line');
const optionalLineSchema = z
  .string()
  .trim()
  .max(300, 'Use 300 characters or fewer')
  .refine((text) => writable(text) && !text.includes('\n'), 'Use one line');

/** A spreadsheet drops the 0 of a number that it takes for a sum. */
const telephoneSchema = optionalLineSchema
  .refine((text) => text === '' || /\d/.test(text), 'Give a telephone number')
  .refine(
    (text) => !/^[1-9]\d{8,9}$/.test(text.replaceAll(' ', '')),
    'Start the number with 0 or +: its first 0 seems to be lost',
  );
export const emailsSchema = optionalLineSchema.refine(
  (text) => text === '' || text.split(';').every((one) => z.email().safeParse(one.trim()).success),
  'Give an e-mail address, or several with a semicolon between them',
);

export const agencySchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  type: z.enum(codesOf(agencyTypes), 'Choose what kind of agency it is'),
  fullMember: z.boolean(),
  retired: z.boolean(),
});
export type Agency = z.infer<typeof agencySchema>;

export const directoryContactSchema = z.strictObject({
  name: optionalLineSchema,
  role: optionalLineSchema,
  telephone: telephoneSchema,
  option: optionalLineSchema,
  email: emailsSchema,
});

export const directoryServiceSchema = z.strictObject({
  id: idSchema,
  agencyId: idSchema.optional(),
  name: nameSchema,
  contacts: z.array(directoryContactSchema).max(50, 'Use 50 contacts or fewer').readonly(),
  copyTo: emailsSchema,
  instruction: z
    .string()
    .trim()
    .transform((text) => text.replaceAll(/\r\n?/g, '\n'))
    .pipe(z.string().max(2_000, 'Use 2,000 characters or fewer').refine(writable, WRITABLE)),
  retired: z.boolean(),
});

export const decisionMakerSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  bodyId: z.string().trim().min(1, 'Choose the decision body').max(100),
  retired: z.boolean(),
});

export const panelMemberSchema = z.strictObject({
  id: idSchema,
  name: nameSchema,
  role: optionalLineSchema,
  agencyId: z.uuid('Choose the agency'),
  retired: z.boolean(),
});

/** Records to put in the place of those of the same id, or beside them where there is none, and ids to take out. */
export const directoryChangeSchema = z.strictObject({
  put: z.strictObject({
    agencies: z.array(agencySchema).readonly(),
    services: z.array(directoryServiceSchema).readonly(),
    decisionMakers: z.array(decisionMakerSchema).readonly(),
    panelMembers: z.array(panelMemberSchema).readonly(),
  }),
  remove: z.array(idSchema).readonly(),
});
export type DirectoryChange = z.infer<typeof directoryChangeSchema>;

/** The change that takes a change back. */
const undoSchema = z.strictObject({ undo: directoryChangeSchema });

const checkedFileSchema = z.strictObject({
  /** `row` and `column` as the spreadsheet shows them; row 1 holds the headings. */
  problems: z.array(z.strictObject({ row: z.int(), column: z.string(), message: z.string() })).readonly(),
  counts: z
    .array(z.strictObject({ kind: z.string(), added: z.int(), changed: z.int(), unchanged: z.int() }))
    .readonly(),
});
export type CheckedFile = z.infer<typeof checkedFileSchema>;

export const directory = {
  get: query({
    allow: 'directory.view',
    input: nothing,
    output: z.strictObject({
      ...directoryChangeSchema.shape.put.shape,
      /** The decision bodies of the procedure in force. */
      bodies: z.array(z.strictObject({ id: z.string(), label: z.string() })).readonly(),
    }),
  }),
  listAgencies: query({
    allow: 'directory.view',
    input: nothing,
    output: z.strictObject({ agencies: z.array(agencySchema) }),
  }),
  addAgency: mutation({
    allow: 'directory.manage',
    audit: 'collection',
    input: z.strictObject({
      name: nameSchema,
      type: agencySchema.shape.type,
      fullMember: z.boolean().default(false),
    }),
    output: agencySchema,
  }),
  /** Adds, changes, retires and takes out; the answer takes it back. An agency that a case names cannot be taken out. */
  change: mutation({
    allow: 'directory.manage',
    audit: 'alteration',
    input: directoryChangeSchema,
    output: undoSchema,
  }),
  /** Looks through an upload and saves nothing. */
  checkFile: mutation({
    allow: 'directory.manage',
    audit: 'none',
    input: z.strictObject({ uploadId: idSchema }),
    output: checkedFileSchema,
  }),
  /** Brings in a checked upload, the whole of it or nothing. What the file does not name stays as it is. */
  importFile: mutation({
    allow: 'directory.manage',
    audit: 'collection',
    input: z.strictObject({ uploadId: idSchema }),
    output: undoSchema,
  }),
  exportFile: mutation({
    allow: 'directory.manage',
    audit: 'disclosure',
    input: z.strictObject({ format: z.enum(['xlsx', 'csv']) }),
    output: handedOverSchema,
  }),
};
