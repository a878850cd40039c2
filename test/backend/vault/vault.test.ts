import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { waitSecondsAfter } from '../../../electron/backend/vault/attempts.ts';
import {
  addSlot,
  changeSlotPassphrase,
  changeSlotRole,
  createVault,
  readVaultHeader,
  removeSlot,
  renewRecoveryKey,
  resetSlotPassphrase,
  settleSlotFiles,
  signWithPassphrase,
  unlockWithPassphrase,
  unlockWithRecoveryKey,
  type UnlockedVault,
} from '../../../electron/backend/vault/vault.ts';
import { isSignedBy } from '../../../electron/backend/vault/keyPairs.ts';
import type { SlotFile } from '../../../electron/backend/vault/slotFile.ts';
import { VaultFault } from '../../../electron/backend/vault/vaultFault.ts';
import { instant, type Instant } from '../../../shared/domain/calendarTypes.ts';

const seed = 20_260_309;
const cost = 2 ** 12;
const unitName = 'Example Safeguarding Children Partnership';
const manager = { userId: 'user-1', name: 'Amara Manager-Test', role: 'businessManager' } as const;
const coordinator = { userId: 'user-2', name: 'Ben Coordinator-Test', role: 'coordinator' } as const;
const passphrase = 'acorn bridge candle river';
const otherPassphrase = 'meadow orange pebble winter';

let directory = '';
let hours = 0;
/** Stands for the database, which keeps the slot file's text. */
let kept = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'register-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

const after = (seconds: number): Instant =>
  instant(new Date(Date.UTC(2026, 2, 9, 9) + seconds * 1000).toISOString());
/** An hour after the one before, so that no wait is in the way. */
const later = (): Instant => after((hours += 1) * 3600);

const makeVault = async (): Promise<{ vault: UnlockedVault; recoveryKey: string }> => {
  const made = await createVault({ directory, unitName, person: manager, passphrase, cost });
  kept = JSON.stringify(made.vault.slotFile);
  return made;
};
const accessTo = ({ keys }: UnlockedVault) => ({
  directory,
  keys,
  get kept() {
    return kept;
  },
  commit: (slotFile: SlotFile): void => {
    kept = JSON.stringify(slotFile);
  },
  cost,
});
const addColleague = async (vault: UnlockedVault): Promise<string> => {
  const slotId = randomUUID();
  await addSlot({ ...accessTo(vault), slotId, person: coordinator, passphrase: otherPassphrase });
  return slotId;
};
const settle = (vault: UnlockedVault, slotId: string | undefined): boolean =>
  settleSlotFiles({ directory, vault, slotId, kept }).wasRepaired;
const unlock = (slotId: string, typed: string, now = later()): Promise<UnlockedVault> =>
  unlockWithPassphrase({ directory, slotId, passphrase: typed, now });
const slotOf = (vault: UnlockedVault): string => vault.person?.slotId ?? '';
const faultOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'no fault',
    (error: unknown) => (error instanceof VaultFault ? error.code : error),
  );
const mainFile = (): string => join(directory, 'slots.json');
const spareFile = (): string => join(directory, 'slots.json.bak');
const sameKeys = (one: UnlockedVault, other: UnlockedVault): boolean =>
  one.keys.master.equals(other.keys.master) && one.keys.database.equals(other.keys.database);

