import { createHash } from 'node:crypto';
import PostalMime from 'postal-mime';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import {
  day,
  decision,
  logForm,
  recordDecision,
  referrer,
  revisionOf,
  signInAs,
} from '../../helpers/loggedCase.ts';
import type { PlainDate } from '../../../shared/domain/calendarTypes.ts';
import { openOffice, refusalOf, setUp, type Office } from '../../helpers/office.ts';
import { readPdf } from '../writing/pdfText.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A case of Bury's Level 4, decided, with its notice completed. */
const completeNotice = async (
  office: Office,
  changes: Parameters<typeof logForm>[2] = {},
  made: Parameters<typeof decision>[1] = {},
) => {
  const { api } = office;
  const { caseId } = await logForm(office, '2026-05-12', { stageOrder: 4, ...changes });
  await recordDecision(office, {
    caseId,
    revision: await revisionOf(office, caseId),
    decision: decision('2026-05-14', made),
    amendmentReason: '',
    undoneDutiesReason: 'Decided on the papers',
  });
  const preview = await api.notices.preview({ caseId });
  const { noticeId } = await api.notices.complete({ caseId, revision: await revisionOf(office, caseId) });
  return { caseId, noticeId, preview };
};

/** What a reader of PDFs that was given the passphrase gets out of a file. */
const readWith = async (bytes: Uint8Array, password?: string) => {
  const task = getDocument({
    data: new Uint8Array(bytes),
    verbosity: VerbosityLevel.ERRORS,
    ...(password === undefined ? {} : { password }),
  });
  try {
    const document = await task.promise;
    const { info } = await document.getMetadata();
    const { Title, Language } = info as { readonly Title?: string; readonly Language?: string };
    const page = await document.getPage(1);
    const { items } = await page.getTextContent();
    const tree = await page.getStructTree();
    return { Title, Language, text: items.map((item) => ('str' in item ? item.str : '')).join(''), tree };
  } catch (error) {
    return (error as Error).name;
  } finally {
    await task.destroy();
  }
};

