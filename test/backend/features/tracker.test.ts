import { describe, expect, test } from 'vitest';
import { writeSpreadsheet } from '../../../electron/backend/documents/writing/spreadsheet.ts';
import type { InputOf } from '../../../shared/contract/index.ts';
import { addAgencyAs, AS_WRITTEN } from '../../../shared/domain/tracker.ts';
import { logForm, child, signInAs } from '../../helpers/loggedCase.ts';
import { openOffice, refusalOf, setUp, type Office } from '../../helpers/office.ts';
import { writeOds } from '../../helpers/trackerFile.ts';

const headings = [
  'Ref',
  'Date received',
  'Child',
  'DOB',
  'NHS no',
  'Raised by',
  'Escalated against',
  'Level',
  'Theme',
  'Summary of concern',
  'Status',
  'Outcome',
  'Decision',
  'Date closed',
  'Notes',
];

type Desk = Pick<Office, 'api'>;

const openFile = async ({ api }: Desk, bytes: Uint8Array) => {
  const { uploadId } = await api.documents.begin({ fileName: 'tracker', bytes: bytes.length });
  const piece = 512 * 1024;
  for (let index = 0; index * piece < bytes.length; index += 1)
    await api.documents.append({
      uploadId,
      index,
      piece: Buffer.from(bytes.subarray(index * piece, (index + 1) * piece)).toString('base64'),
    });
  return api.tracker.open({ uploadId });
};

/** Takes every proposal, answers the words that are left as told, and checks. */
const checkAsProposed = async (
  { api }: Desk,
  fileId: string,
  answers: Readonly<Record<string, string>> = {},
  sheet = 0,
) => {
  const { headerRow, columns } = await api.tracker.layout({ fileId, sheet });
  const chosen = columns.map(({ field }) => field);
  const { words } = await api.tracker.words({ fileId, sheet, headerRow, columns: chosen });
  const plan: InputOf<'tracker.check'> = {
    fileId,
    sheet,
    headerRow,
    columns: chosen,
    answers: words.map(({ kind, key, text, answer }) => ({ kind, key, answer: answers[text] ?? answer })),
  };
  return { plan, words, columns, checked: await api.tracker.check(plan) };
};

const allProblems = async ({ api }: Desk, fileId: string): Promise<readonly string[]> => {
  const found: string[] = [];
  for (;;) {
    const { problems, total } = await api.tracker.problems({ fileId, offset: found.length, limit: 1_000 });
    found.push(
      ...problems.map(({ row, column, heading, message }) => `${row} ${column} ${heading}: ${message}`),
    );
    if (found.length >= total) return found;
  }
};

const letters = 'abcdefghij';
/** A different name for each number. */
const nameOf = (number: number): string =>
  `${[...String(number)].map((figure) => letters[Number(figure)]).join('')} Rowe-Test`.replace(
    /^./,
    (first) => first.toUpperCase(),
  );

/** A right row of an office's own making: the date in the ways that people write it, or as Excel counts it. */
const rowOf = (number: number): string[] => {
  const date = new Date(Date.UTC(2019, 0, 1 + (number % 2_200)));
  const iso = date.toISOString().slice(0, 10);
  const [year = '', month = '', day = ''] = iso.split('-');
  const ways = [
    `${day}/${month}/${year}`,
    `${Number(day)}.${Number(month)}.${year.slice(2)}`,
    iso,
    String(Math.round(date.getTime() / 86_400_000) + 25_569),
  ];
  const isOpen = number % 50 === 0;
  return [
    `T${number}`,
    ways[number % ways.length] ?? '',
    nameOf(number),
    '3rd April 2012',
    '999 000 0018',
    number % 3 === 0 ? 'Police' : 'Hollybrook Primary School',
    'Childrens social care',
    String(3 + (number % 2)),
    number % 2 === 0 ? 'Levels of need' : 'Communication about a safeguarding issue; Biscuits',
    `The referral ${number} was closed without a visit.`,
    isOpen ? 'Ongoing' : 'Closed',
    isOpen ? '' : 'Partly upheld',
    isOpen ? '' : 'A strategy discussion was held.',
    isOpen ? '' : '12/05/2026',
    '',
  ];
};
const meanings = { 'Hollybrook Primary School': addAgencyAs('school'), Biscuits: AS_WRITTEN };

