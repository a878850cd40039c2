/** An office with a real encrypted register in a folder of its own, and the backend that the screens call. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createBackend, type Backend, type BackendEvent } from '../../electron/backend/createBackend.ts';
import type { Handover, Ports } from '../../electron/backend/ports.ts';
import { createNodePorts } from '../../electron/preview/nodeHost.ts';
import type { Client, InputOf, OperationName, OutputOf } from '../../shared/contract/index.ts';
import { createClient } from '../../shared/contract/createClient.ts';
import type { AppError, Result } from '../../shared/contract/errors.ts';
import { instant, type Instant } from '../../shared/domain/calendarTypes.ts';

/** Authenticated like the real cost, and quick. */
export const QUICK_SCRYPT = 2 ** 12;

export interface OfficeClock {
  now(): Instant;
  set(moment: string): void;
}

export const officeClock = (moment: string): OfficeClock => {
  let now = instant(moment);
  return {
    now: () => now,
    set: (next) => {
      now = instant(next);
    },
  };
};

export interface Office extends AsyncDisposable {
  readonly directory: string;
  readonly backend: Backend;
  readonly clock: OfficeClock;
  readonly delivered: Handover[];
  readonly events: BackendEvent[];
  readonly faults: string[];
  /** Operations as functions; a refusal throws its `AppError`. */
  readonly api: Client;
  try<Name extends OperationName>(name: Name, input: InputOf<Name>): Promise<Result<OutputOf<Name>>>;
}

/** The operations of any backend as functions; a refusal throws its `AppError`. */
const clientOf = (backend: Backend): Client =>
  createClient(async (name, input) => {
    const result = await backend.call(name, input);
    if (!result.ok) throw result.error;
    return result.value;
  });

export const openOffice = (
  options: { readonly at?: string; readonly directory?: string; readonly ports?: Partial<Ports> } = {},
): Office => {
  const directory = options.directory ?? mkdtempSync(join(tmpdir(), 'office-'));
  const clock = officeClock(options.at ?? '2026-05-14T09:30:00Z');
  const delivered: Handover[] = [];
  const faults: string[] = [];
  // Copies are checked in this process: a test waits for them all the same, and each process takes a moment to start.
  const { copies: _elsewhere, ...nodePorts } = createNodePorts({
    registerDirectory: join(directory, 'register'),
    logDirectory: join(directory, 'logs'),
    clock,
    scryptCost: QUICK_SCRYPT,
    dailyBackups: false,
    outbox: {
      deliver: (handover) => {
        delivered.push(handover);
        return Promise.resolve({ delivered: true, where: 'the test folder' });
      },
    },
  });
  const ports: Ports = {
    ...nodePorts,
    logger: { fault: (_logId, operation, detail) => void faults.push(`${operation}: ${detail}`) },
    ...options.ports,
  };
  const backend = createBackend(ports);
  const events: BackendEvent[] = [];
  backend.subscribe((event) => events.push(event));
  return {
    directory: join(directory, 'register'),
    backend,
    clock,
    delivered,
    events,
    faults,
    api: clientOf(backend),
    try: (name, input) => backend.call(name, input) as never,
    [Symbol.asyncDispose]: async () => {
      await backend.close();
      if (options.directory === undefined) rmSync(directory, { recursive: true, force: true });
    },
  };
};

export const PASSPHRASE = 'copper lantern meadow violin';

/** Sets the office up for Bury with its first business manager, who is then signed in. */
export const setUp = async ({ api }: Pick<Office, 'api'>, procedureId = 'bury') =>
  api.vault.create({
    unitName: 'Made-up Safeguarding Children Partnership',
    procedureId,
    referencePrefix: 'BURY',
    personName: 'Priya Nair-Test',
    passphrase: PASSPHRASE,
  });

export const fixtureForm = (name: string): Buffer =>
  readFileSync(fileURLToPath(new URL(`../fixtures/forms/${name}`, import.meta.url)));

/** Sends a file in, in pieces as the window does. */
export const receive = async ({ api }: Pick<Office, 'api'>, fileName: string, bytes: Uint8Array) => {
  const { uploadId } = await api.documents.begin({ fileName, bytes: bytes.length });
  const piece = 512 * 1024;
  for (let index = 0; index * piece < bytes.length; index += 1)
    await api.documents.append({
      uploadId,
      index,
      piece: Buffer.from(bytes.subarray(index * piece, (index + 1) * piece)).toString('base64'),
    });
  return api.documents.finish({ uploadId });
};

/** The error that a call was refused with; throws where it was not refused. */
export const refusalOf = async (call: Promise<unknown>): Promise<AppError> => {
  try {
    await call;
  } catch (error) {
    return error as AppError;
  }
  throw new Error('The call was not refused');
};
