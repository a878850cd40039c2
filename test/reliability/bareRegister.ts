/** A register in a folder, opened by its keys without the vault: the real file, chain and anchor, without the half second that a passphrase takes. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Connection } from '../../electron/backend/database/openDatabase.ts';
import type { RegisterDatabase } from '../../electron/backend/database/registerDatabase.ts';
import { insertAgency } from '../../electron/backend/features/directory/repository.ts';
import { openRegister, type OpenRegister } from '../../electron/backend/register.ts';
import { deriveKeys, type VaultKeys } from '../../electron/backend/vault/keys.ts';
import { createNodePorts } from '../../electron/preview/nodeHost.ts';
import { systemClock } from '../../electron/window/systemClock.ts';

/** The same for the same seed, so that another process can open the register as well. */
export const bareKeys = (seed: number): VaultKeys =>
  deriveKeys(
    createHash('sha256').update(`register ${seed}`).digest(),
    '00000000-0000-4000-8000-000000000000',
  );

export const openBareRegister = (directory: string, seed: number, mode: 'create' | 'open'): OpenRegister =>
  openRegister({
    ports: createNodePorts({
      registerDirectory: directory,
      logDirectory: join(directory, 'logs'),
      outbox: { deliver: () => Promise.resolve({ delivered: false, where: '' }) },
    }),
    keys: bareKeys(seed),
    session: { userId: 'clerk', name: 'Priya Nair-Test', role: 'businessManager' },
    slotId: 'slot',
    mode,
  });

/** SQLite's own connection, for what only a test does. */
export const connectionOf = ({ database }: OpenRegister): Connection =>
  (database as RegisterDatabase & { readonly $client: Connection }).$client;

const idOf = (number: number): string => `written-${String(number).padStart(6, '0')}`;

/** Writes down agency `number` as the app writes everything: with its audit line in one transaction, then the anchor. */
export const writeNumbered = (
  register: OpenRegister,
  number: number,
  inside = (): void => undefined,
): void => {
  register.record(
    {
      at: systemClock.now(),
      personId: 'clerk',
      action: 'directory.saveAgency',
      kind: 'collection',
      entity: `agency:${idOf(number)}`,
      detail: '',
    },
    (database) => {
      insertAgency(database, {
        id: idOf(number),
        name: `Agency ${number}-Test ${'of the partnership '.repeat(1 + (number % 200))}`,
        type: 'school',
        fullMember: false,
        retired: false,
      });
      inside();
    },
  );
};

/** How many of the numbers from 1 on are there without a gap. */
export const countNumbered = (register: OpenRegister): number => {
  const ids = connectionOf(register)
    .prepare<[], string>("SELECT id FROM agencies WHERE id LIKE 'written-%' ORDER BY id")
    .pluck()
    .all();
  const gap = ids.findIndex((id, index) => id !== idOf(index + 1));
  return gap === -1 ? ids.length : gap;
};

/** What SQLite itself finds wrong; empty when sound. */
export const integrityOf = (register: OpenRegister): string => {
  const answer = String(connectionOf(register).pragma('integrity_check', { simple: true }));
  return answer === 'ok' ? '' : answer;
};
