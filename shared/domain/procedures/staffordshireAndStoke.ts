import type { Procedure, Stage, Timescale } from './procedureSchema.ts';
import { routesNotNamed, sourceIn } from './ruleSource.ts';

const source = sourceIn(
  'Staffordshire (Section 7B) and Stoke-on-Trent (Section G02): Professional Disagreements and Escalation Policy',
);

const withinWorkingDays = (
  id: string,
  event: Timescale['event'],
  count: number,
  action: string,
  from: Timescale['source'],
  condition?: string,
): Timescale => ({
  id,
  action,
  event,
  kind: 'due',
  length: { unit: 'workingDays', count },
  doneByEntry: true,
  ...(condition === undefined ? {} : { condition }),
  source: from,
});

const confirmInWriting = (place: string, quote: string, label: string): Stage['duties'][number] => ({
  id: 'confirm-in-writing',
  kind: 'confirmInWriting',
  label,
  required: true,
  source: source(place, quote),
});

const fileRecord = "A dated, approved record of each discussion, on the child's file";

const whichStageFive =
  'The flow chart prints two stage 5 boxes, "2 working days" (LSCB Escalation form) and "72 hours" (SCB Escalation form), and says of neither whose it is; the text gives no timescale. Both are shown and the earlier is due until the unit states which applies.';

