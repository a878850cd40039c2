/** A register of an office that has gone home, opened by its parts: for what looks at files and keys. */
import { join } from 'node:path';
import { openPageFile, type PageFile } from '../../electron/backend/database/findDamagedPages.ts';
import { openDatabase, type Connection } from '../../electron/backend/database/openDatabase.ts';
import { getSlotFile } from '../../electron/backend/features/people/repository.ts';
import { registerDatabaseFor } from '../../electron/backend/database/registerDatabase.ts';
import { unlockWithPassphrase, type UnlockedVault } from '../../electron/backend/vault/vault.ts';
import { readVaultHeader } from '../../electron/backend/vault/vault.ts';
import { instant } from '../../shared/domain/calendarTypes.ts';
import { PASSPHRASE } from './office.ts';

export const openParts = async (
  directory: string,
  { name = 'Priya Nair-Test', passphrase = PASSPHRASE } = {},
): Promise<{
  readonly vault: UnlockedVault;
  readonly connection: Connection;
  readonly file: string;
  readonly pages: PageFile;
  readonly slotFile: string;
}> => {
  const slotId = readVaultHeader(directory).people.find((person) => person.name === name)?.slotId ?? '';
  const now = instant('2026-05-15T08:00:00Z');
  const vault = await unlockWithPassphrase({ directory, slotId, passphrase, now });
  const file = join(directory, 'register.db');
  const connection = openDatabase({ file, key: vault.keys.database, mode: 'open' });
  return {
    vault,
    connection,
    file,
    pages: openPageFile(file),
    slotFile: getSlotFile(registerDatabaseFor(connection)),
  };
};
