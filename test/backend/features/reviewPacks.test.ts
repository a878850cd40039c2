import { expect, test } from 'vitest';
import { logForm } from '../../helpers/loggedCase.ts';
import { openOffice, setUp } from '../../helpers/office.ts';
import { openPack, sendIn, sendPack, signPack } from '../../helpers/reviewPack.ts';

test('a case goes out to a reviewer elsewhere, is decided there, and comes back as their own signed decision', async () => {
  await using office = openOffice();
  await using elsewhere = openOffice({ at: '2026-05-18T10:00:00Z' });
  await setUp(office);
  const { caseId } = await logForm(office, '2026-05-14');
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
