import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBackups } from '../../electron/backend/backups/backupManifest.ts';
import { drillRestore } from '../../electron/backend/backups/restoreDrill.ts';
import { findDatabaseFault } from '../../electron/backend/database/databaseFault.ts';
import { findDamagedPages } from '../../electron/backend/database/findDamagedPages.ts';
import { closeDatabase, openDatabase } from '../../electron/backend/database/openDatabase.ts';
import type { AppError } from '../../shared/contract/errors.ts';
import { openParts } from '../helpers/closedRegister.ts';
import { child, logForm, signIn } from '../helpers/loggedCase.ts';
import { fixtureForm, openOffice, receive, setUp } from '../helpers/office.ts';
import { contentsOf } from './contentsOf.ts';
import { buildShim, missingForShim, shimEnvironment } from './diskShim.ts';
import { readDiskLog } from './diskReplay.ts';
import { currentMigrations, pathsWith } from './maintenancePaths.ts';
import { chanceOf, type Row } from './row.ts';

const program = fileURLToPath(new URL('./processes/maintain.ts', import.meta.url));
type Work = 'update' | 'backup' | 'keys' | 'keys in place';

/** What neither an update, nor a backup, nor new keys may change. */
const kept = /^(cases|case_|stages|documents|agencies|notices|drafts|decisions)/;

const newerUpdate = `CREATE TABLE of_a_newer_version (id INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT;
--> statement-breakpoint
INSERT INTO of_a_newer_version (words) SELECT hex(randomblob(2000)) FROM agencies, (SELECT 1 UNION SELECT 2 UNION SELECT 3);
--> statement-breakpoint
ALTER TABLE of_a_newer_version ADD COLUMN more TEXT;
--> statement-breakpoint
UPDATE of_a_newer_version SET more = words;
`;

interface Outcome {
  readonly state: 'old' | 'new' | 'neither';
  readonly why?: string;
}

const neither = (why: string): Outcome => ({ state: 'neither', why });

/** Opens what a kill left as the next person would. */
const lookAfter = async (
  work: Work,
  root: string,
  before: Readonly<Record<string, string>>,
  keysBefore: { readonly backup: Buffer },
): Promise<Outcome> => {
  let updated = false;
  if (work === 'update') {
    await using older = openOffice({ directory: root });
    try {
      await signIn(older);
    } catch (error) {
      const { code } = error as AppError;
      if (code !== 'newer-version') return neither(`the older version says ${code}`);
      updated = true;
    }
  }
  const migrations = work === 'update' ? join(root, 'migrations') : currentMigrations;
  let gone = false;
  {
    await using office = openOffice({ directory: root, ports: { paths: pathsWith(root, migrations) } });
    try {
      await signIn(office);
      if (!(await office.api.audit.check({})).intact) return neither('the audit log is not intact');
      gone = (await office.api.people.list({})).people.some(
        ({ role, leftAt }) => role === 'reader' && leftAt,
      );
      await logForm(office, '2026-05-14', { people: [child('Afterwards-Test', '2016-04-03')] });
    } catch (error) {
      return neither(`does not open: ${(error as AppError).code}`);
    }
    if (office.faults.length > 0) return neither(office.faults.join());
  }
  const { vault, connection, file } = await openParts(join(root, 'register'));
  const found = contentsOf(connection, kept);
  // The case that has just been logged says that work goes on.
  connection.close();
  const same = Object.keys(before).filter(
    (name) => Number.parseInt(found[name] ?? '', 10) < Number.parseInt(before[name] ?? '', 10),
  );
  if (same.length > 0) return neither(`rows are gone from ${same.join()}`);
  if (findDamagedPages(file, vault.keys.database).length > 0) return neither('pages are damaged');
  if (work === 'backup') {
    const backups = findBackups(join(root, 'backups'));
    for (const { directory } of backups)
      if (!drillRestore(directory, root, [{ ...vault.keys, backup: keysBefore.backup }]).equal)
        return neither('a backup under its name is not whole');
    return { state: backups.length > 0 ? 'new' : 'old' };
  }
  return { state: updated || gone ? 'new' : 'old' };
};

/** Which of the two keys opens all of a file whose key was being changed in place. */
const lookInPlace = (root: string, keys: readonly Buffer[]): Outcome => {
  const file = join(root, 'register', 'register.db');
  for (const [index, key] of keys.entries())
    try {
      const connection = openDatabase({ file, key, mode: 'open' });
      const sound = connection.pragma('integrity_check', { simple: true }) === 'ok';
      closeDatabase(connection);
      if (sound && findDamagedPages(file, key).length === 0) return { state: index === 0 ? 'old' : 'new' };
    } catch (error) {
      if (!findDatabaseFault(error)) throw error;
    }
  return neither('neither key opens it');
};

