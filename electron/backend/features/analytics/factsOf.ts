import type { CaseFacts, Gap, StageFacts } from '../../../../shared/domain/analytics/caseFacts.ts';
import type { Settings } from '../../../../shared/contract/settings.ts';
import type { Procedure } from '../../../../shared/domain/procedures/procedureSchema.ts';
import { clockOf } from '../cases/standing.ts';
import type {
  StoredCase,
  StoredCasePerson,
  StoredDecision,
  StoredEntry,
  StoredNotice,
  StoredReferrer,
  StoredStage,
} from '../cases/repository.ts';

/** What of a case its facts are worked out from; each list in the order of a whole case's. */
export interface RecordForFacts {
  readonly case: Pick<
    StoredCase,
    | 'id'
    | 'receivedOn'
    | 'recordKind'
    | 'status'
    | 'procedureVersionId'
    | 'stageOrder'
    | 'closedOn'
    | 'closedHow'
    | 'levelOfNeed'
    | 'childStatus'
    | 'sharedConcern'
    | 'urgentReason'
    | 'reopened'
    | 'safeguardingLeadAware'
  >;
  readonly people: readonly Pick<StoredCasePerson, 'kind' | 'dateOfBirth' | 'nhsNumber' | 'nameKey'>[];
  readonly referrers: readonly Pick<StoredReferrer, 'agencyId'>[];
  readonly challenged: readonly { readonly agencyId: string }[];
  readonly themes: readonly { readonly themeId: string; readonly isPrimary: boolean }[];
  readonly stages: readonly StoredStage[];
  readonly entries: readonly Pick<
    StoredEntry,
    'stageOrder' | 'kind' | 'happenedOn' | 'timescaleId' | 'recordedAt'
  >[];
  readonly decisions: readonly Pick<
    StoredDecision,
    'version' | 'stageOrder' | 'decidedOn' | 'outcome' | 'outcomeForChild'
  >[];
  readonly notices: readonly Pick<StoredNotice, 'decisionVersion' | 'sentOn'>[];
}

const gapsOf = ({ case: row, people, referrers }: RecordForFacts): readonly Gap[] => [
  ...(people.some(({ kind, dateOfBirth }) => kind !== 'unborn' && dateOfBirth === null)
    ? (['birth'] as const)
    : []),
  ...(people.some(({ kind, nhsNumber }) => kind !== 'unborn' && nhsNumber === null)
    ? (['nhsNumber'] as const)
    : []),
  ...(row.safeguardingLeadAware === null ? (['leadAware'] as const) : []),
  ...(referrers.some(({ agencyId }) => agencyId === null) ? (['raisingAgency'] as const) : []),
];

/** The facts of a case that figures are counted from, as it stands now. */
export const factsOf = (
  record: RecordForFacts,
  unit: { readonly procedure: Procedure; readonly settings: Settings },
): CaseFacts => {
  const { case: row, people, referrers, challenged, themes, stages, decisions, notices } = record;
  const [decision] = decisions;
  const isOpen = row.status === 'open';
  const sent = notices.find(
    ({ decisionVersion, sentOn }) => decisionVersion === decision?.version && sentOn !== null,
  );
  const endedOn = isOpen ? null : (decision?.decidedOn ?? row.closedOn);
  const lastOutcome = stages.findLast(({ outcomeForChild }) => outcomeForChild !== null)?.outcomeForChild;
  const outcomeForChild = isOpen ? undefined : (decision?.outcomeForChild ?? lastOutcome ?? undefined);
  return {
    id: row.id,
    receivedOn: row.receivedOn,
    kind: row.recordKind,
    status: row.status,
    versionId: row.procedureVersionId,
    order: row.stageOrder,
    ...(endedOn === null ? {} : { endedOn }),
    ...(row.levelOfNeed === null ? {} : { levelOfNeed: row.levelOfNeed }),
    ...(row.childStatus === null ? {} : { childStatus: row.childStatus }),
    shared: row.sharedConcern,
    urgent: row.urgentReason !== null,
    reopened: row.reopened,
    raising: [...new Set(referrers.flatMap(({ agencyId }) => agencyId ?? []))],
    challenged: challenged.map(({ agencyId }) => agencyId),
    themes: themes
      .toSorted((one, other) => Number(other.isPrimary) - Number(one.isPrimary))
      .map(({ themeId }) => themeId),
    stages: stages.map((stage): StageFacts => {
      const dueOn = stage.openedOn === null ? null : clockOf(record, stage, unit).dueOn;
      return {
        order: stage.stageOrder,
        state: stage.state,
        ...(stage.openedOn === null ? {} : { openedOn: stage.openedOn }),
        ...(stage.endedOn === null ? {} : { endedOn: stage.endedOn }),
        ...(stage.outcome === null ? {} : { outcome: stage.outcome }),
        ...(dueOn === null ? {} : { dueOn }),
      };
    }),
    ...(decision
      ? {
          decision: {
            order: decision.stageOrder,
            decidedOn: decision.decidedOn,
            outcome: decision.outcome,
            ...(sent?.sentOn ? { noticeSentOn: sent.sentOn } : {}),
          },
        }
      : {}),
    outward:
      !isOpen &&
      (decision?.outcome === 'referredOutward' || row.closedHow?.startsWith('Referred outward') === true),
    ...(outcomeForChild === undefined ? {} : { outcomeForChild }),
    gaps: gapsOf(record),
    children: people.flatMap(({ nhsNumber, nameKey, dateOfBirth }) => [
      ...(nhsNumber === null ? [] : [nhsNumber]),
      ...(nameKey === null || dateOfBirth === null ? [] : [`${nameKey} ${dateOfBirth}`]),
    ]),
  };
};
