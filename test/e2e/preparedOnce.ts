/** Before the browser tests: the prepared register is made once, and each test that needs one takes a copy. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PREPARED, prepareRegister } from './preparedRegister.ts';

// Playwright asks for a default export.
export default async (): Promise<() => Promise<void>> => {
  const folder = await mkdtemp(join(tmpdir(), 'prepared-register-'));
  process.env[PREPARED] = JSON.stringify(await prepareRegister(join(folder, 'prepared')));
  return () => rm(folder, { recursive: true });
};
