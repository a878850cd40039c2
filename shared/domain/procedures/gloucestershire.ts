import type { Procedure, Stage, Timescale } from './procedureSchema.ts';
import { registerFormLayout } from './registerFormLayout.ts';
import { routesNotNamed, sourceIn } from './ruleSource.ts';

const source = sourceIn(
  'Gloucestershire Safeguarding Children Board: Escalation of Professional Concerns Guidance, June 2018',
);

const withinWorkingDays = (stage: string, place: string, count: number, action: string): Timescale => ({
  id: `stage-${stage}-resolution`,
  action,
  event: 'stageOpened',
  kind: 'due',
  length: { unit: 'workingDays', count },
  source: source(
    place,
    `within ${count} working days or a timescale that protects the child from harm (whichever is less)`,
    'The document does not say from when; the register counts from the day the stage opens.',
  ),
});

const confirmInWriting: Stage['duties'][number] = {
  id: 'confirm-in-writing',
  kind: 'confirmInWriting',
  label:
    'Confirm in writing the agreed outcome and how outstanding issues will be pursued, to the worker who raised it as well',
  required: true,
  source: source(
    'After paragraph 2.4',
    'written confirmation between the parties about an agreed outcome of the disagreement and how any outstanding issues will be pursued',
  ),
};

const tellReviewingOfficer = (remark?: string): Stage['duties'][number] => ({
  id: 'tell-reviewing-officer',
  kind: 'tellReviewingOfficer',
  label: 'Notify the Independent Reviewing Officer',
  whenChildStatus: ['childProtectionPlan', 'lookedAfter'],
  required: true,
  source: source(
    'Paragraph 2.2 d',
    'on a Child Protection Plan or Looked After Child the Independent Reviewing Officer must be notified',
    remark,
  ),
});

const askedAgain =
  'The duty arises at Stage Two, which seldom reaches the register; it is asked for until it is recorded as done.';

const boardMembersEngaged: Stage['duties'][number] = {
  id: 'board-members-engaged',
  kind: 'alertBoardRepresentatives',
  label: "Engage the agencies' board members before the Chair is asked",
  required: true,
  source: source(
    'Paragraph 2.3 c',
    "agency members on the Gloucestershire Safeguarding Children's Board should be engaged in seeking resolution before the matter is raised with the GSCB chair",
  ),
};

const writtenRecord =
  'Actions and decisions, shared with those involved and the worker who raised the concern';

