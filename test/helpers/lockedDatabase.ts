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

/** The tables of the locked register that hold any of these words in some cell, bytes too. */
export const tablesThatSay = async (office: Office, words: RegExp): Promise<readonly string[]> => {
  const found = new Set<string>();
  await withDatabase(office, (database) => {
    const tables = database
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
      .all() as { name: string }[];
    for (const { name } of tables)
      for (const row of database.prepare(`SELECT * FROM "${name}"`).all() as Record<string, unknown>[]) {
        const text = Object.values(row)
          .map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value)))
          .join('\n');
        if (words.test(text)) found.add(name);
      }
  });
  return [...found];
};
