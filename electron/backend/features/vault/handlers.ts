/** Setting up, unlocking and locking. These operations open and close the register that all others work in. */
import { randomInt, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { LockReason, Session, VaultProblem } from '../../../../shared/contract/vault.ts';
import type { Instant } from '../../../../shared/domain/calendarTypes.ts';
import { bundledProcedures } from '../../../../shared/domain/procedures/bundledProcedures.ts';
import { startingAgencies } from '../../../../shared/domain/startingAgencies.ts';
import { invalid, refused } from '../../appFault.ts';
import { removeUnfinishedRotation } from '../../backups/rotateKeys.ts';
import { findBackupFolder } from '../../backups/backupFolder.ts';
import type { CopyWorkshop } from '../../backups/copyWork.ts';
import { setAside } from '../../backups/restoreBackup.ts';
import { DatabaseFault } from '../../database/databaseFault.ts';
import { findDamagedPages, keyFits } from '../../database/findDamagedPages.ts';
import { closeDatabase, openDatabase } from '../../database/openDatabase.ts';
import { writeFileAtomically } from '../../files/writeFileAtomically.ts';
import { acquireInstanceLock, type InstanceLock } from '../../vault/instanceLock.ts';
import { findAppError } from '../../faults.ts';
import type { Context } from '../../context.ts';
import type { Ports } from '../../ports.ts';
import { databaseFileName, openRegister, type OpenRegister } from '../../register.ts';
import type { Handlers } from '../../router.ts';
import { zero, type VaultKeys } from '../../vault/keys.ts';
import { generatePassphrase } from '../../vault/passphrases.ts';
import { findUnlockScreen, writeUnlockScreen } from '../../vault/unlockScreen.ts';
import {
  changeSlotPassphrase,
  createVault,
  hasVault,
  readVaultHeader,
  refuseWeakPassphrase,
  renewRecoveryKey,
  resetSlotPassphrase,
  settleSlotFiles,
  unlockWithPassphrase,
  unlockWithRecoveryKey,
  type SlotPerson,
  type UnlockedVault,
  type VaultHeader,
} from '../../vault/vault.ts';
import { VaultFault } from '../../vault/vaultFault.ts';
import { insertAgency } from '../directory/repository.ts';
import { findPerson, getSlotFile, insertPerson, keepSlotFile } from '../people/repository.ts';
import {
  asideName,
  getRestorable,
  listRestorable,
  putSlotsBack,
  restoreInPlace,
  stampOf,
} from './restoring.ts';
import { slotAccess } from '../people/slotAccess.ts';
import {
  getCurrentProcedure,
  getSettings,
  insertProcedureVersion,
  keepAnchorProblem,
  keepRecoveryKeyProved,
  keepSettings,
} from '../settings/repository.ts';
import { startingSettings } from '../settings/startingSettings.ts';

/** Where the open register is kept; the only state of the backend. */
export interface RegisterHolder {
  find(): OpenRegister | undefined;
  hold(register: OpenRegister): void;
  lock(because: LockReason): void;
  /** Before somebody locks: the day's backup, where there is none yet. */
  backUpWhenDue(): Promise<void>;
  lockedBecause(): LockReason | undefined;
  touch(): void;
}

/** Bytes: their pages are walked in less than a tenth of a second. */
const WALKED_BEFORE_OPENING = 32 * 1024 * 1024;

const createAbout = { entity: 'register', detail: 'register made' };

export const createVaultHandlers = (
  ports: Ports,
  holder: RegisterHolder,
  workshop: CopyWorkshop,
): Handlers['vault'] => {
  const directory = ports.paths.register;
  const cost = ports.scryptCost === undefined ? {} : { cost: ports.scryptCost as never };
  const now = (): Instant => ports.clock.now();
  /** The groups that must be typed back, until they have been. Never on disk. */
  let toProve: readonly string[] | undefined;
  /** Where the backups are that could be brought back, once somebody chose another folder. */
  let bringFrom: string | undefined;
  /** Why the database did not open, until its file is another. */
  let damage: { readonly message: string; readonly stamp: string } | undefined;
  const databaseFile = join(directory, databaseFileName);

  /** Why there is nothing to unlock; undefined where there is. */
  const findBlock = (): VaultProblem | undefined => {
    if (!hasVault(directory)) {
      return existsSync(databaseFile)
        ? {
            code: 'damaged',
            damaged: 'keys',
            message:
              'There is a register in this folder, but the file with its keys (slots.json) is missing. Put the file back, or the keys of a backup. Nothing has been changed.',
          }
        : undefined;
    }
    try {
      readVaultHeader(directory);
    } catch (error) {
      const problem = findAppError(error, ports.clock.now());
      if (!problem) throw error;
      return { code: problem.code, damaged: 'keys', message: problem.message };
    }
    return damage?.stamp === stampOf(databaseFile)
      ? { code: 'damaged', damaged: 'register', message: damage.message }
      : undefined;
  };

  /** A register that opens is not replaced by an older one: whoever may no longer unlock it could otherwise do that. */
  const refuseWhereSound = (): void => {
    if (holder.find() || (hasVault(directory) && !findBlock()))
      throw refused(
        'There is a register that can be unlocked. A backup is restored from inside it, under Security and records.',
      );
  };
  const backupPlace = (): string => bringFrom ?? findBackupFolder(directory).folder;

  /** Only where the file is there and whole enough to ask; what is wrong with it, opening it says. */
  const opensDatabase = (keys: VaultKeys): boolean => {
    try {
      return keyFits(join(directory, databaseFileName), keys.database);
    } catch {
      return false;
    }
  };

  /** There from the beginning of a set-up to its end, which is before anybody has seen the recovery key. */
  const halfMadeFile = join(directory, 'being-made');
  let making = false;

  /** A set-up that was cut short left pieces that nobody can unlock. They go aside, and setting up begins again. */
  const setHalfMadeAside = (): void => {
    if (making || holder.find() || !existsSync(halfMadeFile)) return;
    let lock: InstanceLock | undefined;
    try {
      lock = acquireInstanceLock(directory, now());
    } catch {
      return; // another window is making it this very moment
    }
    try {
      setAside(directory, asideName(now()));
      rmSync(halfMadeFile, { force: true });
    } finally {
      lock.release();
    }
  };

  /** Splits a new recovery key for printing and picks the two groups to ask for. */
  const presentRecoveryKey = (recoveryKey: string): { groups: string[]; ask: [number, number] } => {
    const groups = recoveryKey.split('-');
    const first = randomInt(groups.length);
    const second = (first + 1 + randomInt(groups.length - 1)) % groups.length;
    const ask = [first, second].sort((one, other) => one - other) as [number, number];
    toProve = ask.map((index) => groups[index] ?? '');
    return { groups, ask: [ask[0] + 1, ask[1] + 1] };
  };

  const open = (
    { keys }: UnlockedVault,
    { slotId, userId, name, role }: SlotPerson,
    mode: 'create' | 'open',
  ): OpenRegister => {
    const session: Session = { userId, name, role };
    try {
      return openRegister({ ports, keys, session, slotId, mode });
    } catch (error) {
      zero(keys);
      throw error;
    }
  };

  const wordsForDamage = (pages: readonly number[]): string =>
    `The register file is damaged: ${pages.length === 1 ? 'one page is' : `${pages.length} pages are`} not as ${pages.length === 1 ? 'it was' : 'they were'} written (page ${pages.slice(0, 5).join(', ')}). Stop work and restore the latest backup.`;

  /**
   * The seals of all of the file's pages: SQLite's own look finds few of the bits that may have turned. A file of the usual
   * size is walked before it is opened; of a large one only the key's page, and all of it once somebody works, who would
   * otherwise wait for seconds. A damaged page is never read as sound meanwhile: SQLite looks at the seal of each that it reads.
   */
  const refuseDamaged = (keys: VaultKeys): void => {
    try {
      acquireInstanceLock(directory, now()).release(); // another window writes to the file that is walked here
      if (!existsSync(databaseFile))
        throw new DatabaseFault(
          'missing',
          'The register file (register.db) is not in its folder, although its keys are. Put the file back or restore the latest backup.',
        );
      if (opensDatabase(keys)) {
        const pages = isLarge() ? [] : findDamagedPages(databaseFile, keys.database);
        if (pages.length > 0) throw new DatabaseFault('damaged', wordsForDamage(pages));
      } else closeDatabase(openDatabase({ file: databaseFile, key: keys.database, mode: 'open' })); // says why
    } catch (error) {
      zero(keys);
      const problem = findAppError(error, ports.clock.now());
      if (problem?.code === 'damaged') damage = { message: problem.message, stamp: stampOf(databaseFile) };
      throw error;
    }
  };

  const isLarge = (): boolean =>
    statSync(databaseFile).size > (ports.walkedBeforeOpening ?? WALKED_BEFORE_OPENING);

  /** The walk of a large register. Where a page is damaged the register is shut, and the next window says why. */
  const walkWhileOpen = async (register: OpenRegister): Promise<void> => {
    try {
      const pages = await register.findDamagedPages();
      if (pages.length === 0 || holder.find() !== register) return;
      holder.lock('damaged');
      damage = { message: wordsForDamage(pages), stamp: stampOf(databaseFile) };
    } catch (error) {
      if (holder.find() !== register) return; // it was locked meanwhile; the next unlocking walks it again
      ports.logger.fault(ports.ids.next(), 'walk of the pages', error instanceof Error ? error.name : '');
    }
  };

  /** `usedSlot` is undefined where the recovery key opened the vault for this person. */
  const openForWork = (
    vault: UnlockedVault,
    person: SlotPerson,
    usedSlot: string | undefined,
  ): { readonly wasRepaired: boolean } => {
    refuseDamaged(vault.keys);
    const register = open(vault, person, 'open');
    try {
      const kept = getSlotFile(register.database);
      const { wasRepaired } = settleSlotFiles({ directory, vault, slotId: usedSlot, kept });
      removeUnfinishedRotation(directory, join(directory, databaseFileName));
      const stored = findPerson(register.database, register.session.userId);
      if (!stored || stored.leftAt || stored.slotId !== person.slotId || stored.role !== person.role)
        throw refused('This person can no longer unlock the register. Choose another name.');
      writeUnlockScreen(directory, {
        unitName: getSettings(register.database).unitName,
        procedure: getCurrentProcedure(register.database).procedure,
      });
      holder.hold(register);
      if (isLarge()) void walkWhileOpen(register);
      return { wasRepaired };
    } catch (error) {
      register.close();
      throw error;
    }
  };

  const refuseWhereNoManager = ({ people }: VaultHeader, slotId: string): SlotPerson => {
    const person = people.find((candidate) => candidate.slotId === slotId);
    if (person?.role !== 'businessManager')
      throw refused('The recovery key gives a business manager a new passphrase. Choose a business manager.');
    return person;
  };

  /** Opens the register with the recovery key and gives a business manager a new passphrase. */
  const recover = async (
    asked: { readonly slotId: string; readonly recoveryKey: string; readonly newPassphrase: string },
    context: Context,
    detail: string,
  ): Promise<void> => {
    const { slotId, recoveryKey, newPassphrase } = asked;
    refuseWeakPassphrase(newPassphrase);
    const vault = await unlockWithRecoveryKey({ directory, recoveryKey, now: now(), opensDatabase });
    try {
      refuseWhereNoManager(vault, slotId);
    } catch (error) {
      zero(vault.keys);
      throw error;
    }
    openForWork(vault, refuseWhereNoManager(vault, slotId), undefined);
    try {
      await resetSlotPassphrase({
        ...slotAccess(context, {
          entity: 'register',
          detail: 'unlocked with the recovery key; new passphrase set',
        }),
        slotId,
        passphrase: newPassphrase,
      });
    } catch (error) {
      holder.lock('person');
      throw error;
    }
    recordUnlock(context, holder, detail);
  };

  return {
    status: () => {
      const register = holder.find();
      const common = { ladder: findUnlockScreen(directory)?.ladder ?? [], people: [] };
      if (register)
        return {
          ...common,
          state: 'unlocked',
          unitName: getSettings(register.database).unitName,
          session: register.session,
        };
      setHalfMadeAside();
      const problem = findBlock();
      if (problem) return { ...common, state: 'blocked', problem };
      if (!hasVault(directory)) return { ...common, state: 'new' };
      const header = readVaultHeader(directory);
      const because = holder.lockedBecause();
      return {
        ...common,
        state: 'locked',
        unitName: findUnlockScreen(directory)?.unitName ?? header.unitName,
        people: header.people.map(({ slotId, name, role }) => ({ slotId, name, role })),
        ...(because ? { lockedBecause: because } : {}),
      };
    },

    listBackups: () => listRestorable(backupPlace()),

    chooseBackupFolder: async () => {
      const folder = await ports.folders.choose('bring');
      if (folder !== undefined) bringFrom = folder;
      return { chosen: folder !== undefined };
    },

    putKeysBack: ({ name }) => {
      refuseWhereSound();
      putSlotsBack(directory, getRestorable(backupPlace(), name), now());
      return {};
    },

    restore: async ({ name, slotId, passphrase }, context) => {
      refuseWhereSound();
      const backup = getRestorable(backupPlace(), name);
      const unlock = (slots: { readonly slotsDirectory?: string }) =>
        unlockWithPassphrase({ directory, slotId, passphrase, now: now(), ...slots });
      await restoreInPlace({ directory, backup, unlock, now: now(), workshop, job: context.job });
      damage = undefined;
      const vault = await unlockWithPassphrase({ directory, slotId, passphrase, now: now(), opensDatabase });
      if (!vault.person) throw new Error('The slot that was opened is gone');
      openForWork(vault, vault.person, slotId);
      recordUnlock(context, holder, `unlocked; restored from the backup ${name}`);
      return context.session;
    },

    restoreWithRecoveryKey: async ({ name, ...asked }, context) => {
      refuseWhereSound();
      refuseWeakPassphrase(asked.newPassphrase);
      const backup = getRestorable(backupPlace(), name);
      refuseWhereNoManager(readVaultHeader(backup.directory), asked.slotId);
      const unlock = (slots: { readonly slotsDirectory: string }) =>
        unlockWithRecoveryKey({ directory, recoveryKey: asked.recoveryKey, now: now(), ...slots });
      await restoreInPlace({ directory, backup, unlock, now: now(), workshop, job: context.job });
      damage = undefined;
      await recover(asked, context, `unlocked; restored from the backup ${name}`);
      return context.session;
    },

    suggestPassphrase: () => ({ passphrase: generatePassphrase() }),

    create: async ({ unitName, procedureId, referencePrefix, personName, passphrase }, context) => {
      setHalfMadeAside();
      if (holder.find() || hasVault(directory) || existsSync(databaseFile))
        throw refused('There is already a register in this folder. Unlock it instead.');
      const procedure = bundledProcedures.find(({ id }) => id === procedureId);
      if (!procedure)
        throw invalid('Choose your procedure.', [{ path: 'procedureId', message: 'Choose your procedure' }]);
      const userId = randomUUID();
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      making = true;
      writeFileAtomically(halfMadeFile, now());
      try {
        const { vault, recoveryKey } = await createVault({
          directory,
          unitName,
          person: { userId, name: personName, role: 'businessManager' },
          passphrase,
          ...cost,
        });
        const { person } = vault;
        if (!person) throw new Error('The slot that was made is gone');
        holder.hold(open(vault, person, 'create'));
        context.record(createAbout, (database) => {
          insertPerson(database, {
            id: userId,
            name: personName,
            role: 'businessManager',
            slotId: person.slotId,
            addedAt: context.now,
            leftAt: null,
          });
          keepSlotFile(database, vault.slotFile, context.now);
          keepSettings(database, startingSettings({ unitName, referencePrefix }));
          keepRecoveryKeyProved(database, false);
          insertProcedureVersion(database, { versionId: randomUUID(), procedure }, context.now);
          startingAgencies.forEach((agency) =>
            insertAgency(database, { id: randomUUID(), ...agency, fullMember: false, retired: false }),
          );
        });
        writeUnlockScreen(directory, { unitName, procedure });
        rmSync(halfMadeFile, { force: true });
        return { session: context.session, recoveryKey: presentRecoveryKey(recoveryKey) };
      } catch (error) {
        rmSync(halfMadeFile, { force: true });
        if (error instanceof VaultFault) throw error; // nothing was made yet
        // A half-made register would refuse the next try: nothing of it was ever used, so it goes.
        holder.lock('person');
        for (const name of [
          'slots.json',
          'slots.json.bak',
          databaseFileName,
          `${databaseFileName}-wal`,
          'anchor.json',
          'unlock-screen.json',
        ])
          rmSync(join(directory, name), { force: true });
        throw error;
      } finally {
        making = false;
      }
    },

    proveRecoveryKey: ({ groups }, context) => {
      const plain = (text: string): string =>
        text
          .toUpperCase()
          .replace(/[^0-9A-Z]/g, '')
          .replaceAll('O', '0')
          .replace(/[IL]/g, '1');
      if (!toProve)
        throw refused(
          'This recovery key can no longer be proved. Make a new one under People, and prove that one.',
        );
      const expected = toProve;
      const issues = groups.flatMap((group, index) =>
        plain(group) === expected[index]
          ? []
          : [
              {
                path: `groups.${index}`,
                message: 'This is not what the sheet says: look again and type the four signs',
              },
            ],
      );
      if (issues.length > 0) throw invalid('Compare both groups with the printed sheet.', issues);
      context.record({ entity: 'register', detail: 'recovery key proved' }, (database) =>
        keepRecoveryKeyProved(database, true),
      );
      toProve = undefined;
      return {};
    },

    renewRecoveryKey: async ({ passphrase }, context) => {
      const { register } = context;
      await checkOwnPassphrase(directory, register.slotId, passphrase, now());
      const recoveryKey = await renewRecoveryKey(
        slotAccess(context, { entity: 'register', detail: 'new recovery key' }, (database) =>
          keepRecoveryKeyProved(database, false),
        ),
      );
      return presentRecoveryKey(recoveryKey);
    },

    unlock: async ({ slotId, passphrase }, context) => {
      refuseWhenOpen(holder);
      const vault = await unlockWithPassphrase({ directory, slotId, passphrase, now: now(), opensDatabase });
      if (!vault.person) throw new Error('The slot that was opened is gone');
      const { wasRepaired } = openForWork(vault, vault.person, slotId);
      recordUnlock(context, holder, wasRepaired ? 'unlocked; slot file put right' : 'unlocked');
      return context.session;
    },

    unlockWithRecoveryKey: async (asked, context) => {
      refuseWhenOpen(holder);
      await recover(asked, context, 'unlocked');
      return context.session;
    },

    changeOwnPassphrase: async ({ current, next }, context) => {
      const { register } = context;
      await changeSlotPassphrase({
        ...slotAccess(context, {
          entity: `person:${register.session.userId}`,
          detail: 'own passphrase changed',
        }),
        slotId: register.slotId,
        current,
        passphrase: next,
        now: now(),
      });
      return {};
    },

    lock: async (_input, context) => {
      await holder.backUpWhenDue();
      try {
        context.recordLook({ entity: 'register', detail: 'locked' });
      } finally {
        // Whatever became of the audit line: who asks for a lock gets it.
        holder.lock('person');
      }
      return {};
    },

    touch: () => {
      holder.touch();
      return {};
    },
  };
};

/** Every unlocking is recorded, and with it whether the log still reaches as far as its anchor says. */
const recordUnlock = (context: Context, holder: RegisterHolder, detail: string): void => {
  try {
    // A full disk does not keep anybody from reading: the line waits for the next write.
    const problem = context.register.auditLog.findAnchorProblem();
    if (!problem) context.recordLook({ entity: 'register', detail });
    else
      context.record(
        { entity: 'register', detail: `${detail}; the log did not reach its anchor` },
        (database) => keepAnchorProblem(database, { ...problem, at: context.now }),
      );
  } catch (error) {
    holder.lock('person');
    throw error;
  }
};

const refuseWhenOpen = (holder: RegisterHolder): void => {
  if (holder.find()) throw refused('The register is already unlocked. Lock it first.');
};

/** Opens the person's own slot once more to prove that it is they. Counts as a try like any other. */
const checkOwnPassphrase = async (
  directory: string,
  slotId: string,
  passphrase: string,
  now: Instant,
): Promise<void> => {
  const { keys } = await unlockWithPassphrase({ directory, slotId, passphrase, now });
  zero(keys);
};
