/**
 * What a procedure asks to be done at a stage beside resolving it: which duties a case has, when one is done, and
 * what must be recorded of it. Rests on the duties that each procedure's own data names, with their sources.
 */
import type { RuleIssue } from './caseCourse.ts';
import type { ChildStatus } from './codes.ts';
import type { Stage, StageDuty } from './procedures/procedureSchema.ts';
import { listInWords } from './wordsForDates.ts';

export interface DutyFacts {
  readonly childStatus: ChildStatus | null;
  readonly safeguardingLeadAware: boolean | null;
  readonly entries: readonly { readonly dutyId: string | null; readonly stageOrder: number }[];
  /** Stages whose end says what became of the child: by their own outcome or by a decision. */
  readonly childOutcomeStages: readonly number[];
  /** Stages whose outcome stands in writing: confirmed between the parties, or in a notice that was sent. */
  readonly confirmedStages: readonly number[];
  /** Stages that a panel decided. */
  readonly panelStages: readonly number[];
}

/** Whether a case of this child has the duty at all. */
const applies = ({ whenChildStatus }: StageDuty, childStatus: ChildStatus | null): boolean =>
  whenChildStatus === undefined || (childStatus !== null && whenChildStatus.includes(childStatus));

/** One duty may stand at several stages and is done once; what each stage must end with is done at each. */
const isDone = (duty: StageDuty, stageOrder: number, facts: DutyFacts): boolean => {
  const entries = facts.entries.filter((entry) => entry.dutyId === duty.id);
  switch (duty.kind) {
    case 'confirmInWriting':
      return (
        facts.confirmedStages.includes(stageOrder) || entries.some((entry) => entry.stageOrder === stageOrder)
      );
    case 'childOutcome':
      return (
        facts.childOutcomeStages.includes(stageOrder) ||
        entries.some((entry) => entry.stageOrder === stageOrder)
      );
    case 'safeguardingLeadAware':
      return facts.safeguardingLeadAware === true || entries.length > 0;
    case 'resolutionPanel':
      return facts.panelStages.includes(stageOrder) || entries.length > 0;
    default:
      return entries.length > 0;
  }
};

/** The duties of a case at one stage, each with whether it is done. */
export const dutiesOf = (
  stage: Stage,
  facts: DutyFacts,
): readonly { readonly duty: StageDuty; readonly done: boolean }[] =>
  stage.duties
    .filter((duty) => applies(duty, facts.childStatus))
    .map((duty) => ({ duty, done: isDone(duty, stage.order, facts) }));

/**
 * What stands against ending a stage or deciding at it: required duties that are not done, unless it is said why.
 * The outcome for the child and its confirmation in writing belong to the ending itself and are asked for there.
 */
export const undoneDutyIssues = (stage: Stage, facts: DutyFacts, reason: string): readonly RuleIssue[] => {
  if (reason !== '') return [];
  const undone = dutiesOf(stage, facts).filter(
    ({ duty, done }) =>
      duty.required && !done && duty.kind !== 'confirmInWriting' && duty.kind !== 'childOutcome',
  );
  if (undone.length === 0) return [];
  const names = listInWords(undone.map(({ duty }) => `“${duty.label}”`));
  return [
    {
      path: 'undoneDutiesReason',
      message: `${names} ${undone.length === 1 ? 'is' : 'are'} not recorded as done: record ${undone.length === 1 ? 'it' : 'them'}, or say why not`,
    },
  ];
};

/** What the record of a duty still lacks, by the kind of duty; nothing where it is whole. */
export const dutyRecordIssues = (
  duty: StageDuty,
  record: {
    readonly words: string;
    readonly chair: string;
    readonly attendees: readonly string[];
    readonly told: readonly string[];
    readonly agreements: string;
    readonly disagreements: string;
    readonly actions: readonly unknown[];
    readonly alikeCaseIds: readonly string[];
  },
): readonly RuleIssue[] => {
  const issue = (isMissing: boolean, path: string, message: string): readonly RuleIssue[] =>
    isMissing ? [{ path, message }] : [];
  const noWords = record.words === '';
  switch (duty.kind) {
    case 'tellReviewingOfficer':
      return issue(record.told.length === 0, 'told', 'Give the name of the Independent Reviewing Officer');
    case 'alertBoardRepresentatives':
      // Each of these duties speaks of the representatives of both agencies.
      return issue(record.told.length < 2, 'told', "Name each agency's board representative who was told");
    case 'multiAgencyReview':
      return [
        ...issue(record.chair === '', 'chair', 'Say who chaired the review'),
        ...issue(record.attendees.length === 0, 'attendees', 'Say who took part'),
        ...issue(noWords, 'words', 'Record the key areas of discussion'),
        ...issue(
          record.agreements === '' && record.disagreements === '' && record.actions.length === 0,
          'agreements',
          'Record what was agreed, what was not, and the actions',
        ),
      ];
    case 'mediation':
      return issue(record.attendees.length === 0, 'attendees', 'Say who took part in the mediation');
    case 'widerLessons':
      return issue(noWords, 'words', 'Write down the lessons, or that there are none and why');
    case 'recordReview':
      return issue(noWords, 'words', 'Write down what the review found');
    case 'similarConcerns':
      return issue(
        noWords && record.alikeCaseIds.length === 0,
        'words',
        'Choose the cases with a similar concern, or say that there are none',
      );
    default:
      return [];
  }
};
