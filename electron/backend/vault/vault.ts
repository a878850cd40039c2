/**
 * The vault: who may open the register, and the keys. A slot file beside the register holds for each person two key
 * pairs sealed under their passphrase and the master key sealed to one of them, and once more to the recovery key's
 * pair; so a new master key can be given to everyone without asking for their passphrases. The database keeps the same
 * text, so that old slot files put back are noticed and put right. This folder imports Node, zod, shared/domain and
 * the database's faults; it knows nothing of what is in the database. Names and roles can be read before anyone
 * unlocks, and are proven when someone does.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { Instant } from '../../../shared/domain/calendarTypes.ts';
import type { Role } from '../../../shared/domain/permissions.ts';
import { findDatabaseFault } from '../database/databaseFault.ts';
import { beginAttempt, clearAttempts } from './attempts.ts';
import { signWith } from './keyPairs.ts';
import { deriveKeys, zero, type VaultKeys } from './keys.ts';
import { findPassphraseProblem } from './passphrases.ts';
import { formatRecoveryKey, parseRecoveryKey } from './recoveryKey.ts';
import {
  generatePersonKeys,
  productionCost,
  resealForPerson,
  resealForRecovery,
  sealForPerson,
  sealForRecovery,
  unsealForPerson,
  unsealForRecovery,
  zeroPersonKeys,
  type PersonKeys,
} from './sealMaster.ts';
import {
  hasSlotFile,
  isAuthentic,
  parseSlotFile,
  readSlotFiles,
  removeNextSlotFile,
  replaceSlotFiles,
  signSlotFile,
  storedIn,
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
  /** As it was read and proven. Whether it is still the one that counts, `settleSlotFiles` says. */
  readonly slotFile: SlotFile;
}

/**
 * Whether keys open the database that is there. Asked where several slot files open: a change of the register's keys was
 * cut short, and which of the two it had come to, the database says.
 */
type OpensDatabase = (keys: VaultKeys) => boolean;

interface VaultAccess {
  readonly directory: string;
  readonly keys: VaultKeys;
  /** The slot file's text as the database keeps it. */
  readonly kept: string;
  /** Keeps a changed slot file in the database, in one transaction with what the change is about. */
  readonly commit: (slotFile: SlotFile) => void;
}

interface Passphrase {
  readonly passphrase: string;
  readonly cost?: number | undefined;
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
  const register = { format: 2, registerId: randomUUID() } as const;
  const keys = deriveKeys(randomBytes(32), register.registerId);
  const slot = { id: randomUUID(), ...person };
  const recoveryKey = randomBytes(32);
  const personKeys = generatePersonKeys();
  const content = {
    ...register,
    unitName,
    slots: [await sealForPerson(register, slot, passphrase, personKeys, keys.master, cost)],
    recovery: sealForRecovery(register, recoveryKey, keys.master),
  };
  zeroPersonKeys(personKeys);
  refuseWithoutManager(content);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const slotFile = signSlotFile(content, keys.header);
  writeSlotFiles(directory, slotFile);
  return {
    vault: { ...headerOf(slotFile), keys, person: findPerson(slotFile, slot.id), slotFile },
    recoveryKey: printAndZero(recoveryKey),
  };
};

/** @throws VaultFault `missing`, `unreadable` */
export const readVaultHeader = (directory: string): VaultHeader => {
  const [first] = readSlotFiles(directory);
  if (!first) throw new Error('A readable slot file was promised');
  return headerOf(first);
};

/**
 * @param now for the waits between wrong tries
 * @throws VaultFault `wrong-passphrase`, `wait`, `changed`, `unknown-person`, `missing`, `unreadable`
 */
export const unlockWithPassphrase = async (options: {
  /** The register's folder, where wrong tries are counted. */
  readonly directory: string;
  readonly slotId: string;
  readonly passphrase: string;
  readonly now: Instant;
  readonly opensDatabase?: OpensDatabase;
  /** Where the slots lie, if not beside the register: a backup's folder. */
  readonly slotsDirectory?: string;
}): Promise<UnlockedVault> => {
  const candidates = readSlotFiles(options.slotsDirectory ?? options.directory);
  const { vault, personKeys } = await openSlot({ ...options, candidates });
  zeroPersonKeys(personKeys);
  return vault;
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
  readonly opensDatabase?: OpensDatabase;
  /** Where the slots lie, if not beside the register: a backup's folder. */
  readonly slotsDirectory?: string;
}): Promise<UnlockedVault> => {
  const { directory, now, opensDatabase, slotsDirectory = directory } = options;
  const recoveryKey = parseRecoveryKey(options.recoveryKey);
  try {
    const { vault } = await openOne({
      directory,
      candidates: readSlotFiles(slotsDirectory),
      slotId: recoverySlotId,
      now,
      unseal: async (slotFile) => {
        const master = unsealForRecovery(slotFile, slotFile.recovery, recoveryKey);
        return master && { master };
      },
      wrong: wrongRecoveryKey(),
      ...(opensDatabase ? { opensDatabase } : {}),
    });
    return vault;
  } finally {
    recoveryKey.fill(0);
  }
};

