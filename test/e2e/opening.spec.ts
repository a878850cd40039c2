import { expect } from '@playwright/test';
import { test } from './desk.ts';

test('a new office is met by a page that loads without a fault and names nothing but itself', async ({
  desk,
}) => {
  const { page, delivered } = await desk.open();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  await page.reload();
  await expect(page.getByRole('heading').first()).toBeVisible();
  expect([await page.title(), faults, await delivered()]).toEqual(['Escalation Register', [], []]);
});
