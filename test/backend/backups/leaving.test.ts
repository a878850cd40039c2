import { fork } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { prepareRotation } from '../../../electron/backend/backups/rotateKeys.ts';
import { keyFits } from '../../../electron/backend/database/findDamagedPages.ts';
import { closeDatabase } from '../../../electron/backend/database/openDatabase.ts';
import { writeNextSlotFile } from '../../../electron/backend/vault/slotFile.ts';
import { instant } from '../../../shared/domain/calendarTypes.ts';
import { openParts } from '../../helpers/closedRegister.ts';
import { logForm, signIn } from '../../helpers/loggedCase.ts';
import { openOffice, refusalOf, setUp, type Office } from '../../helpers/office.ts';

let place = '';
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'leaving-'));
});
afterEach(() => {
  rmSync(place, { recursive: true, force: true });
});

const office = (): Office => openOffice({ directory: place });
const fileOf = ({ directory }: Office): string => join(directory, 'register.db');

/** A unit with a second business manager, a coordinator and a case. */
const makeUnit = async (at: Office) => {
  const { recoveryKey } = await setUp(at);
  const second = await at.api.people.add({ name: 'Sam Oyelaran-Test', role: 'businessManager' });
  const leaver = await at.api.people.add({ name: 'Zoë Lark-Test', role: 'coordinator' });
  await logForm(at, '2026-05-13');
  return { second, leaver, recoveryKey: recoveryKey.groups.join('-') };
};

describe('whoever leaves', () => {
  test('is locked out, the register gets new keys, and everybody else goes on as before', async () => {
    await using unit = office();
    const { second, leaver, recoveryKey } = await makeUnit(unit);
    await unit.api.vault.lock({});
    const { vault: before, connection } = await openParts(unit.directory);
    closeDatabase(connection);
    const slotsBefore = readFileSync(join(unit.directory, 'slots.json'));
    await signIn(unit);
    const answer = await unit.api.people.remove({ personId: leaver.person.id });
    const log = await unit.api.audit.check({});
    await unit.api.drafts.start({}); // the register goes on in its new keys
    await unit.api.vault.lock({});
    const oldKeyFits = keyFits(fileOf(unit), before.keys.database);
    await signIn(unit, 'Sam Oyelaran-Test', second.passphrase);
    const cases = (await unit.api.people.list({})).people.length;
    await unit.api.vault.lock({});
    // Old slot files, put back by whoever left, open nothing any more, and do not keep the others out for long.
    writeFileSync(join(unit.directory, 'slots.json'), slotsBefore);
    await signIn(unit);
    await unit.api.vault.lock({});
    const people = (await unit.api.vault.status({})).people.map(({ name }) => name).sort();
    await unit.api.vault.unlockWithRecoveryKey({
      slotId:
        (await unit.api.vault.status({})).people.find(({ name }) => name === 'Priya Nair-Test')?.slotId ?? '',
      recoveryKey,
      newPassphrase: 'velvet window yellow zebra',
    });
    expect({
      keysChanged: answer.keysChanged,
      log,
      oldKeyFits,
      cases,
      people,
      again: (await unit.api.audit.check({})).intact,
      left: readdirSync(unit.directory).filter((name) => name.includes('next')),
      damage: await unit.api.backups.damage({}),
    }).toEqual({
      keysChanged: true,
      log: { intact: true, entries: log.entries, words: log.words, problems: [] },
      oldKeyFits: false,
      cases: 3,
      people: ['Priya Nair-Test', 'Sam Oyelaran-Test'],
      again: true,
      left: [],
      damage: {},
    });
  });

  test('is out also when the keys cannot be changed yet; that is said, and can be done later', async () => {
    await using unit = office();
    const { leaver } = await makeUnit(unit);
    // A folder in the way of the copy stands for a disk that fails.
    mkdirSync(join(unit.directory, 'register.db.next'));
    writeFileSync(join(unit.directory, 'register.db.next', 'full'), '');
    const answer = await unit.try('people.remove', { personId: leaver.person.id });
    const due = (await unit.api.people.list({})).keysDue;
    rmSync(join(unit.directory, 'register.db.next'), { recursive: true });
    await unit.api.people.changeKeys({});
    const dueAfter = (await unit.api.people.list({})).keysDue;
    await unit.api.vault.lock({});
    expect({
      ok: answer.ok,
      due,
      dueAfter,
      leaver: (await unit.api.vault.status({})).people.map(({ name }) => name).includes('Zoë Lark-Test'),
    }).toEqual({ ok: true, due: true, dueAfter: false, leaver: false });
  });

  test('a second business manager can take over: remove the first, and change roles', async () => {
    await using unit = office();
    const { second, leaver } = await makeUnit(unit);
    const first = (await unit.api.people.list({})).people.find(({ name }) => name === 'Priya Nair-Test');
    await unit.api.vault.lock({});
    await signIn(unit, 'Sam Oyelaran-Test', second.passphrase);
    await unit.api.people.remove({ personId: first?.id ?? '' });
    const changed = await unit.api.people.changeRole({ personId: leaver.person.id, role: 'reader' });
    await unit.api.vault.lock({});
    const back = await refusalOf(signIn(unit, 'Zoë Lark-Test', leaver.passphrase));
    expect([back.code, (await signIn(unit, 'Zoë Lark-Test', changed.passphrase)).role]).toEqual([
      'wrong-passphrase',
      'reader',
    ]);
  });
});

describe('a change of keys that is cut short', () => {
  const intact = async () => {
    await using unit = office();
    await signIn(unit);
    const { warnings } = await unit.api.settings.get({});
    return {
      intact: (await unit.api.audit.check({})).intact,
      behind: warnings.some(({ code }) => code === 'fallen-behind'),
      left: readdirSync(unit.directory).filter((name) => name.includes('next')),
    };
  };
  const sound = { intact: true, behind: false, left: [] };
  const makeAndLeave = async (): Promise<string> => {
    await using unit = office();
    await makeUnit(unit);
    return unit.directory;
  };

  test('before or after the copy took the register’s place, leaves a register that opens', async () => {
    const directory = await makeAndLeave();
    const prepare = async () => {
      const { vault, connection, pages, file } = await openParts(directory);
      const now = instant('2026-05-15T08:00:00Z');
      const line = { at: now, personId: vault.person?.userId ?? '', action: 'people.changeKeys' };
      const prepared = await prepareRotation({
        connection,
        pages,
        file,
        keys: vault.keys,
        line: { ...line, kind: 'security', entity: 'register', detail: 'new keys' },
        now,
      });
      closeDatabase(connection);
      writeNextSlotFile(directory, prepared.slotFile);
      return prepared;
    };
    const first = await prepare();
    const before = await intact();
    const second = await prepare();
    renameSync(second.next, second.file);
    const after = await intact();
    expect({
      before,
      keptOld: keyFits(first.file, first.keys.database),
      after,
      tookNew: keyFits(second.file, second.keys.database),
    }).toEqual({ before: sound, keptOld: false, after: sound, tookNew: true });
  });

  test('by killing the program, leaves a register that opens', { timeout: 60_000 }, async () => {
    const directory = await makeAndLeave();
    const outcomes: unknown[] = [];
    for (const milliseconds of [150]) {
      const child = fork(new URL('./rotateUntilKilled.ts', import.meta.url), [directory]);
      await once(child, 'message');
      await setTimeout(milliseconds);
      child.kill('SIGKILL');
      await once(child, 'exit');
      outcomes.push(await intact());
    }
    expect(outcomes).toEqual([sound]);
  });
});
