import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildShim, missingForShim, shimEnvironment } from './diskShim.ts';
import type { FilledDisk } from './processes/fillDisk.ts';
import type { Row } from './row.ts';

const program = fileURLToPath(new URL('./processes/fillDisk.ts', import.meta.url));

export const diskFull: Row = {
  name: 'disk-full',
  target: '100 points, 0 lost, read-only with its message',
  promise:
    'with a full disk nothing acknowledged is lost, the register unlocks and cases can be read, and work goes on when there is room',
  seed: 20260413,
  missing: missingForShim,
  run: async (size) => {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'reliability-full-')));
    const shim = buildShim();
    try {
      const text = execFileSync(
        process.execPath,
        [program, root, size === 'full' ? '100' : '6', String(diskFull.seed)],
        {
          env: shimEnvironment(shim, join(root, 'register')),
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      const found = JSON.parse(text) as FilledDisk;
      const { points, acknowledged, lost, toldPlainly, readable, cameBack, refused, refusedButThere } = found;
      const { opened, openedToRead } = found;
      return {
        measured:
          `${points} points, ${acknowledged} cases acknowledged, ${lost} lost; refused with its message at ${toldPlainly}, ` +
          `readable at ${readable}, unlocked without room to read ${openedToRead} of ${opened} times, went on afterwards at ${cameBack}, audit chain ${found.sound ? 'sound' : 'NOT SOUND'}` +
          found.otherWords.map((words) => `; ${words}`).join(''),
        control: `had the ${refused} refused cases been acknowledged, ${refused - refusedButThere} would be lost`,
        ok:
          lost === 0 &&
          found.sound &&
          [toldPlainly, readable, cameBack].every((count) => count === points) &&
          opened > 0 &&
          openedToRead === opened &&
          found.otherWords.length === 0 &&
          refused - refusedButThere > 0,
      };
    } finally {
      rmSync(shim);
      rmSync(root, { recursive: true, force: true });
    }
  },
};
