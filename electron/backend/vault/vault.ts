/**
 * The vault: who may open the register, and the keys. A slot file beside the register holds the master key once for
 * each person, wrapped under their passphrase, and once under the recovery key. This folder imports Node, zod and
 * shared/domain; it knows nothing of what is in the database. Names and roles can be read before anyone unlocks, and are
 * proven when someone does.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { Instant } from '../../../shared/domain/calendarTypes.ts';
import type { Role } from '../../../shared/domain/permissions.ts';
import { beginAttempt, clearAttempts } from './attempts.ts';
import { deriveKeys, zero, type VaultKeys } from './keys.ts';
import { findPassphraseProblem } from './passphrases.ts';
import { formatRecoveryKey, parseRecoveryKey } from './recoveryKey.ts';
import {
  productionCost,
  sealForPerson,
  sealForRecovery,
  unsealForPerson,
  unsealForRecovery,
} from './sealMaster.ts';
import {
  hasSlotFile,
  isAuthentic,
  isStoredTwice,
  readSlotFiles,
  signSlotFile,
  writeSlotFiles,
  type SlotFile,
  type SlotFileContent,
} from './slotFile.ts';
import { VaultFault } from './vaultFault.ts';

export interface Person {
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
}

export interface SlotPerson extends Person {
  readonly slotId: string;
}

/** What the unlock screen may show; not proven until someone unlocks. */
export interface VaultHeader {
  readonly registerId: string;
  readonly unitName: string;
  readonly people: readonly SlotPerson[];
}

export interface UnlockedVault extends VaultHeader {
  readonly keys: VaultKeys;
  /** Undefined when the recovery key was used. */
  readonly person: SlotPerson | undefined;
  /** The slot file was damaged or changed by something else, and was put right from its spare: record it, and tell people. */
  readonly wasRepaired: boolean;
}

interface VaultAccess {
  readonly directory: string;
  readonly keys: VaultKeys;
}

/** Whether the folder holds a register's slots; then a missing or empty database is a fault, not a new register. */
export const hasVault = (directory: string): boolean => hasSlotFile(directory);

/**
 * Makes new keys, the first person's slot and the recovery key, which is returned to be printed and is kept nowhere.
 * @throws VaultFault `exists`, `weak-passphrase`
 */
export const createVault = async (options: {
  readonly directory: string;
  readonly unitName: string;
  readonly person: Person;
  readonly passphrase: string;
  readonly cost?: number | undefined;
}): Promise<{ readonly vault: UnlockedVault; readonly recoveryKey: string }> => {
  const { directory, unitName, person, passphrase, cost = productionCost } = options;
  if (hasSlotFile(directory)) {
    throw new VaultFault('exists', 'There is already a register in this folder. Unlock it instead.');
  }
  refuseWeakPassphrase(passphrase);
  const register = { format: 1, registerId: randomUUID() } as const;
  const keys = deriveKeys(randomBytes(32), register.registerId);
  const slot = { id: randomUUID(), ...person };
  const recoveryKey = randomBytes(32);
  const content = {
    ...register,
    unitName,
    slots: [await sealForPerson(register, slot, passphrase, keys.master, cost)],
    recovery: sealForRecovery(register, recoveryKey, keys.master),
  };
  refuseWithoutManager(content);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const slotFile = signSlotFile(content, keys.header);
  writeSlotFiles(directory, slotFile);
  return {
    vault: { ...headerOf(slotFile), keys, person: findPerson(slotFile, slot.id), wasRepaired: false },
    recoveryKey: printAndZero(recoveryKey),
  };
};

/** @throws VaultFault `missing`, `unreadable` */
export const readVaultHeader = (directory: string): VaultHeader => {
  const [first] = readSlotFiles(directory);
  if (!first) throw new Error('A readable slot file was promised');
  return headerOf(first.slotFile);
};

/**
 * @param now for the waits between wrong tries
 * @throws VaultFault `wrong-passphrase`, `wait`, `changed`, `unknown-person`, `missing`, `unreadable`
 */
