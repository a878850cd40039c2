/** Every screen of the app, and the states in which it looks otherwise: what the tests of access look at. */
import { expect } from '@playwright/test';
import type { Page } from 'playwright-core';
import type { PreparedRegister } from './preparedRegister.ts';

export interface ScreenState {
  readonly name: string;
  /** As in renderer/app/router.tsx. */
  readonly route: string;
  /** The route with its ids and filters, where it has any. */
  readonly address?: string | ((prepared: PreparedRegister) => string);
  /** What is pressed there, to bring up a dialog, a menu or a message. */
  readonly reach?: (page: Page) => Promise<void>;
}

const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name }).first().click();

const pressForDialog = (name: string | RegExp) => async (page: Page) => {
  await press(page, name);
  await expect(page.getByRole('dialog')).toBeVisible();
};

const pressForAlert = (name: string | RegExp) => async (page: Page) => {
  await press(page, name);
  await expect(page.getByRole('alert').first()).toBeVisible();
};

const pressForMenu = (name: string | RegExp) => async (page: Page) => {
  await press(page, name);
  await expect(page.getByRole('menu')).toBeVisible();
};

/** In groups that are looked at side by side. Each begins with the register unlocked by its business manager. */
export const screenStates: Readonly<Record<string, readonly ScreenState[]>> = {
  'Today and the register': [
    { name: 'today', route: '/today' },
    { name: 'account menu', route: '/today', reach: pressForMenu(/^Priya Nair-Test/) },
    { name: 'register', route: '/register' },
    {
      name: 'register, filtered',
      route: '/register',
      address: '/register?status=["open"]',
    },
    { name: 'register, adding a filter', route: '/register', reach: (page) => press(page, 'Add a filter') },
    {
      name: 'register, all keys',
      route: '/register',
      reach: async (page) => {
        await page.keyboard.press('Shift+?');
        await expect(page.getByRole('dialog')).toBeVisible();
      },
    },
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
    { name: 'saved views', route: '/register', reach: pressForMenu('Saved views') },
    {
      name: 'saving a view',
      route: '/register',
      reach: async (page) => {
        await press(page, 'Saved views');
        await page.getByRole('menuitem', { name: 'Save this view…' }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
      },
    },
    { name: 'a page that is not there', route: '$', address: '/nothing' },
  ],
  figures: [
    { name: 'analytics', route: '/analytics' },
    { name: 'analytics, adding a filter', route: '/analytics', reach: (page) => press(page, 'Add a filter') },
    {
      name: 'analytics, a table and what is counted',
      route: '/analytics',
      address: '/analytics?status=["open"]',
      reach: async (page) => {
        await press(page, 'Table of How they stand now');
        await press(page, 'What is counted: How they stand now');
        await expect(page.getByRole('dialog')).toContainText('by their status today');
      },
    },
    {
      name: 'analytics, nothing to count',
      route: '/analytics',
      address: '/analytics?from="2001-01-01"&to="2001-03-31"',
    },
  ],
  reports: [
    { name: 'reports', route: '/reports' },
    {
      name: 'report with names in it',
      route: '/reports/$reportId',
      address: ({ reports }) => `/reports/${reports.draft}`,
      reach: async (page) => {
        await press(page, 'Check for names');
        await expect(page.getByText('“Zofia Łukasik-Test”', { exact: true })).toBeVisible();
      },
    },
    {
      name: 'frozen report',
      route: '/reports/$reportId',
      address: ({ reports }) => `/reports/${reports.frozen}`,
      reach: async (page) => {
        await press(page, 'What has changed since');
        await expect(page.getByText('The register of today gives the same numbers')).toBeVisible();
      },
    },
  ],
  'logging a form': [
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
    { name: 'draft', route: '/log/$draftId', address: ({ draftId }) => `/log/${draftId}` },
    {
      name: 'draft with something missing',
      route: '/log/$draftId',
      address: ({ draftId }) => `/log/${draftId}`,
      reach: pressForAlert('Save to the register'),
    },
    {
      name: 'correcting',
      route: '/case/$caseId/correct',
      address: ({ cases }) => `/case/${cases.toDecide}/correct`,
    },
  ],
  'a case': [
    { name: 'case', route: '/case/$caseId', address: ({ cases }) => `/case/${cases.toDecide}` },
    {
      name: 'where a rule comes from',
      route: '/case/$caseId',
      address: ({ cases }) => `/case/${cases.toDecide}`,
      reach: (page) => press(page, /Where this comes from/),
    },
    {
      name: 'recording',
      route: '/case/$caseId',
      address: ({ cases }) => `/case/${cases.toDecide}`,
      reach: async (page) => {
        await press(page, 'Record');
        await page.getByRole('menuitem').first().click();
        await expect(page.getByRole('dialog')).toBeVisible();
      },
    },
    {
      name: 'what can be recorded',
      route: '/case/$caseId',
      address: ({ cases }) => `/case/${cases.toDecide}`,
      reach: pressForMenu('Record'),
    },
    {
      name: 'ending a stage',
      route: '/case/$caseId',
      address: ({ cases }) => `/case/${cases.overdue}`,
      reach: pressForDialog('End Level 3'),
    },
    {
      name: 'overdue case',
      route: '/case/$caseId',
      address: ({ cases }: PreparedRegister) => `/case/${cases.overdue}`,
    },
    ...['evidence', 'actions', 'related', 'review', 'history'].map((tab) => ({
      name: `case, ${tab}`,
      route: '/case/$caseId',
      address: ({ cases }: PreparedRegister) => `/case/${cases.toDecide}?tab=${tab}`,
    })),
    ...['decision', 'actions', 'letters'].map((tab) => ({
      name: `decided case, ${tab}`,
      route: '/case/$caseId',
      address: ({ cases }: PreparedRegister) => `/case/${cases.noticeToSend}?tab=${tab}`,
    })),
    {
      name: 'closed case',
      route: '/case/$caseId',
      address: ({ cases }: PreparedRegister) => `/case/${cases.closed}`,
    },
    {
      name: 'a case that is gone',
      route: '/case/$caseId',
      address: '/case/00000000-0000-4000-8000-000000000000',
    },
  ],
  'decisions, notices and letters': [
    {
      name: 'decision',
      route: '/case/$caseId/decision',
      address: ({ cases }) => `/case/${cases.toDecide}/decision`,
    },
    {
      name: 'decision with something missing',
      route: '/case/$caseId/decision',
      address: ({ cases }) => `/case/${cases.toDecide}/decision`,
      reach: pressForAlert('Record the decision'),
    },
    {
      name: 'decision to be signed',
      route: '/case/$caseId/decision',
      address: ({ cases }) => `/case/${cases.toDecide}/decision`,
      reach: async (page) => {
        await page.getByRole('radio', { name: /^Make it ready to be signed here/ }).check();
        await expect(page.getByRole('button', { name: 'Submit to be signed' })).toBeVisible();
      },
    },
    {
      name: 'notice to complete',
      route: '/case/$caseId/notice',
      address: ({ cases }) => `/case/${cases.noticeToComplete}/notice`,
    },
    {
      name: 'notice to send',
      route: '/case/$caseId/notice',
      address: ({ cases }) => `/case/${cases.noticeToSend}/notice`,
    },
    {
      name: 'marking as sent',
      route: '/case/$caseId/notice',
      address: ({ cases }) => `/case/${cases.noticeToSend}/notice`,
      reach: pressForDialog('Mark as sent'),
    },
    {
      name: 'recording a breach',
      route: '/case/$caseId',
      address: ({ cases }) => `/case/${cases.noticeToSend}?tab=letters`,
      reach: pressForDialog('Record a breach'),
    },
    {
      name: 'letter with something missing',
      route: '/case/$caseId/letter',
      address: ({ cases }) => `/case/${cases.toDecide}/letter`,
      reach: async (page) => {
        await page.getByRole('radio', { name: 'Invitation to a meeting' }).check();
        await pressForAlert('Keep the letter')(page);
      },
    },
    { name: 'wording of letters', route: '/letters' },
  ],
  'the office': [
    { name: 'directory', route: '/directory' },
    { name: 'procedure', route: '/procedure' },
    { name: 'procedure editor', route: '/procedure/edit' },
    { name: 'people', route: '/people' },
    { name: 'adding a person', route: '/people', reach: (page) => press(page, 'Add a person') },
    { name: 'settings', route: '/settings' },
    { name: 'old tracker', route: '/tracker' },
    {
      name: 'old tracker, columns',
      route: '/tracker',
      reach: async (page) => {
        await page
          .locator('input[type=file]')
          .first()
          .setInputFiles({
            name: 'tracker.csv',
            mimeType: 'text/csv',
            buffer: Buffer.from(
              'Ref,Date received,Child,Raised by,Escalated against,Level,Status,Printed?\r\nT1,03/03/2021,Wren Ode-Test,Police,Childrens social care,4,Closed,yes',
            ),
          });
        await expect(page.getByRole('table').first()).toBeVisible();
      },
    },
  ],
  records: [
    { name: 'audit log', route: '/audit' },
    { name: 'security', route: '/security' },
    { name: 'retention', route: '/retention' },
    { name: 'setting the retention rule', route: '/retention', reach: pressForDialog('Set the rule') },
    { name: 'subject access', route: '/subject-access' },
    {
      name: 'subject access, records found',
      route: '/subject-access',
      reach: async (page) => {
        await page.getByLabel('Name').fill('Rowan Ashdown-Test');
        await press(page, 'Find their records');
        await page.getByRole('checkbox').first().check();
        await expect(page.getByRole('heading', { name: /^Other people/ })).toBeVisible();
      },
    },
  ],
};

/** Routes that show nothing of their own, or nothing to a person: where they lead, or who looks at them. */
export const notLookedAt: Readonly<Record<string, string>> = {
  '/': 'leads to Today',
  '/report/$reportId/print': 'printed by the host; looked at in report.spec.ts',
};
