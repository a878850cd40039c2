import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  findPackKeys,
  openPack as openSealedPack,
  readPack,
} from '../../../electron/backend/packs/packFile.ts';
import { signStatement, writeReturn, type Statement } from '../../../electron/backend/packs/returnFile.ts';
import { sealFile } from '../../../electron/backend/packs/sealedFile.ts';
import { registerDatabaseFor } from '../../../electron/backend/database/registerDatabase.ts';
import { checkDecisions } from '../../../electron/backend/features/decisions/checkDecisions.ts';
import { generateKeyPair, signWith } from '../../../electron/backend/vault/keyPairs.ts';
import { signingMessage } from '../../../shared/domain/signing.ts';
import { withDatabase } from '../../helpers/lockedDatabase.ts';
import { packRefusals } from '../../../electron/backend/packs/packRefusals.ts';
import { alterations, withRightDigest } from '../../helpers/alterations.ts';
import { day, logForm, revisionOf } from '../../helpers/loggedCase.ts';
import { fixtureForm, openOffice, receive, refusalOf, setUp, type Office } from '../../helpers/office.ts';
import { choosePack, openPack, sendIn, sendPack, signPack } from '../../helpers/reviewPack.ts';

const wordsOf = (refusal: () => { readonly message: string }): string => refusal().message;

/** What lies in a pack, for answers that nobody could make in the window. */
const insideOf = async ({ bytes, passphrase }: { readonly bytes: Buffer; readonly passphrase: string }) => {
  const pack = readPack(bytes);
  const keys = await findPackKeys(pack, passphrase);
  if (!keys) throw new Error('The passphrase does not fit');
  return { manifest: openSealedPack(pack, keys).manifest, sha256: pack.file.sha256 };
};

/** An answer made by hand, with whatever is to be wrong about it. */
const answerBy = async (
  pack: { readonly bytes: Buffer; readonly passphrase: string },
  changes: Partial<Statement> = {},
  seed?: Buffer,
): Promise<Buffer> => {
  const { manifest, sha256 } = await insideOf(pack);
  const { registerId, packId, signingSeed, returnKey, reviewer, cases } = manifest;
  const statement = signStatement(
    {
      registerId,
      packId,
      packSha256: sha256,
      caseId: cases[0]?.detail.row.caseId ?? '',
      reviewer: reviewer.name,
      openedAt: manifest.createdAt,
      signedAt: manifest.createdAt,
      answer: { amendmentReason: '', undoneDutiesReason: '', notes: 'More is needed.' },
      ...changes,
    },
    seed ?? Buffer.from(signingSeed, 'base64'),
  );
  return writeReturn({ registerId, packId }, Buffer.from(returnKey, 'base64'), [statement]);
};

const readReturn = async (office: Office, bytes: Uint8Array) =>
  office.api.packs.readReturn({ uploadId: await sendIn(office, bytes) });

test('a case goes out to a reviewer elsewhere, is decided there, and comes back as their own signed decision', async () => {
  await using office = openOffice();
  await using elsewhere = openOffice({ at: '2026-05-18T10:00:00Z' });
  await setUp(office);
  const { caseId } = await logForm(office, '2026-05-14');
  // Whoever makes a pack knows its passphrase, and could answer it.
  const toOneself = { kind: 'named', name: 'priya  nair-test', bodyId: 'executive' } as const;
  expect(await refusalOf(sendPack(office, [caseId], { reviewer: toOneself }))).toMatchObject({
    code: 'invalid',
    issues: [{ path: 'reviewer' }],
  });
  const pack = await sendPack(office, [caseId]);

  await openPack(elsewhere, pack);
  const read = await elsewhere.api.packDesk.case({ caseId });
  const returned = await signPack(elsewhere, pack.passphrase);

  office.clock.set('2026-05-18T12:00:00Z');
  const uploadId = await sendIn(office, returned);
  const { answers } = await office.api.packs.readReturn({ uploadId });
  await office.api.packs.takeIn({ uploadId, changedCaseIds: [] });
  const { decision, stages, row } = await office.api.cases.get({ caseId });
  const { packs } = await office.api.packs.list({ caseId });
  const { entries } = await office.api.audit.ofCase({ caseId, offset: 0, limit: 50 });
  expect({
    readAs: read.detail.row.reference,
    answers: answers.map(({ decision: signed, changedSince, refusal }) => [
      signed?.outcome,
      changedSince,
      refusal,
    ]),
    decision: decision && [decision.how, decision.deciderName, decision.signed?.by, decision.recordedBy],
    status: row.status,
    notes: stages.flatMap((stage) => stage.entries.map(({ title }) => title)).toSorted(),
    packs: packs.map(({ state, reviewer }) => [state, reviewer]),
    log: entries
      .filter(({ action }) => action.startsWith('packs.'))
      .map(({ action, kind }) => [action, kind])
      .toReversed(),
    faults: [...office.faults, ...elsewhere.faults],
  }).toEqual({
    readAs: 'BURY-2026-001',
    answers: [['upheld', [], undefined]],
    decision: ['reviewPack', 'Ifeoma Quill-Test', 'Ifeoma Quill-Test', 'Priya Nair-Test'],
    status: 'decided',
    notes: ['Left undone at this stage', 'Note by Ifeoma Quill-Test, in a review pack'],
    packs: [['returned', { name: 'Ifeoma Quill-Test', role: 'Executive of the Partnership' }]],
    log: [
      ['packs.create', 'disclosure'],
      ['packs.save', 'disclosure'],
      ['packs.save', 'disclosure'],
      ['packs.readReturn', 'consultation'],
      ['packs.takeIn', 'collection'],
    ],
    faults: [],
  });
});

