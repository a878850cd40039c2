import { operations, type Client, type OperationName } from './index.ts';

/** Every operation as `client.feature.name(input)`, each made of one call. What a refusal throws is the call's to say. */
export const createClient = (call: (name: OperationName, input: unknown) => Promise<unknown>): Client => {
  const client: Record<string, Record<string, (input: unknown) => Promise<unknown>>> = {};
  for (const name of operations.keys()) {
    const [feature = '', key = ''] = name.split('.');
    (client[feature] ??= {})[key] = (input) => call(name, input);
  }
  return client as unknown as Client;
};
