import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createNodeCopyHost } from '../../electron/backend/backups/copyProcess.ts';
import { createJobsHandlers } from '../../electron/backend/features/jobs/handlers.ts';
import { createJobs } from '../../electron/backend/jobs.ts';
import type { OpenRegister } from '../../electron/backend/register.ts';
import { writeSpreadsheet } from '../../electron/backend/documents/writing/spreadsheet.ts';
import type { OperationName } from '../../shared/contract/index.ts';
import type { Role } from '../../shared/domain/permissions.ts';
import type { TrackerPlan } from '../../shared/domain/tracker.ts';
import { logForm } from '../helpers/loggedCase.ts';
import { openOffice, PASSPHRASE, refusalOf, setUp, type Office } from '../helpers/office.ts';

const headings = ['Reference', 'Date received', "Child's name", 'Raised by', 'Challenged', 'Stage', 'Status'];
const columns: TrackerPlan['columns'] = [
  'oldReference',
  'receivedOn',
  'childName',
  'raisedBy',
  'challenged',
  'stage',
  'status',
];
const rowOf = (number: number): string[] => [
  `OLD-${number}`,
  '12/03/2025',
  `Child ${'abcdefghij'[number % 10]}${'klmnopqrst'[Math.floor(number / 10) % 10]}${'uvwxyz'[Math.floor(number / 100) % 6]} Rowe-Test`,
  'Health',
  'Health',
  'Stage 4',
  'Closed',
];

/** An old tracker that is checked and can be brought in. */
const checkedTracker = async ({ api }: Office, rows: number) => {
  const bytes = Buffer.from(
    await writeSpreadsheet([headings, ...Array.from({ length: rows }, (_one, index) => rowOf(index))], 'csv'),
  );
  const { uploadId } = await api.documents.begin({ fileName: 'tracker.csv', bytes: bytes.length });
  await api.documents.append({ uploadId, index: 0, piece: bytes.toString('base64') });
  const { fileId } = await api.tracker.open({ uploadId });
  const place = { fileId, sheet: 0, headerRow: 1, columns };
  const { words } = await api.tracker.words(place);
  const checked = await api.tracker.check({
    ...place,
    answers: words.map(({ kind, key, answer }) => ({
      kind,
      key,
      answer: answer === '' ? 'asWritten' : answer,
    })),
  });
  return { fileId, checked };
};

/** Waits until an operation says `words`, which it must before it is done. */
const untilItSays = async (
  { api }: Office,
  operation: OperationName,
  words: string,
  done: Promise<unknown>,
) => {
  let isDone = false;
  void done.then(
    () => (isDone = true),
    () => (isDone = true),
  );
  for (;;) {
    const { job } = await api.jobs.progress({ operation });
    if (job?.words.includes(words)) return job;
    if (isDone) throw new Error(`${operation} never said “${words}”`);
    await setImmediate();
  }
};

