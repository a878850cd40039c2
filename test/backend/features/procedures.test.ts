import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyProcedure, ownIdOf, removeStage } from '../../../shared/domain/procedureEditing.ts';
import { getProcedure } from '../../../shared/domain/procedures/bundledProcedures.ts';
import type { Procedure } from '../../../shared/domain/procedures/procedureSchema.ts';
import { openOffice, refusalOf, setUp, type Office } from '../../helpers/office.ts';

const bury = getProcedure('bury');

/** Bury's own copy in which the last level may take five working days. */
const ownProcedure = (): Procedure => {
  const copy = copyProcedure(bury, {
    id: ownIdOf('bury'),
    title: 'Our way of resolving differences',
    shortName: 'Bury, our own',
    referencePrefix: 'BURY',
  });
  return {
    ...copy,
    stages: copy.stages.map((stage) => ({
      ...stage,
      timescales: stage.timescales.map((timescale) =>
        timescale.id === 'level-4-week'
          ? { ...timescale, length: { unit: 'workingDays', count: 3 } }
          : timescale,
      ),
    })),
  };
};

const versionInForce = async ({ api }: Pick<Office, 'api'>) =>
  (await api.settings.get({})).procedure.versionId;

const adopt = async (office: Pick<Office, 'api'>, procedure: Procedure) =>
  office.api.procedures.adopt({ procedure, insteadOf: await versionInForce(office) });

/** A form typed by hand that came in today, at the given stage. */
const log = async ({ api, clock }: Pick<Office, 'api' | 'clock'>, stageOrder: number): Promise<string> => {
  const draft = await api.drafts.start({});
  const { procedure } = (await api.settings.get({})).procedure;
  const { agencies } = await api.directory.listAgencies({});
  const [year = '', month = '', day = ''] = clock.now().slice(0, 10).split('-');
  const today = { day, month, year };
  const themeId = procedure.themes[0]?.id ?? '';
  const [referrer] = draft.form.referrers;
  const [person] = draft.form.people;
  if (!referrer || !person) throw new Error('An empty form has a child and a referrer');
  const saved = await api.drafts.save({
    draftId: draft.id,
    revision: draft.revision,
    form: {
      ...draft.form,
      dangerAnswer: 'no',
      dateOfNotification: today,
      receivedOn: today,
      stageOrder,
      stageOpenedOn: today,
      stageOpenedTime: '10:30',
      people: [
        { ...person, name: 'Rowan Ashdown-Test', dateOfBirth: { day: '1', month: '9', year: '2015' } },
      ],
      referrers: [{ ...referrer, name: 'Mina Ellery-Test', agency: 'Hollybrook Primary School' }],
      summary: 'A disagreement about thresholds.',
      challengedAgencyIds: [agencies[0]?.id ?? ''],
      themeIds: [themeId],
      primaryThemeId: themeId,
    },
  });
  return (await api.drafts.log({ draftId: draft.id, revision: saved.revision })).caseId;
};

const courseOf = async ({ api }: Pick<Office, 'api'>, caseId: string) => {
  const detail = await api.cases.get({ caseId });
  return {
    stages: detail.procedure.stages.map(({ label }) => label),
    stage: detail.row.stage.label,
    dueOn: detail.row.dueOn,
  };
};

test('a case keeps the version that it was logged under, and the next one follows the version adopted since', async () => {
  await using office = openOffice({ at: '2026-05-14T09:30:00Z' });
  const { api } = office;
  await setUp(office);
  const own = ownProcedure();
  expect(await adopt(office, own)).toMatchObject({ version: 1 });
  const before = await log(office, 4);
  const first = await courseOf(office, before);
  expect(first).toEqual({
    stages: ['Level 1', 'Level 2', 'Level 3', 'Level 4'],
    stage: 'Level 4',
    // 3 working days from Thursday 14 May.
    dueOn: '2026-05-19',
  });

  const shorter = removeStage(own, 0);
  const { versionId, version } = await adopt(office, {
    ...shorter,
    stages: shorter.stages.map((stage) => ({
      ...stage,
      timescales: stage.timescales.map((timescale) =>
        timescale.id === 'level-4-week'
          ? { ...timescale, length: { unit: 'workingDays', count: 1 } }
          : timescale,
      ),
    })),
  });
  expect(version).toBe(2);
  const after = await log(office, 3);
  expect(await courseOf(office, before)).toEqual(first);
  expect(await courseOf(office, after)).toEqual({
    stages: ['Level 2', 'Level 3', 'Level 4'],
    stage: 'Level 4',
    dueOn: '2026-05-15',
  });

  const { versions } = await api.procedures.list({});
  expect(
    versions.map(({ procedureId, version: number, inForce, cases, openCases }) => ({
      procedureId,
      number,
      inForce,
      cases,
      openCases,
    })),
  ).toEqual([
    { procedureId: 'bury-own', number: 2, inForce: true, cases: 1, openCases: 1 },
    { procedureId: 'bury-own', number: 1, inForce: false, cases: 1, openCases: 1 },
    { procedureId: 'bury', number: 1, inForce: false, cases: 0, openCases: 0 },
  ]);
  expect((await api.procedures.get({ versionId })).procedure.stages.length).toBe(3);
  expect(office.faults).toEqual([]);
});

