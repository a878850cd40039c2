/** Plays planned cases through the operations that the screens call, in the order in which they happened. */
import type { ReceivedDocument } from '../../../shared/contract/documents.ts';
import type { Client, InputOf } from '../../../shared/contract/index.ts';
import { officeDayOf, type Instant, type PlainDate } from '../../../shared/domain/calendarTypes.ts';
import { maySign, signingRoles } from '../../../shared/domain/signing.ts';
import type { PlannedCase, PlannedStep, ReceivedFile } from './demoPlan.ts';
import { unlockAs, type Account, type DemoOffice } from './setUpOffice.ts';

const undoneDutiesReason = 'The agencies have been asked for a record of this; it has not come yet.';
const PIECE_BYTES = 512 * 1024;

/** Sends a file in, in pieces as the window does, and returns what the register made of it. */
const receiveFile = async (api: Client, { fileName, bytes }: ReceivedFile): Promise<ReceivedDocument> => {
  const { uploadId } = await api.documents.begin({ fileName, bytes: bytes.length });
  for (let index = 0; index * PIECE_BYTES < bytes.length; index += 1)
    await api.documents.append({
      uploadId,
      index,
      piece: Buffer.from(bytes.subarray(index * PIECE_BYTES, (index + 1) * PIECE_BYTES)).toString('base64'),
    });
  return api.documents.finish({ uploadId });
};

/** As `receiveFile`, for a form that must be read. Returns its id; throws where it was not. */
export const receiveForm = async (api: Client, form: ReceivedFile): Promise<string> => {
  const { document, reading, problem } = await receiveFile(api, form);
  if (!reading) throw new Error(`The example form was not read. ${problem?.message ?? ''}`);
  return document.id;
};

/** A case of the register once it is logged. */
export interface PlayedCase {
  readonly caseId: string;
  readonly reference: string;
  readonly revision: number;
  readonly noticeId: string;
  readonly challengedAgencyIds: readonly string[];
}

const logCase = async (api: Client, { received, fillIn }: PlannedCase): Promise<PlayedCase> => {
  const draft = await api.drafts.start(received ? { documentId: await receiveForm(api, received) } : {});
  const form = fillIn(draft.form);
  const saved = await api.drafts.save({ draftId: draft.id, revision: draft.revision, form });
  const logged = await api.drafts.log({ draftId: draft.id, revision: saved.revision });
  return { ...logged, revision: 0, noticeId: '', challengedAgencyIds: form.challengedAgencyIds };
};

/** Staffordshire's form has no place for an e-mail address: the person who sends the notice then gives it. */
const addressFor = async (api: Client, caseId: string): Promise<string> =>
  (await api.cases.get({ caseId })).form.referrers.some(({ email }) => email !== '')
    ? ''
    : 'referrals@hollybrook.example';

/** The board manager, and a representative of each agency that is challenged. */
const representativesOf = ({ challengedAgencyIds }: PlayedCase) => [
  { name: 'Priya Nair-Test', role: 'Board manager', agencyId: '' },
  ...challengedAgencyIds.map((agencyId) => ({
    name: 'Ellis Wharton-Test',
    role: 'Nominated representative',
    agencyId,
  })),
];

/** The written evidence of a decision that was made elsewhere. */
const minutesOf = (words: string): ReceivedFile => ({
  fileName: 'Minutes of the decision.txt',
  bytes: new TextEncoder().encode(`Minutes. Decided: ${words}`),
});

/** Whoever of the office signs this body's decisions as their own. */
const signerOf = ({ procedure, accounts }: DemoOffice, bodyId: string): Account | undefined => {
  const body = procedure.decisionBodies.find(({ id }) => id === bodyId);
  const role = signingRoles.find((candidate) => body && maySign(candidate, body));
  return role && accounts[role];
};

/** The signer comes to the desk, signs with a passphrase of their own, and the business manager sits down again. */
const sign = async (
  api: Client,
  made: InputOf<'decisions.submit'>,
  signer: Account,
  { accounts }: DemoOffice,
): Promise<{ readonly revision: number }> => {
  await api.vault.lock({});
  await unlockAs(api, signer);
  const signed = await api.decisions.sign({ ...made, passphrase: signer.passphrase });
  await api.vault.lock({});
  if (accounts.businessManager) await unlockAs(api, accounts.businessManager);
  return signed;
};

