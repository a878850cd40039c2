/**
 * The whole of the backend behind two functions: `call` an operation of the contract, `subscribe` to its events.
 * Built from what a host hands in and from nothing else: no clock, place or state of its own outside this closure.
 */
import type { EventName } from '../../shared/contract/index.ts';
import type { Result } from '../../shared/contract/errors.ts';
import { MAX_PACK_BYTES } from '../../shared/contract/packDesk.ts';
import type { LockReason } from '../../shared/contract/vault.ts';
import { createChangeGate } from './changeGate.ts';
import { createCopyWorkshop } from './backups/copyProcess.ts';
import { workHere } from './backups/copyWork.ts';
import { createPageDrawer } from './documents/drawing/drawingProcess.ts';
import { createDocumentReader } from './documents/reading/parserProcess.ts';
import { actionsHandlers } from './features/actions/handlers.ts';
import { createFactsFiller } from './features/analytics/factsFiller.ts';
import { createAnalyticsHandlers } from './features/analytics/handlers.ts';
import { createAuditHandlers } from './features/audit/handlers.ts';
import { createBackupRunner } from './features/backups/backupRunner.ts';
import { createBackupsHandlers } from './features/backups/handlers.ts';
import { blankFormsHandlers } from './features/blankForms/handlers.ts';
import { breachesHandlers } from './features/breaches/handlers.ts';
import { createCasesHandlers } from './features/cases/handlers.ts';
import { decisionsHandlers } from './features/decisions/handlers.ts';
import { createDirectoryHandlers } from './features/directory/handlers.ts';
import { createDocumentsHandlers } from './features/documents/handlers.ts';
import { createUploads } from './features/documents/uploads.ts';
import { draftsHandlers } from './features/drafts/handlers.ts';
import { createJobsHandlers } from './features/jobs/handlers.ts';
import { lettersHandlers } from './features/letters/handlers.ts';
import { noticesHandlers } from './features/notices/handlers.ts';
import { createPacksHandlers } from './features/packs/handlers.ts';
import { createPackShelf } from './features/packs/packShelf.ts';
import { createPeopleHandlers } from './features/people/handlers.ts';
import { preferencesHandlers } from './features/preferences/handlers.ts';
import { proceduresHandlers } from './features/procedures/handlers.ts';
import { reviewsHandlers } from './features/reviews/handlers.ts';
import { createPackDeskHandlers } from './features/packDesk/handlers.ts';
import { savedViewsHandlers } from './features/savedViews/handlers.ts';
import { createReportsHandlers } from './features/reports/handlers.ts';
import { retentionHandlers } from './features/retention/handlers.ts';
import { settingsHandlers } from './features/settings/handlers.ts';
import { getSettings } from './features/settings/repository.ts';
import { subjectAccessHandlers } from './features/subjectAccess/handlers.ts';
import { createTrackerHandlers } from './features/tracker/handlers.ts';
import { createTrackerFiles } from './features/tracker/trackerFiles.ts';
import { unsavedHandlers } from './features/unsaved/handlers.ts';
import { createVaultHandlers, type RegisterHolder } from './features/vault/handlers.ts';
import { createPackDesk } from './packs/packDesk.ts';
import { createJobs } from './jobs.ts';
import type { Ports } from './ports.ts';
import type { OpenRegister } from './register.ts';
import { createRouter } from './router.ts';

export interface BackendEvent {
  readonly name: EventName;
  readonly payload: unknown;
}

export interface Backend {
  call(name: string, input: unknown): Promise<Result<unknown>>;
  subscribe(listener: (event: BackendEvent) => void): () => void;
  /** Closes the register and zeroes its keys; whatever change is under way is finished first. */
  lock(because: LockReason): Promise<void>;
  close(): Promise<void>;
}

const lockWords: Readonly<Record<LockReason, string>> = {
  person: 'closed',
  idle: 'locked after a while without use',
  suspend: 'locked with the computer',
  damaged: 'closed, as its file is damaged',
};

const QUIET_MS = 60_000;

/** How often the backend looks whether it has been idle too long. */
const IDLE_CHECK_MS = 5_000;
/** A reviewer's computer has no register to set it in. */
const PACK_IDLE_LOCK_MINUTES = 5;