const stages: Procedure['stages'] = [
  {
    order: 1,
    label: 'Stage 1',
    name: 'Fellow professionals',
    who: 'The professional with their fellow professional, with evidence-based reasons',
    tier: 'practitioner',
    businessUnit: 'none',
    inWriting: ['The outcome, confirmed in writing', fileRecord],
    timescales: [
      withinWorkingDays(
        'stage-1-raise',
        'disagreement',
        1,
        'the matter is raised with the fellow professional',
        source(
          'Stage 1, paragraph 1',
          'within a maximum of 1 working day of the disagreement or on receipt of the disputed decision',
        ),
      ),
      withinWorkingDays(
        'stage-1-outcome',
        'meetingHeld',
        1,
        'the receiving professional tells the agency the outcome',
        source(
          'Stage 1, paragraph 2',
          'advise the agency of the outcome within a maximum of 1 working day',
          'Counted from the meeting or discussion at which they agreed.',
        ),
        'if they agree',
      ),
    ],
    decisionBodies: [],
    duties: [
      confirmInWriting('Stage 1, paragraph 2', 'and confirm in writing', 'Confirm the outcome in writing'),
    ],
    outward: false,
    source: source('Stage 1', 'workers should raise the matter with their fellow professional'),
  },
  {
    order: 2,
    label: 'Stage 2',
    name: 'Line managers',
    who: 'Line manager with line manager; where there is none, the safeguarding contact',
    tier: 'lineManager',
    businessUnit: 'none',
    inWriting: [
      'The agreed plan, with a date for review if one is needed',
      'The outcome, by letter',
      fileRecord,
    ],
    timescales: [
      withinWorkingDays(
        'stage-2-contact',
        'stageOpened',
        1,
        'the line managers are in contact',
        source('Stage 2, paragraph 1', 'contact should occur between agencies within 1 working day'),
      ),
      withinWorkingDays(
        'stage-2-outcome',
        'meetingHeld',
        1,
        'the line manager tells the agency the outcome',
        source(
          'Stage 2, paragraph 4',
          'advise the agency of the outcome within a maximum of 1 working day and confirm by letter',
          'Counted from the contact or meeting at which they agreed.',
        ),
        'if they agree',
      ),
    ],
    decisionBodies: [],
    duties: [
      confirmInWriting('Stage 2, paragraph 4', 'and confirm by letter', 'Confirm the outcome by letter'),
      {
        id: 'review-date',
        kind: 'other',
        label: 'Set a date for review',
        required: false,
        source: source('Stage 2, paragraph 1', 'include a date for review if required'),
      },
    ],
    outward: false,
    source: source('Stage 2', 'the matter should be escalated to their line managers'),
  },
  {
    order: 3,
    label: 'Stage 3',
    name: 'Formal escalation to senior managers',
    who: 'Line manager to senior manager on the form; senior manager with senior manager',
    tier: 'seniorManager',
    businessUnit: 'logged',
    inWriting: ['The escalation form', 'The decision, to those concerned in each agency'],
    timescales: [
      {
        ...withinWorkingDays(
          'stage-3-notify',
          'stageOpened',
          1,
          'the line manager sends the escalation form to the senior manager',
          source('Stage 3, paragraph 6', 'This notification should be made within 1 working day.'),
        ),
        starts: 'formalEscalation',
      },
      withinWorkingDays(
        'stage-3-contact',
        'formalEscalation',
        1,
        'the senior manager contacts the equivalent',
        source(
          'Stage 3, paragraph 7',
          'contact their agency equivalent within a maximum of 1 working day',
          'The document does not say from when; the register counts from the formal escalation.',
        ),
      ),
      withinWorkingDays(
        'stage-3-meeting',
        'formalEscalation',
        2,
        'the senior managers meet',
        source(
          'Stage 3, paragraph 7',
          'If necessary, a meeting should take place within 2 working days',
          'The document does not say from when; the register counts from the formal escalation.',
        ),
        'if a meeting is needed',
      ),
      withinWorkingDays(
        'stage-3-decision',
        'formalEscalation',
        2,
        'the decision is given in writing',
        source(
          'Stage 3, paragraph 8',
          'in writing within 2 working days of the matter being formally escalated',
        ),
      ),
    ],
    decisionBodies: [],
    duties: [
      {
        id: 'record-review',
        kind: 'recordReview',
        label: 'Review the case and how the disagreement came about',
        required: true,
        source: source('Stage 3, paragraph 6', 'This will result in a review of the case'),
      },
      confirmInWriting(
        'Stage 3, paragraph 8',
        'communicated to relevant personnel in each agency without delay and in writing',
        'Give the decision in writing to those concerned in each agency',
      ),
    ],
    outward: false,
    source: source(
      'Formal Escalation, Stage 3',
      'the line managers should refer the matter to their relevant senior managers',
      'The register logs what is sent to it.',
    ),
  },
  {
    order: 4,
    label: 'Stage 4',
    name: 'Assistant directors',
    who: 'Assistant director or equivalent with their equivalent',
    tier: 'director',
    businessUnit: 'informed',
    inWriting: ['The resolution, on all relevant case files'],
    timescales: [
      withinWorkingDays(
        'stage-4-meet',
        'stageOpened',
        5,
        'the assistant directors are in contact and meet',
        source(
          'Stage 4, paragraph 1',
          'contact and meet their agency equivalent within five working days',
          'Counted from the day the stage opens.',
        ),
      ),
    ],
    decisionBodies: [],
    duties: [
      {
        id: 'board-representatives-alerted',
        kind: 'alertBoardRepresentatives',
        label: "Alert both agencies' board representatives",
        required: true,
        source: source(
          'Stage 4, paragraph 3',
          'should be alerted that a disagreement has reached this stage',
        ),
      },
      {
        id: 'case-record-review',
        kind: 'recordReview',
        label: "Ask for a review of the agency's case record on the child",
        required: false,
        source: source(
          'Stage 4, paragraph 2',
          "a senior manager can request that an agency's case record on the child is reviewed",
        ),
      },
      {
        id: 'wider-lessons',
        kind: 'widerLessons',
        label: 'Consider wider lessons, procedural and policy matters',
        required: true,
        source: source('Stage 4, paragraph 4', 'whether there are wider lessons to be learned'),
      },
      confirmInWriting(
        'Stage 5, paragraph 3',
        'written confirmation between the parties about an agreed outcome',
        'Confirm in writing the agreed outcome and how outstanding issues will be pursued',
      ),
    ],
    outward: false,
    source: source('Stage 4', 'raise the disagreement with their Assistant Director, or equivalent level'),
  },
  {
    order: 5,
    label: 'Stage 5',
    name: 'Board representatives and the Independent Chair',
    who: "The agency's nominated representative, or the board manager where it has none, and the board manager with the Independent Chair and the challenged agency's representative",
    tier: 'partnership',
    businessUnit: 'facilitates',
    inWriting: [
      'The escalation form, in all cases, to the board manager',
      'The final decision, to those concerned and the professional who raised it',
    ],
    timescales: [
      {
        id: 'stage-5-two-working-days',
        action: 'the matter is referred to the nominated representative or the board manager',
        event: 'stageOpened',
        kind: 'due',
        length: { unit: 'workingDays', count: 2 },
        doneByEntry: true,
        alternativeTo: 'stage-5-referral',
        source: source(
          'Flow chart, stage 5 box "LSCB Escalation form"',
          'nominated LSCB representative for the agency within 2 working days',
          whichStageFive,
        ),
      },
      {
        id: 'stage-5-seventy-two-hours',
        action: 'the matter is referred to the nominated representative or the board manager',
        event: 'stageOpened',
        kind: 'due',
        length: { unit: 'hours', count: 72 },
        doneByEntry: true,
        alternativeTo: 'stage-5-referral',
        source: source(
          'Flow chart, stage 5 box "SCB Escalation form"',
          'nominated SCB representative for the agency within 72 hours',
          whichStageFive,
        ),
      },
    ],
    decisionBodies: ['independent-chair-with-representatives'],
    duties: [
      {
        id: 'formal-escalation-form',
        kind: 'other',
        label: 'The Formal Escalation form has come to the board manager',
        required: true,
        source: source(
          'Stage 5, paragraph 2',
          "In all cases the LSCB 'Formal Escalation' form must be completed",
        ),
      },
      confirmInWriting(
        'Stage 5, paragraph 3',
        'written confirmation between the parties about an agreed outcome',
        'Confirm in writing the outcome and how outstanding issues will be pursued',
      ),
    ],
    outward: false,
    source: source(
      'Stage 5, paragraph 4',
      'will liaise with the Independent Chair ... as a matter of urgency ... a final decision will be reached',
    ),
  },
];

