import { fork } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import Database from 'better-sqlite3';
import { withDatabase } from '../../helpers/lockedDatabase.ts';
import { openOffice, PASSPHRASE, refusalOf, setUp } from '../../helpers/office.ts';
import { logForm, signIn, signInAs } from '../../helpers/loggedCase.ts';

const original = Database.prototype.pragma;

test('a new register is set up once, and the recovery key is proved by two groups of the printed sheet', async () => {
  await using office = openOffice();
  const { api } = office;
  expect(await api.vault.status({})).toMatchObject({ state: 'new' });
  const { recoveryKey } = await setUp(office);
  expect(await refusalOf(setUp(office))).toMatchObject({ code: 'refused' });
  const warnings = async () => (await api.settings.get({})).warnings.map(({ code }) => code);
  expect(await warnings()).toContain('recovery-key-not-proved');
  const [first, second] = recoveryKey.ask.map((position) => recoveryKey.groups[position - 1] ?? '');
  expect(await refusalOf(api.vault.proveRecoveryKey({ groups: [first ?? '', 'ZZZZ'] }))).toMatchObject({
    code: 'invalid',
    issues: [{ path: 'groups.1' }],
  });
  await api.vault.proveRecoveryKey({ groups: [` ${first?.toLowerCase()} `, second ?? ''] });
  expect(await warnings()).not.toContain('recovery-key-not-proved');
});

test('a weak passphrase makes no register, and a good one then does', async () => {
  await using office = openOffice();
  const { api } = office;
  const asked = {
    unitName: 'Made-up Partnership',
    procedureId: 'bury',
    referencePrefix: 'BURY',
    personName: 'Priya Nair-Test',
  };
  expect(await refusalOf(api.vault.create({ ...asked, passphrase: 'password' }))).toMatchObject({
    code: 'invalid',
    issues: [{ path: 'passphrase' }],
  });
  expect(await api.vault.status({})).toMatchObject({ state: 'new' });
  await api.vault.create({ ...asked, passphrase: PASSPHRASE });
  expect(await api.vault.status({})).toMatchObject({ state: 'unlocked' });
});

test('after five wrong passphrases the next try waits, also for a program started anew, and a right one then opens', async () => {
  await using office = openOffice();
  await setUp(office);
  await office.api.vault.lock({});
  for (let tries = 0; tries < 5; tries += 1)
    expect(await refusalOf(signIn(office, undefined, 'quite another four words'))).toMatchObject({
      code: 'wrong-passphrase',
    });
  await using next = openOffice({ directory: join(office.directory, '..') });
  const waiting = await refusalOf(signIn(next));
  expect(waiting).toMatchObject({ code: 'wait', retryAt: '2026-05-14T09:30:30.000Z' });
  next.clock.set('2026-05-14T09:31:00Z');
  expect(await signIn(next)).toMatchObject({ name: 'Priya Nair-Test' });
});

test('the recovery key gives a business manager a new passphrase and nobody else', async () => {
  await using office = openOffice();
  const { api } = office;
  const { recoveryKey } = await setUp(office);
  await signInAs(office, 'coordinator');
  await api.vault.lock({});
  const { people } = await api.vault.status({});
  const slotOf = (name: string) => people.find((person) => person.name === name)?.slotId ?? '';
  const key = recoveryKey.groups.join('-');
  const newPassphrase = 'amber saddle pocket thistle';
  expect(
    await refusalOf(
      api.vault.unlockWithRecoveryKey({
        slotId: slotOf('Sam Marlow-Test'),
        recoveryKey: key,
        newPassphrase,
      }),
    ),
  ).toMatchObject({ code: 'refused' });
  expect(
    await refusalOf(
      api.vault.unlockWithRecoveryKey({
        slotId: slotOf('Priya Nair-Test'),
        recoveryKey: key.slice(0, -1),
        newPassphrase,
      }),
    ),
  ).toMatchObject({ code: 'wrong-passphrase' });
  await api.vault.unlockWithRecoveryKey({
    slotId: slotOf('Priya Nair-Test'),
    recoveryKey: key,
    newPassphrase,
  });
  expect((await api.audit.list({ offset: 0, limit: 1 })).entries[0]).toMatchObject({
    action: 'vault.unlockWithRecoveryKey',
    kind: 'security',
  });
  await api.vault.lock({});
  expect(await signIn(office, undefined, newPassphrase)).toMatchObject({ role: 'businessManager' });
});

