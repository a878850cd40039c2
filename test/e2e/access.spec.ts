import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from 'playwright-core';
import { routesWithoutPicture, screens } from '../../electron/commands/demo/screenList.ts';
import { openPrepared, type OpenedPrepared } from './openPrepared.ts';
import { axeFaults, drawnFaults, listenForFaults, sidewaysOverflow } from './readable.ts';
import { notLookedAt, screenStates } from './screenStates.ts';

test.describe.configure({ mode: 'parallel' });

const ordinary = { width: 1440, height: 900 };

/** Every way in which a screen is looked at; each is a change to the page that is there, which is not loaded anew. */
const looks = {
  light: { media: { colorScheme: 'light' }, size: ordinary, contrast: 4.5 },
  dark: { media: { colorScheme: 'dark' }, size: ordinary, contrast: 4.5 },
  'high contrast': { media: { colorScheme: 'light', contrast: 'more' }, size: ordinary, contrast: 7 },
  'the colours of the system': {
    media: { colorScheme: 'dark', forcedColors: 'active' },
    size: ordinary,
    contrast: 4.5,
  },
  // As a window of 1440 by 900 at 200%, and of 1280 at 400% (WCAG 1.4.4 and 1.4.10).
  '200%': { media: { colorScheme: 'light' }, size: { width: 720, height: 450 }, contrast: 4.5 },
  '320 pixels': { media: { colorScheme: 'light' }, size: { width: 320, height: 450 }, contrast: 4.5 },
} as const;
type Look = keyof typeof looks;

/** axe knows nothing of the system's own colours, and its rules ask nothing of 320 pixels that they do not of 720. */
const axed: readonly Look[] = ['light', 'dark', 'high contrast', '200%'];

const shownIn = async (page: Page, look: Look): Promise<void> => {
  const { media, size } = looks[look];
  await page.emulateMedia({ reducedMotion: 'reduce', contrast: null, forcedColors: null, ...media });
  if (page.viewportSize()?.width !== size.width) await page.setViewportSize(size);
  const appearance = 'contrast' in media ? 'high' : media.colorScheme;
  await expect(page.locator('html')).toHaveAttribute('data-appearance', appearance);
};

const faultsIn = async (page: Page, look: Look): Promise<readonly string[]> => {
  await shownIn(page, look);
  // A menu or a panel that hangs over the page closes when the focus leaves it, and so hides nothing from the keyboard.
  const hangs =
    (await page.locator('[role="menu"], [role="listbox"], [role="dialog"]:not([aria-modal])').count()) > 0;
  const overflow = await sidewaysOverflow(page);
  return [
    ...(axed.includes(look) ? await axeFaults(page) : []),
    ...(await drawnFaults(page, { text: looks[look].contrast, focus: !hangs })),
    ...(overflow > 1 ? [`${overflow} pixels past the edge`] : []),
  ];
};

/** What is drawn in steps has a moment to come to rest: only what is still wrong then is a fault. */
const lookAt = async (page: Page, name: string): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const look of Object.keys(looks) as Look[]) {
    let own = await faultsIn(page, look);
    if (own.length > 0)
      await expect
        .poll(async () => (own = await faultsIn(page, look)).length, {
          timeout: 3_000,
        })
        .toBe(0)
        .catch(() => undefined);
    found.push(...own.map((fault) => `${name}, ${look}: ${fault}`));
  }
  await shownIn(page, 'light');
  return found;
};

let opened: OpenedPrepared | undefined;
test.afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

/** A few at a time, so that a slow machine has time for each test. */
const STATES_A_TEST = 4;
const parts = Object.entries(screenStates).flatMap(([group, states]) =>
  Array.from({ length: Math.ceil(states.length / STATES_A_TEST) }, (_, part) => ({
    name: `${group} (${part + 1})`,
    states: states.slice(part * STATES_A_TEST, (part + 1) * STATES_A_TEST),
  })),
);

