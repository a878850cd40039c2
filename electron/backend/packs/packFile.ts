import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { caseDetailSchema } from '../../../shared/contract/cases.ts';
import { idSchema } from '../../../shared/contract/common.ts';
import { receivedDocumentSchema } from '../../../shared/contract/documents.ts';
import { instantSchema } from '../../../shared/domain/calendarTypes.ts';
import { packKeysOf, zeroPackKeys, type PackKeys } from './packKeys.ts';
import { packRefusals } from './packRefusals.ts';
import { openSealedFile, readSealedFile, sealFile, type SealedFile } from './sealedFile.ts';

const KIND = 'ESCALATION REGISTER REVIEW PACK';
const FORMAT = 1;

/** Beside the sealed content, for whoever holds the file: which pack it is and until when. Nothing of a case. */
const headerSchema = z.strictObject({
  format: z.literal(FORMAT),
  registerId: idSchema,
  packId: idSchema,
  expiresAt: instantSchema,
  kdf: z.strictObject({
    name: z.literal('scrypt'),
    // Bounded, so that a changed file cannot ask for all of the computer's memory.
    N: z
      .int()
      .min(2 ** 12)
      .max(2 ** 17)
      .refine((n) => Number.isInteger(Math.log2(n))),
    r: z.literal(8),
    p: z.literal(1),
  }),
  salt: z.base64(),
  check: z.base64(),
});
export type PackHeader = z.infer<typeof headerSchema>;
const formatSchema = z.looseObject({ format: z.int() });

const packedDocumentSchema = z.strictObject({
  received: receivedDocumentSchema,
  /** Where its bytes lie behind the manifest. */
  start: z.int().min(0),
});

const manifestSchema = z.strictObject({
  registerId: idSchema,
  packId: idSchema,
  unitName: z.string(),
  marking: z.string(),
  createdBy: z.string(),
  createdAt: instantSchema,
  expiresAt: instantSchema,
  reviewer: z.strictObject({
    name: z.string(),
    role: z.string(),
    /** The decision bodies that they decide for. */
    bodyIds: z.array(z.string()),
  }),
  /** Ed25519, 32 bytes: the reviewer signs with it, and the register knows its public half. */
  signingSeed: z.base64(),
  /** AES-256: seals what goes back. */
  returnKey: z.base64(),
  /** For a panel. */
  agencies: z.array(z.strictObject({ id: z.string(), name: z.string(), fullMember: z.boolean() })),
  cases: z.array(
    z.strictObject({
      detail: caseDetailSchema,
      documents: z.array(packedDocumentSchema),
      /** What a signature stands for beside the decision itself. */
      signing: z.strictObject({
        procedureId: z.string(),
        procedureVersion: z.int(),
        version: z.int(),
        previousDigest: z.string().nullable(),
        stageOrder: z.int(),
      }),
    }),
  ),
});
export type PackManifest = z.infer<typeof manifestSchema>;

export interface PackContent {
  readonly manifest: PackManifest;
  /** The bytes of the files, one after another. */
  readonly files: Buffer;
}

export interface PackFile {
  readonly header: PackHeader;
  readonly file: SealedFile;
}

/** Writes a pack. `cost` is scrypt's N. */
export const writePack = async (
  { manifest, files }: PackContent,
  passphrase: string,
  cost: number,
): Promise<Buffer> => {
  const { registerId, packId, expiresAt } = manifest;
  const stretching = {
    kdf: { name: 'scrypt', N: cost, r: 8, p: 1 } as const,
    salt: randomBytes(16).toString('base64'),
  };
  const keys = await packKeysOf(packId, passphrase, stretching);
  const manifestBytes = Buffer.from(JSON.stringify(manifest));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(manifestBytes.length);
  const header: PackHeader = {
    format: FORMAT,
    registerId,
    packId,
    expiresAt,
    ...stretching,
    check: keys.check.toString('base64'),
  };
  const content = Buffer.concat([length, manifestBytes, files]);
  const sealed = sealFile({ kind: KIND, header, key: keys.content, content });
  zeroPackKeys(keys);
  return sealed;
};

/** What can be told without the passphrase. Throws a refusal where it is no pack, is altered, or is of a newer program. */
export const readPack = (bytes: Buffer): PackFile => {
  const file = readSealedFile(bytes, KIND);
  if (file === 'other') throw packRefusals.notAPack();
  if (file === 'altered') throw packRefusals.alteredPack();
  const format = formatSchema.safeParse(file.header);
  if (format.success && format.data.format > FORMAT) throw packRefusals.newerPack();
  const header = headerSchema.safeParse(file.header);
  if (!header.success) throw packRefusals.alteredPack();
  return { header: header.data, file };
};

/** The keys that a passphrase gives; undefined where it is not the pack's. */
export const findPackKeys = async (
  { header }: PackFile,
  passphrase: string,
): Promise<PackKeys | undefined> => {
  const keys = await packKeysOf(header.packId, passphrase, header);
  // The passphrase has just been stretched for longer than any comparison could betray.
  return keys.check.equals(Buffer.from(header.check, 'base64')) ? keys : undefined;
};

/** Throws a refusal where anything was changed, or where the program that made it wrote its content otherwise. */
export const openPack = ({ header, file }: PackFile, keys: PackKeys): PackContent => {
  const content = openSealedFile(file, keys.content);
  if (!content) throw packRefusals.forgedPack();
  const manifestEnd = 4 + content.readUInt32BE(0);
  const manifest = manifestSchema.safeParse(JSON.parse(content.subarray(4, manifestEnd).toString('utf8')));
  if (!manifest.success) throw packRefusals.otherVersionPack();
  if (manifest.data.packId !== header.packId || manifest.data.expiresAt !== header.expiresAt)
    throw packRefusals.forgedPack();
  return { manifest: manifest.data, files: content.subarray(manifestEnd) };
};
