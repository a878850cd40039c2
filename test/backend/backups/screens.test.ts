import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { logForm, signIn } from '../../helpers/loggedCase.ts';
import { openOffice, PASSPHRASE, refusalOf, setUp, type Office } from '../../helpers/office.ts';

let place = '';
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'desk-'));
});
afterEach(() => {
  rmSync(place, { recursive: true, force: true });
});

const office = (options: { dailyBackups?: boolean; choose?: string } = {}): Office =>
  openOffice({
    directory: place,
    ports: {
      ...(options.dailyBackups === undefined ? {} : { dailyBackups: options.dailyBackups }),
      folders: { choose: () => Promise.resolve(options.choose) },
    },
  });

const flip = (file: string, at: number): void => {
  const bytes = readFileSync(file);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(file, bytes);
};

describe('backups at the desk', () => {
  test('are made once a day before locking, and the lock of an idle register is in the log', async () => {
    await using unit = office({ dailyBackups: true });
    await setUp(unit);
    await unit.api.vault.lock({});
    await signIn(unit);
    await unit.backend.lock('idle');
    await signIn(unit);
    unit.clock.set('2026-05-15T09:00:00Z');
    await unit.backend.lock('suspend'); // no time for a backup
    await signIn(unit);
    const { backups, isBesideRegister } = await unit.api.backups.overview({});
    const { entries } = await unit.api.audit.list({ offset: 0, limit: 50 });
    expect({
      madeOn: backups.map(({ madeAt }) => madeAt.slice(0, 10)),
      isBesideRegister,
      locks: entries.filter(({ action }) => action === 'vault.lock').map(({ detail }) => detail),
    }).toEqual({
      madeOn: ['2026-05-14'],
      isBesideRegister: true,
      locks: ['locked with the computer', 'locked after a while without use', 'locked'],
    });
  });

  test('go where somebody chose, are drilled, verified, restored elsewhere, and missed when they are overdue', async () => {
    const chosen = join(place, 'OneDrive - Made-up Council');
    const elsewhere = join(place, 'elsewhere');
    const choices = [chosen, elsewhere];
    await using unit = openOffice({
      directory: place,
      ports: { folders: { choose: () => Promise.resolve(choices.shift()) } },
    });
    await setUp(unit);
    await logForm(unit, '2026-05-13');
    await unit.api.backups.chooseFolder({});
    const made = await unit.api.backups.make({});
    const drill = await unit.api.backups.drill({ name: made.name });
    const verified = await unit.api.backups.verify({});
    const restored = await unit.api.backups.restoreElsewhere({ name: made.name });
    const closed = await unit.api.backups.chooseFolder({});
    unit.clock.set('2026-05-25T09:00:00Z');
    const { warnings } = await unit.api.settings.get({});
    flip(join(chosen, made.name, 'register.db'), 5000);
    const spoilt = await unit.api.backups.drill({ name: made.name });
    const afterwards = await unit.api.backups.verify({});
    expect({
      drill: drill.equal,
      drillHolds: drill.findings.map(({ holds }) => holds),
      verified,
      restored,
      files: readdirSync(elsewhere).sort(),
      closed,
      warned: warnings.map(({ code }) => code).includes('backup-overdue'),
      spoilt: spoilt.equal,
      afterwards: afterwards.findings.filter(({ holds }) => !holds).length,
    }).toEqual({
      drill: true,
      drillHolds: [true, true, true],
      verified: { sound: true, findings: verified.findings },
      restored: { restored: true, where: elsewhere },
      files: ['anchor.json', 'register.db', 'slots.json', 'slots.json.bak'],
      closed: { chosen: false },
      warned: true,
      spoilt: false,
      afterwards: 1,
    });
  });
});

