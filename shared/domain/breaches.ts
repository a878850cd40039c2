/** What the record of a personal data breach must say, and when it may be closed (UK GDPR, Articles 33 and 34). */
import type { PlainDate } from './calendarTypes.ts';
import type { RuleIssue } from './caseCourse.ts';

export interface BreachFollowUp {
  readonly contained: string;
  readonly leadName: string;
  readonly leadToldOn?: PlainDate | undefined;
  readonly childRisk: string;
}

/** Article 33: the Commissioner is told within 72 hours of the breach being noticed, unless a risk is unlikely. */
export const BREACH_ADVICE =
  'Tell your data protection officer or information governance lead today. Where the breach may put somebody at risk, the Information Commissioner must be told within 72 hours of its being noticed: they decide that, not the register.';

export const breachFollowUpIssues = (
  followUp: BreachFollowUp,
  noticedOn: PlainDate,
  today: PlainDate,
): readonly RuleIssue[] => {
  const { leadName, leadToldOn } = followUp;
  if (leadToldOn === undefined)
    return leadName === ''
      ? []
      : [{ path: 'leadToldOn', message: 'Give the day on which they were told, or leave the name empty' }];
  return [
    ...(leadName === '' ? [{ path: 'leadName', message: 'Say who was told' }] : []),
    ...(leadToldOn > today ? [{ path: 'leadToldOn', message: 'This day is still to come' }] : []),
    ...(leadToldOn < noticedOn
      ? [{ path: 'leadToldOn', message: 'The breach was noticed after this day: check the date' }]
      : []),
  ];
};

/** What stands against recording a breach; nothing where all is well. */
export const breachIssues = (
  breach: BreachFollowUp & { readonly happenedOn: PlainDate; readonly noticedOn: PlainDate },
  today: PlainDate,
): readonly RuleIssue[] => [
  ...(breach.noticedOn > today ? [{ path: 'noticedOn', message: 'This day is still to come' }] : []),
  ...(breach.happenedOn > breach.noticedOn
    ? [{ path: 'happenedOn', message: 'It cannot have happened after it was noticed: check the dates' }]
    : []),
  ...breachFollowUpIssues(breach, breach.noticedOn, today),
];

/** What must be on record before a breach is closed. */
export const breachCloseIssues = (breach: BreachFollowUp): readonly RuleIssue[] => [
  ...(breach.contained === ''
    ? [{ path: 'contained', message: 'Record how it was contained before it is closed' }]
    : []),
  ...(breach.leadToldOn === undefined
    ? [{ path: 'leadToldOn', message: 'Record when the information governance lead was told' }]
    : []),
  ...(breach.childRisk === ''
    ? [{ path: 'childRisk', message: 'Record what it may mean for the child' }]
    : []),
];
