import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../../shared/contract/backups.ts';
import { readAnchor, verifyChain, type ChainCheck, type ChainProblem } from '../audit/chain.ts';
import { countedAuditEntries } from '../audit/countedAuditEntries.ts';
import { findDatabaseFault } from '../database/databaseFault.ts';
import type { Connection } from '../database/openDatabase.ts';
import { checkIntegrity } from '../database/openReadOnly.ts';
import { registerDatabaseFor } from '../database/registerDatabase.ts';
import { checkDecisions } from '../features/decisions/checkDecisions.ts';
import { getSlotFile, listEarlierKeys } from '../features/people/repository.ts';
import type { Tell } from '../jobs.ts';
import type { VaultKeys } from '../vault/keys.ts';
import { isAuthentic, readSlotFiles } from '../vault/slotFile.ts';
import { lookingThrough } from './checkCopy.ts';
import { findBackups, isBackupWhole, isManifestAuthentic } from './backupManifest.ts';
import { registerFiles } from './restoreBackup.ts';

const chainWords: Readonly<Record<ChainProblem, string>> = {
  'row-changed': 'an entry was changed, removed or put elsewhere',
  'row-missing': 'an entry is missing',
  'anchor-missing': 'the file that says how far the log had come (anchor.json) is missing or unreadable',
  'anchor-changed': 'the file that says how far the log had come (anchor.json) was changed',
  'older-than-anchor':
    'the log ends before its anchor: the register may have been put back to an earlier day',
};

/**
 * Everything that can be said of a register by looking at it, in plain lines. Writes nothing.
 * @param damagedPages of the closed file, by `findDamagedPages`: it must be walked before the file is opened
 */
export const verifyRegister = (options: {
  /** Where the slot files and the anchor lie. */
  readonly directory: string;
  readonly connection: Connection;
  readonly keys: VaultKeys;
  readonly damagedPages: readonly number[];
  readonly backupFolder: string;
  readonly tell?: Tell;
}): readonly Finding[] => {
  const { connection, keys, damagedPages, tell = () => undefined } = options;
  return [
    checkSlots(options),
    damagedPages.length === 0
      ? { holds: true, words: 'Every page of the register file carries the seal that it should.' }
      : {
          holds: false,
          words: `${damagedPages.length} pages of the register file are damaged (page ${damagedPages.slice(0, 5).join(', ')}).`,
        },
    orFault('The database cannot be read through', () => {
      tell(lookingThrough);
      checkIntegrity(connection);
      return { holds: true, words: 'The database is whole, and no row has lost what it points to.' };
    }),
    orFault('The audit log cannot be read', () => checkLog(options, tell)),
    orFault('The decisions cannot be read', () => {
      tell({ words: 'Checking the decisions and their signatures' });
      return checkSigned(connection);
    }),
    ...checkBackups(options, [keys, ...earlierKeys(connection)], tell),
  ];
};

const orFault = (failing: string, look: () => Finding): Finding => {
  try {
    return look();
  } catch (error) {
    return { holds: false, words: `${failing}: ${findDatabaseFault(error)?.message ?? 'it is damaged.'}` };
  }
};

const checkSlots = ({
  directory,
  connection,
  keys,
}: Pick<Parameters<typeof verifyRegister>[0], 'directory' | 'connection' | 'keys'>): Finding =>
  orFault('The files with the key slots cannot be read', () => {
    const kept = getSlotFile(registerDatabaseFor(connection));
    const found = readSlotFiles(directory);
    const holds =
      found.every((slotFile) => isAuthentic(slotFile, keys.header)) &&
      found.every((slotFile) => JSON.stringify(slotFile) === kept) &&
      [registerFiles.slots, registerFiles.spareSlots].every((name) => existsSync(join(directory, name)));
    return {
      holds,
      words: holds
        ? 'The key slots are sealed by the register’s own key and are those that the register keeps.'
        : 'A file with key slots (slots.json or slots.json.bak) is missing, was changed, or is from another day. Unlocking the register puts it right.',
    };
  });

/** Whether the audit log holds, entry by entry, up to its anchor. */
export const followLog = (
  {
    directory,
    connection,
    keys,
  }: Pick<Parameters<typeof verifyRegister>[0], 'directory' | 'connection' | 'keys'>,
  tell: Tell,
): ChainCheck => {
  const database = registerDatabaseFor(connection);
  const earlier = listEarlierKeys(database).map(({ untilSequence, keys: before }) => ({
    untilSeq: untilSequence,
    key: before.audit,
  }));
  const anchor = readAnchor(join(directory, registerFiles.anchor));
  return verifyChain(countedAuditEntries(database, tell), keys.audit, anchor, earlier);
};

const checkLog = (...looking: Parameters<typeof followLog>): Finding => {
  const found = followLog(...looking);
  return found.ok
    ? { holds: true, words: `All ${found.seq} entries of the audit log are there and unchanged.` }
    : {
        holds: false,
        words: `The audit log does not hold from entry ${found.seq}: ${chainWords[found.problem]}.`,
      };
};

const checkSigned = (connection: Connection): Finding => {
  const { problems } = checkDecisions(registerDatabaseFor(connection));
  return problems.length === 0
    ? {
        holds: true,
        words: 'Every decision is as it was signed or recorded, and every signature is its signer’s own.',
      }
    : { holds: false, words: `Decisions do not hold: ${problems.slice(0, 5).join(' ')}` };
};

const earlierKeys = (connection: Connection): readonly VaultKeys[] => {
  try {
    return listEarlierKeys(registerDatabaseFor(connection)).map(({ keys }) => keys);
  } catch {
    return []; // the findings above say what is wrong
  }
};

const checkBackups = (
  { connection, backupFolder }: Pick<Parameters<typeof verifyRegister>[0], 'connection' | 'backupFolder'>,
  knownKeys: readonly VaultKeys[],
  tell: Tell,
): readonly Finding[] => {
  let registerId: string | undefined;
  try {
    registerId = (JSON.parse(getSlotFile(registerDatabaseFor(connection))) as { registerId: string })
      .registerId;
  } catch {
    return [];
  }
  const backups = findBackups(backupFolder, registerId);
  if (backups.length === 0) return [{ holds: false, words: 'There is no backup in the folder for backups.' }];
  const bad = backups.filter(({ directory, manifest }, index) => {
    tell({ words: 'Reading the backups', done: index, total: backups.length });
    return (
      !knownKeys.some((keys) => isManifestAuthentic(manifest, keys)) || !isBackupWhole(directory, manifest)
    );
  });
  return [
    bad.length === 0
      ? { holds: true, words: `All ${backups.length} backups are as they were when they were made.` }
      : {
          holds: false,
          words: `${bad.length} of ${backups.length} backups are no longer as they were made: ${bad.map(({ name }) => name).join(', ')}. Do not rely on them.`,
        },
  ];
};
