import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import { expect, test } from 'vitest';
import type { PrintJob } from '../../../electron/backend/ports.ts';
import { plainDate } from '../../../shared/domain/calendarTypes.ts';
import { startingTexts } from '../../../shared/domain/report/reportTexts.ts';
import { logForm, referrer } from '../../helpers/loggedCase.ts';
import { openOffice, refusalOf, setUp } from '../../helpers/office.ts';

const quarter = { firstOn: plainDate('2026-04-01'), lastOn: plainDate('2026-06-30') };

test('a draft keeps what is typed, and nothing of one who saves over another is lost', async () => {
  await using office = openOffice();
  const { api } = office;
  await setUp(office);
  const { reportId } = await api.reports.start({ kind: 'internal', ...quarter });
  const texts = { ...startingTexts('internal'), learning: '  Two spaces before,\nand a line under it.' };
  await api.reports.save({ reportId, revision: 0, texts });
  expect(await refusalOf(api.reports.save({ reportId, revision: 0, texts }))).toMatchObject({
    code: 'conflict',
  });
  // The published one for the same days begins with the same words, but for its purpose.
  await api.reports.start({ kind: 'published', ...quarter });
  const { reports } = await api.reports.list({});
  expect(reports.map(({ kind, state, revision, savedBy }) => ({ kind, state, revision, savedBy }))).toEqual(
    expect.arrayContaining([
      { kind: 'internal', state: 'draft', revision: 1, savedBy: 'Priya Nair-Test' },
      { kind: 'published', state: 'draft', revision: 0, savedBy: 'Priya Nair-Test' },
    ]),
  );
  await api.reports.discard({ reportId });
  expect((await api.reports.list({})).reports.map(({ kind }) => kind)).toEqual(['published']);
  expect(await refusalOf(api.reports.save({ reportId, revision: 1, texts }))).toMatchObject({
    code: 'not-found',
  });
});

test('what was written is held against the names of the register', async () => {
  await using office = openOffice();
  const { api } = office;
  await setUp(office);
  await logForm(office, '2026-05-11');
  const { reportId } = await api.reports.start({ kind: 'published', ...quarter });
  await api.reports.save({
    reportId,
    revision: 0,
    texts: {
      ...startingTexts('published'),
      learning: 'rowan ashdown-test’s view came late.',
      actions: [{ action: 'Ask Morgan Ellery', owner: 'Priya Nair', by: 'June' }],
    },
  });
  const { findings } = await api.reports.check({ reportId });
  expect(findings.map(({ kind, certain, places }) => [kind, certain, places[0]?.path])).toEqual([
    ['family', true, 'learning'],
    ['referrer', true, 'actions.0.action'],
    ['staff', true, 'actions.0.owner'],
  ]);
});

/** Stands for the host: keeps what it was asked to print, and gives a picture of one chart while it prints. */
const printerOf = () => {
  const jobs: PrintJob[] = [];
  return {
    jobs,
    printer: { print: async (job: PrintJob) => (jobs.push(job), Buffer.from(`%PDF ${job.title}`)) },
  };
};

const onePixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

