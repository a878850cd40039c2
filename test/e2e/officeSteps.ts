/** What people at the desk do, as they see it: by the names of fields and buttons, never by anything inside. */
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import type { Locator, Page } from 'playwright-core';

export const fixtureForm = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/forms/${name}`, import.meta.url));

export const passphrase = 'copper lantern meadow violin';

/** First run, to the end of the recovery key: leaves the first business manager signed in. */
export const setUpOffice = async (
  page: Page,
  office: { readonly partnership: RegExp; readonly manager: string },
): Promise<void> => {
  await page.getByRole('radio', { name: office.partnership }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Your name').fill(office.manager);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Choose my own' }).click();
  await page.getByLabel('Your passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('Type it once more', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Make the register' }).click();
  await proveRecoveryKey(page);
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
};

/** Reads the sheet as a person would from paper, and types the two groups that are asked for. */
const proveRecoveryKey = async (page: Page): Promise<void> => {
  const sheet = page.getByRole('region', { name: 'Recovery key sheet' }).locator('code');
  await expect(sheet).toHaveCount(14);
  const groups = await sheet.allTextContents();
  await page.getByRole('button', { name: 'I have it on paper' }).click();
  const asked = page.getByLabel(/^Group \d+$/);
  await expect(asked).toHaveCount(2);
  for (const field of await asked.all()) {
    const label = await page.locator(`label[for="${(await field.getAttribute('id')) ?? ''}"]`).textContent();
    await field.fill(groups[Number(/\d+/.exec(label ?? '')?.[0]) - 1] ?? '');
  }
  await page.getByRole('button', { name: 'Check the groups' }).click();
};

export const unlock = async (page: Page, person: string, words = passphrase): Promise<void> => {
  await page.getByLabel('Passphrase', { exact: true }).waitFor();
  const names = page.getByRole('radio', { name: new RegExp(person) });
  if (await names.count()) await names.first().check();
  await page.getByLabel('Passphrase', { exact: true }).fill(words);
  await page.getByRole('button', { name: 'Unlock' }).click();
};

/** Answers that there is no immediate danger and brings the file in. */
export const bringInForm = async (page: Page, file: string): Promise<void> => {
  await page.getByRole('link', { name: 'Log a form' }).first().click();
  await page.getByRole('radio', { name: 'No, checked' }).check();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose a file' }).click(),
  ]);
  await chooser.setFiles(file);
  await expect(page.getByRole('button', { name: 'Save to the register' }).first()).toBeVisible();
};

/** Attaches the minutes of a decision that was made elsewhere. */
export const attachMinutes = async (page: Page): Promise<void> => {
  const panel = page.getByRole('region', { name: 'Made elsewhere' });
  await panel.locator('input[type=file]').setInputFiles({
    name: 'minutes.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Minutes. A strategy discussion is to be held.'),
  });
  await expect(panel.getByText('minutes.txt')).toBeVisible();
};

/** Fills the three boxes of a date. */
export const fillDate = async (scope: Page | Locator, label: RegExp | string, day: Date): Promise<void> => {
  const group = scope.getByRole('group', { name: label });
  await group.getByLabel('Day').fill(String(day.getDate()));
  await group.getByLabel('Month').fill(String(day.getMonth() + 1));
  await group.getByLabel('Year').fill(String(day.getFullYear()));
};

export const challenge = async (page: Page, agency: string): Promise<void> => {
  const field = page
    .getByRole('combobox', { name: 'Agencies challenged' })
    .or(page.getByRole('textbox', { name: 'Agencies challenged' }));
  await field.first().click();
  await page.getByRole('option', { name: agency, exact: true }).click();
  await page.keyboard.press('Escape');
};

/** From the page of a case: writes the acknowledgement, looks at it, keeps it, makes the draft and marks it as sent. */
export const sendAcknowledgement = async (page: Page): Promise<void> => {
  await page.getByRole('tab', { name: 'Letters' }).click();
  await page.getByRole('link', { name: 'Write a letter' }).click();
  await page.getByRole('radio', { name: 'Acknowledgement of receipt' }).check();
  await page.getByRole('group', { name: 'Who gets it' }).getByRole('radio').first().check();
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByRole('img', { name: /^Page 1 of 1/ })).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Keep the letter' }).click();
  await page.getByRole('button', { name: 'Make an e-mail draft' }).click();
  await page.getByRole('button', { name: 'Mark as sent' }).click();
  const dialog = page.getByRole('dialog', { name: 'Mark the letter as sent' });
  await dialog.getByRole('radio', { name: 'Secure e-mail' }).check();
  await dialog.getByRole('button', { name: 'Mark as sent' }).click();
  await expect(page.getByText(/^Secure e-mail to /)).toBeVisible();
};
