import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { acquireInstanceLock } from '../../../electron/backend/vault/instanceLock.ts';
import { instant } from '../../../shared/domain/calendarTypes.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'register-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});
const now = instant(new Date().toISOString());
const lockFile = (): string => join(directory, 'register.lock');
const refusal = (): string => {
  try {
    acquireInstanceLock(directory, now).release();
    return 'opened';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

test('a second person is told who has the register, and gets in when that program was killed', async () => {
  const child = fork(new URL('./holdLock.ts', import.meta.url), [directory, now]);
  await once(child, 'message');
  const whileHeld = refusal();
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect({ whileHeld, afterKill: refusal(), left: existsSync(lockFile()) }).toEqual({
    whileHeld: expect.stringMatching(
      new RegExp(`^${userInfo().username} already has the register open on ${hostname()}\\.`),
    ),
    afterKill: 'opened',
    left: false,
  });
});

test.each([
  ['from before the computer was restarted', { startedAt: '2001-01-01T00:00:00.000Z' }, 'opened'],
  ['of another computer', { host: 'another.example' }, expect.stringContaining('on another.example')],
])('a lock %s', (_name, change, expected) => {
  const holder = { userName: 'someone', host: hostname(), pid: process.pid, startedAt: now };
  writeFileSync(lockFile(), JSON.stringify({ ...holder, ...change }));
  expect(refusal()).toEqual(expected);
});

test('a half written lock does not shut everyone out, and nobody removes another’s lock', () => {
  writeFileSync(lockFile(), '{"userName":"so');
  const lock = acquireInstanceLock(directory, now);
  writeFileSync(lockFile(), 'another’s');
  lock.release();
  expect(readFileSync(lockFile(), 'utf8')).toBe('another’s');
});
