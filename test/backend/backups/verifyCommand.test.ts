import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verify } from '../../../electron/commands/verify.ts';
import { logForm } from '../../helpers/loggedCase.ts';
import { openOffice, PASSPHRASE, setUp } from '../../helpers/office.ts';

test('a closed register is looked at line by line, damage is named, and not a byte of it is written', async () => {
  const place = mkdtempSync(join(tmpdir(), 'verify-test-'));
  let directory = '';
  {
    await using unit = openOffice({ directory: place });
    ({ directory } = unit);
    await setUp(unit);
    await logForm(unit, '2026-05-13');
    await unit.api.backups.make({});
  }
  const state = (): readonly unknown[] =>
    readdirSync(directory).map((name) => {
      const { mtimeMs, size } = statSync(join(directory, name));
      return [name, mtimeMs, size];
    });
  const look = async (passphrase = PASSPHRASE): Promise<{ holds: unknown; lines: readonly string[] }> => {
    const lines: string[] = [];
    const holds = await verify({
      directory,
      askPassphrase: () => Promise.resolve(passphrase),
      print: (line) => lines.push(line),
    }).catch((error: unknown) => (error instanceof Error && 'code' in error ? error.code : error));
    return { holds, lines };
  };
  const before = state();
  const sound = await look();
  const wrong = await look('not this one at all');
  const after = state();
  // The program that had it open: at work now, then ended before the computer was last started.
  const lockFile = join(directory, 'register.lock');
  const holder = { userName: 'someone', host: hostname(), pid: process.pid };
  writeFileSync(lockFile, JSON.stringify({ ...holder, startedAt: new Date().toISOString() }));
  const open = await look();
  writeFileSync(lockFile, JSON.stringify({ ...holder, startedAt: '2001-01-01T00:00:00.000Z' }));
  const crashed = await look();
  rmSync(lockFile);
  const file = join(directory, 'register.db');
  const bytes = readFileSync(file);
  bytes.writeUInt8(bytes.readUInt8(60_000) ^ 1, 60_000);
  writeFileSync(file, bytes);
  writeFileSync(join(directory, 'anchor.json'), '{}');
  const damaged = await look();
  rmSync(place, { recursive: true });
  expect({
    sound: { holds: sound.holds, marks: sound.lines.map((line) => line.slice(0, 3)) },
    wrong,
    unchanged: after,
    open: open.holds instanceof Error ? open.holds.message.split('.')[0] : open.holds,
    crashed: [crashed.holds, crashed.lines.map((line) => line.slice(0, 3))],
    damaged: damaged.holds,
    named: damaged.lines.filter((line) => line.startsWith('NO')).length >= 2,
  }).toEqual({
    sound: { holds: true, marks: Array.from({ length: 6 }, () => 'ok ') },
    wrong: { holds: 'wrong-passphrase', lines: [] },
    unchanged: before,
    open: `someone has the register open on ${hostname()} (process ${process.pid})`,
    crashed: [true, ['NB ', ...Array.from({ length: 6 }, () => 'ok ')]],
    damaged: false,
    named: true,
  });
});
