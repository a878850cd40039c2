import { expect } from '@playwright/test';
import { test } from './desk.ts';
import {
  bringInForm,
  challenge,
  fillDate,
  fixtureForm,
  passphrase,
  sendAcknowledgement,
  unlock,
} from './officeSteps.ts';
import { openOffice, setUp } from '../helpers/office.ts';

const SCRUTINEER = 'Margaret Osei-Test';
const MANAGER = 'Priya Nair-Test';
const CLOCK = '2026-03-10T09:30:00.000Z';

/** A register with an account of the scrutineer's own. */
const prepare = async (directory: string) => {
  await using office = openOffice({ directory, at: CLOCK });
  await setUp(office);
  const scrutineer = await office.api.people.add({ name: SCRUTINEER, role: 'independentScrutineer' });
  return { secret: scrutineer.passphrase };
};

test('the manager logs a form and acknowledges it, the scrutineer asks, decides and signs under their own passphrase, the manager sends the notice, and the record shows who did what', async ({
  desk,
}) => {
  const { secret } = await prepare(desk.folder);
  const { page } = await desk.open({ clock: { now: () => CLOCK as never } });
  const change = async (name: string, words: string) => {
    await page.getByRole('button', { name: 'Lock the register' }).click();
    await unlock(page, name, words);
    await expect(page.getByRole('button', { name: 'Lock the register' })).toBeVisible();
  };
  const openCase = async () => {
    await page.getByRole('link', { name: 'Today', exact: false }).first().click();
    await page.getByRole('link', { name: 'Rowan Ashdown-Test' }).first().click();
    await expect(page.getByRole('heading', { name: 'Rowan Ashdown-Test', level: 1 })).toBeVisible();
  };

  await test.step('the manager logs the form, and sends the referrer an acknowledgement', async () => {
    await unlock(page, MANAGER, passphrase);
    await bringInForm(page, fixtureForm('bury-request-for-resolution.docx'));
    await challenge(page, "Children's Social Care");
    await page.getByRole('checkbox', { name: 'Levels of need' }).check();
    await page.getByRole('radio', { name: /^Level 4/ }).check();
    await page.getByRole('button', { name: 'Save to the register' }).first().click();
    await expect(page.getByRole('heading', { name: 'Rowan Ashdown-Test', level: 1 })).toBeVisible();
    await sendAcknowledgement(page);
    await page.getByRole('button', { name: 'Lock the register' }).click();
  });

  await test.step('the scrutineer sees what waits for them, and asks for more', async () => {
    await unlock(page, SCRUTINEER, secret);
    await page.getByRole('link', { name: 'Today', exact: false }).first().click();
    await expect(page.getByRole('rowgroup').filter({ hasText: 'Waiting for your decision' })).toContainText(
      'Rowan Ashdown-Test',
    );
    await openCase();
    await page.getByRole('tab', { name: 'Review' }).click();
    await page.getByLabel('Your note', { exact: true }).fill('Ask about the second visit.');
    await page.getByRole('button', { name: 'Keep the note' }).click();
    await expect(page.getByLabel('Your note', { exact: true })).toHaveValue('');
    await expect(page.getByText('Ask about the second visit.')).toBeVisible();
    await page.getByRole('button', { name: 'Ask for more' }).click();
    const dialog = page.getByRole('dialog', { name: 'Ask for more' });
    await dialog.getByLabel('Who is asked').fill('Health visiting');
    await dialog.getByLabel('What is asked for').fill('Were both visits made?');
    await fillDate(dialog, /By when/, new Date(2026, 2, 13));
    await dialog.getByRole('button', { name: 'Ask', exact: true }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText('Were both visits made?')).toBeVisible();
  });

  await test.step('the manager records the answer, and sees nothing of the private note', async () => {
    await change(MANAGER, passphrase);
    await openCase();
    await page.getByRole('tab', { name: 'Review' }).click();
    await expect(page.getByText('Were both visits made?')).toBeVisible();
    await expect(page.getByText('Ask about the second visit.')).toHaveCount(0);
    await page.getByRole('button', { name: 'Record the answer' }).click();
    const dialog = page.getByRole('dialog', { name: 'Record the answer' });
    await dialog.getByLabel('Answer', { exact: true }).fill('Both were made.');
    await dialog.getByRole('button', { name: 'Record the answer' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText('Both were made.')).toBeVisible();
  });

  await test.step('the scrutineer decides, and only their own passphrase signs it', async () => {
    await change(SCRUTINEER, secret);
    await openCase();
    await page.getByRole('link', { name: 'Read and decide' }).click();
    await page.getByRole('radio', { name: /^Partly upheld/ }).check();
    await page.getByLabel('Decision in plain words').fill('A strategy discussion is to be held.');
    await page.getByLabel('Reasons', { exact: true }).fill('Both visits were made, and read apart.');
    await page.getByRole('radio', { name: 'Too early to say' }).check();
    await page.getByLabel('Why these are not done').fill('They met before the case was logged.');
    const panel = page.getByRole('form', { name: 'Sign' });
    await panel.getByLabel('I have read it; it is my decision').check();
    await panel.getByLabel('Your own passphrase', { exact: true }).fill(passphrase);
    await panel.getByRole('button', { name: 'Sign and lock' }).click();
    await expect(panel.getByText('That is not the passphrase of this person')).toBeVisible();
    await expect(page.getByLabel('Decision in plain words')).toHaveValue(
      'A strategy discussion is to be held.',
    );
    await panel.getByLabel('Your own passphrase', { exact: true }).fill(secret);
    await panel.getByRole('button', { name: 'Sign and lock' }).click();
    await expect(page.getByText(`Signed by ${SCRUTINEER}`)).toBeVisible();
  });

  await test.step('the manager completes and sends the notice', async () => {
    await change(MANAGER, passphrase);
    await openCase();
    await page.getByRole('link', { name: 'Complete the notice' }).click();
    await page.getByRole('button', { name: 'Complete the notice' }).click();
    await page.getByRole('button', { name: 'Mark as sent' }).click();
    const dialog = page.getByRole('dialog', { name: 'Mark the notice as sent' });
    await dialog.getByRole('radio', { name: 'Secure e-mail' }).check();
    await dialog.getByRole('button', { name: 'Mark as sent' }).click();
    await expect(dialog).toHaveCount(0);
  });

  await test.step('the record shows who did what, and the check holds', async () => {
    await page.locator('main a').first().click();
    await page.getByRole('tab', { name: 'History' }).click();
    const did = async (who: string, what: string) =>
      expect(page.getByRole('row').filter({ hasText: who }).filter({ hasText: what }).first()).toBeVisible();
    await did(SCRUTINEER, 'Asked for more');
    await did(MANAGER, 'Recorded an answer');
    await did(SCRUTINEER, 'Signed a decision');
    await did(MANAGER, 'Marked a notice as sent');
    await page.getByRole('link', { name: 'Audit log' }).click();
    await page.getByRole('button', { name: 'Check the log' }).click();
    await expect(page.getByText('The log and the decisions are whole.')).toBeVisible();
  });
});
