import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { registerDatabaseFor } from '../../../electron/backend/database/registerDatabase.ts';
import { checkDecisions } from '../../../electron/backend/features/decisions/checkDecisions.ts';
import type { InputOf } from '../../../shared/contract/index.ts';
import type { DecisionInput } from '../../../shared/contract/decisions.ts';
import { canonicalDecision, type SignedFacts } from '../../../shared/domain/signing.ts';
import { day, decision, logForm, receivedFile, recordDecision, signIn } from '../../helpers/loggedCase.ts';
import { openOffice, PASSPHRASE, refusalOf, setUp, type Office } from '../../helpers/office.ts';
import { withDatabase } from '../../helpers/lockedDatabase.ts';

const SCRUTINEER = 'Margaret Osei-Test';

/** An office with a case at the level that is decided, a scrutineer of its own, and the manager signed in. */
const withScrutineer = async (office: Office) => {
  await setUp(office);
  const { passphrase } = await office.api.people.add({ name: SCRUTINEER, role: 'independentScrutineer' });
  const { caseId } = await logForm(office, '2026-05-14');
  const change = async (name: string, secret: string) => {
    await office.api.vault.lock({});
    await signIn(office, name, secret);
  };
  return {
    caseId,
    passphrase,
    asScrutineer: () => change(SCRUTINEER, passphrase),
    asManager: () => change('Priya Nair-Test', PASSPHRASE),
  };
};

const own = (changes: Partial<DecisionInput> = {}) =>
  decision('2026-05-14', { bodyId: 'independent-scrutineer', ...changes });

const toDecide = (caseId: string, revision: number, changes: Partial<DecisionInput> = {}) => ({
  caseId,
  revision,
  decision: own(changes),
  amendmentReason: '',
  undoneDutiesReason: 'Not what this is about.',
});

const pathsOf = async (call: Promise<unknown>) => (await refusalOf(call)).issues?.map(({ path }) => path);

