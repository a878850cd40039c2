import { signingMessage } from '../../../../shared/domain/signing.ts';
import { packName } from '../../../../shared/domain/reviewPack.ts';
import { AppFault } from '../../appFault.ts';
import type { Context } from '../../context.ts';
import type { Statement } from '../../packs/returnFile.ts';
import { isSignedBy } from '../../vault/keyPairs.ts';
import { changeCase, procedureOf, unitOf } from '../cases/changeCase.ts';
import { insertEntry, type CaseRecord } from '../cases/repository.ts';
import { noteOf } from '../cases/store.ts';
import { digestOf, sealWords } from '../decisions/decisionSeal.ts';
import { placeDecision, prepareDecision, type PreparedDecision } from '../decisions/placeDecision.ts';
import { updatePackCase, type StoredPack } from './repository.ts';

interface Returned {
  readonly statement: Statement;
  readonly signed: { readonly text: string; readonly signature: Buffer };
  readonly record: CaseRecord | undefined;
}

interface Proven extends PreparedDecision {
  readonly digest: string;
  readonly signature: string;
}

/** The decision as it was signed, checked against the case as it now is. Throws what stands against it. */
const proveDecision = (
  context: Context,
  pack: StoredPack,
  { answer, reviewer, signedAt }: Statement,
  record: CaseRecord,
): Proven | undefined => {
  const { decision, signature, amendmentReason, undoneDutiesReason } = answer;
  if (!decision || signature === undefined) return undefined;
  if (record.case.status === 'closed')
    throw refusedCase('This case is closed. A business manager can reopen it, and take the answer in then.');
  if (record.case.status === 'decided')
    throw refusedCase(
      'This case has been decided since the pack was made, so this decision is not taken in.',
    );
  if (!pack.bodyIds.includes(decision.bodyId))
    throw refusedCase(`${reviewer} was not asked to decide for this body, so the decision is not taken in.`);
  const prepared = prepareDecision(context, record, procedureOf(record, unitOf(context)), {
    decision,
    amendmentReason,
    undoneDutiesReason,
  });
  const digest = digestOf({ ...prepared.facts, signer: { name: reviewer, at: signedAt }, recorder: null });
  const bytes = Buffer.from(signature, 'base64');
  if (!isSignedBy(pack.publicKey, Buffer.from(signingMessage(digest), 'utf8'), bytes))
    throw refusedCase(
      'The case has moved on since the pack was made: what was signed was for another stage or version. Send the reviewer a new pack.',
    );
  return { ...prepared, digest, signature };
};

const refusedCase = (message: string): AppFault => new AppFault({ code: 'refused', message });

/** Why a decision cannot be taken in now; undefined where it can, and where there is none. */
export const findDecisionRefusal = (
  context: Context,
  pack: StoredPack,
  statement: Statement,
  record: CaseRecord,
): string | undefined => {
  try {
    proveDecision(context, pack, statement, record);
    return undefined;
  } catch (error) {
    if (!(error instanceof AppFault)) throw error;
    const { issues, message } = error.appError;
    return issues ? issues.map((issue) => `${issue.message}.`).join(' ') : message;
  }
};

/** Keeps what was signed about one case: the decision as the reviewer's, their notes as a note for the file. */
export const keepReturnedCase = (
  context: Context,
  pack: StoredPack,
  { statement, signed, record }: Returned,
): void => {
  if (!record) return;
  const { reviewer, signedAt, answer } = statement;
  const caseId = record.case.id;
  const proven = proveDecision(context, pack, statement, record);
  const came = `answer to review pack ${packName(pack.id)}`;
  changeCase(context, { caseId, revision: record.case.revision }, () => ({
    detail: proven ? sealWords({ ...proven, digest: proven.digest }) : came,
    change: (database) => {
      const decisionId = proven
        ? placeDecision(database, context, record, proven, {
            how: 'reviewPack',
            evidenceDocumentId: null,
            digest: proven.digest,
            signature: proven.signature,
            publicKey: pack.publicKey.toString('base64'),
            signedAt,
            signedBy: pack.reviewerPersonId,
            signerName: reviewer,
          })
        : null;
      if (answer.notes !== '')
        insertEntry(
          database,
          noteOf(
            context,
            caseId,
            record.case.stageOrder,
            `Note by ${reviewer}, in a review pack`,
            answer.notes,
          ),
        );
      updatePackCase(
        database,
        { packId: pack.id, caseId },
        {
          takenInAt: context.now,
          takenInBy: context.session.userId,
          decisionId,
          statement: signed.text,
          signature: signed.signature,
        },
      );
    },
  }));
};
