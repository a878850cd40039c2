import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import readXlsxFile from 'read-excel-file/node';
import type { CaseFilter } from '../../../shared/contract/cases.ts';
import type { InputOf } from '../../../shared/contract/index.ts';
import { sortKeys } from '../../../shared/contract/cases.ts';
import { boxesOf, emptyPerson } from '../../../shared/domain/intake.ts';
import { openOffice, refusalOf, setUp, type Office } from '../../helpers/office.ts';
import {
  child,
  day,
  decision,
  filledIn,
  logForm,
  referrer,
  recordDecision,
  signInAs,
} from '../../helpers/loggedCase.ts';

const listed = async ({ api }: Pick<Office, 'api'>, filter: CaseFilter) => {
  const { rows, total } = await api.cases.list({
    filter,
    sort: { by: 'reference', direction: 'up' },
    offset: 0,
    limit: 200,
  });
  expect(total).toBe(rows.length);
  return rows;
};
const references = async (office: Pick<Office, 'api'>, filter: CaseFilter) =>
  (await listed(office, filter)).map(({ reference }) => Number(reference.slice(-3)));

test('the search takes what is typed as plain text, with or without accents, capitals and typographic signs', async () => {
  await using office = openOffice();
  await setUp(office);
  const on = '2026-05-14';
  await logForm(office, on, {
    people: [child('Zoë Núñez-Test', '2016-04-03')],
    summary: 'Threshold: 100% "closed"',
  });
  await logForm(office, on, {
    people: [child('Seán O’Brien-Test', '2015-02-01')],
    summary: 'a_b OR (NEAR) * ^ plan',
  });
  await logForm(office, on, {
    people: [child('Jo Li-Test', '2014-02-01', { nhsNumber: '999 000 0018' })],
    summary: 'No further action was taken',
  });
  const found: Record<string, number[]> = {
    zoe: [1],
    ZOË: [1],
    'zoe\u0308': [1],
    nunez: [1],
    zo: [1],
    núñ: [1],
    "o'brien": [2],
    'O’Brien': [2],
    'sean obrien': [],
    li: [3],
    'li jo': [3],
    '999 000 0018': [3],
    '9990000018': [3],
    'BURY-2026-002': [2],
    bury: [1, 2, 3],
    '100%': [1],
    '%%%': [],
    '%': [],
    '"closed"': [1],
    '"': [],
    '""""': [],
    a_b: [2],
    _: [],
    'plan OR threshold': [],
    OR: [1, 2, 3], // Morgan, the referrer
    'NEAR(': [],
    '(near)': [2],
    'plan AND NOT': [],
    'names:zoe': [],
    'plan*': [],
    '-': [1, 2, 3],
    '???': [],
    'further\u0000action': [3],
    '\u0000': [1, 2, 3],
    '  ': [1, 2, 3],
    '': [1, 2, 3],
    "'; DROP TABLE cases; --": [],
  };
  const answers: Record<string, number[]> = {};
  for (const search of Object.keys(found)) answers[search] = await references(office, { search });
  expect(answers).toEqual(found);
  expect(await references(office, { search: 'a '.repeat(100) })).toEqual([1, 2, 3]);
  expect(office.faults).toEqual([]);
});

