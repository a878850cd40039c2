import type { Procedure, Stage, Timescale } from './procedureSchema.ts';
import { registerFormLayout } from './registerFormLayout.ts';
import { routesNotNamed, sourceIn } from './ruleSource.ts';

const source = sourceIn(
  'West Sussex Safeguarding Children Partnership: Dispute Resolution & Escalation Protocol, reviewed January 2022',
);

const stated = (stage: number, action: string): Timescale => ({
  id: `stage-${stage}-stated`,
  action,
  event: 'stageOpened',
  kind: 'due',
  length: {
    unit: 'agreed',
    question: `By what day does the person escalating say that Stage ${stage} must be resolved?`,
  },
  source: source(
    'Section 3.0',
    'At each stage the person escalating should clearly state the timeframe',
    stage === 3
      ? 'No number of days is given. The referral itself is to be made "without delay".'
      : 'No number of days is given; the register asks and never fills one in.',
  ),
});

const records: Stage['duties'][number] = {
  id: 'records-kept',
  kind: 'confirmInWriting',
  label: 'Keep a record of the discussion and confirm the outcome in writing',
  required: true,
  source: source('Section 3.0', 'Records of discussions must be maintained by all the agencies involved.'),
};

const discussionRecord = "A record of the discussion, on the child's file";

const conferenceRoutes = (
  [
    ['dissent-calling-conference', 'Dissent with decision to call a Child Protection Conference'],
    ['dissent-at-conference', 'Professional Dissent at Child Protection Conference'],
    ['dissent-carrying-out-plan', 'Dissent regarding the Implementation of the Child Protection Plan'],
  ] as const
).map(([id, label]) => ({
  id,
  label,
  source: source(
    'Flow chart, note beside Stage 4',
    label,
    'The document sends these to the Pan-Sussex Safeguarding Procedures.',
  ),
}));

