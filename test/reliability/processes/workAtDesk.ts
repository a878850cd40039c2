// A day at the desk with words that must stay in the register: in forms, names, searches, drafts, decisions, notices, and in faults.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBackend } from '../../../electron/backend/createBackend.ts';
import { findBrowser } from '../../../electron/preview/findBrowser.ts';
import {
  createFolderOutbox,
  createNodePorts,
  rendererDirectory,
} from '../../../electron/preview/nodeHost.ts';
import { openPreview } from '../../../electron/preview/previewHost.ts';
import { createClient } from '../../../shared/contract/createClient.ts';
import { buryForm, filledBury } from '../../helpers/docxBuilder.ts';
import { bringInForm, unlock } from '../../e2e/officeSteps.ts';
import { child, decision, logForm, referrer, revisionOf, recordDecision } from '../../helpers/loggedCase.ts';
import { QUICK_SCRYPT, receive, setUp } from '../../helpers/office.ts';
import { canaryWords } from '../canaryWords.ts';

const [home = '', outside = ''] = process.argv.slice(2);
const word = canaryWords;
let deliveries = 0;
const folderOutbox = createFolderOutbox(outside);
const backend = createBackend(
  createNodePorts({
    registerDirectory: join(home, 'register'),
    logDirectory: join(home, 'log'),
    scryptCost: QUICK_SCRYPT,
    outbox: {
      deliver: (handover) => {
        deliveries += 1;
        if (deliveries === 3) throw new Error(`A fault that says ${word.fault}`);
        return folderOutbox.deliver(handover);
      },
    },
  }),
);
const api = createClient(async (name, input) => {
  const result = await backend.call(name, input);
  if (!result.ok) throw result.error;
  return result.value;
});
const desk = { api };

await setUp(desk);
const today = new Date().toISOString().slice(0, 10);
const form = buryForm({ ...filledBury, child: `${word.form}-Test`, summary: `${word.formText} was said.` });
const received = await receive(desk, `${word.fileName}.docx`, form);
const started = await api.drafts.start({ documentId: received.document.id });
await api.drafts.save({ draftId: started.id, revision: started.revision, form: started.form });
const { caseId } = await logForm(desk, today, {
  people: [
    child(`${word.child}-Test`, '2016-04-03', { nhsNumber: '999 000 0018', otherNumber: word.number }),
  ],
  referrers: [referrer(`${word.agency} School`, `${word.referrer}-Test`)],
  summary: `${word.summary} was not visited.`,
  evidence: word.evidence,
});
await api.cases.findAlike({ people: [{ name: word.alike, dateOfBirth: '', nhsNumber: '' }] });
await recordDecision(
  { api },
  {
    caseId,
    revision: await revisionOf(desk, caseId),
    amendmentReason: '',
    undoneDutiesReason: 'Done before',
    decision: decision(today, { decision: `${word.decision} is to be held.`, reasons: word.reasons }),
  },
);
await api.notices.complete({ caseId, revision: await revisionOf(desk, caseId) });
const { noticeId } = await api.cases
  .get({ caseId })
  .then(({ notices }) => ({ noticeId: notices[0]?.id ?? '' }));
await api.notices.savePdf({ noticeId });
await api.notices.draftEmail({ noticeId });
await api.directory.exportFile({ format: 'csv' }).catch(() => undefined);
await api.unsaved.keep({
  screen: 'decision',
  subject: caseId,
  value: JSON.stringify({ words: word.unsaved }),
});
await backend.call('cases.get', { caseId: word.refused });
const second = await logForm(desk, today, { people: [child(`${word.second}-Test`, '2017-05-04')] });

const executablePath = findBrowser();
if (process.argv[4] === 'window' && executablePath) {
  await api.vault.lock({});
  const preview = await openPreview({ backend, rendererDirectory, headless: true, executablePath });
  const { page } = preview;
  page.setDefaultTimeout(30_000);
  const base = new URL(page.url()).origin;
  await unlock(page, 'Priya Nair-Test');
  await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor();
  await page.goto(`${base}/#/register`);
  await page
    .getByRole('searchbox')
    .or(page.getByLabel(/^Search/))
    .first()
    .fill(word.search);
  await page.waitForTimeout(800);
  for (const address of [`/case/${caseId}`, `/case/${caseId}/notice`, '/audit', '/directory']) {
    await page.goto(`${base}/#${address}`);
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(400);
  }
  await page.goto(`${base}/#/case/${second.caseId}/decision`);
  await page.getByLabel('Decision in plain words').fill(`${word.typed} is to be done.`);
  await page.waitForTimeout(1_500);
  writeFileSync(join(outside, 'form.docx'), buryForm({ ...filledBury, child: `${word.upload}-Test` }));
  await page.goto(`${base}/#/today`);
  await bringInForm(page, join(outside, 'form.docx'));
  await page.getByRole('textbox', { name: 'Name' }).first().fill(`${word.draft}-Test`);
  await page.waitForTimeout(1_500);
  process.once('message', () => {
    void preview.close().then(async () => {
      await backend.close();
      process.exit(0);
    });
  });
} else
  process.once('message', () => {
    void backend.close().then(() => process.exit(0));
  });
process.send?.('at work');
