import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from 'playwright-core';
import type { OfficeClock } from '../helpers/office.ts';
import { launchRegister, type LaunchedRegister } from './launchRegister.ts';
import { unlock } from './officeSteps.ts';
import { preparedClock, takePrepared, type PreparedRegister } from './preparedRegister.ts';

const manager = 'Priya Nair-Test';
let folder = '';
let own = '';
let clock: OfficeClock;
let prepared: PreparedRegister;
let register: LaunchedRegister | undefined;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bad-input-'));
  prepared = await takePrepared(join(folder, 'kept'));
});
test.beforeEach(async () => {
  own = await mkdtemp(join(folder, 'copy-'));
  clock = preparedClock();
  await takePrepared(own);
});
test.afterEach(async () => {
  await register?.close();
  register = undefined;
});
test.afterAll(() => rm(folder, { recursive: true }));

const launch = async (): Promise<Page> => {
  register = await launchRegister({
    registerDirectory: join(own, 'register'),
    deliveredDirectory: join(own, 'delivered'),
    clock,
  });
  return register.page;
};

const signedIn = async (): Promise<Page> => {
  const page = await launch();
  await unlock(page, manager);
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
  return page;
};

const bringIn = async (page: Page, name: string, bytes: Uint8Array): Promise<void> => {
  const path = join(own, name);
  await writeFile(path, bytes);
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose a file' }).click(),
  ]);
  await chooser.setFiles(path);
};

test('files that are no forms are refused in a sentence, and the same page takes the next one', async () => {
  const page = await signedIn();
  await page.getByRole('link', { name: 'Log a form' }).first().click();
  await page.getByRole('radio', { name: 'No, checked' }).check();

  await bringIn(page, 'nothing.docx', new Uint8Array());
  await expect(page.getByRole('alert')).toHaveText('The file is empty. Ask for it again, or choose another.');

  await bringIn(page, 'scan.pdf', Buffer.alloc(20 * 1024 * 1024 + 1, 'x'));
  await expect(page.getByRole('alert')).toHaveText(
    'The file is larger than 20 MB. Ask for a smaller copy, or type it in by hand.',
  );

  await bringIn(page, 'wreck.docx', Buffer.from('PK\u0003\u0004 a wreck of a document'));
  await expect(page.getByText('This file could not be read', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Bring in another file' }).click();

  await bringIn(page, 'letter.txt', Buffer.from('Dear all,\nThe meeting is at ten.\nThank you'));
  await expect(page.getByText(/does not look like an escalation form/).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save to the register' }).first()).toBeVisible();
});

test('a half-filled form with an impossible date is kept as typed, and told what is missing', async () => {
  const page = await signedIn();
  await page.getByRole('link', { name: 'Log a form' }).first().click();
  await page.getByRole('radio', { name: 'No, checked' }).check();
  await page.getByRole('button', { name: 'There is no file: type it in by hand' }).click();
  const person = page.getByRole('group', { name: 'Person 1' });
  await person.getByRole('textbox', { name: 'Name' }).fill('Malachi Oakden-Test');
  const born = person.getByRole('group', { name: /^Date of birth/ });
  await born.getByLabel('Day').fill('31');
  await born.getByLabel('Month').fill('2');
  await born.getByLabel('Year').fill('2017');
  await page.getByRole('button', { name: 'Save to the register' }).first().click();
  const summary = page.getByRole('alert').first();
  await expect(summary).toBeFocused();
  await expect(summary).toContainText(/February|31|real date|no such/i);
  await expect(summary).toContainText('Give the name of the referrer');
  await expect(page.getByText(/Draft kept at/)).toBeVisible();

  await page.reload();
  await expect(person.getByRole('textbox', { name: 'Name' })).toHaveValue('Malachi Oakden-Test');
  await expect(born.getByLabel('Day')).toHaveValue('31');
  await expect(born.getByLabel('Month')).toHaveValue('2');
  await expect(born.getByLabel('Year')).toHaveValue('2017');
});

test('wrong passphrases are answered plainly, then made to wait, and the right one opens after the wait', async () => {
  const page = await launch();
  for (let tries = 0; tries < 5; tries += 1) {
    await unlock(page, manager, `wrong words number ${tries}`);
    await expect(page.getByText('That is not the passphrase of this person').first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Unlock' })).toBeEnabled();
  }
  await unlock(page, manager);
  await expect(page.getByText('Try again in 30 seconds').first()).toBeVisible();
  await expect(page.getByRole('radio', { name: new RegExp(manager) })).toBeChecked();
  clock.set('2026-03-12T10:00:31Z');
  await unlock(page, manager);
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
});

test('a register whose keys are damaged says so and opens again once they are put back', async () => {
  const keys = ['slots.json', 'slots.json.bak'];
  for (const file of keys) await writeFile(join(own, 'register', file), 'not what was here');
  const page = await launch();
  await expect(page.getByRole('heading', { name: 'The register cannot be opened' })).toBeVisible();
  await expect(page.getByText('Restore the latest backup').first()).toBeVisible();
  for (const file of keys)
    await cp(join(prepared.registerDirectory, 'slots.json'), join(own, 'register', file));
  await page.getByRole('button', { name: 'Try to open again' }).click();
  await unlock(page, manager);
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
});

test('a register whose data is damaged is not opened, and says what to do', async () => {
  await writeFile(join(own, 'register', 'register.db'), Buffer.alloc(8192, 7));
  await rm(join(own, 'register', 'register.db-wal'), { force: true });
  const page = await launch();
  await unlock(page, manager);
  await expect(page.getByRole('heading', { name: 'The register cannot be opened' })).toBeVisible();
  await expect(page.getByText('There is no backup in this folder')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Choose the folder of the backups' })).toBeVisible();
});

test('a decision that is half written is still there after the register was locked over it', async () => {
  const page = await signedIn();
  await page.goto(`${new URL(page.url()).origin}/#/case/${prepared.cases.toDecide}/decision`);
  await page.getByLabel('Decision in plain words').fill('A strategy discussion is to be held.');
  await page.getByRole('button', { name: 'Record the decision' }).click();
  await expect(page.getByRole('alert').first()).toBeFocused();
  await expect(page.getByText(/Kept|kept/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Lock the register' }).click();
  await unlock(page, manager);
  await expect(page.getByLabel('Decision in plain words')).toHaveValue(
    'A strategy discussion is to be held.',
  );
});
