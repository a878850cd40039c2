/** The prepared register in a window, as somebody with a role finds it in the morning. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Page } from 'playwright-core';
import type { Role } from '../../shared/domain/permissions.ts';
import { launchRegister } from './launchRegister.ts';
import { unlock } from './officeSteps.ts';
import { preparedClock, takePrepared, type PreparedRegister } from './preparedRegister.ts';

export interface OpenedPrepared {
  readonly page: Page;
  readonly prepared: PreparedRegister;
  signIn(role?: Role): Promise<void>;
  /** Goes to a screen and waits until it is drawn. */
  goTo(address: string): Promise<void>;
  close(): Promise<void>;
}

/** Locked to begin with. `alter` may spoil the files of the register before it is opened. */
export const openPrepared = async (
  alter?: (registerDirectory: string) => Promise<void>,
): Promise<OpenedPrepared> => {
  const folder = await mkdtemp(join(tmpdir(), 'prepared-copy-'));
  const prepared = await takePrepared(folder);
  await alter?.(prepared.registerDirectory);
  const register = await launchRegister({
    registerDirectory: prepared.registerDirectory,
    deliveredDirectory: join(folder, 'delivered'),
    clock: preparedClock(),
    viewport: { width: 1440, height: 900 },
  });
  const { page } = register;
  return {
    page,
    prepared,
    signIn: async (role = 'businessManager') => {
      await unlock(page, prepared.people[role].name, prepared.people[role].passphrase);
      await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
    },
    goTo: async (address) => {
      const [before, after] = [page.url().split('#')[1], address].map((one) => one?.split('?')[0]);
      // The heading of another page goes before that of this one comes.
      if (before !== after)
        await page.evaluate(() => document.querySelector('h1')?.setAttribute('data-left', ''));
      await page.goto(`${new URL(page.url()).origin}/#${address}`);
      await page.locator('h1:not([data-left])').first().waitFor();
      await expect(page.getByText(/^Fetching /)).toHaveCount(0);
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
    },
    close: async () => {
      await register.close();
      await rm(folder, { recursive: true });
    },
  };
};
