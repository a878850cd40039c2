import { createClient } from '../../../shared/contract/createClient.ts';
import type { Client } from '../../../shared/contract/index.ts';
import type { Backend } from '../../backend/createBackend.ts';

/** The operations of a backend as functions. A refusal throws an Error with its plain sentences. */
export const clientOf = (backend: Pick<Backend, 'call'>): Client =>
  createClient(async (name, input) => {
    const result = await backend.call(name, input);
    if (result.ok) return result.value;
    const { message, issues = [] } = result.error;
    throw new Error(
      [`${name}: ${message}`, ...issues.map((issue) => `${issue.path}: ${issue.message}`)].join(' '),
    );
  });