describe('a notice', () => {
  test('is kept with the very bytes that were previewed', async () => {
    await using office = openOffice({ at: '2026-05-14T09:30:00Z' });
    await setUp(office);
    const { caseId, noticeId, preview } = await completeNotice(office);
    const [kept] = (await office.api.cases.get({ caseId })).notices;
    await office.api.notices.showPdf({ noticeId });
    expect([kept?.sha256, sha256(office.delivered[0]!.bytes), office.delivered[0]?.action]).toEqual([
      preview.sha256,
      preview.sha256,
      'open',
    ]);
  });

  test('says besides the decision what was chosen for it and previewed, and the log keeps the choice', async () => {
    await using office = openOffice({ at: '2026-05-14T09:30:00Z' });
    const { api } = office;
    await setUp(office);
    const { caseId, preview } = await completeNotice(office);
    const parts = ['reasons'] as const;
    const chosen = await api.notices.preview({ caseId, parts: [...parts] });
    await api.notices.complete({ caseId, revision: await revisionOf(office, caseId), parts: [...parts] });
    const [second] = (await api.cases.get({ caseId })).notices;
    const { entries } = await api.audit.list({ offset: 0, limit: 50 });
    expect({
      isKept: (await api.notices.pages({ noticeId: second?.id ?? '' })).sha256 === chosen.sha256,
      isAnother: chosen.sha256 !== preview.sha256,
      told: entries.flatMap(({ action, detail }) => (action === 'notices.complete' ? [detail] : [])),
    }).toEqual({
      isKept: true,
      isAnother: true,
      told: [
        'notice version 2: the decision, reasons',
        'notice version 1: the decision, reasons, required actions, outcome for the child',
      ],
    });
  });

  test('of a form with a place for the response says the one that is given, and never makes one up', async () => {
    await using office = openOffice({ at: '2026-05-14T09:30:00Z' });
    const { api } = office;
    await setUp(office, 'staffordshire');
    const { agencies } = await api.directory.listAgencies({});
    const challenged = agencies.find(({ type }) => type === 'childrensSocialCare')?.id ?? '';
    const { caseId } = await completeNotice(
      office,
      { stageOrder: 5, stageOpenedTime: '10:00', challengedAgencyIds: [challenged] },
      {
        bodyId: 'independent-chair-with-representatives',
        panel: [
          { name: 'Priya Nair-Test', role: 'Board manager', agencyId: '' },
          { name: 'Kit Vale-Test', role: 'Representative', agencyId: challenged },
        ],
      },
    );
    const words = 'The threshold was looked at again.\nA strategy meeting is called.';
    const complete = async (response?: { words: string; on?: PlainDate }): Promise<string> => {
      const { noticeId } = await api.notices.complete({
        caseId,
        revision: await revisionOf(office, caseId),
        ...(response ? { response } : {}),
      });
      await api.notices.showPdf({ noticeId });
      const text = (await readPdf(office.delivered.at(-1)!.bytes)).pages.map(({ body }) => body).join('');
      return (
        text
          .slice(text.indexOf('Response:'), text.indexOf('Resolution of Issues:'))
          .replaceAll(/\s+/g, ' ')
          // Paragraphs follow each other without a space.
          .replaceAll(/\.(?=[A-Z])/g, '. ')
          .trim()
      );
    };
    expect([
      await complete(),
      await complete({ words }),
      await complete({ words, on: day('2026-05-13') }),
      await refusalOf(complete({ words, on: day('2026-05-15') })),
    ]).toMatchObject([
      'Response: No response is recorded. Date: None',
      'Response: The threshold was looked at again. A strategy meeting is called. Date: Not given',
      'Response: The threshold was looked at again. A strategy meeting is called. Date: 13 May 2026',
      { code: 'invalid' },
    ]);
  });

  test('goes out under a passphrase that is told once, and opens with nothing else', async () => {
    await using office = openOffice({ at: '2026-05-14T09:30:00Z' });
    const { api, delivered } = office;
    await setUp(office);
    const { noticeId } = await completeNotice(office);
    await api.notices.savePdf({ noticeId });
    const first = await api.notices.savePdf({ noticeId, protect: true });
    const second = await api.notices.draftEmail({ noticeId, protect: true });
    const [plain, copy, draft] = delivered.map(({ bytes }) => bytes);
    const attached = new Uint8Array((await PostalMime.parse(draft!)).attachments[0]?.content as ArrayBuffer);
    const { copies } = await api.notices.protectedCopies({ noticeId });
    expect({
      unprotected: await readWith(plain!),
      withItsOwn: await readWith(copy!, first.passphrase),
      withNone: await readWith(copy!),
      withAnother: await readWith(copy!, second.passphrase),
      inTheDraft: await readWith(attached, second.passphrase),
      kept: copies.map((one) => one.sha256).toSorted(),
      told: [first.passphrase?.split(' ').length, first.passphrase === second.passphrase],
      inTheFile: Buffer.from(copy!).includes(first.passphrase ?? ''),
    }).toEqual({
      unprotected: await readWith(copy!, first.passphrase),
      withItsOwn: expect.objectContaining({
        Title: 'Escalation notice BURY-2026-001',
        Language: 'en-GB',
      }) as unknown,
      withNone: 'PasswordException',
      withAnother: 'PasswordException',
      inTheDraft: await readWith(plain!),
      kept: [sha256(copy!), sha256(attached)].toSorted(),
      told: [4, false],
      inTheFile: false,
    });
  });

  test('of a case without an address of a referrer asks for one before there is a draft', async () => {
    await using office = openOffice({ at: '2026-05-14T09:30:00Z' });
    const { api, delivered } = office;
    await setUp(office);
    const { noticeId } = await completeNotice(office, {
      referrers: [{ ...referrer('Hollybrook Primary School'), email: '' }],
    });
    expect(await refusalOf(api.notices.draftEmail({ noticeId }))).toMatchObject({
      code: 'invalid',
      issues: [{ path: 'to' }],
    });
    await api.notices.draftEmail({ noticeId, to: 'm.ellery@hollybrook.example' });
    expect((await PostalMime.parse(delivered[0]!.bytes)).to).toEqual([
      { address: 'm.ellery@hollybrook.example', name: '' },
    ]);
  });

  test('is marked as sent with the covering letter that it goes with', async () => {
    await using office = openOffice({ at: '2026-05-14T09:30:00Z' });
    const { api, delivered } = office;
    await setUp(office);
    const { caseId } = await completeNotice(office);
    const { proposals, notice } = await api.letters.start({ caseId, kind: 'coveringLetter' });
    const [to] = proposals;
    const words = await api.letters.compose({ caseId, kind: 'coveringLetter', addressee: to?.name ?? '' });
    const { letterId } = await api.letters.write({
      caseId,
      revision: await revisionOf(office, caseId),
      letter: {
        kind: 'coveringLetter',
        addressee: to?.name ?? '',
        addresseeLines: to?.lines ?? '',
        email: to?.email ?? '',
        copyTo: '',
        ...(notice ? { noticeId: notice.id } : {}),
        ...words,
      },
    });
    await api.letters.draftEmail({ letterId });
    const mail = await PostalMime.parse(delivered[0]!.bytes);
    await api.letters.markSent({
      letterId,
      revision: await revisionOf(office, caseId),
      to: 'm.ellery@hollybrook.example',
      how: 'secureEmail',
      on: day('2026-05-14'),
    });
    const detail = await api.cases.get({ caseId });
    expect([
      mail.attachments.map(({ filename }) => filename),
      words.text.includes('Outcome: Upheld\nDecided by: Executive'),
      detail.notices[0]?.sent?.to,
      detail.row.nextStep,
    ]).toEqual([
      ['BURY-2026-001 letter 1.pdf', 'BURY-2026-001 notice.pdf'],
      true,
      'm.ellery@hollybrook.example',
      'close',
    ]);
  });
});