test('a frozen report stays as it was: its figures, words and files, whatever is logged later', async () => {
  const { jobs, printer } = printerOf();
  await using office = openOffice({ at: '2026-07-02T09:00:00Z', ports: { printer } });
  const { api } = office;
  await setUp(office);
  await logForm(office, '2026-05-11');
  const { reportId } = await api.reports.start({ kind: 'internal', ...quarter });
  expect(await refusalOf(api.reports.makeFiles({ reportId }))).toMatchObject({ code: 'refused' });
  const { revision } = await api.reports.freeze({ reportId, revision: 0 });
  expect(await refusalOf(api.reports.exportFile({ reportId, format: 'pdf' }))).toMatchObject({
    code: 'refused',
  });
  await api.reports.makeFiles({ reportId });
  const { content: frozen } = await api.reports.open({ reportId });
  expect(frozen.sections.find(({ id }) => id === 'headlines')?.points[0]).toBe(
    '1 case received from 1 April 2026 to 30 June 2026.',
  );
  await logForm(office, '2026-06-15', { referrers: [referrer('Meadowbank High School')] });

  // Later cases show as differences, and change nothing that is frozen.
  const { content, report } = await api.reports.open({ reportId });
  expect(content).toEqual(frozen);
  expect((await api.reports.page({ reportId })).content).toEqual(frozen);
  const { differences } = await api.reports.differences({ reportId });
  expect(differences.filter(({ figure }) => figure === 'Received by quarter')).toEqual([
    {
      figure: 'Received by quarter',
      row: 'April to June 2026',
      column: 'A case for the register',
      before: '1',
      now: '2',
    },
  ]);
  expect(
    await refusalOf(api.reports.save({ reportId, revision, texts: startingTexts('internal') })),
  ).toMatchObject({ code: 'refused' });
  expect(await refusalOf(api.reports.makeFiles({ reportId }))).toMatchObject({ code: 'refused' });

  for (const format of ['pdf', 'docx', 'xlsx', 'pdf'] as const)
    await api.reports.exportFile({ reportId, format });
  const digests = new Map(report.files.map(({ format, sha256 }) => [format, sha256]));
  expect(
    office.delivered.map(({ suggestedName, bytes }) => ({
      suggestedName,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })),
  ).toEqual(
    (['pdf', 'docx', 'xlsx', 'pdf'] as const).map((format) => ({
      suggestedName: `escalations 2026-04-01 to 2026-06-30 internal.${format}`,
      sha256: digests.get(format),
    })),
  );
  expect(jobs).toEqual([
    {
      route: `/report/${reportId}/print`,
      title:
        'Escalations: Quarter 1 2026/27, April to June 2026, internal version, Made-up Safeguarding Children Partnership',
      marking: 'OFFICIAL-SENSITIVE',
    },
  ]);

  // The head of the audit log stands in the internal report, and the log holds on from there.
  const method = frozen.sections.find(({ id }) => id === 'method')?.paragraphs.join(' ') ?? '';
  const [, sequence] =
    /the audit log had (\d+) entries, and its seal there was [\da-f]{64}/.exec(method) ?? [];
  const { entries } = await api.audit.list({ offset: 0, limit: 500 });
  expect(entries.find(({ action }) => action === 'reports.freeze')?.sequence).toBe(Number(sequence) + 1);
  expect(entries.filter(({ kind }) => kind === 'disclosure').map(({ detail }) => detail)).toHaveLength(4);
});

test('a published report is refused while it names anybody, while a doubt has no reason, and before its days are over', async () => {
  const { printer } = printerOf();
  await using office = openOffice({ at: '2026-06-30T09:00:00Z', ports: { printer } });
  const { api, clock } = office;
  await setUp(office);
  await logForm(office, '2026-05-11');
  const { reportId } = await api.reports.start({ kind: 'published', ...quarter });
  const start = startingTexts('published');
  let revision = 0;
  const write = async (learning: string, settled: { key: string; reason: string }[] = []) => {
    ({ revision } = await api.reports.save({ reportId, revision, texts: { ...start, learning, settled } }));
  };
  const freeze = () => api.reports.freeze({ reportId, revision });
  expect(await refusalOf(freeze())).toMatchObject({ code: 'refused' });
  clock.set('2026-07-01T09:00:00Z');
  await api.vault.touch({});

  await write('Rowan Ashdown was not heard.', [{ key: 'name:rowanashdown', reason: 'Well known' }]);
  expect(await refusalOf(freeze())).toMatchObject({
    code: 'invalid',
    issues: [{ path: 'learning', message: 'Take out “Rowan Ashdown”' }],
  });
  await write('The Rowan tree by the door.');
  expect(await refusalOf(freeze())).toMatchObject({
    code: 'invalid',
    issues: [{ path: 'learning', message: 'Take out “Rowan”, or say why it may stay' }],
  });
  await write('The Rowan tree by the door.', [{ key: 'word:rowan', reason: 'A tree' }]);
  await freeze();
  await api.reports.makeFiles({ reportId });
  const { content } = await api.reports.open({ reportId });
  // One case is a small number: no figure says that it was one.
  expect(JSON.stringify(content)).not.toMatch(/Hollybrook|"number":1\b|\b1 case\b/);
  expect(content.sections.find(({ id }) => id === 'headlines')?.points[0]).toBe(
    'Received from 1 April 2026 to 30 June 2026: 1 to 5.',
  );

  // Withdrawn and replaced: the old one stays, marked, and the new one begins with its words.
  const { replacedBy } = await api.reports.withdraw({
    reportId,
    because: 'A number was wrong',
    replace: true,
  });
  const { reports } = await api.reports.list({});
  expect(reports.map(({ id, state, replacesId }) => ({ id, state, replacesId }))).toEqual(
    expect.arrayContaining([
      { id: reportId, state: 'withdrawn', replacesId: undefined },
      { id: replacedBy, state: 'draft', replacesId: reportId },
    ]),
  );
  expect((await api.reports.open({ reportId: replacedBy! })).texts.learning).toBe(
    'The Rowan tree by the door.',
  );
});

