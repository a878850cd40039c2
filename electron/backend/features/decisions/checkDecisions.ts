/** Whether every decision still is what was signed or recorded: against its digest, its signature and the audit log. */
import { signingMessage, type SignedFacts } from '../../../../shared/domain/signing.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import { isSignedBy } from '../../vault/keyPairs.ts';
import { sha256Of } from '../../documents/sha256Of.ts';
import { findContent } from '../documents/repository.ts';
import { listSigningKeys } from '../people/repository.ts';
import { digestOf, sealWords, typedPartOf } from './decisionSeal.ts';
import {
  findPackKeyOf,
  listErasedCases,
  listKeptDecisions,
  listSealedDecisions,
  type KeptDecision,
} from './repository.ts';

export interface DecisionsCheck {
  /** How many decisions carry a digest and were checked. */
  readonly checked: number;
  /** Recorded before decisions were signed: nothing can be held against them. */
  readonly withoutDigest: number;
  /** What is wrong, each with the case's reference and the version, in words. */
  readonly problems: readonly string[];
}

const factsOf = (
  { decision, reference, procedureId, procedureVersion, evidenceSha256 }: KeptDecision,
  previousDigest: string | null,
): SignedFacts => ({
  caseId: decision.caseId,
  reference,
  procedureId,
  procedureVersion,
  version: decision.version,
  previousDigest,
  stageOrder: decision.stageOrder,
  decision: typedPartOf(decision),
  amendmentReason: decision.amendmentReason,
  signer:
    decision.signerName === null || decision.signedAt === null
      ? null
      : { name: decision.signerName, at: decision.signedAt },
  recorder:
    decision.how === 'recordedElsewhere'
      ? { personId: decision.recordedBy, evidenceSha256: evidenceSha256 ?? '' }
      : null,
});

const base64 = (text: string | null): Buffer => Buffer.from(text ?? '', 'base64');

/** Reads every decision; changes nothing. The audit log itself is checked by its own chain. */
export const checkDecisions = (database: RegisterDatabase): DecisionsCheck => {
  const kept = listKeptDecisions(database);
  const digests = new Map(
    kept.map(({ decision }) => [`${decision.caseId} ${decision.version}`, decision.digest]),
  );
  const sealed = new Map(
    listSealedDecisions(database).map((seal) => [
      `${seal.caseId} ${/^decision version (\d+)/.exec(seal.detail)?.[1] ?? ''}`,
      seal,
    ]),
  );
  // By the log and not by the case's own mark, which somebody could have set.
  const erased = listErasedCases(database);
  const problems: string[] = [];
  for (const one of kept) {
    const { decision, reference } = one;
    const place = `${decision.caseId} ${decision.version}`;
    const seal = sealed.get(place);
    sealed.delete(place);
    if (erased.has(decision.caseId)) continue;
    const fail = (words: string) => problems.push(`${reference}, version ${decision.version}: ${words}.`);
    if (decision.digest === null) {
      if (seal || decision.how !== 'recorded') fail('the mark that proves the decision is gone from it');
      continue;
    }
    const previous = digests.get(`${decision.caseId} ${decision.version - 1}`) ?? null;
    const evidence = decision.evidenceDocumentId && findContent(database, decision.evidenceDocumentId);
    if (evidence && sha256Of(evidence) !== one.evidenceSha256)
      fail('the evidence of the decision is not the file that was recorded');
    if (digestOf(factsOf(one, previous)) !== decision.digest)
      fail(`the decision is not as it was ${decision.how === 'recordedElsewhere' ? 'recorded' : 'signed'}`);
    if (decision.how === 'signed' || decision.how === 'reviewPack') {
      const key = decision.publicKey ?? '';
      if (!isSignedBy(base64(key), Buffer.from(signingMessage(decision.digest)), base64(decision.signature)))
        fail('the signature does not belong to this decision');
      else if (decision.how === 'reviewPack' && findPackKeyOf(database, decision.id) !== key)
        fail('the signature is not of the review pack that the decision came back with');
      else if (
        decision.how === 'signed' &&
        !listSigningKeys(database, decision.signedBy ?? '').some(({ publicKey }) => publicKey === key)
      )
        fail('the signature is not of a key of the person who is said to have signed');
    }
    if (!seal) fail('the audit log does not tell of this decision');
    else if (seal.detail !== sealWords(decision))
      fail('the audit log tells of another decision or signature');
  }
  for (const [place, { reference }] of sealed)
    problems.push(
      `${reference}, version ${place.split(' ')[1] ?? ''}: the decision is gone from the register.`,
    );
  return {
    checked: kept.filter(({ decision }) => decision.digest !== null).length,
    withoutDigest: kept.filter(({ decision }) => decision.digest === null).length,
    problems,
  };
};
