import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Page } from 'playwright-core';
import { test } from './desk.ts';
import { fillDate, sendAcknowledgement, unlock } from './officeSteps.ts';
import { preparedClock, takePrepared } from './preparedRegister.ts';
import { axeFaults, sidewaysOverflow } from './readable.ts';

const checkReadable = async (page: Page): Promise<void> =>
  expect([await axeFaults(page), await sidewaysOverflow(page)]).toEqual([[], 0]);

test('the manager acknowledges an escalation, invites to a meeting, and follows up what went astray', async ({
  desk,
}) => {
  const { registerDirectory } = await takePrepared(join(desk.folder, 'office'));
  const { page, delivered } = await desk.open({
    registerDirectory,
    clock: preparedClock(),
    viewport: { width: 1440, height: 900 },
  });
  await unlock(page, 'Priya Nair-Test');
  await page.getByRole('link', { name: 'Register', exact: true }).first().click();
  await page
    .getByRole('link', { name: /Łukasik/ })
    .first()
    .click();
  await sendAcknowledgement(page);
  await checkReadable(page);

  await page.getByRole('link', { name: 'Write a letter' }).click();
  await page.getByRole('radio', { name: 'Invitation to a meeting' }).check();
  await page.getByRole('group', { name: 'Who gets it' }).getByRole('radio').first().check();
  await fillDate(page, 'Day of the meeting', new Date(2026, 2, 19));
  await page.getByLabel('From').fill('10:00');
  await page.getByLabel('To', { exact: true }).fill('11:30');
  await page.getByLabel('Place').fill('Room 2, Town Hall');
  await expect(page.getByLabel('The letter')).toHaveValue(/Time: 10:00 to 11:30\nPlace: Room 2, Town Hall/);
  const words = await page.getByLabel('The letter').inputValue();
  await page.getByLabel('The letter').fill(`${words}\n\nIt is about Zofia Łukasik-Test.`);
  await page.getByRole('button', { name: 'Keep the letter' }).click();
  await expect(page.getByRole('alert')).toContainText('may not say who the child is');
  await checkReadable(page);
  await page.getByLabel('The letter').fill(`${words}\n\nTea is there from 9:30.`);
  await page.getByRole('button', { name: 'Keep the letter' }).click();
  await page.getByRole('button', { name: 'Make an e-mail draft' }).first().click();
  await expect.poll(delivered).toHaveLength(2);

  await page.getByRole('button', { name: 'Record a breach' }).click();
  const dialog = page.getByRole('dialog', { name: 'Record a breach' });
  await dialog.getByRole('radio', { name: /^Letter 1/ }).check();
  await dialog.getByLabel('What happened').fill('It went to a school of a like name.');
  await fillDate(dialog, 'Happened on', new Date(2026, 2, 12));
  await dialog.getByLabel('Who got it').fill('The office of Holly Brook Academy');
  await dialog.getByRole('button', { name: 'Record the breach' }).click();
  await expect(page.getByRole('link', { name: 'Follow up the breach' })).toBeVisible();
  await checkReadable(page);
  await page
    .getByRole('link', { name: /^Today/ })
    .first()
    .click();
  await expect(page.getByRole('link', { name: /Breach to follow up/ })).toBeVisible();
});
