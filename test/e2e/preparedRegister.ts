/** A register as an office leaves it on an ordinary morning, made through the backend: quicker than through the window. */
import { cp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Role } from '../../shared/domain/permissions.ts';
import {
  child,
  day,
  decision,
  logForm,
  referrer,
  revisionOf,
  recordDecision,
} from '../helpers/loggedCase.ts';
import { fixtureForm, officeClock, openOffice, PASSPHRASE, receive, setUp } from '../helpers/office.ts';

export const registerOpenedAt = '2026-03-12T10:00:00Z';
/** The window's backend stands still at the moment that the register was prepared for. */
export const preparedClock = () => officeClock(registerOpenedAt);

const colleagues = {
  coordinator: 'Tomasz Reid-Test',
  independentChair: 'Ann Whitlock-Test',
  independentScrutineer: 'Margaret Osei-Test',
  reader: 'Joy Adeyemi-Test',
} as const satisfies Partial<Record<Role, string>>;

export interface PreparedRegister {
  readonly registerDirectory: string;
  readonly people: Readonly<Record<Role, { readonly name: string; readonly passphrase: string }>>;
  readonly cases: {
    /** Open at level 4, with the form that it came with. */
    readonly toDecide: string;
    readonly overdue: string;
    readonly noticeToComplete: string;
    readonly noticeToSend: string;
    readonly closed: string;
  };
  readonly draftId: string;
  /** Of the quarter that is not over yet. */
  readonly reports: {
    /** For the public, with a child's name among its words. */
    readonly draft: string;
    readonly frozen: string;
  };
}

