import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findDatabaseFault } from '../../electron/backend/database/databaseFault.ts';
import { findDamagedPages } from '../../electron/backend/database/findDamagedPages.ts';
import { closeDatabase, openDatabase } from '../../electron/backend/database/openDatabase.ts';
import { databaseFileName } from '../../electron/backend/register.ts';
import { fillWithCases } from '../helpers/manyCases.ts';
import { bareKeys, connectionOf, openBareRegister } from './bareRegister.ts';
import { below, chanceOf, type Row } from './row.ts';

/** Whether SQLite's own check, on a file that opens, says that something is wrong. */
const integrityCheckFinds = (file: string, key: Buffer): boolean => {
  try {
    const connection = openDatabase({ file, key, mode: 'open' });
    try {
      return connection.pragma('integrity_check', { simple: true }) !== 'ok';
    } finally {
      closeDatabase(connection);
    }
  } catch (error) {
    if (!findDatabaseFault(error)) throw error;
    return true;
  }
};

export const pageBitFlips: Row = {
  name: 'page-bit-flips',
  target: '500/500 found',
  promise: 'one bit changed anywhere in the register’s file is found',
  seed: 20260414,
  run: async (size) => {
    const { seed } = pageBitFlips;
    const flips = size === 'full' ? 500 : 40;
    const root = mkdtempSync(join(tmpdir(), 'reliability-bits-'));
    const key = bareKeys(seed).database;
    try {
      const register = openBareRegister(root, seed, 'create');
      fillWithCases(connectionOf(register), size === 'full' ? 600 : 100);
      // Room that was given back: pages that no check of the content ever reads.
      connectionOf(register).exec(
        'CREATE TABLE padding (words BLOB); INSERT INTO padding SELECT randomblob(3000) FROM cases; INSERT INTO padding SELECT randomblob(3000) FROM padding; DROP TABLE padding',
      );
      register.close();
      const sound = readFileSync(join(root, databaseFileName));
      const file = join(root, 'damaged.db');
      const chance = chanceOf(seed);
      let found = 0;
      let rightPage = 0;
      let byIntegrityCheck = 0;
      for (let flip = 0; flip < flips; flip += 1) {
        const at = below(chance, sound.length);
        const damaged = Buffer.from(sound);
        damaged.writeUInt8(damaged.readUInt8(at) ^ (1 << below(chance, 8)), at);
        writeFileSync(file, damaged);
        const pages = findDamagedPages(file, key);
        if (pages.length > 0) found += 1;
        // The first 16 bytes are the salt of every page's key.
        if (at < 16 ? pages.length > 1 : pages.join() === String(Math.floor(at / 4096) + 1)) rightPage += 1;
        if (integrityCheckFinds(file, key)) byIntegrityCheck += 1;
      }
      writeFileSync(file, sound);
      const falseAlarms = findDamagedPages(file, key).length;
      return {
        measured: `${found}/${flips} found, ${rightPage} at the right page, ${falseAlarms} false alarms on the sound file of ${sound.length / 4096} pages`,
        control: `integrity_check found ${byIntegrityCheck} of ${flips}`,
        ok: found === flips && rightPage === flips && falseAlarms === 0 && byIntegrityCheck < flips,
      };
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  },
};