describe('an old tracker of 10,000 rows', () => {
  test(
    'is checked row by row, its seeded errors and no others are listed, and mended it is brought in in one go and taken back',
    { timeout: 240_000 },
    async () => {
      await using office = openOffice();
      const { api } = office;
      await setUp(office);
      const right = Array.from({ length: 10_000 }, (_one, index) => rowOf(index));
      const title = [['Escalations since 2019'], []];
      // Row 1 is the title, 2 is empty, 3 the headings: the first case stands in row 4.
      const mistakes: readonly (readonly [number, number, string, string])[] = [
        [17, 1, '31/02/2021', '"31/02/2021" is not a real date. Check the day and the month.'],
        [1_234, 1, '', 'Give the date it was received'],
        [2_000, 3, '1 March 2031', '1 March 2031 is still to come'],
        [2_001, 7, 'Stage 12', '“Stage 12” is no stage of the procedure: say which it is'],
        [
          3_333,
          6,
          'Nobody knows',
          '“Nobody knows” is not in the directory: say which agency it is, or add it',
        ],
        [5_001, 13, '01/01/2019', 'It cannot have been decided or closed before it was received on '],
        [5_050, 13, '12/05/2026', ''],
        [7_001, 0, 'T7000', 'The same old reference as row 7004'],
        [9_999, 10, 'Perhaps', '“Perhaps” says neither open nor closed: say which it means'],
      ];
      const wrong = right.map((row) => [...row]);
      for (const [index, column, text] of mistakes) (wrong[index] ?? [])[column] = text;
      const expected = mistakes.map(([index, column, , message]) => {
        const letter = 'ABCDEFGHIJKLMNO'[column] ?? '';
        const at = index === 5_050 ? 'K Status' : `${letter} ${headings[column] ?? ''}`;
        if (index === 5_050)
          return `${index + 4} ${at}: It is open and has a date on which it was decided or closed: only one can be right`;
        return index === 5_001
          ? `${index + 4} ${at}: ${message}24 August 2020`
          : `${index + 4} ${at}: ${message}`;
      });

      const clock = { start: performance.now() };
      const lap = (what: string): void => {
        console.log(`${what}: ${((performance.now() - clock.start) / 1000).toFixed(1)} s`);
        clock.start = performance.now();
      };
      const wrongFile = await writeSpreadsheet([...title, headings, ...wrong], 'xlsx');
      const rightFile = await writeSpreadsheet([...title, headings, ...right], 'xlsx');
      lap(`written, ${(rightFile.length / 1024 / 1024).toFixed(1)} MB each`);

      const first = await openFile(office, wrongFile);
      lap('read');
      const { checked } = await checkAsProposed(office, first.fileId, meanings);
      lap('checked');
      expect(await allProblems(office, first.fileId)).toEqual(expected);
      expect(checked).toMatchObject({
        rows: 10_000,
        problems: 9,
        wrongRows: mistakes.map(([index]) => index + 4),
      });
      expect(
        await refusalOf(api.tracker.bringIn({ fileId: first.fileId, leftOutRows: [], dangerChecked: true })),
      ).toMatchObject({ code: 'refused' });
      expect((await api.cases.list(everyCase)).total).toBe(0);

      const second = await openFile(office, rightFile);
      const again = await checkAsProposed(office, second.fileId, meanings);
      expect(again.checked).toEqual({
        rows: 10_000,
        open: 200,
        closed: 9_800,
        agenciesToAdd: ['Hollybrook Primary School'],
        problems: 0,
        wrongRows: [],
      });
      clock.start = performance.now();
      let longestWait = 0;
      let asked = performance.now();
      const watch = setInterval(() => {
        longestWait = Math.max(longestWait, performance.now() - asked - 20);
        asked = performance.now();
      }, 20);
      const done = await api.tracker.bringIn({ fileId: second.fileId, leftOutRows: [], dangerChecked: true });
      longestWait = Math.max(longestWait, performance.now() - asked);
      clearInterval(watch);
      lap('brought in');
      console.log(`longest time without an answer: ${(longestWait / 1000).toFixed(1)} s`);
      expect(done.cases).toBe(10_000);
      const { rows, total } = await api.cases.list({ ...everyCase, filter: { search: 'Hbcd Rowe-Test' } });
      expect({
        total,
        rows: rows.map(({ reference: _reference, caseId: _id, ...row }) => row),
      }).toMatchObject({
        total: 1,
        rows: [
          {
            people: [{ name: 'Hbcd Rowe-Test' }],
            stage: { order: 4 },
            raisedBy: ['Hollybrook Primary School'],
            challenged: ["Children's Social Care"],
            themes: [{ id: 'communication', primary: true }],
            status: 'closed',
            nextStep: 'none',
          },
        ],
      });
      const every = await api.cases.list({ ...everyCase, sort: { by: 'reference', direction: 'up' } });
      expect([every.total, every.rows[0]?.reference, every.rows[0]?.receivedOn]).toEqual([
        10_000,
        'BURY-2019-001',
        '2019-01-01',
      ]);

      clock.start = performance.now();
      expect(await api.tracker.undo({ importId: done.importId })).toEqual({ cases: 10_000 });
      lap('taken back');
      expect((await api.cases.list(everyCase)).total).toBe(0);
      expect(
        (await api.audit.list({ offset: 0, limit: 3 })).entries
          .filter(({ kind }) => kind !== 'consultation')
          .map(({ action, kind, detail }) => [action, kind, detail]),
      ).toEqual([
        ['tracker.undo', 'erasure', '10000 cases removed'],
        ['tracker.bringIn', 'collection', '10000 cases brought in, 0 rows left out, 1 agencies added'],
      ]);
      expect(office.faults).toEqual([]);
    },
  );
});

