/**
 * The register while it is open: keys, database, audit log and the person signed in. Opened by the vault's
 * operations, closed by a lock of any kind; when it is closed nothing of it stays in memory.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Session } from '../../shared/contract/vault.ts';
import { lockedFault } from './appFault.ts';
import { createAuditLog, type AuditLine, type AuditLog } from './audit/auditLog.ts';
import type { CopyWorkshop } from './backups/copyWork.ts';
import { findDatabaseFault } from './database/databaseFault.ts';
import { finishRotation, prepareRotation } from './backups/rotateKeys.ts';
import { openPageFile, type PageFile } from './database/findDamagedPages.ts';
import { closeDatabase, type Connection } from './database/openDatabase.ts';
import { openMigrated } from './database/openMigrated.ts';
import { registerDatabaseFor, type RegisterDatabase } from './database/registerDatabase.ts';
import { findPerson, getSlotFile, listEarlierKeys } from './features/people/repository.ts';
import type { Job } from './jobs.ts';
import type { Ports } from './ports.ts';
import { acquireInstanceLock, type InstanceLock } from './vault/instanceLock.ts';
import { zero, type VaultKeys } from './vault/keys.ts';
import { signWithPassphrase } from './vault/vault.ts';

export interface OpenRegister {
  readonly session: Session;
  readonly slotId: string;
  readonly connection: Connection;
  /** The database's file, for copying it. */
  readonly pages: PageFile;
  readonly keys: VaultKeys;
  readonly database: RegisterDatabase;
  readonly auditLog: AuditLog;
  /** How many changes were recorded since it was opened; looks do not count. */
  readonly changes: number;
  /** Runs a change and its audit line as one transaction: both are kept or neither. */
  record<Value>(line: AuditLine, change: (database: RegisterDatabase) => Value): Value;
  /**
   * Runs a large change and its audit line as one transaction, in slices; gives how many are done after each. Between two of
   * them nothing else may be written: looks wait in memory meanwhile, and whoever calls sees to it that no change comes.
   * Left early, or where the register is closed meanwhile, nothing of it is kept.
   * @throws AppFault `locked` where the register is closed meanwhile
   */
  recordInSlices(
    line: AuditLine,
    changes: readonly ((database: RegisterDatabase) => void)[],
  ): AsyncGenerator<number>;
  /**
   * Writes down a look; the same look once more within two minutes is the page fetching anew after a change, and is not
   * a second line. A full disk does not stop the looking: the line waits for the next write.
   */
  recordLook(line: AuditLine & { readonly sameAs?: string }): void;
  /**
   * Signs for a person who types their own passphrase here and now; whoever is signed in.
   * @throws VaultFault `wrong-passphrase`, `wait`, `unknown-person`
   */
  signAs(request: {
    readonly personId: string;
    readonly passphrase: string;
    readonly message: Buffer;
  }): Promise<{ readonly signature: Buffer; readonly publicKey: Buffer }>;
  /**
   * Gives the register new keys, on a copy that is checked before it takes the register's place: whoever has left could
   * have kept the old ones. Everybody else goes on with the passphrase that they have.
   * @throws DatabaseFault, and the register is as it was
   */
  rotateKeys(
    line: AuditLine,
    how: { readonly workshop: CopyWorkshop; readonly job: Pick<Job, 'signal' | 'tell'> },
  ): Promise<void>;
  /**
   * Looks at the seal of every page of the file while others work. Gives the numbers (from 1) of the damaged ones.
   * @throws AppFault `locked` where the register is closed meanwhile
   */
  findDamagedPages(job?: Pick<Job, 'reach'>): Promise<readonly number[]>;
  close(): void;
}

export const databaseFileName = 'register.db';
const anchorFileName = 'anchor.json';
/** Pages whose seals are looked at in one go: some milliseconds. */
const PAGES_AT_ONCE = 1_000;
const sameLookMilliseconds = 2 * 60_000;

/**
 * Opens the encrypted database for a person whose slot has just been opened, or makes it.
 * @throws DatabaseFault
 */
