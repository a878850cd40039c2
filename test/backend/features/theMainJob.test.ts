import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { plainDate } from '../../../shared/domain/calendarTypes.ts';
import { recordDecision } from '../../helpers/loggedCase.ts';
import { fixtureForm, openOffice, receive, setUp } from '../../helpers/office.ts';

const day = (text: string) => plainDate(text);

test('a form that came in by e-mail is logged, decided and answered with a notice, and the case is closed', async () => {
  await using office = openOffice({ at: '2026-03-10T09:30:00Z' });
  const { api } = office;
  await setUp(office);

  const received = await receive(office, 'request.docx', fixtureForm('bury-request-for-resolution.docx'));
  expect(received.problem).toBeUndefined();
  expect(received.reading?.procedure).toBe('bury');

  const draft = await api.drafts.start({ documentId: received.document.id });
  expect(draft.form.people[0]?.name).toBe('Rowan Ashdown-Test');
  const { agencies } = await api.directory.listAgencies({});
  const socialCare = agencies.find((agency) => agency.type === 'childrensSocialCare');
  const form = {
    ...draft.form,
    dangerAnswer: 'no' as const,
    challengedAgencyIds: [socialCare?.id ?? ''],
    themeIds: ['levels-of-need'],
    primaryThemeId: 'levels-of-need',
    levelOfNeed: '4' as const,
    childStatus: 'childInNeed' as const,
  };
  const { procedure } = await api.settings.get({});
  form.themeIds = [procedure.procedure.themes[0]?.id ?? ''];
  form.primaryThemeId = form.themeIds[0] ?? '';
  const saved = await api.drafts.save({ draftId: draft.id, revision: draft.revision, form });
  const { caseId, reference } = await api.drafts.log({ draftId: draft.id, revision: saved.revision });
  expect(reference).toBe('BURY-2026-001');

  const logged = await api.cases.get({ caseId });
  expect(logged.row).toMatchObject({
    stage: { order: 4, label: 'Level 4' },
    raisedBy: ['Hollybrook Primary School'],
    challenged: ["Children's Social Care"],
    dueOn: '2026-03-17',
    nextStep: 'decide',
    due: { kind: 'later', words: '5 days left' },
  });

  office.clock.set('2026-03-16T11:00:00Z');
  const decided = await recordDecision(
    { api },
    {
      caseId,
      revision: logged.revision,
      amendmentReason: '',
      undoneDutiesReason: 'Not what this is about.',
      decision: {
        bodyId: procedure.procedure.decisionBodies[0]?.id ?? '',
        deciderName: 'Margaret Osei-Test',
        decidedOn: day('2026-03-16'),
        outcome: 'upheld',
        decision: 'A strategy discussion is to be held, with health and police present.',
        reasons: 'Two disclosures within ten days were read apart and should have been read together.',
        requiredActions: [
          {
            action: 'Hold the strategy discussion',
            owner: "Children's Social Care",
            dueOn: day('2026-03-17'),
          },
        ],
        outcomeForChild: 'tooEarly',
        outcomeForChildWords: '',
        widerLearning: '',
        dissent: '',
        referredOutwardTo: '',
      },
    },
  );
  expect((await api.notices.preview({ caseId })).pages.length).toBeGreaterThan(0);
  const completed = await api.notices.complete({ caseId, revision: decided.revision });
  const pages = await api.notices.pages({ noticeId: completed.noticeId });
  expect(pages.pages[0]?.text).toContain('Rowan Ashdown-Test');

  await api.notices.savePdf({ noticeId: completed.noticeId });
  await api.notices.draftEmail({ noticeId: completed.noticeId });
  const [pdf, eml] = office.delivered;
  expect(pdf?.suggestedName).toBe('BURY-2026-001 notice.pdf');
  const mail = await PostalMime.parse(eml?.bytes ?? new Uint8Array());
  expect(mail.headers.find((header) => header.key === 'x-unsent')?.value).toBe('1');
  expect(mail.subject).not.toContain('Rowan');
  expect(Buffer.from(mail.attachments[0]?.content as ArrayBuffer).equals(Buffer.from(pdf?.bytes ?? []))).toBe(
    true,
  );

  const sent = await api.notices.markSent({
    noticeId: completed.noticeId,
    revision: completed.revision,
    to: 'm.ellery@hollybrook.example',
    how: 'secureEmail',
    on: day('2026-03-16'),
  });
  const closed = await api.cases.close({ caseId, revision: sent.revision });
  await api.notices.confirmReceipt({
    noticeId: completed.noticeId,
    revision: closed.revision,
    on: day('2026-03-16'),
    words: '',
  });
  const ended = await api.cases.get({ caseId });
  expect(ended.row).toMatchObject({ status: 'closed', nextStep: 'none' });

  const history = await api.audit.ofCase({ caseId, offset: 0, limit: 100 });
  expect(history.entries.map((entry) => entry.action).toReversed()).toEqual([
    'drafts.log',
    'cases.get',
    'decisions.recordElsewhere',
    'notices.preview',
    'notices.complete',
    'notices.pages',
    'notices.savePdf',
    'notices.draftEmail',
    'notices.markSent',
    'cases.close',
    'notices.confirmReceipt',
    'cases.get',
  ]);
  expect(await api.audit.check({})).toMatchObject({ intact: true });
  expect(office.faults).toEqual([]);

  await api.vault.lock({});
  for (const name of readdirSync(office.directory)) {
    const bytes = readFileSync(join(office.directory, name));
    expect(bytes.includes('Ashdown'), `${name} holds no child's name`).toBe(false);
    expect(bytes.subarray(0, 15).toString('latin1'), name).not.toBe('SQLite format 3');
  }
});