test('whoever opens the register a second time is told who has it', async () => {
  await using office = openOffice({ at: new Date().toISOString() });
  await setUp(office);
  await office.api.vault.lock({});
  const holder = fork(
    fileURLToPath(new URL('../vault/holdLock.ts', import.meta.url)),
    [office.directory, office.clock.now()],
    { execArgv: [] },
  );
  try {
    await once(holder, 'message');
    const refusal = await refusalOf(signIn(office));
    expect(refusal.code).toBe('in-use');
    expect(refusal.message).toMatch(/already has the register open on/);
  } finally {
    holder.kill('SIGKILL');
    await once(holder, 'exit');
  }
  expect(await signIn(office)).toMatchObject({ name: 'Priya Nair-Test' });
});

test('a register left alone locks itself, also after the clock went back, and what was typed is there again', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  try {
    await using office = openOffice();
    const { api } = office;
    await setUp(office);
    const draft = await api.drafts.start({});
    const form = {
      ...draft.form,
      summary: 'Half a sent',
      dateOfNotification: { day: '31', month: '2', year: '26' },
    };
    await api.drafts.save({ draftId: draft.id, revision: 0, form });
    await api.unsaved.keep({ screen: 'decision', subject: 'case', value: '{"reasons":"Beca"}' });

    office.clock.set('2026-05-14T09:34:00Z');
    await vi.advanceTimersByTimeAsync(6_000);
    expect(await api.vault.status({})).toMatchObject({ state: 'unlocked' });
    await api.vault.touch({});
    office.clock.set('2026-05-14T08:00:00Z');
    await vi.advanceTimersByTimeAsync(6_000);
    office.clock.set('2026-05-14T08:05:01Z');
    await vi.advanceTimersByTimeAsync(6_000);
    expect(await api.vault.status({})).toMatchObject({ state: 'locked', lockedBecause: 'idle' });
    expect(office.events).toEqual([{ name: 'vault.locked', payload: { because: 'idle' } }]);

    await signIn(office);
    expect((await api.drafts.get({ draftId: draft.id })).form).toEqual(form);
    expect(await api.unsaved.find({ screen: 'decision', subject: 'case' })).toMatchObject({
      value: '{"reasons":"Beca"}',
    });
    expect(office.faults).toEqual([]);
  } finally {
    vi.useRealTimers();
  }
});

test('what somebody is typing is shown to nobody else', async () => {
  await using office = openOffice();
  const place = { screen: 'decision', subject: 'case' };
  await setUp(office);
  await office.api.unsaved.keep({ ...place, value: '"mine"' });
  await signInAs(office, 'coordinator');
  expect(await office.api.unsaved.find(place)).toEqual({});
  await office.api.unsaved.discard(place);
  await office.api.vault.lock({});
  await signIn(office);
  expect(await office.api.unsaved.find(place)).toMatchObject({ value: '"mine"' });
});

test.each([
  ['is missing', (file: string) => rmSync(file), 'damaged', /not in its folder/],
  ['is empty', (file: string) => writeFileSync(file, ''), 'damaged', /empty/],
  ['is not encrypted', (file: string) => plainDatabase(file), 'damaged', /not encrypted/],
  ['is damaged', (file: string) => scramble(file), 'damaged', /damaged/],
])(
  'a register whose database %s is not opened, and the message says so',
  async (_what, harm, code, words) => {
    await using office = openOffice();
    await setUp(office);
    await office.api.vault.lock({});
    const file = join(office.directory, 'register.db');
    rmSync(`${file}-wal`, { force: true });
    harm(file);
    const refusal = await refusalOf(signIn(office));
    expect(refusal).toMatchObject({ code, message: expect.stringMatching(words) as string });
    expect(await office.api.vault.status({})).toMatchObject({ state: 'blocked' });
    expect(office.faults).toEqual([]);
  },
);

