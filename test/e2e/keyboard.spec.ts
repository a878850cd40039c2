import { expect, test } from '@playwright/test';
import type { Locator, Page } from 'playwright-core';
import { fixtureForm } from './officeSteps.ts';
import { openPrepared, type OpenedPrepared } from './openPrepared.ts';

let opened: OpenedPrepared | undefined;
test.afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

/** Presses Tab until the element has the focus, as somebody without a mouse does. Every stop on the way must show its focus. */
const tabTo = async (page: Page, wanted: Locator): Promise<void> => {
  for (let stops = 0; stops < 160; stops += 1) {
    if (
      await wanted
        .first()
        .evaluate((element) => element === document.activeElement, undefined, { timeout: 10_000 })
    )
      return;
    await page.keyboard.press('Tab');
    const unseen = await page.evaluate(() => {
      const focused = document.activeElement;
      if (!focused || focused === document.body || focused.matches('h1, main')) return undefined;
      // A ring may stand round the field's frame or the table's row instead.
      const framed = [focused, focused.parentElement, focused.closest('tr, label, [role="row"]')];
      const isSeen = framed.some((element) => {
        const style = element && getComputedStyle(element);
        const rowStyle = element && getComputedStyle(element, '::after');
        return [style, rowStyle].some(
          (drawn) => drawn && drawn.outlineStyle !== 'none' && drawn.outlineWidth !== '0px',
        );
      });
      return isSeen ? undefined : focused.outerHTML.slice(0, 120);
    });
    expect(unseen, 'an element with the focus that does not show it').toBeUndefined();
  }
  throw new Error(`The keyboard does not reach ${wanted.toString()}`);
};

const keys = (page: Page) => ({
  press: async (wanted: Locator, key = 'Enter'): Promise<void> => {
    await tabTo(page, wanted);
    await page.keyboard.press(key);
  },
  type: async (wanted: Locator, words: string): Promise<void> => {
    await tabTo(page, wanted);
    await page.keyboard.press('Control+A');
    await page.keyboard.type(words);
  },
});

test('a form is logged, decided and answered without touching the mouse', async () => {
  opened = await openPrepared();
  const { page, prepared } = opened;
  const { press: go, type } = keys(page);
  const button = (name: string | RegExp): Locator => page.getByRole('button', { name }).first();
  const radio = (name: string | RegExp): Locator => page.getByRole('radio', { name }).first();

  await test.step('unlocks, and skips past the navigation', async () => {
    await go(radio(/^Priya Nair-Test/), 'Space');
    await type(page.getByLabel('Passphrase', { exact: true }), prepared.people.businessManager.passphrase);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeFocused();
    await go(page.getByRole('link', { name: 'Skip to the page' }));
    await expect(page.getByRole('main')).toBeFocused();
  });

  await test.step('brings the form in', async () => {
    await go(page.getByRole('link', { name: 'Log a form' }));
    await go(radio('No, checked'), 'Space');
    // The browser is told to hand its file dialog over well before the key that opens it is pressed.
    const dialog = page.waitForEvent('filechooser', { timeout: 60_000 });
    await go(button('Choose a file'));
    await (await dialog).setFiles(fixtureForm('bury-request-for-resolution.docx'));
    await expect(button('Save to the register')).toBeVisible();
  });

  await test.step('is led to what is missing, and codes the case', async () => {
    const name = page.getByRole('group', { name: 'Person 1' }).getByRole('textbox', { name: 'Name' });
    await tabTo(page, name);
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await go(button('Save to the register'));
    await expect(page.getByRole('alert').first()).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(name).toBeFocused();
    await page.keyboard.type('Bryony Keeling-Test');
    const challenged = page
      .getByRole('combobox', { name: 'Agencies challenged' })
      .or(page.getByRole('textbox', { name: 'Agencies challenged' }));
    await tabTo(page, challenged);
    await page.keyboard.type("Children's Social");
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await go(page.getByRole('checkbox', { name: 'Levels of need' }), 'Space');
    await go(button('Save to the register'));
    await expect(page.getByRole('heading', { name: 'Bryony Keeling-Test', level: 1 })).toBeFocused();
  });

  await test.step('finds the case in the register', async () => {
    await go(page.getByRole('link', { name: /^Register/ }));
    await expect(page.getByRole('heading', { name: 'Register', level: 1 })).toBeVisible();
    await page.keyboard.press('/');
    await page.keyboard.type('keeling');
    await expect(page.getByText('Zofia Łukasik-Test')).toHaveCount(0);
    await go(page.getByRole('link', { name: 'Bryony Keeling-Test' }));
    await expect(page.getByRole('heading', { name: 'Bryony Keeling-Test', level: 1 })).toBeFocused();
  });

  await test.step('records an entry and the decision', async () => {
    await go(button('Record'));
    await expect(page.getByRole('menuitem').first()).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(button('Record')).toBeFocused();
    await go(page.getByRole('link', { name: 'Record the decision' }));
    await go(radio(/^Executive/), 'Space');
    await page.keyboard.press('ArrowDown');
    await expect(radio(/^Independent Scrutineer/)).toBeChecked();
    await type(page.getByLabel('Name of who decided'), 'Margaret Osei-Test');
    await go(radio(/^Upheld/), 'Space');
    await type(page.getByLabel('Decision in plain words'), 'A strategy discussion is to be held.');
    await type(page.getByLabel('Reasons', { exact: true }), 'Two disclosures within ten days.');
    await go(radio('Achieved'), 'Space');
    await page.keyboard.press('ArrowRight');
    const panel = page.getByRole('region', { name: 'Made elsewhere' });
    const dialog = page.waitForEvent('filechooser', { timeout: 60_000 });
    await go(panel.getByRole('button', { name: 'Choose a file' }));
    await (await dialog).setFiles(fixtureForm('bury-request-for-resolution.docx'));
    await expect(panel.getByText('bury-request-for-resolution.docx')).toBeVisible();
    const undone = page.getByLabel(/left undone|not done/i);
    await go(button('Record the decision'));
    if (await undone.count()) {
      await type(undone, 'Done before the case was logged');
      await go(button('Record the decision'));
    }
  });

  await test.step('completes the notice and marks it as sent', async () => {
    await go(button('Complete the notice'));
    await go(button('Mark as sent'));
    const dialog = page.getByRole('dialog', { name: 'Mark the notice as sent' });
    await go(dialog.getByRole('radio', { name: 'Secure e-mail' }), 'Space');
    await go(dialog.getByRole('button', { name: 'Mark as sent' }));
    await expect(button('Confirm receipt')).toBeVisible();
  });
});
