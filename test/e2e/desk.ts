/** A browser test at a desk of its own: a folder, and the registers that are opened in it. Both are gone afterwards. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import type { Page } from 'playwright-core';
import type { InputOf, OperationName } from '../../shared/contract/index.ts';
import { launchRegister, type LaunchedRegister, type LaunchOptions } from './launchRegister.ts';
import { passphrase } from './officeSteps.ts';

export interface Desk {
  readonly folder: string;
  /** Opens the register in the folder's `register`, a new one where none is there; what leaves it goes to `delivered`. */
  readonly open: (options?: Partial<LaunchOptions>) => Promise<LaunchedRegister>;
}

export const test = base.extend<{ readonly desk: Desk }>({
  // Playwright reads from the pattern which other fixtures this one needs: none.
  // oxlint-disable-next-line no-empty-pattern
  desk: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'desk-'));
    const launched: LaunchedRegister[] = [];
    await use({
      folder,
      open: async (options) => {
        const register = await launchRegister({
          registerDirectory: join(folder, 'register'),
          deliveredDirectory: join(folder, 'delivered'),
          ...options,
        });
        launched.push(register);
        return register;
      },
    });
    for (const register of launched) await register.close();
    await rm(folder, { recursive: true });
  },
});

/** Asks the register through the window's own bridge. */
export const callRegister = <Name extends OperationName>(
  page: Page,
  name: Name,
  input: InputOf<Name>,
): Promise<unknown> =>
  page.evaluate(
    ([operation, json]) =>
      (
        window as unknown as { register: { call(name: string, json: string): Promise<string> } }
      ).register.call(operation, json),
    [name as string, JSON.stringify(input)] as const,
  );

/** Opens a new register under the procedure, past its first run. */
export const openNewRegister = async (desk: Desk, procedureId: string): Promise<LaunchedRegister> => {
  const register = await desk.open();
  await callRegister(register.page, 'vault.create', {
    unitName: 'Made-up Safeguarding Children Partnership',
    procedureId,
    referencePrefix: 'MADE',
    personName: 'Priya Nair-Test',
    passphrase,
  });
  await register.page.reload();
  return register;
};