/** Twelve cases of every kind, as the office sees them on Monday 18 May 2026. */
const aVariedRegister = async () => {
  const office = openOffice({ at: '2026-05-01T09:00:00Z' });
  const { api } = office;
  const { session } = await setUp(office);
  const { agencies } = await api.directory.listAgencies({});
  const agencyId = (name: string) => agencies.find((agency) => agency.name === name)?.id ?? '';
  const [police, housing] = [agencyId('Police'), agencyId('Housing')];
  const theme = (id: string) => ({ themeIds: [id], primaryThemeId: id });
  const at = async (on: string, changes: Parameters<typeof logForm>[2] = {}) => {
    office.clock.set(`${on}T09:00:00Z`);
    return logForm(office, on, changes);
  };
  await at('2026-05-01', { ...theme('levels-of-need'), challengedAgencyIds: [police] }); // 1: overdue
  await at('2026-05-05', { people: [child('Ada Birch-Test', '2012-01-01')], stageOrder: 3 }); // 2: level 3, overdue
  const paused = await at('2026-05-06', { referrers: [referrer('Police', 'Pat Coe-Test', police)] }); // 3: paused
  const decided = await at('2026-05-07', theme('communication')); // 4: decided
  const closed = await at('2026-05-07', { people: [child('Cy Dell-Test')] }); // 5: closed
  await at('2026-05-11', { sharedConcern: true }); // 6: due today
  await at('2026-05-12', { challengedAgencyIds: [housing, police] }); // 7: due tomorrow
  await at('2026-05-13', { people: [{ ...emptyPerson('unborn'), nameNotKnown: true }] }); // 8: due on the 20th
  await at('2026-05-14', { ...theme('need-for-action') }); // 9: due on the 21st
  await at('2026-05-15', { childLedOn: boxesOf(day('2026-05-16')), childLedReason: 'Court' }); // 10: child's date, Saturday
  const unowned = await at('2026-05-15', { referrers: [referrer('Zebra School')] }); // 11
  await at('2026-05-15', { childLedOn: boxesOf(day('2026-05-20')), childLedReason: 'Birth' }); // 12
  office.clock.set('2026-05-18T09:00:00Z');
  await api.cases.pause({ caseId: paused.caseId, revision: 0, reason: 'Waiting for the police' });
  await api.cases.assign({ caseId: unowned.caseId, revision: 0, ownerId: null });
  await recordDecision(
    { api },
    {
      caseId: decided.caseId,
      revision: 0,
      decision: decision('2026-05-18'),
      amendmentReason: '',
      undoneDutiesReason: 'Not what this is about.',
    },
  );
  await api.cases.endStage({
    caseId: closed.caseId,
    revision: 0,
    outcome: 'withdrawn',
    endedOn: day('2026-05-18'),
    words: 'Withdrawn by the school',
    noConfirmationReason: '',
  });
  return { office, session, police, housing };
};

test('each filter shows the cases it names, and its count is that of its list', async () => {
  const { office, session, police, housing } = await aVariedRegister();
  await using _office = office;
  const all = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
  const shown = async (filter: CaseFilter) => references(office, filter);
  expect({
    none: await shown({}),
    emptyLists: await shown({ status: [], nextStep: [], stageOrders: [], themeIds: [] }),
    open: await shown({ status: ['open'] }),
    decided: await shown({ status: ['decided'] }),
    closed: await shown({ status: ['closed'] }),
    decide: await shown({ nextStep: ['decide'] }),
    notice: await shown({ nextStep: ['completeNotice', 'sendNotice'] }),
    level3: await shown({ stageOrders: [3] }),
    overdue: await shown({ due: 'overdue' }),
    soon: await shown({ due: 'soon' }),
    raisedByPolice: await shown({ raisedByAgencyId: [police] }),
    challenged: await shown({ challengedAgencyId: [housing] }),
    challengedEither: await shown({ challengedAgencyId: [housing, police] }),
    theme: await shown({ themeIds: ['levels-of-need', 'communication'] }),
    notCoded: await shown({ notCoded: true }),
    mine: await shown({ ownerId: session.userId }),
    nobodys: await shown({ ownerId: randomUUID() }),
    received: await shown({ receivedFrom: day('2026-05-06'), receivedTo: day('2026-05-07') }),
    together: await shown({ status: ['open'], challengedAgencyId: [police], due: 'soon', search: 'rowan' }),
  }).toEqual({
    none: all,
    emptyLists: all,
    open: [1, 2, 3, 6, 7, 8, 9, 10, 11, 12],
    decided: [4],
    closed: [5],
    decide: [1, 3, 6, 7, 8, 9, 10, 11, 12],
    notice: [4],
    level3: [2],
    overdue: [1, 2, 10],
    soon: [6, 7, 8, 12],
    raisedByPolice: [3],
    challenged: [7],
    challengedEither: [1, 7],
    theme: [1, 4],
    notCoded: [2, 3, 5, 6, 7, 8, 10, 11, 12],
    mine: all.filter((number) => number !== 11),
    nobodys: [],
    received: [3, 4, 5],
    together: [7],
  });
});