const take = async (
  api: Client,
  played: PlayedCase,
  step: PlannedStep,
  { today, office }: { readonly today: PlainDate; readonly office: DemoOffice },
): Promise<{ readonly revision: number; readonly noticeId?: string }> => {
  const { caseId, revision, noticeId } = played;
  const ref = { caseId, revision };
  switch (step.kind) {
    case 'record':
      return api.cases.recordEntry({
        ...ref,
        ...step.entry,
        happenedOn: today,
        ...(step.attachment ? { documentId: (await receiveFile(api, step.attachment)).document.id } : {}),
      });
    case 'endStage': {
      const { kind: _, ...end } = step;
      const noConfirmationReason = 'Confirmed between the parties by telephone; a note of it is on the file.';
      return api.cases.endStage({ ...ref, ...end, endedOn: today, noConfirmationReason, undoneDutiesReason });
    }
    case 'pause':
      return api.cases.pause({ ...ref, reason: step.reason });
    case 'assign':
      return api.cases.assign({ ...ref, ownerId: office.coordinatorId });
    case 'setChildLedDate':
      return api.cases.setChildLedDate({ ...ref, on: step.on, reason: step.reason });
    case 'submit':
    case 'decide': {
      const made = {
        ...ref,
        decision: {
          ...step.decision,
          decidedOn: today,
          panel: step.withRepresentatives ? representativesOf(played) : [],
        },
        amendmentReason: '',
        undoneDutiesReason,
      };
      if (step.kind === 'submit') return api.decisions.submit(made);
      const signer = step.by === 'signature' ? signerOf(office, step.decision.bodyId) : undefined;
      return signer
        ? sign(api, made, signer, office)
        : api.decisions.recordElsewhere({
            ...made,
            evidenceDocumentId: (await receiveFile(api, minutesOf(step.decision.decision))).document.id,
          });
    }
    case 'doActions': {
      const { actions } = await api.cases.get({ caseId });
      let done = { revision };
      for (const { id } of actions.filter((action) => action.done === undefined))
        done = await api.actions.markDone({
          caseId,
          revision: done.revision,
          actionId: id,
          on: today,
          words: 'Its owner wrote that it is done.',
        });
      return done;
    }
    case 'completeNotice':
      return api.notices.complete(ref);
    case 'handOver':
      await api.notices.savePdf({ noticeId });
      await api.notices.draftEmail({ noticeId, to: await addressFor(api, ref.caseId) });
      return { revision };
    case 'markSent':
      return api.notices.markSent({ noticeId, revision, to: step.to, how: 'secureEmail', on: today });
    case 'close':
      return api.cases.close(ref);
    case 'confirmReceipt':
      return api.notices.confirmReceipt({ noticeId, revision, on: today, words: '' });
  }
};

/** Returns each plan's case. The clock only ever goes forward. */
export const playPlan = async (
  api: Client,
  plans: readonly PlannedCase[],
  { moveTo, office }: { readonly moveTo: (moment: Instant) => Promise<void>; readonly office: DemoOffice },
): Promise<ReadonlyMap<PlannedCase, PlayedCase>> => {
  const played = new Map<PlannedCase, PlayedCase>();
  const happenings = plans.flatMap((plan) => [
    { at: plan.loggedAt, run: async () => void played.set(plan, await logCase(api, plan)) },
    ...plan.steps.map(({ at, step }) => ({
      at,
      run: async () => {
        const one = getPlayed(plan);
        const changed = await take(api, one, step, { today: officeDayOf(at), office });
        played.set(plan, { ...one, ...changed });
      },
    })),
  ]);
  const getPlayed = (plan: PlannedCase): PlayedCase => {
    const one = played.get(plan);
    if (!one) throw new Error('A step was planned before its case was logged');
    return one;
  };
  // A stable sort: what happens at one moment keeps the order in which it was planned.
  for (const { at, run } of happenings.toSorted((one, other) => one.at.localeCompare(other.at))) {
    await moveTo(at);
    await run();
  }
  return played;
};
