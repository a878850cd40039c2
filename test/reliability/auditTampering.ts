import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findDamagedPages } from '../../electron/backend/database/findDamagedPages.ts';
import {
  closeDatabase,
  openDatabase,
  type Connection,
} from '../../electron/backend/database/openDatabase.ts';
import { databaseFileName } from '../../electron/backend/register.ts';
import { bareKeys, connectionOf, openBareRegister, writeNumbered } from './bareRegister.ts';
import { below, chanceOf, type Row } from './row.ts';

const rows = 60;
const columns = ['at', 'person_id', 'action', 'kind', 'entity', 'detail', 'mac'] as const;

interface StoredTrigger {
  readonly name: string;
  readonly sql: string;
}

/** What somebody does who has the database's key, but not the one that seals the log. */
const ways: Readonly<Record<string, (connection: Connection, chance: () => number) => void>> = {
  'a row changed': (connection, chance) => {
    const column = columns[below(chance, columns.length)] ?? 'detail';
    const change =
      column === 'mac'
        ? "substr(mac, 1, 63) || CASE substr(mac, 64) WHEN '0' THEN '1' ELSE '0' END"
        : `${column} || ' '`;
    connection
      .prepare(`UPDATE audit_entries SET ${column} = ${change} WHERE sequence = ?`)
      .run(1 + below(chance, rows));
  },
  'another person put in a row': (connection, chance) => {
    connection
      .prepare("UPDATE audit_entries SET person_id = 'somebody else' WHERE sequence = ?")
      .run(1 + below(chance, rows));
  },
  'a row dropped': (connection, chance) => {
    connection.prepare('DELETE FROM audit_entries WHERE sequence = ?').run(1 + below(chance, rows));
  },
  'a row dropped and the others moved up': (connection, chance) => {
    const gone = 1 + below(chance, rows);
    connection.prepare('DELETE FROM audit_entries WHERE sequence = ?').run(gone);
    connection.prepare('UPDATE audit_entries SET sequence = -sequence WHERE sequence > ?').run(gone);
    connection.exec('UPDATE audit_entries SET sequence = -sequence - 1 WHERE sequence < 0');
  },
  'two rows exchanged': (connection, chance) => {
    const one = 1 + below(chance, rows - 1);
    const swap = connection.prepare('UPDATE audit_entries SET sequence = ? WHERE sequence = ?');
    swap.run(-1, one);
    swap.run(one, one + 1);
    swap.run(one + 1, -1);
  },
  'the end cut off': (connection, chance) => {
    connection.prepare('DELETE FROM audit_entries WHERE sequence > ?').run(rows - 1 - below(chance, 20));
  },
  'a row copied to the end': (connection, chance) => {
    connection
      .prepare(
        `INSERT INTO audit_entries SELECT ${rows + 1}, at, person_id, action, kind, entity, detail, mac FROM audit_entries WHERE sequence = ?`,
      )
      .run(1 + below(chance, rows));
  },
  'everything taken out': (connection) => {
    connection.exec('DELETE FROM audit_entries');
  },
};

export const auditTampering: Row = {
  name: 'audit-tampering',
  target: '200/200 found',
  promise: 'whoever changes, drops, reorders or cuts the audit log, or puts an older file back, is found out',
  seed: 20260416,
  run: async (size) => {
    const { seed } = auditTampering;
    const times = size === 'full' ? 200 : 18;
    const root = mkdtempSync(join(tmpdir(), 'reliability-audit-'));
    const file = join(root, databaseFileName);
    const key = bareKeys(seed).database;
    const chance = chanceOf(seed);
    try {
      const older: string[] = [];
      openBareRegister(root, seed, 'create').close();
      for (let part = 0; part < 4; part += 1) {
        if (part > 0) {
          older.push(join(root, `older-${part}.db`));
          copyFileSync(file, join(root, `older-${part}.db`));
        }
        const register = openBareRegister(root, seed, 'open');
        for (let row = 1; row <= rows / 4; row += 1) writeNumbered(register, (part * rows) / 4 + row);
        register.close();
      }
      copyFileSync(file, join(root, 'sound.db'));
      const missed: string[] = [];
      let [found, foundOtherwise, refusedByTriggers] = [0, 0, 0];
      for (let time = 0; time < times; time += 1) {
        const names = [...Object.keys(ways), 'an older file put back'];
        const name = names[time % names.length] ?? '';
        const way = ways[name];
        copyFileSync(way ? join(root, 'sound.db') : (older[below(chance, older.length)] ?? ''), file);
        if (way) {
          const connection = openDatabase({ file, key, mode: 'open' });
          const tryAsItIs = (): boolean => {
            try {
              way(connection, chance);
              return true;
            } catch {
              refusedByTriggers += 1;
              return false;
            }
          };
          if (!tryAsItIs()) {
            const triggers = connection
              .prepare<[], StoredTrigger>(
                "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'audit_entries'",
              )
              .all();
            for (const trigger of triggers) connection.exec(`DROP TRIGGER "${trigger.name}"`);
            way(connection, chance);
            for (const trigger of triggers) connection.exec(trigger.sql);
          }
          closeDatabase(connection);
        }
        const register = openBareRegister(root, seed, 'open');
        if (register.auditLog.check().ok) missed.push(name);
        else found += 1;
        const integrity = connectionOf(register).pragma('integrity_check', { simple: true });
        register.close();
        if (integrity !== 'ok' || findDamagedPages(file, key).length > 0) foundOtherwise += 1;
      }
      copyFileSync(join(root, 'sound.db'), file);
      const register = openBareRegister(root, seed, 'open');
      const sound = register.auditLog.check();
      register.close();
      return {
        measured: `${found}/${times} found${missed.map((name) => `, missed: ${name}`).join('')}; the untouched log is ${sound.ok ? 'sound' : 'REFUSED'}; the triggers refused ${refusedByTriggers} before they were taken out`,
        control: `integrity_check and the pages’ seals found ${foundOtherwise} of ${times}`,
        ok: found === times && sound.ok && foundOtherwise === 0,
      };
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  },
};
