/** Setting up, unlocking and locking. These operations open and close the register that all others work in. */
import { randomInt, randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Session } from '../../../../shared/contract/vault.ts';
import type { Instant } from '../../../../shared/domain/calendarTypes.ts';
import { bundledProcedures } from '../../../../shared/domain/procedures/bundledProcedures.ts';
import { startingAgencies } from '../../../../shared/domain/startingAgencies.ts';
import { invalid, refused } from '../../appFault.ts';
import { findAppError } from '../../faults.ts';
import type { Context } from '../../context.ts';
import type { Ports } from '../../ports.ts';
import { databaseFileName, openRegister, type OpenRegister } from '../../register.ts';
import type { Handlers } from '../../router.ts';
import { zero } from '../../vault/keys.ts';
import { generatePassphrase } from '../../vault/passphrases.ts';
import { findUnlockScreen, writeUnlockScreen } from '../../vault/unlockScreen.ts';
import {
  createVault,
  hasVault,
  readVaultHeader,
  renewRecoveryKey,
  replaceSlotPassphrase,
  unlockWithPassphrase,
  unlockWithRecoveryKey,
  type UnlockedVault,
} from '../../vault/vault.ts';
import { VaultFault } from '../../vault/vaultFault.ts';
import { insertAgency } from '../directory/repository.ts';
import { findPerson, insertPerson } from '../people/repository.ts';
import {
  getCurrentProcedure,
  getSettings,
  insertProcedureVersion,
  keepFallenBehindAt,
  keepRecoveryKeyProved,
  keepSettings,
} from '../settings/repository.ts';
import { startingSettings } from '../settings/startingSettings.ts';

export type LockReason = 'person' | 'idle' | 'suspend';

/** Where the open register is kept; the only state of the backend. */
export interface RegisterHolder {
  find(): OpenRegister | undefined;
  hold(register: OpenRegister): void;
  lock(because: LockReason): void;
  lockedBecause(): LockReason | undefined;
  touch(): void;
}

const createAbout = { entity: 'register', detail: 'register made' };

