import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { openNewRegister, test, type Desk } from './desk.ts';
import { axeFaults } from './readable.ts';

const openTracker = async (desk: Desk): Promise<Page> => {
  const { page } = await openNewRegister(desk, 'bury');
  await page.getByRole('link', { name: 'Old tracker' }).click();
  await expect(page.getByRole('heading', { name: 'Old tracker', level: 1 })).toBeVisible();
  return page;
};

/** Enough of them that the register draws some and leaves out the others. */
const olderRows = Array.from(
  { length: 40 },
  (_, row) => `T${row + 4},05/0${1 + (row % 9)}/2020,Linnet ${row + 1} Ode-Test,Police,Housing,3,Closed,no`,
);

test('an old tracker is mapped, checked, brought in without its wrong row, and taken back', async ({
  desk,
}) => {
  const page = await openTracker(desk);
  const file = join(desk.folder, 'tracker.csv');
  await writeFile(
    file,
    [
      'Ref,Date received,Child,Raised by,Escalated against,Level,Status,Printed?',
      'T1,03/03/2021,Wren Ode-Test,Police,Childrens social care,4,Closed,yes',
      'T2,31/02/2021,Robin Ode-Test,Police,Housing,4,Closed,yes',
      'T3,4th May 2022,Finch Ode-Test,Hollybrook Primary School,Bury housing,3,Ongoing,no',
      ...olderRows,
    ].join('\r\n'),
  );
  await page.locator('input[type=file]').setInputFiles(file);
  const holds = page.getByLabel('Column B holds');
  await expect(holds).toHaveValue('receivedOn');
  await expect(page.getByLabel('Column H holds')).toHaveValue('');
  await holds.selectOption('');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('alert')).toContainText('Say which column holds “Date received”');
  await holds.selectOption('receivedOn');
  await page.getByRole('button', { name: 'Continue' }).click();

  await page.getByLabel('Hollybrook Primary School means').selectOption({ label: 'Add: School' });
  await expect(page.getByLabel('Bury housing means')).toHaveValue('');
  await page.getByRole('button', { name: 'Looks like Housing: use it' }).click();
  expect(await axeFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Check the rows' }).click();
  await expect(page.getByRole('row', { name: /^3 B Date received/ })).toContainText('is not a real date');
  await expect(page.getByText('42 rows are right: 1 open, 41 closed')).toBeVisible();
  const bringIn = page.getByRole('button', { name: 'Bring in 42 cases' });
  await expect(bringIn).toBeDisabled();
  await page.getByLabel('Leave out 1 row with something to mend').check();
  await page.getByLabel('No child in the 1 open case is in immediate danger').check();
  expect(await axeFaults(page)).toEqual([]);
  await bringIn.click();

  const brought = page.getByRole('row', { name: /Priya Nair-Test/ });
  await expect(brought.getByRole('cell', { name: '42', exact: true })).toBeVisible();
  await page.getByRole('link', { name: /^Register/ }).click();
  await expect(page.getByText('MADE-2022-001')).toBeVisible();

  await page.getByRole('link', { name: 'All 42' }).click();
  const row = (position: number) => page.locator(`tr[data-position="${position}"]`);
  await row(5).hover();
  await page.mouse.wheel(0, 400);
  await row(26).evaluate((drawn) => drawn.setAttribute('data-drawn-before', ''));
  await page.mouse.wheel(0, 10_000);
  await expect(row(10), 'what is far out of sight is taken away').toHaveCount(0);
  await expect(row(26), 'what stays near is not drawn anew').toHaveAttribute('data-drawn-before');
  await page.getByRole('link', { name: 'Old tracker' }).click();
  await brought.getByRole('button', { name: 'Take back' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove the cases' }).click();
  await expect(brought).toContainText('Taken back on');
  expect(await axeFaults(page)).toEqual([]);
});