test('a signature of a decision that came back in a pack, swapped later in the database, is told by the check', async () => {
  await using office = openOffice();
  await using elsewhere = openOffice({ at: '2026-05-18T10:00:00Z' });
  await setUp(office);
  const { caseId } = await logForm(office, '2026-05-14');
  const pack = await sendPack(office, [caseId]);
  await openPack(elsewhere, pack);
  const returned = await signPack(elsewhere, pack.passphrase);
  office.clock.set('2026-05-18T12:00:00Z');
  const uploadId = await sendIn(office, returned);
  await office.api.packs.takeIn({ uploadId, changedCaseIds: [] });
  const whole = await office.api.audit.check({});
  await office.api.vault.lock({});
  const own = generateKeyPair('ed25519');
  const problems: (readonly string[])[] = [];
  await withDatabase(office, (connection) => {
    const { digest } = connection.prepare('SELECT digest FROM decisions').get() as { digest: string };
    connection.exec('DROP TRIGGER decisions_are_never_changed');
    const forged = signWith(own.secret, Buffer.from(signingMessage(digest), 'utf8')).toString('base64');
    for (const [signature, publicKey] of [
      [Buffer.alloc(64, 7).toString('base64'), undefined],
      [forged, own.publicKey.toString('base64')],
    ]) {
      connection.exec('BEGIN');
      connection.prepare('UPDATE decisions SET signature = ?').run(signature);
      if (publicKey) connection.prepare('UPDATE decisions SET public_key = ?').run(publicKey);
      problems.push(checkDecisions(registerDatabaseFor(connection)).problems);
      connection.exec('ROLLBACK');
    }
  });
  expect([whole.intact, ...problems.map(([first]) => first)]).toEqual([
    true,
    'BURY-2026-001, version 1: the signature does not belong to this decision.',
    'BURY-2026-001, version 1: the signature is not of the review pack that the decision came back with.',
  ]);
});