export const createVaultHandlers = (ports: Ports, holder: RegisterHolder): Handlers['vault'] => {
  const directory = ports.paths.register;
  const cost = ports.scryptCost === undefined ? {} : { cost: ports.scryptCost as never };
  const now = (): Instant => ports.clock.now();
  /** The groups that must be typed back, until they have been. Never on disk. */
  let toProve: readonly string[] | undefined;

  /** Splits a new recovery key for printing and picks the two groups to ask for. */
  const presentRecoveryKey = (recoveryKey: string): { groups: string[]; ask: [number, number] } => {
    const groups = recoveryKey.split('-');
    const first = randomInt(groups.length);
    const second = (first + 1 + randomInt(groups.length - 1)) % groups.length;
    const ask = [first, second].sort((one, other) => one - other) as [number, number];
    toProve = ask.map((index) => groups[index] ?? '');
    return { groups, ask: [ask[0] + 1, ask[1] + 1] };
  };

  const open = (vault: UnlockedVault, slotId: string, mode: 'create' | 'open'): OpenRegister => {
    const person = vault.people.find((candidate) => candidate.slotId === slotId);
    if (!person) throw new Error('The slot that was opened is gone');
    const session: Session = { userId: person.userId, name: person.name, role: person.role };
    try {
      return openRegister({ ports, keys: vault.keys, session, slotId, mode });
    } catch (error) {
      zero(vault.keys);
      throw error;
    }
  };

  const openForWork = (vault: UnlockedVault, slotId: string): OpenRegister => {
    const register = open(vault, slotId, 'open');
    try {
      const person = findPerson(register.database, register.session.userId);
      if (!person || person.leftAt)
        throw refused('This person can no longer unlock the register. Choose another name.');
      writeUnlockScreen(directory, {
        unitName: getSettings(register.database).unitName,
        procedure: getCurrentProcedure(register.database).procedure,
      });
      return register;
    } catch (error) {
      register.close();
      throw error;
    }
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
      if (!hasVault(directory)) {
        return existsSync(join(directory, databaseFileName))
          ? {
              ...common,
              state: 'blocked',
              problem: {
                code: 'damaged',
                message:
                  'There is a register in this folder, but the file with its keys (slots.json) is missing. Put the file back, or restore the latest backup. Nothing has been changed.',
              },
            }
          : { ...common, state: 'new' };
      }
      try {
        const header = readVaultHeader(directory);
        const because = holder.lockedBecause();
        return {
          ...common,
          state: 'locked',
          unitName: findUnlockScreen(directory)?.unitName ?? header.unitName,
          people: header.people.map(({ slotId, name, role }) => ({ slotId, name, role })),
          ...(because ? { lockedBecause: because } : {}),
        };
      } catch (error) {
        const problem = findAppError(error, ports.clock.now());
        if (!problem) throw error;
        return { ...common, state: 'blocked', problem: { code: problem.code, message: problem.message } };
      }
    },

    suggestPassphrase: () => ({ passphrase: generatePassphrase() }),

    create: async ({ unitName, procedureId, referencePrefix, personName, passphrase }, context) => {
      if (holder.find() || hasVault(directory) || existsSync(join(directory, databaseFileName)))
        throw refused('There is already a register in this folder. Unlock it instead.');
      const procedure = bundledProcedures.find(({ id }) => id === procedureId);
      if (!procedure)
        throw invalid('Choose your procedure.', [{ path: 'procedureId', message: 'Choose your procedure' }]);
      const userId = randomUUID();
      try {
        const { vault, recoveryKey } = await createVault({
          directory,
          unitName,
          person: { userId, name: personName, role: 'businessManager' },
          passphrase,
          ...cost,
        });
        const slotId = vault.person?.slotId ?? '';
        holder.hold(open(vault, slotId, 'create'));
        context.record(createAbout, (database) => {
          insertPerson(database, {
            id: userId,
            name: personName,
            role: 'businessManager',
            slotId,
            addedAt: context.now,
            leftAt: null,
          });
          keepSettings(database, startingSettings({ unitName, referencePrefix }));
          keepRecoveryKeyProved(database, false);
          insertProcedureVersion(database, { versionId: randomUUID(), procedure }, context.now);
          startingAgencies.forEach((agency) =>
            insertAgency(database, { id: randomUUID(), ...agency, fullMember: false, retired: false }),
          );
        });
        writeUnlockScreen(directory, { unitName, procedure });
        return { session: context.session, recoveryKey: presentRecoveryKey(recoveryKey) };
      } catch (error) {
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
      const recoveryKey = await renewRecoveryKey({ directory, keys: register.keys });
      context.record({ entity: 'register', detail: 'new recovery key' }, (database) =>
        keepRecoveryKeyProved(database, false),
      );
      return presentRecoveryKey(recoveryKey);
    },

    unlock: async ({ slotId, passphrase }, context) => {
      refuseWhenOpen(holder);
      const vault = await unlockWithPassphrase({ directory, slotId, passphrase, now: now() });
      holder.hold(openForWork(vault, slotId));
      recordUnlock(
        context,
        holder,
        vault.wasRepaired ? 'unlocked; slot file repaired from its spare' : 'unlocked',
      );
      return context.session;
    },

    unlockWithRecoveryKey: async ({ slotId, recoveryKey, newPassphrase }, context) => {
      refuseWhenOpen(holder);
      const vault = await unlockWithRecoveryKey({ directory, recoveryKey, now: now() });
      try {
        if (vault.people.find((person) => person.slotId === slotId)?.role !== 'businessManager')
          throw refused(
            'The recovery key gives a business manager a new passphrase. Choose a business manager.',
          );
        await replaceSlotPassphrase({
          directory,
          keys: vault.keys,
          slotId,
          passphrase: newPassphrase,
          ...cost,
        });
      } catch (error) {
        zero(vault.keys);
        throw error;
      }
      holder.hold(openForWork(vault, slotId));
      recordUnlock(context, holder, 'unlocked with the recovery key; new passphrase set');
      return context.session;
    },

    changeOwnPassphrase: async ({ current, next }, context) => {
      const { register } = context;
      await checkOwnPassphrase(directory, register.slotId, current, now());
      await replaceSlotPassphrase({
        directory,
        keys: register.keys,
        slotId: register.slotId,
        passphrase: next,
        ...cost,
      });
      context.record(
        { entity: `person:${register.session.userId}`, detail: 'own passphrase changed' },
        () => undefined,
      );
      return {};
    },

    lock: (_input, context) => {
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
    if (context.register.auditLog.reachesAnchor()) context.recordLook({ entity: 'register', detail });
    else
      context.record(
        { entity: 'register', detail: `${detail}; the log did not reach its anchor` },
        (database) => keepFallenBehindAt(database, context.now),
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