describe('a job that takes long', () => {
  test('an import that is stopped while it is saved leaves nothing, looks go on meanwhile, and a change waits', async () => {
    await using office = openOffice();
    const { api } = office;
    await setUp(office);
    const { fileId, checked } = await checkedTracker(office, 400);
    const bringing = refusalOf(api.tracker.bringIn({ fileId, leftOutRows: [], dangerChecked: true }));
    const saving = await untilItSays(office, 'tracker.bringIn', 'Saving the cases', bringing);
    const order: string[] = [];
    const kept = api.preferences.keep({}).then(() => order.push('a change'));
    await api.audit.list({ offset: 0, limit: 1 });
    order.push('a look');
    order.push('asked to stop');
    await api.jobs.stop({ operation: 'tracker.bringIn' });
    const refusal = await bringing;
    await kept;
    const total = async () =>
      (await api.cases.list({ filter: {}, sort: { by: 'due', direction: 'up' }, offset: 0, limit: 1 })).total;
    const afterwards = await total();
    const { cases, importId } = await api.tracker.bringIn({ fileId, leftOutRows: [], dangerChecked: true });
    const undoing = refusalOf(api.tracker.undo({ importId }));
    await untilItSays(office, 'tracker.undo', 'Taking the cases out', undoing);
    await api.jobs.stop({ operation: 'tracker.undo' });
    expect({
      problems: checked.problems,
      saving: [saving.total, saving.mayStop],
      refusal: [refusal.code, refusal.message],
      order,
      afterwards,
      cases,
      undone: (await undoing).message,
      stillThere: await total(),
      faults: office.faults,
      intact: (await api.audit.check({})).intact,
    }).toEqual({
      problems: 0,
      saving: [400, true],
      refusal: ['refused', 'It was stopped, and nothing was brought in.'],
      order: ['a look', 'asked to stop', 'a change'],
      afterwards: 0,
      cases: 400,
      undone: 'It was stopped, and nothing was taken out.',
      stillThere: 400,
      faults: [],
      intact: true,
    });
  });

  test('a lock does not wait for an import that is being saved: nothing of it is kept', async () => {
    await using office = openOffice();
    const { api } = office;
    await setUp(office);
    const { fileId } = await checkedTracker(office, 400);
    const bringing = refusalOf(api.tracker.bringIn({ fileId, leftOutRows: [], dangerChecked: true }));
    await untilItSays(office, 'tracker.bringIn', 'Saving the cases', bringing);
    await office.backend.lock('idle');
    const refusal = await bringing;
    const { people, state } = await api.vault.status({});
    await api.vault.unlock({ slotId: people[0]?.slotId ?? '', passphrase: PASSPHRASE });
    const { intact } = await api.audit.check({});
    expect({
      code: refusal.code,
      state,
      imports: (await api.tracker.list({})).imports,
      intact,
      faults: office.faults,
    }).toEqual({ code: 'refused', state: 'locked', imports: [], intact: true, faults: [] });
  });

  test('what works on a copy is stopped with its process, and leaves nothing behind', async () => {
    await using office = openOffice({ ports: { copies: createNodeCopyHost() } });
    const { api } = office;
    await setUp(office);
    await logForm(office, '2026-05-13');
    const { name } = await api.backups.make({});
    const before = readdirSync(office.directory).toSorted();
    const stopped: Record<string, string> = {};
    const stop = async (operation: OperationName, work: Promise<unknown>): Promise<void> => {
      const refusal = refusalOf(work);
      await untilItSays(office, operation, '', refusal);
      await api.jobs.stop({ operation });
      stopped[operation] = (await refusal).message;
    };
    await stop('backups.drill', api.backups.drill({ name }));
    await stop('backups.verify', api.backups.verify({}));
    await stop('people.changeKeys', api.people.changeKeys({}));
    expect({ stopped, left: readdirSync(office.directory).toSorted() }).toEqual({
      stopped: {
        'backups.drill': 'It was stopped. Nothing was changed.',
        'backups.verify': 'It was stopped. Nothing was changed.',
        'people.changeKeys': 'It was stopped. The keys are as they were.',
      },
      left: before,
    });
  });

  test('is stopped by whoever may begin it, and by nobody else', () => {
    const stoppedBy = (role: Role): boolean => {
      const jobs = createJobs();
      const job = jobs.begin('backups.drill');
      job.tell({ words: 'Reading the backup' });
      const { stop } = createJobsHandlers(jobs, () => ({ session: { role } }) as OpenRegister);
      void stop({ operation: 'backups.drill' }, undefined as never);
      return job.signal.aborted;
    };
    expect((['businessManager', 'coordinator', 'reader'] as const).map(stoppedBy)).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('a restore to another folder that is stopped leaves that folder as it was', async () => {
    let target = '';
    await using office = openOffice({
      ports: { copies: createNodeCopyHost(), folders: { choose: () => Promise.resolve(target) } },
    });
    const { api } = office;
    await setUp(office);
    target = join(office.directory, '..', 'elsewhere');
    mkdirSync(target);
    const { name } = await api.backups.make({});
    const refusal = refusalOf(api.backups.restoreElsewhere({ name }));
    await untilItSays(office, 'backups.restoreElsewhere', '', refusal);
    await api.jobs.stop({ operation: 'backups.restoreElsewhere' });
    expect([(await refusal).message, existsSync(target), readdirSync(target)]).toEqual([
      'It was stopped, and nothing of it is left in that folder.',
      true,
      [],
    ]);
  });
});
