import { officeDayOf, type Instant, type PlainDate } from '../../shared/domain/calendarTypes.ts';
import type { AuditKind } from '../../shared/contract/operation.ts';
import type { Session } from '../../shared/contract/vault.ts';
import type { CopyWorkshop } from './backups/copyWork.ts';
import type { RegisterDatabase } from './database/registerDatabase.ts';
import type { PageDrawer } from './documents/drawing/drawingProcess.ts';
import type { DocumentReader } from './documents/reading/parserProcess.ts';
import type { Job } from './jobs.ts';
import type { Handover, Ports } from './ports.ts';
import type { OpenRegister } from './register.ts';

/** What is done to what, for the audit line: an id such as `case:…`, and words without anything of a case in them. */
export interface About {
  readonly entity: string;
  readonly detail?: string;
  /** What of a look makes it the same one as a moment ago, where its details differ each time; its detail if left out. */
  readonly sameAs?: string;
}

/** What a handler works with. Reaching for the open register while it is locked throws the fault `locked`. */
export interface Context {
  readonly ports: Ports;
  readonly documentReader: DocumentReader;
  readonly pageDrawer: PageDrawer;
  readonly register: OpenRegister;
  readonly session: Session;
  readonly database: RegisterDatabase;
  readonly now: Instant;
  readonly today: PlainDate;
  /** How far this operation has come, where it takes long; and whether somebody stopped it. */
  readonly job: Job;
  /**
   * Runs work of more than one step that no other change may come between; looks go on. A lock stops it.
   * @throws AppFault `refused` where other work is alone already
   */
  alone<Value>(work: () => Promise<Value>): Promise<Value>;
  /** Makes a change and its audit line, together or not at all. Every mutation that changes anything calls it once. */
  record<Value>(about: About, change: (database: RegisterDatabase) => Value): Value;
  /**
   * Makes a large change and its audit line in slices between which others may look, together or not at all. Only where
   * it is alone.
   */
  recordInSlices(
    about: About,
    changes: readonly ((database: RegisterDatabase) => void)[],
  ): AsyncGenerator<number>;
  /** Gives the register new keys; the audit line is the first that they seal. Only where it is alone. */
  rotateKeys(detail: string, workshop: CopyWorkshop): Promise<void>;
  /** Writes down that somebody looked. */
  recordLook(about: About): void;
  /**
   * Writes down that something leaves the register and then lets it leave, never the other way round: nothing goes
   * out while the log cannot be written. That it was not taken after all is a line of its own.
   */
  handOver(about: About, handover: Handover): Promise<{ delivered: boolean; where: string }>;
}

export const contextFor = (options: {
  readonly ports: Ports;
  readonly documentReader: DocumentReader;
  readonly pageDrawer: PageDrawer;
  readonly getRegister: () => OpenRegister;
  readonly job: Job;
  readonly alone: Context['alone'];
  readonly action: string;
  readonly kind: AuditKind;
  readonly onRecord: () => void;
}): Context => {
  const { ports, documentReader, pageDrawer, getRegister, job, alone, action, kind, onRecord } = options;
  const now = ports.clock.now();
  const line = ({ entity, detail = '', sameAs = detail }: About) => ({
    at: now,
    personId: getRegister().session.userId,
    action,
    kind,
    entity,
    detail,
    sameAs,
  });
  const recordLook = (about: About): void => {
    getRegister().recordLook(line(about));
    onRecord();
  };
  return {
    ports,
    documentReader,
    pageDrawer,
    now,
    today: officeDayOf(now),
    job,
    alone,
    get register() {
      return getRegister();
    },
    get session() {
      return getRegister().session;
    },
    get database() {
      return getRegister().database;
    },
    record: (about, change) => {
      const value = getRegister().record(line(about), change);
      onRecord();
      return value;
    },
    recordInSlices: async function* (about, changes) {
      yield* getRegister().recordInSlices(line(about), changes);
      onRecord();
    },
    rotateKeys: async (detail, workshop) => {
      await getRegister().rotateKeys(line({ entity: 'register', detail }), { workshop, job });
      onRecord();
    },
    recordLook,
    handOver: async ({ entity, detail = '' }, handover) => {
      getRegister().record(line({ entity, detail: `${detail} handed over` }), () => undefined);
      onRecord();
      const { delivered, where } = await ports.outbox.deliver(handover);
      if (!delivered) recordLook({ entity, detail: `${detail} not taken` });
      return { delivered, where };
    },
  };
};