/**
 * Once the database is open: the slot file that it keeps is the one that counts, and files that differ from it, from a
 * power cut or put back from another day, are put right.
 * @param slotId undefined when the recovery key was used
 * @throws VaultFault where what was typed opens only a slot that has been replaced or removed; `changed`
 */
export const settleSlotFiles = (options: {
  readonly directory: string;
  readonly vault: UnlockedVault;
  readonly slotId: string | undefined;
  readonly kept: string;
}): { readonly people: readonly SlotPerson[]; readonly wasRepaired: boolean } => {
  const { directory, vault, slotId, kept } = options;
  const slotFile = readKept({ kept, keys: vault.keys });
  const stored = storedIn(directory, slotFile);
  if (!stored.main || !stored.spare) writeSlotFilesIfThereIsRoom(directory, slotFile);
  removeNextSlotFile(directory);
  const slotText = ({ slots, recovery }: SlotFile): string | undefined => {
    const slot = slotId === undefined ? recovery : slots.find(({ id }) => id === slotId);
    return slot && JSON.stringify(slot);
  };
  const counts = slotText(slotFile);
  if (counts === undefined) throw unknownPerson();
  if (counts !== slotText(vault.slotFile))
    throw slotId === undefined ? wrongRecoveryKey() : wrongPassphrase();
  return { people: headerOf(slotFile).people, wasRepaired: !stored.main };
};

/** The database keeps the same text: a full disk keeps nobody out for want of the copies. */
const writeSlotFilesIfThereIsRoom = (directory: string, slotFile: SlotFile): void => {
  try {
    writeSlotFiles(directory, slotFile);
  } catch (error) {
    if (findDatabaseFault(error)?.code !== 'disk-full') throw error;
  }
};

/**
 * Signs for a person who types their own passphrase; the key that signed is given back.
 * @throws VaultFault as `unlockWithPassphrase` does
 */
export const signWithPassphrase = async (
  options: Pick<VaultAccess, 'directory' | 'keys' | 'kept'> & {
    readonly slotId: string;
    readonly passphrase: string;
    readonly message: Buffer;
    readonly now: Instant;
  },
): Promise<{ readonly signature: Buffer; readonly publicKey: Buffer }> => {
  const { vault, personKeys } = await openSlot({ ...options, candidates: [readKept(options)] });
  const { secret, publicKey } = personKeys.signing;
  const signature = signWith(secret, options.message);
  zeroPersonKeys(personKeys);
  zero(vault.keys);
  return { signature, publicKey };
};

/**
 * Lets another person unlock.
 * @throws VaultFault `weak-passphrase`, `changed`
 */
export const addSlot = async (
  options: VaultAccess & Passphrase & { readonly slotId: string; readonly person: Person },
): Promise<void> => {
  const { keys, slotId, person, passphrase, cost = productionCost } = options;
  refuseWeakPassphrase(passphrase);
  const personKeys = generatePersonKeys();
  await changeSlotFile(options, async (content) => {
    const slot = { id: slotId, ...person };
    const sealed = await sealForPerson(content, slot, passphrase, personKeys, keys.master, cost);
    return { ...content, slots: [...content.slots, sealed] };
  });
  zeroPersonKeys(personKeys);
};

/**
 * A passphrase given by somebody else, or by the recovery key: the person's own keys are lost with the old one, so
 * they sign with a new one from then on.
 * @throws VaultFault `weak-passphrase`, `unknown-person`, `changed`
 */
export const resetSlotPassphrase = async (
  options: VaultAccess & Passphrase & { readonly slotId: string },
): Promise<void> => sealAgain(options, generatePersonKeys(), (person) => person);

/**
 * One's own passphrase, proven by the present one; the person's keys stay.
 * @param now for the waits between wrong tries
 * @throws VaultFault `weak-passphrase`, and as `unlockWithPassphrase` does
 */
export const changeSlotPassphrase = async (
  options: VaultAccess &
    Passphrase & { readonly slotId: string; readonly current: string; readonly now: Instant },
): Promise<void> => {
  const candidates = [readKept(options)];
  refuseWeakPassphrase(options.passphrase);
  const { vault, personKeys } = await openSlot({ ...options, passphrase: options.current, candidates });
  zero(vault.keys);
  await sealAgain(options, personKeys, (person) => person);
};

/**
 * The role is sealed with the keys, so the person gets a new passphrase, and new keys, with the new role.
 * @throws VaultFault `last-manager`, `weak-passphrase`, `unknown-person`, `changed`
 */
export const changeSlotRole = async (
  options: VaultAccess & Passphrase & { readonly slotId: string; readonly role: Role },
): Promise<void> => sealAgain(options, generatePersonKeys(), (person) => ({ ...person, role: options.role }));

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

/**
 * A new master key given to everybody who has a slot, and to the recovery key. Writes nothing: slots and database have to
 * change together (see rotateKeys.ts).
 * @throws VaultFault `changed`
 */
