import { expect, test } from 'vitest';
import type { InputOf } from '../../../shared/contract/index.ts';
import { day, signIn, signInAs } from '../../helpers/loggedCase.ts';
import { openOffice, PASSPHRASE, refusalOf, setUp } from '../../helpers/office.ts';

const lateAtStage3: InputOf<'savedViews.save'> = {
  name: 'Stage 3, over time',
  look: { screen: 'register', search: { due: 'overdue', stageOrders: [3], sortBy: 'received' } },
  shared: false,
};

const namesOf = async ({ api }: ReturnType<typeof openOffice>) =>
  (await api.savedViews.list({})).views.map(({ name, ownerName, shared, mayChange }) => ({
    name,
    ownerName,
    shared,
    mayChange,
  }));

test('a view is saved with the filter of its screen, renamed, deleted and saved again', async () => {
  await using office = openOffice();
  const { api } = office;
  await setUp(office);
  const { id } = await api.savedViews.save(lateAtStage3);
  await api.savedViews.rename({ id, name: ' Level 3, late ', shared: true });
  const { views } = await api.savedViews.list({});
  expect(views).toEqual([
    {
      id,
      name: 'Level 3, late',
      look: lateAtStage3.look,
      shared: true,
      ownerName: 'Priya Nair-Test',
      mayChange: true,
    },
  ]);
  await api.savedViews.remove({ id });
  expect(await api.savedViews.list({})).toEqual({ views: [] });
  await api.savedViews.save({ ...lateAtStage3, name: 'Level 3, late' });
  expect(await refusalOf(api.savedViews.remove({ id }))).toMatchObject({ code: 'not-found' });
});

test('one’s own views are shown to nobody else, and a shared one is changed by its owner or the business manager', async () => {
  await using office = openOffice();
  const { api } = office;
  await setUp(office);
  const own = await api.savedViews.save(lateAtStage3);
  const shared = await api.savedViews.save({ ...lateAtStage3, name: 'For all', shared: true });
  await signInAs(office, 'coordinator');
  const coordinators = await api.savedViews.save({ ...lateAtStage3, name: 'Also for all', shared: true });
  await api.savedViews.save(lateAtStage3);
  const seen = await namesOf(office);
  const refusals = [
    await refusalOf(api.savedViews.remove({ id: own.id })),
    await refusalOf(api.savedViews.rename({ id: shared.id, name: 'Mine now', shared: false })),
    await refusalOf(api.savedViews.remove({ id: shared.id })),
  ].map(({ code }) => code);
  await api.vault.lock({});
  await signIn(office, 'Priya Nair-Test', PASSPHRASE);
  await api.savedViews.remove({ id: coordinators.id });
  const left = await namesOf(office);
  const [coordinator] = seen.filter(({ mayChange }) => mayChange).map(({ ownerName }) => ownerName);
  expect({ seen, refusals, left }).toEqual({
    seen: [
      { name: 'Also for all', ownerName: coordinator, shared: true, mayChange: true },
      { name: 'For all', ownerName: 'Priya Nair-Test', shared: true, mayChange: false },
      { name: 'Stage 3, over time', ownerName: coordinator, shared: false, mayChange: true },
    ],
    refusals: ['not-found', 'forbidden', 'forbidden'],
    left: [
      { name: 'For all', ownerName: 'Priya Nair-Test', shared: true, mayChange: true },
      { name: 'Stage 3, over time', ownerName: 'Priya Nair-Test', shared: false, mayChange: true },
    ],
  });
});

test('a name stands for one view of a screen, whatever its capitals', async () => {
  await using office = openOffice();
  const { api } = office;
  await setUp(office);
  await api.savedViews.save(lateAtStage3);
  const other = await api.savedViews.save({ ...lateAtStage3, name: 'Another' });
  const taken = {
    code: 'invalid',
    issues: [{ path: 'name', message: 'There is already a view of this name. Give another name' }],
  };
  expect(await refusalOf(api.savedViews.save({ ...lateAtStage3, name: 'STAGE 3, over time' }))).toMatchObject(
    taken,
  );
  expect(
    await refusalOf(api.savedViews.rename({ id: other.id, name: 'Stage 3, OVER time', shared: false })),
  ).toMatchObject(taken);
  await api.savedViews.rename({ id: other.id, name: 'ANOTHER', shared: true });
});

test('the words that somebody searches for, and anything else a screen does not know, are not saved', async () => {
  await using office = openOffice();
  await setUp(office);
  for (const look of [
    { screen: 'register', search: { search: 'Zofia Łukasik-Test' } },
    { screen: 'register', search: { child: 'Zofia Łukasik-Test' } },
    { screen: 'people', search: {} },
  ])
    expect(await office.try('savedViews.save', { ...lateAtStage3, look } as never)).toMatchObject({
      ok: false,
      error: { code: 'invalid' },
    });
  expect(await office.api.savedViews.list({})).toEqual({ views: [] });
});

test('a view of the figures keeps their filter, and may bear the name of one of the register', async () => {
  await using office = openOffice();
  const { api } = office;
  await setUp(office);
  await api.savedViews.save(lateAtStage3);
  const look = {
    screen: 'analytics',
    search: { from: day('2026-04-01'), to: day('2026-06-30'), status: ['open'] },
  } satisfies InputOf<'savedViews.save'>['look'];
  await api.savedViews.save({ name: lateAtStage3.name, look, shared: false });
  expect((await api.savedViews.list({})).views.map((view) => view.look)).toEqual([lateAtStage3.look, look]);
});

test('a view is overwritten with what the screen shows now, by whoever may change it and on its own screen', async () => {
  await using office = openOffice();
  const { api } = office;
  await setUp(office);
  const { id } = await api.savedViews.save({ ...lateAtStage3, shared: true });
  const look = {
    screen: 'register',
    search: { due: 'overdue', sortBy: 'child', columns: ['daysLeft', 'child', 'needed'] },
  } satisfies InputOf<'savedViews.save'>['look'];
  await api.savedViews.overwrite({ id, look });
  expect((await api.savedViews.list({})).views.map((view) => [view.name, view.look])).toEqual([
    [lateAtStage3.name, look],
  ]);
  expect(
    await refusalOf(api.savedViews.overwrite({ id, look: { screen: 'analytics', search: {} } })),
  ).toMatchObject({ code: 'refused' });
  await signInAs(office, 'coordinator');
  expect(await refusalOf(api.savedViews.overwrite({ id, look: lateAtStage3.look }))).toMatchObject({
    code: 'forbidden',
  });
});

test('each person has the register’s columns and height of rows as they left them, and the usual ones back', async () => {
  await using office = openOffice();
  const { api } = office;
  await setUp(office);
  await api.preferences.keep({ registerColumns: ['child', 'due', 'stage'] });
  await api.preferences.keep({ registerDensity: 'compact' });
  const mine = await api.preferences.get({});
  await signInAs(office, 'reader');
  const theirs = await api.preferences.get({});
  await api.vault.lock({});
  await signIn(office, 'Priya Nair-Test', PASSPHRASE);
  await api.preferences.keep({ registerColumns: null });
  expect([mine, theirs, await api.preferences.get({})]).toEqual([
    { registerColumns: ['child', 'due', 'stage'], registerDensity: 'compact' },
    {},
    { registerColumns: null, registerDensity: 'compact' },
  ]);
  for (const registerColumns of [['due'], ['child', 'child'], ['child', 'nhsNumber']])
    expect(await office.try('preferences.keep', { registerColumns } as never)).toMatchObject({
      ok: false,
      error: { code: 'invalid' },
    });
});
