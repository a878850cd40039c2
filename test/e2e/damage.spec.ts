import { open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { signIn } from '../helpers/loggedCase.ts';
import { openOffice } from '../helpers/office.ts';
import { passphrase } from './officeSteps.ts';
import { openPrepared, type OpenedPrepared } from './openPrepared.ts';
import { registerOpenedAt } from './preparedRegister.ts';

let opened: OpenedPrepared | undefined;
test.afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

/** The register as it is kept is backed up before `spoil` gets at it. */
const openSpoiled = (spoil: (registerDirectory: string) => Promise<void>): Promise<OpenedPrepared> =>
  openPrepared(async (registerDirectory) => {
    await using office = openOffice({ at: registerOpenedAt, directory: dirname(registerDirectory) });
    await signIn(office);
    await office.api.backups.make({});
    await office.backend.close();
    await spoil(registerDirectory);
  });

const flipPage = async (registerDirectory: string, page: number): Promise<void> => {
  const file = await open(join(registerDirectory, 'register.db'), 'r+');
  const place = page * 4096 - 2_000;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, place);
  await file.write(Buffer.from([(buffer[0] ?? 0) ^ 1]), 0, 1, place);
  await file.close();
};

test('a register with a damaged page is not opened, says so, and the newest whole backup takes its place', async () => {
  opened = await openSpoiled((registerDirectory) => flipPage(registerDirectory, 40));
  const { page, prepared, goTo } = opened;
  const { name } = prepared.people.businessManager;
  await page.getByRole('radio', { name: new RegExp(name) }).check();
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Unlock' }).click();

  await expect(page.getByRole('heading', { name: 'The register cannot be opened' })).toBeVisible();
  await expect(page.getByText('one page is not as it was written (page 40)')).toBeVisible();
  await expect(page.getByRole('radio', { name: /The newest that is whole/ })).toBeChecked();
  await page.getByRole('radio', { name: new RegExp(name) }).check();
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Restore and open' }).click();
  // The backup is read in a process of its own, and once more where it was put.
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible({ timeout: 60_000 });

  await goTo('/security');
  await page.getByRole('button', { name: 'Verify the register' }).click();
  await expect(
    page.getByText('Every page of the register file carries the seal that it should.'),
  ).toBeVisible({ timeout: 60_000 });
  await expect(page.getByLabel('Does not hold:')).toHaveCount(0);
});

test('a lost anchor is told with what it means, a backup is restored beside, and whoever saw to it puts it away', async () => {
  opened = await openSpoiled((registerDirectory) => rm(join(registerDirectory, 'anchor.json')));
  const { page, prepared, signIn: unlock, goTo } = opened;
  await unlock();
  await goTo('/security');
  await expect(page.getByText(/\(anchor\.json\) was missing or could not be read/)).toBeVisible();
  await expect(page.getByText(/No case was touched by this\./)).toBeVisible();
  await page.getByRole('button', { name: 'Restore the newest backup to another folder' }).click();
  const restored = join(dirname(prepared.registerDirectory), 'Restored register');
  await expect(page.getByText(`The backup is restored in ${restored}.`).first()).toBeVisible({
    timeout: 60_000,
  });
  await page.getByRole('button', { name: 'We have seen to it' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'We have seen to it' }).click();
  await expect(page.getByText(/\(anchor\.json\)/)).toHaveCount(0);
});
