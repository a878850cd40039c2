import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from '../files/writeFileAtomically.ts';

const placeSchema = z.strictObject({ folder: z.string().min(1) });

/**
 * Where this register's backups are kept. Said outside the database, since it is asked for when that cannot be opened;
 * what lies in that folder is proven before it is used. Beside the register until somebody chooses another place.
 */
export const findBackupFolder = (
  directory: string,
): { readonly folder: string; readonly isBesideRegister: boolean } => {
  try {
    const { folder } = placeSchema.parse(JSON.parse(readFileSync(placeFile(directory), 'utf8')));
    return { folder, isBesideRegister: false };
  } catch {
    return { folder: join(directory, 'backups'), isBesideRegister: true };
  }
};

export const keepBackupFolder = (directory: string, folder: string): void =>
  writeFileAtomically(placeFile(directory), JSON.stringify({ folder }));

const placeFile = (directory: string): string => join(directory, 'backup-folder.json');