for (const { name: part, states } of parts)
  test(`${part}: every screen and state passes axe, is readable and shows the focus in every look`, async () => {
    opened = await openPrepared();
    const { page, prepared } = opened;
    const faults = listenForFaults(page);
    await opened.signIn();
    const found: string[] = [];
    for (const { name, route, address = route, reach } of states) {
      await opened.goTo(typeof address === 'string' ? address : address(prepared));
      await reach?.(page);
      found.push(...(await lookAt(page, name)));
      // What was opened there does not hang over the next screen.
      await page.keyboard.press('Escape');
      await opened.goTo('/nothing');
    }
    expect({ found, faults }).toEqual({ found: [], faults: [] });
  });

/** Takes each step and looks at what it led to. */
const lookAfter = async (
  page: Page,
  steps: Readonly<Record<string, () => Promise<unknown>>>,
): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const [name, take] of Object.entries(steps)) {
    await take();
    found.push(...(await lookAt(page, name)));
  }
  return found;
};

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

const sees = (page: Page, heading: string): Promise<void> =>
  page.getByRole('heading', { name: heading, level: 1 }).waitFor();

test('setting a register up can be read and reached at every step', async () => {
  opened = await openPrepared((directory) => rm(directory, { recursive: true }));
  const { page } = opened;
  const found = await lookAfter(page, {
    procedure: () => sees(page, 'Choose your procedure'),
    'a backup to bring': async () => {
      await press(page, 'Bring a register from a backup');
      await sees(page, 'Bring a register from a backup');
    },
    'a review pack to open': async () => {
      await press(page, 'Back');
      await press(page, 'Open a review pack that somebody sent to you');
      await sees(page, 'Open a review pack');
    },
    'no procedure chosen': async () => {
      await press(page, 'Back');
      await press(page, 'Continue');
      await page.getByRole('alert').first().waitFor();
    },
    unit: async () => {
      await page.getByRole('radio', { name: /^Bury/ }).check();
      await press(page, 'Continue');
      await sees(page, 'Name the unit and yourself');
    },
    passphrase: async () => {
      await page.getByLabel('Your name').fill('Priya Nair-Test');
      await press(page, 'Continue');
      await sees(page, 'Choose your passphrase');
    },
    'recovery key': async () => {
      await page
        .getByLabel('Type it once more', { exact: true })
        .fill(await page.locator('output').innerText());
      await press(page, 'Make the register');
      await sees(page, 'Print the recovery key');
    },
    'proving the recovery key': () => press(page, 'I have it on paper'),
    'a wrong group': async () => {
      await page
        .getByLabel(/^Group \d+$/)
        .first()
        .fill('wrong');
      await press(page, 'Check the groups');
      await page.getByRole('alert').first().waitFor();
    },
  });
  expect(found).toEqual([]);
});

test('unlocking can be read and reached, and so can all that is said when it fails', async () => {
  opened = await openPrepared();
  const { page } = opened;
  const found = await lookAfter(page, {
    locked: () => sees(page, 'Unlock the register'),
    forgotten: () => press(page, 'I have forgotten my passphrase'),
    'nothing typed': async () => {
      await press(page, 'Unlock');
      await page.getByRole('alert').first().waitFor();
    },
    'recovery key': async () => {
      await press(page, 'Use the recovery key');
      await sees(page, 'Use the recovery key');
    },
  });
  expect(found).toEqual([]);
});

test('a register that is damaged says so in words that can be read and reached', async () => {
  opened = await openPrepared(async (directory) => {
    for (const file of ['slots.json', 'slots.json.bak'])
      await writeFile(join(directory, file), 'not what was here');
  });
  const { page } = opened;
  const found = await lookAfter(page, { damaged: () => sees(page, 'The register cannot be opened') });
  expect(found).toEqual([]);
});

test('every screen of the app is among those that are looked at, and those that are pictured', async () => {
  const router = await readFile(new URL('../../renderer/app/router.tsx', import.meta.url), 'utf8');
  const routes = [...router.matchAll(/\bpath: '([^']+)'/g)].map(([, path = '']) => path);
  const missing = (shown: readonly { readonly route: string }[], without: object): readonly string[] =>
    routes.filter((route) => !shown.some((screen) => screen.route === route) && !(route in without));
  expect(routes.length).toBeGreaterThan(20);
  expect(missing(Object.values(screenStates).flat(), notLookedAt)).toEqual([]);
  expect(missing(screens, routesWithoutPicture)).toEqual([]);
});
