import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { openNewRegister, test, type Desk } from './desk.ts';
import type { LaunchedRegister } from './launchRegister.ts';
import { axeFaults } from './readable.ts';

/** A new register with its directory on the screen. */
const openDirectory = async (desk: Desk): Promise<LaunchedRegister> => {
  const register = await openNewRegister(desk, 'salford');
  const { page } = register;
  await page.getByRole('link', { name: 'Directory' }).click();
  await expect(page.getByRole('heading', { name: 'Directory' })).toBeVisible();
  return register;
};

test('a unit keeps whom to reach in a service, finds it again, retires it and takes that back', async ({
  desk,
}) => {
  const { page } = await openDirectory(desk);
  await page.getByRole('tab', { name: /^Services and teams/ }).click();
  await expect(page.getByText('There is no service or team in the directory yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Add a service or team' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Give the name');
  await dialog.getByLabel('Service or team').fill('Public protection');
  await dialog.getByLabel('Agency').selectOption({ label: 'Police' });
  await dialog.getByLabel('What to do').fill('Always a telephone call.');
  const contact = dialog.getByRole('group', { name: 'Contact 1' });
  await contact.getByLabel('Role').fill('Duty sergeant');
  await contact.getByLabel('Telephone').fill('01632 960101');
  await contact.getByLabel('Option to press').fill('3');
  await dialog.getByLabel('Copy e-mails to').fill('records@police.example');
  expect(await axeFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();

  const row = page.getByRole('row', { name: /Public protection/ });
  await expect(row).toContainText('01632 960101, option 3');
  await page.getByLabel('Search the directory').fill('SERGEANT');
  await expect(page.getByRole('tab', { name: 'Agencies (0)' })).toBeVisible();
  await expect(row).toBeVisible();
  await row.getByRole('button', { name: 'Retire' }).click();
  await expect(row).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toBeVisible();
  expect(await axeFaults(page)).toEqual([]);
});

test('a file with a mistake is refused row by row, the mended one is brought in whole and taken back', async ({
  desk,
}) => {
  const { page, delivered } = await openDirectory(desk);
  const headings = 'Kind,Agency,Agency type,Service or team,Name,Telephone,Instruction';
  const wrong = join(desk.folder, 'wrong.csv');
  const right = join(desk.folder, 'right.csv');
  await writeFile(wrong, `${headings}\r\nAgency,Made-up Housing,Castle,,,,\r\n`);
  await writeFile(
    right,
    [
      headings,
      'Agency,Made-up Housing,Housing,,,,',
      'Service or team,Made-up Housing,,Lettings,,,',
      'Contact,Made-up Housing,,Lettings,Sam Ode-Test,01632 960102,',
      'Service or team,,,Education,,,Ask the school for its designated safeguarding lead.',
    ].join('\r\n'),
  );
  await page.getByRole('button', { name: 'Bring in a file' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type=file]').setInputFiles(wrong);
  await expect(dialog.getByRole('row', { name: /2 Agency type/ })).toContainText('Use one of: ');
  await expect(dialog.getByRole('button', { name: 'Bring it in' })).toHaveCount(0);
  await dialog.locator('input[type=file]').setInputFiles(right);
  await expect(dialog.getByRole('row', { name: 'Service or team 2 0 0' })).toBeVisible();
  expect(await axeFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Bring it in' }).click();
  await page.getByRole('tab', { name: 'Services and teams (2)' }).click();
  await expect(page.getByRole('row', { name: /Lettings/ })).toContainText('Sam Ode-Test');

  await page.getByRole('button', { name: 'Save as a file' }).click();
  await page.getByRole('menuitem', { name: 'CSV (.csv)' }).click();
  await expect.poll(delivered).toEqual(['directory.csv']);
  const saved = await readFile(join(desk.folder, 'delivered', 'directory.csv'), 'utf8');
  expect(saved).toContain('Contact,Made-up Housing,,,Lettings,Sam Ode-Test,,01632 960102');
});

test('whoever is listed for a decision body and for a panel stands in the directory', async ({ desk }) => {
  const { page } = await openDirectory(desk);
  await page.getByRole('tab', { name: /^Decision makers/ }).click();
  await page.getByRole('button', { name: 'Add a decision maker' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Dana Whitlock-Test');
  await dialog.getByLabel('Decision body').selectOption({ index: 1 });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: /Dana Whitlock-Test/ })).toBeVisible();
  await page.getByRole('tab', { name: /^Panel members/ }).click();
  await page.getByRole('button', { name: 'Add a panel member' }).first().click();
  await dialog.getByLabel('Name').fill('Idris Vale-Test');
  await dialog.getByLabel('Role').fill('Director of nursing');
  await dialog.getByLabel('Agency').selectOption({ label: 'Integrated Care Board' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: /Idris Vale-Test/ })).toContainText('Integrated Care Board');
});
