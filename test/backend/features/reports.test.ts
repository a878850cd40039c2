import { expect, test } from 'vitest';
import { plainDate } from '../../../shared/domain/calendarTypes.ts';
import { startingTexts } from '../../../shared/domain/report/reportTexts.ts';
import { logForm } from '../../helpers/loggedCase.ts';
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
