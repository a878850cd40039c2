import type { Backend } from '../../backend/createBackend.ts';
import { operations, type Client } from '../../../shared/contract/index.ts';

/** The operations of a backend as functions. A refusal throws an Error with its plain sentences. */
export const clientOf = (backend: Pick<Backend, 'call'>): Client => {
  const client: Record<string, Record<string, (input: unknown) => Promise<unknown>>> = {};
  for (const name of operations.keys()) {
    const [feature, key] = name.split('.') as [string, string];
    (client[feature] ??= {})[key] = async (input) => {
      const result = await backend.call(name, input);
      if (result.ok) return result.value;
      const { message, issues = [] } = result.error;
      throw new Error(
        [`${name}: ${message}`, ...issues.map((issue) => `${issue.path}: ${issue.message}`)].join(' '),
      );
    };
  }
  return client as unknown as Client;
};
