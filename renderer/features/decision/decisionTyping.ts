import { z } from 'zod';
import type { DecisionInput } from '../../../shared/contract/decisions.ts';
import type { Issue } from '../../../shared/contract/errors.ts';
import type { PlainDate } from '../../../shared/domain/calendarTypes.ts';
import {
  codesOf,
  decisionOutcomes,
  outcomesForChild,
  toldParties,
  type DecisionOutcome,
  type OutcomeForChild,
  type ToldParty,
} from '../../../shared/domain/codes.ts';
import { boxesOf, dateBoxesSchema, emptyDate } from '../../../shared/domain/intake.ts';
import type { Procedure } from '../../../shared/domain/procedures/procedureSchema.ts';
import { readActions } from '../case/dialogFields.tsx';
import { NO_DAY, readDay } from '../case/useFormChange.ts';

/** The decision's own fields, as typed and however unfinished. */
export const typedDecisionSchema = z.strictObject({
  bodyId: z.string(),
  deciderName: z.string(),
  panel: z.array(z.strictObject({ name: z.string(), role: z.string(), agencyId: z.string() })),
  undoneDutiesReason: z.string(),
  decidedOn: dateBoxesSchema,
  outcome: z.enum(['', ...codesOf(decisionOutcomes)]),
  decision: z.string(),
  reasons: z.string(),
  requiredActions: z.array(z.strictObject({ action: z.string(), owner: z.string(), dueOn: dateBoxesSchema })),
  outcomeForChild: z.enum(['', ...codesOf(outcomesForChild)]),
  outcomeForChildWords: z.string(),
  widerLearning: z.string(),
  policyChange: z.string(),
  dissent: z.string(),
  referredOutwardTo: z.string(),
  told: z.array(
    z.strictObject({
      party: z.enum(['', ...codesOf(toldParties)]),
      who: z.string(),
      how: z.string(),
      on: dateBoxesSchema,
      words: z.string(),
    }),
  ),
  amendmentReason: z.string(),
});
export type TypedDecision = z.infer<typeof typedDecisionSchema>;

export const emptyTold: TypedDecision['told'][number] = {
  party: '',
  who: '',
  how: '',
  on: emptyDate,
  words: '',
};

/** What the form starts from: a decision that was submitted or is amended, or nothing yet. */
export const startTyping = (
  from: DecisionInput | undefined,
  facts: { readonly bodyIds: readonly string[]; readonly today: PlainDate },
): TypedDecision => ({
  bodyId:
    from && facts.bodyIds.includes(from.bodyId)
      ? from.bodyId
      : facts.bodyIds.length === 1
        ? (facts.bodyIds[0] ?? '')
        : '',
  deciderName: from?.deciderName ?? '',
  panel: from ? [...from.panel] : [],
  undoneDutiesReason: '',
  decidedOn: boxesOf(from?.decidedOn ?? facts.today),
  outcome: from?.outcome ?? '',
  decision: from?.decision ?? '',
  reasons: from?.reasons ?? '',
  requiredActions:
    from?.requiredActions.map(({ action, owner, dueOn }) => ({ action, owner, dueOn: boxesOf(dueOn) })) ?? [],
  outcomeForChild: from?.outcomeForChild ?? '',
  outcomeForChildWords: from?.outcomeForChildWords ?? '',
  widerLearning: from?.widerLearning ?? '',
  policyChange: from?.policyChange ?? '',
  dissent: from?.dissent ?? '',
  referredOutwardTo: from?.referredOutwardTo ?? '',
  told: from?.told.map(({ on, ...rest }) => ({ ...rest, on: boxesOf(on) })) ?? [],
  amendmentReason: '',
});

/** Whether several people decide with each other there, and are named. */
export const sitsTogether = (procedure: Procedure, bodyId: string): boolean =>
  procedure.decisionBodies.some(
    ({ id, kind }) => id === bodyId && (kind === 'panel' || kind === 'chairWithRepresentatives'),
  );

/** Rows that hold nothing are left out. */
const readTold = (
  typed: TypedDecision['told'],
): { readonly told: DecisionInput['told']; readonly issues: readonly Issue[] } => {
  const issues: Issue[] = [];
  const told = typed.flatMap((row, index) => {
    const path = `decision.told.${index}`;
    const isEmpty =
      row.party === '' &&
      [row.who, row.how, row.words, row.on.day, row.on.month, row.on.year].every(
        (part) => part.trim() === '',
      );
    if (isEmpty) return [];
    const day = readDay(`${path}.on`, row.on);
    issues.push(...day.issues.map((issue) => ({ ...issue, message: `Told on: ${issue.message}` })));
    if (row.party === '') issues.push({ path: `${path}.party`, message: 'Say who was told' });
    if (row.how.trim() === '') issues.push({ path: `${path}.how`, message: 'Say how they were told' });
    return [{ ...row, party: row.party as ToldParty, on: day.on ?? NO_DAY }];
  });
  return { told, issues };
};

/** What was typed as a decision, with what is wrong beyond what the contract's own schema finds. */
export const readTypedDecision = (
  typed: TypedDecision,
  facts: { readonly procedure: Procedure; readonly amending: boolean },
): {
  readonly made: {
    readonly decision: DecisionInput;
    readonly amendmentReason: string;
    readonly undoneDutiesReason: string;
  };
  readonly issues: readonly Issue[];
} => {
  const day = readDay('decision.decidedOn', typed.decidedOn);
  const actions = readActions('decision.requiredActions', typed.requiredActions);
  const { told, issues } = readTold(typed.told);
  return {
    made: {
      decision: {
        bodyId: typed.bodyId,
        deciderName: typed.deciderName,
        panel: sitsTogether(facts.procedure, typed.bodyId) ? typed.panel : [],
        decidedOn: day.on ?? NO_DAY,
        outcome: typed.outcome as DecisionOutcome,
        decision: typed.decision,
        reasons: typed.reasons,
        requiredActions: actions.actions,
        outcomeForChild: typed.outcomeForChild as OutcomeForChild,
        outcomeForChildWords: typed.outcomeForChildWords,
        widerLearning: typed.widerLearning,
        policyChange: typed.policyChange,
        dissent: typed.dissent,
        referredOutwardTo: typed.referredOutwardTo,
        told,
      },
      amendmentReason: typed.amendmentReason,
      undoneDutiesReason: typed.undoneDutiesReason,
    },
    issues: [
      ...(typed.outcome === 'referredOutward' && typed.referredOutwardTo.trim() === ''
        ? [{ path: 'decision.referredOutwardTo', message: 'Say to whom it is referred' }]
        : []),
      ...(facts.amending && typed.amendmentReason.trim() === ''
        ? [{ path: 'amendmentReason', message: 'Say why the decision is amended' }]
        : []),
      ...day.issues.map((issue) => ({ ...issue, message: `Date of the decision: ${issue.message}` })),
      ...actions.issues,
      ...issues,
    ],
  };
};

/** What to say, by path, where a field that is needed is empty. */
export const whenDecisionEmpty: Readonly<Record<string, string>> = {
  'decision.bodyId': 'Say who decides',
  'decision.deciderName': 'Give the name of who decided',
  'decision.decision': 'Give the decision in plain words',
  'decision.reasons': 'Give the reasons',
  passphrase: 'Type your own passphrase',
};
