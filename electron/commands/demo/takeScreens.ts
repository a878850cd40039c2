/** Pictures of every screen, taken in a window without a display, in light and in dark. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Backend } from '../../backend/createBackend.ts';
import { openPreview } from '../../preview/previewHost.ts';
import { PREVIEW_ORIGIN } from '../../preview/registerPage.ts';
import { businessManagerName } from './setUpOffice.ts';

const SIZE = { width: 1440, height: 900 };
/** For a colour or a drawer that moves, in milliseconds. */
const SETTLE = 250;

type TakePicture = (page: Page, name: string) => Promise<void>;

export interface Camera {
  readonly take: TakePicture;
  /** File names, in the order of the pictures. */
  readonly taken: readonly string[];
}

const settle = async (page: Page): Promise<void> => {
  await page.locator('h1').first().waitFor();
  await page.getByText(/^Fetching /).waitFor({ state: 'detached' });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.waitForTimeout(SETTLE);
};

export const createCamera = (folder: string): Camera => {
  const taken: string[] = [];
  let count = 0;
  return {
    taken,
    take: async (page, name) => {
      count += 1;
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        // No row looks pointed at.
        await page.mouse.move(0, 0);
        await settle(page);
        const file = `${String(count).padStart(2, '0')}-${name}-${colorScheme}.png`;
        await page.screenshot({ path: join(folder, file) });
        taken.push(file);
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
    await camera.take(page, 'set-up-procedure');
    await press(page, 'Continue');
    await page.getByLabel('Your name', { exact: true }).fill(businessManagerName);
    await camera.take(page, 'set-up-unit');
    await press(page, 'Continue');
    await camera.take(page, 'set-up-passphrase');
    const passphrase = await page.locator('output').innerText();
    await page.getByLabel('Type it once more', { exact: true }).fill(passphrase);
    await press(page, 'Make the register');
    await page.getByRole('heading', { name: 'Print the recovery key' }).waitFor();
    await camera.take(page, 'recovery-key');
  });

/** What the pictures are of: ids of the register. */
export interface Subjects {
  readonly passphrase: string;
  readonly draftId: string;
  /** An open case that waits for its decision. */
  readonly openCaseId: string;
  /** A case with a completed notice. */
  readonly decidedCaseId: string;
  /** A frozen report. */
  readonly reportId: string;
}

/** The screens of a register that is locked to begin with. */
export const takeScreens = (window: Window, camera: Camera, subjects: Subjects): Promise<void> =>
  withWindow(window, async (page) => {
    await page.getByRole('radio').first().waitFor();
    await camera.take(page, 'unlock');
    await page.getByRole('radio', { name: businessManagerName }).check();
    await page.getByLabel('Passphrase', { exact: true }).fill(subjects.passphrase);
    await press(page, 'Unlock');
    await page.getByRole('navigation', { name: 'Main' }).waitFor();

    const go = async (route: string): Promise<void> => {
      await page.goto(`${PREVIEW_ORIGIN}/#${route}`);
      await settle(page);
    };
    const open = `/case/${subjects.openCaseId}`;
    const decided = `/case/${subjects.decidedCaseId}`;
    const screens: readonly (readonly [name: string, route: string])[] = [
      ['today', '/today'],
      ['register', '/register'],
      ['log-start', '/log'],
    ];
    for (const [name, route] of screens) {
      await go(route);
      await camera.take(page, name);
    }
    await page.getByRole('radio', { name: 'No, checked' }).check();
    await camera.take(page, 'log-bring-in');
    await go(`/log/${subjects.draftId}`);
    await camera.take(page, 'log-a-form');
    await press(page, 'Go to coding');
    await camera.take(page, 'coding');
    const later: typeof screens = [
      ['case-stages', open],
      ['case-evidence', `${open}?tab=evidence`],
      ['case-actions', `${open}?tab=actions`],
      ['case-related', `${open}?tab=related`],
      ['case-review', `${open}?tab=review`],
      ['case-letters', `${open}?tab=letters`],
      ['case-history', `${open}?tab=history`],
      ['case-correct', `${open}/correct`],
      ['decision', `${open}/decision`],
      ['case-decision', `${decided}?tab=decision`],
      ['notice', `${decided}/notice`],
      ['analytics', '/analytics'],
      ['reports', '/reports'],
      ['report', `/reports/${subjects.reportId}`],
      ['directory', '/directory'],
      ['procedure', '/procedure'],
      ['people', '/people'],
      ['audit-log', '/audit'],
      ['security', '/security'],
      ['retention', '/retention'],
      ['subject-access', '/subject-access'],
      ['settings', '/settings'],
    ];
    for (const [name, route] of later) {
      await go(route);
      await camera.take(page, name);
    }
  });
