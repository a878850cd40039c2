import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Page } from 'playwright-core';
import { test, type Desk } from './desk.ts';
import type { LaunchedRegister } from './launchRegister.ts';
import { unlock } from './officeSteps.ts';
import { preparedClock, takePrepared } from './preparedRegister.ts';
import { axeFaults } from './readable.ts';

/** An installation in a folder of its own. */
const install = ({ folder, open }: Desk, name: string, registerDirectory = join(folder, name, 'register')) =>
  open({ registerDirectory, deliveredDirectory: join(folder, name, 'delivered'), clock: preparedClock() });

const chooseFile = async (page: Page, button: string, file: string): Promise<void> => {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: button }).click(),
  ]);
  await chooser.setFiles(file);
};

const fileFrom = async (
  { folder }: Desk,
  register: LaunchedRegister,
  name: string,
  ending: string,
): Promise<string> => {
  await expect
    .poll(async () => (await register.delivered()).some((file) => file.endsWith(ending)))
    .toBe(true);
  const file = (await register.delivered()).find((one) => one.endsWith(ending)) ?? '';
  return join(folder, name, 'delivered', file);
};

test('a scrutineer in another installation reads a pack, decides and signs; the manager takes it in and sends the notice', async ({
  desk: place,
}) => {
  const prepared = await takePrepared(join(place.folder, 'office'));
  const office = await install(place, 'office', prepared.registerDirectory);
  const elsewhere = await install(place, 'elsewhere');
  const { page } = office;
  const desk = elsewhere.page;
  let passphrase = '';

  await test.step('the manager makes a pack, reads out its passphrase and saves its file', async () => {
    await unlock(page, 'Priya Nair-Test');
    await page.goto(`${page.url().split('#')[0]}#/case/${prepared.cases.toDecide}?tab=review`);
    await page.getByRole('button', { name: 'Send a review pack' }).click();
    const dialog = page.getByRole('dialog', { name: 'Send a review pack' });
    await dialog.getByRole('button', { name: 'Make the pack' }).click();
    await expect(dialog.getByRole('link', { name: 'Choose who reviews' })).toBeVisible();
    await dialog.getByLabel('Who reviews and decides').first().click();
    await page.getByRole('option', { name: 'Margaret Osei-Test' }).click();
    await dialog.getByRole('button', { name: 'Make the pack' }).click();
    const made = page.getByRole('dialog', { name: /^Review pack/ });
    passphrase = (await made.getByLabel('Passphrase of the pack').textContent()) ?? '';
    await made.getByRole('button', { name: 'Save the pack' }).click();
    await expect(made.getByText(/^The pack is in/)).toBeVisible();
    await made.getByRole('button', { name: 'I have noted the passphrase' }).click();
    await expect(page.getByRole('cell', { name: 'Sent out' })).toBeVisible();
  });

  await test.step('the scrutineer opens it where there is no register, and reads', async () => {
    await desk.getByRole('button', { name: 'Open a review pack that somebody sent to you' }).click();
    await chooseFile(desk, 'Choose the file', await fileFrom(place, office, 'office', '.reviewpack'));
    await desk.getByLabel('Passphrase of the pack', { exact: true }).fill('not the right words');
    await desk.getByRole('button', { name: 'Open the pack' }).click();
    await expect(desk.getByText('That is not the passphrase of this pack').first()).toBeVisible();
    await desk.getByLabel('Passphrase of the pack', { exact: true }).fill(passphrase);
    await desk.getByRole('button', { name: 'Open the pack' }).click();
    await expect(desk.getByRole('heading', { name: 'Rowan Ashdown-Test', level: 1 })).toBeVisible();
    await expect(desk.getByText('Resolution meeting')).toBeVisible();
    expect(await axeFaults(desk)).toEqual([]);
    await desk.getByRole('tab', { name: 'Documents' }).click();
    await desk.getByRole('button', { name: 'request.docx' }).click();
    await expect(desk.getByRole('dialog').getByText('Hollybrook').first()).toBeVisible();
    await desk.getByRole('button', { name: 'Close', exact: true }).click();
  });

  await test.step('is asked the passphrase again after closing, and finds what was written', async () => {
    await desk.getByRole('tab', { name: 'Your answer' }).click();
    await desk.getByLabel('Notes for yourself').fill('Ask about November.');
    await desk.getByLabel('Notes for the file').fill('Read with the minutes of the meeting.');
    await expect(desk.getByText(/^Kept on this computer, encrypted, at/)).toBeVisible();
    // The window lets go of what it showed by loading anew.
    await Promise.all([
      desk.waitForEvent('load'),
      desk.getByRole('button', { name: 'Close the pack' }).click(),
    ]);
    await desk.getByRole('heading', { name: 'Open the review pack' }).waitFor();
    await desk.getByLabel('Passphrase of the pack', { exact: true }).fill(passphrase);
    await desk.getByRole('button', { name: 'Open the pack' }).click();
    await desk.getByRole('tab', { name: 'Your answer' }).click();
    await expect(desk.getByLabel('Notes for yourself')).toHaveValue('Ask about November.');
  });

  await test.step('decides, is told what is missing, and signs', async () => {
    await desk.getByRole('radio', { name: 'My decision' }).check();
    await desk.getByRole('button', { name: 'Make it ready to sign' }).click();
    await desk.getByRole('link', { name: 'Give the reasons' }).click();
    await expect(desk.getByLabel('Reasons')).toBeFocused();
    await desk.getByLabel('Reasons').fill('Two disclosures within ten days should have been read together.');
    await desk.getByLabel('Decision in plain words').fill('A strategy discussion is to be held.');
    await desk.getByRole('radio', { name: /^Upheld/ }).check();
    await desk.getByRole('radio', { name: 'Too early to say' }).check();
    const undone = desk.getByLabel('Why these are not done');
    if (await undone.count()) await undone.fill('Done before the case was logged');
    expect(await axeFaults(desk)).toEqual([]);
    await desk.getByRole('button', { name: 'Make it ready to sign' }).click();
    await desk.getByLabel('Passphrase of the pack', { exact: true }).fill(passphrase);
    await desk.getByRole('button', { name: 'Sign', exact: true }).click();
    await desk.getByRole('button', { name: 'Save the answer file' }).click();
    await expect(desk.getByText('The answer file is saved')).toBeVisible();
  });

  await test.step('the manager takes the answer in, and sends the notice', async () => {
    await chooseFile(
      page,
      'Take in an answer',
      await fileFrom(place, elsewhere, 'elsewhere', '.reviewreturn'),
    );
    const dialog = page.getByRole('dialog', { name: 'Take in an answer' });
    await expect(dialog.getByText('A strategy discussion is to be held.')).toBeVisible();
    await expect(dialog.getByText('Ask about November.')).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Take it in' }).click();
    await expect(page.getByRole('cell', { name: 'Returned' })).toBeVisible();
    await page.getByRole('tab', { name: 'Decision' }).click();
    await expect(page.getByText('Margaret Osei-Test').first()).toBeVisible();
    await page.getByRole('link', { name: 'Complete the notice' }).click();
    await page.getByRole('button', { name: 'Complete the notice' }).click();
    await page.getByRole('button', { name: 'Mark as sent' }).click();
    const sent = page.getByRole('dialog', { name: 'Mark the notice as sent' });
    await sent.getByRole('radio', { name: 'Secure e-mail' }).check();
    await sent.getByRole('button', { name: 'Mark as sent' }).click();
    await expect(page.getByRole('button', { name: 'Confirm receipt' })).toBeVisible();
  });

  await test.step('and the record says who did what', async () => {
    await page.goto(`${page.url().split('#')[0]}#/case/${prepared.cases.toDecide}?tab=history`);
    for (const words of [
      'Made a review pack',
      'Handed out a review pack',
      'Took in the answer to a review pack',
    ])
      await expect(page.getByText(words).first()).toBeVisible();
  });
});