test('the unlock screen shows the ladder of the procedure that was adopted', async () => {
  await using office = openOffice();
  await setUp(office);
  await adopt(office, removeStage(ownProcedure(), 0));
  const shown = JSON.parse(readFileSync(join(office.directory, 'unlock-screen.json'), 'utf8')) as {
    ladder: { label: string }[];
  };
  expect(shown.ladder.map(({ label }) => label)).toEqual(['Level 2', 'Level 3', 'Level 4']);
});

test("another partnership's procedure can be chosen, and the first one taken up again", async () => {
  await using office = openOffice();
  await setUp(office);
  await adopt(office, getProcedure('salford'));
  // The clock of the computer was put back in between: the last one adopted is in force all the same.
  office.clock.set('2026-05-13T09:30:00Z');
  expect(await adopt(office, bury)).toMatchObject({ version: 2 });
  const { procedure } = (await office.api.settings.get({})).procedure;
  expect(procedure).toEqual({ ...bury, version: 2 });
});

test('a procedure that does not hold together is refused, with the place of each fault', async () => {
  await using office = openOffice();
  await setUp(office);
  const own = ownProcedure();
  const insteadOf = await versionInForce(office);
  const refusal = await refusalOf(
    office.api.procedures.adopt({
      insteadOf,
      procedure: {
        ...own,
        themes: [],
        stages: own.stages.map((stage) => ({
          ...stage,
          name: ' ',
          timescales: stage.timescales.map((timescale) => ({
            ...timescale,
            length: { unit: 'workingDays', count: 0 },
          })),
        })),
      },
    }),
  );
  expect(refusal.code).toBe('invalid');
  expect(refusal.issues?.slice(0, 2)).toEqual([
    { path: 'procedure.stages.0.name', message: 'Fill this in' },
    {
      path: 'procedure.stages.0.timescales.0.length.count',
      message: 'Use a whole number from 1 to 260',
    },
  ]);
  expect(refusal.issues).toContainEqual({ path: 'procedure.themes', message: 'Add at least one theme' });

  const twice = await refusalOf(
    office.api.procedures.adopt({
      insteadOf,
      procedure: {
        ...own,
        stages: own.stages.map((stage) => ({ ...stage, label: 'Level', decisionBodies: [] })),
      },
    }),
  );
  expect(twice.issues).toEqual([
    { path: 'procedure.stages', message: 'Say at which stage a decision ends the case' },
    ...[1, 2, 3].map((index) => ({
      path: `procedure.stages.${index}.label`,
      message: 'Another stage already has this label',
    })),
  ]);
  expect(await versionInForce(office)).toBe(insteadOf);
});

test("a partnership's own procedure cannot be changed under its name, and nothing is adopted twice", async () => {
  await using office = openOffice();
  await setUp(office);
  expect(await refusalOf(adopt(office, { ...bury, title: 'Our way' }))).toMatchObject({ code: 'refused' });
  expect(await refusalOf(adopt(office, bury))).toMatchObject({ code: 'refused' });
});

test('whoever worked from a version that is no longer in force is told', async () => {
  await using office = openOffice();
  await setUp(office);
  const insteadOf = await versionInForce(office);
  await adopt(office, getProcedure('salford'));
  expect(
    await refusalOf(office.api.procedures.adopt({ procedure: ownProcedure(), insteadOf })),
  ).toMatchObject({ code: 'conflict' });
});

test('a coordinator reads the procedure and cannot adopt one', async () => {
  await using office = openOffice();
  const { api } = office;
  await setUp(office);
  const { passphrase } = await api.people.add({ name: 'Tom Hale-Test', role: 'coordinator' });
  await api.vault.lock({});
  const { people } = await api.vault.status({});
  const slotId = people.find(({ role }) => role === 'coordinator')?.slotId ?? '';
  await api.vault.unlock({ slotId, passphrase });
  expect((await api.procedures.list({})).versions.map(({ inForce }) => inForce)).toEqual([true]);
  expect(await refusalOf(adopt(office, ownProcedure()))).toMatchObject({ code: 'forbidden' });
});

test('which of two printed timescales applies is stated with its source, and the due date follows', async () => {
  await using office = openOffice({ at: '2026-05-14T09:30:00Z' });
  const { api } = office;
  await setUp(office, 'staffordshire');
  const caseId = await log(office, 5);
  // 72 hours end on Sunday 17 May; 2 working days on Monday 18 May. Unstated, the earlier is due.
  expect((await courseOf(office, caseId)).dueOn).toBe('2026-05-17');
  const { settings } = await api.settings.get({});
  await api.settings.update({
    ...settings,
    statedTimescales: [{ timescaleId: 'stage-5-two-working-days', source: 'Board minutes, 4 March 2026' }],
  });
  expect((await courseOf(office, caseId)).dueOn).toBe('2026-05-18');
});
