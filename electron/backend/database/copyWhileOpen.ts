import { open } from 'node:fs/promises';
import { DatabaseFault, findDatabaseFault } from './databaseFault.ts';
import type { PageFile } from './findDamagedPages.ts';
import { checkpointDatabase, type Connection } from './openDatabase.ts';

/** Bytes read and written in one go: some milliseconds. */
const AT_ONCE = 4 * 1024 * 1024;
const PAGE_BYTES = 4096;
/** SQLite's own: pages in the write-ahead log before it is moved into the file. */
const USUAL_CHECKPOINT = 1_000;

const inMegabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024);

interface CopyOptions<Seen> {
  readonly connection: Connection;
  readonly pages: PageFile;
  readonly target: string;
  /** Run at the moment of which the copy is, before anything else can change. */
  readonly look: () => Seen;
  readonly signal?: AbortSignal | undefined;
  /** In megabytes. */
  readonly onReached?: (done: number, total: number) => void;
}

/** The copy of each register that is being made: one at a time, since the end of one lets the file change again. */
const underWay = new WeakMap<Connection, Promise<unknown>>();

/**
 * Copies the register's file as it is at this moment, still encrypted, while others work. The file changes only when the
 * write-ahead log is moved into it; that is done first and then put off until the copy is made.
 * It is not yet sure to be on the disk: whoever keeps it sees to that.
 * @throws DatabaseFault `disk-full`; `closed` where the register is closed meanwhile; the signal's reason. The half copy stays
 */
export const copyWhileOpen = <Seen>(options: CopyOptions<Seen>): Promise<Seen> => {
  const { connection } = options;
  const before = underWay.get(connection) ?? Promise.resolve();
  const copying = before.then(() => copyNow(options));
  underWay.set(
    connection,
    copying.catch(() => undefined),
  );
  return copying;
};

const copyNow = async <Seen>(options: CopyOptions<Seen>): Promise<Seen> => {
  const { connection, pages, target, look, signal, onReached } = options;
  if (!checkpointDatabase(connection)) throw new Error('Something still reads the register');
  connection.pragma('wal_autocheckpoint=0');
  try {
    const seen = look();
    const { bytes } = pages;
    const file = await open(target, 'wx', 0o600);
    try {
      const piece = Buffer.alloc(AT_ONCE);
      for (let at = 0; at < bytes; at += AT_ONCE) {
        signal?.throwIfAborted();
        onReached?.(inMegabytes(at), inMegabytes(bytes));
        if (!connection.open)
          throw new DatabaseFault(
            'closed',
            'The register was locked before the copy was made. Nothing is left of it.',
          );
        const read = pages.read(piece, at / PAGE_BYTES + 1);
        await file.write(piece, 0, Math.min(read, bytes - at));
      }
    } finally {
      await file.close();
    }
    return seen;
  } catch (error) {
    throw findDatabaseFault(error) ?? error;
  } finally {
    if (connection.open) connection.pragma(`wal_autocheckpoint=${USUAL_CHECKPOINT}`);
  }
};