describe('a decision', () => {
  test('is made ready by the manager, changed and signed by the scrutineer, and only then takes effect', async () => {
    await using office = openOffice();
    const { api } = office;
    const { caseId, passphrase, asScrutineer, asManager } = await withScrutineer(office);
    const submitted = await api.decisions.submit(toDecide(caseId, 0));
    const waiting = await api.cases.get({ caseId });
    expect([
      waiting.row.status,
      waiting.row.nextStep,
      waiting.decision,
      waiting.submission?.submittedBy,
    ]).toEqual(['open', 'sign', undefined, 'Priya Nair-Test']);
    expect(
      await pathsOf(api.cases.reopen({ caseId, revision: 1, stageOrder: 4, reason: 'No' })),
    ).toBeUndefined();
    // The manager can make ready and record, never sign.
    expect(
      await refusalOf(
        api.decisions.sign({ ...toDecide(caseId, submitted.revision), passphrase: PASSPHRASE }),
      ),
    ).toMatchObject({ code: 'forbidden' });

    await asScrutineer();
    const today = await api.cases.today({});
    expect(today.groups[0]).toMatchObject({ id: 'awaitingMe', total: 1, rows: [{ caseId }] });
    const sign = (more: Partial<InputOf<'decisions.sign'>> = {}) =>
      api.decisions.sign({
        ...toDecide(caseId, submitted.revision, {
          deciderName: 'Somebody Else-Test',
          decision: 'A strategy discussion is to be held this week.',
        }),
        passphrase,
        ...more,
      });
    expect(await refusalOf(sign({ passphrase: PASSPHRASE }))).toMatchObject({ code: 'wrong-passphrase' });
    expect((await api.cases.get({ caseId })).decision).toBeUndefined();
    await sign();

    const signed = await api.cases.get({ caseId });
    expect(signed.submission).toBeUndefined();
    expect([signed.row.status, signed.row.nextStep]).toEqual(['decided', 'completeNotice']);
    expect(signed.decision).toMatchObject({
      version: 1,
      how: 'signed',
      // Whatever name was typed, the signer decides in their own.
      deciderName: SCRUTINEER,
      decision: 'A strategy discussion is to be held this week.',
      signed: { by: SCRUTINEER, at: '2026-05-14T09:30:00.000Z' },
      recordedBy: SCRUTINEER,
    });
    const { entries } = await api.audit.ofCase({ caseId, offset: 0, limit: 20 });
    const line = entries.find(({ action }) => action === 'decisions.sign');
    expect(line?.person).toBe(SCRUTINEER);
    expect(line?.detail).toMatch(
      new RegExp(`^decision version 1, digest ${signed.decision?.signed?.digest}, signature [\\w+/=]{88}$`),
    );
    expect(await api.audit.check({})).toMatchObject({ intact: true, problems: [] });

    // An amendment is a new version with its reason; the first stays as it was signed.
    office.clock.set('2026-05-15T09:30:00Z');
    await api.people.list({});
    const amend = { ...toDecide(caseId, 2, { outcome: 'partlyUpheld' }), passphrase };
    expect(await pathsOf(api.decisions.sign(amend))).toEqual(['amendmentReason']);
    await api.decisions.sign({ ...amend, amendmentReason: 'A word was wrong' });
    const amended = await api.cases.get({ caseId });
    expect(amended.decision).toMatchObject({ version: 2, amendmentReason: 'A word was wrong' });
    expect(amended.earlierDecisions).toEqual([signed.decision]);
    await asManager();
    expect(await api.audit.check({})).toMatchObject({ intact: true, problems: [] });
  });

  test('cut off in the middle of a sign stays the one that was recorded', async () => {
    await using office = openOffice();
    const { api } = office;
    const { caseId } = await withScrutineer(office);
    const broken = 'A visit \u{1F3E0}'.slice(0, -1);
    await recordDecision(office, {
      ...toDecide(caseId, 0, {
        bodyId: 'executive',
        decision: broken,
        requiredActions: [{ action: broken, owner: 'Agency\u0000' }],
      }),
    });
    expect(await api.audit.check({})).toMatchObject({ intact: true, problems: [] });
  });

  test('is signed by nobody for somebody else', async () => {
    await using office = openOffice();
    const { api } = office;
    const { caseId, passphrase, asScrutineer } = await withScrutineer(office);
    // Nobody of the Executive signs in here: making their decision ready would wait for ever.
    expect(await pathsOf(api.decisions.submit(toDecide(caseId, 0, { bodyId: 'executive' })))).toEqual([
      'decision.bodyId',
    ]);
    await asScrutineer();
    expect(
      await pathsOf(api.decisions.sign({ ...toDecide(caseId, 0, { bodyId: 'executive' }), passphrase })),
    ).toEqual(['decision.bodyId']);
    const evidence = await refusalOf(
      api.decisions.recordElsewhere({ ...toDecide(caseId, 0), evidenceDocumentId: caseId }),
    );
    expect(evidence).toMatchObject({ code: 'forbidden' });
  });

  test('made elsewhere is recorded with its written evidence, by who recorded it', async () => {
    await using office = openOffice();
    const { api } = office;
    const { caseId } = await withScrutineer(office);
    const made = toDecide(caseId, 0, { bodyId: 'executive', deciderName: 'The Executive' });
    expect(await pathsOf(api.decisions.recordElsewhere({ ...made, evidenceDocumentId: 'none' }))).toEqual([
      'evidenceDocumentId',
    ]);
    expect(
      await refusalOf(api.decisions.recordElsewhere({ ...made, evidenceDocumentId: caseId })),
    ).toMatchObject({ code: 'not-found' });
    const minutes = await receivedFile(office);
    await api.decisions.recordElsewhere({ ...made, evidenceDocumentId: minutes.id });
    const detail = await api.cases.get({ caseId });
    expect(detail.decision).toMatchObject({
      how: 'recordedElsewhere',
      deciderName: 'The Executive',
      recordedBy: 'Priya Nair-Test',
      evidence: { id: minutes.id, sha256: minutes.sha256 },
    });
    expect(detail.decision?.signed).toBeUndefined();
    expect(await api.audit.check({})).toMatchObject({ intact: true });
    // Its bytes count, not what the register says of them.
    await api.vault.lock({});
    await withDatabase(office, (connection) => {
      connection.exec("UPDATE documents SET content = X'00'");
      expect(checkDecisions(registerDatabaseFor(connection)).problems).toEqual([
        'BURY-2026-001, version 1: the evidence of the decision is not the file that was recorded.',
      ]);
    });
  });

  test('that waits is sent back with its reason, and the case goes on', async () => {
    await using office = openOffice();
    const { api } = office;
    const { caseId, asScrutineer, passphrase } = await withScrutineer(office);
    expect(await refusalOf(api.decisions.sendBack({ caseId, revision: 0, reason: 'Why' }))).toMatchObject({
      code: 'refused',
    });
    await api.decisions.submit(toDecide(caseId, 0));
    await asScrutineer();
    await api.decisions.sendBack({ caseId, revision: 1, reason: 'The health visitor has not been heard' });
    expect((await api.cases.get({ caseId })).row.nextStep).toBe('decide');
    // What was changed underneath is not overwritten.
    expect(await refusalOf(api.decisions.sign({ ...toDecide(caseId, 1), passphrase }))).toMatchObject({
      code: 'conflict',
    });
  });

  test('keeps 50,000 characters, words from right to left and combining marks letter for letter', async () => {
    await using office = openOffice();
    const { api } = office;
    const { caseId, passphrase, asScrutineer } = await withScrutineer(office);
    await asScrutineer();
    const words = {
      decision: `Zoe\u0308 \u05d4\u05d7\u05dc\u05d8\u05d4 ${'a'.repeat(49_000)}`,
      reasons: '\u0639\u0631\u0628\u064a\u0651 e\u0301\u0301\u0301 \u200f(1)\n\nZoë',
    };
    expect(
      await pathsOf(
        api.decisions.sign({ ...toDecide(caseId, 0, { dissent: 'a'.repeat(50_001) }), passphrase }),
      ),
    ).toEqual(['decision.dissent']);
    await api.decisions.sign({ ...toDecide(caseId, 0, words), passphrase });
    expect((await api.cases.get({ caseId })).decision).toMatchObject(words);
    expect(await api.audit.check({})).toMatchObject({ intact: true });
  });

  test('says who has been told, at once and later', async () => {
    await using office = openOffice();
    const { api } = office;
    const { caseId } = await withScrutineer(office);
    const told = {
      party: 'family' as const,
      who: "Rowan's mother",
      how: 'By telephone',
      on: day('2026-05-14'),
      words: 'That a meeting will be held.',
    };
    expect(await refusalOf(api.decisions.recordTold({ caseId, revision: 0, told }))).toMatchObject({
      code: 'refused',
    });
    await recordDecision(office, toDecide(caseId, 0, { bodyId: 'executive', told: [told] }));
    const later = { ...told, party: 'challengedAgency' as const, who: '' };
    expect(
      await pathsOf(
        api.decisions.recordTold({ caseId, revision: 1, told: { ...later, on: day('2026-05-15') } }),
      ),
    ).toEqual(['told.on']);
    await api.decisions.recordTold({ caseId, revision: 1, told: later });
    const detail = await api.cases.get({ caseId });
    expect([detail.decision?.told, detail.told]).toMatchObject([
      [told],
      [{ ...later, recordedBy: 'Priya Nair-Test' }],
    ]);
  });
});

