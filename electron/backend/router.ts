/**
 * From a message to its handler and back: parse, authorise from the backend's own session, run, see that what had
 * to be audited was, parse the answer. Nothing that a handler throws leaves here as anything but a plain error.
 */
import { operations, type OperationName } from '../../shared/contract/index.ts';
import type { Contract, OutputOf, ParsedInputOf } from '../../shared/contract/index.ts';
import type { AppError, Result } from '../../shared/contract/errors.ts';
import type { Operation } from '../../shared/contract/operation.ts';
import { mayDo } from '../../shared/domain/permissions.ts';
import { AppFault, lockedFault } from './appFault.ts';
import type { ChangeGate } from './changeGate.ts';
import { contextFor, type Context } from './context.ts';
import type { PageDrawer } from './documents/drawing/drawingProcess.ts';
import type { DocumentReader } from './documents/reading/parserProcess.ts';
import { findAppError } from './faults.ts';
import type { Jobs } from './jobs.ts';
import type { Ports } from './ports.ts';
import type { OpenRegister } from './register.ts';

type Handler<Name extends OperationName> = (
  input: ParsedInputOf<Name>,
  context: Context,
) => OutputOf<Name> | Promise<OutputOf<Name>>;

/** One handler for each operation of the contract: a missing or an extra one does not compile. */
export type Handlers = {
  readonly [Feature in keyof Contract]: {
    readonly [
      Key in keyof Contract[Feature] as `${Feature & string}.${Key & string}` extends OperationName
        ? Key
        : never
    ]: Handler<`${Feature & string}.${Key & string}` & OperationName>;
  };
};

export interface Router {
  call(name: string, input: unknown): Promise<Result<unknown>>;
  /** Runs work after whatever change is under way. */
  inTurn<Value>(work: () => Promise<Value>): Promise<Value>;
}

/**
 * These wait long for a parser or for a person at a dialog, and make their one change in a single step: they take no
 * turn, so that neither another change nor a lock has to wait for them.
 */
const outOfTurn: ReadonlySet<OperationName> = new Set<OperationName>([
  'documents.finish',
  'backups.make',
  'backups.drill',
  'backups.verify',
  'backups.chooseFolder',
  'backups.restoreElsewhere',
  'backups.makePortable',
  'documents.saveCopy',
  'notices.savePdf',
  'notices.showPdf',
  'letters.savePdf',
  'letters.showPdf',
  'letters.draftEmail',
  'notices.draftEmail',
  'packs.save',
  'directory.exportFile',
  'analytics.save',
  'tracker.bringIn',
  'audit.exportFile',
  'audit.check',
  'cases.exportList',
  'reports.makeFiles',
  'reports.exportFile',
  'retention.saveCertificate',
  'subjectAccess.export',
]);

/** These write to the register without a line in its log. */
const keepsUnlogged: ReadonlySet<OperationName> = new Set<OperationName>([
  'unsaved.keep',
  'unsaved.discard',
  'preferences.keep',
]);

export const createRouter = (options: {
  readonly ports: Ports;
  readonly handlers: Handlers;
  readonly documentReader: DocumentReader;
  readonly pageDrawer: PageDrawer;
  readonly findRegister: () => OpenRegister | undefined;
  readonly jobs: Jobs;
  readonly gate: ChangeGate;
  /** Throws where no review pack is open. */
  readonly getPack: () => void;
  /** A change is a sign that somebody is at the desk. */
  readonly onMutation: () => void;
}): Router => {
  const { ports, handlers, documentReader, pageDrawer, findRegister, jobs, gate, getPack, onMutation } =
    options;
  let lastMutation: Promise<unknown> = Promise.resolve();

  const getRegister = (): OpenRegister => {
    const register = findRegister();
    if (!register) throw lockedFault();
    return register;
  };

  const authorise = ({ allow }: Operation): void => {
    if (allow === 'beforeUnlock') return;
    if (allow === 'openPack') return getPack();
    if (!mayDo(getRegister().session.role, allow))
      throw new AppFault({
        code: 'forbidden',
        message: 'Your role does not allow this. Ask a business manager if you need it.',
      });
  };

  const run = async (name: OperationName, operation: Operation, input: unknown): Promise<unknown> => {
    authorise(operation);
    const parsed = operation.input.safeParse(input);
    if (!parsed.success)
      throw new AppFault({
        code: 'invalid',
        message: 'Something needs mending before this can be saved.',
        issues: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
      });

    const kind = operation.audit === undefined || operation.audit === 'none' ? undefined : operation.audit;
    let recorded = false;
    const atStart = findRegister();
    const job = jobs.begin(name);
    const context = contextFor({
      ports,
      job,
      alone: (work) => gate.alone(work, () => jobs.stop(name)),
      documentReader,
      pageDrawer,
      // Work begun before a lock must not go on in the name of whoever unlocks next.
      getRegister: () => {
        const register = getRegister();
        if (atStart && register !== atStart) throw lockedFault();
        return register;
      },
      action: name,
      kind: kind ?? 'consultation',
      onRecord: () => {
        recorded = true;
      },
    });
    try {
      const output = await findHandler(handlers, name)(parsed.data, context);
      if (kind !== undefined && !recorded) throw new Error(`${name} wrote no audit line`);
      return operation.output.parse(output);
    } finally {
      job.end();
    }
  };

  /** Changes run one at a time, in the order in which they were asked for. */
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const turn = lastMutation.then(work, work);
    lastMutation = turn.catch(() => undefined);
    return turn;
  };

  return {
    inTurn,
    call: async (name, input) => {
      const operation = operations.get(name as OperationName);
      if (!operation)
        return failed({
          code: 'invalid',
          message: 'This window asked for something that the register does not do.',
        });
      const operationName = name as OperationName;
      try {
        const work = () => run(operationName, operation, input);
        const isChange = operation.kind === 'mutation' && operation.audit !== 'none';
        if (isChange) onMutation();
        if (operationName === 'vault.lock') gate.interrupt();
        const pass = isChange || keepsUnlogged.has(operationName) ? () => gate.pass(work) : work;
        return { ok: true, value: await (isChange && !outOfTurn.has(operationName) ? inTurn(pass) : pass()) };
      } catch (error) {
        const known = findAppError(error, ports.clock.now());
        if (known) return failed(known);
        const logId = ports.ids.next();
        ports.logger.fault(logId, name, describeFault(error));
        return failed({
          code: 'internal',
          message: `Something went wrong and nothing was changed. Try again; if it happens again, give your support the number ${logId.slice(0, 8)}.`,
          logId,
        });
      }
    },
  };
};

const failed = (error: AppError): Result<never> => ({ ok: false, error });

/** Where an unforeseen error arose, without its message: messages can quote what somebody typed. */
const describeFault = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 12);
  return [
    error.name,
    ...frames.map((line) => line.trim().replace(/\(?(file:\/\/)?\/.*\/(?=[^/]+\/[^/]+:\d+)/, '(')),
  ].join('\n');
};

const findHandler = (
  handlers: Handlers,
  name: OperationName,
): ((input: unknown, context: Context) => unknown) => {
  const [feature, key] = name.split('.') as [string, string];
  const table = handlers as unknown as Readonly<
    Record<string, Readonly<Record<string, (input: unknown, context: Context) => unknown>>>
  >;
  const handler = table[feature]?.[key];
  if (!handler) throw new Error(`${name} has no handler`);
  return handler;
};
