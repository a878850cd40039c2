import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { buildRenderer } from '../../electron/commands/buildWhenStale.ts';
import { findBrowser } from '../../electron/preview/findBrowser.ts';
import { projectDirectory, rendererDirectory } from '../../electron/preview/nodeHost.ts';
import { openPreview } from '../../electron/preview/previewHost.ts';
import {
  child,
  day,
  decision,
  logForm,
  referrer,
  revisionOf,
  recordDecision,
} from '../helpers/loggedCase.ts';
import { openOffice, setUp, type Office } from '../helpers/office.ts';
import type { Row } from './row.ts';

/** Each adds its number to `window.ran` where it is run. */
const payloads: readonly string[] = [
  (run: string) => `<script>${run}</script>`,
  (run: string) => `<img src=x onerror="${run}">`,
  (run: string) => `<svg onload="${run}">`,
  (run: string) => `<svg><script>${run}</script></svg>`,
  (run: string) => `"><img src=x onerror=${run}>`,
  (run: string) => `'><svg/onload=${run}>`,
  (run: string) => `</textarea><img src=x onerror="${run}">`,
  (run: string) => `</title><script>${run}</script>`,
  (run: string) => `<iframe srcdoc="<script>parent.${run}</script>"></iframe>`,
  (run: string) => `<iframe src="javascript:parent.${run}"></iframe>`,
  (run: string) => `<details open ontoggle="${run}">x</details>`,
  (run: string) => `<video><source onerror="${run}"></video>`,
  (run: string) => `<body onload="${run}"><input autofocus onfocus="${run}">`,
  (run: string) => `<style>@keyframes x{}</style><b style="animation-name:x" onanimationstart="${run}">x</b>`,
  (run: string) =>
    `<math><mtext><table><mglyph><style><img src=x onerror="${run}"></style></table></mtext></math>`,
  (run: string) => `<noscript><p title="</noscript><img src=x onerror=${run}>">`,
  (run: string) => `<a href="javascript:${run}" id="link">open</a><script>link.click()</script>`,
  (run: string) =>
    `<object data="data:text/html,<script>${run}</script>"></object><img src=x onerror="${run}">`,
  (run: string) => `{{constructor.constructor('${run}')()}}<img src=x onerror="${run}">`,
  (run: string) => `<img src="http://leak.example/p.png" onerror="${run}">`,
].map((make, index) => make(`(ran=window.ran||[]).push(${index})`));

const officeMoment = '2026-03-12T10:00:00Z';

/** Cases whose every text is a payload, and the addresses of the pages that show them. */
const fillOffice = async (office: Office, used: readonly string[]): Promise<readonly string[]> => {
  const { api } = office;
  const caseIds: string[] = [];
  for (const [index, payload] of used.entries()) {
    const agency = await api.directory.addAgency({ name: `${payload} ${index}`, type: 'school' });
    await api.people.add({ name: payload, role: 'reader' });
    const { caseId } = await logForm(office, '2026-03-09', {
      people: [child(payload, '2014-02-11', { otherNumber: payload })],
      referrers: [{ ...referrer(payload, payload), role: payload, phone: payload }],
      challengedAgencyIds: [agency.id],
      summary: payload,
      evidence: payload,
      desiredOutcome: payload,
    });
    caseIds.push(caseId);
    await api.cases.recordEntry({
      caseId,
      revision: await revisionOf(office, caseId),
      stageOrder: 4,
      kind: 'meeting',
      happenedOn: day('2026-03-11'),
      title: payload,
      words: payload,
      attendees: [payload],
      agreements: payload,
      disagreements: payload,
      actions: [{ action: payload, owner: payload, dueOn: day('2026-03-13') }],
    });
    await recordDecision(
      { api },
      {
        caseId,
        revision: await revisionOf(office, caseId),
        amendmentReason: '',
        undoneDutiesReason: payload,
        decision: decision('2026-03-11', {
          deciderName: payload,
          decision: payload,
          reasons: payload,
          widerLearning: payload,
          dissent: payload,
          requiredActions: [{ action: payload, owner: payload, dueOn: day('2026-03-20') }],
        }),
      },
    );
    await api.notices.complete({ caseId, revision: await revisionOf(office, caseId) });
  }
  const draft = await api.drafts.start({});
  await api.drafts.save({
    draftId: draft.id,
    revision: draft.revision,
    form: {
      ...draft.form,
      dangerAnswer: 'no',
      people: [child(used[1] ?? '', '2016-04-03')],
      summary: used[0] ?? '',
    },
  });
  // Every page of the window, from its own list of routes.
  const router = readFileSync(join(projectDirectory, 'renderer', 'app', 'router.tsx'), 'utf8');
  const paths = [...router.matchAll(/path: '(\/[^']*)'/g)].map(([, path = '']) => path);
  const general = paths.filter((path) => !path.includes('$') && path !== '/');
  const ofCase = paths.filter((path) => path.includes('$caseId') && !/\$(?!caseId)/.test(path));
  return [
    ...general,
    ...paths.filter((path) => path.includes('$draftId')).map((path) => path.replace('$draftId', draft.id)),
    ...caseIds.flatMap((caseId) => ofCase.map((path) => path.replace('$caseId', caseId))),
  ];
};