describe('the check', () => {
  const altered = (sql: string) => ['DROP TRIGGER decisions_are_never_changed', sql];

  const alterations = [
    [
      'one letter of a signed decision',
      altered("UPDATE decisions SET reasons = replace(reasons, 'Two', 'Tvo') WHERE version = 1"),
      'version 1: the decision is not as it was signed.',
    ],
    [
      'a required action of it',
      altered("UPDATE decisions SET required_actions = '[]' WHERE version = 1"),
      'version 1: the decision is not as it was signed.',
    ],
    [
      'a swapped signature',
      altered(
        'UPDATE decisions SET signature = (SELECT signature FROM decisions WHERE version = 2) WHERE version = 1',
      ),
      'version 1: the signature does not belong to this decision.',
    ],
    [
      'one bit of a digest',
      altered(
        "UPDATE decisions SET digest = iif(substr(digest, 1, 1) = '0', '1', '0') || substr(digest, 2) WHERE version = 2",
      ),
      'version 2: the decision is not as it was signed.',
    ],
    [
      'a key of nobody',
      altered(
        "UPDATE decisions SET public_key = iif(substr(public_key, 1, 1) = 'A', 'B', 'A') || substr(public_key, 2)",
      ),
      'version 1: the signature does not belong to this decision.',
    ],
    [
      'a decision that is passed off as an old one',
      altered(
        "UPDATE decisions SET how = 'recorded', digest = NULL, signature = NULL, signed_at = NULL WHERE version = 2",
      ),
      'version 2: the mark that proves the decision is gone from it.',
    ],
    [
      'one that is gone',
      ['DROP TRIGGER decisions_go_only_with_their_case', 'DELETE FROM decisions WHERE version = 2'],
      'version 2: the decision is gone from the register.',
    ],
  ] as const;

  test('reports by reference and version what was altered in the database, were it one letter', async () => {
    await using office = openOffice();
    const { api } = office;
    const { caseId, passphrase, asScrutineer } = await withScrutineer(office);
    await asScrutineer();
    const requiredActions = [{ action: 'Hold a meeting', owner: 'The lead' }];
    await api.decisions.sign({ ...toDecide(caseId, 0, { requiredActions }), passphrase });
    await api.decisions.sign({ ...toDecide(caseId, 1), amendmentReason: 'A word was wrong', passphrase });
    expect(await api.audit.check({})).toMatchObject({ intact: true, problems: [] });
    await api.vault.lock({});
    await withDatabase(office, (connection) => {
      for (const [what, statements, problem] of alterations) {
        connection.exec('BEGIN');
        statements.forEach((sql) => connection.exec(sql));
        const { problems } = checkDecisions(registerDatabaseFor(connection));
        expect(problems, what).toContain(`BURY-2026-001, ${problem}`);
        connection.exec('ROLLBACK');
      }
      expect(checkDecisions(registerDatabaseFor(connection))).toEqual({
        checked: 2,
        withoutDigest: 0,
        problems: [],
      });
      alterations[0][1].forEach((sql) => connection.exec(sql));
    });
    await signIn(office);
    const checked = await api.audit.check({});
    expect(checked.intact).toBe(false);
    expect(checked.problems).toContain(`BURY-2026-001, ${alterations[0][2]}`);
  });

  test('needs to find nothing where triggers refuse what nobody may do', async () => {
    await using office = openOffice();
    const { api } = office;
    const { caseId, passphrase, asScrutineer } = await withScrutineer(office);
    await asScrutineer();
    await api.decisions.sign({ ...toDecide(caseId, 0), passphrase });
    await api.vault.lock({});
    await withDatabase(office, (database) => {
      expect(() => database.exec("UPDATE decisions SET reasons = ''")).toThrow('decisions are never changed');
      expect(() => database.exec('DELETE FROM decisions')).toThrow('decisions are never removed');
    });
  });

  test('tells apart any two decisions that differ, and reads the same one the same way whatever its order', () => {
    const facts = (decided: Record<string, string>): SignedFacts => ({
      caseId: 'a',
      reference: 'BURY-2026-001',
      procedureId: 'bury',
      procedureVersion: 1,
      version: 1,
      previousDigest: null,
      stageOrder: 4,
      decision: decided,
      amendmentReason: null,
      signer: null,
      recorder: null,
    });
    const byKey = ([a]: readonly [string, string], [b]: readonly [string, string]) => (a < b ? -1 : 1);
    const words = fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(words, words, (one, other) => {
        const turned = Object.fromEntries(Object.entries(one).toReversed());
        expect(canonicalDecision(facts(one))).toBe(canonicalDecision(facts(turned)));
        const same = isDeepStrictEqual(
          Object.entries(one).toSorted(byKey),
          Object.entries(other).toSorted(byKey),
        );
        expect(canonicalDecision(facts(one)) === canonicalDecision(facts(other))).toBe(same);
      }),
    );
  });
});

