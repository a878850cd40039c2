/**
 * Backups: each is a folder with the encrypted register, its key slots and a manifest, sealed by the register's own
 * key, that says what is in it. This folder imports Node, zod, the database's folder, the vault, the audit chain and
 * features' repositories, and nothing of a window, so that the same code serves the screens, the command line and the tests.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, readSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { instantSchema, type Instant } from '../../../shared/domain/calendarTypes.ts';
import type { VaultKeys } from '../vault/keys.ts';

const digestSchema = z.string().regex(/^[0-9a-f]{64}$/);
const contentSchema = z.strictObject({
  format: z.literal(1),
  registerId: z.uuid(),
  madeAt: instantSchema,
  database: z.strictObject({ bytes: z.int().positive(), sha256: digestSchema }),
  slots: z.strictObject({ sha256: digestSchema }),
  tables: z.array(z.strictObject({ name: z.string(), rows: z.int().min(0), sha256: digestSchema })),
  /** How far the audit log had come, sealed as in `anchor.json`. */
  anchor: z.strictObject({ seq: z.int().min(0), head: z.string(), mac: z.string() }),
});
const manifestSchema = z.strictObject({ ...contentSchema.shape, mac: z.base64() });

export type BackupContent = z.infer<typeof contentSchema>;
export type BackupManifest = z.infer<typeof manifestSchema>;

export const backupFiles = {
  database: 'register.db',
  slots: 'slots.json',
  manifest: 'manifest.json',
} as const;

/** A backup folder's name: which register and when, and nothing of what is in it. */
export const backupName = (registerId: string, madeAt: Instant): string =>
  `${namePrefix(registerId)}${madeAt.slice(0, 19).replaceAll(':', '').replace('T', '-')}`;
const namePrefix = (registerId: string): string => `register-${registerId.slice(0, 8)}-`;
const namePattern = /^register-[0-9a-f]{8}-\d{4}-\d{2}-\d{2}-\d{6}$/;

export const signManifest = (content: BackupContent, keys: Pick<VaultKeys, 'backup'>): BackupManifest => ({
  ...content,
  mac: createHmac('sha256', keys.backup).update(JSON.stringify(content)).digest('base64'),
});

/** Whether the manifest is as this register's own key sealed it. */
export const isManifestAuthentic = (
  { mac, ...content }: BackupManifest,
  keys: Pick<VaultKeys, 'backup'>,
): boolean => {
  const expected = Buffer.from(signManifest(content, keys).mac);
  const found = Buffer.from(mac);
  return expected.length === found.length && timingSafeEqual(expected, found);
};

export interface FoundBackup {
  readonly name: string;
  readonly directory: string;
  readonly manifest: BackupManifest;
  /** In bytes, of all its files. */
  readonly bytes: number;
}

/** The backups in a folder, newest first, of one register or of all. Nothing of them is proven yet. */
export const findBackups = (folder: string, registerId?: string): readonly FoundBackup[] => {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && namePattern.test(entry.name))
    .flatMap(({ name }) => {
      const directory = join(folder, name);
      const manifest = readManifest(directory);
      if (!manifest || (registerId !== undefined && manifest.registerId !== registerId)) return [];
      return [{ name, directory, manifest, bytes: manifest.database.bytes }];
    })
    .sort((one, other) => (one.manifest.madeAt < other.manifest.madeAt ? 1 : -1));
};

/** Undefined where it is missing or cannot be read. */
export const readManifest = (directory: string): BackupManifest | undefined => {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(join(directory, backupFiles.manifest), 'utf8')));
  } catch {
    return undefined;
  }
};

/**
 * Whether a backup's files are, byte for byte, what its manifest says. Needs no key: it finds accidents; that nobody
 * made both up, `isManifestAuthentic` says.
 */
export const isBackupWhole = (directory: string, { database, slots }: BackupContent): boolean => {
  try {
    return (
      sha256OfFile(join(directory, backupFiles.database)) === database.sha256 &&
      sha256OfFile(join(directory, backupFiles.slots)) === slots.sha256
    );
  } catch {
    return false;
  }
};

/** Read in pieces: a register can be larger than what one wants in memory. */
export const sha256OfFile = (file: string): string => {
  const hash = createHash('sha256');
  const piece = Buffer.alloc(1024 * 1024);
  const handle = openSync(file, 'r');
  try {
    for (let read = readSync(handle, piece); read > 0; read = readSync(handle, piece))
      hash.update(piece.subarray(0, read));
  } finally {
    closeSync(handle);
  }
  return hash.digest('hex');
};
