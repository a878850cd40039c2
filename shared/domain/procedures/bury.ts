import type { FormRow, Procedure, Stage, Timescale } from './procedureSchema.ts';
import { routesNotNamed, sourceIn } from './ruleSource.ts';

const source = sourceIn(
  'Bury Safeguarding Children Partnership: Resolving professional differences / escalation procedure',
);

const weekIsRead =
  'The flow chart prints "Within one week" three times for four levels and may mean the steps between them; the register reads one week at each of levels 2, 3 and 4, from the day the level opens.';

const withinOneWeek = (level: number, action: string): Timescale => ({
  id: `level-${level}-week`,
  action,
  event: 'stageOpened',
  kind: 'due',
  length: { unit: 'weeks', count: 1 },
  source: source(`Flow chart, Level ${level}`, 'Within one week', weekIsRead),
});

const ceiling = (level: number): Timescale => ({
  id: `level-${level}-ceiling`,
  action: 'the level ends at the latest',
  event: 'stageOpened',
  kind: 'ceiling',
  length: { unit: 'workingDays', count: 10 },
  source: source(
    'Flow chart, "To note"',
    'Each stage should not exceed 10 working days.',
    'Due in one week; an agreed extension may go to 10 working days, and past them only with a recorded reason.',
  ),
});

const confirmInWriting: Stage['duties'][number] = {
  id: 'confirm-in-writing',
  kind: 'confirmInWriting',
  label: 'Confirm the key points in writing after the discussion',
  required: true,
  source: source(
    'Flow chart, Levels 1 to 3',
    'Key points should be confirmed in writing after any discussion.',
  ),
};

const safeguardingLeadAware: Stage['duties'][number] = {
  id: 'safeguarding-lead-aware',
  kind: 'safeguardingLeadAware',
  label: 'The designated safeguarding lead knows of this escalation',
  required: true,
  source: source(
    'Who is this aimed at?',
    'Ensure your safeguarding lead is consulted with throughout the escalation process.',
  ),
};

const childOutcome: Stage['duties'][number] = {
  id: 'child-outcome',
  kind: 'childOutcome',
  label: 'Record how the resolution improved things for the child or family',
  required: true,
  source: source('What is this process?', 'how the resolution improved outcomes for the child and/or family'),
};

/** The rows of the Request for Resolution Document above its table of stages. */
export const buryFormRows: readonly FormRow[] = [
  {
    kind: 'field',
    field: 'dateOfNotification',
    label: 'Date of Notification',
  },
  {
    kind: 'field',
    field: 'child.name',
    label: 'Name of Child/Young Person',
  },
  { kind: 'field', field: 'child.dateOfBirth', label: 'D.O.B' },
  { kind: 'heading', label: 'Outcome Resolution Notice Referrer details:' },
  { kind: 'field', field: 'referrer.name', label: 'Name' },
  { kind: 'field', field: 'referrer.role', label: 'Role' },
  { kind: 'field', field: 'referrer.agency', label: 'Agency/Team' },
  { kind: 'field', field: 'referrer.contactDetails', label: 'Contact Details' },
  {
    kind: 'field',
    field: 'safeguardingLead.aware',
    label: 'Designated safeguarding lead aware of this notice?',
  },
  {
    kind: 'field',
    field: 'safeguardingLead.name',
    label: 'Name of safeguarding lead:',
  },
  {
    kind: 'field',
    field: 'summary',
    label: 'Summary of disagreement',
  },
  {
    kind: 'field',
    field: 'evidence',
    label: 'Evidence of the challenge that has taken place at stages 1, 2 & 3 and the outcome at each stage',
  },
  {
    kind: 'field',
    field: 'desiredOutcome',
    label:
      'Desired outcome for the child and / or family. Please include details of what it is you are requesting happens as a result of this challenge',
  },
];

export const buryStageTableColumns = ['Stage', 'Date Outcome Resolved', 'Supporting Evidence'] as const;
export const buryEvidenceRemark = 'Embed written confirmation between parties about the agreed outcome';

