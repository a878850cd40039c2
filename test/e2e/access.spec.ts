import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Locator, Page } from 'playwright-core';
import { roles, type Role } from '../../shared/domain/permissions.ts';
import { launchRegister, type LaunchedRegister } from './launchRegister.ts';
import { fixtureForm, unlock } from './officeSteps.ts';
import { copyOf, preparedClock, prepareRegister, type PreparedRegister } from './preparedRegister.ts';
import { axeFaults, faintTexts, listenForFaults, sidewaysOverflow } from './readable.ts';

let folder = '';
let prepared: PreparedRegister;
let register: LaunchedRegister | undefined;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'access-'));
  prepared = await prepareRegister(join(folder, 'prepared'));
});
test.afterEach(async () => {
  await register?.close();
  register = undefined;
});
test.afterAll(() => rm(folder, { recursive: true }));

const launch = async (viewport = { width: 1440, height: 900 }): Promise<Page> => {
  const own = await mkdtemp(join(folder, 'copy-'));
  register = await launchRegister({
    registerDirectory: await copyOf(prepared, own),
    deliveredDirectory: join(own, 'delivered'),
    clock: preparedClock(),
    viewport,
  });
  return register.page;
};

const signIn = async (page: Page, role: Role = 'businessManager'): Promise<void> => {
  await unlock(page, prepared.people[role].name, prepared.people[role].passphrase);
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
};

const settled = async (page: Page): Promise<void> => {
  await page.locator('h1').first().waitFor();
  await expect(page.getByText(/^Fetching /)).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
};

const open = async (page: Page, route: string): Promise<void> => {
  await page.goto(`${new URL(page.url()).origin}/#${route}`);
  await settled(page);
};

const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name }).first().click();

interface State {
  readonly name: string;
  readonly route: string;
  /** What is pressed there, to bring up a dialog, a menu or a message. */
  readonly reach?: (page: Page) => Promise<void>;
}

