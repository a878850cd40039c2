import { expect, type Page } from '@playwright/test';
import { openNewRegister, test, type Desk } from './desk.ts';
import { axeFaults } from './readable.ts';

/** A register that is set up under the procedure, with its procedure on the screen. */
const openProcedure = async (desk: Desk, procedureId: string): Promise<Page> => {
  const { page } = await openNewRegister(desk, procedureId);
  await page.getByRole('link', { name: 'Procedure' }).click();
  await expect(page.getByRole('heading', { name: 'Stages' })).toBeVisible();
  return page;
};

test('a unit reads its procedure with its sources, makes its own from it, and adopts that for new cases', async ({
  desk,
}) => {
  const page = await openProcedure(desk, 'bury');
  await page.getByRole('button', { name: 'Flow chart, Level 3' }).first().click();
  await expect(page.getByText('“referred to equivalent heads of service”')).toBeVisible();
  await page.keyboard.press('Escape');
  expect(await axeFaults(page)).toEqual([]);

  await page.getByRole('button', { name: 'Copy and edit' }).click();
  const changes = page.getByRole('complementary', { name: 'What changes' });
  await expect(changes).toContainText('Nothing is changed yet.');
  await page.getByLabel('Partnership', { exact: true }).fill('Made-up Safeguarding Children Partnership');
  await page.getByRole('button', { name: /^Level 3/ }).click();
  await page.getByLabel('Counted in').first().selectOption('working days');
  await page.getByLabel('Within').first().fill('5');
  await expect(changes).toContainText('Level 3, timescale “the heads of service resolve it”');
  await expect(changes).toContainText('Length: now 5 working days, was 1 week');

  await page.getByRole('button', { name: 'Add a theme' }).click();
  await page.getByRole('button', { name: 'Adopt…' }).first().click();
  const summary = page.getByRole('alert', { name: 'Put these right before adopting' });
  await expect(summary).toBeFocused();
  await summary.getByRole('link', { name: 'Theme 6, name: fill this in' }).click();
  await expect(page.getByLabel('Theme 6')).toBeFocused();
  await page.keyboard.type('Housing');
  expect(await axeFaults(page)).toEqual([]);

  await page.getByRole('button', { name: 'Adopt…' }).first().click();
  await expect(page.getByRole('dialog')).toContainText('Cases logged from now on follow it.');
  await page.getByRole('button', { name: 'Adopt it for new cases' }).click();
  await expect(page.getByRole('heading', { name: 'What the unit changed' })).toBeVisible();
  await expect(page.getByText('Theme “Housing” added')).toBeVisible();
  await expect(page.getByText('5 working days from the day the level opens')).toBeVisible();
  await expect(page.getByRole('row', { name: /^Bury Safeguarding/ })).toContainText('1');

  await page.getByRole('link', { name: 'Bury Safeguarding Children Partnership' }).click();
  await expect(page.getByText('New cases are no longer opened under this version')).toBeVisible();
});

test('a stage is moved, taken out and added by the keyboard alone', async ({ desk }) => {
  const page = await openProcedure(desk, 'salford');
  await page.getByRole('button', { name: 'Copy and edit' }).click();
  const changes = page.getByRole('complementary', { name: 'What changes' });
  await page.getByRole('button', { name: 'Move B up' }).focus();
  await page.keyboard.press('Enter');
  await expect(changes).toContainText('Stages: now in the order B, A, C, D, E');
  await page.getByRole('button', { name: 'Move B down' }).focus();
  await page.keyboard.press('Enter');
  await expect(changes).toContainText('Nothing is changed yet.');
  await page.getByRole('button', { name: 'Take away A', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(changes).toContainText('Stage removed');
  await page.getByRole('button', { name: 'Add a stage' }).focus();
  await page.keyboard.press('Enter');
  await expect(changes).toContainText('Stage added');
});

test('what is being typed is still there after the window was closed over it', async ({ desk }) => {
  const page = await openProcedure(desk, 'bury');
  await page.getByRole('button', { name: 'Copy and edit' }).click();
  await page.getByLabel('Where to turn').fill('the Front Door');
  await page.getByLabel('What whoever logs a form is told').focus();
  await expect(page.getByText(/^Kept as typed at/)).toBeVisible();
  await page.reload();
  await expect(page.getByText('This is what was being typed')).toBeVisible();
  await expect(page.getByLabel('Where to turn')).toHaveValue('the Front Door');
  await page.getByRole('button', { name: 'Start again' }).click();
  await expect(page.getByLabel('Where to turn')).toHaveValue('the Multi Agency Safeguarding Hub (MASH)');
});

test('the unit states which of two printed timescales applies, and on whose word', async ({ desk }) => {
  const page = await openProcedure(desk, 'staffordshire');
  await expect(page.getByText('Not stated yet')).toBeVisible();
  await page.getByRole('button', { name: 'State which applies' }).click();
  await page.getByRole('radio', { name: /^72 hours/ }).check();
  await page.getByRole('button', { name: 'Save the answer' }).click();
  await expect(page.getByRole('link', { name: 'Say who stated it, and where' })).toBeVisible();
  await page.getByLabel('Who stated it, and where').fill('Board minutes, 4 March 2026');
  await page.getByRole('button', { name: 'Save the answer' }).click();
  await expect(page.getByText('72 hours. Stated by: Board minutes, 4 March 2026')).toBeVisible();
});

test("another partnership's procedure is taken up as it stands", async ({ desk }) => {
  const page = await openProcedure(desk, 'bury');
  await page.getByRole('button', { name: 'Choose another' }).click();
  await page.getByRole('button', { name: 'Adopt it as it stands' }).click();
  await expect(page.getByText('Error: Choose a procedure')).toBeVisible();
  await page.getByRole('radio', { name: /^Salford/ }).check();
  await page.getByRole('button', { name: 'Adopt it as it stands' }).click();
  await expect(page.getByText(/^Salford Safeguarding Children Partnership:/)).toBeVisible();
  await expect(page.getByRole('row', { name: /in force/ })).toContainText('Salford');
});
