/** What goes wrong, or is taken away by mistake, while somebody works: it is said, it comes back, and the focus stays. */
import { expect, test } from '@playwright/test';
import { openPrepared, type OpenedPrepared } from './openPrepared.ts';

let opened: OpenedPrepared | undefined;
test.afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

test('what is taken away by mistake comes back by Undo, and the focus stays where the work is', async () => {
  opened = await openPrepared();
  const { page, prepared } = opened;
  const undo = page.getByRole('button', { name: 'Undo' });
  await opened.signIn();

  await opened.goTo(`/log/${prepared.draftId}`);
  await page.getByRole('button', { name: 'Add another person' }).click();
  const second = page.getByRole('group', { name: 'Person 2' }).getByLabel('Name', { exact: true });
  await second.fill('Wren Ode-Test');
  await page.getByRole('button', { name: 'Remove person 2' }).press('Enter');
  await expect(page.getByText('Wren Ode-Test is removed.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Who it is about' })).toBeFocused();
  await undo.press('Enter');
  await expect(second).toHaveValue('Wren Ode-Test');
  await expect(page.getByRole('heading', { name: 'Who it is about' })).toBeFocused();

  await opened.goTo(`/case/${prepared.cases.toDecide}?tab=review`);
  await page.getByLabel('Your note').fill('Read the chronology again.');
  await page.getByRole('button', { name: 'Keep the note' }).click();
  await page.getByRole('button', { name: /^Remove the note/ }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Your own notes' })).toBeFocused();
  await undo.click();
  await expect(page.getByText('Read the chronology again.')).toBeVisible();

  await opened.goTo('/procedure/edit');
  const third = page.getByRole('button', { name: /^Take away Level 3/ });
  await third.press('Enter');
  await expect(third).toHaveCount(0);
  await undo.click();
  await expect(third).toBeVisible();
  await expect(page.getByText('Nothing is changed yet.')).toBeVisible();
});

test('a part of a page that could not be fetched is told of, and comes when it is tried again', async () => {
  opened = await openPrepared();
  const { page } = opened;
  await opened.signIn();
  await page.evaluate(() => {
    const host = window as unknown as { registerCall(message: { name: string }): Promise<string> };
    const answer = host.registerCall.bind(window);
    let asked = 0;
    host.registerCall = (message) => {
      if (message.name !== 'savedViews.list') return answer(message);
      asked += 1;
      document.body.dataset['asked'] = String(asked);
      if (asked > 1) return answer(message);
      const error = { code: 'unexpected', message: 'The disk did not answer.' };
      return Promise.resolve(JSON.stringify({ ok: false, error }));
    };
  });
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: /^Register/ })
    .click();
  const told = page.getByText('Part of this page could not be fetched. The disk did not answer.');
  await expect(told).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(told).toHaveCount(0);
  await expect(page.locator('body')).toHaveAttribute('data-asked', '2');
});