describe('unlocking', () => {
  test('the passphrase and the recovery key give the same keys, however they are typed', async () => {
    const { vault, recoveryKey } = await makeVault();
    const byPassphrase = await unlock(slotOf(vault), `  acorn bridge  candle river `);
    const byRecovery = await unlockWithRecoveryKey({
      directory,
      recoveryKey: recoveryKey.toLowerCase().replaceAll('-', ' '),
      now: later(),
    });
    expect({
      header: readVaultHeader(directory),
      person: byPassphrase.person,
      recoveryPerson: byRecovery.person,
      same: [sameKeys(vault, byPassphrase), sameKeys(vault, byRecovery)],
      repaired: [settle(byPassphrase, slotOf(vault)), settle(byRecovery, undefined)],
    }).toEqual({
      header: { registerId: vault.registerId, unitName, people: [vault.person] },
      person: { slotId: slotOf(vault), ...manager },
      recoveryPerson: undefined,
      same: [true, true],
      repaired: [false, false],
    });
  });

  test('another’s passphrase, another register’s recovery key and a stranger are refused', async () => {
    const { vault } = await makeVault();
    const second = await addColleague(vault);
    const elsewhere = mkdtempSync(join(tmpdir(), 'register-'));
    const other = await createVault({ directory: elsewhere, unitName, person: manager, passphrase, cost });
    rmSync(elsewhere, { recursive: true });
    expect([
      await faultOf(unlock(second, passphrase)),
      await faultOf(unlock(slotOf(vault), otherPassphrase)),
      await faultOf(unlock('nobody', passphrase)),
      await faultOf(unlockWithRecoveryKey({ directory, recoveryKey: other.recoveryKey, now: later() })),
      await faultOf(unlockWithRecoveryKey({ directory, recoveryKey: 'ABCD', now: later() })),
      await faultOf(makeVault()),
      await faultOf(unlock(second, otherPassphrase)),
    ]).toEqual([
      'wrong-passphrase',
      'wrong-passphrase',
      'unknown-person',
      'wrong-recovery-key',
      'mistyped-recovery-key',
      'exists',
      'no fault',
    ]);
  });

  test('at the cost used in offices a passphrase opens its slot', async () => {
    const { vault } = await createVault({ directory, unitName, person: manager, passphrase });
    expect(sameKeys(vault, await unlock(slotOf(vault), passphrase))).toBe(true);
  });

  test('neither a passphrase nor a key is written down, and only the owner may read the files', async () => {
    const { vault, recoveryKey } = await makeVault();
    await unlock(slotOf(vault), passphrase);
    const secrets = [
      passphrase,
      recoveryKey,
      ...Object.values(vault.keys).flatMap((key: Buffer) => [key.toString('base64'), key.toString('hex')]),
    ];
    const files = readdirSync(directory).sort();
    expect({
      files,
      hits: files.filter((file) =>
        secrets.some((secret) => readFileSync(join(directory, file)).includes(secret)),
      ),
      modes:
        process.platform === 'win32' ? [] : files.map((file) => statSync(join(directory, file)).mode & 0o077),
    }).toEqual({
      files: ['attempts.json', 'slots.json', 'slots.json.bak'],
      hits: [],
      modes: process.platform === 'win32' ? [] : [0, 0, 0],
    });
  });
});

describe('people and keys', () => {
  test('a new passphrase, a new role and a new recovery key each end the one before', async () => {
    const { vault, recoveryKey } = await makeVault();
    const access = accessTo(vault);
    const second = await addColleague(vault);
    await resetSlotPassphrase({ ...access, slotId: second, passphrase: 'velvet window yellow zebra' });
    const oldPassphrase = await faultOf(unlock(second, otherPassphrase));
    await changeSlotRole({ ...access, slotId: second, role: 'reader', passphrase: otherPassphrase });
    const renewed = await renewRecoveryKey(access);
    expect({
      oldPassphrase,
      person: (await unlock(second, otherPassphrase)).person,
      oldRecovery: await faultOf(unlockWithRecoveryKey({ directory, recoveryKey, now: later() })),
      newRecovery: sameKeys(
        vault,
        await unlockWithRecoveryKey({ directory, recoveryKey: renewed, now: later() }),
      ),
      spareIsSame: readFileSync(spareFile()).equals(readFileSync(mainFile())),
    }).toEqual({
      oldPassphrase: 'wrong-passphrase',
      person: { slotId: second, ...coordinator, role: 'reader' },
      oldRecovery: 'wrong-recovery-key',
      newRecovery: true,
      spareIsSame: true,
    });
  });

  test('a person who was removed cannot unlock, not even from the spare file', async () => {
    const { vault } = await makeVault();
    const second = await addColleague(vault);
    await removeSlot({ ...accessTo(vault), slotId: second });
    rmSync(mainFile());
    expect(await faultOf(unlock(second, otherPassphrase))).toBe('unknown-person');
  });

  test('the last business manager cannot be removed or made something else, and weak passphrases are refused', async () => {
    const { vault } = await makeVault();
    const access = { ...accessTo(vault), slotId: slotOf(vault) };
    const before = readFileSync(mainFile());
    expect([
      await faultOf(removeSlot(access)),
      await faultOf(changeSlotRole({ ...access, role: 'reader', passphrase })),
      await faultOf(resetSlotPassphrase({ ...access, passphrase: 'short' })),
      await faultOf(addSlot({ ...access, person: coordinator, passphrase: 'password password' })),
      readFileSync(mainFile()).equals(before),
    ]).toEqual(['last-manager', 'last-manager', 'weak-passphrase', 'weak-passphrase', true]);
  });
});

