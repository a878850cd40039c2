/** What lies in the register's file while it is locked. */
import { join } from 'node:path';
import { openDatabase } from '../../electron/backend/database/openDatabase.ts';
import { unlockWithPassphrase } from '../../electron/backend/vault/vault.ts';
import { PASSPHRASE, type Office } from './office.ts';

/** Opens the locked register's database beside the program, with the key that the manager's passphrase gives. */
export const withDatabase = async (
  office: Office,
  work: (database: ReturnType<typeof openDatabase>) => void,
) => {
  const { people } = await office.api.vault.status({});
  const vault = await unlockWithPassphrase({
    directory: office.directory,
    slotId: people.find(({ name }) => name === 'Priya Nair-Test')?.slotId ?? '',
    passphrase: PASSPHRASE,
    now: office.clock.now(),
  });
  const database = openDatabase({
    file: join(office.directory, 'register.db'),
    key: vault.keys.database,
    mode: 'open',
  });
  try {
    work(database);
  } finally {
    database.close();
  }
};