export const gloucestershire: Procedure = {
  id: 'gloucestershire',
  version: 1,
  title: 'Escalation of Professional Concerns Guidance',
  partnershipName: 'Gloucestershire Safeguarding Children Board',
  shortName: 'Gloucestershire',
  referencePrefix: 'GLOS',
  documentDate: 'June 2018',
  stageWord: 'stage',
  concerns: 'children',
  sharedConcern: false,
  immediateDanger: {
    door: "the agency's own designated safeguarding lead",
    advice:
      'If a child may be in immediate danger, this is not the way. Tell the designated safeguarding lead in your agency now, or call 999.',
    source: source(
      'Paragraph 1.7',
      'at immediate harm, the designated safeguarding lead in your agency should be informed immediately',
    ),
  },
  otherRoutes: [
    {
      id: 'whistleblowing',
      label: 'Whistleblowing',
      source: source(
        'Paragraph 1.10',
        "raised in line with each agency's policies ... the arrangements for whistleblowing",
      ),
    },
    ...routesNotNamed(source, ['complaint']),
  ],
  neverSkip: [],
  notificationOnly: [],
  childLedDates: source(
    'Paragraphs 2.1 to 2.4',
    'or a timescale that protects the child from harm (whichever is less)',
  ),
  stages: [
    {
      order: 1,
      label: 'Stage One',
      formLabel: 'Stage 1',
      name: 'Discuss with the other worker',
      who: 'Worker with worker',
      tier: 'practitioner',
      businessUnit: 'none',
      inWriting: [writtenRecord],
      timescales: [withinWorkingDays('one', 'Paragraph 2.1 c', 5, 'the workers resolve it')],
      decisionBodies: [],
      duties: [confirmInWriting],
      outward: false,
      source: source(
        'Paragraph 2.1',
        'Discuss with the other worker',
        'Each agency counts its own escalations from Stage 1 onwards.',
      ),
    },
    {
      order: 2,
      label: 'Stage Two',
      formLabel: 'Stage 2',
      name: 'Escalate to Line Manager',
      who: 'Line manager, supervisor or named professional with their equivalent',
      tier: 'lineManager',
      businessUnit: 'none',
      inWriting: [writtenRecord],
      timescales: [withinWorkingDays('two', 'Paragraph 2.2 f', 5, 'the line managers resolve it')],
      decisionBodies: [],
      duties: [
        confirmInWriting,
        tellReviewingOfficer(),
        {
          id: 'professionals-meeting',
          kind: 'other',
          label: 'Consider a professionals meeting',
          required: false,
          source: source('Paragraph 2.2 c', 'whether it would be helpful to convene a professionals meeting'),
        },
      ],
      outward: false,
      source: source(
        'Paragraph 2.2',
        'until they are satisfied the problem has been resolved or they understand the reasons',
        'A stage may therefore end as understood, not agreed.',
      ),
    },
    {
      order: 3,
      label: 'Stage Three',
      formLabel: 'Stage 3',
      name: 'Escalate to Senior Managers',
      who: 'Senior managers, up through all tiers of management in each agency',
      tier: 'seniorManager',
      businessUnit: 'logged',
      inWriting: ["The senior managers' plan of action, with its timescales", writtenRecord],
      timescales: [withinWorkingDays('three', 'Paragraph 2.3 d', 5, 'the senior managers resolve it')],
      decisionBodies: [],
      duties: [
        confirmInWriting,
        tellReviewingOfficer(askedAgain),
        {
          id: 'plan-of-action',
          kind: 'other',
          label: "Agree a plan of action with timescales in the child's best interests",
          required: true,
          source: source('Paragraph 2.3 d', 'agree a clear plan of action, which includes timescales'),
        },
        {
          id: 'professionals-meeting',
          kind: 'other',
          label: 'Consider a professionals meeting',
          required: false,
          source: source('Paragraph 2.3 b', 'a professionals meeting could be held'),
        },
        boardMembersEngaged,
      ],
      outward: false,
      source: source(
        'Paragraph 2.3',
        'escalated up to all tiers of management before it is escalated to the chair',
        'Each agency records its own; the register logs what is sent to it.',
      ),
    },
    {
      order: 4,
      label: 'Stage Four',
      formLabel: 'Stage 4',
      name: 'Resolution by the Chair',
      who: 'The Chair with the senior managers, or a Resolution Panel of senior officers',
      tier: 'partnership',
      businessUnit: 'facilitates',
      inWriting: ['The details, e-mailed in by the agency that raises the dispute', writtenRecord],
      timescales: [withinWorkingDays('four', 'Paragraph 2.4 e', 10, 'the Chair or the panel resolves it')],
      decisionBodies: ['chair', 'resolution-panel'],
      duties: [
        tellReviewingOfficer(askedAgain),
        boardMembersEngaged,
        {
          id: 'resolution-panel',
          kind: 'resolutionPanel',
          label: 'Hold the Resolution Panel and hear those involved',
          required: false,
          source: source(
            'Paragraph 2.4 a, d',
            'or convene a Resolution Panel ... will receive representations from those involved',
          ),
        },
        confirmInWriting,
        {
          id: 'debrief',
          kind: 'debrief',
          label: 'Offer a debrief',
          required: false,
          source: source(
            'After paragraph 2.4',
            'It may be useful for individuals to debrief following some disputes',
          ),
        },
      ],
      outward: false,
      source: source(
        'Paragraph 2.4',
        'referred by the concerned agency to the Chair of GSCB',
        'Of 2018: the document speaks of the Board and its Chair. Names can be edited.',
      ),
    },
  ],
  decisionBodies: [
    {
      id: 'chair',
      label: 'Chair',
      kind: 'chair',
      source: source('Paragraph 2.4 a', 'seek to resolve the issue direct with the relevant senior managers'),
    },
    {
      id: 'resolution-panel',
      label: 'Resolution Panel',
      kind: 'panel',
      panelSize: 3,
      source: source(
        'Paragraph 2.4 c',
        'three agencies who are members of the full Board ... must include the agencies concerned',
      ),
    },
  ],
  beyondLastStage: [
    {
      id: 'secretary-of-state',
      label: 'Secretary of State',
      source: source(
        'Dispute Resolution',
        'In extremis, any non-compliance will be referred to the Secretary of State.',
      ),
    },
  ],
  themes: [
    { id: 'levels-of-need', label: 'Levels of need', common: 'threshold' },
    { id: 'roles-and-responsibilities', label: 'Roles and responsibilities', common: 'roles' },
    { id: 'need-for-action', label: 'The need for action', common: 'needForAction' },
    { id: 'need-for-inaction', label: 'The need for inaction', common: 'inaction' },
    { id: 'progressing-plans', label: 'Progressing plans', common: 'planProgress' },
    { id: 'clear-communication', label: 'Clear communication', common: 'informationSharing' },
    { id: 'provision-of-services', label: 'Provision of services', common: 'services' },
    { id: 'other', label: 'Other', common: 'other' },
  ],
  themesSource: source(
    'Paragraph 1.6',
    'Disagreements can arise in a number of areas',
    'The document names progressing plans and clear communication together; the register counts them apart. "Other" is the register\'s own.',
  ),
  form: registerFormLayout(
    [
      { stageOrder: 3, label: 'Stage Three' },
      { stageOrder: 4, label: 'Stage Four', decisionLabel: 'Final decision of:' },
    ],
    [3, 4],
    source(
      'Paragraph 2.4 b',
      'must e-mail the details through',
      "No form is laid down; this is the register's own layout with Bury's labels.",
    ),
  ),
  notice: {
    title: 'Written confirmation of the outcome',
    source: source(
      'After paragraph 2.4',
      'written confirmation between the parties about an agreed outcome',
      'No notice is laid down; the outcome in writing is.',
    ),
  },
  toState: [],
};