export const createBackend = (ports: Ports): Backend => {
  const listeners = new Set<(event: BackendEvent) => void>();
  const documentReader = createDocumentReader(ports.parser);
  const pageDrawer = createPageDrawer(ports.drawing);
  const uploads = createUploads();
  const trackerFiles = createTrackerFiles();
  const jobs = createJobs();
  const gate = createChangeGate();
  const workshop = ports.copies ? createCopyWorkshop(ports.copies) : workHere;
  const backups = createBackupRunner(ports, workshop, jobs);
  const facts = createFactsFiller();
  const packShelf = createPackShelf();
  const packUploads = createUploads({ maxBytes: MAX_PACK_BYTES, most: 1 });
  const packDesk = createPackDesk(ports);
  let open: OpenRegister | undefined;
  let because: LockReason | undefined;
  let lastTouched = 0;

  const now = (): number => Date.parse(ports.clock.now());

  const tellLocked = (reason: LockReason): void =>
    listeners.forEach((listener) => listener({ name: 'vault.locked', payload: { because: reason } }));

  const lockPack = (reason: LockReason): void => {
    if (packDesk.state !== 'open') return;
    packDesk.lock(reason);
    tellLocked(reason);
  };

  const lockNow = (reason: LockReason): void => {
    lockPack(reason);
    if (!open) return;
    const register = open;
    open = undefined;
    because = reason;
    uploads.forgetAll();
    trackerFiles.forget();
    packShelf.forgetAll();
    try {
      register.close();
    } finally {
      tellLocked(reason);
    }
  };

  const holder: RegisterHolder = {
    find: () => open,
    hold: (register) => {
      open = register;
      because = undefined;
      lastTouched = now();
    },
    lock: lockNow,
    backUpWhenDue: async () => {
      if (open) await backups.makeWhenDue(open);
    },
    lockedBecause: () => because,
    touch: () => {
      lastTouched = now();
    },
  };

  const router = createRouter({
    ports,
    documentReader,
    pageDrawer,
    findRegister: () => open,
    jobs,
    gate,
    getPack: () => void packDesk.get(),
    onMutation: holder.touch,
    handlers: {
      vault: createVaultHandlers(ports, holder, workshop),
      jobs: createJobsHandlers(jobs, () => open),
      backups: createBackupsHandlers(backups, workshop),
      people: createPeopleHandlers(workshop),
      settings: settingsHandlers,
      procedures: proceduresHandlers,
      directory: createDirectoryHandlers(uploads),
      documents: createDocumentsHandlers(uploads),
      drafts: draftsHandlers,
      cases: createCasesHandlers(workshop),
      reviews: reviewsHandlers,
      decisions: decisionsHandlers,
      actions: actionsHandlers,
      notices: noticesHandlers,
      packs: createPacksHandlers(uploads, packShelf),
      packDesk: createPackDeskHandlers({
        desk: packDesk,
        uploads: packUploads,
        isRegisterOpen: () => open !== undefined,
        touch: holder.touch,
        lock: () => lockPack('person'),
      }),
      letters: lettersHandlers,
      breaches: breachesHandlers,
      blankForms: blankFormsHandlers,
      tracker: createTrackerHandlers(uploads, trackerFiles),
      savedViews: savedViewsHandlers,
      analytics: createAnalyticsHandlers(facts),
      unsaved: unsavedHandlers,
      preferences: preferencesHandlers,
      reports: createReportsHandlers(facts, workshop),
      audit: createAuditHandlers(workshop),
      retention: retentionHandlers,
      subjectAccess: subjectAccessHandlers,
    },
  });

  /** A lock that nobody asked for in the window is a line of the log as well. */
  const recordLock = (reason: LockReason): void => {
    if (!open) return;
    try {
      open.recordLook({
        at: ports.clock.now(),
        personId: open.session.userId,
        action: 'vault.lock',
        kind: 'security',
        entity: 'register',
        detail: lockWords[reason],
      });
    } catch {
      // Whatever became of the line: what is to be locked is locked.
    }
  };

  const lock = (reason: LockReason): Promise<void> => {
    gate.interrupt();
    // Before a computer sleeps there is no time to finish anything, nor for a backup.
    if (reason === 'suspend') jobs.stopAll();
    return router.inTurn(() =>
      gate.pass(async () => {
        if (reason !== 'suspend' && open) await backups.makeWhenDue(open);
        recordLock(reason);
        lockNow(reason);
      }),
    );
  };

  /** Once a day, when nobody has been at the desk for a moment: making the copy keeps others waiting. */
  const backUpWhenQuiet = async (): Promise<void> => {
    if (!open || now() - lastTouched < QUIET_MS || !backups.isDue(open)) return;
    await backups.makeWhenDue(open);
  };

  const lockWhenIdle = async (): Promise<void> => {
    if (!open && packDesk.state !== 'open') return;
    if (gate.isHeld) holder.touch(); // somebody waits for it
    // A clock that was put back must not put off the lock.
    lastTouched = Math.min(lastTouched, now());
    const minutes = open ? getSettings(open.database).idleLockMinutes : PACK_IDLE_LOCK_MINUTES;
    if (now() - lastTouched >= minutes * 60_000) await lock('idle');
  };
  const idleCheck = setInterval(() => {
    lockWhenIdle()
      .then(backUpWhenQuiet)
      .catch(() => ports.logger.fault(ports.ids.next(), 'idle lock', 'could not close cleanly'));
  }, IDLE_CHECK_MS);
  idleCheck.unref();

  return {
    call: router.call,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    lock,
    close: async () => {
      clearInterval(idleCheck);
      await lock('person');
      documentReader.close();
      pageDrawer.close();
    },
  };
};