test('a report is published by the unit’s own rule for small numbers, says so, and keeps it whatever is set later', async () => {
  await using office = openOffice({ at: '2026-07-02T09:00:00Z' });
  const { api } = office;
  await setUp(office);
  const { settings } = await api.settings.get({});
  const set = (disclosure: typeof settings.disclosure) => api.settings.update({ ...settings, disclosure });
  expect(settings.disclosure).toEqual({ method: 'suppress', smallUpTo: 5, roundTo: 5, smallestBase: 10 });
  await set({ ...settings.disclosure, method: 'round', roundTo: 3 });
  await logForm(office, '2026-05-11');
  const { reportId } = await api.reports.start({ kind: 'published', ...quarter });
  await api.reports.freeze({ reportId, revision: 0 });
  await set({ ...settings.disclosure, smallUpTo: 8 });
  const told = async () => {
    const { content } = await api.reports.open({ reportId });
    const { method } = Object.fromEntries(content.sections.map(({ id, paragraphs }) => [id, paragraphs]));
    return { front: content.facts[0], rule: method?.find((paragraph) => paragraph.includes('rounded')) };
  };
  expect(await told()).toEqual({
    front: 'Published version, all counts rounded to the nearest 3.',
    rule: 'All counts are rounded to the nearest 3, totals too, so that they may not add up. Where rounding alone would give a count of 1 to 5 away, further numbers are marked “hidden”. A count that rounds to 0 is shown as “0 to 1”: 0 itself is never told apart.',
  });
  await api.reports.withdraw({ reportId, because: 'Published by another rule', replace: true });
  const [draft] = (await api.reports.list({})).reports.filter(({ state }) => state === 'draft');
  const { content } = await api.reports.open({ reportId: draft?.id ?? '' });
  expect(content.facts[0]).toBe('Published version, counts of 1 to 8 hidden.');
  const { entries } = await api.audit.list({ offset: 0, limit: 50 });
  expect(entries.flatMap(({ action, detail }) => (action === 'settings.update' ? [detail] : []))).toEqual([
    'small numbers in published reports: counts of 1 to 8 hidden',
    'small numbers in published reports: all counts rounded to the nearest 3',
  ]);
});

test('the Word document has the charts that the page drew, with words for who does not see them, and the spreadsheet every table', async () => {
  let draw = (): Promise<unknown> => Promise.resolve();
  await using office = openOffice({
    at: '2026-07-02T09:00:00Z',
    ports: { printer: { print: async () => (await draw(), Buffer.from('%PDF')) } },
  });
  const { api } = office;
  await setUp(office);
  await logForm(office, '2026-05-11');
  const { reportId } = await api.reports.start({ kind: 'internal', ...quarter });
  const texts = {
    ...startingTexts('internal'),
    actions: [{ action: 'Tell every school how to escalate', owner: 'Business unit', by: 'September' }],
  };
  const { revision } = await api.reports.save({ reportId, revision: 0, texts });
  await api.reports.freeze({ reportId, revision });
  draw = () =>
    api.reports.givePicture({ reportId, figureId: 'themesPrimary', png: onePixel, width: 1, height: 1 });
  await api.reports.makeFiles({ reportId });
  for (const format of ['docx', 'xlsx'] as const) await api.reports.exportFile({ reportId, format });
  const [docx, xlsx] = office.delivered.map(({ bytes }) => bytes);
  const parts = unzipSync(new Uint8Array(docx ?? []));
  const document = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
  expect({
    pictures: Object.keys(parts).filter((name) => name.startsWith('word/media/') && name.endsWith('.png'))
      .length,
    alternative: /descr="([^"]*)"/.exec(document)?.[1],
    headerRows: (document.match(/<w:tblHeader\/>/g) ?? []).length,
    headings: /w:val="Heading1"/.test(document),
    action: document.includes('Tell every school how to escalate'),
  }).toEqual({
    pictures: 1,
    alternative:
      'Chart. Main theme: 1 case received from 1 April 2026 to 30 June 2026. The numbers stand in the table beneath.',
    headerRows: 16,
    headings: true,
    action: true,
  });
  const sheets = await readXlsxFile(Buffer.from(xlsx ?? []));
  const theme = sheets.find(({ sheet }) => sheet.includes('Main theme'));
  expect({ count: sheets.length, first: sheets[0]?.sheet, theme: theme?.data.slice(0, 6) }).toEqual({
    count: 22,
    first: 'About this report',
    theme: [
      ['Main theme', null, null, null],
      ['1 case received from 1 April 2026 to 30 June 2026', null, null, null],
      [
        'Cases received in the period by their main theme, on the list that all procedures share.',
        null,
        null,
        null,
      ],
      [null, null, null, null],
      ['Theme', 'Cases', 'Cases: of', 'Cases: %'],
      ['Threshold or level of need', 0, 1, 0],
    ],
  });
});
