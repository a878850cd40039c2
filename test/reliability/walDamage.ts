import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findDatabaseFault } from '../../electron/backend/database/databaseFault.ts';
import { findDamagedPages } from '../../electron/backend/database/findDamagedPages.ts';
import { databaseFileName } from '../../electron/backend/register.ts';
import { bareKeys, countNumbered, integrityOf, openBareRegister } from './bareRegister.ts';
import type { WritingOrder } from './processes/writeNumbered.ts';
import { below, chanceOf, type Row } from './row.ts';

const writer = fileURLToPath(new URL('./processes/writeNumbered.ts', import.meta.url));

/** Flips a bit, wipes a stretch, cuts the end off, or takes the whole log away. */
const damage = (log: Buffer, chance: () => number): Buffer | undefined => {
  const at = below(chance, log.length);
  const copy = Buffer.from(log);
  switch (below(chance, 8)) {
    case 0:
      return log.subarray(0, at);
    case 1:
      return copy.fill(0, at, at + 1 + below(chance, 5_000));
    case 2:
      return chance() < 0.2 ? undefined : Buffer.alloc(0);
    default:
      copy.writeUInt8(copy.readUInt8(at) ^ (1 << below(chance, 8)), at);
      return copy;
  }
};

export const walDamage: Row = {
  name: 'wal-damage',
  target: '300/300 found',
  promise:
    'damage to the write-ahead log, which silently takes the last writes away, is found by the audit anchor',
  seed: 20260415,
  run: async (size) => {
    const { seed } = walDamage;
    const times = size === 'full' ? 300 : 12;
    const rows = 40;
    const root = mkdtempSync(join(tmpdir(), 'reliability-wal-'));
    try {
      const before = join(root, 'register');
      mkdirSync(before);
      openBareRegister(before, seed, 'create').close();
      // Ended without closing: all of the rows are in the write-ahead log alone.
      const order: WritingOrder = {
        directory: before,
        seed,
        mode: 'open',
        first: 1,
        last: rows,
        acknowledge: 'afterwards',
        acknowledgeTo: join(root, 'acknowledged'),
      };
      execFileSync(process.execPath, [writer, JSON.stringify(order)], { stdio: 'inherit' });
      const log = readFileSync(join(before, `${databaseFileName}-wal`));
      const chance = chanceOf(seed);
      let [found, foundWithout, losing] = [0, 0, 0];
      for (let time = 0; time < times; time += 1) {
        const directory = join(root, 'damaged');
        cpSync(before, directory, { recursive: true });
        const damaged = damage(log, chance);
        if (damaged === undefined) rmSync(join(directory, `${databaseFileName}-wal`));
        else writeFileSync(join(directory, `${databaseFileName}-wal`), damaged);
        try {
          const register = openBareRegister(directory, seed, 'open');
          if (!register.auditLog.reachesAnchor() && !register.auditLog.check().ok) found += 1;
          if (countNumbered(register) < rows) losing += 1;
          // What there is to go by without the anchor: SQLite's check, the pages' seals, and the chain by itself.
          const integrity = integrityOf(register);
          register.auditLog.anchor();
          const chain = register.auditLog.check().ok;
          register.close();
          const pages = findDamagedPages(join(directory, databaseFileName), bareKeys(seed).database);
          if (integrity !== '' || !chain || pages.length > 0) foundWithout += 1;
        } catch (error) {
          if (!findDatabaseFault(error)) throw error;
          found += 1;
          foundWithout += 1;
        }
        rmSync(directory, { recursive: true });
      }
      const untouched = openBareRegister(before, seed, 'open');
      const falseAlarm = !untouched.auditLog.check().ok || countNumbered(untouched) !== rows;
      untouched.close();
      return {
        measured: `${found}/${times} found, of which ${losing} had lost rows; a log of ${log.length} bytes left alone: ${falseAlarm ? 'FALSE ALARM' : 'no alarm'}`,
        control: `without the anchor ${foundWithout} of ${times} found`,
        ok: found === times && losing === times && foundWithout === 0 && !falseAlarm,
      };
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  },
};
