/**
 * The window's only way to the backend: every operation of the contract as a typed function of one input. This
 * folder imports the contract, React and react-query; screens use the hooks beside this file.
 */
import type { RegisterBridge } from '../../shared/contract/bridge.ts';
import type { AppError, ErrorCode, Issue, Result } from '../../shared/contract/errors.ts';
import { createClient } from '../../shared/contract/createClient.ts';
import type {
  EventName,
  EventPayload,
  InputOf,
  OperationName,
  OutputOf,
} from '../../shared/contract/index.ts';

declare global {
  interface Window {
    readonly register: RegisterBridge;
  }
}

/** What an operation was refused with. `message` is ready to show; `issues` name the fields to mend. */
export class AppFault extends Error {
  override readonly name = 'AppFault';
  readonly code: ErrorCode;
  readonly issues: readonly Issue[];
  readonly retryAt: string | undefined;

  constructor(error: AppError) {
    super(error.message);
    this.code = error.code;
    this.issues = error.issues ?? [];
    this.retryAt = error.retryAt;
  }
}

let whenLocked = (): void => undefined;

/** `callback` runs as soon as any operation answers that the register is locked. */
export const onLockedAnswer = (callback: () => void): void => {
  whenLocked = callback;
};

/** Throws an AppFault where the backend refuses. */
export const callOperation = async <Name extends OperationName>(
  name: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name>> => {
  const answer = JSON.parse(await window.register.call(name, JSON.stringify(input))) as Result<
    OutputOf<Name>
  >;
  if (answer.ok) return answer.value;
  if (answer.error.code === 'locked') whenLocked();
  throw new AppFault(answer.error);
};

/** `api.cases.get({ caseId })`. */
export const api = createClient((name, input) => callOperation(name, input as InputOf<typeof name>));

/** Calls back at each event of that name until the function it returns is called. */
export const onEvent = <Name extends EventName>(
  name: Name,
  callback: (payload: EventPayload<Name>) => void,
): (() => void) =>
  window.register.subscribe((json) => {
    const event = JSON.parse(json) as { name: string; payload: EventPayload<Name> };
    if (event.name === name) callback(event.payload);
  });
