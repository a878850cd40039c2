/** Pictures of every screen, taken in a window without a display, in light and in dark. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Backend } from '../../backend/createBackend.ts';
import { openPreview } from '../../preview/previewHost.ts';
import { PREVIEW_ORIGIN } from '../../preview/registerPage.ts';
import type { DemoFolder } from './demoFolder.ts';
import { screens, type Subjects } from './screenList.ts';
import { businessManagerName } from './setUpOffice.ts';

const SIZE = { width: 1440, height: 900 };
/** For a colour or a drawer that moves, in milliseconds. */
const SETTLE = 250;

/** File names of one screen. */
export interface Taken {
  readonly title: string;
  readonly light: string;
  readonly dark: string;
}

export interface Camera {
  readonly take: (page: Page, name: string, title: string) => Promise<void>;
  /** In the order of the pictures. */
  readonly taken: readonly Taken[];
}

const settle = async (page: Page): Promise<void> => {
  await page.locator('h1').first().waitFor();
  await page.getByText(/^Fetching /).waitFor({ state: 'detached' });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.waitForTimeout(SETTLE);
};

/** Where the register lies on a person's own computer. */
const ORDINARY_PLACE = '/home/priya/.local/share/escalation-register';

/** A picture names no folder of the machine that took it, and so is the same on each. */
const hidePlace = (page: Page, directory: string): Promise<void> =>
  page.evaluate(
    ([place, ordinary]) => {
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text; text = texts.nextNode())
        if (text.nodeValue?.includes(place)) text.nodeValue = text.nodeValue.replaceAll(place, ordinary);
    },
    [directory, ORDINARY_PLACE] as const,
  );

export const createCamera = ({
  directory,
  screens: folder,
}: Pick<DemoFolder, 'directory' | 'screens'>): Camera => {
  const taken: Taken[] = [];
  return {
    taken,
    take: async (page, name, title) => {
      const number = String(taken.length + 1).padStart(2, '0');
      const files = { light: `${number}-${name}-light.png`, dark: `${number}-${name}-dark.png` };
      taken.push({ title, ...files });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        // No row looks pointed at.
        await page.mouse.move(0, 0);
        await settle(page);
        await hidePlace(page, directory);
        await page.screenshot({ path: join(folder, files[colorScheme]) });
      }
      await page.emulateMedia({ colorScheme: 'light' });
    },
  };
};

interface Window {
  readonly backend: Backend;
  readonly rendererDirectory: string;
  readonly executablePath: string;
}

const withWindow = async (window: Window, drive: (page: Page) => Promise<void>): Promise<void> => {
  const preview = await openPreview({ ...window, headless: true, viewport: SIZE });
  try {
    await drive(preview.page);
  } finally {
    await preview.close();
  }
};

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

/** The first run, on a register that does not exist yet; makes it. */
export const takeSetUpScreens = (window: Window, camera: Camera, procedureId: string): Promise<void> =>
  withWindow(window, async (page) => {
    await page.locator(`input[type="radio"][value="${procedureId}"]`).check();
    await camera.take(page, 'set-up-procedure', 'Set up: choose the procedure');
    await press(page, 'Continue');
    await page.getByLabel('Your name', { exact: true }).fill(businessManagerName);
    await camera.take(page, 'set-up-unit', 'Set up: name the unit and yourself');
    await press(page, 'Continue');
    await camera.take(page, 'set-up-passphrase', 'Set up: choose a passphrase');
    const passphrase = await page.locator('output').innerText();
    await page.getByLabel('Type it once more', { exact: true }).fill(passphrase);
    await press(page, 'Make the register');
    await page.getByRole('heading', { name: 'Print the recovery key' }).waitFor();
    await camera.take(page, 'recovery-key', 'Set up: print the recovery key');
  });

/** The screens of a register that is locked to begin with. */
export const takeScreens = (window: Window, camera: Camera, subjects: Subjects): Promise<void> =>
  withWindow(window, async (page) => {
    await page.getByRole('radio').first().waitFor();
    await camera.take(page, 'unlock', 'Unlock');
    await page.getByRole('radio', { name: businessManagerName }).check();
    await page.getByLabel('Passphrase', { exact: true }).fill(subjects.passphrase);
    await press(page, 'Unlock');
    await page.getByRole('navigation', { name: 'Main' }).waitFor();

    for (const { name, title, route, address, reach } of screens) {
      await page.goto(`${PREVIEW_ORIGIN}/#${address?.(subjects) ?? route}`);
      await settle(page);
      await reach?.(page);
      await camera.take(page, name, title);
    }
  });