export const bury: Procedure = {
  id: 'bury',
  version: 1,
  title: 'Resolving professional differences / escalation procedure',
  partnershipName: 'Bury Safeguarding Children Partnership',
  shortName: 'Bury',
  referencePrefix: 'BURY',
  stageWord: 'level',
  concerns: 'childrenOrAdults',
  sharedConcern: true,
  immediateDanger: {
    door: 'the Multi Agency Safeguarding Hub (MASH)',
    advice:
      'If a child may be in immediate danger, this is not the way. Make a referral to the Multi Agency Safeguarding Hub (MASH) now, or call 999.',
    source: source(
      'What is this process?',
      'should not be confused with ... a referral to the Multi Agency Safeguarding Hub (MASH) when there is a child protection concern',
    ),
  },
  otherRoutes: [
    {
      id: 'mash-referral',
      label: 'Referral to the Multi Agency Safeguarding Hub (MASH)',
      source: source(
        'What is this process?',
        'making a referral to the Multi Agency Safeguarding Hub (MASH)',
      ),
    },
    ...routesNotNamed(source, ['whistleblowing', 'complaint']),
  ],
  neverSkip: [],
  notificationOnly: [
    {
      stageOrder: 3,
      kind: 'resolvedElsewhere',
      label: 'Resolved at Level 3: kept for themes',
      source: source(
        'Flow chart, Level 3',
        'escalations resolved at this stage should be provided to the BSCP Business Manager for tracking of thematics',
      ),
    },
  ],
  childLedDates: source(
    'Flow chart, "To note"',
    'ensuring the outcome for the child is dictating the agreed timescales',
  ),
  stages: [
    {
      order: 1,
      label: 'Level 1',
      formLabel: 'Stage 1',
      name: 'Practitioner to Practitioner',
      who: 'Practitioner with practitioner',
      tier: 'practitioner',
      businessUnit: 'none',
      inWriting: ['The key points, confirmed after any discussion'],
      timescales: [
        {
          id: 'level-1-agreed',
          action: 'the practitioners resolve it',
          event: 'stageOpened',
          kind: 'due',
          length: {
            unit: 'agreed',
            question: 'By what day did the practitioners agree to have resolved this at Level 1?',
          },
          source: source(
            'Flow chart, Level 1',
            'Attempt to resolve as soon as possible.',
            'No number of days is given for Level 1, and timescales are to be agreed at each stage; so the register asks.',
          ),
        },
        ceiling(1),
      ],
      decisionBodies: [],
      duties: [
        confirmInWriting,
        {
          id: 'lead-professional-informed',
          kind: 'other',
          label: 'Inform the lead professional or chair',
          required: true,
          source: source('Flow chart, Level 1', 'Inform the lead professional/chair at this stage.'),
        },
      ],
      outward: false,
      source: source('Flow chart, Level 1', 'Level 1: Practitioner to Practitioner'),
    },
    {
      order: 2,
      label: 'Level 2',
      formLabel: 'Stage 2',
      name: 'Line Manager to Line Manager',
      who: 'Line manager or safeguarding lead with their opposite manager',
      tier: 'lineManager',
      businessUnit: 'none',
      inWriting: ['The key points, confirmed after any discussion'],
      timescales: [withinOneWeek(2, 'the line managers resolve it'), ceiling(2)],
      decisionBodies: [],
      duties: [confirmInWriting],
      outward: false,
      source: source(
        'Flow chart, Level 2',
        'discuss the concerns / response with their opposite manager in the other agency',
        'The business unit helps to find contacts when asked.',
      ),
    },
    {
      order: 3,
      label: 'Level 3',
      formLabel: 'Stage 3',
      name: 'Head of Service to Head of Service',
      who: 'Head of service with head of service; unresolved, directors or assistant directors',
      tier: 'seniorManager',
      businessUnit: 'logged',
      inWriting: [
        'The key points, confirmed after any discussion',
        'Where it is resolved: its documents, to the Business Manager',
      ],
      timescales: [
        withinOneWeek(3, 'the heads of service resolve it'),
        {
          id: 'level-3-directors',
          action: 'the matter goes to the directors or assistant directors',
          event: 'meetingHeld',
          kind: 'due',
          length: { unit: 'workingDays', count: 2 },
          condition: 'if the heads of service leave it unresolved',
          doneByEntry: true,
          source: source(
            'Flow chart, Level 3',
            'referred to equivalent directors/assistant directors within 2 working days',
            'The document does not say from when; the register counts from the discussion that left it unresolved.',
          ),
        },
        ceiling(3),
      ],
      decisionBodies: [],
      duties: [confirmInWriting, safeguardingLeadAware, childOutcome],
      outward: false,
      source: source('Flow chart, Level 3', 'referred to equivalent heads of service'),
    },
    {
      order: 4,
      label: 'Level 4',
      formLabel: 'Stage 4',
      name: 'Exceptional Circumstances',
      who: 'The partnership with the referrer and the agencies involved; unresolved, the Executive or the Independent Scrutineer',
      tier: 'partnership',
      businessUnit: 'facilitates',
      inWriting: [
        'The Request for Resolution Document, to the Business Manager',
        'The completed notice with the decision, to the referrer',
      ],
      timescales: [withinOneWeek(4, 'the partnership brings it to a resolution'), ceiling(4)],
      decisionBodies: ['executive', 'independent-scrutineer'],
      duties: [
        safeguardingLeadAware,
        {
          id: 'facilitated-meeting',
          kind: 'other',
          label: 'Hold the meeting of the partnership, the referrer and the agencies',
          required: true,
          source: source(
            'Flow chart, Level 4',
            'A further meeting will be facilitated between the BSCP and the referrer and agencies involved',
          ),
        },
        {
          ...confirmInWriting,
          source: source('Appendix 1, foot', 'informing them of the decision in writing'),
        },
        childOutcome,
      ],
      outward: false,
      source: source('Flow chart, Level 4', 'they should refer it to BSCP Business Manager'),
    },
  ],
  decisionBodies: [
    {
      id: 'executive',
      label: 'Executive of the Partnership',
      kind: 'executive',
      source: source('Flow chart, Level 4', 'the Executive of the Partnership or the Independent Scrutineer'),
    },
    {
      id: 'independent-scrutineer',
      label: 'Independent Scrutineer',
      kind: 'scrutineer',
      source: source('Flow chart, Level 4', 'the Executive of the Partnership or the Independent Scrutineer'),
    },
  ],
  beyondLastStage: [],
  themes: [
    { id: 'levels-of-need', label: 'Levels of need', common: 'threshold' },
    { id: 'roles-and-responsibilities', label: 'Roles and responsibilities', common: 'roles' },
    { id: 'need-for-action', label: 'Need for action', common: 'needForAction' },
    { id: 'communication', label: 'Communication about a safeguarding issue', common: 'informationSharing' },
    { id: 'other', label: 'Other', common: 'other' },
  ],
  themesSource: source(
    'Flow chart, Level 1',
    'determining the levels of need ... roles and responsibilities ... the need for action and communication',
    'The document names need for action and communication together; the register counts them apart. "Other" is the register\'s own.',
  ),
  form: {
    title: 'Request for Resolution Document',
    appendix: 'APPENDIX 1',
    securityNotice: 'THIS DOCUMENT MUST BE SENT/STORED SECURELY',
    rows: [
      ...buryFormRows,
      {
        kind: 'stageTable',
        columns: [...buryStageTableColumns],
        evidenceRemark: buryEvidenceRemark,
        rows: [
          { stageOrder: 3, label: 'Stage 3' },
          {
            stageOrder: 4,
            label: 'Stage 4 (to be completed by Safeguarding Partnership Business Unit)',
            decisionLabel: 'Final decision of:',
          },
        ],
      },
    ],
    closing:
      'Once stage 4 has concluded, the escalation notice will be completed, and a copy of the notice will be sent to the referrer informing them of the decision in writing.',
    laidDown: true,
    acceptedAtStages: [3, 4],
    source: source(
      'Appendix 1',
      'Request for Resolution Document',
      'The ladder has levels and the form has stages: Level 3 is Stage 3, Level 4 is Stage 4.',
    ),
  },
  notice: {
    title: 'Outcome Resolution Notice',
    source: source('Appendix 1, foot', 'a copy of the notice will be sent to the referrer'),
  },
  toState: [],
};