const form: Procedure['form'] = {
  title: 'FORMAL ESCALATION FORM',
  appendix: 'Appendix 1',
  securityNotice: 'THIS DOCUMENT MUST BE SENT SECURELY',
  rows: [
    { kind: 'field', field: 'dateOfNotification', label: 'Date:' },
    {
      kind: 'field',
      field: 'child.name',
      label: 'Name of Child:',
    },
    { kind: 'field', field: 'child.dateOfBirth', label: 'DOB:' },
    { kind: 'field', field: 'child.nhsNumber', label: 'NHS number:' },
    {
      kind: 'field',
      field: 'referrer.name',
      label: 'Practitioner:',
    },
    { kind: 'field', field: 'referrer.agency', label: 'Agency/Team:' },
    {
      kind: 'field',
      field: 'summary',
      label:
        'Summary of Concerns, including the specific difference/s which has resulted in utilising the Escalation process:',
      instruction:
        '(It is important that you provide information that details how you have made every effort to resolve this matter at a local level within Stages 1 & 2.)',
    },
    {
      kind: 'field',
      field: 'evidence',
      label: 'Actions Taken to Resolve the Professional Disagreement:',
    },
    {
      kind: 'field',
      field: 'desiredOutcome',
      label: 'Requested Action:',
    },
    { kind: 'field', field: 'response.text', label: 'Response:' },
    { kind: 'field', field: 'response.date', label: 'Date:' },
    { kind: 'field', field: 'resolution.text', label: 'Resolution of Issues:' },
    { kind: 'field', field: 'resolution.date', label: 'Date:' },
  ],
  laidDown: true,
  acceptedAtStages: [3, 4, 5],
  source: source(
    'Appendix 1',
    'FORMAL ESCALATION FORM (to be used at Stage 3 and 4 only)',
    'Stage 5, paragraph 2 requires the form in all cases; the register accepts it at stages 3, 4 and 5.',
  ),
};

