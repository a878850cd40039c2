/** Checking a decision against its case and procedure, and putting it where it takes effect: the one way to decide. */
import type { DecisionInput } from '../../../../shared/contract/decisions.ts';
import { decisionIssues, type RuleIssue } from '../../../../shared/domain/caseCourse.ts';
import { undoneDutyIssues } from '../../../../shared/domain/duties.ts';
import { panelIssues, type PanelFacts } from '../../../../shared/domain/panel.ts';
import { getStage, type Procedure } from '../../../../shared/domain/procedures/procedureSchema.ts';
import type { SignedFacts } from '../../../../shared/domain/signing.ts';
import { invalid, refused } from '../../appFault.ts';
import type { Context } from '../../context.ts';
import type { RegisterDatabase } from '../../database/registerDatabase.ts';
import {
  insertEntry,
  updateCase,
  updateStage,
  type CaseRecord,
  type StoredDecision,
  type StoredStage,
} from '../cases/repository.ts';
import { dutyFactsOf, endPauses, findOpenStage } from '../cases/standing.ts';
import { noteOf } from '../cases/store.ts';
import { listAgencies } from '../directory/repository.ts';
import { endSubmission, insertAction, insertDecision, updateAction } from './repository.ts';

export interface DecisionToMake {
  readonly decision: DecisionInput;
  readonly amendmentReason: string;
  readonly undoneDutiesReason: string;
}

/** Who is concerned and who is a full member, as a panel must reflect it. */
const panelFactsOf = (record: CaseRecord, database: RegisterDatabase): PanelFacts => ({
  challengedAgencyIds: record.challenged.map(({ agencyId }) => agencyId),
  raisingAgencyIds: record.referrers.flatMap(({ agencyId }) => agencyId ?? []),
  raisingNotInDirectory: record.referrers.flatMap(({ agency, agencyId }) =>
    agencyId === null ? agency : [],
  ),
  agencies: listAgencies(database),
});

export interface PreparedDecision extends DecisionToMake {
  readonly stage: StoredStage;
  /** The stage is still open: this is its first decision, or the case was reopened. */
  readonly ends: boolean;
  readonly version: number;
  /** What the signature or the record is put under, but for who signs and what the evidence is. */
  readonly facts: Omit<SignedFacts, 'signer' | 'recorder'>;
}

/**
 * Everything that stands against deciding so is refused here, each at its field.
 * @throws AppFault `invalid`, `refused`
 */
export const prepareDecision = (
  context: Pick<Context, 'database' | 'today'>,
  record: CaseRecord,
  procedure: Procedure,
  { decision, amendmentReason, undoneDutiesReason }: DecisionToMake,
  ownIssues: readonly RuleIssue[] = [],
): PreparedDecision => {
  const [latest] = record.decisions;
  const open = findOpenStage(record);
  const stored = open ?? record.stages.find((stage) => stage.stageOrder === latest?.stageOrder);
  if (!stored?.openedOn || (!open && !latest))
    throw refused('This case is closed. Reopen it before deciding again.');
  const stage = getStage(procedure, stored.stageOrder);
  const at = (path: string) => (issue: RuleIssue) => ({ ...issue, path: `${path}.${issue.path}` });
  const issues = [
    ...ownIssues,
    ...decisionIssues(decision, { stage, openedOn: stored.openedOn, today: context.today }).map(
      at('decision'),
    ),
    ...panelIssues(
      procedure.decisionBodies.find(({ id }) => id === decision.bodyId),
      decision.panel,
      panelFactsOf(record, context.database),
    ).map(at('decision')),
    ...(open ? undoneDutyIssues(stage, dutyFactsOf(record), undoneDutiesReason) : []),
    ...(latest && amendmentReason === ''
      ? [{ path: 'amendmentReason', message: 'There is a decision already: say why it is replaced' }]
      : []),
  ];
  if (issues.length > 0) throw invalid('Something needs mending before this can be saved.', issues);
  const version = (latest?.version ?? 0) + 1;
  return {
    decision,
    amendmentReason,
    undoneDutiesReason,
    stage: stored,
    ends: open !== undefined,
    version,
    facts: {
      caseId: record.case.id,
      reference: record.case.reference,
      procedureId: procedure.id,
      procedureVersion: procedure.version,
      version,
      previousDigest: latest?.digest ?? null,
      stageOrder: stored.stageOrder,
      decision,
      amendmentReason: latest ? amendmentReason : null,
    },
  };
};