describe('what is required', () => {
  test('is followed to done, with the tick taken back where it was a mistake, and through an amendment', async () => {
    await using office = openOffice();
    const { api } = office;
    const { caseId } = await withScrutineer(office);
    const hold = { action: 'Hold a meeting', owner: 'The lead', dueOn: day('2026-05-20') };
    const write = { action: 'Write to the school', owner: 'The school nurse', dueOn: day('2026-05-18') };
    const drop = { action: 'Count the visits', owner: 'Health' };
    await recordDecision(
      office,
      toDecide(caseId, 0, { bodyId: 'executive', requiredActions: [hold, write, drop] }),
    );
    const actionsNow = async () => (await api.cases.get({ caseId })).actions;
    const [first, second] = await actionsNow();
    expect(first).toMatchObject({ ...hold, from: 'The decision', due: { kind: 'later' } });
    const actionId = second?.id ?? '';
    expect(
      await pathsOf(
        api.actions.markDone({ caseId, revision: 1, actionId, on: day('2026-05-15'), words: '' }),
      ),
    ).toEqual(['on']);

    office.clock.set('2026-05-19T09:00:00Z');
    const today = await api.cases.today({});
    expect(today.overdueActions).toMatchObject([
      { id: actionId, reference: 'BURY-2026-001', due: { kind: 'overdue' } },
    ]);
    const count = today.counts.find(({ id }) => id === 'actions');
    const found = await api.cases.list({
      filter: count?.filter ?? {},
      sort: { by: 'due', direction: 'up' },
      offset: 0,
      limit: 10,
    });
    expect([count?.count, found.rows.map((row) => row.caseId)]).toEqual([1, [caseId]]);

    const letter = await receivedFile(office, 'The letter to the school.');
    const done = { caseId, actionId, on: day('2026-05-18'), words: 'Letter sent', documentId: letter.id };
    await api.actions.markDone({ ...done, revision: 1 });
    expect(await refusalOf(api.actions.markDone({ ...done, revision: 2 }))).toMatchObject({
      code: 'refused',
    });
    expect((await actionsNow()).find(({ id }) => id === actionId)?.done).toMatchObject({
      on: '2026-05-18',
      by: 'Priya Nair-Test',
      words: 'Letter sent',
      document: { id: letter.id },
    });
    await api.actions.reopen({ caseId, revision: 2, actionId, reason: 'Ticked by mistake' });
    expect((await actionsNow()).find(({ id }) => id === actionId)?.done).toBeUndefined();
    const [note] = (await api.cases.get({ caseId })).stages.flatMap(({ entries }) => entries);
    expect(note).toMatchObject({ title: 'An action is open again', document: { id: letter.id } });
    await api.actions.markDone({ ...done, revision: 3 });

    // What is asked for again in the same words keeps its tick; what is not asked for any more goes.
    await recordDecision(office, {
      ...toDecide(caseId, 4, {
        bodyId: 'executive',
        requiredActions: [{ ...write, dueOn: day('2026-05-25') }, hold],
      }),
      amendmentReason: 'The days were wrong',
    });
    expect(
      (await actionsNow()).map(({ action, from, done: ticked }) => [action, from, ticked?.words]),
    ).toEqual([
      ['Write to the school', 'The decision, version 2', 'Letter sent'],
      ['Hold a meeting', 'The decision, version 2', undefined],
    ]);
  });

  test('at a meeting is followed too', async () => {
    await using office = openOffice();
    const { api } = office;
    const { caseId } = await withScrutineer(office);
    await api.cases.recordEntry({
      caseId,
      revision: 0,
      stageOrder: 4,
      kind: 'meeting',
      happenedOn: day('2026-05-14'),
      title: 'Meeting of the agencies',
      words: '',
      attendees: [],
      agreements: '',
      disagreements: '',
      actions: [{ action: 'Share the contact log', owner: 'Police', dueOn: day('2026-05-20') }],
    });
    expect((await api.cases.get({ caseId })).actions).toMatchObject([
      { action: 'Share the contact log', from: 'Meeting of the agencies, 14 May 2026' },
    ]);
  });
});