test('the list filters by the very words that each row shows, at every hour around a bank holiday', async () => {
  const { office } = await aVariedRegister();
  await using _office = office;
  for (const moment of [
    '2026-05-15T22:59:59Z',
    '2026-05-15T23:00:00Z',
    '2026-05-16T12:00:00Z',
    '2026-05-17T23:30:00Z',
    '2026-05-20T22:59:59.999Z',
    '2026-05-20T23:00:00Z',
    '2026-05-21T12:00:00Z',
    '2026-05-22T12:00:00Z',
    '2026-05-25T12:00:00Z',
  ]) {
    office.clock.set(moment);
    const rows = await listed(office, {});
    const ofKind = (...kinds: string[]) =>
      rows.filter(({ due }) => kinds.includes(due.kind)).map(({ reference }) => Number(reference.slice(-3)));
    expect([moment, await references(office, { due: 'overdue' })]).toEqual([moment, ofKind('overdue')]);
    expect([moment, await references(office, { due: 'soon' })]).toEqual([moment, ofKind('today', 'soon')]);
    expect([moment, await office.api.cases.countByDue({ filter: {} })]).toEqual([
      moment,
      {
        overdue: ofKind('overdue').length,
        soon: ofKind('today', 'soon').length,
        later: ofKind('later').length,
      },
    ]);
  }
});

test('each count of Today is that of the list it opens', async () => {
  const { office } = await aVariedRegister();
  await using _office = office;
  const today = await office.api.cases.today({});
  for (const { id, count, filter } of today.counts)
    expect([id, (await listed(office, filter)).length]).toEqual([id, count]);
  expect(Object.fromEntries(today.counts.map(({ id, count }) => [id, count]))).toEqual({
    actions: 0,
    breach: 0,
    requests: 0,
    overdue: 3,
    soon: 4,
    decision: 9,
    noticeToSend: 1,
    receipt: 0,
    notCoded: 9,
  });
  expect(today.groups.map(({ id, rows, total }) => [id, rows.length, total])).toEqual([
    ['overdue', 3, 3],
    ['soon', 4, 4],
    ['decision', 9, 9],
    ['unfinished', 1, 1],
  ]);
  expect(today.ahead).toHaveLength(15);
  expect(today.ahead.find(({ on }) => on === '2026-05-25')).toMatchObject({
    closedBecause: expect.stringMatching(/bank holiday/i) as string,
  });
});

test('every order holds the same cases both ways, a page at a time without a gap or a repeat', async () => {
  const { office } = await aVariedRegister();
  await using _office = office;
  const values = {
    due: undefined,
    reference: (row: { reference: string }) => row.reference,
    child: (row: { people: { name: string }[] }) => row.people[0]?.name.replace(/^.*not known$/, '') ?? '',
    stage: (row: { stage: { order: number } }) => row.stage.order,
    raisedBy: (row: { raisedBy: string[] }) => row.raisedBy[0] ?? '',
    received: (row: { receivedOn: string }) => row.receivedOn,
    status: (row: { status: string }) => ['open', 'decided', 'closed'].indexOf(row.status),
    owner: undefined,
  } as const;
  for (const by of sortKeys)
    for (const direction of ['up', 'down'] as const) {
      const rows = [];
      for (let offset = 0; offset < 12; offset += 5) {
        const page = await office.api.cases.list({ filter: {}, sort: { by, direction }, offset, limit: 5 });
        expect(page).toMatchObject({ total: 12, totalOpen: 10 });
        rows.push(...page.rows);
      }
      expect(new Set(rows.map(({ caseId }) => caseId)).size, `${by} ${direction}`).toBe(12);
      const valueOf = values[by];
      if (valueOf) {
        const inOrder = rows.map((row) => valueOf(row));
        const sorted = inOrder.toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0));
        expect(inOrder, `${by} ${direction}`).toEqual(direction === 'up' ? sorted : sorted.toReversed());
      }
      if (by === 'owner')
        expect(rows.at(direction === 'up' ? -1 : 0)?.reference, 'nobody’s').toBe('BURY-2026-011');
      if (by === 'due')
        expect(rows.map(({ status }) => status).slice(-2), 'what is done comes last').toEqual([
          'decided',
          'closed',
        ]);
    }
  const far = { filter: {}, sort: { by: 'due', direction: 'up' }, offset: 5_000, limit: 1 } as const;
  expect(await office.api.cases.list(far)).toMatchObject({ rows: [], total: 12 });
});