interface Variant {
  readonly id: 'staffordshire' | 'stoke-on-trent';
  readonly partnershipName: string;
  readonly shortName: string;
  readonly referencePrefix: string;
  readonly contactWithoutLineManager: string;
}

/** One text serves both areas: all that differs is whose register it is and whom a small organisation turns to. */
export const staffordshireAndStoke = (variant: Variant): Procedure => ({
  id: variant.id,
  version: 1,
  title: 'Professional Disagreements and Escalation Policy',
  partnershipName: variant.partnershipName,
  shortName: variant.shortName,
  referencePrefix: variant.referencePrefix,
  stageWord: 'stage',
  concerns: 'children',
  sharedConcern: false,
  immediateDanger: {
    door: "children's social care or the police",
    advice:
      "If a child may be in immediate danger, this is not the way. Call children's social care now, or 999.",
    source: source(
      'Not in the document',
      undefined,
      'The document names no door for immediate danger; the unit can put its own here.',
    ),
  },
  otherRoutes: routesNotNamed(source, ['whistleblowing', 'complaint']),
  neverSkip: [
    {
      orders: [1, 2],
      before: 5,
      source: source(
        'Stage 2, NB',
        'as a minimum would have followed stage 1 and 2 before escalating to their Board representative',
      ),
    },
  ],
  notificationOnly: [],
  childLedDates: source(
    'Not in the document',
    undefined,
    'The document does not speak of shorter timescales for a child; the register lets every stage carry one.',
  ),
  stages: stages.map((stage) =>
    stage.order === 2
      ? {
          ...stage,
          source: source(
            'Stage 2 and footnote 2',
            'the matter should be escalated to their line managers',
            variant.contactWithoutLineManager,
          ),
        }
      : stage,
  ),
  decisionBodies: [
    {
      id: 'independent-chair-with-representatives',
      label: 'Independent Chair with the nominated representatives',
      kind: 'chairWithRepresentatives',
      source: source(
        'Stage 5, paragraph 4',
        'the nominated representative and relevant LSCB Manager will liaise with the Independent Chair',
      ),
    },
  ],
  beyondLastStage: [
    {
      id: 'independent-professional-adviser',
      label: 'Independent professional adviser',
      source: source('Stage 5, paragraph 5', 'it shall be referred to an independent professional adviser'),
    },
  ],
  themes: [
    { id: 'thresholds', label: 'Thresholds', common: 'threshold' },
    { id: 'roles-and-responsibilities', label: 'Roles and responsibilities', common: 'roles' },
    {
      id: 'inter-agency-plan',
      label: 'Requirements of the inter-agency plan not met',
      common: 'planProgress',
    },
    { id: 'procedural-or-policy', label: 'Procedural or policy matters', common: 'legislation' },
    { id: 'other', label: 'Other', common: 'other' },
  ],
  themesSource: source(
    'Stage 2, paragraph 3; Stage 4, paragraphs 2 and 4',
    'confusion about thresholds and roles and responsibilities',
    'The document lays down no list of themes; these are the ones it speaks of. "Other" is the register\'s own.',
  ),
  form,
  notice: {
    title: 'Written confirmation of the final decision',
    source: source(
      'Stage 5, paragraph 3',
      'written confirmation between the parties about an agreed outcome',
      'No notice is laid down; the outcome in writing is.',
    ),
  },
  toState: [
    {
      id: 'stage-5-referral',
      question:
        'Which applies to a stage 5 referral here: 2 working days, or 72 hours? Say where that is written.',
      source: source(
        'Flow chart, both stage 5 boxes',
        'within 2 working days ... within 72 hours',
        whichStageFive,
      ),
    },
  ],
});
