import type { Backend } from '../backend/createBackend.ts';
import type { FolderPurpose, Handover, Outbox, PrintJob } from '../backend/ports.ts';

/** Where the backend's process finds its files: only the main process can know. */
export interface BackendPlaces {
  readonly register: string;
  readonly log: string;
  readonly migrations: string;
  readonly fonts: string;
}

/** The backend's helpers by the names of their entry files: two open files which others made, one works on copies. */
export type CappedWorker = 'parserWorker' | 'drawingWorker' | 'copyWorker';

export type LockReason = Parameters<Backend['lock']>[0];
export type BackendResult = Awaited<ReturnType<Backend['call']>>;
export type BackendEvent = Parameters<Parameters<Backend['subscribe']>[0]>[0];
export type Delivered = Awaited<ReturnType<Outbox['deliver']>>;

/** From the main process to the backend's. `id` pairs a request with its answer. */
export type ToBackend =
  | { readonly kind: 'start'; readonly places: BackendPlaces }
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly kind: 'lock'; readonly id: number; readonly because: LockReason }
  | { readonly kind: 'close'; readonly id: number }
  | { readonly kind: 'delivered'; readonly id: number; readonly outcome: Delivered | undefined }
  | { readonly kind: 'printed'; readonly id: number; readonly pdf: Uint8Array | undefined }
  | { readonly kind: 'folderChosen'; readonly id: number; readonly folder: string | undefined }
  | { readonly kind: 'fromWorker'; readonly worker: number; readonly message: unknown }
  | { readonly kind: 'workerExit'; readonly worker: number };

/** From the backend's process to the main one, which alone can ask the person or start a process. */
export type ToMain =
  | { readonly kind: 'answer'; readonly id: number; readonly result: BackendResult | undefined }
  | { readonly kind: 'failed'; readonly id: number }
  | { readonly kind: 'event'; readonly event: BackendEvent }
  | { readonly kind: 'deliver'; readonly id: number; readonly handover: Handover }
  | { readonly kind: 'print'; readonly id: number; readonly job: PrintJob }
  | { readonly kind: 'chooseFolder'; readonly id: number; readonly purpose: FolderPurpose }
  | { readonly kind: 'startWorker'; readonly worker: number; readonly entry: CappedWorker }
  | { readonly kind: 'toWorker'; readonly worker: number; readonly message: unknown }
  | { readonly kind: 'killWorker'; readonly worker: number };

export interface MessageLink<Out, In> {
  post(message: Out): void;
  onMessage(listener: (message: In) => void): void;
}
