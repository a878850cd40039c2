import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findDamagedPages } from '../../electron/backend/database/findDamagedPages.ts';
import { databaseFileName } from '../../electron/backend/register.ts';
import { bareKeys, countNumbered, integrityOf, openBareRegister } from './bareRegister.ts';
import type { WritingOrder } from './processes/writeNumbered.ts';
import { below, chanceOf, type Row, type Say } from './row.ts';

const writer = fileURLToPath(new URL('./processes/writeNumbered.ts', import.meta.url));

/** Lets a process write, kills it at a moment that chance chooses, and says what the last row was that it acknowledged. */
const writeUntilKilled = async (order: WritingOrder, chance: () => number): Promise<number> => {
  const child = spawn(process.execPath, [writer, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  const killAfter = below(chance, 12);
  // What is acknowledged too early is lost only in the moment before it is kept: the control is killed in that moment.
  const wait = order.acknowledge === 'early' ? 0 : below(chance, 25);
  let killing = false;
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (more: string) => {
    text += more;
    if (killing || text.split('\n').length <= killAfter) return;
    killing = true;
    void pause(wait).then(() => child.kill('SIGKILL'));
  });
  await new Promise((resolve) => child.on('close', resolve));
  const whole = text.split('\n').slice(0, -1);
  return Number(whole.at(-1) ?? order.first - 1);
};

interface Kills {
  kills: number;
  acknowledged: number;
  lost: number;
  unsound: number;
}

const killManyTimes = async (
  kills: number,
  seed: number,
  acknowledge: WritingOrder['acknowledge'],
  say: Say,
): Promise<Kills> => {
  const directory = mkdtempSync(join(tmpdir(), 'reliability-kill-'));
  const chance = chanceOf(seed);
  const figures: Kills = { kills: 0, acknowledged: 0, lost: 0, unsound: 0 };
  try {
    openBareRegister(directory, seed, 'create').close();
    let there = 0;
    for (; figures.kills < kills; figures.kills += 1) {
      const acknowledged = await writeUntilKilled(
        { directory, seed, mode: 'open', first: there + 1, last: 1_000_000, acknowledge },
        chance,
      );
      const register = openBareRegister(directory, seed, 'open');
      figures.acknowledged += acknowledged - there;
      const found = countNumbered(register);
      figures.lost += Math.max(0, acknowledged - found);
      if (!register.auditLog.reachesAnchor()) figures.unsound += 1;
      const lookWell = figures.kills % 25 === 24 || figures.kills === kills - 1;
      if (lookWell && (integrityOf(register) !== '' || !register.auditLog.check().ok)) figures.unsound += 1;
      there = found;
      register.close();
      if (lookWell) {
        figures.unsound += findDamagedPages(
          join(directory, databaseFileName),
          bareKeys(seed).database,
        ).length;
        say(`${figures.kills + 1} kills, ${figures.acknowledged} rows acknowledged, ${figures.lost} lost`);
      }
    }
    return figures;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
};

export const killDuringWrites: Row = {
  name: 'kill-during-writes',
  target: '300 kills -9, 0 acknowledged writes lost',
  promise: 'killed at any moment, the register keeps every write that it acknowledged',
  seed: 20260411,
  run: async (size, say) => {
    const kills = size === 'full' ? 300 : 6;
    const halves = await Promise.all(
      [0, 1].map((half) => killManyTimes(kills / 2, killDuringWrites.seed + half, 'afterwards', say)),
    );
    const sum = (pick: (figures: Kills) => number): number => halves.map(pick).reduce((a, b) => a + b);
    const control = await killManyTimes(size === 'full' ? 40 : 8, killDuringWrites.seed + 2, 'early', say);
    const lost = sum((figures) => figures.lost);
    const unsound = sum((figures) => figures.unsound);
    return {
      measured: `${sum((figures) => figures.kills)} kills, ${sum((figures) => figures.acknowledged)} writes acknowledged, ${lost} lost, ${unsound} registers unsound`,
      control: `acknowledged 50 ms before COMMIT: ${control.lost} lost in ${control.kills} kills`,
      ok: lost === 0 && unsound === 0 && control.lost > 0,
    };
  },
};
