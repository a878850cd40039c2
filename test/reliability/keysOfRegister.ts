import type { VaultKeys } from '../../electron/backend/vault/keys.ts';
import { readVaultHeader, unlockWithPassphrase } from '../../electron/backend/vault/vault.ts';
import { systemClock } from '../../electron/window/systemClock.ts';

/** The keys of a register that is locked, as a person's passphrase opens them. */
export const keysOfRegister = async (
  directory: string,
  person: string,
  passphrase: string,
): Promise<VaultKeys> => {
  const slotId = readVaultHeader(directory).people.find(({ name }) => name === person)?.slotId ?? '';
  return (await unlockWithPassphrase({ directory, slotId, passphrase, now: systemClock.now() })).keys;
};