const plainDatabase = (file: string): void => {
  rmSync(file);
  const database = new Database(file);
  database.exec('CREATE TABLE cases (id TEXT)');
  database.close();
};

const scramble = (file: string): void => {
  const bytes = readFileSync(file);
  bytes.fill(0x5a, 0, 4096);
  writeFileSync(file, bytes);
};

test.each([
  ['missing', (file: string) => rmSync(file, { force: true }), /slots\.json/],
  ['no longer readable', (file: string) => writeFileSync(file, '{"half":'), /./],
])(
  'a register whose key slots are %s is blocked, and nothing new is made over it',
  async (_what, harm, words) => {
    await using office = openOffice();
    await setUp(office);
    await office.api.vault.lock({});
    for (const name of ['slots.json', 'slots.json.bak']) harm(join(office.directory, name));
    const before = readFileSync(join(office.directory, 'register.db'));
    const status = await office.api.vault.status({});
    expect(status).toMatchObject({ state: 'blocked', problem: { code: 'damaged' } });
    expect(status.problem?.message).toMatch(words);
    expect(await refusalOf(setUp(office))).toMatchObject({ code: 'refused' });
    expect(readFileSync(join(office.directory, 'register.db')).equals(before)).toBe(true);
  },
);

test('a damaged slot file is put right from its spare, and the log says so', async () => {
  await using office = openOffice();
  await setUp(office);
  await office.api.vault.lock({});
  writeFileSync(join(office.directory, 'slots.json'), 'not what it was');
  await signIn(office);
  expect((await office.api.audit.list({ offset: 0, limit: 1 })).entries[0]?.detail).toMatch(/put right/);
});

test('a register of a newer version of the program is refused and left as it is', async () => {
  await using office = openOffice();
  await setUp(office);
  await office.api.vault.lock({});
  await withDatabase(office, (database) =>
    database.exec(
      "INSERT INTO applied_migrations VALUES (9999, '9999_later', 'x', '2027-01-01T00:00:00.000Z')",
    ),
  );
  const before = readFileSync(join(office.directory, 'register.db'));
  expect(await refusalOf(signIn(office))).toMatchObject({ code: 'newer-version' });
  expect(readFileSync(join(office.directory, 'register.db')).equals(before)).toBe(true);
});

test('a changed line of the audit log is found', async () => {
  await using office = openOffice();
  const { api } = office;
  await setUp(office);
  await logForm(office, '2026-05-14');
  expect(await api.audit.check({})).toMatchObject({ intact: true });
  await api.vault.lock({});
  await withDatabase(office, (database) => {
    database.exec('DROP TRIGGER audit_entries_are_never_changed');
    database.exec("UPDATE audit_entries SET detail = 'nothing happened' WHERE sequence = 2");
  });
  await signIn(office);
  const checked = await api.audit.check({});
  expect(checked).toMatchObject({ intact: false, entries: 2 });
  expect(checked.words).toMatch(/does not hold from entry 2/);
});

