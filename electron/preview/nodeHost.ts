import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createNodeCopyHost } from '../backend/backups/copyProcess.ts';
import { createNodeDrawingHost } from '../backend/documents/drawing/drawingProcess.ts';
import { createNodeParserHost } from '../backend/documents/reading/parserProcess.ts';
import type { FolderDialog, Outbox, Ports, Printer } from '../backend/ports.ts';
import { createFileLogger } from '../window/fileLogger.ts';
import { systemClock } from '../window/systemClock.ts';
import { writeHandover } from '../window/writeHandover.ts';
import { gatherNoticeFonts } from './noticeFontFolder.ts';

/** The folder of the project, from which everything in it is found. */
export const projectDirectory = fileURLToPath(new URL('../..', import.meta.url));
export const rendererDirectory = join(projectDirectory, 'out', 'renderer');

export interface NodeHostOptions {
  readonly registerDirectory: string;
  readonly logDirectory: string;
  readonly outbox: Outbox;
  /** Absent where nothing is printed. */
  readonly printer?: Printer;
  readonly folders?: FolderDialog;
  readonly clock?: Ports['clock'];
  readonly dailyBackups?: boolean;
  readonly scryptCost?: number;
}

const nothingPrints: Printer = { print: () => Promise.reject(new Error('Nothing here prints.')) };

/** What a host under Node hands to the backend: the preview, the commands and the browser tests. */
export const createNodePorts = (options: NodeHostOptions): Ports => {
  const clock = options.clock ?? systemClock;
  return {
    clock,
    ids: { next: randomUUID },
    logger: createFileLogger(options.logDirectory, clock),
    paths: {
      register: options.registerDirectory,
      migrations: join(projectDirectory, 'drizzle', 'migrations'),
      fonts: gatherNoticeFonts(projectDirectory),
    },
    parser: createNodeParserHost({ applicationDirectory: projectDirectory }),
    drawing: createNodeDrawingHost(projectDirectory),
    copies: createNodeCopyHost(),
    outbox: options.outbox,
    folders: options.folders ?? createFixedFolders(dirname(options.registerDirectory)),
    ...(options.dailyBackups === undefined ? {} : { dailyBackups: options.dailyBackups }),
    printer: options.printer ?? nothingPrints,
    ...(options.scryptCost === undefined ? {} : { scryptCost: options.scryptCost }),
  };
};

/** The preview has no dialog for folders: each purpose has a folder of its own beside the register's. */
const createFixedFolders = (folder: string): FolderDialog => ({
  choose: (purpose) => Promise.resolve(join(folder, folderNames[purpose])),
});
const folderNames = {
  backups: 'Backups',
  bring: 'Backups',
  restore: 'Restored register',
  portable: 'Copy for another computer',
} as const;

/** Only what a mail program or a reader opens: nothing that could run. */
const opened: ReadonlySet<string> = new Set(['.eml', '.pdf']);
const openers: Readonly<Partial<Record<NodeJS.Platform, string>>> = { win32: 'explorer.exe', darwin: 'open' };

/** Hands a file to the program that opens such files. */
export const openWithSystem = (path: string): void => {
  const opener = spawn(openers[process.platform] ?? 'xdg-open', [path], { detached: true, stdio: 'ignore' });
  // No opener on this machine: the person is told where the file is.
  opener.on('error', () => undefined);
  opener.unref();
};

/** Puts what leaves the register into one folder, such as the person's downloads. */
export const createFolderOutbox = (folder: string, open?: (path: string) => void): Outbox => ({
  deliver: async ({ suggestedName, bytes, action }) => {
    const path = await writeHandover(folder, suggestedName, bytes);
    if (action === 'open' && opened.has(extname(path).toLowerCase())) open?.(path);
    return { delivered: true, where: path };
  },
});
