import { MAX_MESSAGE_BYTES } from '../../shared/contract/common.ts';
import type { AppError, ErrorCode, Result } from '../../shared/contract/errors.ts';
import { operations, type OperationName } from '../../shared/contract/index.ts';

/** The frame that sent a message, as the host knows it and not as the message says. */
export interface Sender {
  readonly isMainFrame: boolean;
  readonly url: string;
}

export interface Gateway {
  /** Answers the JSON text of a `Result`. Never throws, and never tells the window more than an error's code. */
  handle(message: unknown, sender: Sender): Promise<string>;
}

export interface GatewayOptions {
  readonly call: (name: string, input: unknown) => Promise<Result<unknown>>;
  /** Scheme and host, such as `app://register`. */
  readonly allowedOrigin: string;
}

/** Scheme and host. Not `URL.origin`, which is `null` for schemes of our own. Empty for what is no address. */
export const originOf = (address: string): string => {
  const url = URL.parse(address);
  return url ? `${url.protocol}//${url.host}` : '';
};

const refusal = (code: ErrorCode, message: string): AppError => ({ code, message });
const refusals = {
  sender: refusal(
    'forbidden',
    'Only the window of the register may ask this. Close the register and open it again.',
  ),
  shape: refusal(
    'invalid',
    'The window sent something that the register does not understand. Open it again.',
  ),
  size: refusal(
    'too-large',
    'That is too much to send at once. Shorten the text, or send the file in pieces.',
  ),
  fault: refusal('internal', 'Something went wrong. Nothing was changed. Try again.'),
};

const parse = (json: string): { readonly input: unknown } | undefined => {
  try {
    return { input: JSON.parse(json) };
  } catch {
    return undefined;
  }
};

const isMessage = (message: unknown): message is { readonly name: string; readonly inputJson: string } =>
  typeof message === 'object' &&
  message !== null &&
  Object.keys(message).sort().join() === 'inputJson,name' &&
  'name' in message &&
  typeof message.name === 'string' &&
  'inputJson' in message &&
  typeof message.inputJson === 'string';

/**
 * The only way from a window to the backend: main frame and exact origin, an operation of the contract, at most
 * `MAX_MESSAGE_BYTES` of JSON. What the input must look like is the router's to check.
 */
export const createGateway = ({ call, allowedOrigin }: GatewayOptions): Gateway => {
  const answer = async (message: unknown, sender: Sender): Promise<Result<unknown>> => {
    if (!sender.isMainFrame || originOf(sender.url) !== allowedOrigin)
      return { ok: false, error: refusals.sender };
    if (!isMessage(message)) return { ok: false, error: refusals.shape };
    if (Buffer.byteLength(message.inputJson) > MAX_MESSAGE_BYTES) return { ok: false, error: refusals.size };
    if (!operations.has(message.name as OperationName)) return { ok: false, error: refusals.shape };
    const parsed = parse(message.inputJson);
    if (!parsed) return { ok: false, error: refusals.shape };
    return call(message.name, parsed.input);
  };
  return {
    handle: async (message, sender) => {
      try {
        return JSON.stringify(await answer(message, sender));
      } catch {
        return JSON.stringify({ ok: false, error: refusals.fault });
      }
    },
  };
};