describe('a pack', () => {
  test('with any one byte altered is refused, and so it is where the digest was mended to match', async () => {
    await using office = openOffice();
    await using elsewhere = openOffice();
    await setUp(office);
    const file = await receive(office, 'minutes.docx', fixtureForm('bury-request-for-resolution.docx'));
    const { caseId } = await logForm(office, '2026-05-14');
    await office.api.cases.recordEntry({
      caseId,
      revision: 0,
      stageOrder: 4,
      kind: 'evidence',
      happenedOn: day('2026-05-14'),
      title: 'Minutes',
      words: '',
      attendees: [],
      agreements: '',
      disagreements: '',
      actions: [],
      documentId: file.document.id,
    });
    const pack = await sendPack(office, [caseId]);
    const known = [packRefusals.notAPack, packRefusals.alteredPack].map(wordsOf);
    for (const altered of alterations(pack.bytes, 25, 1))
      expect(known).toContain((await refusalOf(choosePack(elsewhere, altered))).message);
    for (const altered of alterations(pack.bytes, 12, 2)) {
      const mended = withRightDigest(altered);
      const open = async () => {
        const found = readPack(mended);
        const keys = await findPackKeys(found, pack.passphrase);
        if (!keys) throw packRefusals.wrongPassphrase();
        return openSealedPack(found, keys);
      };
      await expect(open()).rejects.toThrow(/review pack|passphrase/);
    }
    await openPack(elsewhere, pack);
    expect(await elsewhere.api.packDesk.document({ documentId: file.document.id })).toMatchObject({
      document: { sha256: file.document.sha256 },
    });
  });

  test('is refused with its own reason where it is none, of a newer program, expired, or the clock went back', async () => {
    await using office = openOffice();
    await using elsewhere = openOffice();
    await setUp(office);
    const { caseId } = await logForm(office, '2026-05-14');
    const pack = await sendPack(office, [caseId]);
    const newer = sealFile({
      kind: 'ESCALATION REGISTER REVIEW PACK',
      header: { format: 2 },
      key: Buffer.alloc(32),
      content: Buffer.from('later'),
    });
    const refusalAt = async (moment: string, bytes: Buffer): Promise<string> => {
      elsewhere.clock.set(moment);
      return (await refusalOf(openPack(elsewhere, { ...pack, bytes }))).message;
    };
    const refusals = [
      await refusalAt('2026-05-15T09:00:00Z', fixtureForm('bury-request-for-resolution.docx')),
      await refusalAt('2026-05-15T09:00:00Z', newer),
      await refusalAt('2026-05-28T23:00:00Z', pack.bytes),
      await refusalAt('2026-05-12T09:00:00Z', pack.bytes),
    ];
    elsewhere.clock.set('2026-05-28T22:59:00Z');
    await openPack(elsewhere, pack);
    refusals.push(await refusalAt('2026-05-20T09:00:00Z', pack.bytes));
    expect(refusals).toEqual(
      [
        packRefusals.notAPack,
        packRefusals.newerPack,
        packRefusals.expiredPack,
        packRefusals.clockWentBack,
        packRefusals.clockWentBack,
      ].map(wordsOf),
    );
  });

  test('waits after five wrong passphrases, and still waits when the program is started again', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'reviewer-'));
    await using office = openOffice();
    await setUp(office);
    const { caseId } = await logForm(office, '2026-05-14');
    const pack = await sendPack(office, [caseId]);
    const codes: string[] = [];
    {
      await using elsewhere = openOffice({ directory });
      for (let tries = 0; tries < 6; tries += 1)
        codes.push(
          (await refusalOf(openPack(elsewhere, { ...pack, passphrase: 'four wrong words here' }))).code,
        );
    }
    await using again = openOffice({ directory });
    codes.push((await refusalOf(openPack(again, pack))).code);
    again.clock.set('2026-05-14T09:31:00Z');
    await openPack(again, pack);
    expect(codes).toEqual([...Array<string>(5).fill('wrong-passphrase'), 'wait', 'wait']);
    rmSync(directory, { recursive: true });
  });

  test('keeps what was written when the program is closed, and 50,000 characters of it come back whole', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'reviewer-'));
    await using office = openOffice();
    await setUp(office);
    const { caseId } = await logForm(office, '2026-05-14');
    const pack = await sendPack(office, [caseId]);
    const long = 'Ærlig ŵord. '.repeat(5000).slice(0, 49_999).concat('.');
    {
      await using elsewhere = openOffice({ directory });
      await openPack(elsewhere, pack);
      await elsewhere.api.packDesk.keepWork({ caseId, value: '{"notes":"half a thou' });
    }
    await using again = openOffice({ directory, at: '2026-05-18T09:00:00Z' });
    await openPack(again, pack);
    const { value } = await again.api.packDesk.findWork({ caseId });
    const returned = await signPack(again, pack.passphrase, { reasons: long });
    office.clock.set('2026-05-19T09:00:00Z');
    const uploadId = await sendIn(office, returned);
    await office.api.packs.takeIn({ uploadId, changedCaseIds: [] });
    const { decision } = await office.api.cases.get({ caseId });
    expect({ value, whole: decision?.reasons === long, private: returned.includes('half a thou') }).toEqual({
      value: '{"notes":"half a thou',
      whole: true,
      private: false,
    });
    rmSync(directory, { recursive: true });
  });

  test('reaches nothing but itself: every operation of a register stays locked while it is open', async () => {
    await using office = openOffice();
    await setUp(office);
    const { caseId } = await logForm(office, '2026-05-14');
    const pack = await sendPack(office, [caseId]);
    const beside = await refusalOf(choosePack(office, pack.bytes));
    await office.api.vault.lock({});
    await openPack(office, pack);
    const codes = [
      (await refusalOf(office.api.cases.get({ caseId }))).code,
      (await refusalOf(office.api.documents.begin({ fileName: 'a', bytes: 1 }))).code,
      (await refusalOf(office.api.packs.list({ caseId }))).code,
      (await office.api.packDesk.case({ caseId })).detail.row.caseId === caseId,
    ];
    await office.backend.lock('suspend');
    expect({
      beside: beside.code,
      codes,
      after: [
        (await office.api.packDesk.status({})).state,
        (await refusalOf(office.api.packDesk.get({}))).code,
      ],
    }).toEqual({
      beside: 'refused',
      codes: ['locked', 'locked', 'locked', true],
      after: ['sealed', 'locked'],
    });
  });
});

