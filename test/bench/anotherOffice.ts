import type { Ports } from '../../electron/backend/ports.ts';
import { signIn } from '../helpers/loggedCase.ts';
import { openOffice, type Office } from '../helpers/office.ts';
import type { Bench } from './row.ts';

/**
 * Works on the bench's register by ports that its own office does without. That one is locked meanwhile and unlocked
 * afterwards, so that such a row comes after those that use the bench's connection.
 */
export const inAnotherOffice = async <Result>(
  { directory, office: own }: Bench,
  portsOf: (findOffice: () => Office) => Partial<Ports>,
  work: (office: Office) => Promise<Result>,
): Promise<Result> => {
  await own.api.vault.lock({});
  const office: Office = openOffice({ at: own.clock.now(), directory, ports: portsOf(() => office) });
  await signIn(office);
  try {
    return await work(office);
  } finally {
    await office.backend.close();
    await signIn(own);
  }
};