/** Makes the register in `folder` under Bury's procedure, with somebody in every role and a case in every state. */
export const prepareRegister = async (folder: string): Promise<PreparedRegister> => {
  await using office = openOffice({ at: '2026-02-24T09:00:00Z', directory: folder });
  const { api, clock } = office;
  await setUp(office);
  const people: Record<string, { name: string; passphrase: string }> = {
    businessManager: { name: 'Priya Nair-Test', passphrase: PASSPHRASE },
  };
  for (const [role, name] of Object.entries(colleagues)) {
    const { passphrase } = await api.people.add({ name, role: role as Role });
    people[role] = { name, passphrase };
  }
  const { agencies } = await api.directory.listAgencies({});
  const agencyOf = (type: string): string => agencies.find((agency) => agency.type === type)?.id ?? '';
  const { procedure } = await api.settings.get({});
  const themeIds = procedure.procedure.themes.map(({ id }) => id);
  const coded = (theme: number) => ({
    challengedAgencyIds: [agencyOf('childrensSocialCare')],
    themeIds: [themeIds[theme] ?? '', themeIds[theme + 1] ?? ''].filter(Boolean),
    primaryThemeId: themeIds[theme] ?? '',
    levelOfNeed: '4' as const,
    childStatus: 'childInNeed' as const,
  });

  const overdue = await logForm(office, '2026-02-24', {
    ...coded(1),
    stageOrder: 3,
    people: [child('Zofia Łukasik-Test', '2012-11-30'), child('Antoni Łukasik-Test', '2014-02-11')],
    referrers: [referrer('Northbank NHS Foundation Trust', 'Dilys Bevan-Test')],
  });
  clock.set('2026-02-26T11:00:00Z');
  const closed = await logForm(office, '2026-02-26', {
    ...coded(2),
    people: [child('Callum Prior-Test', '2010-06-01')],
  });
  await api.cases.endStage({
    caseId: closed.caseId,
    revision: 0,
    outcome: 'withdrawn',
    endedOn: day('2026-02-26'),
    words: 'The school took the escalation back.',
    noConfirmationReason: 'By telephone',
  });
  const decide = async (caseId: string): Promise<void> => {
    await recordDecision(
      { api },
      {
        caseId,
        revision: await revisionOf(office, caseId),
        amendmentReason: '',
        undoneDutiesReason: 'Done before the case was logged',
        decision: decision('2026-03-06', {
          requiredActions: [
            {
              action: 'Hold the strategy discussion',
              owner: "Children's Social Care",
              dueOn: day('2026-03-20'),
            },
          ],
          widerLearning: 'Two disclosures within ten days should be read together.',
        }),
      },
    );
  };
  clock.set('2026-03-06T10:00:00Z');
  const noticeToComplete = await logForm(office, '2026-03-02', {
    ...coded(0),
    people: [child('Ayşe Doğan-Test', '2019-01-20')],
    referrers: [referrer('Moorside Road Community Nursery and Family Hub', 'Femi Bright-Test')],
  });
  await decide(noticeToComplete.caseId);
  const noticeToSend = await logForm(office, '2026-03-03', {
    ...coded(3),
    people: [child('Leila Haddon-Test', '2021-08-09', { nhsNumber: '999 000 0018' })],
  });
  await decide(noticeToSend.caseId);
  await api.notices.complete({
    caseId: noticeToSend.caseId,
    revision: await revisionOf(office, noticeToSend.caseId),
  });
  clock.set('2026-03-09T10:00:00Z');
  await logForm(office, '2026-03-09', {
    people: [{ ...child('', undefined), kind: 'unborn', nameNotKnown: true, dateOfBirthNotKnown: false }],
    referrers: [referrer('Riverside Midwifery Service', 'Grace Oyelaran-Test')],
    stageOrder: 3,
  });

  clock.set('2026-03-11T10:00:00Z');
  const file = await receive(office, 'request.docx', fixtureForm('bury-request-for-resolution.docx'));
  const started = await api.drafts.start({ documentId: file.document.id });
  const saved = await api.drafts.save({
    draftId: started.id,
    revision: started.revision,
    form: { ...started.form, dangerAnswer: 'no', ...coded(0) },
  });
  const toDecide = await api.drafts.log({ draftId: started.id, revision: saved.revision });
  await api.cases.recordEntry({
    caseId: toDecide.caseId,
    revision: 0,
    stageOrder: 4,
    kind: 'meeting',
    happenedOn: day('2026-03-11'),
    title: 'Resolution meeting',
    words: 'The school and the team manager went through the two disclosures.',
    attendees: ['Morgan Ellery', 'Ruth Calder-Test'],
    agreements: 'The disclosures belong together.',
    disagreements: 'Whether the threshold was met in November.',
    actions: [
      { action: 'Send the chronology', owner: 'Hollybrook Primary School', dueOn: day('2026-03-13') },
    ],
  });
  const draft = await api.drafts.start({
    documentId: (
      await receive(
        office,
        'second request.docx',
        Buffer.concat([fixtureForm('bury-request-for-resolution.docx')]),
      )
    ).document.id,
  });
  const quarter = { firstOn: day('2026-01-01'), lastOn: day('2026-03-31') };
  const frozen = await api.reports.start({ ...quarter, kind: 'internal' });
  await api.reports.freeze({ ...frozen, revision: 0 });
  const written = await api.reports.start({ ...quarter, kind: 'published' });
  const { texts } = await api.reports.open(written);
  await api.reports.save({
    ...written,
    revision: 0,
    texts: {
      ...texts,
      learning: 'Zofia Łukasik-Test waited for the meeting, and Hope for an answer.',
      actions: [{ action: 'Teach the new form', owner: 'Business unit', by: 'June 2026' }],
    },
  });
  if (office.faults.length > 0) throw new Error(office.faults.join('\n'));
  return {
    registerDirectory: office.directory,
    people: people as PreparedRegister['people'],
    cases: {
      toDecide: toDecide.caseId,
      overdue: overdue.caseId,
      noticeToComplete: noticeToComplete.caseId,
      noticeToSend: noticeToSend.caseId,
      closed: closed.caseId,
    },
    draftId: draft.id,
    reports: { draft: written.reportId, frozen: frozen.reportId },
  };
};

/** Names the register that was made before the tests began, with its ids, as JSON. */
export const PREPARED = 'PREPARED_REGISTER';

/** A copy of the prepared register in `folder`, for one test to change. */
export const takePrepared = async (folder: string): Promise<PreparedRegister> => {
  const prepared = JSON.parse(process.env[PREPARED] ?? '') as PreparedRegister;
  await cp(dirname(prepared.registerDirectory), folder, { recursive: true });
  return { ...prepared, registerDirectory: join(folder, 'register') };
};
