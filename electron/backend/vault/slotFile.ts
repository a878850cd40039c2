import { createHmac, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { roles, type Role } from '../../../shared/domain/permissions.ts';
import { writeFileAtomically } from '../files/writeFileAtomically.ts';
import { findDatabaseFault } from '../database/databaseFault.ts';
import { VaultFault } from './vaultFault.ts';

const sealedShape = { nonce: z.base64(), wrapped: z.base64(), tag: z.base64() };
const sealedBoxSchema = z.strictObject({ ephemeral: z.base64(), ...sealedShape });
const slotSchema = z.strictObject({
  id: z.uuid(),
  userId: z.string().min(1),
  name: z.string().min(1),
  role: z.enum(Object.keys(roles) as Role[]),
  // Bounded, so that a changed file cannot ask for all of the computer's memory.
  kdf: z.strictObject({
    name: z.literal('scrypt'),
    N: z
      .int()
      .min(2 ** 12)
      .max(2 ** 17)
      .refine((n) => Number.isInteger(Math.log2(n))),
    r: z.literal(8),
    p: z.literal(1),
  }),
  salt: z.base64(),
  /** Public halves of the pairs whose secrets are sealed under the passphrase. */
  signingKey: z.base64(),
  boxKey: z.base64(),
  ...sealedShape,
  master: sealedBoxSchema,
});
const recoverySlotSchema = z.strictObject({
  kdf: z.strictObject({ name: z.literal('hkdf-sha256') }),
  salt: z.base64(),
  boxKey: z.base64(),
  master: sealedBoxSchema,
});
const contentShape = {
  /** 1 wrapped the master key under each passphrase; no register of that format was ever in use. */
  format: z.literal(2),
  registerId: z.uuid(),
  unitName: z.string().min(1),
  slots: z.array(slotSchema).min(1),
  recovery: recoverySlotSchema,
};
const slotFileSchema = z.strictObject({ ...contentShape, mac: z.base64() });

export type Slot = z.infer<typeof slotSchema>;
export type RecoverySlot = z.infer<typeof recoverySlotSchema>;
export type SlotFile = z.infer<typeof slotFileSchema>;
export type SlotFileContent = Omit<SlotFile, 'mac'>;

export const hasSlotFile = (directory: string): boolean =>
  existsSync(mainFile(directory)) || existsSync(spareFile(directory));

/**
 * What can be read of the slot file, its spare and one made for new keys, the main file first, others where they differ.
 * Nothing here is proven yet: see `isAuthentic`.
 * @throws VaultFault `missing`, `unreadable`
 */
export const readSlotFiles = (directory: string): readonly SlotFile[] => {
  if (!hasSlotFile(directory)) {
    throw new VaultFault(
      'missing',
      'There is no register in this folder. Choose another or restore a backup.',
    );
  }
  const mainText = readText(mainFile(directory));
  const spareText = readText(spareFile(directory));
  const texts = new Set([mainText, spareText, readText(nextFile(directory))]);
  const found = [...texts].map(parseSlotFile).filter((slotFile) => slotFile !== undefined);
  if (found.length === 0) {
    throw new VaultFault(
      'unreadable',
      'The file with the register’s keys is damaged. Restore the latest backup.',
    );
  }
  return found;
};

/** Which of the two files holds exactly this. */
export const storedIn = (directory: string, slotFile: SlotFile): { main: boolean; spare: boolean } => {
  const text = JSON.stringify(slotFile);
  return { main: readText(mainFile(directory)) === text, spare: readText(spareFile(directory)) === text };
};

export const writeSlotFiles = (directory: string, slotFile: SlotFile): void => {
  writeFileAtomically(mainFile(directory), JSON.stringify(slotFile));
  writeFileAtomically(spareFile(directory), JSON.stringify(slotFile));
};

/**
 * The spare holds the change before the database keeps it, and the main file after: killed in between, whoever the
 * change is about gets in by the old slot or by the new one, and the database says which of them stands.
 * @param commit keeps the same text in the database; where it throws, the spare is put back
 */
export const replaceSlotFiles = (
  directory: string,
  before: SlotFile,
  after: SlotFile,
  commit: (slotFile: SlotFile) => void,
): void => {
  writeFileAtomically(spareFile(directory), JSON.stringify(after));
  try {
    commit(after);
  } catch (error) {
    writeFileAtomically(spareFile(directory), JSON.stringify(before));
    throw error;
  }
  try {
    writeFileAtomically(mainFile(directory), JSON.stringify(after));
  } catch (error) {
    // The change is made: a full disk must not make it look as if it had failed. The next unlock renews the file.
    if (findDatabaseFault(error)?.code !== 'disk-full') throw error;
  }
};

/** What `text` holds, where it is a slot file in this program's own spelling. */
export const parseSlotFile = (text: string | undefined): SlotFile | undefined => {
  if (text === undefined) return undefined;
  try {
    const slotFile = slotFileSchema.parse(JSON.parse(text));
    // Only our own spelling is accepted, so that the signature covers every byte of the file.
    return JSON.stringify(slotFile) === text ? slotFile : undefined;
  } catch {
    return undefined;
  }
};

export const signSlotFile = (content: SlotFileContent, headerKey: Buffer): SlotFile => ({
  ...content,
  mac: createHmac('sha256', headerKey).update(JSON.stringify(content)).digest('base64'),
});

/** Whether all of the file, people's names and roles included, is as the register's own key signed it. */
export const isAuthentic = ({ mac, ...content }: SlotFile, headerKey: Buffer): boolean => {
  const expected = Buffer.from(signSlotFile(content, headerKey).mac);
  const found = Buffer.from(mac); // compared as text: Base64 has several spellings for the same bytes
  return expected.length === found.length && timingSafeEqual(expected, found);
};

const readText = (file: string): string | undefined => {
  if (!existsSync(file)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch {
    return undefined;
  }
};

/** Beside the others while the register's keys are being changed: whichever of them opens the database counts. */
export const writeNextSlotFile = (directory: string, slotFile: SlotFile): void =>
  writeFileAtomically(nextFile(directory), JSON.stringify(slotFile));

export const removeNextSlotFile = (directory: string): void => rmSync(nextFile(directory), { force: true });

const nextFile = (directory: string): string => join(directory, 'slots.json.next');
const mainFile = (directory: string): string => join(directory, 'slots.json');
const spareFile = (directory: string): string => join(directory, 'slots.json.bak');