describe('signing', () => {
  const message = Buffer.from('The decision, word for word');
  const signAs = (vault: UnlockedVault, slotId: string, typed: string) =>
    signWithPassphrase({ ...accessTo(vault), slotId, passphrase: typed, message, now: later() });

  test('a person signs with their own passphrase, and with the same key after they change it', async () => {
    const { vault } = await makeVault();
    const second = await addColleague(vault);
    const first = await signAs(vault, second, otherPassphrase);
    await changeSlotPassphrase({
      ...accessTo(vault),
      slotId: second,
      current: otherPassphrase,
      passphrase: 'velvet window yellow zebra',
      now: later(),
    });
    const changed = await signAs(vault, second, 'velvet window yellow zebra');
    await resetSlotPassphrase({ ...accessTo(vault), slotId: second, passphrase: otherPassphrase });
    const reset = await signAs(vault, second, otherPassphrase);
    expect({
      signed: isSignedBy(first.publicKey, message, first.signature),
      ofOtherWords: isSignedBy(first.publicKey, Buffer.from('Other words'), first.signature),
      ofOtherKey: isSignedBy(reset.publicKey, message, first.signature),
      ofNoKey: isSignedBy(Buffer.from('no key'), message, first.signature),
      keptOnChange: changed.publicKey.equals(first.publicKey),
      newOnReset: !reset.publicKey.equals(first.publicKey),
      ofManager: await faultOf(signAs(vault, slotOf(vault), otherPassphrase)),
      stranger: await faultOf(signAs(vault, '', otherPassphrase)),
    }).toEqual({
      signed: true,
      ofOtherWords: false,
      ofOtherKey: false,
      ofNoKey: false,
      keptOnChange: true,
      newOnReset: true,
      ofManager: 'wrong-passphrase',
      stranger: 'unknown-person',
    });
  });
});

describe('a slot file that something else has changed', () => {
  test('both files put back from before a change of passphrase are noticed and put right', async () => {
    const { vault, recoveryKey } = await makeVault();
    const second = await addColleague(vault);
    const old = readFileSync(mainFile());
    const putBack = (): void => {
      writeFileSync(mainFile(), old);
      writeFileSync(spareFile(), old);
    };
    const access = accessTo(vault);
    await resetSlotPassphrase({ ...access, slotId: second, passphrase: 'velvet window yellow zebra' });
    await renewRecoveryKey(access);
    const sound = readFileSync(mainFile());
    putBack();
    const byManager = settle(await unlock(slotOf(vault), passphrase), slotOf(vault));
    const repaired = [mainFile(), spareFile()].map((file) => readFileSync(file).equals(sound));
    putBack();
    const byOldPassphrase = await unlock(second, otherPassphrase);
    putBack();
    const byOldRecovery = await unlockWithRecoveryKey({ directory, recoveryKey, now: later() });
    const settling = (vaultOf: UnlockedVault, slotId: string | undefined) =>
      faultOf(Promise.resolve().then(() => settle(vaultOf, slotId)));
    expect({
      byManager,
      repaired,
      byOldPassphrase: await settling(byOldPassphrase, second),
      byOldRecovery: await settling(byOldRecovery, undefined),
    }).toEqual({
      byManager: true,
      repaired: [true, true],
      byOldPassphrase: 'wrong-passphrase',
      byOldRecovery: 'wrong-recovery-key',
    });
  });

  test('stopped in the middle of a change, the old or the new slot gets in, as the register says', async () => {
    const { vault } = await makeVault();
    const second = await addColleague(vault);
    const before = readFileSync(mainFile());
    const next = 'velvet window yellow zebra';
    const refusing = {
      ...accessTo(vault),
      commit: (): void => {
        throw new Error('The database did not keep it');
      },
    };
    await faultOf(resetSlotPassphrase({ ...refusing, slotId: second, passphrase: next }));
    const afterRefusal = [mainFile(), spareFile()].map((file) => readFileSync(file).equals(before));
    await resetSlotPassphrase({ ...accessTo(vault), slotId: second, passphrase: next });
    writeFileSync(mainFile(), before); // killed after the database kept it, before the main file was written
    const unlocked = await unlock(second, next);
    expect({ afterRefusal, wasRepaired: settle(unlocked, second) }).toEqual({
      afterRefusal: [true, true],
      wasRepaired: true,
    });
    expect(await faultOf(unlock(second, otherPassphrase))).toBe('wrong-passphrase');
  });

  const flip = (bytes: Buffer, at: number, mask: number): Buffer => {
    const flipped = Buffer.from(bytes);
    flipped.writeUInt8(flipped.readUInt8(at) ^ mask, at);
    return flipped;
  };

  test(
    'with any byte changed is put right from the spare, and without a spare is refused',
    { timeout: 120_000 },
    async () => {
      const { vault } = await makeVault();
      await addColleague(vault);
      const sound = readFileSync(mainFile());
      await fc.assert(
        fc.asyncProperty(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
          const changed = flip(sound, at, mask);
          writeFileSync(mainFile(), changed);
          writeFileSync(spareFile(), sound);
          const unlocked = await unlock(slotOf(vault), passphrase);
          const wasRepaired = settle(unlocked, slotOf(vault));
          const repaired = readFileSync(mainFile()).equals(sound);
          writeFileSync(mainFile(), changed);
          rmSync(spareFile());
          const refused = await faultOf(unlock(slotOf(vault), passphrase));
          expect({ same: sameKeys(vault, unlocked), wasRepaired, repaired }).toEqual({
            same: true,
            wasRepaired: true,
            repaired: true,
          });
          expect(['unreadable', 'changed', 'wrong-passphrase', 'unknown-person']).toContain(refused);
        }),
        { seed, numRuns: 300 },
      );
    },
  );

  test('roles raised by hand, cheaper guessing and slots moved from another register are refused', async () => {
    const { vault } = await makeVault();
    const slotId = await addColleague(vault);
    const text = readFileSync(mainFile(), 'utf8');
    const tryChanged = (from: string, to: string): Promise<unknown> => {
      expect(text).toContain(from);
      writeFileSync(mainFile(), text.replaceAll(from, to));
      rmSync(spareFile(), { force: true });
      return faultOf(unlock(slotId, otherPassphrase));
    };
    expect([
      await tryChanged('"coordinator"', '"businessManager"'),
      await tryChanged('"N":4096', '"N":8192'),
      await tryChanged('Amara', 'Other'),
      await tryChanged(vault.registerId, '00000000-0000-4000-8000-000000000000'),
      await tryChanged('{"format":2', '{ "format":2'),
    ]).toEqual(['wrong-passphrase', 'wrong-passphrase', 'changed', 'wrong-passphrase', 'unreadable']);
  });

  test('with no file at all says that there is no register', async () => {
    expect(() => readVaultHeader(directory)).toThrowError(expect.objectContaining({ code: 'missing' }));
    expect(await faultOf(unlock('slot', passphrase))).toBe('missing');
  });
});

