import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { createChromiumPrinter } from '../../electron/preview/chromiumPrinter.ts';
import { findBrowser } from '../../electron/preview/findBrowser.ts';
import { rendererDirectory } from '../../electron/preview/nodeHost.ts';
import { readPdf } from '../backend/writing/pdfText.ts';
import { child, day, logForm } from '../helpers/loggedCase.ts';
import { officeClock, openOffice, setUp, type Office } from '../helpers/office.ts';
import { test } from './desk.ts';
import { unlock } from './officeSteps.ts';
import { listenForFaults } from './readable.ts';

// The package's own module form does not load in Node.
const { PDFDocument, PDFName, PDFRawStream } = createRequire(import.meta.url)(
  '@cantoo/pdf-lib',
) as typeof import('@cantoo/pdf-lib');

const afterTheQuarter = '2026-04-02T10:00:00Z';

/** A quarter with seven cases, the last of them a child whose name nothing else in the register shares. */
const logQuarter = async (office: Office): Promise<void> => {
  for (const [index, on] of ['01-12', '01-20', '02-03', '02-11', '02-24', '03-02', '03-16'].entries())
    await logForm(office, `2026-${on}`, {
      people: [
        child(index === 6 ? 'Zofia Łukasik-Test' : `Child ${'ABCDEF'[index]} Prior-Test`, '2014-02-11'),
      ],
    });
};

test('the manager writes the report of a quarter, takes a name out of it, freezes it and saves it, and sees later what has changed', async ({
  desk,
}) => {
  {
    await using office = openOffice({ at: afterTheQuarter, directory: desk.folder });
    await setUp(office);
    await logQuarter(office);
  }
  const { page, delivered } = await desk.open({
    clock: officeClock(afterTheQuarter),
    viewport: { width: 1440, height: 900 },
  });
  await unlock(page, 'Priya Nair-Test');
  const faults = listenForFaults(page);

  await test.step('starts the published report of the quarter that is over, and writes it', async () => {
    await page.getByRole('link', { name: 'Reports' }).click();
    await page.getByLabel('Version').selectOption({ label: 'Published' });
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'Escalations: Quarter 4 2025/26, January to March 2026',
    );
    const headlines = page.getByLabel('Headlines, one a line');
    const made = await headlines.inputValue();
    await headlines.fill(`Challenge was welcomed.\n${made}`);
    await page.getByLabel('Commentary').first().fill('Zofia Lukasik Test waited a fortnight.');
  });

  const freeze = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Freeze' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Freeze' }).click();
  };
  await test.step('the check finds the name, and nothing is published with it', async () => {
    await page.getByRole('button', { name: 'Check for names' }).click();
    await expect(page.getByText('Child or family, certain')).toBeVisible();
    await freeze();
    const summary = page.getByRole('alert').filter({ hasText: 'The report cannot be frozen yet' });
    await summary.getByRole('link', { name: /^Take out “Zofia Lukasik Test”/ }).click();
    await expect(page.getByLabel('Commentary').first()).toBeFocused();
    await page.getByLabel('Commentary').first().fill('One child waited a fortnight.');
    await page.getByRole('button', { name: 'Check for names' }).click();
    await expect(page.getByText('No names were found.').first()).toBeVisible();
  });

  await test.step('freezes it, and saves the files that were made from it', async () => {
    await freeze();
    await page.getByRole('button', { name: 'Save PDF' }).click({ timeout: 60_000 });
    await expect.poll(delivered).toEqual(['escalations 2026-01-01 to 2026-03-31 published.pdf']);
    const bytes = await readFile(join(desk.folder, 'delivered', (await delivered())[0] ?? ''));
    await expect(page.getByText(createHash('sha256').update(bytes).digest('hex'))).toBeVisible();
    const said = (await readPdf(bytes)).pages.map(({ body }) => body).join('\n');
    expect({
      headline: said.includes('Challenge was welcomed.'),
      commentary: said.includes('One child waited a fortnight.'),
      name: /Zofia|[ŁL]ukasik/.test(said),
    }).toEqual({ headline: true, commentary: true, name: false });
  });

  await test.step('a case that is corrected changes nothing in it, and is told of beside it', async () => {
    const report = page.url();
    await page.getByRole('button', { name: 'What has changed since' }).click();
    await expect(page.getByText('The register of today gives the same numbers')).toBeVisible();
    await page
      .getByRole('link', { name: /^Register/ })
      .first()
      .click();
    await page.getByRole('link', { name: 'Zofia Łukasik-Test' }).click();
    await page
      .getByRole('link', { name: /Correct/ })
      .first()
      .click();
    await page.getByRole('checkbox', { name: 'Levels of need' }).check();
    await page.getByLabel('Why it is changed').fill('The theme was left out');
    await page.getByRole('button', { name: 'Save the changes' }).click();
    await expect(page.getByRole('heading', { name: 'Zofia Łukasik-Test', level: 1 })).toBeVisible();
    await page.goto(report);
    await page.getByRole('button', { name: 'What has changed since' }).click();
    const table = page.getByRole('table', { name: 'What the register of today would say otherwise' });
    await expect(table.getByRole('row').filter({ hasText: 'Main theme' }).first()).toBeVisible();
  });
  expect(faults).toEqual([]);
});

test('a frozen report says the same each time it is printed, and its charts are drawn in lines, not pictures', async ({
  desk,
}) => {
  await using office = openOffice({ at: afterTheQuarter, directory: desk.folder });
  await setUp(office);
  await logQuarter(office);
  const { reportId } = await office.api.reports.start({
    kind: 'internal',
    firstOn: day('2026-01-01'),
    lastOn: day('2026-03-31'),
  });
  await office.api.reports.freeze({ reportId, revision: 0 });
  const { content, pageTitle } = await office.api.reports.page({ reportId });
  const printer = createChromiumPrinter({
    rendererDirectory,
    executablePath: findBrowser(),
    findBackend: () => office.backend,
  });
  const print = async (): Promise<Uint8Array> =>
    printer.print({ route: `/report/${reportId}/print`, title: pageTitle, marking: content.marking });
  const first = await print();
  office.clock.set('2026-04-02T10:03:00Z');
  const again = await print();
  const [one, other] = [await readPdf(first), await readPdf(again)];
  expect(other.pages).toEqual(one.pages);
  expect(one.pages.map(({ body }) => body).join('\n')).toContain(
    '7 cases received from 1 January 2026 to 31 March 2026.',
  );
  const pdf = await PDFDocument.load(first);
  const pictures = pdf.context
    .enumerateIndirectObjects()
    .filter(
      ([, object]) =>
        object instanceof PDFRawStream && object.dict.get(PDFName.of('Subtype')) === PDFName.of('Image'),
    );
  expect(pictures).toEqual([]);
});