export type DecisionProof = Pick<
  StoredDecision,
  'how' | 'evidenceDocumentId' | 'digest' | 'signature' | 'publicKey' | 'signedAt' | 'signedBy' | 'signerName'
>;

/** Keeps the decision, ends its stage, follows its actions: run inside the transaction of its audit line. Answers its id. */
export const placeDecision = (
  database: RegisterDatabase,
  context: Pick<Context, 'ports' | 'now' | 'today' | 'session'>,
  record: CaseRecord,
  prepared: PreparedDecision,
  proof: DecisionProof,
): string => {
  const { decision, stage, ends, undoneDutiesReason, facts } = prepared;
  const { id: caseId } = record.case;
  const { ids } = context.ports;
  const decisionId = ids.next();
  insertDecision(database, {
    ...decision,
    ...proof,
    id: decisionId,
    caseId,
    version: prepared.version,
    stageOrder: stage.stageOrder,
    amendmentReason: facts.amendmentReason,
    recordedAt: context.now,
    recordedBy: context.session.userId,
  });
  endSubmission(database, caseId, {
    endedAt: context.now,
    endedHow: proof.how === 'recordedElsewhere' ? 'recordedElsewhere' : 'signed',
    endedBy: context.session.userId,
    endedWords: '',
  });
  updateStage(database, stage.id, {
    state: 'ended',
    endedOn: decision.decidedOn,
    outcome: decision.outcome === 'referredOutward' ? 'notResolved' : 'resolved',
    words: decision.decision,
    pauses: endPauses(stage.pauses, context.now),
  });
  if (ends && undoneDutiesReason !== '')
    insertEntry(
      database,
      noteOf(context, caseId, stage.stageOrder, 'Left undone at this stage', undoneDutiesReason),
    );
  followActions(database, context, record, decisionId, decision.requiredActions);
  // An amended decision needs its own notice: the case is not closed until that has gone out.
  updateCase(database, caseId, { status: 'decided', closedOn: null, closedHow: null });
  return decisionId;
};

/**
 * What the new version asks for in the same words keeps its tick; what it no longer asks for, and nobody has done, is
 * dropped.
 */
const followActions = (
  database: RegisterDatabase,
  { ports, now }: Pick<Context, 'ports' | 'now'>,
  record: CaseRecord,
  decisionId: string,
  actions: DecisionInput['requiredActions'],
): void => {
  const earlier = record.actions.filter((action) => action.decisionId !== null);
  const kept = new Set<string>();
  actions.forEach(({ action, owner, dueOn }, position) => {
    const same = earlier.find((one) => !kept.has(one.id) && one.action === action && one.owner === owner);
    if (same) {
      kept.add(same.id);
      updateAction(database, same.id, { decisionId, position, dueOn: dueOn ?? null });
    } else
      insertAction(database, {
        ...untouchedAction,
        id: ports.ids.next(),
        caseId: record.case.id,
        position,
        decisionId,
        entryId: null,
        action,
        owner,
        dueOn: dueOn ?? null,
      });
  });
  for (const { id, doneOn } of earlier)
    if (doneOn === null && !kept.has(id)) updateAction(database, id, { droppedAt: now });
};

/** An action that nobody has ticked off. */
export const untouchedAction = {
  doneOn: null,
  doneWords: '',
  doneDocumentId: null,
  doneBy: null,
  doneAt: null,
  droppedAt: null,
} as const;