describe('wrong passphrases', () => {
  test('five are free, then the wait doubles from 30 seconds to 15 minutes', () => {
    expect([0, 4, 5, 6, 7, 8, 9, 10, 11, 1000].map(waitSecondsAfter)).toEqual([
      0, 0, 30, 60, 120, 240, 480, 900, 900, 900,
    ]);
  });

  test('the right passphrase waits too, a restart changes nothing, and afterwards the count begins again', async () => {
    const { vault } = await makeVault();
    const slotId = slotOf(vault);
    for (let time = 0; time < 5; time += 1) await faultOf(unlock(slotId, otherPassphrase, after(0)));
    const atOnce = await unlock(slotId, passphrase, after(1)).catch((error: unknown) => error);
    const justBefore = await faultOf(unlock(slotId, passphrase, after(29)));
    const wrongAfter30 = await faultOf(unlock(slotId, otherPassphrase, after(30)));
    const after59 = await faultOf(unlock(slotId, passphrase, after(30 + 59)));
    const after60 = await faultOf(unlock(slotId, passphrase, after(30 + 60)));
    const again = await faultOf(unlock(slotId, otherPassphrase, after(91)));
    expect(atOnce).toMatchObject({
      code: 'wait',
      waitSeconds: 29,
      message: expect.stringContaining('29 seconds'),
    });
    expect({ justBefore, wrongAfter30, after59, after60, again }).toEqual({
      justBefore: 'wait',
      wrongAfter30: 'wrong-passphrase',
      after59: 'wait',
      after60: 'no fault',
      again: 'wrong-passphrase',
    });
  });

  test('many tries at the same moment do not get past the count', async () => {
    const { vault } = await makeVault();
    const tries = Array.from({ length: 20 }, () => faultOf(unlock(slotOf(vault), otherPassphrase, after(0))));
    const answers = await Promise.all(tries);
    expect(answers.filter((answer) => answer === 'wrong-passphrase')).toHaveLength(5);
  });

  test('a clock put back restarts the wait, and does not make it endless', async () => {
    const { vault } = await makeVault();
    const slotId = slotOf(vault);
    for (let time = 0; time < 5; time += 1) await faultOf(unlock(slotId, otherPassphrase, after(1_000_000)));
    const putBack = await faultOf(unlock(slotId, passphrase, after(0)));
    expect([putBack, await faultOf(unlock(slotId, passphrase, after(30)))]).toEqual(['wait', 'no fault']);
  });

  test('a damaged count means the longest wait, for everyone', async () => {
    const { vault } = await makeVault();
    const second = await addColleague(vault);
    writeFileSync(join(directory, 'attempts.json'), '{"half');
    expect([
      await faultOf(unlock(slotOf(vault), passphrase, after(0))),
      await faultOf(unlock(second, otherPassphrase, after(899))),
      await faultOf(unlock(second, otherPassphrase, after(900))),
      await faultOf(unlock(slotOf(vault), passphrase, after(901))),
    ]).toEqual(['wait', 'wait', 'no fault', 'no fault']);
  });
});
