/**
 * What a host hands to the backend: its clock, its ids, its places on disk, and the few things that only a host
 * can do. The backend imports no host, so that the same code runs in Electron, in the preview and in the tests.
 */
import type { Instant } from '../../shared/domain/calendarTypes.ts';
import type { CopyHost } from './backups/copyProcess.ts';
import type { DrawingHost } from './documents/drawing/drawingProcess.ts';
import type { ParserHost } from './documents/reading/parserProcess.ts';

export interface Logger {
  /** `logId` is what the person sees; nothing of a case may be in `detail`. */
  fault(logId: string, operation: string, detail: string): void;
}

export interface Handover {
  readonly suggestedName: string;
  readonly bytes: Uint8Array;
  /** `save` asks where to keep it; `open` hands it to the program that opens such files. */
  readonly action: 'save' | 'open';
}

/** How something leaves the register. The window never names a path: the host asks the person. */
export interface Outbox {
  deliver(handover: Handover): Promise<{ readonly delivered: boolean; readonly where: string }>;
}

/** A page of the window's own, to be printed without being shown. */
export interface PrintJob {
  /** Its route, such as `/report/<id>/print`: ids only. */
  readonly route: string;
  /** The page sets this title when it is whole; it becomes the PDF's. */
  readonly title: string;
  /** Stands at the head and the foot of each page, beside the page's number. */
  readonly marking: string;
}

/** Rejects where the page is not whole within a minute, or nothing here can print. */
export interface Printer {
  /** The page as a tagged PDF with an outline. */
  print(job: PrintJob): Promise<Uint8Array>;
}

/** What a folder is chosen for: the host's dialog says it in words. */
export type FolderPurpose = 'backups' | 'restore' | 'portable' | 'bring';

/** The person chooses a folder in the host's own dialog; undefined where they close it. The window names no path. */
export interface FolderDialog {
  choose(purpose: FolderPurpose): Promise<string | undefined>;
}

export interface Ports {
  readonly clock: { now(): Instant };
  readonly ids: { next(): string };
  readonly logger: Logger;
  readonly paths: {
    /** The folder of the register: the encrypted database and its key slots. */
    readonly register: string;
    readonly migrations: string;
    /** The folder of the two font files that notices embed. */
    readonly fonts: string;
  };
  readonly parser: ParserHost;
  readonly drawing: DrawingHost;
  /** Where copies of the register are checked; in the backend's own process, which then answers nobody, where it is left out. */
  readonly copies?: CopyHost;
  readonly outbox: Outbox;
  readonly folders: FolderDialog;
  /** Whether a backup is made each day and before locking when due; tests that are about something else leave it out. */
  readonly dailyBackups?: boolean;
  readonly printer: Printer;
  /** Cost of a passphrase guess: scrypt's N. Lower only in tests. */
  readonly scryptCost?: number;
  /** Up to how many bytes a register's pages are walked before it opens, and not while somebody works; less only in tests. */
  readonly walkedBeforeOpening?: number;
}
