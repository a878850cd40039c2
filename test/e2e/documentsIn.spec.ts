import { createRequire } from 'node:module';
import { expect } from '@playwright/test';
import type { Page } from 'playwright-core';
import { child, logForm, referrer, signIn } from '../helpers/loggedCase.ts';
import { fixtureForm as fixtureBytes, openOffice, receive, setUp } from '../helpers/office.ts';
import { test, type Desk } from './desk.ts';
import { bringInForm, challenge, fixtureForm, unlock } from './officeSteps.ts';

// The package's own module form does not load in Node.
const { PDFDocument } = createRequire(import.meta.url)('@cantoo/pdf-lib') as typeof import('@cantoo/pdf-lib');

const buryForm = 'bury-request-for-resolution.docx';
const LONGEST_MILLISECONDS = 60_000;

/** A register that knows the child of the form from February, and the school that raises it. */
test.beforeEach(async ({ desk }) => {
  await using office = openOffice({ at: '2026-02-24T09:00:00Z', directory: desk.folder });
  await setUp(office);
  await office.api.directory.addAgency({ name: 'Hollybrook Primary School', type: 'school' });
  await logForm(office, '2026-02-24', {
    people: [child('Rowan Ashdown-Test', '2015-06-14')],
    referrers: [referrer('Hollybrook Primary School')],
  });
});

const open = async (desk: Desk): Promise<Page> => {
  const { page } = await desk.open();
  await unlock(page, 'Priya Nair-Test');
  return page;
};

const emailWith = (form: Uint8Array): string =>
  [
    'From: Morgan Ellery <m.ellery@hollybrook.example>',
    'To: escalations@bury.example',
    'Date: Mon, 9 Mar 2026 16:41:00 +0000',
    'Subject: Level 4 escalation',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="part"',
    '',
    '--part',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Dear colleagues, our form is attached.',
    '--part',
    'Content-Type: application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    `Content-Disposition: attachment; filename="${buryForm}"`,
    'Content-Transfer-Encoding: base64',
    '',
    ...(Buffer.from(form)
      .toString('base64')
      .match(/.{1,76}/g) ?? []),
    '--part--',
    '',
  ].join('\r\n');

/** Lets a file go over the page, as from a mail program. */
const dropFile = async (page: Page, name: string, bytes: Uint8Array): Promise<void> => {
  const carried = await page.evaluateHandle(
    ([fileName, content]) => {
      const transfer = new DataTransfer();
      const codes = Uint8Array.from(atob(content), (character) => character.codePointAt(0) ?? 0);
      transfer.items.add(new File([codes], fileName));
      return transfer;
    },
    [name, Buffer.from(bytes).toString('base64')] as const,
  );
  const zone = page.getByRole('presentation').filter({ hasText: 'Choose a file' }).last();
  await zone.dispatchEvent('dragenter', { dataTransfer: carried });
  await zone.dispatchEvent('drop', { dataTransfer: carried });
};

const code = async (page: Page): Promise<void> => {
  await challenge(page, "Children's Social Care");
  await page.getByRole('checkbox', { name: 'Levels of need' }).check();
  await page.getByRole('radio', { name: /^Level 4/ }).check();
};

const person = (page: Page) => page.getByRole('group', { name: 'Person 1' }).first();
const theReferrer = (page: Page) => page.getByRole('group', { name: 'Referrer 1' });
const pictureOfPage = (page: Page, number: number) =>
  page.getByRole('img', { name: new RegExp(`^Page ${number} of`) });

