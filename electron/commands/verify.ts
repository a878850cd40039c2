/**
 * `npm run verify -- REGISTER [--person NAME]`: looks at all of a register that is not open and prints a line for each
 * thing that it looked at. The passphrase is asked for without being shown, or read from standard input. Writes nothing to
 * the register: what has to be opened is a copy, still encrypted, in a temporary folder that is removed. Ends with 0 where
 * all holds, 1 where something does not, 2 where it could not be looked at.
 */
import { constants, copyFileSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findBackupFolder } from '../backend/backups/backupFolder.ts';
import { registerFiles } from '../backend/backups/restoreBackup.ts';
import { verifyRegister } from '../backend/backups/verifyRegister.ts';
import { findDamagedPages, keyFits } from '../backend/database/findDamagedPages.ts';
import { openDatabase } from '../backend/database/openDatabase.ts';
import { zero, type VaultKeys } from '../backend/vault/keys.ts';
import { findInstanceHolder } from '../backend/vault/instanceLock.ts';
import { readVaultHeader, unlockWithPassphrase } from '../backend/vault/vault.ts';
import { systemClock } from '../window/systemClock.ts';

interface VerifyOptions {
  readonly directory: string;
  readonly person?: string | undefined;
  readonly askPassphrase: () => Promise<string>;
  readonly print: (line: string) => void;
}

/** Prints what it found; whether all of it holds. Throws, with words for the person, where nothing can be looked at. */
export const verify = async ({
  directory,
  person,
  askPassphrase,
  print,
}: VerifyOptions): Promise<boolean> => {
  const holder = findInstanceHolder(directory, systemClock.now());
  if (holder)
    throw new Error(
      `${holder.userName} has the register open on ${holder.host} (process ${holder.pid}). Close it there and verify it then. If that computer is not running it any more, delete the file register.lock.`,
    );
  if (existsSync(join(directory, 'register.lock')))
    print('NB  The program that had the register open ended without closing it, and is gone.');
  const { people } = readVaultHeader(directory);
  const named = person === undefined ? people : people.filter(({ name }) => name === person);
  const [who] = named;
  if (!who || named.length > 1)
    throw new Error(`Say who you are with --person, one of: ${people.map(({ name }) => name).join(', ')}.`);
  const work = mkdtempSync(join(tmpdir(), 'verify-'));
  let keys: VaultKeys | undefined;
  try {
    const original = join(directory, registerFiles.database);
    const copy = join(work, registerFiles.database);
    for (const name of [
      ...Object.values(registerFiles),
      'slots.json.next',
      'attempts.json',
      'register.db-wal',
    ])
      if (existsSync(join(directory, name)))
        copyFileSync(join(directory, name), join(work, name), constants.COPYFILE_FICLONE);
    if (!existsSync(copy)) throw new Error('The register file (register.db) is not in this folder.');
    const vault = await unlockWithPassphrase({
      directory: work,
      slotsDirectory: directory,
      slotId: who.slotId,
      passphrase: await askPassphrase(),
      now: systemClock.now(),
      opensDatabase: ({ database }) => keyFits(original, database),
    });
    ({ keys } = vault);
    const damagedPages = findDamagedPages(original, keys.database);
    const connection = openDatabase({ file: copy, key: keys.database, mode: 'open' });
    try {
      const findings = verifyRegister({
        directory: work,
        connection,
        keys,
        damagedPages,
        backupFolder: findBackupFolder(directory).folder,
      });
      for (const { holds, words } of findings) print(`${holds ? 'ok ' : 'NO '} ${words}`);
      return findings.every(({ holds }) => holds);
    } finally {
      connection.close();
    }
  } finally {
    if (keys) zero(keys);
    rmSync(work, { recursive: true, force: true });
  }
};

/** What is typed at a terminal is not shown; without a terminal, the first line that comes in. */
const readPassphrase = async (): Promise<string> => {
  const { stdin, stderr } = process;
  if (stdin.isTTY) stderr.write('Passphrase: ');
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: silent, terminal: stdin.isTTY });
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
    if (stdin.isTTY) stderr.write('\n');
  }
};

const run = async (): Promise<number> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { person: { type: 'string' } },
  });
  const [directory] = positionals;
  if (directory === undefined) {
    console.error('Name the folder of the register: npm run verify -- FOLDER [--person NAME]');
    return 2;
  }
  try {
    const holds = await verify({
      directory,
      person: values.person,
      askPassphrase: readPassphrase,
      print: (line) => console.log(line),
    });
    console.log(
      holds ? 'The register is sound.' : 'Something does not hold. Tell your information governance lead.',
    );
    return holds ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : 'The register could not be looked at.');
    return 2;
  }
};

if (realpathSync(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) process.exitCode = await run();