/** The same texts in a page without our window's guards: how many would run. */
const runUnguarded = async (executablePath: string, used: readonly string[]): Promise<number> => {
  const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
  try {
    let ran = 0;
    for (const payload of used) {
      const page = await browser.newPage();
      await page.route('**/*', (route) => route.abort());
      await page.setContent(`<div>${payload}</div>`, { waitUntil: 'commit' });
      await page.waitForTimeout(150);
      if (await page.evaluate(() => ((window as { ran?: unknown[] }).ran?.length ?? 0) > 0)) ran += 1;
      await page.close();
    }
    return ran;
  } finally {
    await browser.close();
  }
};

export const scriptInjection: Row = {
  name: 'script-injection',
  target: '20 through case text, 0 run',
  promise: 'nothing that is written in a case, a name or an agency is ever run by the window',
  seed: 20260424,
  missing: () => (findBrowser() === undefined ? 'no Chromium, Chrome or Edge is installed' : undefined),
  run: async (size, say) => {
    const executablePath = findBrowser() ?? '';
    await buildRenderer(projectDirectory, say);
    const used = size === 'full' ? payloads : [0, 1, 4].map((index) => payloads[index] ?? '');
    const root = mkdtempSync(join(tmpdir(), 'reliability-script-'));
    try {
      await using office = openOffice({ at: officeMoment, directory: root });
      await setUp(office);
      const addresses = await fillOffice(office, used);
      const preview = await openPreview({
        backend: office.backend,
        rendererDirectory,
        headless: true,
        executablePath,
      });
      const outside: string[] = [];
      let [dialogs, shown, ran] = [0, 0, 0];
      try {
        const { page } = preview;
        page.on('dialog', (dialog) => {
          dialogs += 1;
          void dialog.dismiss();
        });
        page.on('request', (request) => {
          if (!request.url().startsWith('https://register.invalid/') && !request.url().startsWith('blob:'))
            outside.push(request.url());
        });
        const base = new URL(page.url()).origin;
        for (const address of addresses) {
          await page.goto(`${base}/#${address}`);
          await page.waitForLoadState('networkidle');
          await page.waitForTimeout(size === 'full' ? 250 : 150);
          for (const tab of await page.getByRole('tab').all()) {
            await tab.click({ timeout: 2_000 }).catch(() => undefined);
            await page.waitForTimeout(60);
          }
          const seen = await page.evaluate(
            (texts) => ({
              ran: (window as { ran?: unknown[] }).ran?.length ?? 0,
              shown: texts.some(
                (text) =>
                  document.body.innerText.includes(text.slice(0, 20)) ||
                  [...document.querySelectorAll('input, textarea')].some((field) =>
                    (field as HTMLInputElement).value.includes(text.slice(0, 20)),
                  ),
              ),
            }),
            [...used],
          );
          ran = Math.max(ran, seen.ran);
          if (seen.shown) shown += 1;
        }
      } finally {
        await preview.close();
      }
      const control = await runUnguarded(executablePath, used);
      return {
        measured: `${used.length} payloads in every text of ${used.length} cases: over ${addresses.length} pages, ${shown} of which show one, ${ran} run, ${dialogs} dialogs, ${outside.length} requests outside${[...new Set(outside)].slice(0, 3).join(' ')}`,
        control: `in a page without the window’s guards ${control} of ${used.length} run`,
        ok:
          ran === 0 &&
          dialogs === 0 &&
          outside.length === 0 &&
          shown > used.length &&
          control >= used.length * 0.6,
      };
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  },
};