export const reissueMaster = (
  access: Pick<VaultAccess, 'kept' | 'keys'>,
): { readonly slotFile: SlotFile; readonly keys: VaultKeys } => {
  const { mac: _before, ...content } = readKept(access);
  const keys = deriveKeys(randomBytes(32), content.registerId);
  const slots = content.slots.map((slot) => resealForPerson(content, slot, keys.master));
  const recovery = resealForRecovery(content, content.recovery, keys.master);
  return { slotFile: signSlotFile({ ...content, slots, recovery }, keys.header), keys };
};

/** Tries are counted for the recovery key as for a person. */
const recoverySlotId = 'recovery';

const openSlot = async (options: {
  readonly directory: string;
  readonly candidates: readonly SlotFile[];
  readonly slotId: string;
  readonly passphrase: string;
  readonly now: Instant;
  readonly opensDatabase?: OpensDatabase;
}): Promise<{ readonly vault: UnlockedVault; readonly personKeys: PersonKeys }> => {
  const { candidates, slotId, passphrase } = options;
  if (!candidates.some((slotFile) => findPerson(slotFile, slotId))) throw unknownPerson();
  const { vault, opened } = await openOne({
    ...options,
    unseal: async (slotFile) => {
      const slot = slotFile.slots.find(({ id }) => id === slotId);
      return slot && (await unsealForPerson(slotFile, slot, passphrase));
    },
    wrong: wrongPassphrase(),
  });
  return { vault, personKeys: opened.personKeys };
};

const openOne = async <Opened extends { readonly master: Buffer }>(options: {
  readonly directory: string;
  readonly candidates: readonly SlotFile[];
  readonly slotId: string;
  readonly now: Instant;
  readonly unseal: (slotFile: SlotFile) => Promise<Opened | undefined>;
  readonly wrong: VaultFault;
  readonly opensDatabase?: OpensDatabase;
}): Promise<{ readonly vault: UnlockedVault; readonly opened: Opened }> => {
  const { directory, candidates, slotId, now, unseal, wrong, opensDatabase = () => true } = options;
  beginAttempt(directory, slotId, now);
  let wasChanged = false;
  let first: { readonly vault: UnlockedVault; readonly opened: Opened } | undefined;
  for (const slotFile of candidates) {
    const opened = await unseal(slotFile);
    if (!opened) continue;
    const keys = deriveKeys(opened.master, slotFile.registerId);
    if (!isAuthentic(slotFile, keys.header)) {
      wasChanged = true;
      zero(keys);
      continue;
    }
    clearAttempts(directory, slotId, now);
    const vault = { ...headerOf(slotFile), keys, person: findPerson(slotFile, slotId), slotFile };
    if (opensDatabase(keys)) return { vault, opened };
    first ??= { vault, opened };
  }
  if (first) return first; // opening the database will say what is wrong with it
  throw wasChanged ? changedOutside() : wrong;
};

const readKept = ({ kept, keys }: Pick<VaultAccess, 'kept' | 'keys'>): SlotFile => {
  const slotFile = parseSlotFile(kept);
  if (!slotFile || !isAuthentic(slotFile, keys.header)) throw changedOutside();
  return slotFile;
};

const changeSlotFile = async (
  access: VaultAccess,
  change: (content: SlotFileContent) => SlotFileContent | Promise<SlotFileContent>,
): Promise<void> => {
  const before = readKept(access);
  const { mac: _before, ...content } = before;
  const changed = await change(content);
  refuseWithoutManager(changed);
  replaceSlotFiles(access.directory, before, signSlotFile(changed, access.keys.header), access.commit);
};

const sealAgain = async (
  options: VaultAccess & Passphrase & { readonly slotId: string },
  personKeys: PersonKeys,
  change: (person: SlotFile['slots'][number]) => SlotFile['slots'][number],
): Promise<void> => {
  const { keys, slotId, passphrase, cost = productionCost } = options;
  try {
    refuseWeakPassphrase(passphrase);
    await changeSlotFile(options, async (content) => {
      const slot = content.slots.find(({ id }) => id === slotId);
      if (!slot) throw unknownPerson();
      const sealed = await sealForPerson(content, change(slot), passphrase, personKeys, keys.master, cost);
      return { ...content, slots: content.slots.map((other) => (other.id === slotId ? sealed : other)) };
    });
  } finally {
    zeroPersonKeys(personKeys);
  }
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

/** @throws VaultFault `weak-passphrase` */
export const refuseWeakPassphrase = (passphrase: string): void => {
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

const wrongPassphrase = (): VaultFault =>
  new VaultFault(
    'wrong-passphrase',
    'That is not the passphrase of this person. Check the spelling and Caps Lock, and try again.',
  );

const wrongRecoveryKey = (): VaultFault =>
  new VaultFault(
    'wrong-recovery-key',
    'This recovery key is typed correctly but belongs to another register or was replaced. Find the latest one.',
  );

const unknownPerson = (): VaultFault =>
  new VaultFault('unknown-person', 'This person can no longer unlock the register. Choose another name.');

const changedOutside = (): VaultFault =>
  new VaultFault(
    'changed',
    'The file with the register’s keys was changed by something other than this program. Restore it from the latest backup and tell your information governance lead.',
  );