describe('a review', () => {
  test('keeps its own notes to itself, and puts those for the file where everybody reads them', async () => {
    await using office = openOffice();
    const { api } = office;
    const { caseId, asScrutineer, asManager } = await withScrutineer(office);
    await asScrutineer();
    const { noteId } = await api.reviews.addNote({ caseId, words: 'Ask about the second visit.' });
    await api.reviews.addFileNote({ caseId, revision: 0, words: 'I have read the chronology.' });
    expect((await api.reviews.listNotes({ caseId })).notes).toMatchObject([{ id: noteId }]);
    await asManager();
    expect((await api.reviews.listNotes({ caseId })).notes).toEqual([]);
    expect(await refusalOf(api.reviews.removeNote({ noteId }))).toMatchObject({ code: 'not-found' });
    const detail = await api.cases.get({ caseId });
    expect(JSON.stringify(detail)).not.toContain('second visit');
    expect(detail.stages.flatMap(({ entries }) => entries)).toMatchObject([
      { title: 'Note for the file', words: 'I have read the chronology.', recordedBy: SCRUTINEER },
    ]);
    await asScrutineer();
    await api.reviews.removeNote({ noteId });
    expect((await api.reviews.listNotes({ caseId })).notes).toEqual([]);
  });

  test('asks for more by a day, is told when it is late, and keeps the answer with its file', async () => {
    await using office = openOffice();
    const { api } = office;
    const { caseId, asScrutineer, asManager } = await withScrutineer(office);
    await asScrutineer();
    const ask = { caseId, revision: 0, askedOf: 'Health visiting', question: 'Were both visits made?' };
    expect(await pathsOf(api.reviews.ask({ ...ask, dueOn: day('2026-05-13') }))).toEqual(['dueOn']);
    await api.reviews.ask({ ...ask, dueOn: day('2026-05-18') });
    office.clock.set('2026-05-14T09:40:00Z');
    await api.reviews.ask({ ...ask, revision: 1, question: 'Asked by mistake', dueOn: day('2026-05-18') });
    office.clock.set('2026-05-19T09:00:00Z');
    await asManager();
    expect((await api.cases.today({})).overdueRequests).toMatchObject([
      { caseId, askedOf: 'Health visiting', due: { kind: 'overdue' } },
      { caseId },
    ]);
    const { requests } = await api.cases.get({ caseId });
    const idOf = (question: string) => requests.find((one) => one.question === question)?.id ?? '';
    const letter = await receivedFile(office, 'Both visits were made.');
    const answer = {
      caseId,
      requestId: idOf('Were both visits made?'),
      on: day('2026-05-19'),
      words: 'Both were made.',
      documentId: letter.id,
    };
    expect(
      await pathsOf(api.reviews.recordAnswer({ ...answer, revision: 2, on: day('2026-05-13') })),
    ).toEqual(['on']);
    await api.reviews.recordAnswer({ ...answer, revision: 2 });
    expect(await refusalOf(api.reviews.recordAnswer({ ...answer, revision: 3 }))).toMatchObject({
      code: 'refused',
    });
    await api.reviews.withdraw({
      caseId,
      revision: 3,
      requestId: idOf('Asked by mistake'),
      reason: 'Asked twice',
    });
    const ended = (await api.cases.get({ caseId })).requests.map(({ ended: end }) => end);
    expect(ended).toMatchObject([
      { how: 'withdrawn', words: 'Asked twice' },
      { how: 'answered', words: 'Both were made.', by: 'Priya Nair-Test', document: { id: letter.id } },
    ]);
    expect((await api.cases.today({})).overdueRequests).toEqual([]);
  });
});