export const openRegister = (options: {
  readonly ports: Ports;
  readonly keys: VaultKeys;
  readonly session: Session;
  readonly slotId: string;
  readonly mode: 'create' | 'open';
}): OpenRegister => {
  const { ports, session, slotId, mode } = options;
  let { keys } = options;
  const directory = ports.paths.register;
  const file = join(directory, databaseFileName);
  mkdirSync(directory, { recursive: true, mode: 0o700 });

  const connect = (how: 'create' | 'open') => {
    const { connection } = openMigrated(
      { file, key: keys.database, mode: how },
      ports.paths.migrations,
      ports.clock.now(),
    );
    const pages = openPageFile(file);
    const database = registerDatabaseFor(connection);
    const auditLog = createAuditLog(database, keys.audit, join(directory, anchorFileName), () =>
      listEarlierKeys(database).map(({ untilSequence, keys: earlier }) => ({
        untilSeq: untilSequence,
        key: earlier.audit,
      })),
    );
    return { connection, pages, database, auditLog };
  };

  let lock: InstanceLock | undefined;
  let open: ReturnType<typeof connect>;
  try {
    lock = acquireInstanceLock(directory, ports.clock.now());
    open = connect(mode);
  } catch (error) {
    if (mode === 'create' && lock) rmSync(file, { force: true });
    lock?.release();
    throw error;
  }

  let changes = 0;
  let waitingLooks: AuditLine[] = [];
  /** When each look was last written down, by what was looked at and how. One person works in an open register. */
  const looks = new Map<string, number>();

  const isSameLook = ({
    kind,
    action,
    entity,
    detail,
    at,
    sameAs = detail,
  }: AuditLine & { readonly sameAs?: string }): boolean => {
    if (kind !== 'consultation') return false;
    const look = [action, entity, sameAs].join('\n');
    const since = Date.parse(at) - (looks.get(look) ?? -Infinity);
    if (since >= 0 && since < sameLookMilliseconds) return true;
    looks.set(look, Date.parse(at));
    return false;
  };

  /** The change is committed by now: a full disk must not make it look as if it had failed. The next write anchors. */
  const anchorIfThereIsRoom = (): void => {
    try {
      open.auditLog.anchor();
    } catch (error) {
      if (findDatabaseFault(error)?.code !== 'disk-full') throw error;
    }
  };

  const write = <Value>(line: AuditLine, change: (database: RegisterDatabase) => Value): Value => {
    // One connection: whatever runs on `database` in here is inside the transaction.
    const { database, auditLog } = open;
    const value = database.transaction(
      () => {
        waitingLooks.forEach((look) => auditLog.append(look));
        const changed = change(database);
        auditLog.append(line);
        return changed;
      },
      { behavior: 'immediate' },
    );
    waitingLooks = [];
    anchorIfThereIsRoom();
    return value;
  };

  /** A copy is being made that is to take the register's place: what is written now would not be in it. */
  let looksWait = false;
  let isClosed = false;

  const writeWaitingLooks = (): void => {
    if (waitingLooks.length === 0) return;
    try {
      open.database.transaction(() => waitingLooks.forEach((look) => open.auditLog.append(look)), {
        behavior: 'immediate',
      });
      waitingLooks = [];
    } catch (error) {
      if (findDatabaseFault(error)?.code !== 'disk-full') throw error;
    }
  };

  /** What is only half made when the register is closed is undone. */
  const undoHalfMade = (): void => {
    if (!open.connection.inTransaction) return;
    open.connection.exec('ROLLBACK');
    changes += 1; // what was read meanwhile saw it
    writeWaitingLooks();
    anchorIfThereIsRoom();
  };

  const closeFile = (): void => {
    const { connection, pages } = open;
    if (!connection.open) return;
    undoHalfMade();
    try {
      closeDatabase(connection);
    } finally {
      pages.close();
    }
  };

  const findDamagedPages: OpenRegister['findDamagedPages'] = async (job) => {
    const damaged: number[] = [];
    for (let first = 1; first <= open.pages.pages; first += PAGES_AT_ONCE) {
      damaged.push(...open.pages.findDamaged(keys.database, first, PAGES_AT_ONCE));
      const [done, total] = [Math.min(first + PAGES_AT_ONCE - 1, open.pages.pages), open.pages.pages];
      await (job?.reach({ words: 'Checking the seal of every page', done, total }) ?? setImmediate());
      if (!open.connection.open) throw lockedFault();
    }
    return damaged;
  };

  return {
    session,
    slotId,
    get keys() {
      return keys;
    },
    get connection() {
      return open.connection;
    },
    get pages() {
      return open.pages;
    },
    get database() {
      return open.database;
    },
    get auditLog() {
      return open.auditLog;
    },
    get changes() {
      return changes;
    },
    record: (line, change) => {
      changes += 1;
      return write(line, change);
    },
    recordInSlices: async function* (line, all) {
      const { connection, database, auditLog } = open;
      connection.exec('BEGIN IMMEDIATE');
      try {
        for (const [index, change] of all.entries()) {
          change(database);
          yield index + 1;
          if (!connection.open) throw lockedFault();
        }
        auditLog.append(line);
        connection.exec('COMMIT');
        changes += 1;
        writeWaitingLooks();
        anchorIfThereIsRoom();
      } finally {
        if (connection.open) undoHalfMade();
      }
    },
    recordLook: (line) => {
      if (isSameLook(line)) return;
      if (looksWait || open.connection.inTransaction) {
        waitingLooks.push(line);
        return;
      }
      try {
        write(line, () => undefined);
      } catch (error) {
        if (findDatabaseFault(error)?.code !== 'disk-full') throw error;
        waitingLooks.push(line);
      }
    },
    signAs: ({ personId, passphrase, message }) =>
      signWithPassphrase({
        directory,
        keys,
        kept: getSlotFile(open.database),
        slotId: findPerson(open.database, personId)?.slotId ?? '',
        passphrase,
        message,
        now: ports.clock.now(),
      }),
    rotateKeys: async (line, how) => {
      looksWait = true;
      try {
        const { connection, pages } = open;
        const prepared = await prepareRotation({
          connection,
          pages,
          file,
          keys,
          line,
          now: ports.clock.now(),
          ...how,
        });
        try {
          if (!connection.open) throw lockedFault();
          closeFile();
          finishRotation(prepared);
          zero(keys);
          keys = prepared.keys;
        } catch (error) {
          zero(prepared.keys);
          throw error;
        } finally {
          if (!isClosed) open = connect('open');
        }
      } finally {
        looksWait = false;
        if (!isClosed) {
          writeWaitingLooks();
          anchorIfThereIsRoom();
        }
      }
    },
    findDamagedPages,
    close: () => {
      isClosed = true;
      try {
        if (open.connection.open) writeWaitingLooks();
        closeFile();
      } catch (error) {
        // What is committed stays in the write-ahead log until there is room to fold it in.
        if (findDatabaseFault(error)?.code !== 'disk-full') throw error;
      } finally {
        zero(keys);
        lock?.release();
      }
    },
  };
};