export const killDuringMaintenance: Row = {
  name: 'kill-during-maintenance',
  target: '100 kills in migration, backup and change of keys: old or new, never neither',
  promise:
    'killed in the middle of an update, a backup or a change of keys, the register is the old one or the new one',
  seed: 20260427,
  missing: missingForShim,
  run: async (size, say) => {
    const { seed } = killDuringMaintenance;
    const chance = chanceOf(seed);
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'reliability-maintenance-')));
    const shim = buildShim();
    const template = join(root, 'template');
    const live = join(root, 'live');
    const renew = (): void => {
      rmSync(live, { recursive: true, force: true });
      cpSync(template, live, { recursive: true });
    };
    const runMaintenance = (work: Work, dieAt: number, log?: string): boolean => {
      const { status, signal } = spawnSync(process.execPath, [program, work, live, String(dieAt)], {
        env: shimEnvironment(shim, live, log),
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      if (signal !== 'SIGKILL' && status !== 0) throw new Error(`${work} failed by itself`);
      return signal === 'SIGKILL';
    };
    /** How many steps of the disk it takes when nobody kills it. */
    const countSteps = (work: Work): number => {
      renew();
      const log = join(root, `${work}.log`);
      runMaintenance(work, 1_000_000_000, log);
      const steps = readDiskLog(readFileSync(log));
      const begins = steps.findIndex((step) => step.kind === 'write' && step.file === 2);
      return steps.slice(begins + 1).filter(({ kind }) => kind !== 'name').length;
    };
    try {
      {
        await using office = openOffice({ directory: template });
        await setUp(office);
        await office.api.people.add({ name: 'Joy Adeyemi-Test', role: 'reader' });
        await office.api.people.add({ name: 'Sam Oyelaran-Test', role: 'businessManager' });
        for (let count = 0; count < 6; count += 1)
          await logForm(office, '2026-05-13', { people: [child(`Child ${count}-Test`, '2015-06-14')] });
        await receive(office, 'form.docx', fixtureForm('bury-request-for-resolution.docx'));
      }
      cpSync(currentMigrations, join(template, 'migrations'), { recursive: true });
      const updates = readdirSync(currentMigrations).filter((name) => name.endsWith('.sql')).length;
      for (const more of [0, 1])
        writeFileSync(
          join(template, 'migrations', `${String(updates + more).padStart(4, '0')}_newer.sql`),
          newerUpdate.replaceAll('newer_version', `newer_version_${more}`),
        );
      const made = await openParts(join(template, 'register'));
      const before = contentsOf(made.connection, kept);
      const keys = made.vault.keys;
      closeDatabase(made.connection);

      const told: string[] = [];
      const wrong: string[] = [];
      let killed = 0;
      const killTimes = async (
        work: Work,
        times: number,
        look: () => Promise<Outcome> | Outcome,
        /** The share of the steps after which kills begin. */
        from = 0,
      ) => {
        const steps = countSteps(work);
        const ends = { old: 0, new: 0, neither: 0 };
        for (let time = 0; time < times; time += 1) {
          renew();
          const dieAt = Math.floor((from + (1 - from) * ((time + chance()) / times)) * steps);
          if (!runMaintenance(work, dieAt)) continue;
          killed += 1;
          const outcome = await look();
          ends[outcome.state] += 1;
          if (outcome.why !== undefined && work !== 'keys in place')
            wrong.push(`${work} at step ${dieAt}: ${outcome.why}`);
        }
        const line = `${work} (${steps} steps): ${ends.old} old, ${ends.new} new, ${ends.neither} neither`;
        say(line);
        return { line, ends };
      };
      const share =
        size === 'full' ? { update: 34, backup: 34, keys: 34 } : { update: 1, backup: 1, keys: 2 };
      for (const work of ['update', 'backup', 'keys'] as const)
        told.push((await killTimes(work, share[work], () => lookAfter(work, live, before, keys))).line);
      const killedInAll = killed;
      const newKey = Buffer.alloc(32, 7);
      // Few kills must come late to see it: the file is half rewritten only towards the end.
      const control = await killTimes(
        'keys in place',
        size === 'full' ? 30 : 2,
        () => lookInPlace(live, [keys.database, newKey]),
        size === 'full' ? 0 : 0.82,
      );
      const enough = size === 'full' ? 100 : 3;
      return {
        measured: `${killedInAll} kills: ${told.join('; ')}${wrong
          .slice(0, 5)
          .map((what) => `; ${what}`)
          .join('')}`,
        control: control.line,
        ok: killedInAll >= enough && wrong.length === 0 && control.ends.neither > 0,
      };
    } finally {
      rmSync(shim);
      rmSync(root, { recursive: true, force: true });
    }
  },
};
