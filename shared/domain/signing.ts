/**
 * Who may sign which body's decision, and the text that is signed. Nobody signs for somebody else: a body that is
 * neither a chair nor a scrutineer decides elsewhere, and its decision is recorded from its written evidence.
 */
import type { DecisionBody, Procedure } from './procedures/procedureSchema.ts';
import type { Role } from './permissions.ts';

const signers: Readonly<Record<DecisionBody['kind'], readonly Role[]>> = {
  scrutineer: ['independentScrutineer'],
  chair: ['independentChair'],
  chairOrScrutineer: ['independentChair', 'independentScrutineer'],
  chairWithRepresentatives: ['independentChair'],
  executive: [],
  panel: [],
  partners: [],
};

/** Those who sign decisions at a desk of their own. */
export const signingRoles = ['independentChair', 'independentScrutineer'] as const satisfies readonly Role[];

/** Whether somebody of this role signs this body's decisions as their own. */
export const maySign = (role: Role, body: Pick<DecisionBody, 'kind'>): boolean =>
  signers[body.kind].includes(role);

/** The stages at which somebody of this role decides, by their order. */
export const stagesDecidedBy = (role: Role, procedure: Procedure): readonly number[] =>
  procedure.stages
    .filter(({ decisionBodies }) =>
      procedure.decisionBodies.some((body) => decisionBodies.includes(body.id) && maySign(role, body)),
    )
    .map(({ order }) => order);

/**
 * What is signed of a decision. A decision made elsewhere has no signer, but who recorded it and the digest of its
 * written evidence.
 */
export interface SignedFacts {
  readonly caseId: string;
  readonly reference: string;
  readonly procedureId: string;
  readonly procedureVersion: number;
  readonly version: number;
  /** Of the version before; null for the first, and after one that has no digest. */
  readonly previousDigest: string | null;
  readonly stageOrder: number;
  readonly decision: Readonly<Record<string, unknown>>;
  readonly amendmentReason: string | null;
  readonly signer: { readonly name: string; readonly at: string } | null;
  readonly recorder: { readonly personId: string; readonly evidenceSha256: string } | null;
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** JSON with every object's keys in the order of their code units, no spaces, and what is undefined left out. */
const stableJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(stableJson).join(',')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value as Record<string, Json | undefined>)
      .filter(([, part]) => part !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, part]) => `${JSON.stringify(key)}:${stableJson(part)}`)
      .join(',')}}`;
  // The database keeps text as UTF-8, in which half of a surrogate pair becomes U+FFFD: what is signed is what is kept.
  return JSON.stringify(typeof value === 'string' ? value.toWellFormed() : value);
};

/**
 * The canonical text of a decision, format 1. Its SHA-256 over UTF-8, in lower-case hexadecimal, is the decision's
 * digest; words are taken letter for letter, so that two spellings that look alike stay apart.
 */
export const canonicalDecision = (facts: SignedFacts): string =>
  stableJson({ format: 'escalation-decision/1', ...facts });

/** What the Ed25519 signature is put under: it names its purpose, so that it can stand for nothing else. */
export const signingMessage = (digest: string): string => `escalation-decision/1\n${digest}`;
