import { fork } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  findBackups,
  isBackupWhole,
  type FoundBackup,
} from '../../../electron/backend/backups/backupManifest.ts';
import { workHere, type CopyWorkshop } from '../../../electron/backend/backups/copyWork.ts';
import { dropOldBackups, makeBackup } from '../../../electron/backend/backups/makeBackup.ts';
import { restoreBackup, setAside } from '../../../electron/backend/backups/restoreBackup.ts';
import { drillRestore } from '../../../electron/backend/backups/restoreDrill.ts';
import { findDatabaseFault } from '../../../electron/backend/database/databaseFault.ts';
import {
  closeDatabase,
  leaveWriteAheadLog,
  openDatabase,
} from '../../../electron/backend/database/openDatabase.ts';
import { instant } from '../../../shared/domain/calendarTypes.ts';
import { openParts } from '../../helpers/closedRegister.ts';
import { logForm } from '../../helpers/loggedCase.ts';
import { openOffice, setUp } from '../../helpers/office.ts';

let place = '';
let directory = '';
let folder = '';

beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'backups-'));
  folder = join(place, 'OneDrive - Made-up Council', 'Backups');
  await using office = openOffice({ directory: place });
  directory = office.directory;
  await setUp(office);
  await logForm(office, '2026-05-13');
});
afterEach(() => {
  rmSync(place, { recursive: true, force: true });
});