export const westSussex: Procedure = {
  id: 'west-sussex',
  version: 1,
  title: 'Dispute Resolution & Escalation Protocol',
  partnershipName: 'West Sussex Safeguarding Children Partnership',
  shortName: 'West Sussex',
  referencePrefix: 'WSUSSEX',
  documentDate: 'Reviewed January 2022',
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
  otherRoutes: [
    ...conferenceRoutes,
    {
      id: 'complaint',
      label: 'Complaints procedure',
      source: source(
        'Opening paragraph',
        'the relevant Safeguarding Children Partnership Complaints Procedure',
      ),
    },
    ...routesNotNamed(source, ['whistleblowing']),
  ],
  neverSkip: [],
  notificationOnly: [
    {
      stageOrder: 3,
      kind: 'liveElsewhere',
      label: 'Live at Stage 3: the business unit is told',
      source: source('Flow chart, Stage 3', 'Inform the WSSCP at the stage using the Escalation Template'),
    },
  ],
  childLedDates: source(
    'Paragraph 1.4',
    'they do not adversely affect the outcomes for children',
    'The document gives no timescale to shorten; a date for the child may be set at every stage.',
  ),
  stages: [
    {
      order: 1,
      label: 'Stage 1',
      name: 'Professional to Professional',
      who: 'Professional with professional',
      tier: 'practitioner',
      businessUnit: 'none',
      inWriting: [discussionRecord],
      timescales: [stated(1, 'the professionals resolve it')],
      decisionBodies: [],
      duties: [records],
      outward: false,
      source: source(
        'Flow chart, Stage 1',
        'contact the professional who made the decision/took the action to express their views',
      ),
    },
    {
      order: 2,
      label: 'Stage 2',
      name: 'Manager to Manager',
      who: 'Manager with manager',
      tier: 'lineManager',
      businessUnit: 'none',
      inWriting: ['The issue raised, the action taken and the outcome for the child'],
      timescales: [stated(2, 'the managers resolve it')],
      decisionBodies: [],
      duties: [
        {
          ...records,
          source: source(
            'Flow chart, Stage 2',
            'there must be a written record of the issue raised, the action taken and the outcome for the child',
          ),
        },
        {
          id: 'child-outcome',
          kind: 'childOutcome',
          label: 'Record the outcome for the child',
          required: true,
          source: source('Flow chart, Stage 2', 'and the outcome for the child'),
        },
      ],
      outward: false,
      source: source('Flow chart, Stage 2', 'addressed by more experienced / more senior staff'),
    },
    {
      order: 3,
      label: 'Stage 3',
      name: 'Senior Manager to Senior Manager',
      who: 'Head of service, detective inspector, head teacher, named doctor or nurse, with their equivalent',
      tier: 'seniorManager',
      businessUnit: 'informed',
      inWriting: ['The Escalation Template, to the partnership', discussionRecord],
      timescales: [stated(3, 'the senior managers resolve it')],
      decisionBodies: [],
      duties: [
        records,
        {
          id: 'escalation-template',
          kind: 'other',
          label: 'The partnership has the Escalation Template',
          required: true,
          source: source(
            'Flow chart, Stage 3',
            'Inform the WSSCP at the stage using the Escalation Template',
          ),
        },
      ],
      outward: false,
      source: source(
        'Flow chart, Stage 3',
        'the equivalent of Head of Service / detective inspector / head teacher / Named Doctor or Nurse',
      ),
    },
    {
      order: 4,
      label: 'Stage 4',
      name: 'Professional leads for Safeguarding',
      who: 'Professional leads for safeguarding with the senior child protection manager or designated doctor or nurse',
      tier: 'director',
      businessUnit: 'logged',
      inWriting: [discussionRecord],
      timescales: [stated(4, 'the professional leads resolve it')],
      decisionBodies: [],
      duties: [records],
      outward: false,
      source: source(
        'Flow chart, Stage 4',
        'serious professional disagreements remain unresolved /or the discussions raise significant policy issues',
        'The register logs what is sent to it, and compares this stage with directors elsewhere.',
      ),
    },
    {
      order: 5,
      label: 'Stage 5',
      name: 'Escalation to SCP',
      who: 'The Independent Scrutineer with the directors or chief executives of the three safeguarding partners',
      tier: 'partnership',
      businessUnit: 'facilitates',
      inWriting: [discussionRecord, 'The outcome, to those involved'],
      timescales: [stated(5, 'the Independent Scrutineer brings it to a resolution')],
      decisionBodies: ['independent-scrutineer'],
      duties: [
        records,
        {
          id: 'similar-concerns',
          kind: 'similarConcerns',
          label: 'Look at similar concerns on the register',
          required: true,
          source: source(
            'Flow chart, Stage 5',
            'a number of similar concerns or disagreements have been recorded',
          ),
        },
        {
          id: 'raised-with-partners',
          kind: 'other',
          label: 'Raise it with the directors or chief executives of the three safeguarding partners',
          required: true,
          source: source(
            'Flow chart, Stage 5',
            'raising the issue with the Directors / Chief Executives of the three Safeguarding Partners',
          ),
        },
      ],
      outward: false,
      source: source(
        'Flow chart, Stage 5',
        'referred to the ... Independent Scrutineer to determine the appropriate process for resolution',
      ),
    },
    {
      order: 6,
      label: 'Stage 6',
      name: 'Escalation to Secretary of State',
      who: 'The Independent Scrutineer refers it to the Secretary of State',
      tier: 'outward',
      businessUnit: 'logged',
      inWriting: ['The referral'],
      timescales: [],
      decisionBodies: [],
      duties: [],
      outward: true,
      source: source(
        'Flow chart, Stage 6',
        'considers that the leadership arrangements are weak or malfunctioning and all attempts at resolution have failed',
        'No timescale is given. The register records it as a referral outward.',
      ),
    },
  ],
  decisionBodies: [
    {
      id: 'independent-scrutineer',
      label: 'Independent Scrutineer',
      kind: 'scrutineer',
      source: source('Flow chart, Stage 5', 'to determine the appropriate process for resolution'),
    },
  ],
  beyondLastStage: [],
  themes: [
    { id: 'criteria-for-referrals', label: 'Criteria for referrals', common: 'referralResponse' },
    { id: 'levels-of-need', label: 'Levels of need', common: 'threshold' },
    { id: 'outcomes-of-assessments', label: 'Outcomes of assessments', common: 'assessmentOutcome' },
    { id: 'need-for-action', label: 'The need for action', common: 'needForAction' },
    { id: 'roles-and-responsibilities', label: 'Roles and responsibilities of workers', common: 'roles' },
    { id: 'service-provision', label: 'Service provision', common: 'services' },
    { id: 'timeliness', label: 'Timeliness of interventions', common: 'timeliness' },
    {
      id: 'information-sharing',
      label: 'Information sharing and communication',
      common: 'informationSharing',
    },
    { id: 'conference', label: 'A child protection conference', common: 'conference' },
    { id: 'other', label: 'Other', common: 'other' },
  ],
  themesSource: source(
    'Paragraph 1.3',
    'Differences are most likely to arise in relation to',
    'Criteria for referrals and levels of need stand together there and are counted apart here. Conferences are from the note beside Stage 4; "Other" is the register\'s own.',
  ),
  form: registerFormLayout(
    [
      { stageOrder: 3, label: 'Stage 3' },
      { stageOrder: 4, label: 'Stage 4' },
      { stageOrder: 5, label: 'Stage 5', decisionLabel: 'Final decision of:' },
    ],
    [3, 4, 5],
    source(
      'Flow chart, Stage 3',
      'using the Escalation Template',
      "The template is not in the document; this is the register's own layout with Bury's labels.",
    ),
  ),
  notice: {
    title: 'Written confirmation of the outcome',
    source: source(
      'Section 3.0',
      'Records of discussions must be maintained',
      "The document lays down no notice; the register's own says the outcome in writing.",
    ),
  },
  toState: [],
};
