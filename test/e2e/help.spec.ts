import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Page } from 'playwright-core';
import { test } from './desk.ts';
import { unlock } from './officeSteps.ts';
import { preparedClock, takePrepared } from './preparedRegister.ts';
import { axeFaults, drawnFaults, listenForFaults } from './readable.ts';

const expectReadable = async (page: Page, what: string): Promise<void> => {
  const faint: string[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-appearance', colorScheme);
    faint.push(...(await drawnFaults(page, { text: 4.5, focus: false })));
  }
  expect([what, await axeFaults(page), faint]).toEqual([what, [], []]);
};

test('somebody new finds help before unlocking, is shown around once, and has the guide at each screen', async ({
  desk,
}) => {
  const prepared = await takePrepared(join(desk.folder, 'prepared'));
  const { page } = await desk.open({
    registerDirectory: prepared.registerDirectory,
    clock: preparedClock(),
  });
  const faults = listenForFaults(page);
  const guide = page.getByRole('dialog', { name: 'Guide' });
  const tour = page.getByRole('dialog', { name: 'Tour' });

  await expect(page.getByRole('heading', { name: 'Unlock the register' })).toBeVisible();
  await page.getByRole('button', { name: 'Help', exact: true }).click();
  await expect(guide.getByRole('heading', { name: 'Unlock and lock' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(guide).toBeHidden();

  const { name, passphrase } = prepared.people.coordinator;
  await unlock(page, name, passphrase);
  await page.getByRole('button', { name: 'Show me around' }).click();
  await expect(tour.getByRole('heading', { name: 'A look around' })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(tour.getByRole('heading', { name: 'Log a form' })).toBeVisible();
  await expectReadable(page, 'tour');
  await page.keyboard.press('Escape');
  await expect(tour).toBeHidden();
  await expect(page.getByText('New here?')).toHaveCount(0);

  await page.evaluate((hash) => (window.location.hash = hash), `/case/${prepared.cases.overdue}?tab=actions`);
  await page.getByRole('heading', { name: /Łukasik-Test/, level: 1 }).waitFor();
  await page.keyboard.press('F1');
  await expect(guide.getByRole('heading', { name: 'Follow actions' })).toBeFocused();
  await guide.getByLabel('Search the guides').fill('who may do what');
  await guide.getByRole('button', { name: 'Who may do what' }).click();
  await expect(guide.getByRole('table')).toBeVisible();
  await expectReadable(page, 'guide, a table');
  await guide.getByRole('button', { name: 'Contents' }).click();
  await expectReadable(page, 'guide, contents');
  await page.keyboard.press('Escape');
  await expect(guide).toBeHidden();

  await page.keyboard.press('Shift+?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys.getByText('Help with this page')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();

  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.getByRole('menuitem', { name: 'About' }).click();
  const about = page.getByRole('dialog', { name: 'About Escalation Register' });
  await about.getByRole('button', { name: /^Show the licences/ }).click();
  await about.getByText(/^zod .*, MIT$/).click();
  await expect(about.locator('details[open] pre').getByText(/Permission is hereby granted/)).toBeVisible();
  await expectReadable(page, 'about');
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: /^Today/ }).click();
  await expect(
    page.getByRole('link', { name: /Zofia Łukasik-Test and Antoni Łukasik-Test BURY-2026-001/ }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Lock the register' }).click();
  await unlock(page, name, passphrase);
  await expect(page.getByRole('heading', { name: 'Opened last' })).toBeVisible();
  await expect(page.getByText('New here?')).toHaveCount(0);
  expect(faults).toEqual([]);
});