test.each([
  [
    'a register put back to an earlier day',
    (file: string) => copyFileSync(`${file}.yesterday`, file),
    'older-than-anchor',
    /^On 15 May 2026, 10:30 the register was older than it should be\. The audit log lacks .* entries; the last from before is of 14 May 2026, 10:30\.$/,
    /goes on after what is left here\. Restore it to another folder/,
  ],
  [
    'an anchor that is gone',
    (file: string) => rmSync(join(dirname(file), 'anchor.json')),
    'anchor-missing',
    /\(anchor\.json\) was missing or could not be read\.$/,
    /Verify the register, below/,
  ],
  [
    'an anchor that somebody changed',
    (file: string) => {
      const anchor = join(dirname(file), 'anchor.json');
      const read = JSON.parse(readFileSync(anchor, 'utf8')) as { seq: number };
      writeFileSync(anchor, JSON.stringify({ ...read, seq: read.seq - 1 }));
    },
    'anchor-changed',
    /\(anchor\.json\) was not as the register had written it\.$/,
    /Verify the register, below/,
  ],
])(
  '%s is said at unlocking, with what it means and what can be done, until somebody has seen to it',
  async (_what, damage, kind, happened, toDo) => {
    await using office = openOffice();
    const { api, clock } = office;
    await setUp(office);
    await api.vault.lock({});
    const file = join(office.directory, 'register.db');
    copyFileSync(file, `${file}.yesterday`);
    await signIn(office);
    await logForm(office, '2026-05-14');
    clock.set('2026-05-14T15:00:00Z');
    await api.vault.touch({});
    const backup = await api.backups.make({});
    await api.vault.lock({});
    damage(file);
    clock.set('2026-05-15T09:30:00Z');
    await signIn(office);
    const { damage: found } = await api.backups.damage({});
    const [line] = (await api.audit.list({ kind: 'security', offset: 0, limit: 1 })).entries;
    // It stays until a person has seen to it, however often the register is unlocked.
    await api.vault.lock({});
    await signIn(office);
    const stays = (await api.backups.damage({})).damage?.kind;
    await api.backups.settleDamage({});
    expect({
      kind: found?.kind,
      happened: found?.happened,
      toDo: found?.toDo.join(' '),
      newest: found?.newestWhole?.name,
      line: line?.detail,
      stays,
      settled: [(await api.backups.damage({})).damage, (await api.audit.check({})).intact],
    }).toEqual({
      kind,
      happened: expect.stringMatching(happened) as string,
      toDo: expect.stringMatching(toDo) as string,
      newest: backup.name,
      line: 'unlocked; the log did not reach its anchor',
      stays: kind,
      settled: [undefined, true],
    });
  },
);

test('with a full disk nothing is lost, cases can be read, the register locks and opens, and later all works again', async () => {
  await using office = openOffice();
  const { api } = office;
  await setUp(office);
  const { caseId, reference } = await logForm(office, '2026-05-14');
  const draft = await api.drafts.start({});
  await api.vault.lock({});

  // SQLite itself answers that the disk is full once its file may grow no further.
  const connections: Database.Database[] = [];
  const spy = vi.spyOn(Database.prototype, 'pragma').mockImplementation(function (
    this: Database.Database,
    source: string,
    options?: Database.PragmaOptions,
  ) {
    const answer = original.call(this, source, options);
    if (source.startsWith('mmap_size=')) {
      original.call(this, 'max_page_count=1');
      connections.push(this);
    }
    return answer;
  });
  try {
    await signIn(office);
    const get = () => api.cases.get({ caseId });
    // Fills the room that the last pages still have.
    for (let check = 0; check < 200; check += 1) await office.try('audit.check', {});
    const form = { ...draft.form, summary: 'x'.repeat(20_000) };
    const save = () => api.drafts.save({ draftId: draft.id, revision: 0, form });
    const refusal = await refusalOf(save());
    expect(refusal).toEqual({
      code: 'disk-full',
      message: 'The disk is full, so nothing was saved. Free some space and try again.',
    });
    expect(await refusalOf(api.cases.assign({ caseId, revision: 0, ownerId: null }))).toMatchObject({
      code: 'disk-full',
    });
    expect(await refusalOf(api.drafts.log({ draftId: draft.id, revision: 0 }))).toMatchObject({
      code: 'invalid',
    });
    expect((await api.drafts.get({ draftId: draft.id })).form).toEqual(draft.form);
    await api.vault.lock({});
    await signIn(office);
    expect((await get()).row.reference).toBe(reference);

    for (const connection of connections.filter(({ open }) => open))
      original.call(connection, 'max_page_count=1000000');
    await save();
    expect((await logForm(office, '2026-05-14')).reference).toBe('BURY-2026-002');
    expect(await api.audit.check({})).toMatchObject({ intact: true });
    expect(office.faults).toEqual([]);
  } finally {
    spy.mockRestore();
  }
});