test('an e-mail with a form is dropped, corrected, found to be about a child already known, and logged', async ({
  desk,
}) => {
  const page = await open(desk);
  const started = performance.now();

  await test.step('drops the e-mail, and sees the marked words of the form attached to it', async () => {
    await page.getByRole('link', { name: 'Log a form' }).first().click();
    await page.getByRole('radio', { name: 'No, checked' }).check();
    await dropFile(page, 'Level 4 escalation.eml', Buffer.from(emailWith(fixtureBytes(buryForm))));
    const received = page.getByRole('region', { name: 'The document as it came' });
    await expect(received.getByText('escalations@bury.example')).toBeVisible();
    await expect(received.getByText('Dear colleagues, our form is attached.')).toBeVisible();
    await expect(received.getByText(buryForm)).toBeVisible();
    await expect(received.locator('mark', { hasText: 'Rowan Ashdown-Test' })).toBeVisible();
    await expect(person(page).getByRole('textbox', { name: 'Name' })).toHaveValue('Rowan Ashdown-Test');
  });

  await test.step('corrects the referrer, and takes the agency that is proposed', async () => {
    await theReferrer(page).getByRole('textbox', { name: 'Name' }).fill('Morgan Ellery-Test');
    await theReferrer(page)
      .getByRole('button', { name: 'Looks like Hollybrook Primary School: use it' })
      .click();
    await expect(theReferrer(page).getByLabel('Agency in the directory').first()).toHaveValue(
      'Hollybrook Primary School',
    );
  });

  await test.step('is shown that the child is known, and says so', async () => {
    const known = page.getByRole('group', { name: /^BURY-2026-001/ });
    await expect(known.getByText('Same name')).toBeVisible();
    await expect(known.getByText('Same date of birth')).toBeVisible();
    await known.getByRole('button', { name: 'Same child' }).click();
    await expect(known.getByText('The two cases will be linked')).toBeVisible();
  });

  await test.step('codes it and saves it, related to the earlier case', async () => {
    await code(page);
    await page.getByRole('button', { name: 'Save to the register' }).first().click();
    await expect(page.getByRole('heading', { name: 'Rowan Ashdown-Test', level: 1 })).toBeVisible();
    await page.getByRole('tab', { name: /^Related/ }).click();
    await expect(
      page.getByRole('row', { name: /BURY-2026-001.*Same child, as said when it was logged/ }),
    ).toBeVisible();
  });

  const took = performance.now() - started;
  console.log(`From the drop to the case: ${(took / 1000).toFixed(1)} s`);
  expect(took).toBeLessThan(LONGEST_MILLISECONDS);
});

test('a PDF of a form is shown page by page, fills the fields, and is known as a form that came in before', async ({
  desk,
}) => {
  {
    await using office = openOffice({ at: '2026-03-10T09:00:00Z', directory: desk.folder });
    await signIn(office);
    const word = await receive(office, 'form.docx', fixtureBytes(buryForm));
    const draft = await office.api.drafts.start({ documentId: word.document.id });
    const form = { ...draft.form, dangerAnswer: 'no' as const };
    await office.api.drafts.save({ draftId: draft.id, revision: 0, form });
    await office.api.drafts.log({ draftId: draft.id, revision: 1 });
  }

  const page = await open(desk);
  const received = page.getByRole('region', { name: 'The document as it came' });
  await bringInForm(page, fixtureForm('converted/bury-request-for-resolution.pdf'));

  await test.step('shows the page as it looks, beside the fields that it filled', async () => {
    await expect(pictureOfPage(page, 1)).toBeVisible();
    await expect(person(page).getByRole('textbox', { name: 'Name' })).toHaveValue('Rowan Ashdown-Test');
    await expect(page.getByText('Logged from another file that says the same')).toBeVisible();
  });

  await test.step('shows the marked words on request', async () => {
    await received.getByText('Words', { exact: true }).click();
    await expect(received.locator('mark', { hasText: 'Rowan Ashdown-Test' })).toBeVisible();
    await received.getByText('Pages', { exact: true }).click();
    await expect(pictureOfPage(page, 1)).toBeVisible();
  });

  await test.step('leads from a field to its words', async () => {
    await person(page)
      .getByRole('button', { name: /^Name: found.*Show it in the document$/ })
      .click();
    await expect(received.locator('[data-phrase="people.0.name"]')).toBeFocused();
    await expect(received.getByRole('radio', { name: 'Words' })).toBeChecked();
  });

  await test.step('opens the pages again from the evidence of the case', async () => {
    await code(page);
    await page.getByRole('button', { name: 'Save to the register' }).first().click();
    await page.getByRole('tab', { name: /^Evidence/ }).click();
    await page.getByRole('button', { name: 'bury-request-for-resolution.pdf' }).click();
    await expect(pictureOfPage(page, 1)).toBeVisible();
  });
});

test('a scan is shown as a picture, with a note that nothing could be read from it', async ({ desk }) => {
  const scan = await PDFDocument.create();
  const picture = await scan.embedPng(
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  );
  for (let number = 1; number <= 12; number += 1)
    scan.addPage([595, 842]).drawImage(picture, { x: 60, y: 60, width: 475, height: 700 });
  const page = await open(desk);
  await page.getByRole('link', { name: 'Log a form' }).first().click();
  await page.getByRole('radio', { name: 'No, checked' }).check();
  await dropFile(page, 'scan.pdf', await scan.save());
  await expect(page.getByText('Nothing could be read from this file')).toBeVisible();
  await expect(pictureOfPage(page, 10)).toBeVisible();
  await expect(pictureOfPage(page, 11)).toHaveCount(0);
  await page.getByRole('button', { name: 'Show more pages (2 left)' }).click();
  await expect(pictureOfPage(page, 12)).toBeVisible();
});