describe('a damaged register', () => {
  const makeAndDamage = async (
    damage: (directory: string) => void,
    print: (groups: readonly string[]) => void = () => undefined,
  ): Promise<string> => {
    await using unit = office();
    print((await setUp(unit)).recoveryKey.groups);
    await logForm(unit, '2026-05-13');
    await unit.api.backups.make({});
    const { directory } = unit;
    await unit.backend.close();
    damage(directory);
    return directory;
  };

  test.each([
    ['header', (directory: string) => flip(join(directory, 'register.db'), 4)],
    ['page', (directory: string) => flip(join(directory, 'register.db'), 40_000)],
    ['length', (directory: string) => truncateSync(join(directory, 'register.db'), 50_000)],
    ['whole file', (directory: string) => rmSync(join(directory, 'register.db'))],
  ])(
    'in its %s is said at unlocking, brought back from the backup, and kept aside',
    async (_kind, damage) => {
      const directory = await makeAndDamage(damage);
      const file = join(directory, 'register.db');
      const spoilt = existsSync(file) ? readFileSync(file) : undefined;
      await using unit = office();
      const refusal = await refusalOf(signIn(unit));
      const { state, problem } = await unit.api.vault.status({});
      const { newestWhole = '', backups } = await unit.api.vault.listBackups({});
      const slotId = backups[0]?.people[0]?.slotId ?? '';
      const wrong = await refusalOf(
        unit.api.vault.restore({ name: newestWhole, slotId, passphrase: 'not this one at all' }),
      );
      await unit.api.vault.restore({ name: newestWhole, slotId, passphrase: PASSPHRASE });
      const aside = readdirSync(directory).find((name) => name.startsWith('set-aside-')) ?? '';
      const keptFile = join(directory, aside, 'register.db');
      expect({
        refusal: refusal.code,
        state,
        same: problem?.message === refusal.message,
        wrong: wrong.code,
        cases: (await unit.api.cases.today({})).groups.length > 0,
        kept: existsSync(keptFile) ? readFileSync(keptFile) : undefined,
        intact: (await unit.api.audit.check({})).intact,
        again: (
          await refusalOf(unit.api.vault.restore({ name: newestWhole, slotId, passphrase: PASSPHRASE }))
        ).code,
      }).toEqual({
        refusal: 'damaged',
        state: 'blocked',
        same: true,
        wrong: 'wrong-passphrase',
        cases: true,
        kept: spoilt,
        intact: true,
        again: 'refused',
      });
    },
  );

  test('whose key slots are gone gets them back from the backup, and nothing of the work since is lost', async () => {
    const directory = await makeAndDamage(() => undefined);
    {
      await using unit = office();
      await signIn(unit);
      await logForm(unit, '2026-05-14');
      await unit.api.vault.changeOwnPassphrase({ current: PASSPHRASE, next: 'velvet window yellow zebra' });
    }
    rmSync(join(directory, 'slots.json'));
    writeFileSync(join(directory, 'slots.json.bak'), 'nothing');
    await using unit = office();
    const { state, problem } = await unit.api.vault.status({});
    const { newestWhole = '' } = await unit.api.vault.listBackups({});
    await unit.api.vault.putKeysBack({ name: newestWhole });
    const old = await refusalOf(signIn(unit)); // the passphrase of the backup's day no longer counts
    const session = await signIn(unit, 'Priya Nair-Test', 'velvet window yellow zebra');
    expect([state, problem?.damaged, old.code, session.name]).toEqual([
      'blocked',
      'keys',
      'wrong-passphrase',
      'Priya Nair-Test',
    ]);
  });

  test('a sound register is not replaced by an older one, and another computer takes one in from its copy', async () => {
    const directory = await makeAndDamage(() => undefined);
    const copy = join(place, 'stick');
    cpSync(join(directory, 'backups'), copy, { recursive: true });
    await using sound = office();
    const { backups } = await sound.api.vault.listBackups({});
    const [{ name, people } = { name: '', people: [] }] = backups;
    const slotId = people[0]?.slotId ?? '';
    const refused = await refusalOf(sound.api.vault.restore({ name, slotId, passphrase: PASSPHRASE }));
    const other = mkdtempSync(join(tmpdir(), 'other-'));
    await using newcomer = openOffice({
      directory: other,
      ports: { folders: { choose: () => Promise.resolve(copy) } },
    });
    const before = await newcomer.api.vault.status({});
    await newcomer.api.vault.chooseBackupFolder({});
    const session = await newcomer.api.vault.restore({ name, slotId, passphrase: PASSPHRASE });
    const cases = (await newcomer.api.audit.check({})).intact;
    await newcomer.backend.close();
    rmSync(other, { recursive: true });
    expect([refused.code, before.state, session.name, cases]).toEqual([
      'refused',
      'new',
      'Priya Nair-Test',
      true,
    ]);
  });

  test('where nobody knows a passphrase, the recovery key restores the backup and gives a manager a new one', async () => {
    let groups: readonly string[] = [];
    const directory = await makeAndDamage(
      (register) => rmSync(join(register, 'register.db')),
      (printed) => {
        groups = printed;
      },
    );
    await using unit = office();
    const broken = (await refusalOf(signIn(unit))).code;
    const { problem } = await unit.api.vault.status({});
    const { newestWhole = '', backups } = await unit.api.vault.listBackups({});
    const slotId = backups[0]?.people[0]?.slotId ?? '';
    const newPassphrase = 'velvet window yellow zebra';
    const wrong = { name: newestWhole, slotId, newPassphrase, recoveryKey: [...groups].reverse().join('-') };
    const refused = (await refusalOf(unit.api.vault.restoreWithRecoveryKey(wrong))).code;
    const session = await unit.api.vault.restoreWithRecoveryKey({ ...wrong, recoveryKey: groups.join('-') });
    await unit.api.vault.lock({});
    const again = await signIn(unit, session.name, newPassphrase);
    expect({
      broken,
      damaged: problem?.damaged,
      refused,
      role: session.role,
      again: again.name,
      kept: readdirSync(directory).some((name) => name.startsWith('set-aside-')),
    }).toEqual({
      broken: 'damaged',
      damaged: 'register',
      refused: 'wrong-passphrase',
      role: 'businessManager',
      again: 'Priya Nair-Test',
      kept: true,
    });
  });

  test('a set-up that was cut short is set aside, and setting up begins again', async () => {
    await using unit = office();
    await setUp(unit);
    await unit.backend.close();
    rmSync(join(unit.directory, 'register.db'));
    writeFileSync(join(unit.directory, 'being-made'), '');
    await using again = office();
    const { state } = await again.api.vault.status({});
    await setUp(again);
    expect([state, readdirSync(unit.directory).some((name) => name.startsWith('set-aside-'))]).toEqual([
      'new',
      true,
    ]);
  });
});