test('the list leaves as a file with the filter, order and columns of the screen, and the log says so without a name', async () => {
  const { office } = await aVariedRegister();
  await using _office = office;
  const { api } = office;
  const shown = {
    filter: { stageOrders: [3, 4], search: 'test', receivedTo: day('2026-05-07') },
    sort: { by: 'child', direction: 'up' },
    columns: ['child', 'daysLeft', 'themes', 'received', 'due', 'owner'],
  } as const satisfies Pick<InputOf<'cases.exportList'>, 'filter' | 'sort'> & { columns: readonly string[] };
  await api.cases.exportList({ ...shown, columns: [...shown.columns], format: 'csv' });
  await api.cases.exportList({ ...shown, columns: ['child', 'reference'], format: 'xlsx' });
  const [csv, xlsx] = office.delivered;
  expect(Buffer.from(csv?.bytes ?? []).toString()).toBe(
    [
      '\uFEFFReference,Child,Age,Days left,Themes,Received,Due,Owner',
      'BURY-2026-002,Ada Birch-Test,14 years,4 days over,Not coded,5 May 2026,12 May 2026,Priya Nair-Test',
      'BURY-2026-005,Cy Dell-Test,age not known,,Not coded,7 May 2026,None,Priya Nair-Test',
      'BURY-2026-004,Rowan Ashdown-Test,10 years,,Communication about a safeguarding issue,7 May 2026,None,Priya Nair-Test',
      'BURY-2026-003,Rowan Ashdown-Test,10 years,Paused,Not coded,6 May 2026,13 May 2026,Priya Nair-Test',
      'BURY-2026-001,Rowan Ashdown-Test,10 years,6 days over,Levels of need,1 May 2026,8 May 2026,Priya Nair-Test',
      '',
    ].join('\r\n'),
  );
  const sheet = await readXlsxFile(Buffer.from(xlsx?.bytes ?? []));
  expect(sheet.map(({ data }) => data.slice(0, 2))).toEqual([
    [
      ['Child', 'Age', 'Reference'],
      ['Ada Birch-Test', '14 years', 'BURY-2026-002'],
    ],
  ]);
  expect([csv?.suggestedName, xlsx?.suggestedName]).toEqual(['register.csv', 'register.xlsx']);
  const { entries } = await api.audit.list({ kind: 'disclosure', offset: 0, limit: 2 });
  expect(entries.map(({ action, detail }) => `${action} ${detail}`)).toEqual([
    'cases.exportList 5 cases as xlsx handed over',
    'cases.exportList 5 cases as csv handed over',
  ]);
  expect(
    await office.try('cases.exportList', { ...shown, columns: ['reference'], format: 'csv' } as never),
  ).toMatchObject({ ok: false, error: { code: 'invalid' } });
  await signInAs(office, 'reader');
  expect(
    await refusalOf(api.cases.exportList({ ...shown, columns: ['child'], format: 'csv' })),
  ).toMatchObject({ code: 'forbidden' });
});

test('closing the office on a day moves the dates of open cases in the list as on the case', async () => {
  await using office = openOffice({ at: '2026-05-14T09:00:00Z' });
  const { api } = office;
  await setUp(office);
  const { caseId } = await logForm(office, '2026-05-14');
  const { settings } = await api.settings.get({});
  await api.settings.update({
    ...settings,
    extraClosedDays: [{ on: day('2026-05-21'), name: 'Training day' }],
  });
  const { row, stages, revision } = await api.cases.get({ caseId });
  expect(stages[0]?.clock?.dueOn).toBe('2026-05-20');
  expect(row.dueOn).toBe('2026-05-20');
  expect(revision).toBe(0);
});