const codeOf = (work: () => unknown): unknown => {
  try {
    work();
    return 'done';
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
};

const backUp = async (madeAt = '2026-05-15T08:00:00Z', stopAt?: string, workshop = workHere) => {
  const stop = new AbortController();
  const { vault, connection, pages, slotFile } = await openParts(directory);
  const steps: string[] = [];
  try {
    const backup = await makeBackup({
      connection,
      pages,
      directory,
      keys: vault.keys,
      registerId: vault.registerId,
      slotFile,
      folder,
      madeAt: instant(madeAt),
      workshop,
      job: {
        signal: stop.signal,
        tell: ({ words }) => {
          const [step = ''] = words.split(':');
          if (steps.at(-1) !== step) steps.push(step);
          if (stopAt !== undefined && step === stopAt) stop.abort(new Error('stopped'));
        },
      },
    });
    return { backup, keys: vault.keys, registerId: vault.registerId, steps };
  } finally {
    closeDatabase(connection);
  }
};
const changeCopy = (copy: string, key: Buffer, statements: string): void => {
  const connection = openDatabase({ file: copy, key, mode: 'open' });
  connection.pragma('foreign_keys=OFF');
  connection.exec(statements);
  leaveWriteAheadLog(connection);
  closeDatabase(connection);
};
const flip = (file: string, at: number): void => {
  const bytes = readFileSync(file);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(file, bytes);
};

describe('a backup', () => {
  test('is made beside the register, taken to a synchronised folder, and restores to an equal register', async () => {
    const { backup, keys, registerId, steps } = await backUp();
    const drill = drillRestore(backup.directory, place, [keys]);
    const target = join(place, 'elsewhere');
    restoreBackup(backup.directory, target, keys);
    const restored = openOffice({ directory: place, ports: {} });
    await restored.backend.close();
    const { connection } = await openParts(target);
    const cases = connection.prepare('SELECT count(*) FROM cases').pluck().get();
    closeDatabase(connection);
    expect({
      steps,
      name: backup.name,
      files: readdirSync(backup.directory).sort(),
      found: findBackups(folder, registerId).map(({ name }) => name),
      left: readdirSync(directory).filter((name) => name.includes('partial')),
      drill: {
        ...drill,
        tables: drill.tables > 20,
        rows: drill.rows > 20,
        auditEntries: drill.auditEntries > 2,
      },
      drillsLeft: readdirSync(place).filter((name) => name.startsWith('drill')),
      cases,
    }).toEqual({
      steps: ['Step 1 of 3', 'Step 2 of 3', 'Step 3 of 3'],
      name: `register-${registerId.slice(0, 8)}-2026-05-15-080000`,
      files: ['manifest.json', 'register.db', 'slots.json'],
      found: [backup.name],
      left: [],
      drill: { equal: true, tables: true, rows: true, auditEntries: true, different: [] },
      drillsLeft: [],
      cases: 1,
    });
  });

  test('that was changed, cut off or is another register’s is found out, and nothing is restored from it', async () => {
    const { backup, keys } = await backUp();
    const stranger = { ...keys, backup: Buffer.alloc(32, 7) };
    const copyOf = (change: (copy: FoundBackup['directory']) => void): string => {
      const copy = join(place, `copy-${readdirSync(place).length}`);
      cpSync(backup.directory, copy, { recursive: true });
      change(copy);
      return copy;
    };
    const target = join(place, 'elsewhere');
    const tries = [
      copyOf((copy) => flip(join(copy, 'register.db'), 9000)),
      copyOf((copy) => appendFileSync(join(copy, 'register.db'), 'more')),
      copyOf((copy) => flip(join(copy, 'slots.json'), 300)),
      copyOf((copy) => flip(join(copy, 'manifest.json'), 200)),
      copyOf((copy) => rmSync(join(copy, 'manifest.json'))),
    ].map((copy) => codeOf(() => restoreBackup(copy, target, keys)));
    expect({
      tries,
      ofStranger: codeOf(() => restoreBackup(backup.directory, target, stranger)),
      left: readdirSync(target),
      intoTheRegister: codeOf(() => restoreBackup(backup.directory, directory, keys)),
      intoOneDrive: codeOf(() => restoreBackup(backup.directory, join(folder, 'live'), keys)),
      whole: isBackupWhole(backup.directory, backup.manifest),
    }).toEqual({
      tries: Array.from({ length: 5 }, () => 'damaged'),
      ofStranger: 'damaged',
      left: [],
      intoTheRegister: 'exists',
      intoOneDrive: 'unsafe-place',
      whole: true,
    });
  });

  test('that is stopped leaves nothing, and old ones go by the rule, another register’s never', async () => {
    await expect(backUp('2026-05-15T08:00:00Z', 'Step 3 of 3')).rejects.toThrow('stopped');
    const afterStop = [readdirSync(folder), readdirSync(directory).filter((name) => /partial/.test(name))];
    const { keys, registerId } = await backUp('2026-05-15T08:00:00Z');
    await backUp('2026-05-15T16:00:00Z');
    const other = join(folder, 'register-00000000-2026-05-15-070000');
    cpSync(join(folder, findBackups(folder)[0]?.name ?? ''), other, { recursive: true });
    writeFileSync(join(other, 'manifest.json'), '{}');
    expect({
      afterStop,
      dropped: dropOldBackups(folder, registerId, [keys]),
      left: findBackups(folder, registerId).map(({ manifest }) => manifest.madeAt),
      other: existsSync(other),
    }).toEqual({
      afterStop: [[], []],
      dropped: [`register-${registerId.slice(0, 8)}-2026-05-15-080000`],
      left: ['2026-05-15T16:00:00.000Z'],
      other: true,
    });
  });

  test('of which a page, a row or what a row points to is not as it should be is not kept', async () => {
    const spoilt: Readonly<Record<string, (copy: string, key: Buffer) => void>> = {
      page: (copy) => flip(copy, 5000),
      head: (copy, key) =>
        changeCopy(copy, key, 'DROP TRIGGER audit_entries_are_never_removed; DELETE FROM audit_entries'),
      pointsTo: (copy, key) => changeCopy(copy, key, 'DELETE FROM people'),
    };
    const found: Record<string, unknown> = {};
    for (const [name, spoil] of Object.entries(spoilt)) {
      const spoiling: CopyWorkshop = (task, job) => {
        if (task.what === 'readThrough') spoil(task.copy, task.key);
        return workHere(task, job);
      };
      found[name] = await backUp(undefined, undefined, spoiling).catch(
        (error: unknown) => findDatabaseFault(error)?.code,
      );
    }
    expect({
      found,
      kept: readdirSync(folder),
      left: readdirSync(directory).filter((name) => /partial/.test(name)),
    }).toEqual({
      found: { page: 'damaged', head: 'damaged', pointsTo: 'damaged' },
      kept: [],
      left: [],
    });
  });

  test('restored in place of a damaged register leaves the damaged files aside', async () => {
    const { backup, keys } = await backUp();
    flip(join(directory, 'register.db'), 5000);
    const damaged = readFileSync(join(directory, 'register.db'));
    setAside(directory, 'damaged-1');
    restoreBackup(backup.directory, directory, keys);
    const { connection } = await openParts(directory);
    closeDatabase(connection);
    expect(readFileSync(join(directory, 'damaged-1', 'register.db')).equals(damaged)).toBe(true);
  });

  test(
    'killed at any moment, there is a whole backup under its name or none',
    { timeout: 60_000 },
    async () => {
      const whole: boolean[] = [];
      for (const [round, milliseconds] of [60].entries()) {
        const script = new URL('./backUpUntilKilled.ts', import.meta.url);
        const child = fork(script, [directory, folder, String(round)]);
        await once(child, 'message');
        await setTimeout(milliseconds);
        child.kill('SIGKILL');
        await once(child, 'exit');
        whole.push(findBackups(folder).every(({ directory: at, manifest }) => isBackupWhole(at, manifest)));
      }
      const { backup, keys } = await backUp('2026-05-16T08:00:00Z');
      expect({
        whole,
        next: drillRestore(backup.directory, place, [keys]).equal,
      }).toEqual({
        whole: [true],
        next: true,
      });
    },
  );
});