describe('something sent to the wrong person', () => {
  const breach = {
    whatHappened: 'The notice went to another school of a like name.',
    happenedOn: day('2026-05-13'),
    noticedOn: day('2026-05-14'),
    disclosedTo: 'The office of Holly Brook Academy',
    contained: '',
    leadName: '',
    childRisk: '',
  };

  test('is recorded, found in the list while it is open, followed up and closed with words', async () => {
    await using office = openOffice({ at: '2026-05-14T09:30:00Z' });
    const { api } = office;
    await setUp(office);
    const { caseId } = await logForm(office, '2026-05-12');
    await logForm(office, '2026-05-12', { summary: 'Another disagreement.' });
    const revision = () => revisionOf(office, caseId);
    const open = async () => {
      const { rows } = await api.cases.list({
        filter: { openBreach: true },
        sort: { by: 'due', direction: 'up' },
        offset: 0,
        limit: 10,
      });
      const counted = (await api.cases.today({})).counts.find(({ id }) => id === 'breach')?.count;
      return [rows.map((row) => row.caseId), counted];
    };
    const before = await open();
    await api.breaches.record({ caseId, revision: await revision(), breach });
    const while_ = await open();
    const [{ id: breachId } = { id: '' }] = (await api.breaches.ofCase({ caseId })).breaches;
    const early = await refusalOf(
      api.breaches.close({ breachId, revision: await revision(), words: 'Done' }),
    );
    await api.breaches.followUp({
      breachId,
      revision: await revision(),
      contained: 'Deleted by the school, which said so in writing',
      leadName: 'Iris Vane-Test',
      leadToldOn: day('2026-05-14'),
      childRisk: 'None seen: the school does not know the family',
    });
    await api.breaches.close({ breachId, revision: await revision(), words: 'No report needed' });
    const [closed] = (await api.breaches.ofCase({ caseId })).breaches;
    const log = await api.audit.ofCase({ caseId, offset: 0, limit: 100 });
    expect({
      before,
      while_,
      early: early.issues?.map(({ path }) => path),
      after: await open(),
      closed: closed?.closed,
      disclosures: log.entries.filter(({ kind }) => kind === 'disclosure').map(({ action }) => action),
    }).toEqual({
      before: [[], 0],
      while_: [[caseId], 1],
      early: ['contained', 'leadToldOn', 'childRisk'],
      after: [[], 0],
      closed: { on: '2026-05-14', by: 'Priya Nair-Test', words: 'No report needed' },
      disclosures: ['breaches.record'],
    });
  });

  test.each([
    ['a day still to come', { noticedOn: day('2026-05-15') }, 'noticedOn'],
    [
      'an end before its beginning',
      { happenedOn: day('2026-05-14'), noticedOn: day('2026-05-13') },
      'happenedOn',
    ],
    ['somebody told on no day', { leadName: 'Iris Vane-Test' }, 'leadToldOn'],
    ['nobody told on a day', { leadToldOn: day('2026-05-14') }, 'leadName'],
  ])('is not recorded with %s', async (_what, change, path) => {
    await using office = openOffice({ at: '2026-05-14T09:30:00Z' });
    await setUp(office);
    const { caseId } = await logForm(office, '2026-05-12');
    const refusal = await refusalOf(
      office.api.breaches.record({
        caseId,
        revision: await revisionOf(office, caseId),
        breach: { ...breach, ...change },
      }),
    );
    expect(refusal.issues?.map((issue) => issue.path)).toEqual([path]);
  });

  test('is recorded by the business unit alone', async () => {
    await using office = openOffice({ at: '2026-05-14T09:30:00Z' });
    await setUp(office);
    const { caseId } = await logForm(office, '2026-05-12');
    await signInAs(office, 'independentScrutineer');
    expect(
      await refusalOf(
        office.api.breaches.record({ caseId, revision: await revisionOf(office, caseId), breach }),
      ),
    ).toMatchObject({ code: 'forbidden' });
  });
});