const everyCase: InputOf<'cases.list'> = {
  filter: {},
  sort: { by: 'due', direction: 'up' },
  offset: 0,
  limit: 5,
};

const csv = (rows: readonly (readonly string[])[]) => writeSpreadsheet([headings, ...rows], 'csv');

describe('a small tracker', () => {
  test('is mapped as last time, words and columns, and references are never given twice', async () => {
    await using office = openOffice();
    const { api } = office;
    await setUp(office);
    const first = await openFile(office, await csv([rowOf(1), rowOf(3)]));
    const one = await checkAsProposed(office, first.fileId, meanings);
    expect(one.words.filter(({ answer }) => answer === '').map(({ text }) => text)).toEqual([
      'Hollybrook Primary School',
      'Biscuits',
    ]);
    const { importId } = await api.tracker.bringIn({
      fileId: first.fileId,
      leftOutRows: [],
      dangerChecked: false,
    });
    await api.tracker.undo({ importId });

    const second = await openFile(office, await csv([rowOf(1)]));
    const two = await checkAsProposed(office, second.fileId);
    expect(two.columns.every(({ because }) => because === 'lastTime')).toBe(true);
    expect(two.words.filter(({ because }) => because !== 'lastTime')).toEqual([]);
    await api.tracker.bringIn({ fileId: second.fileId, leftOutRows: [], dangerChecked: false });
    const { rows } = await api.cases.list(everyCase);
    expect(rows.map(({ reference, raisedBy }) => [reference, raisedBy])).toEqual([
      ['BURY-2019-003', ['Hollybrook Primary School']],
    ]);
    const detail = await api.cases.get({ caseId: rows[0]?.caseId ?? '' });
    expect(detail).toMatchObject({
      closed: { on: '2026-05-12', how: 'Partly upheld (old tracker)' },
      challengedAgencies: [{ name: "Children's Social Care" }],
    });
    expect(detail.stages.find(({ order }) => order === 4)).toMatchObject({
      state: 'ended',
      words: 'A strategy discussion was held.',
      entries: [
        {
          title: 'Brought in from the old tracker',
          words: 'Old reference: T1\nRow 2 of the old tracker\nThemes: Biscuits',
        },
      ],
    });
  });

  test('what is in the register already is found, and only the rows that are right come in when the others are left out', async () => {
    await using office = openOffice();
    const { api } = office;
    await setUp(office);
    await logForm(office, '2026-05-13', { people: [child('Wren Ode-Test', '2016-04-03')] });
    const copy = [...rowOf(50)];
    copy.splice(0, 3, '', '13 May 2026', 'wren ode-test');
    const { fileId } = await openFile(office, await csv([copy, rowOf(100)]));
    const { checked } = await checkAsProposed(office, fileId, meanings);
    expect(await allProblems(office, fileId)).toEqual([
      '2 C Child: The same child and the same day as BURY-2026-001',
    ]);
    expect(
      await refusalOf(api.tracker.bringIn({ fileId, leftOutRows: checked.wrongRows, dangerChecked: false })),
    ).toMatchObject({
      code: 'invalid',
      issues: [{ path: 'dangerChecked' }],
    });
    expect(
      await api.tracker.bringIn({ fileId, leftOutRows: checked.wrongRows, dangerChecked: true }),
    ).toMatchObject({
      cases: 1,
    });
    const { rows } = await api.cases.list({ ...everyCase, filter: { search: 'Baa Rowe-Test' } });
    expect(rows).toMatchObject([{ status: 'open', due: { kind: 'overdue' } }]);
  });

  test('an import is not taken back once one of its cases has been changed', async () => {
    await using office = openOffice();
    const { api } = office;
    await setUp(office);
    const { fileId } = await openFile(office, await csv([rowOf(1), rowOf(2)]));
    await checkAsProposed(office, fileId, meanings);
    const { importId } = await api.tracker.bringIn({ fileId, leftOutRows: [], dangerChecked: false });
    const { rows } = await api.cases.list(everyCase);
    await api.cases.reopen({
      caseId: rows[0]?.caseId ?? '',
      revision: 0,
      stageOrder: 4,
      reason: 'New facts',
    });
    expect(await refusalOf(api.tracker.undo({ importId }))).toMatchObject({ code: 'refused' });
    expect(await api.tracker.list({})).toMatchObject({ imports: [{ id: importId, cases: 2, changed: 1 }] });
    expect((await api.cases.list(everyCase)).total).toBe(2);
  });

  test('the second sheet of an OpenDocument spreadsheet is read, its dates and lines as they stand', async () => {
    await using office = openOffice();
    const { api } = office;
    await setUp(office);
    const row = [...rowOf(1)];
    row[1] = 'date:2021-03-03';
    row[8] = 'Levels of need\nRoles and responsibilities';
    const { fileId, sheets } = await openFile(
      office,
      writeOds([
        { name: 'Read me', rows: [['How to fill this in']] },
        { name: 'Log', rows: [[], headings, row] },
      ]),
    );
    expect(sheets).toEqual([
      { name: 'Read me', rows: 1 },
      { name: 'Log', rows: 3 },
    ]);
    const { checked } = await checkAsProposed(office, fileId, meanings, 1);
    expect(checked).toMatchObject({ rows: 1, problems: 0 });
    await api.tracker.bringIn({ fileId, leftOutRows: [], dangerChecked: false });
    const { rows } = await api.cases.list(everyCase);
    expect(rows).toMatchObject([
      {
        reference: 'BURY-2021-001',
        receivedOn: '2021-03-03',
        themes: [
          { id: 'levels-of-need', primary: true },
          { id: 'roles-and-responsibilities', primary: false },
        ],
      },
    ]);
  });

  test('a word that is like one of the directory is offered and not taken', async () => {
    await using office = openOffice();
    await setUp(office);
    const row = [...rowOf(3)];
    row[6] = 'Bury Children’s Social Care';
    const { fileId } = await openFile(office, await csv([row]));
    const { words } = await checkAsProposed(office, fileId, meanings);
    expect(words.find(({ text }) => text.startsWith('Bury'))).toMatchObject({
      answer: '',
      because: 'nothing',
      suggestion: { label: "Children's Social Care" },
    });
  });

  test('a lock forgets the file, and nobody but a business manager may bring one in', async () => {
    await using office = openOffice();
    const { api } = office;
    await setUp(office);
    const { fileId } = await openFile(office, await csv([rowOf(1)]));
    await signInAs(office, 'coordinator');
    expect(await refusalOf(api.tracker.list({}))).toMatchObject({ code: 'forbidden' });
    await api.vault.lock({});
    const { people } = await api.vault.status({});
    const slotId = people.find(({ name }) => name === 'Priya Nair-Test')?.slotId ?? '';
    await api.vault.unlock({ slotId, passphrase: 'copper lantern meadow violin' });
    expect(await refusalOf(api.tracker.problems({ fileId, offset: 0, limit: 1 }))).toMatchObject({
      code: 'not-found',
    });
  });
});
