/** Every screen that a picture is taken of once the register is open, in the order of the day's work. */
import type { Page } from 'playwright-core';

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

export interface Screen {
  /** Of its files. */
  readonly name: string;
  /** For people. */
  readonly title: string;
  /** As in renderer/app/router.tsx. */
  readonly route: string;
  /** The route with its ids, where it has any. */
  readonly address?: (subjects: Subjects) => string;
  /** What is pressed there first. */
  readonly reach?: (page: Page) => Promise<void>;
}

const openCase = (name: string, title: string, after: string, route = '/case/$caseId'): Screen => ({
  name,
  title,
  route,
  address: ({ openCaseId }) => `/case/${openCaseId}${after}`,
});

const decidedCase = (name: string, title: string, after: string, route = '/case/$caseId'): Screen => ({
  name,
  title,
  route,
  address: ({ decidedCaseId }) => `/case/${decidedCaseId}${after}`,
});

const oldTracker = [
  'Ref,Date received,Child,Raised by,Escalated against,Level,Status,Outcome,Printed?',
  'T1,03/03/2021,Wren Ode-Test,Police,Childrens social care,4,Closed,Upheld,yes',
  'T2,04/05/2022,Finch Ode-Test,Hollybrook Primary School,Housing dept,3,Ongoing,,no',
].join('\r\n');

export const screens: readonly Screen[] = [
  { name: 'today', title: 'Today', route: '/today' },
  { name: 'register', title: 'The register', route: '/register' },
  { name: 'log-start', title: 'Log a form: immediate danger', route: '/log' },
  {
    name: 'log-bring-in',
    title: 'Log a form: bring in the file',
    route: '/log',
    reach: (page) => page.getByRole('radio', { name: 'No, checked' }).check(),
  },
  {
    name: 'log-a-form',
    title: 'Log a form: the document and what was found in it',
    route: '/log/$draftId',
    address: ({ draftId }) => `/log/${draftId}`,
  },
  {
    name: 'coding',
    title: 'Log a form: coding',
    route: '/log/$draftId',
    address: ({ draftId }) => `/log/${draftId}`,
    reach: (page) => page.getByRole('button', { name: 'Go to coding', exact: true }).click(),
  },
  openCase('case-stages', 'A case: stages and the due clock', ''),
  openCase('case-evidence', 'A case: evidence', '?tab=evidence'),
  openCase('case-actions', 'A case: actions', '?tab=actions'),
  openCase('case-related', 'A case: related cases', '?tab=related'),
  openCase('case-review', 'A case: review', '?tab=review'),
  openCase('case-letters', 'A case: letters', '?tab=letters'),
  openCase('case-history', 'A case: history', '?tab=history'),
  openCase('case-correct', 'Correct the details', '/correct', '/case/$caseId/correct'),
  openCase('letter', 'Write a letter', '/letter', '/case/$caseId/letter'),
  openCase('decision', 'Record a decision', '/decision', '/case/$caseId/decision'),
  decidedCase('case-decision', 'A case: the decision', '?tab=decision'),
  decidedCase('notice', 'The completed notice', '/notice', '/case/$caseId/notice'),
  { name: 'analytics', title: 'Analytics', route: '/analytics' },
  { name: 'reports', title: 'Reports', route: '/reports' },
  {
    name: 'report',
    title: 'A quarterly report',
    route: '/reports/$reportId',
    address: ({ reportId }) => `/reports/${reportId}`,
  },
  { name: 'directory', title: 'Directory', route: '/directory' },
  { name: 'wordings', title: 'Wording of letters', route: '/letters' },
  { name: 'procedure', title: 'Procedure', route: '/procedure' },
  { name: 'procedure-editor', title: 'Procedure: make your own', route: '/procedure/edit' },
  { name: 'old-tracker', title: 'Old tracker', route: '/tracker' },
  {
    name: 'old-tracker-columns',
    title: 'Old tracker: say what each column holds',
    route: '/tracker',
    reach: async (page) => {
      await page
        .locator('input[type=file]')
        .first()
        .setInputFiles({ name: 'tracker.csv', mimeType: 'text/plain', buffer: Buffer.from(oldTracker) });
      await page.getByRole('table').first().waitFor();
    },
  },
  { name: 'people', title: 'People', route: '/people' },
  { name: 'audit-log', title: 'Audit log', route: '/audit' },
  { name: 'security', title: 'Security and records', route: '/security' },
  { name: 'retention', title: 'Retention', route: '/retention' },
  { name: 'subject-access', title: 'Subject access', route: '/subject-access' },
  { name: 'settings', title: 'Settings', route: '/settings' },
  {
    name: 'guide',
    title: 'The guide, at the part about this page',
    route: '/register',
    reach: async (page) => {
      await page.keyboard.press('F1');
      await page.getByRole('dialog', { name: 'Guide' }).waitFor();
    },
  },
];

/** Routes without a picture, and why. */
export const routesWithoutPicture: Readonly<Record<string, string>> = {
  '/': 'leads to Today',
  $: 'says only that there is no such page',
  '/report/$reportId/print': 'the page that a host prints, which no person sees',
};
