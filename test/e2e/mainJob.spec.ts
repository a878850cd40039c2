import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import PostalMime from 'postal-mime';
import { test } from './desk.ts';
import { attachMinutes, bringInForm, challenge, fixtureForm, setUpOffice, unlock } from './officeSteps.ts';

test('a business manager installs the register, logs a form that came by e-mail, and answers the referrer', async ({
  desk,
}) => {
  const { page, delivered } = await desk.open();
  const child = page.getByRole('group', { name: 'Person 1' }).first();
  const referrer = page.getByRole('group', { name: 'Referrer 1' });

  await test.step('sets the register up and proves the recovery key', async () => {
    await setUpOffice(page, { partnership: /^Bury Safeguarding/, manager: 'Priya Nair-Test' });
  });

  await test.step('brings the form in, and finds its words in the fields', async () => {
    await bringInForm(page, fixtureForm('bury-request-for-resolution.docx'));
    await expect(child.getByRole('textbox', { name: 'Name' })).toHaveValue('Rowan Ashdown-Test');
    await expect(referrer.getByRole('textbox', { name: 'Name' })).toHaveValue('Morgan Ellery');
    await expect(referrer.getByRole('textbox', { name: 'E-mail' })).toHaveValue(
      'm.ellery@hollybrook.example',
    );
    await expect(page.getByText('Nobody alike')).toBeVisible();
  });

  await test.step('is told what is missing, corrects it and codes the case', async () => {
    await referrer.getByRole('textbox', { name: 'Name' }).fill('');
    await page.getByRole('button', { name: 'Save to the register' }).first().click();
    await page.getByRole('link', { name: 'Give the name of the referrer' }).click();
    await expect(referrer.getByRole('textbox', { name: 'Name' })).toBeFocused();
    await page.keyboard.type('Morgan Ellery-Test');
    await challenge(page, "Children's Social Care");
    await page.getByRole('checkbox', { name: 'Levels of need' }).check();
    await page.getByRole('radio', { name: /^Level 4/ }).check();
  });

  await test.step('locks the register in the middle, and finds everything again', async () => {
    await expect(page.getByText(/Draft kept at/)).toBeVisible();
    await page.getByRole('button', { name: 'Lock the register' }).click();
    await expect(page.getByRole('heading', { name: 'Unlock the register' })).toBeVisible();
    await unlock(page, 'Priya Nair-Test', 'not the right words at all');
    await expect(page.getByText('That is not the passphrase of this person').first()).toBeVisible();
    await unlock(page, 'Priya Nair-Test');
    await expect(referrer.getByRole('textbox', { name: 'Name' })).toHaveValue('Morgan Ellery-Test');
    await expect(page.getByRole('checkbox', { name: 'Levels of need' })).toBeChecked();
  });

  const year = new Date().getFullYear();
  const reference = `BURY-${year}-001`;
  await test.step('logs it, and sees when it is due and why', async () => {
    await page.getByRole('button', { name: 'Save to the register' }).first().click();
    await expect(page.getByRole('heading', { name: 'Rowan Ashdown-Test', level: 1 })).toBeVisible();
    await expect(page.getByText(reference).first()).toBeVisible();
    await expect(page.getByText('How this was reached.')).toBeVisible();
    await expect(page.getByText(/1 week from/).first()).toBeVisible();
  });

  await test.step('finds it in the register by a part of the name', async () => {
    await page
      .getByRole('link', { name: /^Register/ })
      .first()
      .click();
    await page.keyboard.press('/');
    await page.keyboard.type('ashdown');
    await expect(page.getByText('Rowan Ashdown-Test')).toBeVisible();
    expect(page.url()).not.toContain('ashdown');
    await page.keyboard.press('Enter');
    await page.getByText('Rowan Ashdown-Test').first().click();
    await expect(page.getByRole('heading', { name: 'Rowan Ashdown-Test', level: 1 })).toBeVisible();
  });

  await test.step('is reminded of the meeting that Level 4 asks for, and records it', async () => {
    await page.getByRole('button', { name: /^Record as done: .*meeting/i }).click();
    const dialog = page.getByRole('dialog', { name: 'Record as done' });
    await dialog.getByRole('button', { name: 'Record as done' }).click();
    await expect(dialog).toHaveCount(0);
  });

  await test.step('records the final decision', async () => {
    await page.getByRole('link', { name: 'Record the decision' }).click();
    await page
      .getByRole('group', { name: 'Who decides' })
      .getByRole('radio', { name: 'Independent Scrutineer' })
      .check();
    await page.getByLabel('Name of who decided').fill('Margaret Osei-Test');
    await page
      .getByRole('radio', { name: 'Upheld The challenge is right' })
      .or(page.getByRole('radio', { name: /^Upheld/ }))
      .first()
      .check();
    await page
      .getByLabel('Decision in plain words')
      .fill('A strategy discussion is to be held, with health and police present.');
    await page.getByLabel('Reasons').fill('Two disclosures within ten days should have been read together.');
    await page.getByRole('radio', { name: 'Too early to say' }).check();
    await attachMinutes(page);
    await page.getByRole('button', { name: 'Record the decision' }).click();
  });

  await test.step('completes the notice, hands it over and marks it as sent', async () => {
    await page.getByRole('button', { name: 'Complete the notice' }).click();
    await expect(page.getByRole('img', { name: /^Page 1 of/ })).toBeVisible();
    await page.getByText(/^Page 1 of \d+: read as text/).click();
    await expect(page.getByText('OFFICIAL-SENSITIVE').first()).toBeVisible();
    await page.getByRole('button', { name: 'Make an e-mail draft' }).click();
    await expect.poll(delivered).toContain(`${reference} notice.eml`);
    await page.getByRole('button', { name: 'Save the PDF' }).click();
    await expect.poll(delivered).toContain(`${reference} notice.pdf`);
    await page.getByRole('button', { name: 'Mark as sent' }).click();
    const dialog = page.getByRole('dialog', { name: 'Mark the notice as sent' });
    await dialog.getByRole('radio', { name: 'Secure e-mail' }).check();
    await dialog.getByRole('button', { name: 'Mark as sent' }).click();
  });

  await test.step('confirms receipt and closes the case', async () => {
    await page.getByRole('button', { name: 'Confirm receipt' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Confirm receipt' }).click();
    await page.getByRole('button', { name: 'Close the case' }).click();
    await page.getByRole('dialog').getByRole('button', { name: /Close/ }).last().click();
    await expect(page.getByRole('button', { name: 'Close the case' })).toHaveCount(0);
  });

  const mail = await PostalMime.parse(
    await readFile(join(desk.folder, 'delivered', `${reference} notice.eml`)),
  );
  const pdf = await readFile(join(desk.folder, 'delivered', `${reference} notice.pdf`));
  expect({
    unsent: mail.headers.find((header) => header.key === 'x-unsent')?.value,
    subject: mail.subject,
    to: mail.to?.map((to) => to.address),
    attachments: mail.attachments.map((attachment) => attachment.filename),
    sameBytes: Buffer.from(mail.attachments[0]?.content as ArrayBuffer).equals(pdf),
    title: await page.title(),
  }).toEqual({
    unsent: '1',
    subject: `OFFICIAL-SENSITIVE: ${reference} escalation notice`,
    to: ['m.ellery@hollybrook.example'],
    attachments: [`${reference} notice.pdf`],
    sameBytes: true,
    title: 'Escalation Register',
  });
});
