import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Locator, Page } from 'playwright-core';
import { test, type Desk } from './desk.ts';
import type { LaunchedRegister } from './launchRegister.ts';
import { unlock } from './officeSteps.ts';
import { preparedClock, takePrepared } from './preparedRegister.ts';
import { listenForFaults } from './readable.ts';

const openAnalytics = async (desk: Desk): Promise<LaunchedRegister> => {
  const { registerDirectory, people } = await takePrepared(join(desk.folder, 'office'));
  const register = await desk.open({
    registerDirectory,
    clock: preparedClock(),
    viewport: { width: 1440, height: 900 },
  });
  const { page } = register;
  const { name, passphrase } = people.businessManager;
  await unlock(page, name, passphrase);
  await page.getByRole('link', { name: 'Analytics' }).click();
  await expect(page.getByRole('heading', { name: 'Received by quarter' })).toBeVisible();
  return register;
};

const figure = (page: Page, title: string): Locator => page.getByRole('region', { name: title, exact: true });

/** The number that a link of a chart or table says it leads to. */
const numberOf = async (link: Locator): Promise<number> => {
  const words = (await link.getAttribute('aria-label')) ?? '';
  return Number(/: (\d+)[^:]*Show the cases$/.exec(words)?.[1]);
};

const expectListed = async (page: Page, number: number, title: string): Promise<void> => {
  await expect(page.getByRole('heading', { name: 'Register', level: 1 })).toBeVisible();
  await expect(page.getByText(/^Counted in /)).toBeVisible();
  await expect(page.getByRole('table').getByRole('link'), title).toHaveCount(number);
};

test('every kind of mark opens exactly the cases that it counts, by mouse and by keyboard', async ({
  desk,
}) => {
  const { page } = await openAnalytics(desk);
  const faults = listenForFaults(page);
  const marks: readonly (readonly [title: string, name: RegExp])[] = [
    ['Received by quarter', /^January to March 2026|2025\/26/],
    ['Received in the year up to each quarter', /2026|2025\/26/],
    ['How they stand now', /^Open:/],
    ['How each stage ended', /Still there/],
    ['Main theme', /^Not coded:/],
    ['Agencies raising and challenged', /, Challenged:/],
    ['Who challenged whom', /Social Care/],
  ];
  for (const [title, name] of marks) {
    await figure(page, title).scrollIntoViewIfNeeded();
    const mark = figure(page, title).getByRole('link', { name }).first();
    const number = await numberOf(mark);
    expect(number, title).toBeGreaterThan(0);
    if (title === 'How they stand now') {
      await figure(page, title)
        .getByRole('button', { name: `Save ${title} as a file` })
        .focus();
      await page.keyboard.press('Tab');
      await expect(mark).toBeFocused();
      await page.keyboard.press('Enter');
    } else await mark.click();
    await expectListed(page, number, title);
    await page.goBack();
    await expect(page.getByRole('heading', { name: 'Analytics', level: 1 })).toBeVisible();
  }
  expect(faults).toEqual([]);
});

test('filters are kept in the address and as a view, and figures and the register’s list leave as files', async ({
  desk,
}) => {
  const { page, delivered } = await openAnalytics(desk);
  const chip = page.getByText('Status open');

  await test.step('a filter survives a reload and goes with the way back', async () => {
    await page.getByRole('button', { name: 'Add a filter' }).click();
    await page.getByLabel('Filter by').selectOption({ label: 'Status' });
    await page.getByLabel('Which').selectOption({ label: 'Open' });
    await page.getByRole('button', { name: 'Add the filter' }).click();
    await expect(chip).toBeVisible();
    await page.reload();
    await expect(chip).toBeVisible();
    await expect(page.getByRole('link', { name: /^Closed: [1-9]/ })).toHaveCount(0);
    await page.goBack();
    await expect(page.getByRole('link', { name: /^Closed: [1-9]/ })).toHaveCount(1);
    await page.goForward();
    await expect(chip).toBeVisible();
  });

  await test.step('the filter is saved as a view, opened, deleted and brought back', async () => {
    const views = page.getByRole('button', { name: 'Saved views' });
    await views.click();
    await page.getByRole('menuitem', { name: 'Save this view…' }).click();
    await page.getByLabel('Name of the view').fill('What is open');
    await page.getByRole('button', { name: 'Save the view' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect(chip).toHaveCount(0);
    await views.click();
    await page.getByRole('menuitem', { name: 'What is open' }).click();
    await expect(chip).toBeVisible();
    await views.click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('menuitem', { name: 'What is open' }).last().click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await views.click();
    await expect(page.getByRole('menuitem', { name: 'What is open' })).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('a chart has its table and its files', async () => {
    const standing = figure(page, 'How they stand now');
    await standing.getByRole('button', { name: 'Table of How they stand now' }).click();
    await expect(standing.getByRole('cell', { name: /100%/ })).toBeVisible();
    for (const kind of ['Picture (PNG)', 'Drawing (SVG)', 'Table (CSV)']) {
      await standing.getByRole('button', { name: 'Save How they stand now as a file' }).click();
      await page.getByRole('menuitem', { name: kind }).click();
      await expect(page.getByRole('menuitem')).toHaveCount(0);
    }
    await expect.poll(delivered).toEqual(['standing.csv', 'standing.png', 'standing.svg']);
    const drawing = await readFile(join(desk.folder, 'delivered', 'standing.svg'), 'utf8');
    expect(drawing).toMatch(/^<svg .*How they stand now.*<\/svg>$/s);
    expect(drawing).not.toMatch(/var\(|class=|href/);
    const picture = await readFile(join(desk.folder, 'delivered', 'standing.png'));
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
  });

  await test.step('the register keeps the columns that are chosen, is walked by keys and leaves as it is shown', async () => {
    await page.getByRole('link', { name: /^Register/ }).click();
    const columns = page.getByRole('button', { name: 'Columns' });
    await columns.click();
    const themes = page.getByRole('checkbox', { name: 'Themes' });
    await themes.click();
    await expect(themes).not.toBeChecked();
    await page.getByRole('button', { name: 'Move Days left to the left' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Today' }).click();
    await page.getByRole('link', { name: /^Register/ }).click();
    await expect(page.getByRole('columnheader')).toHaveText([
      'Child',
      'Stage',
      'Raised by',
      'Challenged',
      'Received',
      'Days left',
      'Due',
      'Status',
      'Owner',
    ]);
    const cases = page.getByRole('table').getByRole('link');
    await cases.first().focus();
    await page.keyboard.press('End');
    await expect(cases.last()).toBeFocused();
    await page.keyboard.press('Home');
    await expect(cases.first()).toBeFocused();
    await page.getByRole('button', { name: 'Save or print' }).click();
    await page.getByRole('menuitem', { name: 'Save the list as a file…' }).click();
    await page.getByRole('radio', { name: 'As plain text (.csv)' }).check();
    await page.getByRole('button', { name: 'Save the file' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    const [headings, first] = (await readFile(join(desk.folder, 'delivered', 'register.csv'), 'utf8')).split(
      '\r\n',
    );
    expect(headings).toBe(
      '\uFEFFReference,Child,Age,Stage,Raised by,Challenged,Received,Days left,Due,Status,Owner',
    );
    expect(first).toContain(await cases.first().textContent());
  });
});