describe('what comes back', () => {
  test('with any one byte altered is refused, and nothing of it is kept', async () => {
    await using office = openOffice();
    await setUp(office);
    const { caseId } = await logForm(office, '2026-05-14');
    const pack = await sendPack(office, [caseId]);
    const answer = await answerBy(pack);
    const known = [
      packRefusals.notAReturn,
      packRefusals.alteredReturn,
      packRefusals.newerReturn,
      packRefusals.otherRegister,
      packRefusals.unknownPack,
    ].map(wordsOf);
    for (const altered of alterations(answer, 20, 3))
      expect(known.slice(0, 2)).toContain((await refusalOf(readReturn(office, altered))).message);
    for (const altered of alterations(answer, 20, 4))
      expect(known).toContain((await refusalOf(readReturn(office, withRightDigest(altered)))).message);
    const { decision } = await office.api.cases.get({ caseId });
    expect({ decision, faults: office.faults }).toEqual({ decision: undefined, faults: [] });
  });

  test('is refused with its own reason: another key, another pack, another register, too late, withdrawn, twice', async () => {
    await using office = openOffice();
    await using other = openOffice();
    await setUp(office);
    await setUp(other);
    const { caseId } = await logForm(office, '2026-05-14');
    const pack = await sendPack(office, [caseId]);
    const withdrawn = await sendPack(office, [caseId]);
    await office.api.packs.withdraw({ packId: withdrawn.packId, reason: 'Sent to the wrong person' });
    const right = await answerBy(pack);
    const refusalTo = async (bytes: Uint8Array, where = office): Promise<string> =>
      (await refusalOf(readReturn(where, bytes))).message;
    const refusals = [
      await refusalTo(await answerBy(pack, {}, generateKeyPair('ed25519').secret)),
      await refusalTo(await answerBy(pack, { packSha256: '0'.repeat(64) })),
      await refusalTo(right, other),
      await refusalTo(await answerBy(pack, { signedAt: '2026-05-28T23:00:00.000Z' as never })),
      await refusalTo(await answerBy(withdrawn)),
      await refusalTo(pack.bytes),
    ];
    const uploadId = await sendIn(office, right);
    await office.api.packs.takeIn({ uploadId, changedCaseIds: [] });
    refusals.push(await refusalTo(right));
    expect(refusals).toEqual(
      [
        packRefusals.unsignedReturn,
        packRefusals.otherPackRead,
        packRefusals.otherRegister,
        packRefusals.signedTooLate,
        packRefusals.withdrawn,
        packRefusals.notAReturn,
        packRefusals.takenInAlready,
      ].map(wordsOf),
    );
  });

  test('about a case that changed since is taken in when that was seen; about one decided or closed since, not', async () => {
    await using office = openOffice();
    await using elsewhere = openOffice({ at: '2026-05-18T10:00:00Z' });
    await setUp(office);
    const changed = await logForm(office, '2026-05-14');
    const closed = await logForm(office, '2026-05-14');
    const pack = await sendPack(office, [changed.caseId, closed.caseId]);
    await openPack(elsewhere, pack);
    const returned = await signPack(elsewhere, pack.passphrase);
    office.clock.set('2026-05-18T12:00:00Z');
    await office.api.cases.pause({
      caseId: changed.caseId,
      revision: 0,
      reason: 'The family asked for time',
    });
    await office.api.cases.endStage({
      caseId: closed.caseId,
      revision: await revisionOf(office, closed.caseId),
      outcome: 'withdrawn',
      endedOn: day('2026-05-18'),
      words: 'The school took it back.',
      noConfirmationReason: 'By telephone',
    });
    const uploadId = await sendIn(office, returned);
    const { answers } = await office.api.packs.readReturn({ uploadId });
    const unseen = await refusalOf(office.api.packs.takeIn({ uploadId, changedCaseIds: [] }));
    const { caseIds } = await office.api.packs.takeIn({ uploadId, changedCaseIds: [changed.caseId] });
    expect({
      answers: answers.map(({ caseId, changedSince, refusal }) => [
        caseId === changed.caseId,
        changedSince.map(({ action }) => action),
        refusal !== undefined,
      ]),
      unseen: unseen.code,
      caseIds,
      closed: (await office.api.cases.get({ caseId: closed.caseId })).decision,
      check: await office.api.audit.check({}),
    }).toMatchObject({
      answers: [
        [true, ['cases.pause'], false],
        [false, ['cases.endStage'], true],
      ],
      unseen: 'conflict',
      caseIds: [changed.caseId],
      closed: undefined,
      check: { intact: true },
    });
  });
});
