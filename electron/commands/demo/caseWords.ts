/** What made-up forms, meetings and decisions say. None of it is about anybody. */
import type {
  CommonTheme,
  DecisionOutcome,
  OutcomeForChild,
  StageOutcome,
} from '../../../shared/domain/codes.ts';

export interface Matter {
  readonly summary: string;
  readonly evidence: string;
  readonly desiredOutcome: string;
  readonly action: string;
}

const threshold: Matter = {
  summary:
    'The referrer considers that the threshold for a strategy discussion was met. The contact was recorded as information only and closed, with advice to offer support at a lower level.',
  evidence:
    'Chronology of four contacts over six weeks. The duty worker and the team manager upheld the decision when it was questioned.',
  desiredOutcome: 'A strategy discussion, or a written rationale for why the threshold is not met.',
  action: 'Hold the strategy discussion with health and police present',
};
const drift: Matter = {
  summary:
    'The plan has not been reviewed on time and two of its actions have no date. The referrer considers that the child is no safer than when the plan began.',
  evidence: 'Minutes of the last two core groups, with the same actions carried over in each.',
  desiredOutcome: 'An early review of the plan, with a date and an owner for every action.',
  action: 'Bring the review conference forward',
};
const roles: Matter = {
  summary:
    'The agencies do not agree who coordinates the support to the family after the step-down. Each believed that the other would call the next meeting.',
  evidence: 'E-mails between the two line managers over three weeks; no meeting was called.',
  desiredOutcome: 'A named lead professional, confirmed in writing to everybody around the family.',
  action: 'Confirm the lead professional in writing',
};
const communication: Matter = {
  summary:
    'Information about an earlier incident was not passed on before the meeting. The referrer considers that the decision would have been another with it.',
  evidence: 'Date of the incident, date of the meeting, and the invitation list.',
  desiredOutcome: 'The decision to be looked at again with the whole of the information.',
  action: 'Look at the decision again with all information shared',
};
const services: Matter = {
  summary:
    'Support was withdrawn before an updated assessment was made. The referrer considers that the need has grown and not lessened.',
  evidence: 'Letter that ended the support, and the last assessment, which is eleven months old.',
  desiredOutcome: 'The support to be brought back while a fresh assessment is made.',
  action: 'Restore the support until the assessment is complete',
};
const practice: Matter = {
  summary:
    'The assessment does not reflect the views of the child or of the professionals who know the child best. The referrer does not agree with its conclusion.',
  evidence: 'A copy of the assessment with the comments that were sent and not taken up.',
  desiredOutcome: 'The assessment to be reviewed by a manager who was not involved in it.',
  action: 'Review the assessment independently',
};

export const mattersByTheme: Readonly<Record<CommonTheme, Matter>> = {
  threshold,
  referralResponse: threshold,
  assessmentOutcome: practice,
  needForAction: threshold,
  inaction: drift,
  planProgress: drift,
  conference: drift,
  roles,
  informationSharing: communication,
  services,
  timeliness: drift,
  legislation: practice,
  attendance: communication,
  practiceQuality: practice,
  other: roles,
};

export const stageEndWords: Readonly<Record<StageOutcome, string>> = {
  resolved: 'The agencies came to an agreement and wrote it down. The actions have owners and dates.',
  understoodNotAgreed:
    'The agencies understand each other’s reasons and do not agree. Nobody considers that the child is left at risk.',
  notResolved: 'The meeting did not resolve the disagreement. It moves on to the next step.',
  withdrawn: 'The referrer withdrew: new information has answered the concern.',
  redirected: 'The matter belongs to another route and was passed on with the referrer’s agreement.',
};

export const decisionWords: Readonly<
  Record<DecisionOutcome, { readonly decision: string; readonly reasons: string }>
> = {
  upheld: {
    decision: 'The concern is upheld and the case is to be looked at again within five working days.',
    reasons: 'The separate contacts add up to a pattern that no single agency could see.',
  },
  partlyUpheld: {
    decision: 'The concern is upheld in part: the plan stands and is to be reviewed early.',
    reasons: 'The decision was within the guidance, but it was not explained to those who had to act on it.',
  },
  notUpheld: {
    decision: 'The concern is not upheld and the earlier decision stands.',
    reasons: 'The threshold was applied as the guidance says, and the support in place meets the need.',
  },
  agreementReached: {
    decision: 'The agencies agreed on a joint visit and on a date to look at the plan again.',
    reasons: 'Both accept that a joint visit answers the concern sooner than a further meeting.',
  },
  referredOutward: {
    decision: 'The partners could not agree and the matter is referred outward.',
    reasons: 'Every step of the procedure has been taken and the disagreement remains.',
  },
};

export const outcomeForChildWords: Readonly<Record<OutcomeForChild, string>> = {
  achieved: 'The child has a plan that everybody around the family works to.',
  partly: 'Some of the support is in place; the rest has a date.',
  notAchieved: 'The support has not changed for the child.',
  tooEarly: '',
  notKnown: '',
};