export const unlockWithPassphrase = async (options: {
  readonly directory: string;
  readonly slotId: string;
  readonly passphrase: string;
  readonly now: Instant;
}): Promise<UnlockedVault> => {
  const { directory, slotId, passphrase, now } = options;
  if (!readSlotFiles(directory).some(({ slotFile }) => findPerson(slotFile, slotId))) throw unknownPerson();
  return unlock({
    directory,
    slotId,
    now,
    unseal: async (slotFile) => {
      const slot = slotFile.slots.find(({ id }) => id === slotId);
      return slot && (await unsealForPerson(slotFile, slot, passphrase));
    },
    wrong: new VaultFault(
      'wrong-passphrase',
      'That is not the passphrase of this person. Check the spelling and Caps Lock, and try again.',
    ),
  });
};

/**
 * A mistyped key is told from a wrong one by its checksum and does not count as a try.
 * @param now for the waits between wrong tries
 * @throws VaultFault `mistyped-recovery-key`, `wrong-recovery-key`, `wait`, `changed`, `missing`, `unreadable`
 */
export const unlockWithRecoveryKey = async (options: {
  readonly directory: string;
  readonly recoveryKey: string;
  readonly now: Instant;
}): Promise<UnlockedVault> => {
  const { directory, now } = options;
  const recoveryKey = parseRecoveryKey(options.recoveryKey);
  try {
    return await unlock({
      directory,
      slotId: 'recovery',
      now,
      unseal: async (slotFile) => unsealForRecovery(slotFile, slotFile.recovery, recoveryKey),
      wrong: new VaultFault(
        'wrong-recovery-key',
        'This recovery key is typed correctly but belongs to another register or was replaced. Find the latest one.',
      ),
    });
  } finally {
    recoveryKey.fill(0);
  }
};

/**
 * Lets another person unlock. Returns their slot's id.
 * @throws VaultFault `weak-passphrase`, `changed`
 */
export const addSlot = async (
  options: VaultAccess & {
    readonly person: Person;
    readonly passphrase: string;
    readonly cost?: number | undefined;
  },
): Promise<string> => {
  const { keys, person, passphrase, cost = productionCost } = options;
  refuseWeakPassphrase(passphrase);
  const id = randomUUID();
  await changeSlotFile(options, async (content) => {
    const slot = await sealForPerson(content, { id, ...person }, passphrase, keys.master, cost);
    return { ...content, slots: [...content.slots, slot] };
  });
  return id;
};

/** @throws VaultFault `weak-passphrase`, `unknown-person`, `changed` */
export const replaceSlotPassphrase = async (
  options: VaultAccess & {
    readonly slotId: string;
    readonly passphrase: string;
    readonly cost?: number | undefined;
  },
): Promise<void> => sealAgain(options, (person) => person);

/**
 * The role is sealed with the key, so the person gets a new passphrase with the new role.
 * @throws VaultFault `last-manager`, `weak-passphrase`, `unknown-person`, `changed`
 */
export const changeSlotRole = async (
  options: VaultAccess & {
    readonly slotId: string;
    readonly role: Role;
    readonly passphrase: string;
    readonly cost?: number | undefined;
  },
): Promise<void> => sealAgain(options, (person) => ({ ...person, role: options.role }));

/** @throws VaultFault `last-manager`, `unknown-person`, `changed` */
export const removeSlot = async (options: VaultAccess & { readonly slotId: string }): Promise<void> =>
  changeSlotFile(options, (content) => {
    if (!content.slots.some(({ id }) => id === options.slotId)) throw unknownPerson();
    return { ...content, slots: content.slots.filter(({ id }) => id !== options.slotId) };
  });

/**
 * Makes a new recovery key, to be printed; the one before opens nothing from then on.
 * @throws VaultFault `changed`
 */
