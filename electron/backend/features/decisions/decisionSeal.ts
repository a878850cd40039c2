import { createHash } from 'node:crypto';
import type { DecisionInput } from '../../../../shared/contract/decisions.ts';
import { canonicalDecision, type SignedFacts } from '../../../../shared/domain/signing.ts';
import type { StoredDecision } from '../cases/repository.ts';

/** SHA-256 of the decision's canonical text, in lower-case hexadecimal. */
export const digestOf = (facts: SignedFacts): string =>
  createHash('sha256').update(canonicalDecision(facts), 'utf8').digest('hex');

/** What of a stored decision was typed: the part that its digest takes in whole. */
export const typedPartOf = (decision: StoredDecision): DecisionInput => ({
  bodyId: decision.bodyId,
  deciderName: decision.deciderName,
  panel: [...decision.panel],
  decidedOn: decision.decidedOn,
  outcome: decision.outcome,
  decision: decision.decision,
  reasons: decision.reasons,
  requiredActions: [...decision.requiredActions],
  outcomeForChild: decision.outcomeForChild,
  outcomeForChildWords: decision.outcomeForChildWords,
  widerLearning: decision.widerLearning,
  policyChange: decision.policyChange,
  dissent: decision.dissent,
  referredOutwardTo: decision.referredOutwardTo,
  told: [...decision.told],
});

/** How the audit log tells of a decision, so that neither can be changed without the other. */
export const sealWords = ({
  version,
  digest,
  signature,
}: {
  readonly version: number;
  readonly digest: string | null;
  readonly signature: string | null;
}): string =>
  `decision version ${version}, digest ${digest ?? ''}${signature === null ? '' : `, signature ${signature}`}`;