const states = ({ cases, draftId, reports }: PreparedRegister): readonly State[] => [
  { name: 'today', route: '/today' },
  {
    name: 'account menu',
    route: '/today',
    reach: (page) => press(page, /^Priya Nair-Test/),
  },
  { name: 'a case that is gone', route: '/case/00000000-0000-4000-8000-000000000000' },
  { name: 'register', route: '/register' },
  { name: 'register, adding a filter', route: '/register', reach: (page) => press(page, 'Add a filter') },
  { name: 'register, all keys', route: '/register', reach: (page) => page.keyboard.press('?') },
  {
    name: 'register, nothing found',
    route: '/register',
    reach: async (page) => {
      await page
        .getByRole('searchbox')
        .or(page.getByPlaceholder('Names, references or text'))
        .first()
        .fill('zzz');
      await expect(page.getByRole('button', { name: /^Clear/ }).first()).toBeVisible();
    },
  },
  {
    name: 'saving a view',
    route: '/register',
    reach: async (page) => {
      await press(page, 'Saved views');
      await page.getByRole('menuitem', { name: 'Save this view…' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  { name: 'analytics', route: '/analytics' },
  {
    name: 'analytics, a table and what is counted',
    route: '/analytics?status=["open"]',
    reach: async (page) => {
      await press(page, 'Table of How they stand now');
      await press(page, 'What is counted: How they stand now');
      await expect(page.getByRole('dialog')).toContainText('by their status today');
    },
  },
  { name: 'analytics, nothing to count', route: '/analytics?from="2001-01-01"&to="2001-03-31"' },
  { name: 'log a form', route: '/log' },
  {
    name: 'immediate danger',
    route: '/log',
    reach: (page) => page.getByRole('radio', { name: 'Yes or unsure' }).check(),
  },
  {
    name: 'bring in a file',
    route: '/log',
    reach: (page) => page.getByRole('radio', { name: 'No, checked' }).check(),
  },
  { name: 'draft', route: `/log/${draftId}` },
  {
    name: 'draft with something missing',
    route: `/log/${draftId}`,
    reach: async (page) => {
      await press(page, 'Save to the register');
      await expect(page.getByRole('alert').first()).toBeVisible();
    },
  },
  { name: 'case', route: `/case/${cases.toDecide}` },
  {
    name: 'where a rule comes from',
    route: `/case/${cases.toDecide}`,
    reach: (page) => press(page, /Where this comes from/),
  },
  {
    name: 'recording',
    route: `/case/${cases.toDecide}`,
    reach: async (page) => {
      await press(page, 'Record');
      await page.getByRole('menuitem').first().click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  { name: 'ending a stage', route: `/case/${cases.overdue}`, reach: (page) => press(page, 'End Level 3') },
  { name: 'overdue case', route: `/case/${cases.overdue}` },
  ...['evidence', 'actions', 'related', 'history'].map((tab) => ({
    name: `case, ${tab}`,
    route: `/case/${cases.toDecide}?tab=${tab}`,
  })),
  { name: 'case, decision', route: `/case/${cases.noticeToSend}?tab=decision` },
  { name: 'case, actions to tick off', route: `/case/${cases.noticeToSend}?tab=actions` },
  { name: 'case, review', route: `/case/${cases.toDecide}?tab=review` },
  { name: 'closed case', route: `/case/${cases.closed}` },
  { name: 'correcting', route: `/case/${cases.toDecide}/correct` },
  { name: 'decision', route: `/case/${cases.toDecide}/decision` },
  {
    name: 'decision with something missing',
    route: `/case/${cases.toDecide}/decision`,
    reach: async (page) => {
      await press(page, 'Record the decision');
      await expect(page.getByRole('alert').first()).toBeVisible();
    },
  },
  { name: 'notice to complete', route: `/case/${cases.noticeToComplete}/notice` },
  { name: 'notice to send', route: `/case/${cases.noticeToSend}/notice` },
  {
    name: 'marking as sent',
    route: `/case/${cases.noticeToSend}/notice`,
    reach: (page) => press(page, 'Mark as sent'),
  },
  {
    name: 'decision to be signed',
    route: `/case/${cases.toDecide}/decision`,
    reach: async (page) => {
      await page.getByRole('radio', { name: /^Make it ready to be signed here/ }).check();
      await expect(page.getByRole('button', { name: 'Submit to be signed' })).toBeVisible();
    },
  },
  { name: 'case, letters', route: `/case/${cases.noticeToSend}?tab=letters` },
  {
    name: 'recording a breach',
    route: `/case/${cases.noticeToSend}?tab=letters`,
    reach: async (page) => {
      await press(page, 'Record a breach');
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'letter with something missing',
    route: `/case/${cases.toDecide}/letter`,
    reach: async (page) => {
      await page.getByRole('radio', { name: 'Invitation to a meeting' }).check();
      await press(page, 'Keep the letter');
      await expect(page.getByRole('alert').first()).toBeVisible();
    },
  },
  { name: 'wording of letters', route: '/letters' },
  { name: 'reports', route: '/reports' },
  {
    name: 'report with names in it',
    route: `/reports/${reports.draft}`,
    reach: async (page) => {
      await press(page, 'Check for names');
      await expect(page.getByText('“Zofia Łukasik-Test”', { exact: true })).toBeVisible();
    },
  },
  {
    name: 'frozen report',
    route: `/reports/${reports.frozen}`,
    reach: async (page) => {
      await press(page, 'What has changed since');
      await expect(page.getByText('The register of today gives the same numbers')).toBeVisible();
    },
  },
  { name: 'security', route: '/security' },
  { name: 'directory', route: '/directory' },
  { name: 'procedure', route: '/procedure' },
  { name: 'procedure editor', route: '/procedure/edit' },
  { name: 'people', route: '/people' },
  { name: 'adding a person', route: '/people', reach: (page) => press(page, 'Add a person') },
  { name: 'audit log', route: '/audit' },
  { name: 'retention', route: '/retention' },
  {
    name: 'setting the retention rule',
    route: '/retention',
    reach: async (page) => {
      await press(page, 'Set the rule');
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'subject access',
    route: '/subject-access',
    reach: async (page) => {
      await page.getByLabel('Name').fill('Rowan Ashdown-Test');
      await press(page, 'Find their records');
      await page.getByRole('checkbox').first().check();
      await expect(page.getByRole('heading', { name: /^Other people/ })).toBeVisible();
    },
  },
  { name: 'settings', route: '/settings' },
  { name: 'a page that is not there', route: '/nothing' },
];

/** Visits every state and gathers what `check` finds, each with the state's name. */
const visitAll = async (
  page: Page,
  check: (page: Page) => Promise<readonly string[]>,
): Promise<readonly string[]> => {
  const found: string[] = (await check(page)).map((fault) => `unlock: ${fault}`);
  await signIn(page);
  for (const { name, route, reach } of states(prepared)) {
    await open(page, route);
    await reach?.(page);
    found.push(...(await check(page)).map((fault) => `${name}: ${fault}`));
    await page.keyboard.press('Escape');
  }
  return found;
};

test('every screen and state passes axe in light, has text that can be read, and the browser complains of nothing', async () => {
  const page = await launch();
  const faults = listenForFaults(page);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const found = await visitAll(page, async (shown) => [
    ...(await axeFaults(shown)),
    ...(await faintTexts(shown, 4.5)),
  ]);
  expect({ found, faults }).toEqual({ found: [], faults: [] });
});

for (const [appearance, media, ratio] of [
  ['dark', { colorScheme: 'dark' }, 4.5],
  ['high contrast', { colorScheme: 'light', contrast: 'more' }, 7],
] as const)
  test(`every screen and state can be read in ${appearance}`, async () => {
    const page = await launch();
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute(
      'data-appearance',
      appearance === 'dark' ? 'dark' : 'high',
    );
    expect(await visitAll(page, (shown) => faintTexts(shown, ratio))).toEqual([]);
    for (const { route } of states(prepared)
      .filter(({ reach }) => !reach)
      .slice(0, 6)) {
      await open(page, route);
      expect(await axeFaults(page), route).toEqual([]);
    }
  });

test('at 200% every screen and state passes axe and nothing lies past the edge of the window', async () => {
  const page = await launch({ width: 720, height: 450 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const found = await visitAll(page, async (shown) => [
    ...(await axeFaults(shown)),
    ...((await sidewaysOverflow(shown)) > 1 ? [`${await sidewaysOverflow(shown)} pixels past the edge`] : []),
  ]);
  expect(found).toEqual([]);
});

for (const [role, label] of Object.entries(roles) as [Role, string][])
  test(`a person who is ${label.toLowerCase()} is shown nothing that is then refused`, async () => {
    const page = await launch();
    const faults = listenForFaults(page);
    await signIn(page, role);
    const links = page.getByRole('navigation', { name: 'Main' }).getByRole('link');
    const screens = await links.evaluateAll((found) =>
      found.map((link) => (link as HTMLAnchorElement).hash.slice(1)),
    );
    const { toDecide, noticeToSend, closed } = prepared.cases;
    for (const route of [
      ...screens,
      ...[
        '',
        '?tab=evidence',
        '?tab=actions',
        '?tab=related',
        '?tab=review',
        '?tab=letters',
        '?tab=decision',
      ].map((tab) => `/case/${toDecide}${tab}`),
      `/case/${toDecide}?tab=history`,
      `/case/${noticeToSend}/notice`,
      `/case/${closed}`,
    ]) {
      await open(page, route);
      await expect(page.getByText('Your role does not allow this'), route).toHaveCount(0);
    }
    await open(page, `/case/${toDecide}/decision`);
    if (role === 'independentScrutineer')
      await expect(page.getByRole('button', { name: 'Sign and lock' })).toHaveCount(1);
    expect(await axeFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
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
  const page = await launch();
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
