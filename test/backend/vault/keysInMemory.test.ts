import { fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openParts } from '../../helpers/closedRegister.ts';
import { openOffice, setUp } from '../../helpers/office.ts';

const CHUNK = 16 * 1024 * 1024;

/** Which of these bytes lie anywhere in the memory that a process writes its data to. */
const findInMemory = (pid: number, wanted: Readonly<Record<string, Buffer>>): readonly string[] => {
  const found = new Set<string>();
  const room = Buffer.alloc(CHUNK);
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  try {
    for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
      const [, from = '', to = ''] = /^([0-9a-f]+)-([0-9a-f]+) rw-/.exec(line) ?? [];
      if (from === '') continue;
      const end = BigInt(`0x${to}`);
      // Pieces overlap, so that nothing is missed where one ends.
      for (let at = BigInt(`0x${from}`); at < end; at += BigInt(CHUNK - 32)) {
        const piece = room.subarray(0, Number(end - at < CHUNK ? end - at : CHUNK));
        try {
          readSync(memory, piece, 0, piece.length, at as never);
        } catch {
          continue; // reserved, and nothing there
        }
        for (const [name, bytes] of Object.entries(wanted)) if (piece.includes(bytes)) found.add(name);
      }
    }
  } finally {
    closeSync(memory);
  }
  return [...found].sort((one, other) => one.localeCompare(other));
};

test.skipIf(process.platform !== 'linux')(
  'while the register is open its keys are in memory, and after a lock, once Node has tidied up, none of them is',
  async () => {
    const place = mkdtempSync(join(tmpdir(), 'memory-'));
    {
      await using office = openOffice({ directory: place });
      await setUp(office);
    }
    const { vault, connection } = await openParts(join(place, 'register'));
    connection.close();
    const keys = { ...vault.keys } as Readonly<Record<string, Buffer>>;
    const child = fork(new URL('./unlockAndLock.ts', import.meta.url), [place], {
      execArgv: ['--expose-gc'],
    });
    try {
      await once(child, 'message');
      const whileOpen = findInMemory(child.pid ?? 0, keys);
      child.send('lock');
      await once(child, 'message');
      const afterLock = findInMemory(child.pid ?? 0, keys);
      expect({ whileOpen, afterLock }).toEqual({
        whileOpen: ['audit', 'backup', 'database', 'header', 'master'],
        afterLock: [],
      });
    } finally {
      child.kill('SIGKILL');
      rmSync(place, { recursive: true, force: true });
    }
  },
);
