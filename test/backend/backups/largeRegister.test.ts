import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createNodeCopyHost } from '../../../electron/backend/backups/copyProcess.ts';
import { openReadOnly } from '../../../electron/backend/database/openReadOnly.ts';
import { logForm, signIn } from '../../helpers/loggedCase.ts';
import { openOffice, PASSPHRASE, receive, setUp } from '../../helpers/office.ts';
import { keysOfRegister } from '../../reliability/keysOfRegister.ts';

let place = '';
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'desk-'));
});
afterEach(() => {
  rmSync(place, { recursive: true, force: true });
});

/** As large as any: none is small enough to be walked before it opens. */
const openLarge = () => openOffice({ directory: place, ports: { walkedBeforeOpening: 0 } });

test('a large register opens at once, is walked while somebody works, and is shut where a page is damaged', async () => {
  const file = join(place, 'register', 'register.db');
  {
    await using sound = openLarge();
    await setUp(sound);
    await receive(sound, 'scan.pdf', randomBytes(300_000));
    await sound.api.backups.make({});
    const { sound: holds } = await sound.api.backups.verify({});
    expect([holds, (await sound.api.vault.status({})).state]).toEqual([true, 'unlocked']);
  }
  const bytes = readFileSync(file);
  // In the scan, which nobody reads: only a walk finds it.
  const at = bytes.length - 100_000;
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(file, bytes);

  await using office = openLarge();
  const locked = new Promise((resolve) => {
    office.backend.subscribe(({ payload }) => resolve(payload));
  });
  await signIn(office);
  const because = await locked;
  const { state, problem } = await office.api.vault.status({});
  const { newestWhole = '', backups } = await office.api.vault.listBackups({});
  const slotId = backups[0]?.people[0]?.slotId ?? '';
  await office.api.vault.restore({ name: newestWhole, slotId, passphrase: PASSPHRASE });
  expect({ because, state, problem, now: (await office.api.vault.status({})).state }).toEqual({
    because: { because: 'damaged' },
    state: 'blocked',
    problem: {
      code: 'damaged',
      damaged: 'register',
      message: `The register file is damaged: one page is not as it was written (page ${Math.floor(at / 4096) + 1}). Stop work and restore the latest backup.`,
    },
    now: 'unlocked',
  });
});

test('a backup is copied, checked and tried out in another process while others work, and holds what there was when it began', async () => {
  await using office = openOffice({ directory: place, ports: { copies: createNodeCopyHost() } });
  await setUp(office);
  const making = office.api.backups.make({});
  const answered: string[] = [];
  const first = making.then(() => answered.push('the backup'));
  const step = async () =>
    (await office.api.jobs.progress({ operation: 'backups.make' })).job?.words.split(':')[0];
  do await setImmediate();
  while ((await step()) === 'Step 1 of 3');
  answered.push(`${await step()} of the backup`);
  await logForm(office, '2026-05-13');
  answered.push('a form was logged');
  const { name } = await making;
  await first;
  const drill = await office.api.backups.drill({ name });
  const { entries } = await office.api.audit.list({ offset: 0, limit: 50 });
  await office.backend.close();
  const copy = openReadOnly(
    join(place, 'register', 'backups', name, 'register.db'),
    (await keysOfRegister(office.directory, 'Priya Nair-Test', PASSPHRASE)).database,
  );
  const cases = copy.prepare('SELECT count(*) FROM cases').pluck().get();
  copy.close();
  expect({
    answered,
    cases,
    drill: drill.equal,
    lines: entries.filter(({ action }) => action === 'backups.make').length,
    left: readdirSync(office.directory).filter((file) => /partial|drill/.test(file)),
  }).toEqual({
    answered: ['Step 2 of 3 of the backup', 'a form was logged', 'the backup'],
    cases: 0,
    drill: true,
    lines: 1,
    left: [],
  });
});
