import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { launchRegister, type LaunchedRegister } from './launchRegister.ts';

let folder = '';
let register: LaunchedRegister | undefined;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opening-'));
  register = undefined;
});
test.afterEach(async () => {
  await register?.close();
  await rm(folder, { recursive: true });
});

test('a new office is met by a page that loads without a fault and names nothing but itself', async () => {
  register = await launchRegister({
    registerDirectory: join(folder, 'register'),
    deliveredDirectory: join(folder, 'delivered'),
  });
  const { page } = register;
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  await page.reload();
  await expect(page.getByRole('heading').first()).toBeVisible();
  expect([await page.title(), faults, await register.delivered()]).toEqual(['Escalation Register', [], []]);
});