export const renewRecoveryKey = async (options: VaultAccess): Promise<string> => {
  const recoveryKey = randomBytes(32);
  await changeSlotFile(options, (content) => ({
    ...content,
    recovery: sealForRecovery(content, recoveryKey, options.keys.master),
  }));
  return printAndZero(recoveryKey);
};

const unlock = async (options: {
  readonly directory: string;
  readonly slotId: string;
  readonly now: Instant;
  readonly unseal: (slotFile: SlotFile) => Promise<Buffer | undefined>;
  readonly wrong: VaultFault;
}): Promise<UnlockedVault> => {
  const { directory, slotId, now, unseal, wrong } = options;
  const candidates = readSlotFiles(directory);
  beginAttempt(directory, slotId, now);
  let wasChanged = false;
  for (const { slotFile, isSpare } of candidates) {
    const master = await unseal(slotFile);
    if (!master) continue;
    const keys = deriveKeys(master, slotFile.registerId);
    if (!isAuthentic(slotFile, keys.header)) {
      wasChanged = true;
      zero(keys);
      continue;
    }
    clearAttempts(directory, slotId, now);
    if (!isStoredTwice(directory, slotFile)) writeSlotFiles(directory, slotFile);
    return { ...headerOf(slotFile), keys, person: findPerson(slotFile, slotId), wasRepaired: isSpare };
  }
  throw wasChanged ? changedOutside() : wrong;
};

const changeSlotFile = async (
  { directory, keys }: VaultAccess,
  change: (content: SlotFileContent) => SlotFileContent | Promise<SlotFileContent>,
): Promise<void> => {
  const authentic = readSlotFiles(directory).find(({ slotFile }) => isAuthentic(slotFile, keys.header));
  if (!authentic) throw changedOutside();
  const { mac: _before, ...content } = authentic.slotFile;
  const changed = await change(content);
  refuseWithoutManager(changed);
  writeSlotFiles(directory, signSlotFile(changed, keys.header));
};

const sealAgain = async (
  options: VaultAccess & {
    readonly slotId: string;
    readonly passphrase: string;
    readonly cost?: number | undefined;
  },
  change: (person: SlotFile['slots'][number]) => SlotFile['slots'][number],
): Promise<void> => {
  const { keys, slotId, passphrase, cost = productionCost } = options;
  refuseWeakPassphrase(passphrase);
  await changeSlotFile(options, async (content) => {
    const slot = content.slots.find(({ id }) => id === slotId);
    if (!slot) throw unknownPerson();
    const sealed = await sealForPerson(content, change(slot), passphrase, keys.master, cost);
    return { ...content, slots: content.slots.map((other) => (other.id === slotId ? sealed : other)) };
  });
};

const headerOf = ({ registerId, unitName, slots }: SlotFile): VaultHeader => ({
  registerId,
  unitName,
  people: slots.map(({ id, userId, name, role }) => ({ slotId: id, userId, name, role })),
});

const findPerson = (slotFile: SlotFile, slotId: string): SlotPerson | undefined =>
  headerOf(slotFile).people.find((person) => person.slotId === slotId);

const printAndZero = (recoveryKey: Buffer): string => {
  const text = formatRecoveryKey(recoveryKey);
  recoveryKey.fill(0);
  return text;
};

const refuseWeakPassphrase = (passphrase: string): void => {
  const problem = findPassphraseProblem(passphrase);
  if (problem !== undefined) throw new VaultFault('weak-passphrase', problem);
};

const refuseWithoutManager = ({ slots }: SlotFileContent): void => {
  if (!slots.some(({ role }) => role === 'businessManager')) {
    throw new VaultFault(
      'last-manager',
      'The register needs at least one business manager. Make someone else a business manager first.',
    );
  }
};

const unknownPerson = (): VaultFault =>
  new VaultFault('unknown-person', 'This person can no longer unlock the register. Choose another name.');

const changedOutside = (): VaultFault =>
  new VaultFault(
    'changed',
    'The file with the register’s keys was changed by something other than this program. Restore it from the latest backup and tell your information governance lead.',
  );