test('the same child is found under another spelling, with figures swapped, or by NHS number; a brother or sister is not', async () => {
  await using office = openOffice();
  const { api } = office;
  await setUp(office);
  const on = '2026-05-14';
  await logForm(office, on, {
    people: [child('Catherine Núñez-Test', '2016-04-03', { nhsNumber: '9990000018' })],
  });
  await logForm(office, on, {
    people: [
      { ...emptyPerson('unborn'), nameNotKnown: true, expectedDateOfBirth: boxesOf(day('2026-07-09')) },
    ],
  });
  await logForm(office, on, { people: [child('Ivor Hale-Test', '1961-02-01', { kind: 'adult' })] });
  await logForm(office, on, { people: [child('李小龙', '2016-04-03')] });
  const alike = async (name: string, dateOfBirth = '', nhsNumber = '') =>
    (await api.cases.findAlike({ people: [{ name, dateOfBirth, nhsNumber }] })).alike.map(
      ({ reference, reasons }) => [Number(reference.slice(-3)), ...reasons],
    );
  expect({
    accents: await alike('catherine nunez test'),
    sound: await alike('Kathryn Nunez-Test', '2016-04-03'),
    swappedDay: await alike('Catherine Nunez-Test', '2016-03-04'),
    numberAlone: await alike('', '', '999 000 0018'),
    numberSwapped: await alike('Catherine Nunez-Test', '', '9990000081'),
    twin: await alike('Rowan Núñez-Test', '2016-04-03'),
    surnameOnly: await alike('Rowan Núñez-Test'),
    birthdayOnly: await alike('', '2016-04-03'),
    namesake: await alike('Catherine Nunez-Test', '2009-11-28'),
    adult: await alike('Ivor Hale-Test', '1961-02-01'),
    unborn: await alike(''),
    otherScript: await alike('王芳', '2016-04-03'),
    sameOtherScript: await alike('李小龙', '2016-04-03'),
    impossibleDate: await alike('Catherine Nunez-Test', '2016-02-31'),
  }).toEqual({
    accents: [[1, 'Same name']],
    sound: [[1, 'Name alike', 'Same date of birth']],
    swappedDay: [[1, 'Same name', 'Date of birth differs by one or two figures']],
    numberAlone: [[1, 'Same NHS number']],
    numberSwapped: [[1, 'NHS number differs by one or two figures', 'Same name']],
    twin: [],
    surnameOnly: [],
    birthdayOnly: [],
    namesake: [],
    adult: [[3, 'Same name', 'Same date of birth']],
    unborn: [],
    otherScript: [],
    sameOtherScript: [[4, 'Same name', 'Same date of birth']],
    impossibleDate: [[1, 'Same name']],
  });
});

test('whoever searches from a case is not shown that case itself', async () => {
  await using office = openOffice();
  const { api } = office;
  await setUp(office);
  const bytes = Buffer.from('A plain letter about a child.');
  const { uploadId } = await api.documents.begin({ fileName: 'letter.txt', bytes: bytes.length });
  await api.documents.append({ uploadId, index: 0, piece: bytes.toString('base64') });
  const { document } = await api.documents.finish({ uploadId });
  const draft = await api.drafts.start({ documentId: document.id });
  const other = await logForm(office, '2026-05-14');
  await api.drafts.save({ draftId: draft.id, revision: 0, form: filledIn(draft.form, '2026-05-14') });
  const { caseId } = await api.drafts.log({ draftId: draft.id, revision: 1 });
  const people = [{ name: 'Rowan Ashdown-Test', dateOfBirth: '2016-04-03', nhsNumber: '' }];
  const found = await api.cases.findAlike({ people, documentSha256: document.sha256 });
  expect(found.sameForm.map((alike) => alike.caseId)).toEqual([caseId]);
  const fromCase = await api.cases.findAlike({
    people,
    documentSha256: document.sha256,
    exceptCaseId: caseId,
  });
  expect(fromCase.sameForm).toEqual([]);
  expect(fromCase.alike.map((alike) => alike.caseId)).toEqual([other.caseId]);
  expect(await refusalOf(api.cases.get({ caseId: randomUUID() }))).toMatchObject({ code: 'not-found' });
});
